"""Tiles of real photos to learn from, besides the dataset: many variants of each photo, and which answers are right.

A photo's answers may be several (a shoe is a sandal, a sneaker or an ankle boot), or none of the ten: such a photo
teaches the network to be sure of nothing.
"""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from fashion_gui.core.files import atomic_write
from fashion_gui.core.labels import CLASS_COUNT, LANGUAGES, SHOES, TILE_SIDE, class_names
from fashion_gui.core.problems import Problem

VARIANTS: Final = 24  # of each photo
NONE_OF_TEN: Final[tuple[int, ...]] = ()
MAX_PHOTOS: Final = 20_000
MAX_VARIANTS: Final = 64

# How folders of photos are named, besides the names of the classes.
_FOLDERS: Final[dict[str, tuple[int, ...]]] = {
    "t-shirt": (0,),
    "top": (0,),
    "pants": (1,),
    "trousers": (1,),
    "longsleeve": (2,),
    "outwear": (4,),
    "shoes": SHOES,
    **{name.lower(): (label,) for language in LANGUAGES for label, name in enumerate(class_names(language))},
}


def labels_of_folder(name: str) -> tuple[int, ...]:
    """The classes that photos in a folder called `name` may be; none of the ten for a name that is no class."""
    key = name.lower().replace("_", " ").strip()
    return _FOLDERS.get(key, _FOLDERS.get(key.replace(" ", "/"), NONE_OF_TEN))


@dataclass(frozen=True)
class PhotoSet:
    """`tiles` is uint8 (n, variants, 28, 28), `allowed` bool (n, 10): the right answers of each photo, maybe none."""

    tiles: npt.NDArray[np.uint8]
    allowed: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, tiles: Sequence[npt.NDArray[np.uint8]], labels: Sequence[tuple[int, ...]]) -> "PhotoSet":
        """From the variants (variants, 28, 28) of each photo and its labels."""
        allowed = np.zeros((len(labels), CLASS_COUNT), np.bool_)
        for row, right in zip(allowed, labels, strict=True):
            row[list(right)] = True
        return cls(np.stack(tiles), allowed)

    def __len__(self) -> int:
        return len(self.tiles)


def save_photo_set(photos: PhotoSet, path: Path) -> None:
    """Write `photos` to one file, atomically.  Raises Problem (`disk_full`, `cannot_write`)."""
    atomic_write(path, lambda file: np.savez_compressed(file, tiles=photos.tiles, allowed=photos.allowed))


def read_photo_set(path: Path) -> PhotoSet:
    """The photos in the file `path`.  Raises Problem: `file_missing`, or `photo_set_damaged`."""
    if not path.is_file():
        raise Problem("file_missing", name=path.name)
    try:
        with zipfile.ZipFile(path) as archive:  # sizes are looked at before anything is unpacked
            if sum(info.file_size for info in archive.infolist()) > MAX_PHOTOS * VARIANTS * TILE_SIDE**2:
                raise ValueError("too large")
        with np.load(path, allow_pickle=False) as arrays:
            photos = PhotoSet(arrays["tiles"], arrays["allowed"])
        count, variants = photos.tiles.shape[:2]
        wanted = (count, variants, TILE_SIDE, TILE_SIDE), (count, CLASS_COUNT)
        if (photos.tiles.shape, photos.allowed.shape) != wanted or not 1 <= variants <= MAX_VARIANTS or not count:
            raise ValueError("shapes that do not fit")
        if photos.tiles.dtype != np.uint8 or photos.allowed.dtype != np.bool_:
            raise ValueError("types that do not fit")
    except Exception as error:  # zipfile, zlib and numpy raise nearly anything on a damaged file
        raise Problem("photo_set_damaged", name=path.name) from error
    return photos
