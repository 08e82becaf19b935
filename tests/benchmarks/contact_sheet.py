"""How the cut-out looks: a sheet of photos, each with its outline, what was cut out, and the tile.

Run: `python tests/benchmarks/contact_sheet.py PHOTOS OUT.png [--count 48] [--seed 1] [--doubtful]`.  PHOTOS has
sub-folders of photos.  `--doubtful` takes only those whose cut-out is.  Do not commit a sheet: it shows photos.
"""

import argparse
import random
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from fashion_gui.core.photo_files import SUFFIXES
from fashion_gui.core.protocol import Correction, PreparePhoto
from fashion_gui.photo.worker import prepare

_CELL = 128  # pixels
_COLUMNS = 4


def main() -> None:
    """Draw the sheet."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("photos", type=Path)
    parser.add_argument("sheet", type=Path)
    parser.add_argument("--count", type=int, default=48)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--doubtful", action="store_true")
    arguments = parser.parse_args()
    paths = sorted(path for path in arguments.photos.glob("*/*") if path.suffix.lower() in SUFFIXES)
    random.Random(arguments.seed).shuffle(paths)
    strips = []
    for path in paths:
        if len(strips) == arguments.count:
            break
        prepared = prepare(PreparePhoto(1, str(path), "cut_out", Correction()))
        if arguments.doubtful and "cut_out_doubtful" not in {finding.code for finding in prepared.findings}:
            continue
        strips.append(strip(prepared, path.parent.name))
    rows = -(-len(strips) // _COLUMNS)
    sheet = Image.new("RGB", (_COLUMNS * (3 * _CELL + 12), rows * (_CELL + 4)), "#808080")
    for number, picture in enumerate(strips):
        sheet.paste(picture, (number % _COLUMNS * (3 * _CELL + 12), number // _COLUMNS * (_CELL + 4)))
    sheet.save(arguments.sheet)


def strip(prepared: object, name: str) -> Image.Image:
    """Photo with outline, cut-out, tile."""
    photo = picture_of(prepared.photo)
    draw = ImageDraw.Draw(photo)
    for line in prepared.outline:
        points = [(x * photo.width, y * photo.height) for x, y in zip(line[::2], line[1::2], strict=True)]
        draw.line([*points, points[0]], fill="#2563eb", width=max(2, max(photo.size) // 120))
    tile = Image.fromarray(np.frombuffer(prepared.tile, np.uint8).reshape(28, 28)).convert("RGB")
    result = Image.new("RGB", (3 * _CELL, _CELL), "white")
    for place, picture in enumerate((photo, picture_of(prepared.cut_out))):
        picture.thumbnail((_CELL, _CELL))
        result.paste(picture, (place * _CELL, 0))
    result.paste(tile.resize((_CELL, _CELL), Image.Resampling.NEAREST), (2 * _CELL, 0))
    ImageDraw.Draw(result).text((3, 3), name, fill="#ff2020")
    return result


def picture_of(picture: object) -> Image.Image:
    return Image.frombytes("RGB", (picture.width, picture.height), picture.rgb)


if __name__ == "__main__":
    main()
