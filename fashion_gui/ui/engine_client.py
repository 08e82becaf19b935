"""The window's end of the engine: one state, typed signals, and what to do when the engine dies."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from fashion_gui.core.codec import Message
from fashion_gui.core.networks import Network
from fashion_gui.core.options import TrainOptions
from fashion_gui.core.paths import runs_folder
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
from fashion_gui.core.questions import Reply
from fashion_gui.core.runs import new_run_name
from fashion_gui.core.workers import worker_command
from fashion_gui.ui.worker_process import Ending, WorkerProcess

_STOP_MS: Final = 30_000  # how long a stop may take before the engine is killed; what it kept stays on disk
_SILENCE_MS: Final = 60_000  # an engine that owes an answer this long counts as hung


_RunEvent = RunStarted | StepsDone | RunPaused | RunResumed | EpochFinished | RunFinished


class EngineState(Enum):
    """What the engine is doing.  Every button's state follows from it."""

    STARTING = "starting"
    READY = "ready"
    TRAINING = "training"
    PAUSED = "paused"
    STOPPING = "stopping"
    FAILED = "failed"


LEARNING: Final = (EngineState.TRAINING, EngineState.PAUSED, EngineState.STOPPING)  # a training is in hand


class EngineClient(QObject):
    """Commands to the engine and what comes back.

    After a crash `restart` brings it back with the same dataset and the network that was last current: during a
    training that is its last finished epoch, which is on disk.
    """

    state_changed = Signal(EngineState)
    ready = Signal(EngineReady)
    dataset_ready = Signal(DatasetReady)
    model_opened = Signal(ModelOpened)
    model_saved = Signal(ModelSaved)
    run_started = Signal(RunStarted)
    steps_done = Signal(StepsDone)
    run_paused = Signal(RunPaused)
    run_resumed = Signal(RunResumed)
    epoch_viewed = Signal(EpochViewed)
    epoch_finished = Signal(EpochFinished)
    run_finished = Signal(RunFinished)
    rival_changed = Signal(str)  # the other run of a race has begun, learnt another epoch, ended, or goes on alone
    predicted = Signal(Predicted)
    evaluated = Signal(Evaluated)
    replied = Signal(object)  # something to tell in answer to a question of `put`
    refused = Signal(Failed)  # a question of `put` cannot be answered
    failed = Signal(Failed)  # another command could not be done; the engine lives
    lost = Signal(Problem, str)  # the engine is gone; details for a report

    def __init__(self, parent: QObject | None = None, *, command: list[str] | None = None) -> None:
        super().__init__(parent)
        self.state = EngineState.FAILED
        self.devices: list[str] = []  # what it trains on, see `Engine.devices`
        self._worker = WorkerProcess(command or worker_command("engine"), self)
        self._worker.message.connect(self._on_message)
        self._worker.ended.connect(self._on_ended)
        self._ids = itertools.count(1)
        self._owed: set[int] = set()  # ids of commands without an answer
        self._questions: set[int] = set()  # ids of all that `put` sent
        self._newest: dict[type, int] = {}  # the latest of each kind
        self._waiting: dict[type, Message] = {}  # for the engine to be ready, or for the end of a training
        self._dataset_folder = ""
        self._model_path = ""
        self._run = ""  # the training in progress
        self._run_folder = ""
        self._rival = ""  # the other training of a race
        self._rival_began = False
        self._finished: RunFinished | None = None  # the end of the one, kept back until the other has ended, too
        self._stop_timer = self._timer(_STOP_MS, self._on_stop_overdue)
        self._silence_timer = self._timer(_SILENCE_MS, self._on_silence)

    def _timer(self, milliseconds: int, slot: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer

    # --- commands ----------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Start the engine; `ready` follows in seconds."""
        self._owed.clear()
        self._questions.clear()
        self._newest.clear()
        self._run = self._run_folder = self._rival = ""
        self._finished = None
        self._set_state(EngineState.STARTING)
        self._worker.start()
        self._silence_timer.start()

    def restart(self) -> None:
        """Start anew after a crash or a hang."""
        self._worker.kill_quietly()
        self.start()

    def use_dataset(self, folder: Path) -> None:
        """Tell the engine where the data lie: now, as soon as it is ready, or when the training is over."""
        self._dataset_folder = str(folder)
        self._waiting[UseDataset] = UseDataset(next(self._ids), self._dataset_folder)
        self._send_waiting()

    def open_model(self, path: Path) -> int:
        """Make the network of a run folder or .keras file the current one; when, as with `use_dataset`."""
        number = next(self._ids)
        self._waiting[OpenModel] = OpenModel(number, str(path))
        self._send_waiting()
        return number

    def train(self, options: TrainOptions, network: Network, *, advance: str = "") -> None:
        """Start a training of a new `network`, all of it or only one "step" or "epoch", see `advance`.

        Only in state READY; raises Problem for options out of range.
        """
        options.check()
        if self.state is not EngineState.READY:
            return
        folder = runs_folder()
        self._run = new_run_name(options, folder=folder)
        self._set_state(EngineState.TRAINING)
        self._send(Train(self._run, options, network, str(folder), paused=bool(advance)))
        if advance:
            self._send(Advance(self._run, advance))

    def race(self, first: tuple[TrainOptions, Network], second: tuple[TrainOptions, Network]) -> tuple[str, str]:
        """Start two trainings that take turns; returns the names of their runs.  Only in state READY, else "", "".

        The first is the one that all signals are about, and whose network answers; both are paused and stopped
        together.  Raises Problem for options out of range.
        """
        second[0].check()
        if self.state is not EngineState.READY:
            return "", ""
        self.train(*first)
        options, network = second
        self._rival = new_run_name(options, folder=runs_folder(), taken=self._run)
        self._rival_began = False
        self._send(Train(self._rival, options, network, str(runs_folder())))
        return self._run, self._rival

    def continue_run(self, folder: Path) -> None:
        """Train on the kept run in `folder`.  Only in state READY."""
        if self.state is not EngineState.READY:
            return
        self._run = folder.name
        self._set_state(EngineState.TRAINING)
        self._send(ContinueRun(self._run, str(folder.parent)))

    def stop(self) -> None:
        """End the training and keep what was learnt."""
        if self.state in (EngineState.TRAINING, EngineState.PAUSED):
            self._set_state(EngineState.STOPPING)
            self._send_to_runs(Stop)
            self._stop_timer.start()

    def pause(self) -> None:
        """Hold the training; `run_paused` follows."""
        if self.state is EngineState.TRAINING:
            self._send_to_runs(Pause)

    def resume(self) -> None:
        """Let a paused training go on."""
        if self.state is EngineState.PAUSED:
            self._send_to_runs(Resume)

    def advance(self, unit: str) -> None:
        """Let the training make one more "step", or go to the end of the "epoch", then pause it."""
        if self.state in (EngineState.TRAINING, EngineState.PAUSED):
            self._send_to_runs(lambda run: Advance(run, unit))

    def set_learning_rate(self, rate: float) -> None:
        """Of the training, from its next step on."""
        if self.state in (EngineState.TRAINING, EngineState.PAUSED):
            self._send(SetLearningRate(self._run, rate))

    def view_epoch(self, epoch: int) -> int:
        """Let the current network answer as after `epoch`, as in `ViewEpoch`; `epoch_viewed` or `failed` follows."""
        number = next(self._ids)
        self._send(ViewEpoch(number, epoch))
        return number

    def predict(self, tiles: npt.NDArray[np.uint8], *, network: str = "current") -> int:
        """Ask a network, as in `Predict`, about uint8 (n, 28, 28); `predicted` carries the returned id."""
        number = next(self._ids)
        self._send(Predict(number, np.ascontiguousarray(tiles).tobytes(), network))
        return number

    def evaluate(self, folder: Path | None = None) -> int:
        """Ask the current network, or that of a run, about the whole test set; `evaluated` carries the returned id."""
        number = next(self._ids)
        self._send(Evaluate(number, str(folder or "")))
        return number

    def put(self, question: Message) -> int:
        """Ask the engine something, `question.id` being filled in; `replied` or `refused` carry the returned id."""
        number = next(self._ids)
        self._owed.discard(self._newest.get(type(question), 0))  # superseded
        self._newest[type(question)] = number
        self._questions.add(number)
        self._send(replace(question, id=number))
        return number

    def save_model(self, path: Path) -> int:
        """Save the current network; `model_saved` or `failed` carries the returned id."""
        number = next(self._ids)
        self._send(SaveModel(number, str(path)))
        return number

    def close(self) -> None:
        """End the engine; up to two seconds."""
        self._stop_timer.stop()
        self._silence_timer.stop()
        self._worker.close()

    def can_answer(self) -> bool:
        """Whether `predict` would be heard."""
        return self.state not in (EngineState.STARTING, EngineState.FAILED)

    def runs_in_hand(self) -> set[str]:
        """The names of the runs that are trained now: one, both of a race, or none."""
        first = "" if self._finished is not None else self._run
        return {run for run in (first, self._rival) if run}

    def engine_pid(self) -> int:
        """The engine's process id, 0 while none runs."""
        return self._worker.pid()

    # --- what comes back ---------------------------------------------------------------------------------------------

    def _send(self, command: Message) -> None:
        if hasattr(command, "id"):
            self._owed.add(command.id)
        self._worker.send(command)
        self._silence_timer.start()

    def _send_to_runs(self, make: Callable[[str], Message]) -> None:
        """To the training in hand, or to both of a race."""
        for run in filter(None, (self._run, self._rival)):
            self._send(make(run))

    def _send_waiting(self) -> None:
        """Of each kind the last one counts.  The network first: it can answer without the data."""
        for kind in (OpenModel, UseDataset):
            if self.state is EngineState.READY and kind in self._waiting:
                self._send(self._waiting.pop(kind))

    def _set_state(self, state: EngineState) -> None:
        if state is not self.state:
            self.state = state
            self.state_changed.emit(state)

    @Slot(object)
    def _on_message(self, message: Message) -> None:
        self._owed.discard(getattr(message, "id", 0))
        match message:
            case EngineReady():
                self._on_ready(message)
            case DatasetReady():
                self.dataset_ready.emit(message)
            case ModelOpened(path=path):
                self._model_path = path
                self.model_opened.emit(message)
            case ModelSaved():
                self.model_saved.emit(message)
            case Predicted():
                self.predicted.emit(message)
            case Evaluated():
                self.evaluated.emit(message)
            case Failed(id=number) if number in self._questions:
                self.refused.emit(message)
            case Failed():
                self._on_failed(message)
            case _ if isinstance(message, Reply):
                self.replied.emit(message)
            case EpochViewed():
                self.epoch_viewed.emit(message)
            case _ if isinstance(message, _RunEvent) and message.run == self._run:
                self._on_run_event(message)
            case _ if isinstance(message, _RunEvent) and message.run == self._rival:
                self._on_rival_event(message)
        self._watch_silence()

    def _on_ready(self, message: EngineReady) -> None:
        self.devices = message.devices
        self._set_state(EngineState.READY)
        if OpenModel in self._waiting:
            self._model_path = self._waiting[OpenModel].path
        elif self._model_path:
            self._waiting[OpenModel] = OpenModel(next(self._ids), self._model_path)
        if self._dataset_folder:
            self._waiting[UseDataset] = UseDataset(next(self._ids), self._dataset_folder)
        self._send_waiting()
        self.ready.emit(message)

    def _on_run_event(self, message: _RunEvent) -> None:
        match message:
            case RunStarted(folder=folder):
                self._run_folder = folder
                self.run_started.emit(message)
            case StepsDone():
                self.steps_done.emit(message)
            case RunPaused():
                self._show_paused(paused=True)
                self.run_paused.emit(message)
            case RunResumed():
                self._show_paused(paused=False)
                self.run_resumed.emit(message)
            case EpochFinished():
                self._model_path = self._run_folder  # what a restart would bring back
                self.epoch_finished.emit(message)
            case RunFinished() if self._rival:
                self._finished = message
                self.rival_changed.emit(self._rival)
            case RunFinished():
                self._finish(message)

    def _on_rival_event(self, message: _RunEvent) -> None:
        if isinstance(message, RunPaused | RunResumed) and self._finished is not None:
            self._show_paused(paused=isinstance(message, RunPaused))
        self._rival_began = True
        if isinstance(message, RunFinished):
            self._end_rival()
        if isinstance(message, RunStarted | EpochFinished | RunFinished):
            self.rival_changed.emit(message.run)

    def _show_paused(self, *, paused: bool) -> None:
        if self.state in (EngineState.TRAINING, EngineState.PAUSED):
            self._set_state(EngineState.PAUSED if paused else EngineState.TRAINING)

    def _end_rival(self) -> None:
        self._rival, finished, self._finished = "", self._finished, None
        if finished is not None:
            self._finish(finished)

    def _finish(self, message: RunFinished) -> None:
        self._end_run()
        self.run_finished.emit(message)
        self._send_waiting()

    def _on_failed(self, message: Failed) -> None:
        if message.code == "tensorflow_missing":
            self._set_state(EngineState.FAILED)
        elif message.run and message.run == self._run and not self._run_folder:
            self._end_run()  # refused before it began
        elif message.run and message.run == self._rival and not self._rival_began:
            self._end_rival()
        self.failed.emit(message)
        self._send_waiting()

    def _end_run(self) -> None:
        self._stop_timer.stop()
        self._run = self._run_folder = ""
        self._set_state(EngineState.READY)

    # --- when the engine is gone -------------------------------------------------------------------------------------

    def _watch_silence(self) -> None:
        if self._owed or (self._run and self.state is not EngineState.PAUSED):
            self._silence_timer.start()
        else:
            self._silence_timer.stop()

    @Slot()
    def _on_silence(self) -> None:
        self._worker.kill_quietly()
        self._lose(Problem("worker_hung", seconds=_SILENCE_MS // 1000), "")

    @Slot()
    def _on_stop_overdue(self) -> None:
        self._worker.kill_quietly()
        self._lose(Problem("worker_would_not_stop", seconds=_STOP_MS // 1000), "")

    @Slot(object)
    def _on_ended(self, ending: Ending) -> None:
        if not ending.started:
            self._lose(Problem("worker_not_started", reason=ending.reason), ending.log)
        elif ending.signal:
            self._lose(Problem("worker_killed", signal=ending.signal), ending.log)
        elif self.state is not EngineState.FAILED:
            self._lose(Problem("worker_ended", status=ending.status), ending.log)

    def _lose(self, problem: Problem, details: str) -> None:
        self._stop_timer.stop()
        self._silence_timer.stop()
        self._run = self._run_folder = self._rival = ""
        self._finished = None
        self._owed.clear()
        self._set_state(EngineState.FAILED)
        self.lost.emit(problem, details)
