"""The ways to make a tile of a photo.  A recipe is one function in the table."""

from collections.abc import Callable
from typing import Final

import numpy as np
from PIL import Image

from fashion_gui.core.labels import TILE_SIDE
from fashion_gui.photo.decode import DecodedPhoto
from fashion_gui.photo.tiles import Prepared, grey
from fashion_gui.photo.trim import trim

Recipe = Callable[[DecodedPhoto], Prepared]


def report(photo: DecodedPhoto) -> Prepared:
    """The course report's own way: the whole photo, grey, squeezed to 28x28 by skipping pixels, inverted.

    Source: Keras' `load_img(path, color_mode="grayscale", target_size=(28, 28))`, whose interpolation is "nearest",
    then `255 - x`.  Equal to it for an opaque photo of up to 1024 pixels; a larger one was reduced while decoding.
    """
    small = Image.fromarray(grey(photo.rgb)).resize((TILE_SIDE, TILE_SIDE), Image.Resampling.NEAREST)
    return Prepared(255 - np.asarray(small), photo.rgb, [])


RECIPES: Final[dict[str, Recipe]] = {
    "report": report,
    "trim": trim,
}
