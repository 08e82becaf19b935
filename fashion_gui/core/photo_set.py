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
MEASURED_EVERY: Final = 10  # each tenth photo is never learnt from,
MEASURED_FROM: Final = 500  # where there are so many: with fewer, too few would be left to measure anything
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
    """`tiles` is uint8 (n, variants, 28, 28), `allowed` bool (n, 10): the right answers of each photo, maybe none.

    `groups`, int32 (n,), says which photos belong together (were in one folder).
    """

    tiles: npt.NDArray[np.uint8]
    allowed: npt.NDArray[np.bool_]
    groups: npt.NDArray[np.int32]

    @classmethod
    def of(cls, tiles: Sequence[npt.NDArray[np.uint8]], folders: Sequence[str]) -> "PhotoSet":
        """From the variants (variants, 28, 28) of each photo and the name of the folder that it was in."""
        names, groups = np.unique(np.array(folders), return_inverse=True)
        allowed = np.zeros((len(names), CLASS_COUNT), np.bool_)
        for row, name in zip(allowed, names, strict=True):
            row[list(labels_of_folder(str(name)))] = True
        return cls(np.stack(tiles), allowed[groups], groups.astype(np.int32))

    def __len__(self) -> int:
        return len(self.tiles)

    def split(self) -> tuple["PhotoSet", "PhotoSet"]:
        """Those to learn from, and every tenth, to measure on; a small set is learnt from whole."""
        kept = (np.arange(len(self)) % MEASURED_EVERY == 0) & (len(self) >= MEASURED_FROM)
        return self.chosen(~kept), self.chosen(kept)

    def chosen(self, which: npt.NDArray[np.bool_]) -> "PhotoSet":
        """Those of the photos that `which`, bool (n,), marks."""
        return PhotoSet(self.tiles[which], self.allowed[which], self.groups[which])


def save_photo_set(photos: PhotoSet, path: Path) -> None:
    """Write `photos` to one file, atomically.  Raises Problem (`disk_full`, `cannot_write`)."""
    atomic_write(path, lambda file: np.savez_compressed(file, **vars(photos)))


def read_photo_set(path: Path) -> PhotoSet:
    """The photos in the file `path`.  Raises Problem: `file_missing`, or `photo_set_damaged`."""
    if not path.is_file():
        raise Problem("file_missing", name=path.name)
    try:
        with zipfile.ZipFile(path) as archive:  # sizes are looked at before anything is unpacked
            if sum(info.file_size for info in archive.infolist()) > MAX_PHOTOS * VARIANTS * TILE_SIDE**2:
                raise ValueError("too large")
        with np.load(path, allow_pickle=False) as arrays:
            photos = PhotoSet(arrays["tiles"], arrays["allowed"], arrays["groups"])
        count, variants = photos.tiles.shape[:2]
        wanted = [(count, variants, TILE_SIDE, TILE_SIDE), (count, CLASS_COUNT), (count,)]
        if [array.shape for array in vars(photos).values()] != wanted or not 1 <= variants <= MAX_VARIANTS or not count:
            raise ValueError("shapes that do not fit")
        if [array.dtype for array in vars(photos).values()] != [np.uint8, np.bool_, np.int32]:
            raise ValueError("types that do not fit")
    except Exception as error:  # zipfile, zlib and numpy raise nearly anything on a damaged file
        raise Problem("photo_set_damaged", name=path.name) from error
    return photos
