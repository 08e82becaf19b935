"""Whether an answer may be trusted: recognised, unsure, or unfamiliar.

Confidence alone does not tell: a network is 0.99 sure of a photo whose background was not made dark. So the tile is
looked at first, with three plain numbers in which training tiles hardly differ from one another.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
import numpy.typing as npt

from fashion_gui.core.calibration import PLAIN, Calibration, calibrated, fit_temperature, reliability
from fashion_gui.core.labels import CLASS_COUNT, SHOES, TILE_SIDE

# Measured on the 60000 tiles of the training set; the share of them that passes stands beside each.
DARK: Final = 8  # the brightest corner is at most this: 99.79 %
MIN_LONG_SIDE: Final = 27  # pixels from end to end of what is brighter than DARK: 99.66 %
MIN_MEAN_INK: Final = 11.0  # of 255, over the whole tile
MAX_MEAN_INK: Final = 168.0  # both: 99.84 %

MIN_PROBABILITY: Final = 0.5
REFUSED: Final = 0.04  # of garments, which the threshold for "like none of the ten" costs
FEWEST: Final = 50  # garments, to measure that threshold on
MIN_LEAD: Final = 1.5  # how many times the runner-up's probability


class Verdict(StrEnum):
    """What to tell the user about an answer."""

    RECOGNISED = "recognised"
    UNSURE = "unsure"
    UNFAMILIAR = "unfamiliar"


@dataclass(frozen=True)
class Judgement:
    """An answer with its verdict; `reasons` are the codes of the failed checks, empty unless unfamiliar."""

    verdict: Verdict
    label: int  # 0-9, the most probable class
    second: int  # 0-9, the runner-up
    probability: float  # of `label`
    reasons: tuple[str, ...]


def judge(
    tile: npt.NDArray[np.uint8], probabilities: npt.NDArray[np.floating], calibration: Calibration = PLAIN
) -> Judgement:
    """Judge the answer `probabilities` (10,), already calibrated, to `tile` uint8 (28, 28).

    Unfamiliar: `unlike_training` names a reason (0.7 % of the training tiles have one), or the network, if it has
    learnt to, finds it like none of the ten ("like_none").  Unsure: the probability is below 0.5, or below 1.5 times
    that of the runner-up.  Raises ValueError for wrong shapes.
    """
    if probabilities.shape != (CLASS_COUNT,):
        raise ValueError(f"probabilities of shape {probabilities.shape}")
    reasons = unlike_training(tile)
    if familiarity(probabilities) < calibration.familiar:
        reasons = (*reasons, "like_none")
    label, second = (int(index) for index in np.argsort(-probabilities, kind="stable")[:2])
    probability = float(probabilities[label])
    sure = probability >= MIN_PROBABILITY and probability >= MIN_LEAD * float(probabilities[second])  # False for nan
    verdict = Verdict.UNFAMILIAR if reasons else Verdict.RECOGNISED if sure else Verdict.UNSURE
    return Judgement(verdict, label, second, probability, reasons)


def measure_calibration(
    probabilities: npt.NDArray[np.float32], allowed: npt.NDArray[np.bool_], *, refused: float = REFUSED
) -> Calibration:
    """From answers (n, 10) to pictures that were not learnt from, and `allowed` (n, 10), the right ones of each.

    `familiar` is where a share `refused` of the garments would be called unfamiliar.  Pictures that are none of the ten
    (no answer allowed) are left out.  `PLAIN` with fewer than `FEWEST` garments.
    """
    garments = allowed.any(axis=1)
    if garments.sum() < FEWEST:
        return PLAIN
    temperature = fit_temperature(probabilities[garments], allowed[garments])
    answers = calibrated(probabilities[garments], temperature)
    right = allowed[garments][np.arange(len(answers)), answers.argmax(axis=1)]
    groups = reliability(answers.max(axis=1), right)
    return Calibration(temperature, float(np.quantile([familiarity(row) for row in answers], refused)), groups)


def familiarity(probabilities: npt.NDArray[np.floating]) -> float:
    """The probability of the best answer of (10,), where the three kinds of shoes are one answer.

    A photo of a pair of shoes, from above, may leave open which kind they are without being unfamiliar.
    """
    others = np.delete(probabilities, SHOES)
    return float(max(others.max(), probabilities[list(SHOES)].sum()))


def unlike_training(tile: npt.NDArray[np.uint8]) -> tuple[str, ...]:
    """In what `tile` uint8 (28, 28) is unlike the training tiles: none of it for 99.3 % of them.

    "background_not_dark": a corner is bright.  "does_not_fill": the longest side is shorter than 27 pixels.
    "too_faint", "too_full": the mean ink is outside 11-168 of 255.  Raises ValueError for another shape or dtype.
    """
    if tile.shape != (TILE_SIDE, TILE_SIDE) or tile.dtype != np.uint8:
        raise ValueError(f"a tile of {tile.dtype} {tile.shape}")
    long_side = max(_extent(tile.max(axis=0) > DARK), _extent(tile.max(axis=1) > DARK))
    mean_ink = float(tile.mean())
    checks = {
        "background_not_dark": tile[[0, 0, -1, -1], [0, -1, 0, -1]].max() > DARK,
        "does_not_fill": long_side < MIN_LONG_SIDE,
        "too_faint": mean_ink < MIN_MEAN_INK,
        "too_full": mean_ink > MAX_MEAN_INK,
    }
    return tuple(reason for reason, failed in checks.items() if failed)


def _extent(line: npt.NDArray[np.bool_]) -> int:
    """From the first True to the last, both included; 0 without any."""
    places = np.flatnonzero(line)
    return int(places[-1] - places[0]) + 1 if len(places) else 0
