"""The ways to make a tile of a photo.  A recipe is one function in the table."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import numpy as np
from PIL import Image

from fashion_gui.core.labels import TILE_SIDE
from fashion_gui.core.protocol import RECIPE_NAMES, Correction
from fashion_gui.photo.cut_out import cut_out
from fashion_gui.photo.decode import DecodedPhoto, Pixels
from fashion_gui.photo.tiles import Prepared, grey
from fashion_gui.photo.trim import trim

Recipe = Callable[[DecodedPhoto, Correction], Prepared]  # of a photo that is `turned` already


def report(photo: DecodedPhoto, correction: Correction) -> Prepared:
    """The course report's own way: the whole photo, grey, squeezed to 28x28 by skipping pixels, inverted.

    Source: Keras' `load_img(path, color_mode="grayscale", target_size=(28, 28))`, whose interpolation is "nearest",
    then `255 - x`.  Equal to it for an opaque photo of up to 1024 pixels; a larger one was reduced while decoding.
    """
    small = Image.fromarray(grey(photo.rgb)).resize((TILE_SIDE, TILE_SIDE), Image.Resampling.NEAREST)
    values = np.asarray(small)
    return Prepared(values.copy() if correction.inverted else 255 - values, photo.rgb, [])


RECIPES: Final[dict[str, Recipe]] = {
    "cut_out": cut_out,
    "trim": trim,
    "report": report,
}
assert set(RECIPES) == set(RECIPE_NAMES)


def turned(photo: DecodedPhoto, correction: Correction) -> DecodedPhoto:
    """`photo` turned clockwise by quarters, then mirrored; its pixels, alpha and size."""
    turns = correction.quarter_turns % 4
    if not turns and not correction.mirrored:
        return photo

    def turn(pixels: Pixels) -> Pixels:
        result = np.rot90(pixels, -turns)
        return np.ascontiguousarray(result[:, ::-1] if correction.mirrored else result)

    width, height = (photo.height, photo.width) if turns % 2 else (photo.width, photo.height)
    alpha = None if photo.alpha is None else turn(photo.alpha)
    return replace(photo, rgb=turn(photo.rgb), alpha=alpha, width=width, height=height)
