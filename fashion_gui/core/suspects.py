"""Labels of a data set that may be wrong, because several networks say otherwise.

In the spirit of confident learning (Northcutt, Jiang and Chuang 2021, arXiv 1911.00068).  A picture is suspect where
  * more than half of the networks, and at least two, give the same class, and that is not its label, and
  * the mean of all networks' probabilities of that class reaches the class's threshold: the mean, over the pictures
    that carry this label, of the same figure (section 3.1 there, with several networks' mean for one network's output).
What the paper does besides, estimating how often each class is mistaken for each other, is not done here.  None of
this proves a label wrong: somebody has to look.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from fashion_gui.core.labels import CLASS_COUNT

FEWEST: Final = 2  # networks

Probabilities = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Suspect:
    """A picture whose label (0-9) may be wrong.

    `proposed` is the class (0-9) that the networks numbered in `agreeing` give; `probability` is the mean of all
    networks' probabilities of that class.
    """

    index: int
    label: int
    proposed: int
    agreeing: tuple[int, ...]
    probability: float


def find_suspects(answers: Sequence[Probabilities], labels: npt.NDArray[np.uint8]) -> list[Suspect]:
    """The most suspect first, equally suspect ones in the set's order: float32 (n, 10) a network, labels uint8 (n,).

    None with fewer than `FEWEST` networks.  Raises ValueError where the arrays do not belong together.
    """
    wrong = [each.shape for each in answers if each.shape != (len(labels), CLASS_COUNT)]
    if wrong:
        raise ValueError(f"{len(labels)} labels, probabilities {wrong[0]}")
    if len(answers) < FEWEST or not len(labels):
        return []
    said = np.stack([each.argmax(axis=1) for each in answers])  # (networks, n)
    mean = np.mean([each.astype(np.float64) for each in answers], axis=0)  # (n, 10)
    votes = np.stack([(said == label).sum(axis=0) for label in range(CLASS_COUNT)], axis=1)
    proposed, count = votes.argmax(axis=1), votes.max(axis=1)
    probability = mean[np.arange(len(labels)), proposed]
    agreed = (count >= FEWEST) & (2 * count > len(answers)) & (proposed != labels)
    found = np.flatnonzero(agreed & (probability >= class_thresholds(mean, labels)[proposed]))
    return [
        Suspect(
            int(index),
            int(labels[index]),
            int(proposed[index]),
            tuple(int(network) for network in np.flatnonzero(said[:, index] == proposed[index])),
            float(probability[index]),
        )
        for index in found[np.argsort(-probability[found], kind="stable")]
    ]


def class_thresholds(mean: npt.NDArray[np.float64], labels: npt.NDArray[np.uint8]) -> npt.NDArray[np.float64]:
    """Float64 (10,): for each class the mean probability of it over the pictures with that label; 1 where none has it.

    `mean` is float64 (n, 10), labels uint8 (n,).
    """
    counts = np.bincount(labels, minlength=CLASS_COUNT)
    sums = np.bincount(labels, mean[np.arange(len(labels)), labels], minlength=CLASS_COUNT)
    return np.where(counts > 0, sums / np.maximum(counts, 1), 1.0)


def distinct(answers: Sequence[Probabilities]) -> list[int]:
    """Which of `answers` to keep so that no two are the same: a network trained twice alike has one voice."""
    kept: list[int] = []
    for number, each in enumerate(answers):
        if not any(np.array_equal(each, answers[other]) for other in kept):
            kept.append(number)
    return kept
