"""The network's answers to a set of pictures: what is right, and which pictures come in what order."""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from fashion_gui.core.labels import CLASS_COUNT

Bytes = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.int64]
Order = Literal["index", "surest", "least_sure"]
Kind = Literal["all", "right", "wrong"]

ORDERS: Final[tuple[Order, ...]] = ("index", "surest", "least_sure")
KINDS: Final[tuple[Kind, ...]] = ("all", "right", "wrong")
ANY: Final = -1  # whatever class


@dataclass(frozen=True, eq=False)
class Answers:
    """n pictures and what the network says of each.

    `tiles` is uint8 (n, 28, 28), `labels` uint8 (n,) the right classes, `probabilities` float32 (n, 10), `predicted`
    int64 (n,) the classes with the largest probability, `right` bool (n,).
    """

    tiles: Bytes
    labels: Bytes
    probabilities: Floats
    predicted: Indices
    right: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, tiles: Bytes, labels: Bytes, probabilities: Floats) -> "Answers":
        """Answers to `tiles`.  Raises ValueError where the three arrays do not belong together."""
        count = len(tiles)
        if labels.shape != (count,) or probabilities.shape != (count, CLASS_COUNT):
            raise ValueError(f"{count} tiles, labels {labels.shape}, probabilities {probabilities.shape}")
        predicted = probabilities.argmax(axis=1)
        return cls(tiles, labels, probabilities, predicted, predicted == labels)

    def __len__(self) -> int:
        return len(self.tiles)

    def first(self, count: int) -> "Answers":
        """The answers to the first `count` pictures, or to all where there are fewer."""
        return Answers.of(self.tiles[:count], self.labels[:count], self.probabilities[:count])

    def right_count(self) -> int:
        """How many are right."""
        return int(self.right.sum())

    def wrong_count(self) -> int:
        """How many are wrong."""
        return len(self) - self.right_count()


@dataclass(frozen=True)
class Selection:
    """Which answers are wanted: those that pass all of it.

    `right_class` and `given` are classes 0-9, or ANY.  `low` and `high`: the largest output lies above `low` and not
    above `high`.
    """

    right_class: int = ANY
    given: int = ANY
    kind: Kind = "all"
    low: float = 0.0
    high: float = float("inf")  # rounding lets an output exceed 1 by a hair

    def of(self, answers: Answers) -> Indices:
        """The wanted ones, in the set's order."""
        sureness = answers.probabilities.max(axis=1)
        wanted = ~((sureness <= self.low) | (sureness > self.high))  # what is not a number is never left out
        if self.right_class != ANY:
            wanted &= answers.labels == self.right_class
        if self.given != ANY:
            wanted &= answers.predicted == self.given
        if self.kind != "all":
            wanted &= answers.right == (self.kind == "right")
        return np.flatnonzero(wanted)


def ordered(answers: Answers, *, order: Order, selection: Selection) -> Indices:
    """Which pictures to show, in what order; equally sure ones keep the set's order."""
    chosen = selection.of(answers)
    if order == "index":
        return chosen
    sureness = answers.probabilities[chosen].max(axis=1)
    return chosen[np.argsort(-sureness if order == "surest" else sureness, kind="stable")]


def page_count(total: int, *, per_page: int) -> int:
    """How many pages `total` pictures take; an empty set has one empty page."""
    return max(1, -(-total // per_page))


def another_index(generator: np.random.Generator, count: int, *, previous: int | None) -> int:
    """A random index below `count`, each equally likely, but not `previous` again where there is a choice."""
    if previous is None or count == 1:
        return int(generator.integers(count))
    drawn = int(generator.integers(count - 1))
    return drawn + 1 if drawn >= previous else drawn
