"""The temperature of the network that answers, measured on training pictures that it has not learnt from."""

from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, Signal, Slot

from fashion_gui.core.calibration import label_temperature
from fashion_gui.core.labels import CLASS_COUNT
from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import Failed, Predicted
from fashion_gui.ui.engine_client import EngineClient, EngineState

MOST: Final = 5000  # pictures: they tell the temperature to about one per cent
_PIECE: Final = 500  # pictures a question, so that photos and trainings go on between them

Bytes = npt.NDArray[np.uint8]


class TemperatureFinder(QObject):
    """Asks about some hundred pictures at a time; begins again where the network has learnt on meanwhile."""

    found = Signal(float)
    failed = Signal(Problem)

    def __init__(self, engine: EngineClient, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._id = 0  # of the question on its way, 0 for none
        self._tiles: Bytes = np.zeros((0, 28, 28), np.uint8)
        self._labels: Bytes = np.zeros(0, np.uint8)
        self._answers: list[npt.NDArray[np.float32]] = []
        self._epoch = 0
        engine.predicted.connect(self._on_predicted)
        engine.failed.connect(self._on_failed)
        engine.state_changed.connect(self._on_state)

    def start(self, tiles: Bytes, labels: Bytes) -> None:
        """Measure on uint8 (n, 28, 28), n > 0, and uint8 (n,), at most the first `MOST` of them."""
        self._tiles, self._labels = tiles[:MOST], labels[:MOST]
        self._answers = []
        self._ask()

    def cancel(self) -> None:
        """Nobody wants to know any more."""
        self._id = 0

    def is_busy(self) -> bool:
        """Whether answers are awaited."""
        return bool(self._id)

    def _ask(self) -> None:
        begin = len(self._answers) * _PIECE
        self._id = self._engine.predict(self._tiles[begin : begin + _PIECE])

    @Slot(Predicted)
    def _on_predicted(self, answer: Predicted) -> None:
        if not self._id or answer.id != self._id:
            return
        if self._answers and answer.epoch != self._epoch:
            self._answers = []  # those were the answers of another network
            self._ask()
            return
        self._epoch = answer.epoch
        self._answers.append(np.frombuffer(answer.probabilities, np.float32).reshape(-1, CLASS_COUNT))
        if len(self._answers) * _PIECE < len(self._tiles):
            self._ask()
        else:
            self._id = 0
            self.found.emit(label_temperature(np.concatenate(self._answers), self._labels))

    @Slot(Failed)
    def _on_failed(self, failed: Failed) -> None:
        if self._id and failed.id == self._id:
            self._id = 0
            self.failed.emit(Problem(failed.code, **failed.parameters))

    @Slot(EngineState)
    def _on_state(self, state: EngineState) -> None:
        if state in (EngineState.FAILED, EngineState.STARTING):
            self.cancel()
