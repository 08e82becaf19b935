"""One photo, many tiles: what a network for photos learns from.

Each variant differs from the tile itself in what differs between two photos of one garment: how it lies (turned,
stretched, sheared, mirrored), the light, and the errors of the cut-out (edge too tight or too wide, a piece missing or
too much, a hanger's hook).
"""

from typing import Final

import cv2
import numpy as np

from fashion_gui.core.labels import TILE_SIDE
from fashion_gui.core.protocol import Correction
from fashion_gui.photo.cut_out import find_garment
from fashion_gui.photo.decode import DecodedPhoto, Pixels
from fashion_gui.photo.tiles import MOST_GAIN, SHARPENING, Mask, averaged_tile, bounding_box, even_tones, grey

SIDE: Final = 112  # pixels; the long side of the garment that variants are made from
ROOM: Final = 0.75  # of the side that the garment then fills, so that it can turn


def tile_variants(photo: DecodedPhoto, count: int, *, seed: int) -> Pixels:
    """uint8 (count, 28, 28): the tile of recipe "cut_out", then `count - 1` variants, which depend on `seed` alone."""
    found = find_garment(photo, Correction())
    box = bounding_box(found.mask)
    picture, mask = _on_square(grey(photo.rgb[box]), found.mask[box])
    random = np.random.default_rng(seed)
    return np.stack([_tile(picture, mask), *(_variant(picture, mask, random) for _ in range(count - 1))])


def _on_square(picture: Pixels, mask: Mask) -> tuple[Pixels, Mask]:
    """Both (h, w) -> (112, 112), long side 112, centred."""
    scale = min(1.5, SIDE / max(picture.shape))
    height, width = (max(1, round(side * scale)) for side in picture.shape)
    top, left = (SIDE - height) // 2, (SIDE - width) // 2
    place = slice(top, top + height), slice(left, left + width)
    square, square_mask = np.zeros((SIDE, SIDE), np.uint8), np.zeros((SIDE, SIDE), np.bool_)
    square[place] = cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA)
    square_mask[place] = cv2.resize(mask.astype(np.float32), (width, height), interpolation=cv2.INTER_AREA) >= 0.5
    return square, square_mask


def _tile(
    picture: Pixels,
    mask: Mask,
    *,
    most_gain: float = MOST_GAIN,
    inverted: bool = False,
    sharpening: float = SHARPENING,
) -> Pixels:
    if not mask.any():
        return np.zeros((TILE_SIDE, TILE_SIDE), np.uint8)
    box = bounding_box(mask)
    tones = even_tones(255.0 - picture[box], mask[box], most_gain=most_gain, inverted=inverted)
    return averaged_tile(tones, mask[box], sharpening=sharpening)


def _variant(picture: Pixels, mask: Mask, random: np.random.Generator) -> Pixels:
    moved, moved_mask = _moved(picture, _with_errors(mask, random), random)
    if not moved_mask.any():
        return _tile(picture, mask)
    return _tile(
        _lit(moved, random),
        moved_mask,
        most_gain=MOST_GAIN * float(np.exp(random.normal(0, 0.15))),
        inverted=random.random() < 0.15,
        sharpening=max(0.0, random.normal(SHARPENING, 0.25)),
    )


def _with_errors(mask: Mask, random: np.random.Generator) -> Pixels:
    """`mask` as uint8 with the errors that cut-outs have."""
    changed = mask.astype(np.uint8)
    choice, width = random.random(), int(random.integers(2, 6))
    if choice < 0.15:
        changed = np.asarray(cv2.erode(changed, np.ones((width, width), np.uint8)), np.uint8)
    elif choice < 0.3:
        changed = np.asarray(cv2.dilate(changed, np.ones((width, width), np.uint8)), np.uint8)
    rows, columns = np.nonzero(changed)
    if random.random() < 0.15 and len(rows):  # a bite taken out, or a piece of floor kept
        place = random.integers(len(rows))
        axes = int(random.integers(4, 18)), int(random.integers(4, 18))
        centre, value = (int(columns[place]), int(rows[place])), int(random.random() < 0.5)
        cv2.ellipse(changed, centre, axes, float(random.uniform(0, 180)), 0, 360, value, -1)
    if random.random() < 0.06:  # a hanger's hook
        across = int(random.normal(SIDE / 2, SIDE / 12))
        end = across, int(random.integers(5, 20))
        cv2.line(changed, (across, 0), end, 1, int(random.integers(2, 5)))
    return changed


def _moved(picture: Pixels, mask: Pixels, random: np.random.Generator) -> tuple[Pixels, Mask]:
    """Turned a little (seldom by a quarter), stretched, sheared, mirrored; with room around."""
    degrees = random.normal(0, 8)
    if random.random() < 0.03:
        degrees += random.choice([90, -90])
    if random.random() < 0.01:
        degrees += 180
    angle = np.deg2rad(degrees)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    stretch = np.diag(np.exp(random.normal(0, 0.07, 2))) * np.exp(random.normal(0, 0.03))
    shear = np.array([[1, random.normal(0, 0.07)], [0, 1]])
    mirror = np.diag([-1.0 if random.random() < 0.5 else 1.0, 1.0])
    matrix = ROOM * turn @ stretch @ shear @ mirror
    centre = np.array([SIDE / 2, SIDE / 2])
    affine = np.hstack([matrix, (centre - matrix @ centre)[:, np.newaxis]])
    moved = cv2.warpAffine(picture, affine, (SIDE, SIDE), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    moved_mask = cv2.warpAffine(mask * np.uint8(255), affine, (SIDE, SIDE), flags=cv2.INTER_LINEAR) > 127
    return np.asarray(moved, np.uint8), moved_mask


def _lit(picture: Pixels, random: np.random.Generator) -> Pixels:
    """Under another light: gamma, and a gradient across."""
    values = picture.astype(np.float64)
    if random.random() < 0.5:
        values = 255 * (values / 255) ** np.exp(random.normal(0, 0.3))
    if random.random() < 0.25:
        rows, columns = np.mgrid[:SIDE, :SIDE] / SIDE - 0.5
        values += random.normal(0, 40) * rows + random.normal(0, 40) * columns
    return values.clip(0, 255).astype(np.uint8)
