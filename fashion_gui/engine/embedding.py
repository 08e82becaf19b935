"""What the last hidden layer gives: a picture as the network sees it just before it decides."""

import numpy as np
import numpy.typing as npt

from fashion_gui.engine.current_model import CurrentModel


def embedded(current: CurrentModel, tiles: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """uint8 (n, 28, 28) -> float32 (n, units): what goes into the last layer that has weights."""
    raise NotImplementedError
