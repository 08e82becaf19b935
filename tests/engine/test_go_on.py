"""A run that was stopped, cut off or killed goes on as if nothing had been."""

import errno
import os
import shutil
from dataclasses import replace

import numpy as np
import pytest
from generated import make_dataset
from trainings import events_of, training_events

from fashion_gui.core import runs
from fashion_gui.core.networks import BatchNormalization, Conv2D, Dense, Dropout, MaxPooling2D, Network
from fashion_gui.core.options import TrainOptions
from fashion_gui.core.presets import preset_options
from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import EpochFinished, Failed, RunFinished, RunStarted, StepsDone
from fashion_gui.core.run_lock import is_in_training, lock_run
from fashion_gui.engine.engine import Engine

DATASET = make_dataset()  # 200 tiles to learn from, with the options below: 4 steps of 50 an epoch
PLAIN = Network((Dense(12, "relu"), Dense(10, "softmax")))
DROPPING = Network((Dense(16, "relu"), Dropout(0.3), Dense(16, "relu"), Dropout(0.3), Dense(10, "softmax")))
FOLDED = Network((Conv2D(4, 3, "relu"), BatchNormalization(), MaxPooling2D(4), Dense(10, "softmax")))
OPTIONS = TrainOptions(epochs=4, batch_size=50, learning_rate=0.1, seed=2)
EVERYTHING = replace(
    *(OPTIONS,),
    **{"learning_rate": 0.01, "optimizer": "adamw", "schedule": "cosine", "weight_decay": 0.01},
    **{"label_smoothing": 0.1, "averaging": True, "flips": True, "shifts": 2},
)
PHOTO = preset_options("photo", epochs=4, batch_size=50, validation_share=0.2, seed=2)
CASES = {
    "sgd": (OPTIONS, PLAIN),
    "momentum": (replace(OPTIONS, optimizer="momentum", schedule="one_cycle"), PLAIN),
    "everything": (EVERYTHING, DROPPING),
    "photo": (PHOTO, FOLDED),
}


def new_engine():
    """As in a new process: nothing is left of a training but what is on disk."""
    engine = Engine()
    engine.dataset = DATASET
    return engine


def at(kind, epoch):
    return lambda event: isinstance(event, kind) and event.epoch == epoch


def cut_off(folder, options, network, *, when):
    """A run whose process ended at the first event of which `when` is true."""
    events = training_events(new_engine(), options, folder.parent, run=folder.name, network=network)
    for event in events:
        if when(event):
            break
    events.close()
    return runs.read_run(folder)


def gone_on(folder):
    """All events of training on, by a new engine, and the engine."""
    engine = new_engine()
    return list(events_of(engine, engine.go_on(folder))), engine


def figures(run):
    return [replace(epoch, seconds=0) for epoch in run.history]


def assert_same(run, whole):
    assert figures(run) == figures(whole)
    assert (run.result.reason, run.result.test_loss) == (whole.result.reason, whole.result.test_loss)
    for epoch in range(len(whole.history) + 1):
        for one, other in zip(runs.read_weights(run, epoch), runs.read_weights(whole, epoch), strict=True):
            np.testing.assert_array_equal(one, other)


@pytest.fixture(scope="module")
def whole_runs(tmp_path_factory):
    """`whole_runs(case)` is the uninterrupted run of a case; each is made once."""
    made = {}

    def make(case):
        if case not in made:
            folder = tmp_path_factory.mktemp("whole")
            options, network = CASES[case]
            list(training_events(new_engine(), options, folder, network=network))
            made[case] = runs.read_run(folder / "run")
        return made[case]

    return make


# --- the same bits ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES)
def test_a_run_that_was_cut_off_inside_an_epoch_goes_on_as_if_never_stopped(whole_runs, tmp_path, case):
    options, network = CASES[case]
    kept = cut_off(tmp_path / "run", options, network, when=at(StepsDone, 3))
    assert (len(kept.history), kept.result) == (2, None)
    events, engine = gone_on(tmp_path / "run")
    began, last = events[0], events[-1]
    assert (type(began), began.done, began.epochs, began.network) == (RunStarted, 2, 4, network)
    assert [event.epoch for event in events if isinstance(event, EpochFinished)] == [3, 4]
    assert (type(last), last.reason, last.epochs) == (RunFinished, "completed", 4)
    run = runs.read_run(tmp_path / "run")
    assert_same(run, whole_runs(case))
    assert run.result.seconds >= sum(epoch.seconds for epoch in run.history)
    answers = engine.predict(DATASET.test_images)
    other = new_engine()
    other.open_model(whole_runs(case).folder)
    np.testing.assert_array_equal(answers, other.predict(DATASET.test_images))


def test_a_run_killed_behind_its_last_epoch_is_still_measured(whole_runs, tmp_path):
    options, network = CASES["momentum"]
    kept = cut_off(tmp_path / "run", options, network, when=at(EpochFinished, 4))
    assert (len(kept.history), kept.result) == (4, None)
    events, _ = gone_on(tmp_path / "run")
    assert [type(event) for event in events if event is not None] == [RunStarted, RunFinished]
    assert_same(runs.read_run(tmp_path / "run"), whole_runs("momentum"))


@pytest.mark.parametrize("at_end", [True, False])
def test_a_run_that_was_stopped_goes_on(whole_runs, tmp_path, at_end):
    options, network = CASES["momentum"]
    stop = at(EpochFinished, 2) if at_end else at(StepsDone, 3)
    list(training_events(new_engine(), options, tmp_path, network=network, stop=stop))
    assert runs.read_run(tmp_path / "run").result.reason == "stopped"
    engine = new_engine()
    training = engine.go_on(tmp_path / "run")
    assert runs.read_run(tmp_path / "run").result is None  # from here on it is one that was cut off
    list(events_of(engine, training))
    assert_same(runs.read_run(tmp_path / "run"), whole_runs("momentum"))


def test_a_run_may_go_on_again_and_again(whole_runs, tmp_path):
    options, network = CASES["everything"]
    cut_off(tmp_path / "run", options, network, when=at(EpochFinished, 1))
    for epoch in (2, 3):
        engine = new_engine()
        list(events_of(engine, engine.go_on(tmp_path / "run"), stop=at(EpochFinished, epoch)))
    gone_on(tmp_path / "run")
    assert_same(runs.read_run(tmp_path / "run"), whole_runs("everything"))


def test_a_run_without_an_epoch_begins_again(whole_runs, tmp_path):
    options, network = CASES["sgd"]
    runs.create_run(tmp_path / "run", options=options, network=network, versions={})
    gone_on(tmp_path / "run")
    run = runs.read_run(tmp_path / "run")
    assert figures(run) == figures(whole_runs("sgd"))


def test_the_rate_set_by_hand_is_still_that(tmp_path):
    def trained(name, end):
        """With another rate from epoch 2 on, until `end` is true of an event."""
        engine = new_engine()
        training = engine.train(run=name, options=EVERYTHING, network=PLAIN, folder=tmp_path)
        events = events_of(engine, training)
        for event in events:
            if at(EpochFinished, 1)(event):
                training.set_rate(0.03)
            if end(event):
                break
        events.close()

    trained("whole", end=lambda event: isinstance(event, RunFinished))
    trained("cut", end=at(EpochFinished, 2))
    gone_on(tmp_path / "cut")
    assert_same(runs.read_run(tmp_path / "cut"), whole := runs.read_run(tmp_path / "whole"))
    planned = EVERYTHING.learning_rate
    assert whole.history[0].learning_rate <= planned < whole.history[1].learning_rate <= 0.03


# --- killed while an epoch is kept -----------------------------------------------------------------------------------


def plant(folder, *names):
    """Files of a later epoch and halves of files, as a killed process leaves them."""
    for name in names:
        kind = "state/epoch-0002.npz" if name.startswith("state") else "weights/epoch-0001.npz"
        shutil.copy(folder / kind, folder / name)


@pytest.mark.parametrize(
    "left",
    [
        ["weights/.epoch-0003.npz.0a1b2c3d.part"],
        ["weights/epoch-0003.npz"],
        ["weights/epoch-0003.npz", "state/.epoch-0003.npz.0a1b2c3d.part"],
        ["weights/epoch-0003.npz", "state/epoch-0003.npz"],
        ["weights/epoch-0003.npz", "state/epoch-0003.npz", ".history.json.0a1b2c3d.part"],
        ["state/epoch-0001.npz"],  # killed after the history was written
    ],
    ids=["in weights", "before state", "in state", "before history", "in history", "after history"],
)
def test_what_was_killed_in_between_is_as_if_it_had_never_begun(whole_runs, tmp_path, left):
    options, network = CASES["momentum"]
    kept = cut_off(tmp_path / "run", options, network, when=at(StepsDone, 3))
    plant(tmp_path / "run", *left)
    assert runs.read_run(tmp_path / "run") == kept
    gone_on(tmp_path / "run")
    assert_same(runs.read_run(tmp_path / "run"), whole_runs("momentum"))
    assert list((tmp_path / "run").rglob("*.part")) == []
    assert [path.name for path in (tmp_path / "run" / "state").iterdir()] == ["epoch-0004.npz"]


@pytest.mark.parametrize("saved", [0, 2, 4])  # weights, state, history: a file is synced, then its folder
def test_after_a_full_disk_it_goes_on_from_the_last_epoch_that_is_whole(whole_runs, tmp_path, monkeypatch, saved):
    really, left = os.fsync, [10**9]

    def sync(handle):
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        really(handle)

    monkeypatch.setattr(os, "fsync", sync)
    options, network = CASES["momentum"]
    events, told = training_events(new_engine(), options, tmp_path, network=network), []
    for event in events:
        told.append(event)
        if at(EpochFinished, 2)(event):
            left[0] = saved
        if at(EpochFinished, 3)(event):
            break
    events.close()
    monkeypatch.undo()
    assert [event.code for event in told if isinstance(event, Failed)] == ["disk_full"]
    assert len(runs.read_run(tmp_path / "run").history) == 2
    gone_on(tmp_path / "run")
    assert_same(runs.read_run(tmp_path / "run"), whole_runs("momentum"))


# --- what cannot go on -----------------------------------------------------------------------------------------------


def contents(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refused(folder, engine=None):
    """The code of the refusal, which changes nothing on disk."""
    before = contents(folder) if folder.exists() else None
    with pytest.raises(Problem) as problem:
        (engine or new_engine()).go_on(folder)
    after = contents(folder) if folder.exists() else None
    if before is not None:
        before.setdefault(next(iter([*(path for path in after if path.name == "run.lock")]), None), b"")
        before.pop(None, None)
    assert after == before
    return problem.value.code


@pytest.fixture
def kept(tmp_path):
    """The folder of a run of two epochs out of four."""
    options, network = CASES["momentum"]
    return cut_off(tmp_path / "run", options, network, when=at(EpochFinished, 2)).folder


def test_a_run_kept_by_an_earlier_version_cannot(kept):
    shutil.rmtree(kept / "state")
    assert refused(kept) == "run_not_resumable"
    assert not is_in_training(kept)


def test_a_state_of_another_training_is_none(kept):
    about = (kept / "run.json").read_text(encoding="utf-8")
    (kept / "run.json").write_text(about.replace('"momentum"', '"adam"'), encoding="utf-8")
    assert refused(kept) == "run_not_resumable"


def test_a_run_without_its_weights_cannot(kept):
    (kept / "weights" / "epoch-0002.npz").unlink()
    assert refused(kept) == "run_damaged"


def test_a_complete_run_cannot(whole_runs):
    assert refused(whole_runs("momentum").folder) == "run_complete"


def test_no_run_cannot(tmp_path):
    assert refused(tmp_path / "none") == "run_missing"
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_is_trained_elsewhere_cannot_and_is_not_touched(kept):
    lock = lock_run(kept)
    runs.save_result(kept, runs.Result("stopped", 1.0, 0.5, 1.0))
    assert refused(kept) == "run_in_training"
    lock.release()
    assert gone_on(kept)[0][-1].epochs == 4


def test_a_refusal_leaves_the_network_that_answers(kept, whole_runs):
    engine = new_engine()
    engine.open_model(kept)
    before = engine.predict(DATASET.test_images)
    assert refused(whole_runs("momentum").folder, engine) == "run_complete"
    np.testing.assert_array_equal(engine.predict(DATASET.test_images), before)


# --- patience --------------------------------------------------------------------------------------------------------

# So low a rate changes no weight: the validation loss of epoch 1 is never beaten.
STANDING = replace(OPTIONS, learning_rate=1e-30, patience=2, epochs=6)


def test_a_training_without_progress_ends_early_and_may_go_on(tmp_path):
    events = list(training_events(new_engine(), STANDING, tmp_path, network=PLAIN))
    assert (events[-1].reason, events[-1].epochs) == ("early", 3)
    run = runs.read_run(tmp_path / "run")
    assert (len(run.history), run.result.reason, runs.kept_epochs(run.folder)) == (3, "early", (0, 1, 2, 3))
    assert run.is_unfinished()

    events, _ = gone_on(tmp_path / "run")  # that is a wish for more: the patience counts anew
    assert (events[-1].reason, events[-1].epochs) == ("early", 5)
    events, _ = gone_on(tmp_path / "run")
    assert (events[-1].reason, events[-1].epochs) == ("completed", 6)


def test_patience_at_its_end_in_the_last_epoch_is_a_training_completed(tmp_path):
    events = list(training_events(new_engine(), replace(STANDING, epochs=3), tmp_path, network=PLAIN))
    assert (events[-1].reason, events[-1].epochs) == ("completed", 3)


def test_a_training_that_makes_progress_is_waited_for(tmp_path):
    options = replace(OPTIONS, learning_rate=0.01, patience=1, epochs=8)
    assert list(training_events(new_engine(), options, tmp_path, network=PLAIN))[-1].reason == "completed"


def test_going_on_counts_the_epochs_before(tmp_path):
    cut_off(tmp_path / "run", STANDING, PLAIN, when=at(EpochFinished, 2))
    events, _ = gone_on(tmp_path / "run")
    assert (events[-1].reason, events[-1].epochs) == ("early", 3)
