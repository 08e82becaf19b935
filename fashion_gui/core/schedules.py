"""How the learning rate goes over a training."""

from typing import Final

import numpy as np
import numpy.typing as npt

from fashion_gui.core.options import TrainOptions

WARM_UP: Final = 200  # steps in which "cosine" reaches its rate; a fifth of the training at most
WARM_UP_FROM: Final = 0.1  # of the rate
COSINE_TO: Final = 0.01  # of the rate, at the end
ONE_CYCLE_RISE: Final = 0.3  # share of the training in which "one_cycle" rises
ONE_CYCLE_FROM: Final = 0.04  # of the rate


def rates(options: TrainOptions, first: int, count: int, *, steps: int) -> npt.NDArray[np.float32]:
    """The rates of `count` steps from step `first` (0-based, over all epochs) on: float32 (count,).

    `steps` is how many an epoch has.  "cosine" is Keras' `CosineDecay` with a warm-up; "one_cycle" rises in a straight
    line, then falls along a cosine to 0: arXiv 1708.07120 in its common two-phase form.
    """
    whole = steps * options.epochs
    now = np.arange(first, first + count, dtype=np.float64)
    if options.schedule == "cosine":
        rise = min(WARM_UP, whole // 5)
        rising = WARM_UP_FROM + (1 - WARM_UP_FROM) * now / max(rise, 1)
        falling = COSINE_TO + (1 - COSINE_TO) * _cosine((now - rise) / max(whole - rise, 1))
    elif options.schedule == "one_cycle":
        rise = max(int(whole * ONE_CYCLE_RISE), 1)
        rising = ONE_CYCLE_FROM + (1 - ONE_CYCLE_FROM) * now / rise
        falling = _cosine((now - rise) / max(whole - rise, 1))
    else:
        return np.full(count, options.learning_rate, np.float32)
    shares = np.where(now < rise, rising, falling)
    return (shares * options.learning_rate).astype(np.float32)


def _cosine(share: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """From 1 at 0 to 0 at 1."""
    return np.asarray(0.5 * (1 + np.cos(np.pi * np.clip(share, 0.0, 1.0))))
