"""A photo and the mask of its garment -> a tile, made the way the dataset's pictures were made.

Source: arXiv 1708.07747, section 2 (Fashion-MNIST): 51x73 pictures on white were trimmed to the product, their longest
edge brought to 28 by skipping rows and columns, sharpened near the outlines, extended to 28x28 with the product in the
centre, negated and made grey.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from fashion_gui.core.labels import TILE_SIDE
from fashion_gui.core.protocol import Finding
from fashion_gui.photo.decode import Pixels

Mask = npt.NDArray[np.bool_]
Box = tuple[slice, slice]  # rows, columns

SOURCE_SIDE: Final = 73  # pixels; the long side of the pictures that the dataset was subsampled from
SMALL_SHARE: Final = 90  # percent of the frame; a garment that spans less is worth a finding
# A garment as bright as its background would vanish in a tile; nine in ten of the dataset's tiles have a median
# brightness (over pixels above 0) of at least 77.
LOWEST_MEDIAN: Final = 80


@dataclass(frozen=True)
class Prepared:
    """`tile` is uint8 (28, 28), background 0; `cut_out` uint8 (h, w, 3) is what it was made of, to be shown."""

    tile: Pixels
    cut_out: Pixels
    findings: list[Finding]


def grey(rgb: Pixels) -> Pixels:
    """uint8 (h, w, 3) -> uint8 (h, w), as Pillow's mode "L": ITU-R 601-2 luma."""
    return np.array(Image.fromarray(rgb).convert("L"))


def tile_of_garment(rgb: Pixels, mask: Mask, *, dark_background: bool) -> Prepared:
    """Keep what `mask`, bool (h, w), not empty, marks in `rgb`, uint8 (h, w, 3).

    The garment gets bright on 0: negated, as in the dataset, unless the background is dark already.
    """
    box = _bounding_box(mask)
    brightness = _lift(_brightness(rgb[box], dark_background=dark_background), mask[box])
    background = np.uint8(0 if dark_background else 255)
    findings = [Finding("polarity_dark", {})] if dark_background else []
    percent = round(100 * max((edge.stop - edge.start) / side for edge, side in zip(box, mask.shape, strict=True)))
    if percent < SMALL_SHARE:
        findings.append(Finding("filled_share", {"percent": percent}))
    shown = np.where(mask[box][..., np.newaxis], rgb[box], background)
    return Prepared(_fit(brightness, mask[box]), shown, findings)


def tile_of_frame(rgb: Pixels, *, dark_background: bool) -> Prepared:
    """The whole of `rgb`, uint8 (h, w, 3), where no garment could be told from the background."""
    brightness = _brightness(rgb, dark_background=dark_background)
    findings = [Finding("polarity_dark", {})] if dark_background else []
    findings.append(Finding("nothing_to_trim", {}))
    return Prepared(_fit(brightness, np.ones(brightness.shape, dtype=np.bool_)), rgb, findings)


def _bounding_box(mask: Mask) -> Box:
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)


def _brightness(rgb: Pixels, *, dark_background: bool) -> Pixels:
    return grey(rgb) if dark_background else 255 - grey(rgb)


def _lift(brightness: Pixels, mask: Mask) -> Pixels:
    """Raise a dim garment to a median of `LOWEST_MEDIAN`: the scale's upper end stays, its lower end moves up."""
    median = float(np.median(brightness[mask]))
    if median >= LOWEST_MEDIAN:
        return brightness
    scale = (255 - LOWEST_MEDIAN) / (255 - median)
    return (255 - (255.0 - brightness) * scale).round().astype(np.uint8)


def _fit(brightness: Pixels, mask: Mask) -> Pixels:
    """Both (h, w) -> uint8 (28, 28): long side 28, centred, sharpened, exactly 0 outside `mask`."""
    garment = _subsample(Image.fromarray(np.where(mask, brightness, np.uint8(0))))
    sharpened = np.asarray(garment.filter(ImageFilter.UnsharpMask(radius=1.0, percent=60, threshold=0)))
    height, width = sharpened.shape
    top, left = (TILE_SIDE - height) // 2, (TILE_SIDE - width) // 2
    tile = np.zeros((TILE_SIDE, TILE_SIDE), dtype=np.uint8)
    # Sharpening keeps 0 at 0, but would push thin straps and sleeves down to it.
    tile[top : top + height, left : left + width] = np.maximum(sharpened, np.asarray(garment) > 0)
    return tile


def _subsample(picture: Image.Image) -> Image.Image:
    """Long side to 28 by way of the size of the dataset's own sources, skipping rows and columns."""
    if max(picture.size) > SOURCE_SIDE:
        picture = picture.resize(_scaled(picture.size, SOURCE_SIDE), Image.Resampling.BOX)
    return picture.resize(_scaled(picture.size, TILE_SIDE), Image.Resampling.NEAREST)


def _scaled(size: tuple[int, int], long_side: int) -> tuple[int, int]:
    scale = long_side / max(size)
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
