"""Looking for photos in folders beside the window, in a thread: a disk may be slow."""

import itertools
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QThread, Signal, Slot

from fashion_gui.core.photo_files import Unanswered, find_photos

MAX_PHOTOS: Final = 10_000  # a table of so many takes some 100 MB; for more there is the command line
_AT_ONCE: Final = 200  # photos told together


class _Job(QThread):
    found = Signal(int, list)  # the job's number; of Path | Unanswered
    ended = Signal(int, bool)  # the job's number; whether there are more photos

    def __init__(self, number: int, paths: list[Path], parent: QObject) -> None:
        super().__init__(parent)
        self.number = number
        self._paths = paths

    def run(self) -> None:
        photos = find_photos(self._paths)
        left = MAX_PHOTOS
        while batch := list(itertools.islice(photos, min(_AT_ONCE, left))):
            if self.isInterruptionRequested():
                break
            left -= len(batch)
            self.found.emit(self.number, batch)
        more = left == 0 and next(photos, None) is not None
        self.ended.emit(self.number, more)


class PhotoSearch(QObject):
    """The photos of the search that was begun last come in order, then `finished`."""

    found = Signal(list)  # of Path | Unanswered
    finished = Signal(bool)  # whether there are more than `MAX_PHOTOS`

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = itertools.count(1)
        self._jobs: dict[int, _Job] = {}  # also those that were cancelled, until they have left
        self._current = 0

    def begin(self, paths: list[Path]) -> None:
        """Search `paths` as `find_photos` does; an earlier search is dropped."""
        self.cancel()
        self._current = next(self._numbers)
        job = _Job(self._current, paths, self)
        job.found.connect(self._on_found)
        job.ended.connect(self._on_ended)
        self._jobs[job.number] = job
        job.start()

    def cancel(self) -> None:
        """Nothing more is told.  Waits for nothing: the thread may be in the middle of a slow folder."""
        if self._current in self._jobs:
            self._jobs[self._current].requestInterruption()
        self._current = 0

    def close(self) -> None:
        """Wait for the threads while the window closes."""
        self.cancel()
        for job in self._jobs.values():
            job.wait()

    @Slot(int, list)
    def _on_found(self, number: int, photos: list[Path | Unanswered]) -> None:
        if number == self._current:
            self.found.emit(photos)

    @Slot(int, bool)
    def _on_ended(self, number: int, more: bool) -> None:
        job = self._jobs.pop(number)
        job.wait()
        job.deleteLater()
        if number == self._current:
            self._current = 0
            self.finished.emit(more)
