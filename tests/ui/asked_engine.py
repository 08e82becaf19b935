"""An engine that remembers what it was asked and answers when a test says so."""

import itertools

import numpy as np
from PySide6.QtCore import QObject, Signal

from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import Evaluated, Failed, Predicted
from fashion_gui.ui.engine_client import EngineState


class AskedEngine(QObject):
    """Has what the explaining views use of an `EngineClient`."""

    state_changed = Signal(EngineState)
    predicted = Signal(Predicted)
    evaluated = Signal(Evaluated)
    failed = Signal(Failed)
    lost = Signal(Problem, str)

    def __init__(self):
        super().__init__()
        self.state = EngineState.READY
        self.asked = []  # (id, tiles or folder), the oldest first
        self._ids = itertools.count(1)

    def predict(self, tiles, *, network="current"):
        return self._ask(np.array(tiles))

    def evaluate(self, folder=None):
        return self._ask(folder)

    def _ask(self, what):
        number = next(self._ids)
        self.asked.append((number, what))
        return number

    def can_answer(self):
        return self.state not in (EngineState.STARTING, EngineState.FAILED)

    def become(self, state):
        self.state = state
        self.state_changed.emit(state)

    def answer_tiles(self, probabilities, *, epoch=1):
        """To the last question."""
        self.predicted.emit(Predicted(self.asked[-1][0], probabilities.astype(np.float32).tobytes(), epoch))

    def answer_set(self, probabilities):
        """To the last question."""
        self.evaluated.emit(Evaluated(self.asked[-1][0], 1.0, 0.5, probabilities.astype(np.float32).tobytes()))

    def refuse(self, code, **parameters):
        """The last question."""
        self.failed.emit(Failed(self.asked[-1][0], "", code, parameters, ""))
