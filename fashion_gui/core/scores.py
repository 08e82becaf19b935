"""Scores of a set of answers: how many are right, how sure that figure is, and what is taken for what."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from fashion_gui.core.labels import CLASS_COUNT
from fashion_gui.core.metrics import cross_entropies

Counts = npt.NDArray[np.int64]
Shares = npt.NDArray[np.float64]

_NORMAL_95: Final = 1.959964  # 95 % of a normal distribution lie within so many standard deviations


@dataclass(frozen=True)
class Estimate:
    """A figure measured on some pictures; on all pictures of their kind it lies within `low`..`high` (95 % sure)."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class ClassScores:
    """Four figures for each class, shape (10,).

    `precision` is the share of right ones among the pictures that were given the class, `recall` among those that
    are of the class, `f1` the harmonic mean of the two; all float64 within 0..1, and 0 where nothing was given or
    nothing is there, so that they are undefined.  `support`, int64, counts the pictures of the class, `given` how
    often the class was the answer.
    """

    precision: Shares
    recall: Shares
    f1: Shares
    support: Counts
    given: Counts

    def macro(self) -> tuple[float, float, float]:
        """The plain means of precision, recall and F1 over all ten classes; those that never occur count as 0."""
        return float(self.precision.mean()), float(self.recall.mean()), float(self.f1.mean())


def confusion_matrix(labels: npt.NDArray[np.integer], given: npt.NDArray[np.integer]) -> Counts:
    """How often each class was given to each: int64 (10, 10), rows are right classes, columns given ones.

    `labels` and `given` hold n classes 0-9 each.  Raises ValueError where they do not belong together or are no such
    classes.
    """
    if labels.shape != given.shape or labels.ndim != 1:
        raise ValueError(f"right classes {labels.shape}, given classes {given.shape}")
    for classes in (labels, given):
        if len(classes) and not (int(classes.min()) >= 0 and int(classes.max()) < CLASS_COUNT):
            raise ValueError(f"classes from {classes.min()} to {classes.max()}")
    places = labels.astype(np.int64) * CLASS_COUNT + given
    return np.bincount(places, minlength=CLASS_COUNT**2).reshape(CLASS_COUNT, CLASS_COUNT).astype(np.int64)


def row_shares(counts: Counts) -> Shares:
    """`counts` (10, 10) as shares of their rows, float64 within 0..1; a class that never occurs has zeros."""
    return _divided(counts, counts.sum(axis=1, keepdims=True))


def class_scores(counts: Counts) -> ClassScores:
    """The scores of each class from the confusion matrix `counts` (10, 10)."""
    right, support, times_given = counts.diagonal(), counts.sum(axis=1), counts.sum(axis=0)
    return ClassScores(
        precision=_divided(right, times_given),
        recall=_divided(right, support),
        f1=_divided(2 * right, support + times_given),
        support=support,
        given=times_given,
    )


def most_confused(counts: Counts) -> tuple[int, int, int] | None:
    """(right class, given class, how often) of the most frequent confusion, None where there is none."""
    wrong = counts - np.diag(counts.diagonal())
    right, given = np.unravel_index(int(wrong.argmax()), wrong.shape)
    times = int(wrong[right, given])
    return (int(right), int(given), times) if times > 0 else None


def accuracy_range(right: int, total: int) -> tuple[float, float]:
    """Between which shares (0 to 1) the accuracy on all such pictures lies with 95 % confidence.

    `total` is at least 1.
    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
    """
    share, z2 = right / total, _NORMAL_95**2
    middle = (share + z2 / (2 * total)) / (1 + z2 / total)
    spread = np.sqrt(share * (1 - share) / total + z2 / (4 * total**2)) * _NORMAL_95 / (1 + z2 / total)
    return max(0.0, float(middle - spread)), min(1.0, float(middle + spread))


def accuracy_estimate(right: int, total: int) -> Estimate:
    """The share of `right` answers among `total`, at least 1, with its range."""
    return Estimate(right / total, *accuracy_range(right, total))


def loss_estimate(probabilities: npt.NDArray[np.float32], labels: npt.NDArray[np.integer]) -> Estimate:
    """Mean cross-entropy, -log(probability of the right class), of n answers, at least 1, with its range.

    `probabilities` is (n, 10), `labels` (n,) holds classes 0-9.  The range is the normal one: 1.96 standard errors
    to each side, not below 0; of a single answer it is unknown, and as wide as can be.
    """
    losses = cross_entropies(probabilities, labels)
    mean = float(losses.mean())
    if len(losses) < 2:
        return Estimate(mean, 0.0, float("inf"))
    spread = _NORMAL_95 * float(losses.std(ddof=1)) / float(np.sqrt(len(losses)))
    return Estimate(mean, max(0.0, mean - spread), mean + spread)


def _divided(part: Counts, whole: Counts) -> Shares:
    """0 where `whole` is 0."""
    return np.divide(part, whole, out=np.zeros(np.broadcast_shapes(part.shape, whole.shape)), where=whole > 0)
