"""The user's own photos with their right answer, to look through and to learn from.

    collection/Shirt/0a1b2c3d4e5f60718293.jpg      the photo's bytes, named by their digest: none is there twice
    collection/Shirt/0a1b2c3d4e5f60718293.tile     its tile: 784 bytes and nothing else
    collection/None of the ten/...
    collection/.removed/Shirt/...                  what was removed, until it is forgotten

Whatever else lies there is left alone and not listed.  Photos are never decoded here.
"""

import contextlib
import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from fashion_gui.core.files import atomic_write, move_file
from fashion_gui.core.labels import CLASS_COUNT, TILE_SIDE, class_names
from fashion_gui.core.paths import collection_folder
from fashion_gui.core.photo_files import MAX_BYTES, SUFFIXES
from fashion_gui.core.problems import Problem

NONE: Final = -1  # the label of what is none of the ten
LABELS: Final = (*range(CLASS_COUNT), NONE)

_REMOVED: Final = ".removed"
_TILE: Final = ".tile"


@dataclass(frozen=True)
class CollectedPhoto:
    """A photo of the collection: `label` is 0-9 or `NONE`, `tile` uint8 (28, 28)."""

    path: Path
    label: int
    tile: npt.NDArray[np.uint8] = field(compare=False)


class Collection:
    """The photos in `folder`, by default the user's.  Every change is on disk when the method returns."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or collection_folder()

    def photos(self) -> list[CollectedPhoto]:
        """All that are whole, those of a class in the order in which they came."""
        return [photo for label in LABELS for photo in self._photos_of(label)]

    def add(self, path: Path, tile: npt.NDArray[np.uint8], label: int) -> CollectedPhoto:
        """Copy the photo at `path`; if it is there already, this label and tile take the place of the old ones.

        Raises Problem: `file_missing`, `not_a_file`, `too_many_bytes`, `file_unreadable`, `disk_full`, `cannot_write`.
        """
        assert tile.shape == (TILE_SIDE, TILE_SIDE)
        assert tile.dtype == np.uint8
        content = _content(path)
        stem = hashlib.sha256(content).hexdigest()[:20]
        # Decoders look at the content, so a name that says nothing may be given one that is searched for.
        suffix = path.suffix.lower() if path.suffix.lower() in SUFFIXES else ".jpg"
        target = self._folder_of(label) / f"{stem}{suffix}"
        atomic_write(_tile_file(target), lambda file: file.write(tile.tobytes()))
        atomic_write(target, lambda file: file.write(content))
        for old in self.folder.glob(f"*/{stem}.*"):
            if old not in (target, _tile_file(target)):
                with contextlib.suppress(OSError):
                    old.unlink()
        return CollectedPhoto(target, label, tile)

    def move(self, photo: CollectedPhoto, label: int) -> CollectedPhoto:
        """Give `photo` another label.  Raises Problem (`disk_full`, `cannot_write`)."""
        return _moved(replace(photo, label=label), photo.path, self._folder_of(label))

    def remove(self, photo: CollectedPhoto) -> CollectedPhoto:
        """Take `photo` out; the returned one can be given to `restore` until `forget_removed`.  Raises Problem."""
        return _moved(photo, photo.path, self.folder / _REMOVED / folder_name(photo.label))

    def restore(self, removed: CollectedPhoto) -> CollectedPhoto:
        """Undo `remove`.  Raises Problem."""
        return _moved(removed, removed.path, self._folder_of(removed.label))

    def forget_removed(self) -> None:
        """Delete what was removed."""
        shutil.rmtree(self.folder / _REMOVED, ignore_errors=True)

    def _folder_of(self, label: int) -> Path:
        return self.folder / folder_name(label)

    def _photos_of(self, label: int) -> list[CollectedPhoto]:
        found = []
        for path, time in _files_in(self._folder_of(label)):
            tile = _read_tile(_tile_file(path)) if path.suffix.lower() in SUFFIXES else None
            if tile is not None:
                found.append((time, path.name, CollectedPhoto(path, label, tile)))
        return [photo for _, _, photo in sorted(found, key=lambda entry: entry[:2])]


def folder_name(label: int) -> str:
    """The folder of a label: English, because training tells the right answer from it."""
    return "None of the ten" if label == NONE else class_names("en")[label].replace("/", " ")


def _tile_file(photo: Path) -> Path:
    return photo.with_suffix(_TILE)


def _moved(photo: CollectedPhoto, source: Path, folder: Path) -> CollectedPhoto:
    """The photo goes before its tile: what is learnt from then always has the right label."""
    target = folder / source.name
    if target != source:
        move_file(source, target)
        move_file(_tile_file(source), _tile_file(target))
    return replace(photo, path=target)


def _files_in(folder: Path) -> Iterator[tuple[Path, float]]:
    """Ordinary files that are not empty, with the time of their last change."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            with contextlib.suppress(OSError):
                status = path.stat()
                if path.is_file() and status.st_size and not path.name.startswith("."):
                    yield path, status.st_mtime


def _read_tile(path: Path) -> npt.NDArray[np.uint8] | None:
    with contextlib.suppress(OSError):
        if path.is_file() and path.stat().st_size == TILE_SIDE**2:
            return np.frombuffer(path.read_bytes(), np.uint8).reshape(TILE_SIDE, TILE_SIDE)
    return None


def _content(path: Path) -> bytes:
    try:
        if not path.exists():
            raise Problem("file_missing", name=path.name)
        if not path.is_file():  # a pipe would be waited for
            raise Problem("not_a_file", name=path.name)
        with open(path, "rb") as file:
            content = file.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            megabytes = -(-path.stat().st_size // 1_000_000)
            raise Problem("too_many_bytes", name=path.name, megabytes=megabytes, limit=MAX_BYTES // 1_000_000)
    except OSError as error:
        raise Problem("file_unreadable", name=path.name, reason=error.strerror or str(error)) from error
    return content
