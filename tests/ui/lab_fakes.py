"""An engine that answers questions about disturbances when the test lets it."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QObject, Signal

from fashion_gui.core.disturbance import UNCHANGED
from fashion_gui.core.protocol import Failed
from fashion_gui.core.questions import Disturb, Disturbed, Sweep, Swept
from fashion_gui.ui.engine_client import EngineState


class FakeEngine(QObject):
    """`asked` are the questions with their ids; a disturbed picture is called class 8, an undisturbed one rightly."""

    replied = Signal(object)
    refused = Signal(Failed)
    state_changed = Signal(EngineState)

    def __init__(self, dataset):
        super().__init__()
        self.dataset = dataset
        self.asked = []

    def put(self, question):
        self.asked.append(replace(question, id=len(self.asked) + 1))
        return len(self.asked)

    def can_answer(self):
        return True

    def all(self, kind):
        return [question for question in self.asked if isinstance(question, kind)]

    def answer(self, question, *, count=None):
        """Tell the answers, or those to the first `count` pictures."""
        total = len(self.dataset.test_labels)
        count = total if count is None else count
        answers = self.dataset.test_labels if question.disturbance == UNCHANGED else np.full(total, 8)
        probabilities = np.eye(10, dtype=np.float32)[answers[:count]].tobytes()
        tiles = self.dataset.test_images[:10].tobytes()
        self.replied.emit(Disturbed(question.id, count, total, probabilities, tiles, count == total))

    def answer_all(self):
        """All that is asked about disturbances, also what the answers lead to."""
        done = 0
        while done < len(self.asked):
            question, done = self.asked[done], done + 1
            if isinstance(question, Disturb):
                self.answer(question)

    def sweep(self, question, accuracies, *, pictures=10_000):
        """Tell as much of a curve as there are `accuracies`."""
        values = question.values[: len(accuracies)]
        final = len(accuracies) == len(question.values)
        self.replied.emit(Swept(question.id, question.slider, values, list(accuracies), pictures, final))


def last(engine, kind=Disturb):
    return engine.all(kind)[-1]


__all__ = ["FakeEngine", "Sweep", "last"]
