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

ORDERS: Final[tuple[Order, ...]] = ("index", "surest", "least_sure")
_NORMAL_95: Final = 1.959964  # 95 % of a normal distribution lie within so many standard deviations


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


def ordered(answers: Answers, *, order: Order, wrong_only: bool) -> Indices:
    """Which pictures to show, in what order; equally sure ones keep the set's order."""
    chosen = np.flatnonzero(~answers.right) if wrong_only else np.arange(len(answers))
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


def accuracy_range(right: int, total: int) -> tuple[float, float]:
    """Between which shares (0 to 1) the accuracy on all such pictures lies with 95 % confidence.

    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
    """
    share, z2 = right / total, _NORMAL_95**2
    middle = (share + z2 / (2 * total)) / (1 + z2 / total)
    spread = np.sqrt(share * (1 - share) / total + z2 / (4 * total**2)) * _NORMAL_95 / (1 + z2 / total)
    return max(0.0, float(middle - spread)), min(1.0, float(middle + spread))
