"""Answers of the photo worker for the tests of the photo panel and its editor."""

import numpy as np

from fashion_gui.core.protocol import Correction, Finding, PhotoPrepared, Picture
from fashion_gui.ui.photo_correction import ShownPhoto

OUTLINE = [[0.25, 0.25, 0.75, 0.25, 0.75, 0.75, 0.25, 0.75]]


def make_tile(*, left_heavy: bool = False) -> np.ndarray:
    """A tile like the training set's: full width, heavier on its right half, as a shoe that points left."""
    tile = np.zeros((28, 28), np.uint8)
    tile[14:24] = 60
    tile[8:24, 14:] = 200
    return np.ascontiguousarray(tile[:, ::-1] if left_heavy else tile)


def grey_picture(width: int = 40, height: int = 40, shade: int = 128) -> Picture:
    return Picture(width, height, bytes([shade]) * (3 * width * height))


def make_prepared(
    *codes: str,
    recipe: str = "cut_out",
    tile: np.ndarray | None = None,
    photo: Picture | None = None,
    number: int = 1,
    **parameters: int,
) -> PhotoPrepared:
    """`codes` are the findings, each with `parameters`."""
    shown = photo or grey_picture()
    return PhotoPrepared(
        id=number,
        path="a.png",
        recipe=recipe,
        format="PNG",
        width=shown.width,
        height=shown.height,
        photo=shown,
        cut_out=grey_picture(),
        tile=(make_tile() if tile is None else tile).tobytes(),
        findings=[Finding(code, dict(parameters)) for code in codes],
        outline=OUTLINE,
    )


def shown_photo(
    correction: Correction | None = None,
    *,
    answered: Correction | None = None,
    photo: Picture | None = None,
    can_undo: bool = False,
) -> ShownPhoto:
    now = correction or Correction()
    return ShownPhoto("a.png", make_prepared(photo=photo), answered or now, now, can_undo)


def probabilities(**shares: float) -> np.ndarray:
    """`probabilities(c3=0.7, c8=0.2)`: the rest is shared evenly by the other classes."""
    given = {int(name[1:]): share for name, share in shares.items()}
    rest = (1 - sum(given.values())) / (10 - len(given))
    return np.array([given.get(label, rest) for label in range(10)], np.float32)
