"""The engine process: commands from the wire in, events out."""

import os
import queue
import sys
import threading
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import numpy as np

from fashion_gui.core.dataset import load_dataset
from fashion_gui.core.labels import TILE_SIDE
from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import (
    DatasetReady,
    EngineReady,
    EpochFinished,
    Evaluate,
    Evaluated,
    Failed,
    Message,
    ModelOpened,
    ModelSaved,
    OpenModel,
    Predict,
    Predicted,
    ProtocolError,
    RunFinished,
    RunStarted,
    SaveModel,
    StepsDone,
    Stop,
    Train,
    UseDataset,
    decode,
)
from fashion_gui.core.wire import Wire
from fashion_gui.engine.environment import prepare_environment

if TYPE_CHECKING:
    from fashion_gui.engine.engine import Engine

_GRACE: Final = 1.5  # seconds a busy engine may live on when the window is gone
_STEPS_INTERVAL: Final = 0.1  # seconds between two `steps` events: the window redraws no faster


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


class _Worker:
    def __init__(self, wire: Wire, commands: _Commands, engine: "Engine") -> None:
        self._wire = wire
        self._commands = commands
        self._engine = engine
        self._training: str | None = None  # the run in progress
        self._stop = False

    def serve(self) -> None:
        """Until the window is gone."""
        while (command := self._commands.wait()) is not None:
            self._handle(command)

    def _handle(self, command: Message) -> None:
        """Do one command; whatever goes wrong becomes one `Failed`."""
        try:
            self._do(command)
        except BrokenPipeError:
            raise
        except Exception as error:
            self._tell(command, error)

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
        if self._training is not None and isinstance(command, (Train, UseDataset, OpenModel)):
            raise Problem("busy")
        match command:
            case UseDataset(id=number, folder=folder):
                engine.dataset = load_dataset(Path(folder))
                counts = len(engine.dataset.train_labels), len(engine.dataset.test_labels)
                self._wire.send(DatasetReady(number, folder, *counts))
            case Train():
                self._train(command)
            case Stop(run=run):
                self._stop = self._stop or run == self._training
            case Predict(id=number, tiles=content, network=network):
                tiles = np.frombuffer(content, np.uint8).reshape(-1, TILE_SIDE, TILE_SIDE)
                probabilities = engine.predict(tiles, network=network)
                self._wire.send(Predicted(number, probabilities.tobytes(), engine.epochs_learnt))
            case Evaluate(id=number):
                answers = engine.evaluate()
                assert answers is not None  # it was given all the time
                self._wire.send(Evaluated(number, answers.loss, answers.accuracy, answers.probabilities.tobytes()))
            case OpenModel(id=number, path=path):
                run = engine.open_model(Path(path))
                self._wire.send(ModelOpened(number, path, run, engine.current.network.parameter_count()))
            case SaveModel(id=number, path=path):
                engine.save_model(Path(path))
                self._wire.send(ModelSaved(number, path))
            case _:
                raise Problem("internal_error", reason=f"not an engine command: {type(command).__name__}")

    def _train(self, command: Train) -> None:
        self._training, self._stop = command.run, False
        started: RunStarted | None = None
        epochs, sent = 0, 0.0
        try:
            for event in self._engine.train(
                run=command.run, options=command.options, folder=Path(command.folder), stop=self._stop_wanted
            ):
                if isinstance(event, RunStarted):
                    started = event
                if isinstance(event, EpochFinished):
                    epochs = event.epoch
                now = time.monotonic()
                if isinstance(event, StepsDone) and now - sent < _STEPS_INTERVAL:
                    continue
                sent = now
                self._wire.send(event)
        except BrokenPipeError:
            raise
        except Exception as error:
            self._tell(command, error)
            if started is not None:  # every run that started also finishes
                nan, kept = float("nan"), started.folder if epochs else ""
                self._wire.send(RunFinished(command.run, "failed", epochs, nan, nan, 0.0, kept))
        finally:
            self._training = None

    def _stop_wanted(self) -> bool:
        """Between two pieces of training: answer what has come in."""
        while (command := self._commands.next_waiting()) is not None:
            self._handle(command)
        return self._stop or self._commands.window_gone.is_set()


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
    except Exception as error:
        wire.send(Failed(0, "", "tensorflow_missing", {"reason": str(error)[:300]}, traceback.format_exc()))
        return 1
    engine = Engine()
    versions = engine.versions()
    try:
        wire.send(EngineReady(versions["tensorflow"], versions["keras"], engine.devices()))
        _Worker(wire, commands, engine).serve()
    except BrokenPipeError:
        pass  # the window is gone; its end of the pipe says so more surely than stdin
    return 0
