"""What the network says to the test set under a disturbance, counted."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fashion_gui.core.labels import CLASS_COUNT, TILE_SIDE
from fashion_gui.core.questions import Disturbed
from fashion_gui.core.scores import confusion_matrix


@dataclass(frozen=True, eq=False)
class LabAnswers:
    """Of the first `count` of `total` test pictures.

    `accuracy` is the share right; `shares` float64 (10,) that of each class, nan where it has no pictures; `called`
    int64 (10,) how often each answer is given; `tiles` uint8 (n, 28, 28) the first pictures, with their `answers`.
    """

    count: int
    total: int
    accuracy: float
    shares: npt.NDArray[np.float64]
    called: npt.NDArray[np.int64]
    tiles: npt.NDArray[np.uint8]
    answers: list[int]

    @classmethod
    def of(cls, reply: Disturbed, labels: npt.NDArray[np.uint8]) -> "LabAnswers | None":
        """None where the reply is about another data set than that of the `labels`."""
        if reply.total != len(labels):
            return None
        predicted = np.frombuffer(reply.probabilities, np.float32).reshape(reply.count, CLASS_COUNT).argmax(axis=1)
        counts = confusion_matrix(labels[: reply.count], predicted)
        hits, of_class = counts.diagonal(), counts.sum(axis=1)
        shares = np.full(CLASS_COUNT, math.nan)
        np.divide(hits, of_class, out=shares, where=of_class > 0)
        tiles = np.frombuffer(reply.tiles, np.uint8).reshape(-1, TILE_SIDE, TILE_SIDE)
        return cls(
            reply.count,
            reply.total,
            int(hits.sum()) / reply.count if reply.count else math.nan,
            shares,
            counts.sum(axis=0),
            tiles,
            [int(label) for label in predicted[: len(tiles)]],
        )

    def most_called(self) -> tuple[int, float]:
        """The answer given most often, and its share of all."""
        label = int(self.called.argmax())
        return label, float(self.called[label] / max(self.count, 1))
