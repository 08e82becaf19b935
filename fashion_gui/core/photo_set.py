"""Tiles of real photos to learn from, besides the dataset: many variants of each photo, and which answers are right.

A photo's answers may be several (a shoe is a sandal, a sneaker or an ankle boot), or none of the ten: such a photo
teaches the network to be sure of nothing.
"""

import io
import math
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

import numpy as np
import numpy.typing as npt

from fashion_gui.core.files import AtomicFile, check_space, problems_of, remove_all_leftovers
from fashion_gui.core.labels import CLASS_COUNT, LANGUAGES, SHOES, TILE_SIDE, class_names
from fashion_gui.core.problems import Problem

VARIANTS: Final = 24  # of each photo
NONE_OF_TEN: Final[tuple[int, ...]] = ()
MEASURED_EVERY: Final = 10  # each tenth photo is never learnt from,
MEASURED_FROM: Final = 500  # where there are so many: with fewer, too few would be left to measure anything
MAX_PHOTOS: Final = 500_000  # whose variants take 9.4 GB on the disk; in memory there are only those of a few steps
MAX_VARIANTS: Final = 64
_LEFT_AFTER: Final = 3600.0  # seconds

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


class StoredTiles:
    """Tiles uint8 `shape` (n, variants, 28, 28) in a file: only those that are asked for come into memory.

    The file is not mapped: what is mapped counts as the process' memory, and the process would crash when somebody
    cuts the file meanwhile.
    """

    def __init__(self, path: Path, offset: int, shape: tuple[int, ...]) -> None:
        self.path = path
        self.shape = shape
        self._offset = offset

    def pick(self, rows: npt.NDArray[np.int64], variants: npt.NDArray[np.int64]) -> npt.NDArray[np.uint8]:
        """The tiles at these places, both (count,): uint8 (count, 28, 28).

        Raises Problem: `file_missing`, or `photo_set_damaged`.
        """
        size = TILE_SIDE**2
        tiles = np.empty((len(rows), size), np.uint8)
        try:
            with open(self.path, "rb", buffering=0) as file:
                for tile, place in zip(tiles, (rows * self.shape[1] + variants).tolist(), strict=True):
                    file.seek(self._offset + place * size)
                    if file.readinto(tile.data) != size:
                        raise Problem("photo_set_damaged", name=self.path.name)
        except FileNotFoundError as error:
            raise Problem("file_missing", name=self.path.name) from error
        except OSError as error:
            raise Problem("photo_set_damaged", name=self.path.name) from error
        return tiles.reshape(-1, TILE_SIDE, TILE_SIDE)


@dataclass(frozen=True)
class PhotoSet:
    """Photos, each one of the `rows` of `tiles`, uint8 (any, variants, 28, 28), which may hold others besides.

    Of each photo: `rows` int64 (n,); `allowed` bool (n, 10), the right answers, maybe none; `groups` int32 (n,), which
    photos belong together (were in one folder).
    """

    tiles: npt.NDArray[np.uint8] | StoredTiles
    rows: npt.NDArray[np.int64]
    allowed: npt.NDArray[np.bool_]
    groups: npt.NDArray[np.int32]

    @classmethod
    def of(cls, tiles: Sequence[npt.NDArray[np.uint8]], folders: Sequence[str]) -> "PhotoSet":
        """From the variants (variants, 28, 28) of each photo and the name of the folder that it was in."""
        return cls(np.stack(tiles), np.arange(len(tiles)), *_answers_of(folders))

    @classmethod
    def none(cls) -> "PhotoSet":
        """Without a photo."""
        nothing = np.zeros((0, 1, TILE_SIDE, TILE_SIDE), np.uint8)
        answers = np.zeros((0, CLASS_COUNT), np.bool_)
        return cls(nothing, np.arange(0), answers, np.zeros(0, np.int32))

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def variants(self) -> int:
        """Of each photo."""
        return self.tiles.shape[1]

    def pick(self, photos: npt.NDArray[Any], variants: npt.NDArray[Any] | int) -> npt.NDArray[np.uint8]:
        """One of the `variants` of each of the `photos`, integers (count,), or the same of all: uint8 (count, 28, 28).

        Raises Problem (`file_missing`, `photo_set_damaged`) when they cannot be read any more.
        """
        rows = self.rows[photos]
        chosen = np.broadcast_to(np.asarray(variants, np.int64), rows.shape)
        if isinstance(self.tiles, StoredTiles):
            return self.tiles.pick(rows, chosen)
        picked: npt.NDArray[np.uint8] = self.tiles[rows, chosen]
        return picked

    def split(self) -> tuple["PhotoSet", "PhotoSet"]:
        """Those to learn from, and every tenth, to measure on; a small set is learnt from whole."""
        kept = (np.arange(len(self)) % MEASURED_EVERY == 0) & (len(self) >= MEASURED_FROM)
        return self.chosen(~kept), self.chosen(kept)

    def chosen(self, which: npt.NDArray[np.bool_]) -> "PhotoSet":
        """Those of the photos that `which`, bool (n,), marks.  Copies no tiles."""
        return PhotoSet(self.tiles, self.rows[which], self.allowed[which], self.groups[which])


def _answers_of(folders: Sequence[str]) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.int32]]:
    """`allowed` and `groups` of photos in the folders of these names."""
    names, groups = np.unique(np.array(folders), return_inverse=True)
    allowed = np.zeros((len(names), CLASS_COUNT), np.bool_)
    for row, name in zip(allowed, names, strict=True):
        row[list(labels_of_folder(str(name)))] = True
    return allowed[groups], groups.astype(np.int32)


# --- the file --------------------------------------------------------------------------------------------------------
#
# Three arrays in NumPy's format .npy, one behind the other: tiles, allowed, groups.  `numpy.load` reads the tiles.


class PhotoSetWriter:
    """Writes the photo set `path` photo by photo, then `publish`es it; `discard` leaves nothing of it."""

    def __init__(self, path: Path, *, most: int, variants: int = VARIANTS) -> None:
        """For `most` photos at most.  Raises Problem `disk_full` if they will not fit, `cannot_write`."""
        self._shape = (variants, TILE_SIDE, TILE_SIDE)
        self._folders: list[str] = []
        check_space(path, most * math.prod(self._shape))
        # What killed processes left: gigabytes.  A photo is written every few seconds, so an old one is nobody's.
        remove_all_leftovers(path.parent, older_than=_LEFT_AFTER)
        self._file = AtomicFile(path)
        self._file.write(self._header())

    def __len__(self) -> int:
        return len(self._folders)

    def add(self, tiles: npt.NDArray[np.uint8], folder: str) -> None:
        """The variants of a photo, uint8 (variants, 28, 28), and the name of its folder.  Raises Problem."""
        if tiles.shape != self._shape or tiles.dtype != np.uint8:
            raise ValueError(f"not the tiles of a photo: {tiles.dtype} {tiles.shape}")
        self._file.write(tiles.tobytes())
        self._folders.append(sys.intern(folder))  # there are few names, and many photos

    def publish(self) -> None:
        """All photos are there, at least one.  Raises Problem."""
        try:
            with problems_of(self._file.path):
                for array in _answers_of(self._folders):
                    np.lib.format.write_array(self._file.file, array, allow_pickle=False)
                self._file.file.seek(0)
                self._file.file.write(self._header())
            self._file.publish()
        finally:
            self._file.discard()

    def discard(self) -> None:
        """Give up."""
        self._file.discard()

    def _header(self) -> bytes:
        """Of the tiles written so far.  NumPy leaves room in it for any number of rows: its length stays the same."""
        header = io.BytesIO()
        shape = (len(self._folders), *self._shape)
        about = {"shape": shape, "fortran_order": False, "descr": np.lib.format.dtype_to_descr(np.dtype(np.uint8))}
        np.lib.format.write_array_header_1_0(header, about)
        return header.getvalue()


def read_photo_set(path: Path) -> PhotoSet:
    """The photos in the file `path`, whose tiles stay there.  Raises Problem: `file_missing`, `photo_set_damaged`."""
    if not path.is_file():
        raise Problem("file_missing", name=path.name)
    try:
        with open(path, "rb") as file:
            count, *rest = shape = _read_header(file, np.uint8)
            if not (0 < count <= MAX_PHOTOS and 0 < rest[0] <= MAX_VARIANTS and rest[1:] == [TILE_SIDE, TILE_SIDE]):
                raise ValueError("tiles that are none")
            tiles = StoredTiles(path, file.tell(), shape)
            file.seek(math.prod(shape), os.SEEK_CUR)
            allowed = _read_array(file, np.bool_, (count, CLASS_COUNT))
            groups = _read_array(file, np.int32, (count,))
            if file.read(1):
                raise ValueError("more than there should be")
    except Exception as error:  # numpy raises nearly anything on a damaged file
        raise Problem("photo_set_damaged", name=path.name) from error
    return PhotoSet(tiles, np.arange(count), allowed, groups)


def _read_header(file: IO[bytes], dtype: type[np.generic]) -> tuple[int, ...]:
    """The shape of the array whose content follows."""
    if np.lib.format.read_magic(file) != (1, 0):
        raise ValueError("another format")
    shape, is_fortran, found = np.lib.format.read_array_header_1_0(file)
    if found != dtype or is_fortran:
        raise ValueError("a type that does not fit")
    return tuple(shape)


def _read_array(file: IO[bytes], dtype: type[np.generic], shape: tuple[int, ...]) -> npt.NDArray[Any]:
    """Its size is looked at before it is read."""
    if _read_header(file, dtype) != shape:
        raise ValueError("a shape that does not fit")
    size = math.prod(shape) * np.dtype(dtype).itemsize
    return np.frombuffer(file.read(size), dtype).reshape(shape)
