"""On which pictures two networks give different answers, and who is right there."""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from fashion_gui.core.labels import CLASS_COUNT

Bytes = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.int64]
Kind = Literal["all", "first", "second", "neither"]  # of disagreements, by who is right

KINDS: Final[tuple[Kind, ...]] = ("all", "first", "second", "neither")


@dataclass(frozen=True, eq=False)
class Disagreement:
    """n pictures: `labels` uint8 (n,) are the right classes, `first` and `second` int64 (n,) the two answers.

    `indices` are the pictures with different answers, for each of `KINDS`, ascending.
    """

    labels: Bytes
    first: Indices
    second: Indices
    indices: dict[Kind, Indices]

    @classmethod
    def of(cls, labels: Bytes, probabilities_first: Floats, probabilities_second: Floats) -> "Disagreement":
        """Answers as float32 (n, 10).  Raises ValueError where the arrays do not belong together."""
        shape = len(labels), CLASS_COUNT
        if probabilities_first.shape != shape or probabilities_second.shape != shape:
            raise ValueError(f"{shape} expected, got {probabilities_first.shape} and {probabilities_second.shape}")
        first, second = probabilities_first.argmax(axis=1), probabilities_second.argmax(axis=1)
        other = first != second
        first_right, second_right = first == labels, second == labels
        indices: dict[Kind, Indices] = {
            "all": np.flatnonzero(other),
            "first": np.flatnonzero(other & first_right),
            "second": np.flatnonzero(other & second_right),
            "neither": np.flatnonzero(other & ~first_right & ~second_right),
        }
        return cls(labels, first, second, indices)

    def __len__(self) -> int:
        return len(self.labels)

    def count(self, kind: Kind) -> int:
        """How many pictures of that kind."""
        return len(self.indices[kind])
