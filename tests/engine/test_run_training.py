"""A training in hand: paused, stepped, its rate changed, stopped; and what answers meanwhile."""

import shutil
from dataclasses import replace

import numpy as np
import pytest
from generated import make_dataset
from trainings import events_of, training_events

from fashion_gui.core import runs
from fashion_gui.core.networks import Dense, Dropout, Network
from fashion_gui.core.options import TrainOptions
from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import EpochFinished, RunFinished, RunPaused, RunResumed, RunStarted, StepsDone
from fashion_gui.engine import training as training_module
from fashion_gui.engine.engine import NOW, Engine
from fashion_gui.engine.networks import build_model

DATASET = make_dataset()  # 200 tiles to learn from, with the options below: 4 steps of 50 an epoch
TILES = DATASET.test_images
NETWORK = Network((Dense(12, "relu"), Dropout(0.2), Dense(10, "softmax")))
OPTIONS = TrainOptions(epochs=3, batch_size=50, learning_rate=0.1, seed=2)
AVERAGED = replace(OPTIONS, optimizer="adam", learning_rate=0.01, averaging=True)


@pytest.fixture
def engine():
    engine = Engine()
    engine.dataset = DATASET
    return engine


def begin(engine, folder, *, options=OPTIONS, run="run", paused=True):
    return engine.train(run=run, options=options, network=NETWORK, folder=folder, paused=paused)


def to_pause(training):
    """Events until it pauses or is over."""
    events = training.advance()
    while not training.is_paused and not training.is_over:
        events += training.advance()
    return events


def step(training, unit="step"):
    """Where it pauses after one more `unit`, and the event before that."""
    assert training.resume_until(unit) == RunResumed("run")
    *_, before, last = to_pause(training)
    return before, last


def answers_with(weights):
    model = build_model(NETWORK, seed=77)
    model.set_weights(weights)
    return model(TILES).numpy()


def assert_answers_with(engine, weights):
    np.testing.assert_allclose(engine.predict(TILES), answers_with(weights), atol=1e-6)


def kept(folder, epoch=None, run="run"):
    return runs.read_weights(runs.read_run(folder / run), epoch)


# --- pauses ----------------------------------------------------------------------------------------------------------


def test_it_may_wait_before_the_first_step(engine, tmp_path):
    training = begin(engine, tmp_path)
    assert [type(event) for event in training.advance()] == [RunStarted, RunPaused]
    assert training.is_paused
    assert_answers_with(engine, build_model(NETWORK, seed=OPTIONS.seed).get_weights())
    assert engine.epochs_learnt == 0
    training.abandon()


@pytest.mark.parametrize("options", [OPTIONS, AVERAGED], ids=["plain", "averaged"])
def test_steps_one_by_one_to_the_end_of_an_epoch_and_on(engine, tmp_path, options):
    training = begin(engine, tmp_path, options=options)
    training.advance()
    seen = []
    for number in (1, 2, 3, 4):
        before, last = step(training)
        assert (type(before), before.epoch, before.step) == (StepsDone, 1, number)
        assert last == RunPaused("run", 1, number)
        with training._learner.answering():
            assert_answers_with(engine, training._model.get_weights())
        seen.append(engine.predict(TILES))
    assert len({answers.tobytes() for answers in seen}) == 4
    before, last = step(training)  # the end of an epoch is a step of its own: the validation
    assert (type(before), before.epoch, last) == (EpochFinished, 1, RunPaused("run", 1, 4))
    assert_answers_with(engine, kept(tmp_path, 1))
    assert step(training)[1] == RunPaused("run", 2, 1)
    assert engine.epochs_learnt == 1
    training.abandon()


def test_to_the_end_of_the_epoch_from_anywhere(engine, tmp_path):
    training = begin(engine, tmp_path)
    training.advance()
    assert step(training)[1] == RunPaused("run", 1, 1)
    for epoch in (1, 2):
        before, last = step(training, "epoch")
        assert (type(before), before.epoch, last) == (EpochFinished, epoch, RunPaused("run", epoch, 4))
    training.resume_until("epoch")
    events = to_pause(training)  # the last epoch: there is nothing to wait for
    assert (type(events[-1]), events[-1].reason, training.is_paused) == (RunFinished, "completed", False)
    assert not any(isinstance(event, RunPaused) for event in events)


def test_a_training_at_the_end_of_its_patience_is_not_paused(engine, tmp_path):
    training = begin(engine, tmp_path, options=replace(OPTIONS, learning_rate=1e-30, patience=1))
    training.advance()
    step(training, "epoch")
    training.resume_until("epoch")
    assert to_pause(training)[-1].reason == "early"


@pytest.mark.parametrize("options", [OPTIONS, AVERAGED], ids=["plain", "averaged"])
def test_pauses_change_nothing(engine, tmp_path, options):
    """Also one in the middle of the validation."""
    list(training_events(engine, options, tmp_path, run="whole", network=NETWORK))
    training = begin(engine, tmp_path, options=options)
    while not training.is_over:
        training.advance()
        if not training.is_over:
            training.pause()
            training.resume()
    engine.settle(training)
    run, whole = (runs.read_run(tmp_path / name) for name in ("run", "whole"))
    assert [replace(epoch, seconds=0) for epoch in run.history] == [
        replace(epoch, seconds=0) for epoch in whole.history
    ]
    for epoch in (0, 1, 2, 3):
        for one, other in zip(runs.read_weights(run, epoch), runs.read_weights(whole, epoch), strict=True):
            np.testing.assert_array_equal(one, other)


def test_paused_inside_the_validation_the_new_weights_answer(engine, tmp_path):
    training = begin(engine, tmp_path, options=AVERAGED, paused=False)
    learnt = False
    while (events := training.advance()) != [] or not learnt:  # compiling tells nothing, nor does the validation
        assert events == [] or isinstance(events[0], (RunStarted, StepsDone))
        learnt |= any(isinstance(event, StepsDone) for event in events)
    assert training.pause() == RunPaused("run", 1, 4)
    before = engine.predict(TILES)
    training.resume()
    while not isinstance(training.advance()[0], EpochFinished):
        pass
    np.testing.assert_array_equal(engine.predict(TILES), before)
    assert_answers_with(engine, kept(tmp_path, 1))
    training.abandon()


def test_a_stop_inside_the_validation_leaves_nothing_of_that_epoch(engine, tmp_path):
    training = begin(engine, tmp_path)
    training.advance()
    step(training, "epoch")
    training.resume()
    while training.advance() != []:  # a piece of the validation tells nothing
        pass
    training.stop()
    *_, last = events_of(engine, training)
    assert (last.reason, last.epochs) == ("stopped", 1)
    assert runs.kept_epochs(tmp_path / "run") == (0, 1)
    assert [path.name for path in (tmp_path / "run" / "state").iterdir()] == ["epoch-0001.npz"]
    assert_answers_with(engine, kept(tmp_path, 1))
    *_, last = events_of(engine, engine.go_on(tmp_path / "run"))
    assert (last.reason, last.epochs) == ("completed", 3)


@pytest.mark.parametrize("unit", ["", "step", "epoch"])
def test_a_stop_ends_a_paused_training_with_its_last_epoch(engine, tmp_path, unit):
    training = begin(engine, tmp_path)
    training.advance()
    step(training, "epoch")
    step(training)
    if unit:
        training.resume_until(unit)
    training.stop()
    events = to_pause(training)
    assert [type(event) for event in events] == [RunFinished]
    assert (events[0].reason, events[0].epochs) == ("stopped", 1)
    engine.settle(training)
    assert_answers_with(engine, kept(tmp_path, 1))  # not those at which it was paused
    answers = engine.predict(TILES)
    assert events[0].test_accuracy == np.mean(answers.argmax(axis=1) == DATASET.test_labels)


def test_a_pause_takes_no_time_of_the_training(engine, tmp_path, monkeypatch):
    clock = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    training = begin(engine, tmp_path)
    for _ in to_pause(training):
        clock[0] += 1000
    training.resume()
    *_, last = events_of(engine, training)
    assert last.seconds == 0
    assert [epoch.seconds for epoch in training.history] == [0, 0, 0]


def test_an_unknown_unit_is_refused(engine, tmp_path):
    training = begin(engine, tmp_path)
    training.advance()
    with pytest.raises(Problem):
        training.resume_until("year")
    assert training.is_paused
    training.abandon()


# --- the rate --------------------------------------------------------------------------------------------------------


def test_another_rate_holds_from_the_next_step_on(engine, tmp_path):
    training = begin(engine, tmp_path)
    training.advance()
    told = [step(training)[0].learning_rate]
    training.set_rate(0.5)
    told += [step(training)[0].learning_rate for _ in range(2)]
    assert told == pytest.approx([0.1, 0.5, 0.5])
    before, _ = step(training, "epoch")
    assert before.learning_rate == pytest.approx(0.5)
    assert runs.read_run(tmp_path / "run").history[0].learning_rate == pytest.approx(0.5)
    training.abandon()


def test_a_schedule_goes_on_in_proportion(engine, tmp_path, monkeypatch):
    monkeypatch.setattr(training_module, "PIECE_SECONDS", 0.0)  # a step at a time
    options = replace(OPTIONS, schedule="cosine")
    planned = list(training_events(engine, options, tmp_path, run="planned", network=NETWORK))
    training = begin(engine, tmp_path, options=options, paused=False)
    told = []
    for event in events_of(engine, training):
        told.append(event)
        if isinstance(event, StepsDone) and (event.epoch, event.step) == (2, 1):
            training.set_rate(0.05)
    before, after = (
        [event.learning_rate for event in events if isinstance(event, StepsDone)] for events in (planned, told)
    )
    assert after[:5] == before[:5]
    assert after[5] == pytest.approx(0.05)
    assert np.divide(after[5:], before[5:]) == pytest.approx(np.full(7, 0.05 / before[5]), rel=1e-5)


@pytest.mark.parametrize("rate", [0, -1, float("nan"), float("inf"), 11, "fast"])
def test_a_rate_out_of_range_is_refused(engine, tmp_path, rate):
    training = begin(engine, tmp_path)
    training.advance()
    with pytest.raises(Problem) as problem:
        training.set_rate(rate)
    assert problem.value.code == "learning_rate_out_of_range"
    assert step(training)[0].learning_rate == pytest.approx(0.1)
    training.abandon()


# --- the network of an epoch -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The folder of runs with a whole one: three epochs."""
    engine, folder = Engine(), tmp_path_factory.mktemp("runs")
    engine.dataset = DATASET
    list(training_events(engine, AVERAGED, folder, network=NETWORK))
    return folder


def code_of(call, *arguments):
    with pytest.raises(Problem) as problem:
        call(*arguments)
    return problem.value.code


def test_any_epoch_answers_and_is_saved(engine, whole, tmp_path):
    engine.open_model(whole / "run")
    for epoch in (0, 2, 1, 3):
        assert engine.view_epoch(epoch) == epoch
        assert engine.epochs_learnt == epoch
        assert_answers_with(engine, kept(whole, epoch))
        assert engine.evaluate().accuracy == np.mean(answers_with(kept(whole, epoch)).argmax(1) == DATASET.test_labels)
    np.testing.assert_array_equal(kept(whole, 0)[0], build_model(NETWORK, seed=AVERAGED.seed).get_weights()[0])

    engine.view_epoch(1)
    engine.save_model(tmp_path / "network.keras")
    other = Engine()
    other.open_model(tmp_path / "network.keras")
    np.testing.assert_array_equal(other.predict(TILES), engine.predict(TILES))

    assert engine.view_epoch(NOW) == 3
    assert_answers_with(engine, kept(whole, 3))


@pytest.mark.parametrize("epoch", [4, -2, 10**9])
def test_an_epoch_that_was_not_kept_is_refused(engine, whole, epoch):
    engine.open_model(whole / "run")
    engine.view_epoch(1)
    assert code_of(engine.view_epoch, epoch) == "epoch_not_kept"
    assert engine.epochs_learnt == 1


def test_weights_that_no_history_tells_of_are_none(engine, whole, tmp_path):
    run = shutil.copytree(whole / "run", tmp_path / "run")
    shutil.copy(run / "weights" / "epoch-0003.npz", run / "weights" / "epoch-0004.npz")  # killed before the history
    engine.open_model(run)
    assert code_of(engine.view_epoch, 4) == "epoch_not_kept"


def test_a_thinned_epoch_is_refused(engine, tmp_path, monkeypatch):
    monkeypatch.setattr(runs, "KEPT_BYTES", 1)
    list(training_events(engine, OPTIONS, tmp_path, network=NETWORK))
    assert runs.kept_epochs(tmp_path / "run") == (0, 1, 3)
    assert code_of(engine.view_epoch, 2) == "epoch_not_kept"
    assert engine.view_epoch(1) == 1


def test_a_file_has_no_epochs(engine, whole, tmp_path):
    engine.open_model(whole / "run")
    engine.save_model(tmp_path / "network.keras")
    engine.open_model(tmp_path / "network.keras")
    assert [code_of(engine.view_epoch, epoch) for epoch in (0, 1)] == ["epoch_not_kept"] * 2
    assert engine.view_epoch(NOW) == 0


def test_without_a_network_no_epoch(engine):
    assert code_of(engine.view_epoch, 0) == "no_network"


def test_earlier_epochs_answer_during_a_training(engine, tmp_path):
    training = begin(engine, tmp_path)
    training.advance()
    assert engine.view_epoch(0) == 0
    untrained = engine.predict(TILES)
    step(training, "epoch")
    np.testing.assert_array_equal(engine.predict(TILES), untrained)  # it is still looked at
    assert code_of(engine.view_epoch, 2) == "epoch_not_kept"
    step(training)
    assert engine.view_epoch(1) == 1
    assert_answers_with(engine, kept(tmp_path, 1))
    assert engine.view_epoch(NOW) == 1
    assert_answers_with(engine, training._model.get_weights())  # where it is paused
    training.resume()
    *_, last = events_of(engine, training)
    assert (last.reason, engine.epochs_learnt) == ("completed", 3)


def test_a_new_training_and_an_opened_run_end_the_look_back(engine, whole, tmp_path):
    engine.open_model(whole / "run")
    engine.view_epoch(1)
    training = begin(engine, tmp_path)
    training.advance()
    assert engine.epochs_learnt == 0
    training.stop()
    list(events_of(engine, training))
    assert engine.epochs_learnt == 3  # nothing was learnt: the network from before, as it is now
    engine.view_epoch(2)
    engine.open_model(whole / "run")
    assert engine.epochs_learnt == 3


# --- two at once, and a test meanwhile -------------------------------------------------------------------------------


def test_the_first_of_two_trainings_answers(engine, whole, tmp_path):
    first, second = (
        begin(engine, tmp_path, run=name, options=replace(OPTIONS, seed=seed)) for seed, name in enumerate("ab")
    )
    for training in (first, second):
        training.advance()
        training.resume()
    list(events_of(engine, second))
    assert engine.epochs_learnt == 0
    list(events_of(engine, first))
    assert_answers_with(engine, kept(tmp_path, 3, run="a"))


def test_a_test_is_one_of_the_network_as_it_was_asked_for(engine, whole, tmp_path):
    engine.open_model(whole / "run")
    expected = engine.evaluate()
    tests = [engine.evaluation()]
    engine.view_epoch(1)
    tests += [engine.evaluation(), engine.evaluation(folder=whole / "run")]
    begin(engine, tmp_path).abandon()
    found = [[*test][-1] for test in tests]
    np.testing.assert_array_equal(found[0].probabilities, expected.probabilities)
    np.testing.assert_array_equal(found[2].probabilities, expected.probabilities)
    np.testing.assert_allclose(found[1].probabilities, answers_with(kept(whole, 1)), atol=1e-6)


def test_a_training_that_fails_leaves_its_last_epoch(engine, tmp_path, monkeypatch):
    training = begin(engine, tmp_path)
    training.advance()
    step(training, "epoch")
    step(training)
    monkeypatch.setattr(type(training._learner), "learn", lambda *_, **__: 1 / 0)
    training.resume()
    with pytest.raises(ZeroDivisionError):
        training.advance()
    assert training.is_over
    engine.settle(training)
    assert_answers_with(engine, kept(tmp_path, 1))
    assert runs.read_run(tmp_path / "run").is_unfinished()
