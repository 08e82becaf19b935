"""How far a network's probabilities may be believed, measured on pictures that it has not learnt from.

Source of the temperature: Guo et al. 2017 (arXiv 1706.04599), one number that divides the logits.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from fashion_gui.core.files import atomic_write_json
from fashion_gui.core.history import is_figure

_FILE: Final = "calibration.json"
_MAX_BYTES: Final = 10_000
_BINS: Final = 15
_GROUPS: Final = 5
_LEAST: Final = 1e-12  # a probability of 0 has no logarithm
_HIGHEST: Final = 5.0  # temperature that is looked for; the lowest is 1 / 5
_HALVINGS: Final = 40  # of that interval: to 12 digits

Probabilities = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Group:
    """Measured pictures that were answered about as surely as one another: what was promised, what was kept."""

    confidence: float  # mean probability of the answers given
    right: float  # share of them that was right
    count: int


@dataclass(frozen=True)
class Calibration:
    """For one network and one kind of picture.

    `temperature` above 1 makes answers less sure.  `familiar` is the least probability of the best answer (a shoe of
    any kind counts as one answer) from which on a picture counts as one of the ten; 0: the network cannot tell.
    `groups` is the reliability diagram, from the least to the most sure; empty where nothing was measured.
    """

    temperature: float = 1.0
    familiar: float = 0.0
    groups: tuple[Group, ...] = ()

    def group_of(self, confidence: float) -> Group | None:
        """The measured pictures that were answered most nearly as surely."""
        return min(self.groups, key=lambda group: abs(group.confidence - confidence), default=None)


PLAIN: Final = Calibration()


def calibrated(probabilities: Probabilities, temperature: float) -> Probabilities:
    """Softmax of the logits divided by `temperature`: float32 (..., 10) in and out, the order of answers unchanged."""
    logits = np.log(np.maximum(probabilities.astype(np.float64), _LEAST)) / temperature
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    result: Probabilities = (powers / powers.sum(axis=-1, keepdims=True)).astype(np.float32)
    return result


def fit_temperature(probabilities: Probabilities, allowed: npt.NDArray[np.bool_]) -> float:
    """The temperature with the least cross-entropy: probabilities (n, 10), `allowed` bool (n, 10) the right answers.

    Where several answers are right, their probabilities are added up.  Searched in steps of 2 %, from 1 to 5: never
    below 1, since what is measured on is nearer to what was learnt from than a stranger's pictures will be, and nobody
    is helped by an answer made surer than it was.
    """
    candidates = np.exp(np.arange(0.0, np.log(5), 0.02))

    def loss(temperature: float) -> float:
        right = (calibrated(probabilities, temperature) * allowed).sum(axis=1)
        return float(-np.log(np.maximum(right, _LEAST)).mean())

    return float(min(candidates, key=loss))


def label_temperature(probabilities: Probabilities, labels: npt.NDArray[np.uint8]) -> float:
    """The temperature from 0.2 to 5 with the least cross-entropy: probabilities (n, 10), n > 0, labels (n,).

    Unlike that of `fit_temperature` it may lie below 1, where a network is less sure than it could be.  The
    cross-entropy is convex in 1 / temperature, so its slope is followed to where it is 0, by halving the interval.
    """
    logits = np.log(np.maximum(probabilities.astype(np.float64), _LEAST))
    logits -= logits.max(axis=1, keepdims=True)
    of_labels = float(logits[np.arange(len(labels)), labels].mean())

    def slope(inverse: float) -> float:
        powers = np.exp(inverse * logits)
        expected = (powers * logits).sum(axis=1) / powers.sum(axis=1)
        return float(expected.mean()) - of_labels

    low, high = 1 / _HIGHEST, _HIGHEST
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if slope(middle) > 0 else (middle, high)
    return 2 / (low + high)


@dataclass(frozen=True)
class ConfidenceBin:
    """Answers whose confidence is above `low` and at most `high` (in the first bin also 0).

    `confidence` is their mean, 0 where there are none; `right` is how many of the `count` are right.
    """

    low: float
    high: float
    count: int
    right: int
    confidence: float

    @property
    def share(self) -> float:
        """Of the right ones among them; 0 where there are none."""
        return self.right / self.count if self.count else 0.0

    @property
    def gap(self) -> float:
        """What was promised less what was kept: above 0 where the answers are too sure."""
        return self.confidence - self.share


def bin_numbers(confidence: npt.NDArray[np.floating], bins: int) -> npt.NDArray[np.int64]:
    """In which of `bins` bins of equal width each of confidence (n,), 0 to 1, lies: int64 (n,).

    An edge belongs to the bin below it; it is rounded as the confidences are, so that `confidence <= edge` says the
    same.
    """
    edges = (np.arange(1, bins) / bins).astype(confidence.dtype)
    numbers: npt.NDArray[np.int64] = np.searchsorted(edges, confidence, side="left")
    return numbers


def confidence_bins(
    confidence: npt.NDArray[np.floating], right: npt.NDArray[np.bool_], *, bins: int = _BINS
) -> tuple[ConfidenceBin, ...]:
    """The reliability diagram in bins of equal width: confidence (n,), 0 to 1, and right (n,)."""
    numbers = bin_numbers(confidence, bins)
    counts = np.bincount(numbers, minlength=bins)
    rights = np.bincount(numbers[right], minlength=bins)
    sums = np.bincount(numbers, confidence.astype(np.float64), minlength=bins)
    return tuple(
        ConfidenceBin(place / bins, (place + 1) / bins, int(count), int(kept), float(total / count) if count else 0.0)
        for place, (count, kept, total) in enumerate(zip(counts, rights, sums, strict=True))
    )


def expected_calibration_error(
    confidence: npt.NDArray[np.floating], right: npt.NDArray[np.bool_], *, bins: int = _BINS
) -> float:
    """Mean distance of confidence (n,) and share right in bins of equal width, weighted by their sizes.

    Source: Guo et al. 2017, equation 3, with 15 bins.
    """
    return calibration_error(confidence_bins(confidence, right, bins=bins))


def calibration_error(bins: tuple[ConfidenceBin, ...]) -> float:
    """The same of bins; 0 where nothing is in them."""
    total = sum(one.count for one in bins)
    return sum(one.count * abs(one.gap) for one in bins) / total if total else 0.0


def reliability(confidence: npt.NDArray[np.floating], right: npt.NDArray[np.bool_]) -> tuple[Group, ...]:
    """Five groups of equal size, from the least to the most sure: confidence (n,), right (n,)."""
    groups = np.array_split(np.argsort(confidence, kind="stable"), _GROUPS)
    return tuple(
        Group(float(confidence[group].mean()), float(right[group].mean()), len(group)) for group in groups if len(group)
    )


def save_calibration(folder: Path, calibrations: dict[str, Calibration]) -> None:
    """Beside a run's other files.  Raises Problem (`disk_full`, `cannot_write`)."""
    atomic_write_json(folder / _FILE, {kind: asdict(calibration) for kind, calibration in calibrations.items()})


def read_calibration(folder: Path, kind: str) -> Calibration:
    """The calibration of the run in `folder` for `kind`, "photos" or "tiles"; `PLAIN` where none was measured."""
    try:
        path = folder / _FILE
        if path.stat().st_size > _MAX_BYTES:
            return PLAIN
        values = json.loads(path.read_text(encoding="utf-8"))[kind]
        temperature, familiar = values["temperature"], values["familiar"]
        groups = tuple(Group(**group) for group in values["groups"])
        figures = [temperature, familiar, *(figure for group in groups for figure in vars(group).values())]
        if not (all(map(is_figure, figures)) and temperature > 0 and 0 <= familiar < 1):
            return PLAIN
        return Calibration(float(temperature), float(familiar), groups)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return PLAIN
