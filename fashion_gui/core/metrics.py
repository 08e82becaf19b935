"""Figures of a set of answers."""

import numpy as np
import numpy.typing as npt

_EPSILON = 1e-7  # probabilities are kept this far from 0, as Keras does before the logarithm


def cross_entropies(probabilities: npt.NDArray[np.float32], labels: npt.NDArray[np.integer]) -> npt.NDArray[np.float64]:
    """-log(probability of the right class) of each answer, float64 (n,): probabilities (n, 10), labels (n,)."""
    of_right = probabilities[np.arange(len(labels)), labels].astype(np.float64)
    losses: npt.NDArray[np.float64] = -np.log(np.clip(of_right, _EPSILON, 1 - _EPSILON))
    return losses


def mean_cross_entropy(probabilities: npt.NDArray[np.float32], labels: npt.NDArray[np.uint8]) -> float:
    """Mean of `cross_entropies`: probabilities (n, 10), labels (n,)."""
    return float(cross_entropies(probabilities, labels).mean())


def accuracy(probabilities: npt.NDArray[np.float32], labels: npt.NDArray[np.uint8]) -> float:
    """Share of rows whose largest probability is at the label: probabilities (n, 10), labels (n,)."""
    return float((probabilities.argmax(axis=1) == labels).mean())
