"""A stranger's file -> pixels, or a `Problem` that says what is wrong with it.

Runs in the photo worker, never in the window.  The order of the checks follows the advice of Pillow's security page
(docs/handbook/security): only wanted formats, limits on bytes and pixels before any pixel is decoded, first frame only.
ICC profiles are ignored: a tile is grey and 28 pixels wide, while colour engines read hostile profiles too.
"""

import io
import stat
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import AvifImagePlugin, ExifTags, Image, ImageCms

from fashion_gui.core.photo_files import MAX_BYTES
from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import Finding
from fashion_gui.photo.sniff import HEAD_BYTES, sniff

Pixels = npt.NDArray[np.uint8]

MAX_MEGAPIXELS: Final = 80
LONG_SIDE: Final = 1024  # pixels; what is decoded is reduced to this
OPAQUE: Final = 128  # an alpha below this counts as "nothing there"

Image.MAX_IMAGE_PIXELS = MAX_MEGAPIXELS * 1_000_000  # Pillow looks at the header, and at every frame and tile as well
AvifImagePlugin.DEFAULT_MAX_THREADS = 2  # each thread reserves address space, which the worker has little of

# How the pixels are turned for each EXIF orientation; 1 is upright.  Source: `PIL.ImageOps.exif_transpose`, which
# also rewrites the EXIF block and fails on a damaged one.
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SIDEWAYS: Final = (5, 6, 7, 8)


@dataclass(frozen=True)
class DecodedPhoto:
    """`rgb` is uint8 (h, w, 3) on white, `alpha` uint8 (h, w), None if opaque; the longer of h and w <= `LONG_SIDE`.

    `width` and `height` are the photo's own, in pixels, upright; `format` is "JPEG", "PNG", "WEBP", "AVIF", "GIF",
    "BMP" or "TIFF".
    """

    rgb: Pixels
    alpha: Pixels | None
    format: str
    width: int
    height: int
    findings: list[Finding]


def decode_photo(path: Path) -> DecodedPhoto:
    """Read the photo at `path`.

    Raises:
        Problem: `file_missing`, `is_a_folder`, `not_a_file`, `empty_file`, `too_many_bytes`, `file_unreadable`,
            `unsupported_format`, `is_a_heic_photo`, `is_a_raw_photo`, `is_a_video`, `not_an_image`,
            `too_many_pixels`, `too_much_memory` or `damaged_image`.
    """
    name = path.name or str(path)
    content = _read_file(path, name)
    known = sniff(content[:HEAD_BYTES])
    if known is None:
        raise Problem("not_an_image", name=name)
    kind = known.name
    if known.refusal:
        raise Problem(known.refusal, name=name, format=kind)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of oddities it then copes with
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _decode(content, kind)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        width, height = _claimed_size(content, kind, name)
        raise Problem("too_many_pixels", name=name, width=width, height=height, limit=MAX_MEGAPIXELS) from error
    except MemoryError as error:
        raise Problem("too_much_memory", name=name) from error
    except Exception as error:
        # As broad as it looks: on malformed files Pillow's plugins raise OSError, SyntaxError, ValueError, EOFError,
        # struct.error, zlib.error, KeyError, IndexError, TypeError, OverflowError, ZeroDivisionError and more, and the
        # first bytes said that this is a picture.  The cause stays chained for the report.
        raise Problem("damaged_image", name=name) from error


def _read_file(path: Path, name: str) -> bytes:
    """The whole file: decoding from memory keeps "the disk fails" apart from "the picture is damaged"."""
    try:
        status = path.stat()  # before opening, which would wait for ever at a FIFO
        if stat.S_ISDIR(status.st_mode):
            raise Problem("is_a_folder", name=name)
        if not stat.S_ISREG(status.st_mode):
            raise Problem("not_a_file", name=name)
        if status.st_size <= MAX_BYTES:
            with open(path, "rb") as file:
                content = file.read(MAX_BYTES + 1)  # it may have grown since
            size = len(content)
        else:
            content, size = b"", status.st_size
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:  # ValueError: a NUL character in the path
        raise Problem("file_missing", name=name) from error
    except OSError as error:
        raise Problem("file_unreadable", name=name, reason=error.strerror or str(error)) from error
    if size == 0:
        raise Problem("empty_file", name=name)
    if size > MAX_BYTES:
        raise Problem("too_many_bytes", name=name, megabytes=-(-size // 1_000_000), limit=MAX_BYTES // 1_000_000)
    return content


def _claimed_size(content: bytes, kind: str, name: str) -> tuple[int, int]:
    """Width and height in the header of a picture that was refused: Pillow's refusal does not name them."""
    limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
    try:
        with Image.open(io.BytesIO(content), formats=[kind]) as image:  # opening decodes no pixels
            return image.size
    except Exception as error:  # some plugins reserve the canvas at once, so this one is too large even to be asked
        raise Problem("too_much_memory", name=name) from error
    finally:
        Image.MAX_IMAGE_PIXELS = limit


def _decode(content: bytes, kind: str) -> DecodedPhoto:
    findings = []
    with Image.open(io.BytesIO(content), formats=[kind]) as image:
        size = image.size
        # Pillow turns a TIFF while loading it and then forgets; other formats may carry EXIF behind the pixels.
        orientation = _orientation(image) if kind == "TIFF" else 1
        if kind == "JPEG":
            image.draft(None, _reduced_size(size))  # the decoder then skips detail: 50 megapixels cost as much as 2
        deep = image.mode in ("I", "F") or (any(";16" in str(tile.args) for tile in image.tile) and kind != "BMP")
        image.load()
        if kind != "TIFF":
            orientation = _orientation(image)
            if orientation in _SIDEWAYS:
                size = size[1], size[0]
        picture = _to_eight_bits(image)
        if image.mode == "CMYK":
            findings.append(Finding("cmyk_converted", {}))
        if _has_more_frames(image):
            findings.append(Finding("first_frame", {}))
    if deep:
        findings.append(Finding("depth_reduced", {}))
    picture = _reduce(picture)
    if orientation in _TURNS:
        findings.append(Finding("exif_turned", {}))
        if kind != "TIFF":
            picture = picture.transpose(_TURNS[orientation])
    rgb, alpha = _split_alpha(picture)
    if alpha is not None and (alpha < OPAQUE).any():
        findings.append(Finding("transparent_background", {}))
    return DecodedPhoto(rgb, alpha, kind, size[0], size[1], findings)


def _reduced_size(size: tuple[int, int]) -> tuple[int, int]:
    """`size` with its long side brought down to `LONG_SIDE`."""
    scale = min(1.0, LONG_SIDE / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _orientation(image: Image.Image) -> int:
    """The EXIF orientation, 1 to 8.  A damaged EXIF block is no reason to refuse the pixels."""
    try:
        value = image.getexif().get(ExifTags.Base.Orientation, 1)
        return value if value in _TURNS else 1
    except Exception:
        return 1


def _has_more_frames(image: Image.Image) -> bool:
    """Whether other frames or pages follow.  Asked last: a GIF is read on to answer, though no frame is decoded.

    The further pictures in a phone's MPO (depth, gain map) are no frames the user knows of.
    """
    if image.format == "MPO":
        return False
    try:
        return bool(getattr(image, "is_animated", False))
    except Exception:  # what follows the first frame is damaged, which does not matter
        return False


def _to_eight_bits(image: Image.Image) -> Image.Image:
    """`image` in a mode of 8 bits a channel: "RGB" or "RGBA"."""
    if image.mode.startswith("I;16"):
        return Image.fromarray((np.asarray(image) >> 8).astype(np.uint8)).convert("RGB")
    if image.mode in ("I", "F"):
        return _stretch(_reduce(image)).convert("RGB")  # reduced first: 8 bytes a pixel follow
    if image.mode == "LAB":
        lab, srgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(image, lab, srgb, outputMode="RGB")
        assert converted is not None  # None only when working in place
        return converted
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _reduce(picture: Image.Image) -> Image.Image:
    """Long side to `LONG_SIDE` at most: averaged down to about twice that, which is quick, then filtered well."""
    factor = max(picture.size) // (2 * LONG_SIDE)
    reduced = picture.reduce(factor) if factor > 1 else picture.copy()
    reduced.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
    return reduced


def _stretch(image: Image.Image) -> Image.Image:
    """32-bit grey has no agreed white: the darkest value becomes 0, the brightest 255, nan and infinity 0."""
    values = np.asarray(image, dtype=np.float64)
    finite = np.isfinite(values)
    low, high = (values[finite].min(), values[finite].max()) if finite.any() else (0.0, 0.0)
    scaled = np.zeros(values.shape)
    if high > low:
        np.divide(values - low, high - low, out=scaled, where=finite)
    return Image.fromarray((scaled * 255).round().astype(np.uint8))


def _split_alpha(picture: Image.Image) -> tuple[Pixels, Pixels | None]:
    """uint8 (h, w, 3) laid on white, and uint8 (h, w), None if all of it is opaque."""
    if picture.mode != "RGBA":
        return np.array(picture), None
    white = Image.new("RGBA", picture.size, "white")
    rgb = np.array(Image.alpha_composite(white, picture).convert("RGB"))
    alpha = np.array(picture.getchannel("A"))
    return rgb, alpha if (alpha < 255).any() else None
