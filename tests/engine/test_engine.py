import errno
import itertools
import os
from dataclasses import replace

import numpy as np
import pytest
from generated import make_dataset
from trainings import never, training_events

from fashion_gui.core import runs
from fashion_gui.core.metrics import accuracy, mean_cross_entropy
from fashion_gui.core.networks import COURSE_NETWORK
from fashion_gui.core.options import TrainOptions
from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import EpochFinished, Failed, RunFinished, RunStarted, StepsDone
from fashion_gui.engine import measuring
from fashion_gui.engine.engine import Engine
from fashion_gui.engine.networks import build_model
from fashion_gui.engine.training import Diverged, Progress, TrainingLoop

DATASET = make_dataset()  # 250 tiles, 200 of them to learn from: 4 steps of 50 an epoch
OPTIONS = TrainOptions(epochs=3, batch_size=50, learning_rate=0.1, seed=2)
STEPS_AND_EPOCH = [StepsDone, EpochFinished]


def at(kind, epoch):
    """A `stop` that wishes to stop after the first event of `kind` in `epoch`."""
    return lambda event: isinstance(event, kind) and event.epoch == epoch


def trained(engine, folder, *, options=OPTIONS, stop=never, run="run"):
    """All events of one training."""
    return list(training_events(engine, options, folder, run=run, network=COURSE_NETWORK, stop=stop))


def kinds(events):
    """Types of the events; how many `StepsDone` an epoch has depends on how fast the machine is: one is named."""
    return [kind for kind, _ in itertools.groupby(type(event) for event in events)]


def new_engine():
    engine = Engine()
    engine.dataset = DATASET
    return engine


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """An engine after a whole training, the folder of its runs, and the events."""
    engine, folder = new_engine(), tmp_path_factory.mktemp("runs")
    return engine, folder, trained(engine, folder)


def answers_of(weights):
    """What a network with these weights says about the test set."""
    model = build_model(COURSE_NETWORK, seed=77)
    model.set_weights(weights)
    return model(DATASET.test_images).numpy()


def assert_answers_with(engine, weights):
    np.testing.assert_allclose(engine.predict(DATASET.test_images), answers_of(weights), atol=1e-6)


# --- a whole training ------------------------------------------------------------------------------------------------


def test_events_come_in_order(finished):
    _, folder, events = finished
    assert kinds(events) == [RunStarted, *STEPS_AND_EPOCH * 3, RunFinished]
    assert events[0] == RunStarted("run", str(folder / "run"), OPTIONS, COURSE_NETWORK, epochs=3, steps=4)
    for number in (1, 2, 3):
        *steps, epoch = [event for event in events[1:-1] if event.epoch == number]
        assert [event.step for event in steps] == sorted({event.step for event in steps})
        assert (steps[-1].step, type(epoch)) == (4, EpochFinished)
        assert (steps[-1].loss, steps[-1].accuracy) == (epoch.loss, epoch.accuracy)
        assert steps[-1].learning_rate == epoch.learning_rate == pytest.approx(0.1)
    assert all(event.run == "run" for event in events)
    last = events[-1]
    assert (last.reason, last.epochs, last.folder) == ("completed", 3, str(folder / "run"))
    assert last.seconds >= sum(event.seconds for event in events if isinstance(event, EpochFinished))


def test_the_run_on_disk_is_complete(finished):
    engine, folder, events = finished
    run = runs.read_run(folder / "run")
    assert (run.options, run.network) == (OPTIONS, COURSE_NETWORK)
    told = [event for event in events if isinstance(event, EpochFinished)]
    assert [vars(epoch) | {"run": "run"} for epoch in run.history] == [vars(event) for event in told]
    assert run.result == runs.Result("completed", events[-1].test_loss, events[-1].test_accuracy, events[-1].seconds)
    weights = [runs.read_weights(run, epoch) for epoch in (1, 2, 3)]
    assert not np.array_equal(weights[0][0], weights[1][0])
    assert_answers_with(engine, weights[2])


def test_training_learns(finished):
    assert finished[2][-1].test_accuracy > 0.7


def test_the_figures_of_the_test_set_are_those_of_numpy(finished):
    engine, folder, events = finished
    answers = engine.evaluate()
    expected = answers_of(runs.read_weights(runs.read_run(folder / "run")))
    np.testing.assert_allclose(answers.probabilities, expected, atol=1e-6)
    assert answers.loss == pytest.approx(mean_cross_entropy(expected, DATASET.test_labels), rel=1e-5)
    assert answers.accuracy == accuracy(expected, DATASET.test_labels)
    assert (events[-1].test_loss, events[-1].test_accuracy) == (answers.loss, answers.accuracy)


def test_a_finished_run_opens_again(finished):
    trained_engine, folder, _ = finished
    engine = Engine()
    assert engine.open_model(folder / "run") == "run"
    assert engine.epochs_learnt == 3
    np.testing.assert_array_equal(engine.predict(DATASET.test_images), trained_engine.predict(DATASET.test_images))


def test_a_saved_model_opens_again(finished, tmp_path):
    trained_engine, _, _ = finished
    trained_engine.save_model(tmp_path / "network.keras")
    engine = Engine()
    assert engine.open_model(tmp_path / "network.keras") == ""
    assert engine.current.network == COURSE_NETWORK
    np.testing.assert_array_equal(engine.predict(DATASET.test_images), trained_engine.predict(DATASET.test_images))


# --- endings ---------------------------------------------------------------------------------------------------------


def test_stopping_inside_an_epoch_keeps_the_last_finished_one(finished, tmp_path):
    engine = new_engine()
    events = trained(engine, tmp_path, stop=at(StepsDone, 3))
    assert kinds(events) == [RunStarted, *STEPS_AND_EPOCH * 2, StepsDone, RunFinished]
    assert (events[-1].reason, events[-1].epochs) == ("stopped", 2)
    run = runs.read_run(tmp_path / "run")
    assert (len(run.history), run.result.reason) == (2, "stopped")
    assert_answers_with(engine, runs.read_weights(run))
    assert engine.epochs_learnt == 2
    # The same as epoch 2 of the training that went on.
    assert_answers_with(engine, runs.read_weights(runs.read_run(finished[1] / "run"), 2))


def test_stopping_at_the_end_of_an_epoch_keeps_it(tmp_path):
    events = trained(new_engine(), tmp_path, stop=at(EpochFinished, 1))
    assert kinds(events) == [RunStarted, *STEPS_AND_EPOCH, RunFinished]
    assert (events[-1].reason, events[-1].epochs) == ("stopped", 1)


def test_stopping_after_the_last_epoch_is_too_late(tmp_path):
    events = trained(new_engine(), tmp_path, stop=at(EpochFinished, 3))
    assert (events[-1].reason, events[-1].epochs) == ("completed", 3)


def open_finished(finished):
    engine = new_engine()
    engine.open_model(finished[1] / "run")
    return engine, engine.predict(DATASET.test_images)


@pytest.mark.parametrize(
    ("stop", "kinds_then"),
    [
        (lambda event: True, [RunStarted, RunFinished]),
        (at(StepsDone, 1), [RunStarted, StepsDone, RunFinished]),
    ],
    ids=["at once", "after a step"],
)
def test_stopping_before_the_first_epoch_leaves_all_as_it_was(finished, tmp_path, stop, kinds_then):
    engine, before = open_finished(finished)
    events = trained(engine, tmp_path, stop=stop)
    assert kinds(events) == kinds_then
    assert (events[-1].reason, events[-1].epochs, events[-1].folder) == ("stopped", 0, "")
    np.testing.assert_array_equal(engine.predict(DATASET.test_images), before)
    assert engine.epochs_learnt == 3
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("event", [RunStarted, StepsDone])
def test_a_listener_that_leaves_before_the_first_epoch_leaves_all_as_it_was(finished, tmp_path, event):
    engine, before = open_finished(finished)
    events = training_events(engine, OPTIONS, tmp_path)
    while type(next(events)) is not event:
        pass
    events.close()
    np.testing.assert_array_equal(engine.predict(DATASET.test_images), before)
    assert list(tmp_path.iterdir()) == []


def test_the_network_in_training_answers(finished, tmp_path):
    engine, before = open_finished(finished)
    options = replace(OPTIONS, seed=9, epochs=2)
    for event in training_events(engine, options, tmp_path):
        if isinstance(event, EpochFinished):
            assert engine.epochs_learnt == event.epoch
            assert_answers_with(engine, runs.read_weights(runs.read_run(tmp_path / "run")))
    assert not np.array_equal(engine.predict(DATASET.test_images), before)


def diverging_in(epoch):
    """`TrainingLoop.events`, but the weights become nonsense in `epoch`."""
    really = TrainingLoop.events

    def events(loop):
        for event in really(loop):
            if isinstance(event, Progress) and event.epoch == epoch:
                model = loop._learner.model
                model.set_weights([array * np.nan for array in model.get_weights()])
                raise Diverged(epoch)
            yield event

    return events


@pytest.mark.parametrize("epoch", [1, 3])
def test_divergence_keeps_the_last_good_weights(finished, tmp_path, monkeypatch, epoch):
    engine, before = open_finished(finished)
    monkeypatch.setattr(TrainingLoop, "events", diverging_in(epoch))
    events = trained(engine, tmp_path)
    good = epoch - 1
    assert kinds(events) == [RunStarted, *STEPS_AND_EPOCH * good, Failed, RunFinished]
    assert (events[-2].run, events[-2].code, events[-2].parameters) == ("run", "diverged", {"epoch": epoch})
    assert (events[-1].reason, events[-1].epochs) == ("diverged", good)
    if good:
        assert_answers_with(engine, runs.read_weights(runs.read_run(tmp_path / "run"), good))
    else:
        np.testing.assert_array_equal(engine.predict(DATASET.test_images), before)
        assert list(tmp_path.iterdir()) == []


def test_a_rate_far_too_high_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("fashion_gui.core.options.MAX_LEARNING_RATE", 1e30)
    events = trained(new_engine(), tmp_path, options=TrainOptions(epochs=3, batch_size=50, learning_rate=1e30))
    assert (events[-2].code, events[-1].reason, events[-1].epochs) == ("diverged", "diverged", 0)


# --- a full disk -----------------------------------------------------------------------------------------------------


def test_a_full_disk_is_told_once_and_training_goes_on(tmp_path, monkeypatch):
    engine, really_sync, full = new_engine(), os.fsync, [False]

    def sync(handle):
        if full[0]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        really_sync(handle)

    monkeypatch.setattr(os, "fsync", sync)
    events = []
    for event in training_events(engine, OPTIONS, tmp_path):
        events.append(event)
        if isinstance(event, EpochFinished):
            full[0] = event.epoch == 1  # full while epoch 2 is saved
    assert kinds(events) == [
        RunStarted,
        *STEPS_AND_EPOCH,
        StepsDone,
        Failed,
        EpochFinished,
        *STEPS_AND_EPOCH,
        RunFinished,
    ]
    assert [event.code for event in events if isinstance(event, Failed)] == ["disk_full"]
    run = runs.read_run(tmp_path / "run")
    assert (len(run.history), run.result.reason) == (3, "completed")
    assert_answers_with(engine, runs.read_weights(run))


def test_a_disk_that_stays_full_is_told_at_most_twice(tmp_path, monkeypatch):
    engine, really_sync = new_engine(), os.fsync
    events = training_events(engine, OPTIONS, tmp_path)
    seen = [next(events)]

    def full(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    seen += events
    monkeypatch.setattr(os, "fsync", really_sync)
    # Once for the epochs, once for the result.
    assert kinds(seen).count(Failed) == 2
    assert (seen[-1].reason, seen[-1].epochs) == ("completed", 3)
    assert runs.list_runs(tmp_path) == []
    assert engine.evaluate().accuracy == seen[-1].test_accuracy


# --- what cannot be done ---------------------------------------------------------------------------------------------


def code_of(call, *arguments, **options):
    with pytest.raises(Problem) as problem:
        call(*arguments, **options)
    return problem.value.code


def test_without_a_network_there_is_no_answer(tmp_path):
    engine = new_engine()
    assert code_of(engine.predict, DATASET.test_images) == "no_network"
    assert code_of(engine.evaluate) == "no_network"
    assert code_of(engine.save_model, tmp_path / "network.keras") == "no_network"


def test_without_data_there_is_no_training(tmp_path):
    assert code_of(trained, Engine(), tmp_path) == "no_dataset"
    assert code_of(Engine().evaluate) == "no_dataset"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (TrainOptions(epochs=0), "epochs_out_of_range"),
        (TrainOptions(preset="none"), "unknown_preset"),
        (TrainOptions(batch_size=201), "batch_larger_than_data"),
    ],
)
def test_options_are_checked_before_anything_begins(tmp_path, options, code):
    assert code_of(trained, new_engine(), tmp_path, options=options) == code
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("run", ["", "..", "../run", "a/b"])
def test_a_run_stays_in_its_folder(tmp_path, run):
    assert code_of(trained, new_engine(), tmp_path / "runs", run=run) == "cannot_write"
    assert list(tmp_path.iterdir()) == []


def test_an_earlier_run_is_never_written_over(finished):
    engine, folder, _ = finished
    before = (folder / "run" / "history.json").read_bytes()
    assert code_of(trained, engine, folder) == "cannot_write"
    assert (folder / "run" / "history.json").read_bytes() == before


def test_what_is_no_model_is_not_opened(finished, tmp_path):
    engine, before = open_finished(finished)
    (tmp_path / "photo.jpg").touch()
    (tmp_path / "text.keras").write_text("Dear network")
    runs.create_run(tmp_path / "empty", options=OPTIONS, network=COURSE_NETWORK, versions={})
    codes = {
        name: code_of(engine.open_model, tmp_path / name)
        for name in ("", "photo.jpg", "missing", "missing.keras", "text.keras", "empty")
    }
    assert codes == {
        "": "run_missing",
        "photo.jpg": "run_missing",
        "missing": "run_missing",
        "missing.keras": "file_missing",
        "text.keras": "model_damaged",
        "empty": "run_damaged",
    }
    np.testing.assert_array_equal(engine.predict(DATASET.test_images), before)


def test_versions_and_devices_are_known():
    assert set(Engine.versions()) == {"tensorflow", "keras", "numpy"}
    assert "CPU" in Engine.devices()


def test_a_stop_does_not_wait_for_the_test_set(tmp_path, monkeypatch):
    monkeypatch.setattr(measuring, "STOP_SECONDS", -1.0)
    finished = trained(new_engine(), tmp_path, stop=at(StepsDone, 2))[-1]
    assert (finished.reason, finished.epochs) == ("stopped", 1)
    assert np.isnan([finished.test_loss, finished.test_accuracy]).all()
    kept = runs.read_run(tmp_path / "run")
    assert len(kept.history) == 1
    assert kept.result.reason == "stopped"
    assert np.isnan([kept.result.test_loss, kept.result.test_accuracy]).all()


def test_a_stop_when_a_finished_training_is_measured_ends_that(tmp_path, monkeypatch):
    monkeypatch.setattr(measuring, "STOP_SECONDS", -1.0)
    finished = trained(new_engine(), tmp_path, stop=at(EpochFinished, 3))[-1]
    assert (finished.reason, finished.epochs) == ("completed", 3)
    assert np.isnan(finished.test_accuracy)


def test_a_finished_training_takes_its_time_for_the_test_set(tmp_path, monkeypatch):
    monkeypatch.setattr(measuring, "STOP_SECONDS", -1.0)
    assert trained(new_engine(), tmp_path)[-1].test_accuracy > 0
