"""An engine that keeps the questions of the tab "Why", and replies to them."""

import itertools
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QObject, Signal

from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import Failed
from fashion_gui.core.questions import Explained, Twins, TwinsFound
from fashion_gui.ui.engine_client import EngineState

OUTPUTS = np.array([5.2, -2.0, 11.75, 1.0, 8.55, -15.0, 7.0, -12.0, 2.7, -9.5])  # pullover, then coat


class WhyEngine(QObject):
    """Has what the tab uses of an `EngineClient`."""

    replied = Signal(object)
    refused = Signal(Failed)
    state_changed = Signal(EngineState)
    dataset_ready = Signal(object)
    lost = Signal(Problem, str)

    def __init__(self):
        super().__init__()
        self.state = EngineState.READY
        self.asked = []
        self._ids = itertools.count(1)

    def can_answer(self):
        return True

    def put(self, question):
        self.asked.append(replace(question, id=next(self._ids)))
        return self.asked[-1].id

    def of(self, kind):
        return [question for question in self.asked if isinstance(question, kind)]


def explained(number, *, exact=True, seed=1):
    """A reply whose parts add up to OUTPUTS."""
    contributions = np.random.default_rng(seed).normal(0, 0.1, (10, 28, 28))
    rests = np.zeros(10) if exact else np.full(10, 0.25)
    biases = OUTPUTS - contributions.sum(axis=(1, 2)) - rests
    method = "exact" if exact else "integrated_gradients"
    parts = (array.tobytes() for array in (OUTPUTS, biases, contributions, rests))
    return Explained(number, method, "logit" if exact else "log_probability", *parts)


def twins(indices, said):
    """The network says `said` of the pictures `indices`."""
    distances = [1.0 + place for place in range(len(indices))]
    return Twins(list(indices), distances, np.eye(10, dtype=np.float32)[said].tobytes())


def found(number, *, final=True):
    """Two pictures of class 0 and one of class 1 by pixels; the network is wrong about the last."""
    nothing = Twins([], [], b"")
    return TwinsFound(number, twins([0, 10, 21], [0, 0, 5]), twins([3, 13], [3, 3]) if final else nothing, final)
