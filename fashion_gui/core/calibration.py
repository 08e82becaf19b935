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


def expected_calibration_error(confidence: npt.NDArray[np.floating], right: npt.NDArray[np.bool_]) -> float:
    """Mean distance of confidence (n,) and share right in 15 bins of equal width, weighted by their sizes.

    Source: Guo et al. 2017, equation 3.
    """
    bins = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    error = 0.0
    for index in range(_BINS):
        inside = bins == index
        if inside.any():
            error += float(inside.mean() * abs(confidence[inside].mean() - right[inside].mean()))
    return error


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
