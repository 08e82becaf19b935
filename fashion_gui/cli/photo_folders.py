"""Folders of photos, one sub-folder a class, become one file of tiles to learn from."""

import hashlib
from pathlib import Path
from typing import Final

from fashion_gui.cli.terminal import Terminal
from fashion_gui.core.labels import class_names
from fashion_gui.core.paths import photo_sets_folder
from fashion_gui.core.photo_files import SUFFIXES
from fashion_gui.core.photo_set import VARIANTS, PhotoSet, labels_of_folder, save_photo_set
from fashion_gui.core.problems import Problem
from fashion_gui.photo.client import PhotoClient

_VERSION: Final = 1  # of how variants are made: a file made otherwise is not used again
_TOLD_EVERY: Final = 200  # photos


def photo_set_of(folders: list[Path], terminal: Terminal) -> Path:
    """The file with the tiles of all photos in `folders`, made now unless that was done before.

    A sub-folder's name says what its photos show; one that names no class is taught as "none of the ten".  Raises
    Problem: `photo_folder_missing`, `no_photos_in_folder`, `disk_full`, `cannot_write`, `photo_worker_missing`.
    """
    photos = [photo for folder in folders for photo in _photos(folder)]
    path = photo_sets_folder() / f"{_digest(photos)}.npz"
    if not path.is_file():
        _tell_labels(photos, terminal)
        save_photo_set(_cut_out(photos, terminal), path)
    return path


def _photos(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise Problem("photo_folder_missing", name=folder.name or str(folder))
    found = sorted(path for path in folder.glob("*/*") if path.suffix.lower() in SUFFIXES and path.is_file())
    if not found:
        raise Problem("no_photos_in_folder", name=folder.name or str(folder))
    return found


def _digest(photos: list[Path]) -> str:
    digest = hashlib.sha256(f"{_VERSION} {VARIANTS}".encode())
    for photo in photos:
        status = photo.stat()
        digest.update(f"\n{photo.parent.name}/{photo.name} {status.st_size}".encode(errors="surrogateescape"))
    return digest.hexdigest()[:16]


def _tell_labels(photos: list[Path], terminal: Terminal) -> None:
    """What each folder is taken for, so that a misspelt name is seen."""
    names = class_names(terminal.language)
    for name in sorted({photo.parent.name for photo in photos}):
        count = sum(photo.parent.name == name for photo in photos)
        labels = labels_of_folder(name)
        if labels:
            terminal.note("folder_label", folder=name, count=count, name=", ".join(names[label] for label in labels))
        else:
            terminal.note("folder_none", folder=name, count=count)


def _cut_out(photos: list[Path], terminal: Terminal) -> PhotoSet:
    tiles, folders = [], []
    with PhotoClient() as client:
        for number, photo in enumerate(photos):
            if number % _TOLD_EVERY == 0:
                terminal.note("cutting_out", number=number, count=len(photos))
            try:
                tiles.append(client.vary(photo, VARIANTS, seed=number))
            except Problem as problem:
                if problem.code == "photo_worker_missing":
                    raise
                terminal.problem(problem)
                continue
            folders.append(photo.parent.name)
    if not tiles:
        raise Problem("no_photos_in_folder", name=photos[0].parent.parent.name)
    return PhotoSet.of(tiles, folders)
