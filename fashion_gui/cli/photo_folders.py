"""Folders of photos, one sub-folder a class, become one file of tiles to learn from."""

from pathlib import Path
from typing import Final

from fashion_gui.cli.terminal import Terminal
from fashion_gui.core.labels import class_names
from fashion_gui.core.photo_folders import folders_of, photo_set_file, photos_to_learn_from
from fashion_gui.core.photo_set import VARIANTS, PhotoSetWriter
from fashion_gui.core.problems import Problem
from fashion_gui.photo.client import PhotoClient

_TOLD_EVERY: Final = 200  # photos


def photo_set_of(folders: list[Path], terminal: Terminal) -> Path:
    """The file with the tiles of all photos in `folders`, made now unless that was done before.

    A sub-folder's name says what its photos show; one that names no class is taught as "none of the ten".  Raises
    Problem as `photos_to_learn_from` does, and `no_photo_readable`, `disk_full`, `cannot_write`,
    `photo_worker_missing`.
    """
    photos = photos_to_learn_from(folders)
    path = photo_set_file(photos)
    if not path.is_file():
        _tell_labels(photos, terminal)
        _cut_out(photos, path, terminal)
    return path


def _tell_labels(photos: list[Path], terminal: Terminal) -> None:
    """What each folder is taken for, so that a misspelt name is seen."""
    names = class_names(terminal.language)
    for folder in folders_of(photos):
        if folder.labels:
            kinds = ", ".join(names[label] for label in folder.labels)
            terminal.note("folder_label", folder=folder.name, count=folder.count, name=kinds)
        else:
            terminal.note("folder_none", folder=folder.name, count=folder.count)


def _cut_out(photos: list[Path], path: Path, terminal: Terminal) -> None:
    """Each photo is written as soon as it is cut out: there may be more than memory holds."""
    writer = PhotoSetWriter(path, most=len(photos))
    try:
        with PhotoClient() as client:
            for number, photo in enumerate(photos):
                if number % _TOLD_EVERY == 0:
                    terminal.note("cutting_out", number=number, count=len(photos))
                try:
                    tiles = client.vary(photo, VARIANTS, seed=number)
                except Problem as problem:
                    if problem.code == "photo_worker_missing":
                        raise
                    terminal.problem(problem)
                    continue
                writer.add(tiles, photo.parent.name)
        if not len(writer):
            raise Problem("no_photo_readable")
        writer.publish()
    finally:
        writer.discard()
