"""The engine as the window knows it: a process, lines in, lines out."""

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from generated import make_dataset, make_tiles

from fashion_gui.core import runs
from fashion_gui.core.codec import decode, encode
from fashion_gui.core.dataset import write_dataset
from fashion_gui.core.disturbance import UNCHANGED
from fashion_gui.core.history import Epoch
from fashion_gui.core.networks import COURSE_NETWORK
from fashion_gui.core.options import TrainOptions
from fashion_gui.core.protocol import (
    Advance,
    ContinueRun,
    DatasetReady,
    EngineReady,
    EpochFinished,
    EpochViewed,
    Evaluate,
    Evaluated,
    Failed,
    ModelOpened,
    ModelSaved,
    OpenModel,
    Pause,
    Predict,
    Predicted,
    PreparePhoto,
    Resume,
    RunFinished,
    RunPaused,
    RunResumed,
    RunStarted,
    SaveModel,
    SetLearningRate,
    StepsDone,
    Stop,
    Train,
    UseDataset,
    ViewEpoch,
)
from fashion_gui.core.questions import Disturb, Disturbed, Sweep, Swept
from fashion_gui.core.workers import worker_command, worker_folder
from fashion_gui.engine.worker import _Worker

DATASET = make_dataset()
TILES, _ = make_tiles(3)
ENDLESS = TrainOptions(epochs=10_000, batch_size=50)
SHORT = TrainOptions(epochs=2, batch_size=50)
ANSWERS = (DatasetReady, EpochViewed, Evaluated, Failed, ModelOpened, ModelSaved, Predicted)
SECONDS = 60  # for one message: a loaded machine is slow


class Talk:
    """The window's end of the wire.  Every line that comes is decoded: one that is no message fails the test."""

    def __init__(self, process):
        self.process = process
        self._events = queue.SimpleQueue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            try:
                self._events.put(decode(line))
            except ValueError as error:
                self._events.put(error)
        self._events.put(None)

    def send(self, *messages):
        for message in messages:
            self.send_line(encode(message).encode())

    def send_line(self, line):
        self.process.stdin.write(line + b"\n")
        self.process.stdin.flush()

    def next(self):
        event = self._events.get(timeout=SECONDS)
        assert not isinstance(event, ValueError), event
        return event

    def until(self, kind, **fields):
        """All events up to the first of `kind` with these fields."""
        deadline = time.monotonic() + SECONDS
        events = [self.next()]
        while not (isinstance(events[-1], kind) and all(getattr(events[-1], key) == fields[key] for key in fields)):
            assert events[-1] is not None, f"ended before {kind}: {events[-3:]}"
            assert time.monotonic() < deadline, f"no {kind}: {events[-3:]}"
            events.append(self.next())
        return events

    def ask(self, message, kind):
        """The answer to `message`, which has to be of `kind`, whatever comes between."""
        self.send(message)
        answer = self.until(ANSWERS, id=message.id)[-1]
        assert isinstance(answer, kind), answer
        return answer


@contextmanager
def started(home, **environment):
    """A worker that has just been started; killed at the end if it is still there."""
    variables = {**os.environ, "FASHION_GUI_HOME": str(home), **environment}
    with (
        open(home / "stderr.txt", "wb") as errors,
        subprocess.Popen(
            worker_command("engine"),
            cwd=worker_folder(),
            env=variables,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
        ) as process,
    ):
        try:
            yield Talk(process)
        finally:
            process.kill()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("data")
    write_dataset(path, DATASET)
    return path


@contextmanager
def ready(home, folder):
    """A worker that holds the data."""
    with started(home) as talk:
        assert isinstance(talk.next(), EngineReady)
        talk.ask(UseDataset(1, str(folder)), DatasetReady)
        yield talk


@pytest.fixture(scope="module")
def talk(tmp_path_factory, folder):
    """One worker for all tests that leave it alive and idle."""
    with ready(tmp_path_factory.mktemp("home"), folder) as talk:
        yield talk


@pytest.fixture
def opened(talk, tmp_path):
    """The worker with a network of known weights, one epoch old."""
    run = tmp_path / "kept"
    random = np.random.default_rng(1)
    weights = [random.normal(0, 0.05, shape).astype(np.float32) for shape in COURSE_NETWORK.weight_shapes()]
    runs.create_run(run, options=SHORT, network=COURSE_NETWORK, versions={})
    history = (Epoch(1, 1.0, 0.5, 1.0, 0.5, 1.0),)
    runs.save_epoch(run, options=SHORT, history=history, weights=weights, state=[])
    answer = talk.ask(OpenModel(2, str(run)), ModelOpened)
    assert (answer.run, answer.parameters) == ("kept", 235_146)
    return talk


def probabilities_of(event):
    return np.frombuffer(event.probabilities, np.float32).reshape(-1, 10)


# --- a worker that lives on ------------------------------------------------------------------------------------------


def test_the_data_is_counted(talk, folder):
    assert talk.ask(UseDataset(5, str(folder)), DatasetReady) == DatasetReady(5, str(folder), 250, 50)


def test_a_whole_training(talk, tmp_path):
    talk.send(Train("whole", SHORT, COURSE_NETWORK, str(tmp_path)))
    events = talk.until(RunFinished)
    assert isinstance(events[0], RunStarted)
    assert [event.epoch for event in events if isinstance(event, EpochFinished)] == [1, 2]
    last = events[-1]
    assert (last.run, last.reason, last.epochs, last.folder) == ("whole", "completed", 2, str(tmp_path / "whole"))
    answer = talk.ask(Evaluate(6), Evaluated)
    assert (answer.loss, answer.accuracy) == (last.test_loss, last.test_accuracy)
    assert probabilities_of(answer).shape == (50, 10)
    assert runs.read_run(tmp_path / "whole").result.test_loss == last.test_loss


def test_photos_are_answered_and_stop_is_obeyed_during_a_training(talk, tmp_path):
    talk.send(Train("endless", ENDLESS, COURSE_NETWORK, str(tmp_path)))
    talk.until(EpochFinished, epoch=2)
    first = talk.ask(Predict(7, TILES.tobytes()), Predicted)
    assert first.epoch >= 2
    talk.until(EpochFinished, epoch=first.epoch + 2)
    np.testing.assert_allclose(probabilities_of(first).sum(axis=1), 1, atol=1e-5)
    later = talk.ask(Predict(8, TILES.tobytes()), Predicted)
    assert not np.array_equal(probabilities_of(first), probabilities_of(later))  # the bars move
    assert talk.ask(Evaluate(9), Evaluated).accuracy > 0

    talk.send(Stop("another run"), UseDataset(10, "x"), OpenModel(11, "x"))
    refused = [talk.until(Failed)[-1] for _ in range(2)]
    assert [(event.run, event.id, event.code) for event in refused] == [("", 10, "busy"), ("", 11, "busy")]
    assert talk.ask(Predict(12, TILES.tobytes()), Predicted).epoch >= 2

    talk.send(Stop("endless"))
    last = talk.until(RunFinished)[-1]
    run = runs.read_run(tmp_path / "endless")
    assert (last.run, last.reason, last.epochs) == ("endless", "stopped", len(run.history))
    assert [path.name for path in tmp_path.iterdir()] == ["endless"]
    assert talk.ask(Predict(13, TILES.tobytes()), Predicted).epoch == last.epochs


def test_a_training_in_hand(talk, tmp_path):
    talk.send(Train("hand", ENDLESS, COURSE_NETWORK, str(tmp_path), paused=True))
    assert [type(event) for event in talk.until(RunPaused)] == [RunStarted, RunPaused]
    assert talk.ask(Predict(41, TILES.tobytes()), Predicted).epoch == 0

    talk.send(Advance("hand", "step"))
    assert [type(event) for event in talk.until(RunPaused)] == [RunResumed, StepsDone, RunPaused]
    stepped = talk.ask(Predict(42, TILES.tobytes()), Predicted)
    talk.send(SetLearningRate("hand", 0.25), Advance("hand", "epoch"))
    events = talk.until(RunPaused)
    assert (events[-1].epoch, events[-1].step) == (1, 4)
    (epoch,) = [event for event in events if isinstance(event, EpochFinished)]
    assert epoch.learning_rate == 0.25
    assert talk.ask(Predict(43, TILES.tobytes()), Predicted).probabilities != stepped.probabilities

    talk.send(Resume("hand"))
    talk.until(EpochFinished, epoch=3)
    assert talk.ask(ViewEpoch(44, 1), EpochViewed) == EpochViewed(44, 1)
    assert talk.ask(Predict(45, TILES.tobytes()), Predicted).epoch == 1
    assert talk.ask(ViewEpoch(46, 9999), Failed).code == "epoch_not_kept"
    assert talk.ask(ViewEpoch(47, -1), EpochViewed).epoch >= 3

    talk.send(Pause("hand"))
    paused = talk.until(RunPaused)[-1]
    assert paused.epoch >= 3
    assert talk.ask(Evaluate(48), Evaluated).accuracy > 0  # a paused training is no work that is waited for
    talk.send(SetLearningRate("hand", -1.0))
    assert talk.until(Failed)[-1].code == "learning_rate_out_of_range"
    talk.send(Stop("hand"))
    last = talk.until(RunFinished)[-1]
    assert (last.reason, last.epochs) == ("stopped", len(runs.read_run(tmp_path / "hand").history))
    assert talk.ask(Evaluate(49, str(tmp_path / "hand")), Evaluated).loss == talk.ask(Evaluate(50), Evaluated).loss


def test_two_trainings_take_turns_and_a_third_is_refused(talk, tmp_path):
    options = replace(SHORT, epochs=4)
    for name in ("first", "second"):
        talk.send(Train(name, options, COURSE_NETWORK, str(tmp_path), paused=True))
        talk.until(RunPaused, run=name)
    talk.send(Train("third", options, COURSE_NETWORK, str(tmp_path)))
    refused = talk.until(Failed)[-1]
    assert (refused.run, refused.code) == ("third", "busy")
    talk.send(Resume("first"), Resume("second"))
    events = [*talk.until(RunFinished), *talk.until(RunFinished)]
    turns = [event.run for event in events if isinstance(event, EpochFinished)]
    # Each waits for the other as soon as both have begun.
    assert turns[-6:] in (["first", "second"] * 3, ["second", "first"] * 3)
    assert sorted(event.run for event in events if isinstance(event, RunFinished)) == ["first", "second"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["first", "second"]
    one, other = (runs.read_run(tmp_path / name) for name in ("first", "second"))
    assert [epoch.loss for epoch in one.history] == [epoch.loss for epoch in other.history]  # the same seed


def test_stop_may_follow_at_once(opened, tmp_path):
    folder = tmp_path / "runs"
    opened.send(Train("brief", ENDLESS, COURSE_NETWORK, str(folder)), Stop("brief"))
    last = opened.until(RunFinished)[-1]
    assert (last.reason, last.epochs, last.folder) == ("stopped", 0, "")
    assert np.isnan(last.test_loss)
    assert opened.ask(Predict(14, TILES.tobytes()), Predicted).epoch == 1  # the network from before answers
    assert list(folder.iterdir()) == []


def test_a_saved_network_opens_again(opened, tmp_path):
    path = tmp_path / "network.keras"
    before = opened.ask(Predict(15, TILES.tobytes()), Predicted)
    assert opened.ask(SaveModel(16, str(path)), ModelSaved) == ModelSaved(16, str(path))
    assert opened.ask(OpenModel(17, str(path)), ModelOpened) == ModelOpened(17, str(path), "", 235_146)
    after = opened.ask(Predict(18, TILES.tobytes()), Predicted)
    assert (after.probabilities, after.epoch) == (before.probabilities, 0)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (UseDataset(21, "no folder"), "dataset_file_missing"),
        (OpenModel(22, "no run"), "run_missing"),
        (SaveModel(23, "/dev/null/network.keras"), "cannot_write"),
        (Predict(24, b"no tile"), "internal_error"),
        (PreparePhoto(25, "photo.jpg", "report"), "internal_error"),
    ],
)
def test_what_cannot_be_done_is_told(opened, command, code):
    failed = opened.ask(command, Failed)
    assert (failed.run, failed.code) == ("", code)
    assert opened.ask(Predict(26, TILES.tobytes()), Predicted).epoch == 1


@pytest.mark.parametrize(
    ("options", "run", "code"),
    [(TrainOptions(epochs=0), "bad", "epochs_out_of_range"), (SHORT, "../bad", "cannot_write")],
)
def test_a_training_that_cannot_begin_is_told(talk, tmp_path, options, run, code):
    talk.send(Train(run, options, COURSE_NETWORK, str(tmp_path / "runs")))
    failed = talk.next()
    assert (failed.id, failed.run, failed.code) == (0, run, code)
    assert list(tmp_path.iterdir()) == []


def test_junk_lines_are_ignored(opened):
    for line in (b"", b"junk", b"{}", b'{"command": "fly"}', b'{"command": "stop"}', b"\xff\xfe\x00", b"[" * 100_000):
        opened.send_line(line)
    assert opened.ask(Predict(31, TILES.tobytes()), Predicted).epoch == 1


# --- a worker that ends ----------------------------------------------------------------------------------------------


def test_the_end_of_stdin_ends_it_even_during_a_training(tmp_path, folder):
    with ready(tmp_path, folder) as talk:
        talk.send(Train("orphan", ENDLESS, COURSE_NETWORK, str(tmp_path)))
        talk.until(EpochFinished)
        talk.process.stdin.close()
        assert talk.process.wait(timeout=SECONDS) == 0
    run = runs.read_run(tmp_path / "orphan")
    assert len(runs.read_weights(run)) == 6


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_a_killed_worker_leaves_a_readable_run(tmp_path, folder):
    with ready(tmp_path, folder) as talk:
        talk.send(Train("killed", ENDLESS, COURSE_NETWORK, str(tmp_path)))
        told = talk.until(EpochFinished, epoch=3)[-1]
        talk.process.kill()
        assert talk.process.wait(timeout=SECONDS) == -signal.SIGKILL
    run = runs.read_run(tmp_path / "killed")
    assert run.result is None
    assert len(run.history) >= 3
    assert run.history[2].loss == told.loss
    assert [array.shape for array in runs.read_weights(run)] == list(COURSE_NETWORK.weight_shapes())
    assert [kept.name for kept in runs.list_runs(tmp_path)] == ["killed"]


def test_a_run_that_was_killed_goes_on_in_another_worker(tmp_path, folder):
    options = replace(SHORT, epochs=200)
    with ready(tmp_path, folder) as talk:
        talk.send(Train("killed", options, COURSE_NETWORK, str(tmp_path)))
        talk.until(EpochFinished, epoch=2)
        talk.send(Pause("killed"))  # else a quick machine is done before the other worker has begun
        talk.until(RunPaused)
        with ready(tmp_path, folder) as other:  # not while it lives
            other.send(ContinueRun("killed", str(tmp_path)))
            refused = other.until(Failed)[-1]
            assert (refused.run, refused.code) == ("killed", "run_in_training")
            talk.process.kill()
            talk.process.wait(timeout=SECONDS)
            done = len(runs.read_run(tmp_path / "killed").history)
            other.send(ContinueRun("killed", str(tmp_path)))
            started, *_, last = other.until(RunFinished)
    assert (type(started), started.done, started.options) == (RunStarted, done, options)
    assert (last.reason, last.epochs) == ("completed", 200)
    assert len(runs.read_run(tmp_path / "killed").history) == 200


def test_the_end_of_stdin_leaves_no_run_without_an_epoch(tmp_path, folder):
    with ready(tmp_path, folder) as talk:
        talk.send(Train("brief", ENDLESS, COURSE_NETWORK, str(tmp_path / "runs"), paused=True))
        talk.until(RunPaused)
        talk.process.stdin.close()
        assert talk.process.wait(timeout=SECONDS) == 0
    assert list((tmp_path / "runs").iterdir()) == []


def test_a_worker_without_tensorflow_says_so(tmp_path):
    (tmp_path / "tensorflow.py").write_text("raise ImportError('no such luck')")
    with started(tmp_path, PYTHONPATH=str(tmp_path)) as talk:
        failed = talk.next()
        assert (failed.code, failed.parameters) == ("tensorflow_missing", {"reason": "no such luck"})
        assert talk.next() is None
        assert talk.process.wait(timeout=SECONDS) == 1


# --- our own bugs ----------------------------------------------------------------------------------------------------


class _BrokenTraining:
    """One that fails after `epochs` epochs."""

    name, folder, is_paused = "run", Path("kept"), False

    def __init__(self, epochs):
        self.history, self.is_over = (None,) * epochs, False
        told = [EpochFinished("run", epoch, 1.0, 0.5, 1.0, 0.5, 0.1) for epoch in range(1, epochs + 1)]
        self._events = iter([RunStarted("run", "kept", SHORT, COURSE_NETWORK, 5, 1), *told])

    def advance(self):
        event = next(self._events, None)
        if event is None:
            self.is_over = True
            raise RuntimeError("a bug")
        return [event]


@pytest.mark.parametrize(("epochs", "folder"), [(0, ""), (2, "kept")])
def test_a_run_that_started_also_finishes(epochs, folder):
    sent, settled, training = [], [], _BrokenTraining(epochs)
    engine = SimpleNamespace(train=lambda **_: training, settle=settled.append)
    worker = _Worker(SimpleNamespace(send=sent.append), None, engine, None)
    worker._do(Train("run", SHORT, COURSE_NETWORK, ""))
    while worker._has_work():
        worker._train_on()
    failed, finished = sent[-2:]
    assert (failed.run, failed.code, failed.parameters) == ("run", "internal_error", {"reason": "RuntimeError: a bug"})
    assert "Traceback" in failed.details
    assert (finished.reason, finished.epochs, finished.folder) == ("failed", epochs, folder)
    assert settled == [training]


class _Commands:
    """Some that wait already."""

    def __init__(self, commands):
        self._waiting = list(commands)
        self.window_gone = threading.Event()

    def next_waiting(self):
        return self._waiting.pop(0) if self._waiting else None

    def wait(self):
        if not self._waiting:
            self.window_gone.set()
        return self.next_waiting()


def test_questions_are_answered_between_the_pieces_of_a_test():
    sent = []
    answers = SimpleNamespace(loss=1.0, accuracy=0.5, probabilities=np.zeros((1, 10), np.float32))
    commands = _Commands([Evaluate(1)])

    def evaluation(folder=None):
        for number in (2, 3):
            commands._waiting.append(Predict(number, TILES.tobytes()))
            yield None
        yield answers

    engine = SimpleNamespace(
        evaluation=evaluation, epochs_learnt=0, predict=lambda tiles, network: np.zeros((len(tiles), 10), np.float32)
    )
    _Worker(SimpleNamespace(send=sent.append), commands, engine, None).serve()
    assert [(type(event), event.id) for event in sent] == [(Predicted, 2), (Predicted, 3), (Evaluated, 1)]


def test_a_test_that_fails_is_told_and_the_next_one_begins():
    sent = []
    answers = SimpleNamespace(loss=1.0, accuracy=0.5, probabilities=np.zeros((1, 10), np.float32))

    def evaluation(folder=None):
        if folder is not None:
            raise RuntimeError("a bug")
        yield answers

    commands = _Commands([Evaluate(1, "x"), Evaluate(2)])
    _Worker(SimpleNamespace(send=sent.append), commands, SimpleNamespace(evaluation=evaluation), None).serve()
    assert [(type(event), event.id) for event in sent] == [(Failed, 1), (Evaluated, 2)]


def test_a_quick_question_goes_before_a_long_one_and_the_newest_of_a_kind_is_the_only_one():
    sent = []
    disturbed = partial(Disturbed, count=0, total=0, probabilities=b"", tiles=b"", final=True)

    def reply(question):
        for part in range(2):
            if isinstance(question, Sweep):
                yield Swept(question.id, "turn", [], [], 0, final=part == 1)
            else:
                yield disturbed(question.id) if part else None

    commands = _Commands([Disturb(1, UNCHANGED), Disturb(2, UNCHANGED), Sweep(3, UNCHANGED, "turn", [0.0])])
    _Worker(SimpleNamespace(send=sent.append), commands, None, SimpleNamespace(reply=reply)).serve()
    assert [(type(event), event.id) for event in sent] == [(Disturbed, 2), (Swept, 3), (Swept, 3)]
