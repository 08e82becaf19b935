"""Pictures drawn for the photo tests: a garment, and the same garment as a valid file of every format and odd mode."""

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageCms, ImageDraw

from fashion_gui.core.protocol import Correction
from fashion_gui.photo.decode import DecodedPhoto
from fashion_gui.photo.recipes import RECIPES, turned
from fashion_gui.photo.tiles import Prepared

# Outline of a T-shirt in a square of side 1.
_SHIRT = [(0.3, 0.0), (0.7, 0.0), (1.0, 0.25), (0.88, 0.4), (0.75, 0.3), (0.75, 1.0)]
_SHIRT += [(0.25, 1.0), (0.25, 0.3), (0.12, 0.4), (0.0, 0.25)]

Colour = tuple[int, int, int]


def draw_shirt(
    background: Colour = (255, 255, 255),
    colour: Colour = (20, 20, 20),
    *,
    size: tuple[int, int] = (300, 400),
    box: tuple[int, int, int, int] = (50, 100, 250, 300),
) -> Image.Image:
    """A plain T-shirt that fills `box` (left, top, right, bottom) of an RGB picture of `size` (width, height)."""
    picture = Image.new("RGB", size, background)
    left, top, right, bottom = box
    width, height = right - left - 1, bottom - top - 1
    ImageDraw.Draw(picture).polygon([(left + x * width, top + y * height) for x, y in _SHIRT], fill=colour)
    return picture


def decoded(picture: Image.Image) -> DecodedPhoto:
    """As `decode_photo` gives a file with `picture` in it."""
    alpha = np.array(picture.getchannel("A")) if picture.mode == "RGBA" else None
    laid = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture.convert("RGBA"))
    return DecodedPhoto(np.array(laid.convert("RGB")), alpha, "PNG", *picture.size, [])


def prepare_tile(photo: DecodedPhoto, recipe: str, correction: Correction) -> Prepared:
    """As the photo worker does it."""
    return RECIPES[recipe](turned(photo, correction), correction)


def shirt_with_alpha() -> Image.Image:
    """An RGBA shirt; its background is transparent red, which must not show."""
    alpha = draw_shirt((0, 0, 0), (255, 255, 255)).convert("L")
    picture = draw_shirt((255, 0, 0), (20, 20, 20)).convert("RGBA")
    picture.putalpha(alpha)
    return picture


def numbers(dtype: Any, low: float, high: float) -> np.ndarray:
    """The shirt as numbers: `low` where it is, `high` around it."""
    return np.where(np.asarray(draw_shirt().convert("L")) < 128, low, high).astype(dtype)


def _saver(picture: Callable[[], Image.Image], kind: str, **options: Any) -> Callable[[Path], None]:
    return lambda path: picture().save(path, kind, **options)


def _frames(count: int) -> list[Image.Image]:
    return [draw_shirt(colour=(20, 20, 200 - 60 * index)) for index in range(1, count)]


def _save_16_bit_rgb(path: Path) -> None:
    """Pillow cannot write one: a PNG by hand, the shirt with 16 bits a channel."""
    rgb = np.repeat(numbers(">u2", 20 * 257, 65535)[:, :, np.newaxis], 3, axis=2)
    rows = b"".join(b"\0" + row.tobytes() for row in rgb)
    path.write_bytes(png_of(width=300, height=400, depth=16, colour_type=2, rows=rows))


def png_of(*, width: int, height: int, depth: int, colour_type: int, rows: bytes, extra: bytes = b"") -> bytes:
    """A PNG file with these header fields, whatever `rows` holds; `extra` goes before the pixels."""
    header = struct.pack(">IIBBBBB", width, height, depth, colour_type, 0, 0, 0)
    data = zlib.compress(rows, 9)
    return (
        b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + extra + png_chunk(b"IDAT", data) + png_chunk(b"IEND", b"")
    )


def png_chunk(name: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)


def _shirt() -> Image.Image:
    return draw_shirt()


def _grey_alpha() -> Image.Image:
    return shirt_with_alpha().convert("LA")


def _palette_alpha() -> Image.Image:
    picture = draw_shirt((255, 0, 0)).quantize(4)
    picture.info["transparency"] = picture.getpixel((0, 0))
    return picture


def _lab() -> Image.Image:
    lab, srgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
    converted = ImageCms.profileToProfile(draw_shirt(), srgb, lab, outputMode="LAB")
    assert converted is not None
    return converted


# Name -> (writer, format, codes of the findings).  Every file shows the dark shirt on white.
SAMPLES: dict[str, tuple[Callable[[Path], None], str, list[str]]] = {
    "rgb.jpg": (_saver(_shirt, "JPEG", quality=95), "JPEG", []),
    "progressive.jpg": (_saver(_shirt, "JPEG", progressive=True), "JPEG", []),
    "grey.jpg": (_saver(lambda: draw_shirt().convert("L"), "JPEG"), "JPEG", []),
    "cmyk.jpg": (_saver(lambda: draw_shirt().convert("CMYK"), "JPEG"), "JPEG", ["cmyk_converted"]),
    "two.mpo": (_saver(_shirt, "MPO", save_all=True, append_images=_frames(2)), "JPEG", []),
    "rgb.png": (_saver(_shirt, "PNG"), "PNG", []),
    "rgba.png": (_saver(shirt_with_alpha, "PNG"), "PNG", ["transparent_background"]),
    "opaque_rgba.png": (_saver(lambda: draw_shirt().convert("RGBA"), "PNG"), "PNG", []),
    "la.png": (_saver(_grey_alpha, "PNG"), "PNG", ["transparent_background"]),
    "l.png": (_saver(lambda: draw_shirt().convert("L"), "PNG"), "PNG", []),
    "1.png": (_saver(lambda: draw_shirt().convert("1"), "PNG"), "PNG", []),
    "p.png": (_saver(lambda: draw_shirt().quantize(4), "PNG"), "PNG", []),
    "p_alpha.png": (_saver(_palette_alpha, "PNG"), "PNG", ["transparent_background"]),
    "rgb_key.png": (_saver(_shirt, "PNG", transparency=(255, 255, 255)), "PNG", ["transparent_background"]),
    "i16.png": (_saver(lambda: Image.fromarray(numbers(np.uint16, 5140, 65535)), "PNG"), "PNG", ["depth_reduced"]),
    "rgb48.png": (_save_16_bit_rgb, "PNG", ["depth_reduced"]),
    "animated.png": (_saver(_shirt, "PNG", save_all=True, append_images=_frames(3)), "PNG", ["first_frame"]),
    "lossy.webp": (_saver(_shirt, "WEBP", quality=95), "WEBP", []),
    "alpha.webp": (_saver(shirt_with_alpha, "WEBP", lossless=True), "WEBP", ["transparent_background"]),
    "animated.webp": (_saver(_shirt, "WEBP", save_all=True, append_images=_frames(3)), "WEBP", ["first_frame"]),
    "rgb.avif": (_saver(_shirt, "AVIF", quality=95, speed=10), "AVIF", []),
    "alpha.avif": (_saver(shirt_with_alpha, "AVIF", speed=10), "AVIF", ["transparent_background"]),
    "animated.avif": (
        _saver(_shirt, "AVIF", quality=95, speed=10, save_all=True, append_images=_frames(3)),
        "AVIF",
        ["first_frame"],
    ),
    "one.gif": (_saver(_shirt, "GIF"), "GIF", []),
    "alpha.gif": (_saver(_palette_alpha, "GIF", transparency=0), "GIF", ["transparent_background"]),
    "animated.gif": (_saver(_shirt, "GIF", save_all=True, append_images=_frames(3)), "GIF", ["first_frame"]),
    "rgb.bmp": (_saver(_shirt, "BMP"), "BMP", []),
    "p.bmp": (_saver(lambda: draw_shirt().quantize(4), "BMP"), "BMP", []),
    "rgb.tif": (_saver(_shirt, "TIFF"), "TIFF", []),
    "lzw.tif": (_saver(_shirt, "TIFF", compression="tiff_lzw"), "TIFF", []),
    "big.tif": (_saver(_shirt, "TIFF", big_tiff=True), "TIFF", []),
    "cmyk.tif": (_saver(lambda: draw_shirt().convert("CMYK"), "TIFF"), "TIFF", ["cmyk_converted"]),
    "lab.tif": (_saver(_lab, "TIFF"), "TIFF", []),
    "ycbcr.tif": (_saver(lambda: draw_shirt().convert("YCbCr"), "TIFF"), "TIFF", []),
    "i16.tif": (_saver(lambda: Image.fromarray(numbers(np.uint16, 5140, 65535)), "TIFF"), "TIFF", ["depth_reduced"]),
    "i.tif": (_saver(lambda: Image.fromarray(numbers(np.int32, -7, 90000)), "TIFF"), "TIFF", ["depth_reduced"]),
    "f.tif": (_saver(lambda: Image.fromarray(numbers(np.float32, -0.5, 2.5)), "TIFF"), "TIFF", ["depth_reduced"]),
    "pages.tif": (_saver(_shirt, "TIFF", save_all=True, append_images=_frames(3)), "TIFF", ["first_frame"]),
}
# One plain file of each format: what the tests of damage start from.
PLAIN = ("rgb.jpg", "progressive.jpg", "two.mpo", "rgba.png", "lossy.webp", "animated.webp", "rgb.avif")
PLAIN += ("animated.gif", "p.bmp", "rgb.tif", "lzw.tif")


def sample_bytes(name: str, folder: Path) -> bytes:
    """The content of the sample file `name`."""
    path = folder / name
    SAMPLES[name][0](path)
    return path.read_bytes()


def jpeg_bytes(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=95)
    return buffer.getvalue()
