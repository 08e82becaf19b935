"""Where in a photo the garment is: a small convolutional network, in NumPy.

A U-Net (arXiv 1505.04597) of twelve 3x3 convolutions on the photo squeezed to 96x96, trained by
`resources/models/outline/train.py`.  The photo worker has no TensorFlow, and at this size needs none: 3 ms.
"""

from functools import cache
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from fashion_gui.core.paths import resource
from fashion_gui.photo.decode import Pixels

SIDE: Final = 96  # pixels; what the network looks at
MAP_SIDE: Final = 48  # pixels; what it answers with

Values = npt.NDArray[np.float32]


def garment_probability(rgb: Pixels) -> Values:
    """uint8 (h, w, 3) -> float32 (48, 48): how probably each place of the photo, squeezed to a square, is garment."""
    layers = _layers()
    small = cv2.resize(rgb, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    at_96 = (small / 255).astype(np.float32)
    at_48 = _convolve(_convolve(at_96, layers["down48"], stride=2), layers["at48"])
    at_24 = _convolve(_convolve(at_48, layers["down24"], stride=2), layers["at24"])
    at_12 = _convolve(_convolve(at_24, layers["down12"], stride=2), layers["at12"])
    at_6 = _convolve(_convolve(at_12, layers["down6"], stride=2), layers["at6"])
    at_6 = _convolve(at_6, layers["deep6"])
    up_12 = _convolve(_join(at_6, at_12), layers["up12"])
    up_24 = _convolve(_join(up_12, at_24), layers["up24"])
    up_48 = _convolve(_join(up_24, at_48), layers["up48"])
    weights, bias = layers["answer"]
    logits = up_48 @ weights[0, 0, :, 0] + bias[0]
    probability: Values = 1 / (1 + np.exp(-logits))
    return probability


def load() -> None:
    """Read the weights now, so that the first photo need not wait for them."""
    _layers()


@cache
def _layers() -> dict[str, tuple[Values, Values]]:
    """Kernel (k, k, inputs, outputs) and bias (outputs,) of each layer; batch normalisation is folded into them."""
    with np.load(resource("models/outline/weights.npz"), allow_pickle=False) as arrays:
        names = {name.split(".")[0] for name in arrays.files}
        return {
            name: (arrays[f"{name}.kernel"].astype(np.float32), arrays[f"{name}.bias"].astype(np.float32))
            for name in names
        }


def _convolve(picture: Values, layer: tuple[Values, Values], *, stride: int = 1) -> Values:
    """3x3, padding "same" as Keras does it, ReLU: (h, w, inputs) -> (h / stride, w / stride, outputs)."""
    kernel, bias = layer
    before = 1 if stride == 1 else 0  # with stride 2 and an even size, Keras pads only below and at the right
    padded = np.pad(picture, ((before, 1), (before, 1), (0, 0)))
    height, width = picture.shape[0] // stride, picture.shape[1] // stride
    sums = np.broadcast_to(bias, (height, width, len(bias))).copy()
    for row in range(3):
        for column in range(3):
            shifted = padded[
                row : row + height * stride - stride + 1 : stride,
                column : column + width * stride - stride + 1 : stride,
            ]
            sums += shifted @ kernel[row, column]
    return np.maximum(sums, 0, out=sums)


def _join(coarse: Values, fine: Values) -> Values:
    """`coarse` at twice its size beside `fine`, channels last."""
    return np.concatenate([coarse.repeat(2, axis=0).repeat(2, axis=1), fine], axis=2)
