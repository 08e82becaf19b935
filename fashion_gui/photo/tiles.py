"""A photo and the mask of its garment -> a tile, made the way the dataset's pictures were made.

Source: arXiv 1708.07747, section 2 (Fashion-MNIST): 51x73 pictures on white were trimmed to the product, their longest
edge brought to 28 by skipping rows and columns, sharpened near the outlines, extended to 28x28 with the product in the
centre, negated and made grey.
"""

from dataclasses import dataclass, field
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from fashion_gui.core.labels import TILE_SIDE
from fashion_gui.core.protocol import Finding
from fashion_gui.photo.decode import Pixels

Mask = npt.NDArray[np.bool_]
Values = npt.NDArray[np.floating]
Box = tuple[slice, slice]  # rows, columns

SOURCE_SIDE: Final = 73  # pixels; the long side of the pictures that the dataset was subsampled from
SMALL_SHARE: Final = 90  # percent of the frame; a garment that spans less is worth a finding
# A garment as bright as its background would vanish in a tile; nine in ten of the dataset's tiles have a median
# brightness (over pixels above 0) of at least 77.
LOWEST_MEDIAN: Final = 80
# For a cut-out. Grey values are of 255.
LIGHT_MEDIAN: Final = 195  # the grey from which on a garment is lighter than 95 in 100 of the dataset's, negated back
WANTED_RANGE: Final = 150.0  # from the 5th to the 95th percentile of a garment's brightness
MOST_GAIN: Final = 3.0  # more would show the camera's noise on a plain garment
DARKEST_MIDDLE: Final = 100.0
BRIGHTEST_MIDDLE: Final = 180.0
FAINTEST: Final = 24.0  # so that the darkest part of a garment is not its background
SHARPENING: Final = 0.6
COVERED: Final = 0.4  # share of a tile's pixel that is garment, from which on it counts as garment


@dataclass(frozen=True)
class Prepared:
    """`tile` is uint8 (28, 28), background 0; `cut_out` uint8 (h, w, 3) is what it was made of, to be shown.

    `outline` is that of `PhotoPrepared`.
    """

    tile: Pixels
    cut_out: Pixels
    findings: list[Finding]
    outline: list[list[float]] = field(default_factory=list)


def grey(rgb: Pixels) -> Pixels:
    """uint8 (h, w, 3) -> uint8 (h, w), as Pillow's mode "L": ITU-R 601-2 luma."""
    return np.array(Image.fromarray(rgb).convert("L"))


def tile_of_garment(rgb: Pixels, mask: Mask, *, dark_background: bool) -> Prepared:
    """Keep what `mask`, bool (h, w), not empty, marks in `rgb`, uint8 (h, w, 3).

    The garment gets bright on 0: negated, as in the dataset, unless the background is dark already.
    """
    box = bounding_box(mask)
    brightness = _lift(_brightness(rgb[box], dark_background=dark_background), mask[box])
    background = np.uint8(0 if dark_background else 255)
    findings = [Finding("polarity_dark", {})] if dark_background else []
    findings += _filled_share(box, mask.shape)
    shown = np.where(mask[box][..., np.newaxis], rgb[box], background)
    return Prepared(_fit(brightness, mask[box]), shown, findings)


def tile_of_cut_out(rgb: Pixels, mask: Mask, *, inverted: bool = False) -> Prepared:
    """Keep what `mask`, bool (h, w), not empty, marks in `rgb`, uint8 (h, w, 3), in tones that show its details.

    Unlike `tile_of_garment`, contrast inside the mask is raised (white and black clothes alike would be flat in 28x28),
    and pixels are averaged, not skipped: a phone's photo has more noise and folds than a catalogue's.
    """
    box = bounding_box(mask)
    inside = mask[box]
    median = float(np.median(grey(rgb[box])[inside]))
    findings = [Finding("light_garment", {})] if median > LIGHT_MEDIAN else []
    findings += _filled_share(box, mask.shape)
    shown = np.where(inside[..., np.newaxis], rgb[box], np.uint8(255))
    tones = even_tones(255.0 - grey(rgb[box]), inside, inverted=inverted)
    return Prepared(averaged_tile(tones, inside), shown, findings)


def even_tones(brightness: Values, mask: Mask, *, most_gain: float = MOST_GAIN, inverted: bool = False) -> Values:
    """Contrast inside `mask` raised and its middle moved to where the dataset's is: 0 to 255 -> 24 to 255."""
    low, high = np.percentile(brightness[mask], (5, 95))
    middle = (low + high) / 2
    gain = np.clip(WANTED_RANGE / max(high - low, 1.0), 1.0, most_gain)
    wanted = np.clip(middle, DARKEST_MIDDLE, BRIGHTEST_MIDDLE)
    tones: Values = np.clip(wanted + (-gain if inverted else gain) * (brightness - middle), FAINTEST, 255)
    return tones


def averaged_tile(tones: Values, mask: Mask, *, sharpening: float = SHARPENING) -> Pixels:
    """Both (h, w), tight around the garment -> uint8 (28, 28): long side 28, centred, exactly 0 outside `mask`."""
    height, width = _scaled(mask.shape, TILE_SIDE)
    small = cv2.resize((tones * mask).astype(np.float32), (width, height), interpolation=cv2.INTER_AREA)
    covered = cv2.resize(mask.astype(np.float32), (width, height), interpolation=cv2.INTER_AREA) >= COVERED
    blurred = cv2.GaussianBlur(small, (5, 5), 1.0, borderType=cv2.BORDER_CONSTANT)
    sharpened = np.clip(small + sharpening * (small - blurred), 1, 255).round()
    return _centred(np.where(covered, sharpened, 0).astype(np.uint8))


def tile_of_frame(rgb: Pixels, *, dark_background: bool) -> Prepared:
    """The whole of `rgb`, uint8 (h, w, 3), where no garment could be told from the background."""
    brightness = _brightness(rgb, dark_background=dark_background)
    findings = [Finding("polarity_dark", {})] if dark_background else []
    findings.append(Finding("nothing_to_trim", {}))
    return Prepared(_fit(brightness, np.ones(brightness.shape, dtype=np.bool_)), rgb, findings)


def bounding_box(mask: Mask) -> Box:
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)


def _filled_share(box: Box, frame: tuple[int, ...]) -> list[Finding]:
    """That the garment in `box` spans little of a frame (h, w), if it does."""
    percent = round(100 * max((edge.stop - edge.start) / side for edge, side in zip(box, frame, strict=True)))
    return [Finding("filled_share", {"percent": percent})] if percent < SMALL_SHARE else []


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
    # Sharpening keeps 0 at 0, but would push thin straps and sleeves down to it.
    return _centred(np.maximum(sharpened, np.asarray(garment) > 0))


def _centred(picture: Pixels) -> Pixels:
    """uint8 (h, w), at most (28, 28) -> uint8 (28, 28), 0 around."""
    height, width = picture.shape
    top, left = (TILE_SIDE - height) // 2, (TILE_SIDE - width) // 2
    tile = np.zeros((TILE_SIDE, TILE_SIDE), dtype=np.uint8)
    tile[top : top + height, left : left + width] = picture
    return tile


def _subsample(picture: Image.Image) -> Image.Image:
    """Long side to 28 by way of the size of the dataset's own sources, skipping rows and columns."""
    if max(picture.size) > SOURCE_SIDE:
        picture = picture.resize(_scaled(picture.size, SOURCE_SIDE), Image.Resampling.BOX)
    return picture.resize(_scaled(picture.size, TILE_SIDE), Image.Resampling.NEAREST)


def _scaled(size: tuple[int, int], long_side: int) -> tuple[int, int]:
    scale = long_side / max(size)
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
