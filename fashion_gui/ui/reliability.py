"""What a network promises and what it keeps, over a set of answers."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

import numpy as np
import numpy.typing as npt

from fashion_gui.core.calibration import ConfidenceBin, calibration_error, confidence_bins
from fashion_gui.core.scores import accuracy_range

FEW: Final = 20  # answers: with fewer in a bin next to nothing can be said about it
BINS: Final = 10  # each is 10 % wide, and so easily told; the error is that of the same bins, so it can be checked


class Promise(Enum):
    """Mean confidence against the share right, as far as so many pictures tell (95 %)."""

    KEPT = auto()
    TOO_MUCH = auto()
    TOO_LITTLE = auto()


@dataclass(frozen=True)
class Reliability:
    """Of `total` > 0 answers `right` are right; their mean confidence is `confidence`; `error` is the expected one."""

    bins: tuple[ConfidenceBin, ...]
    error: float
    confidence: float
    right: int
    total: int

    @classmethod
    def of(cls, probabilities: npt.NDArray[np.float32], right: npt.NDArray[np.bool_]) -> "Reliability":
        """Of answers (n, 10), n > 0, and whether each is right (n,)."""
        confidence = probabilities.max(axis=1)
        bins = confidence_bins(confidence, right, bins=BINS)
        mean = float(confidence.mean(dtype=np.float64))
        return cls(bins, calibration_error(bins), mean, int(right.sum()), len(right))

    @property
    def accuracy(self) -> float:
        """Share right."""
        return self.right / self.total

    def promise(self) -> Promise:
        """Whether it promises too much on the whole."""
        low, high = accuracy_range(self.right, self.total)
        if self.confidence > high:
            return Promise.TOO_MUCH
        return Promise.TOO_LITTLE if self.confidence < low else Promise.KEPT

    def telling(self) -> int:
        """The bin to speak of: the one most off, of those surely off (95 %); else of those with enough answers."""
        places = [place for place, one in enumerate(self.bins) if one.count]
        off = [place for place in places if _is_off(self.bins[place])]
        large = [place for place in places if self.bins[place].count >= FEW]
        return max(off or large or places, key=lambda place: abs(self.bins[place].gap))


def _is_off(one: ConfidenceBin) -> bool:
    low, high = accuracy_range(one.right, one.count)
    return one.count >= FEW and not low <= one.confidence <= high
