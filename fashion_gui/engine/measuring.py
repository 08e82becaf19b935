"""What a network that was trained is worth: the test set, and how far its confidence can be trusted."""

import math
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Final

import numpy as np
import numpy.typing as npt

from fashion_gui.core.calibration import Calibration
from fashion_gui.core.metrics import accuracy, mean_cross_entropy
from fashion_gui.core.verdict import measure_calibration
from fashion_gui.engine.inference import Answers, Probabilities, Tiles

STOP_SECONDS: Final = 0.1  # for the figures of a training that was stopped; what takes longer is left out


class Measurement:
    """Figures of a network that `ask` asks; what was not measured is nan or missing."""

    def __init__(self, ask: Callable[[Tiles], Probabilities], *, waits: Callable[[], bool]) -> None:
        """From `STOP_SECONDS` after `waits()` was true nothing more is measured."""
        self.loss = self.accuracy = math.nan
        self.calibrations: dict[str, Calibration] = {}
        self._ask = ask
        self._waits = waits
        self._end = math.inf

    def test(self, tiles: Tiles, labels: npt.NDArray[np.uint8]) -> Iterator[None]:
        """Loss and accuracy on the test set, in pieces."""
        answers = Answers(self._ask, tiles)
        yield from answers.pieces(self._go_on)
        if answers.probabilities is not None:
            self.loss = mean_cross_entropy(answers.probabilities, labels)
            self.accuracy = accuracy(answers.probabilities, labels)

    def calibrate(self, kinds: Mapping[str, tuple[Tiles, npt.NDArray[np.bool_]]]) -> Iterator[None]:
        """Calibrations of each of `kinds`: tiles and which answers are right (n, 10), in pieces."""
        for kind, (tiles, allowed) in kinds.items():
            answers = Answers(self._ask, tiles)
            yield from answers.pieces(self._go_on)
            if answers.probabilities is not None:
                self.calibrations[kind] = measure_calibration(answers.probabilities, allowed)

    def _go_on(self) -> bool:
        if self._waits():
            self._end = min(self._end, time.monotonic() + STOP_SECONDS)
        return time.monotonic() <= self._end
