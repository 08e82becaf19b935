"""Photos become tiles to learn from, beside the window: a photo worker of its own, one photo after the other."""

from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, QThread, QTimer, Signal, Slot

from fashion_gui.core.codec import Message
from fashion_gui.core.labels import TILE_SIDE
from fashion_gui.core.photo_folders import photo_set_file
from fashion_gui.core.photo_set import VARIANTS, PhotoSetWriter
from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import Failed, PhotoReady, PhotoVaried, VaryPhoto
from fashion_gui.core.workers import worker_command
from fashion_gui.ui.worker_process import Ending, WorkerProcess

PHOTO_SECONDS: Final = 10.0  # for all variants of a photo, which take a fifth of a second
START_SECONDS: Final = 60.0  # a cold disk and a busy machine

Tiles = npt.NDArray[np.uint8]  # (VARIANTS, 28, 28), of one photo


class PhotoGathering(QObject):
    """`start` ends in `gathered` or `failed`, unless `cancel` comes before.

    A photo that cannot be read, takes too long or crashes the worker is left out and counted.
    """

    progressed = Signal(int, int)  # photos that are done, of all
    gathered = Signal(Path, int)  # the file of `core.photo_set`, and how many photos were left out
    failed = Signal(Problem)

    def __init__(
        self, parent: QObject | None = None, *, command: list[str] | None = None, seconds: float = PHOTO_SECONDS
    ) -> None:
        super().__init__(parent)
        self._worker = WorkerProcess(command or worker_command("photo"), self)
        self._worker.message.connect(self._on_message)
        self._worker.ended.connect(self._on_ended)
        self._seconds = seconds
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_overdue)
        self._photos: list[Path] = []
        self._path = Path()  # of the file to be made
        self._place = 0  # of the photo in work; its request has the id after it
        self._writer: PhotoSetWriter | None = None
        self._ready = False
        self._saving: _Saving | None = None

    def is_busy(self) -> bool:
        """From `start` until it ended."""
        return bool(self._photos)

    def start(self, photos: list[Path]) -> None:
        """Make the file with the tiles of `photos`; one that was made before is used again."""
        self.cancel()
        try:
            self._path = photo_set_file(photos)
        except Problem as problem:
            self.failed.emit(problem)
            return
        if self._path.is_file():
            self.gathered.emit(self._path, 0)
            return
        try:
            self._writer = PhotoSetWriter(self._path, most=len(photos))
        except Problem as problem:
            self.failed.emit(problem)
            return
        self._photos = photos
        self.progressed.emit(0, len(photos))
        self._ask()

    def cancel(self) -> None:
        """End it without a signal; what was made so far is forgotten."""
        self._end_worker()
        self._forget()  # a file that is being written is good for another time

    def close(self) -> None:
        """End everything while the window closes."""
        self.cancel()
        for saving in self.findChildren(_Saving):
            saving.wait()

    # --- one photo after the other ------------------------------------------------------------------------------------

    def _ask(self) -> None:
        """Send the next photo to the worker as soon as that is ready."""
        if self._ready:
            request = VaryPhoto(self._place + 1, str(self._photos[self._place].absolute()), VARIANTS, self._place)
            self._worker.send(request)
            self._timer.start(round(self._seconds * 1000))
        else:
            self._worker.start()
            self._timer.start(round(START_SECONDS * 1000))

    @Slot(object)
    def _on_message(self, message: Message) -> None:
        if isinstance(message, PhotoReady):
            self._ready = True
            self._ask()
        elif getattr(message, "id", 0) == self._place + 1:
            if isinstance(message, PhotoVaried) and len(message.tiles) == VARIANTS * TILE_SIDE**2:
                self._keep(np.frombuffer(message.tiles, np.uint8).reshape(VARIANTS, TILE_SIDE, TILE_SIDE))
            elif isinstance(message, (Failed, PhotoVaried)):
                self._next()

    def _keep(self, tiles: Tiles) -> None:
        """On the disk at once: there may be more than memory holds."""
        assert self._writer is not None
        try:
            self._writer.add(tiles, self._photos[self._place].parent.name)
        except Problem as problem:
            self._fail(problem)
        else:
            self._next()

    @Slot(object)
    def _on_ended(self, ending: Ending) -> None:
        if self._ready:
            self._ready = False
            self._next()
        else:  # it would not start for the next photo either
            reason = ending.reason or (ending.log.splitlines() or [str(ending.status)])[-1]
            self._fail(Problem("photo_worker_missing", reason=reason))

    @Slot()
    def _on_overdue(self) -> None:
        was_ready = self._ready
        self._end_worker()
        if was_ready:
            self._next()
        else:
            self._fail(Problem("photo_worker_missing", reason=f"{START_SECONDS:g} s"))

    def _next(self) -> None:
        self._timer.stop()
        self._place += 1
        self.progressed.emit(self._place, len(self._photos))
        if self._place < len(self._photos):
            self._ask()
        elif self._writer is not None and len(self._writer):
            self._end_worker()
            self._save(self._writer)
        else:
            self._fail(Problem("no_photo_readable"))

    def _end_worker(self) -> None:
        self._timer.stop()
        self._worker.kill_quietly()
        self._ready = False

    # --- the file -----------------------------------------------------------------------------------------------------

    def _save(self, writer: PhotoSetWriter) -> None:
        self._saving = _Saving(writer, self)
        self._saving.saved.connect(self._on_saved)
        self._saving.failed.connect(self._on_not_saved)
        self._saving.finished.connect(self._saving.deleteLater)
        self._saving.start()

    @Slot()
    def _on_saved(self) -> None:
        if self._saving is not None:  # else it was cancelled
            left_out = len(self._photos) - len(self._saving.writer)
            self._forget()
            self.gathered.emit(self._path, left_out)

    @Slot(Problem)
    def _on_not_saved(self, problem: Problem) -> None:
        if self._saving is not None:
            self._fail(problem)

    def _fail(self, problem: Problem) -> None:
        self._end_worker()
        self._forget()
        self.failed.emit(problem)

    def _forget(self) -> None:
        if self._writer is not None and self._saving is None:
            self._writer.discard()
        self._photos, self._writer, self._saving = [], None, None
        self._place = 0


class _Saving(QThread):
    """Until gigabytes are safely on the disk, seconds pass."""

    saved = Signal()
    failed = Signal(Problem)

    def __init__(self, writer: PhotoSetWriter, parent: QObject) -> None:
        super().__init__(parent)
        self.writer = writer

    def run(self) -> None:
        try:
            self.writer.publish()
        except Problem as problem:
            self.failed.emit(problem)
        except Exception as error:  # a bug here must not leave the panel waiting for ever
            self.failed.emit(Problem("internal_error", reason=f"{type(error).__name__}: {error}"))
        else:
            self.saved.emit()
