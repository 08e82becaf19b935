"""Folders of photos to learn from, one sub-folder a class, and the file in which their tiles are kept."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fashion_gui.core.paths import photo_sets_folder
from fashion_gui.core.photo_files import SUFFIXES
from fashion_gui.core.photo_set import MAX_PHOTOS, VARIANTS, labels_of_folder
from fashion_gui.core.problems import Problem

_VERSION: Final = 1  # of how variants are made: a file made otherwise is not used again


@dataclass(frozen=True)
class FolderOfPhotos:
    """A sub-folder, what its `count` photos are taken for (no labels: none of the ten)."""

    name: str
    labels: tuple[int, ...]
    count: int


def photos_to_learn_from(folders: Iterable[Path]) -> list[Path]:
    """The photos in the sub-folders of `folders`; hidden ones are left out.

    Raises Problem: `photo_folder_missing`, `no_photos_in_folder`, `too_many_photos`.
    """
    photos = [photo for folder in folders for photo in _photos_in(folder)]
    if len(photos) > MAX_PHOTOS:
        raise Problem("too_many_photos", count=len(photos), limit=MAX_PHOTOS)
    return photos


def folders_of(photos: Iterable[Path]) -> list[FolderOfPhotos]:
    """What each sub-folder is taken for, so that a misspelt name is seen; sorted by name."""
    counts: dict[str, int] = {}
    for photo in photos:
        counts[photo.parent.name] = counts.get(photo.parent.name, 0) + 1
    return [FolderOfPhotos(name, labels_of_folder(name), counts[name]) for name in sorted(counts)]


def photo_set_file(photos: Iterable[Path]) -> Path:
    """Where the tiles of `photos` are kept: the name follows from the names and sizes of the photos.

    May not exist yet.  Raises Problem (`file_missing`) when a photo has gone.
    """
    digest = hashlib.sha256(f"{_VERSION} {VARIANTS}".encode())
    for photo in photos:
        try:
            size = photo.stat().st_size
        except OSError as error:
            raise Problem("file_missing", name=photo.name) from error
        digest.update(f"\n{photo.parent.name}/{photo.name} {size}".encode(errors="surrogateescape"))
    return photo_sets_folder() / f"{digest.hexdigest()[:16]}.npy"


def _photos_in(folder: Path) -> list[Path]:
    name = folder.name or str(folder)
    if not folder.is_dir():
        raise Problem("photo_folder_missing", name=name)
    found = sorted(path for path in folder.glob("*/*") if _is_photo(path))
    if not found:
        raise Problem("no_photos_in_folder", name=name)
    return found


def _is_photo(path: Path) -> bool:
    hidden = path.name.startswith(".") or path.parent.name.startswith(".")
    return not hidden and path.suffix.lower() in SUFFIXES and path.is_file()
