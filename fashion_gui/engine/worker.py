"""The engine process: commands from the wire in, events out."""

import os
import queue
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import numpy as np

from fashion_gui.core.codec import Message, ProtocolError, decode
from fashion_gui.core.dataset import load_dataset
from fashion_gui.core.labels import TILE_SIDE
from fashion_gui.core.problems import Problem
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
    Resume,
    RunFinished,
    SaveModel,
    SetLearningRate,
    StepsDone,
    Stop,
    Train,
    UseDataset,
    ViewEpoch,
)
from fashion_gui.core.questions import LONG, QUESTIONS, Question
from fashion_gui.core.wire import Wire
from fashion_gui.engine.environment import prepare_environment

if TYPE_CHECKING:
    from fashion_gui.engine.engine import Engine, TestAnswers
    from fashion_gui.engine.replies import Replies
    from fashion_gui.engine.run_training import RunEvent, RunTraining

_GRACE: Final = 1.5  # seconds a busy engine may live on when the window is gone
_STEPS_INTERVAL: Final = 0.1  # seconds between two `steps` events: the window redraws no faster
_MOST_TRAININGS: Final = 2  # at once: a race


class _Commands:
    """Reads the wire in a thread, so that a training can look at what has come in without waiting."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._queue: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        self.window_gone = threading.Event()
        threading.Thread(target=self._read, name="commands", daemon=True).start()

    def wait(self) -> Message | None:
        """The next command; None when the window is gone."""
        return self._queue.get()

    def next_waiting(self) -> Message | None:
        """A command that is already there, or None."""
        try:
            return self._queue.get_nowait()
        except queue.Empty:
            return None

    def _read(self) -> None:
        while line := self._wire.read_line():
            try:
                self._queue.put(decode(line))
            except ProtocolError as error:
                print(f"ignored a line: {error}", file=sys.stderr)
        self.window_gone.set()
        self._queue.put(None)
        time.sleep(_GRACE)
        os._exit(0)  # no orphan may outlive the window, however busy; everything kept is already on disk


_Told = tuple[Message, Iterator[Message | None]]  # a command, and its answer in pieces: None or something to tell


def _evaluated(number: int, test: "Iterator[TestAnswers | None]") -> Iterator[Evaluated | None]:
    """The pieces of a test as they are told."""
    for answers in test:
        if answers is None:
            yield None
        else:
            yield Evaluated(number, answers.loss, answers.accuracy, answers.probabilities.tobytes())


class _Worker:
    """Does one thing after another, a piece at a time: commands first, then the newest question, which is what the user
    waits for, then a test, then the trainings in turn.
    """

    def __init__(self, wire: Wire, commands: _Commands, engine: "Engine", replies: "Replies") -> None:
        self._wire = wire
        self._commands = commands
        self._engine = engine
        self._replies = replies
        self._trainings: dict[str, RunTraining] = {}  # in progress; the one whose turn it is comes first
        self._tests: list[_Told] = []  # the oldest first
        self._questions: list[_Told] = []  # the newest last
        self._sent = 0.0  # when the last `steps` was sent

    def serve(self) -> None:
        """Until the window is gone; a training then keeps what it has learnt: every epoch is on disk."""
        while not self._commands.window_gone.is_set():
            command = self._commands.next_waiting() if self._has_work() else self._commands.wait()
            if command is not None:
                self._guarded(command, partial(self._do, command))
            elif self._questions:
                self._tell_on(self._questions, self._newest_question())
            elif self._tests:
                self._tell_on(self._tests, self._tests[0])
            elif self._has_work():
                self._train_on()
        for training in self._trainings.values():
            training.abandon()

    def _has_work(self) -> bool:
        return bool(self._tests or self._questions) or any(
            not training.is_paused for training in self._trainings.values()
        )

    def _guarded(self, command: Message, do: Callable[[], None]) -> bool:
        """Whether it could be done; whatever goes wrong becomes one `Failed`."""
        try:
            do()
        except BrokenPipeError:
            raise
        except Exception as error:
            self._tell(command, error)
            return False
        return True

    def _tell(self, command: Message, error: Exception) -> None:
        command_id, run = getattr(command, "id", 0), getattr(command, "run", "")
        if isinstance(error, Problem):
            self._wire.send(Failed(command_id, run, error.code, dict(error.parameters), ""))
            return
        reason = f"{type(error).__name__}: {error}"[:300]
        details = traceback.format_exc()
        print(details, file=sys.stderr)
        self._wire.send(Failed(command_id, run, "internal_error", {"reason": reason}, details))

    def _do(self, command: Message) -> None:
        engine = self._engine
        if self._trainings and isinstance(command, (UseDataset, OpenModel)):
            raise Problem("busy")
        match command:
            case UseDataset(id=number, folder=folder):
                engine.dataset = load_dataset(Path(folder))
                counts = len(engine.dataset.train_labels), len(engine.dataset.test_labels)
                self._wire.send(DatasetReady(number, folder, *counts))
            case Train() | ContinueRun():
                self._begin(command)
            case Stop(run=run) | Pause(run=run) | Resume(run=run) | Advance(run=run) | SetLearningRate(run=run):
                if run in self._trainings:  # else it ended while the command was on its way
                    self._steer(self._trainings[run], command)
            case Predict(id=number, tiles=content, network=network):
                tiles = np.frombuffer(content, np.uint8).reshape(-1, TILE_SIDE, TILE_SIDE)
                probabilities = engine.predict(tiles, network=network)
                epoch = engine.epochs_learnt if network == "current" else 0
                self._wire.send(Predicted(number, probabilities.tobytes(), epoch))
            case Evaluate(path=path):
                test = engine.evaluation(folder=Path(path) if path else None)
                self._tests.append((command, _evaluated(command.id, test)))
            case _ if isinstance(command, QUESTIONS):
                self._ask(command)
            case OpenModel(id=number, path=path):
                run = engine.open_model(Path(path))
                self._wire.send(ModelOpened(number, path, run, engine.current.network.parameter_count()))
            case ViewEpoch(id=number, epoch=epoch):
                self._wire.send(EpochViewed(number, engine.view_epoch(epoch)))
            case SaveModel(id=number, path=path):
                engine.save_model(Path(path))
                self._wire.send(ModelSaved(number, path))
            case _:
                raise Problem("internal_error", reason=f"not an engine command: {type(command).__name__}")

    # --- questions ----------------------------------------------------------------------------------------------------

    def _ask(self, question: Question) -> None:
        """Nobody waits any more for the answer to an older question of the same kind."""
        pieces = self._replies.reply(question)
        self._questions = [(older, rest) for older, rest in self._questions if type(older) is not type(question)]
        self._questions.append((question, pieces))

    def _newest_question(self) -> _Told:
        """The quick ones first."""
        quick = [entry for entry in self._questions if not isinstance(entry[0], LONG)]
        return (quick or self._questions)[-1]

    def _tell_on(self, line: list[_Told], entry: _Told) -> None:
        """The next piece of `entry`: nothing, or something to tell; at its end it leaves the `line`."""
        command, pieces = entry
        told: Message | None = None
        over = False

        def ask() -> None:
            nonlocal told, over
            try:
                told = next(pieces)
            except StopIteration:
                over = True

        if not self._guarded(command, ask) or over:
            line.remove(entry)
        if told is not None:
            self._wire.send(told)

    # --- trainings ----------------------------------------------------------------------------------------------------

    def _begin(self, command: Train | ContinueRun) -> None:
        if len(self._trainings) == _MOST_TRAININGS:
            raise Problem("busy")
        folder = Path(command.folder)
        if isinstance(command, Train):
            training = self._engine.train(
                run=command.run,
                options=command.options,
                network=command.network,
                folder=folder,
                paused=command.paused,
            )
        else:
            training = self._engine.go_on(folder / command.run)
        self._trainings[command.run] = training
        self._send(training.advance())  # tells that it has begun, even if it is to wait

    def _steer(self, training: "RunTraining", command: Message) -> None:
        match command:
            case Stop():
                training.stop()
            case Pause() if not training.is_paused:
                self._wire.send(training.pause())
            case Resume() if training.is_paused:
                self._wire.send(training.resume())
            case Advance(unit=unit):
                self._wire.send(training.resume_until(unit))
            case SetLearningRate(learning_rate=rate):
                training.set_rate(rate)

    def _train_on(self) -> None:
        """The next piece of the training whose turn it is; after an epoch it is the other's."""
        training = next(training for training in self._trainings.values() if not training.is_paused)
        command = Stop(training.name)  # whom a failure is told of
        events: list[RunEvent] = []

        def advance() -> None:
            events.extend(training.advance())

        if not self._guarded(command, advance):  # every run that started also finishes
            nan, epochs = float("nan"), len(training.history)
            kept = str(training.folder) if epochs else ""
            events = [RunFinished(training.name, "failed", epochs, nan, nan, 0.0, kept)]
        if training.is_over or any(isinstance(event, EpochFinished) for event in events):
            del self._trainings[training.name]
        if training.is_over:
            self._engine.settle(training)
        else:
            self._trainings.setdefault(training.name, training)  # to the end of the line
        self._send(events)

    def _send(self, events: "list[RunEvent]") -> None:
        for event in events:
            now = time.monotonic()
            if isinstance(event, StepsDone) and len(events) == 1 and now - self._sent < _STEPS_INTERVAL:
                continue
            self._sent = now
            self._wire.send(event)


def main() -> NoReturn:
    """Serve until stdin ends, then leave at once: the thread that waits on stdin would make Python's own exit abort."""
    os._exit(_serve())


def _serve() -> int:
    """Returns the exit status."""
    wire = Wire()
    prepare_environment()
    commands = _Commands(wire)
    try:
        from fashion_gui.engine.engine import Engine  # TensorFlow: seconds, and it prints
        from fashion_gui.engine.replies import Replies
    except Exception as error:
        wire.send(Failed(0, "", "tensorflow_missing", {"reason": str(error)[:300]}, traceback.format_exc()))
        return 1
    engine = Engine()
    versions = engine.versions()
    try:
        wire.send(EngineReady(versions["tensorflow"], versions["keras"], engine.devices()))
        _Worker(wire, commands, engine, Replies(engine)).serve()
    except BrokenPipeError:
        pass  # the window is gone; its end of the pipe says so more surely than stdin
    return 0
