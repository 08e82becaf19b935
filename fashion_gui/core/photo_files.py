"""Which files count as photos, and where in folders they are."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fashion_gui.core.problems import Problem

# What is looked for in folders.  HEIC is not opened, but whoever has such photos has to hear of it.
SUFFIXES: Final = frozenset(
    (".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".avif", ".gif", ".bmp", ".tif", ".tiff", ".heic", ".heif")
)
MAX_BYTES: Final = 64_000_000  # a larger file is not opened


@dataclass(frozen=True)
class Unanswered:
    """A photo, or a folder, that gets no answer."""

    path: Path
    problem: Problem


def find_photos(paths: Iterable[Path]) -> Iterator[Path | Unanswered]:
    """The files among `paths` as they are, and the photos in the folders, sorted, hidden ones left out.

    A folder that cannot be read, or in which there is no photo, comes as `Unanswered`.
    """
    for path in paths:
        if not os.path.isdir(path):  # unlike `Path.is_dir`, it never raises
            yield path
            continue
        empty = True
        for photo in _photos_below(path):
            empty = False
            yield photo
        if empty:
            yield Unanswered(path, Problem("no_photos_in_folder", name=path.name or str(path)))


def _photos_below(top: Path) -> Iterator[Path | Unanswered]:
    unreadable: list[OSError] = []
    for folder, folders, files in os.walk(top, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES:
                yield Path(folder, name)
    for error in unreadable:
        path = Path(error.filename)
        yield Unanswered(path, Problem("file_unreadable", name=path.name, reason=error.strerror or str(error)))
