"""An engine and a photo worker that answer when the test says so."""

import itertools

import numpy as np
from PySide6.QtCore import QObject, Signal

from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import (
    Correction,
    Failed,
    ModelOpened,
    PhotoPrepared,
    Picture,
    Predicted,
    RunFinished,
    RunStarted,
)
from fashion_gui.ui.engine_client import EngineState

SURE = np.array([0.9, 0.05, 0.05, 0, 0, 0, 0, 0, 0, 0], np.float32)
TORN = np.array([0.45, 0, 0.55, 0, 0, 0, 0, 0, 0, 0], np.float32)
DRESS = np.array([0, 0, 0.2, 0.8, 0, 0, 0, 0, 0, 0], np.float32)
GARMENT = np.zeros((28, 28), np.uint8)
GARMENT[:, 4:24] = 100  # like the pictures the network has learnt from
NOTHING = np.zeros((28, 28), np.uint8)


class FakeEngine(QObject):
    """`asked` holds each question: its id, how many tiles, and the network."""

    state_changed = Signal(EngineState)
    model_opened = Signal(ModelOpened)
    run_started = Signal(RunStarted)
    run_finished = Signal(RunFinished)
    predicted = Signal(Predicted)
    failed = Signal(Failed)

    def __init__(self):
        super().__init__()
        self.state = EngineState.READY
        self.asked = []
        self._ids = itertools.count(100)

    def can_answer(self):
        return self.state in (EngineState.READY, EngineState.TRAINING, EngineState.STOPPING)

    def predict(self, tiles, *, network="current"):
        self.asked.append((next(self._ids), len(tiles), network))
        return self.asked[-1][0]

    def answer(self, number=-1, probabilities=SURE):
        """Answer a question, by default the last one."""
        question, count, _ = self.asked[number]
        self.predicted.emit(Predicted(question, probabilities.tobytes() * count, 1))

    def refuse(self, code):
        """Refuse the last question."""
        self.failed.emit(Failed(self.asked[-1][0], "", code, {}, ""))

    def become(self, state):
        self.state = state
        self.state_changed.emit(state)


class FakePhotos(QObject):
    """`asked` holds the id and path of each photo; `closed` counts how often the worker was ended."""

    prepared = Signal(PhotoPrepared, Correction)
    failed = Signal(int, Problem)

    def __init__(self):
        super().__init__()
        self.asked = []
        self.closed = 0
        self.forgotten = 0
        self._done = 0

    def prepare(self, path, *, recipe):
        self.asked.append((len(self.asked) + 1, path, recipe))
        return len(self.asked)

    def forget_waiting(self):
        self.forgotten += 1

    def close(self):
        self.closed += 1

    def names(self):
        return [path.name for _, path, _ in self.asked]

    def finish(self, *, tile=GARMENT, problem=None):
        """The next photo is done: its tile, or why there is none."""
        number, path, recipe = self.asked[self._done]
        self._done += 1
        if problem is not None:
            self.failed.emit(number, problem)
            return
        picture = Picture(300, 200, bytes(300 * 200 * 3))
        message = PhotoPrepared(number, str(path), recipe, "PNG", 300, 200, picture, picture, tile.tobytes(), [])
        self.prepared.emit(message, Correction())
