"""Asks several kept networks about the test set, one after another, to compare what they say with its labels."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, Signal, Slot

from fashion_gui.core.labels import CLASS_COUNT
from fashion_gui.core.paths import resource, runs_folder
from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import Evaluated, Failed
from fashion_gui.core.run_list import RunList, RunState
from fashion_gui.core.runs import Run, read_run
from fashion_gui.core.suspects import distinct
from fashion_gui.ui.engine_client import EngineClient, EngineState

MOST: Final = 5  # runs of the user; the shipped network comes on top
_FINISHED: Final = (RunState.COMPLETED, RunState.STOPPED, RunState.EARLY)

Floats = npt.NDArray[np.float32]
_Key = tuple[Path, int]  # a run's folder and how many epochs it has learnt


@dataclass(frozen=True, eq=False)
class Voice:
    """A network and what it says of the test set: float32 (n, 10)."""

    run: Run
    probabilities: Floats


class SuspectSearch(QObject):
    """What has been asked once is kept until the data or the run change."""

    progressed = Signal(int, int)  # so many networks of so many have answered
    found = Signal(object)  # list[Voice], of networks that differ
    failed = Signal(Problem)

    def __init__(self, engine: EngineClient, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._list = RunList(runs_folder())
        self._kept: dict[_Key, Floats] = {}
        self._waiting: list[Run] = []
        self._asked: list[Run] = []
        self._id = 0  # of the question on its way, 0 for none
        self.refused: list[Run] = []  # of the last search: could not be asked
        self.repeated: list[Run] = []  # of the last search: says exactly what another one says
        engine.evaluated.connect(self._on_evaluated)
        engine.failed.connect(self._on_failed)
        engine.state_changed.connect(self._on_state)

    def candidates(self) -> list[Run]:
        """Whom `start` would ask: the newest finished runs of the user, and the shipped network."""
        own = [one.run for one in self._list.read() if one.state in _FINISHED and one.run.history][:MOST]
        try:
            return [*own, read_run(resource("models/course"))]
        except Problem:
            return own

    def start(self) -> None:
        """Ask all candidates that have not answered yet."""
        self._asked, self.refused, self.repeated = self.candidates(), [], []
        self._waiting = [run for run in self._asked if _key(run) not in self._kept]
        self._go_on()

    def is_busy(self) -> bool:
        """Whether a network is being asked."""
        return bool(self._id)

    def forget(self) -> None:
        """Other data: the answers are worthless, and what is on its way comes too late."""
        self._kept.clear()
        self._stop()

    def _stop(self) -> None:
        self._id, self._waiting = 0, []

    def _go_on(self) -> None:
        self.progressed.emit(len(self._asked) - len(self._waiting), len(self._asked))
        if self._waiting:
            self._id = self._engine.evaluate(self._waiting[0].folder)
            return
        self._id = 0
        voices = [Voice(run, self._kept[_key(run)]) for run in self._asked if _key(run) in self._kept]
        kept = distinct([voice.probabilities for voice in voices])
        self.repeated = [voice.run for place, voice in enumerate(voices) if place not in kept]
        self.found.emit([voices[place] for place in kept])

    @Slot(Evaluated)
    def _on_evaluated(self, answer: Evaluated) -> None:
        if self._id and answer.id == self._id:
            probabilities = np.frombuffer(answer.probabilities, np.float32).reshape(-1, CLASS_COUNT)
            self._kept[_key(self._waiting.pop(0))] = probabilities
            self._go_on()

    @Slot(Failed)
    def _on_failed(self, failed: Failed) -> None:
        """A run that is damaged, or gone by now, is left out; without data nobody can be asked."""
        if not self._id or failed.id != self._id:
            return
        if failed.code in ("run_damaged", "run_missing"):
            self.refused.append(self._waiting.pop(0))
            self._go_on()
        else:
            self._stop()
            self.failed.emit(Problem(failed.code, **failed.parameters))

    @Slot(EngineState)
    def _on_state(self, state: EngineState) -> None:
        if state in (EngineState.FAILED, EngineState.STARTING):
            self._stop()


def _key(run: Run) -> _Key:
    return run.folder, len(run.history)
