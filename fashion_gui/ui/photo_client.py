"""The window's end of the photo worker: one photo at a time, a time limit, and a new worker when one dies."""

import itertools
from collections import deque
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from fashion_gui.core.codec import Message
from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import Correction, Failed, PhotoPrepared, PreparePhoto
from fashion_gui.core.workers import worker_command
from fashion_gui.ui.worker_process import Ending, WorkerProcess

PHOTO_SECONDS: Final = 10  # a photo takes 0.1 s; a file that takes this long was made to


class PhotoClient(QObject):
    """`prepare` answers with `prepared` (and the correction asked for) or `failed`, with the id that it returned."""

    prepared = Signal(PhotoPrepared, Correction)
    failed = Signal(int, Problem)

    def __init__(
        self, parent: QObject | None = None, *, command: list[str] | None = None, seconds: float = PHOTO_SECONDS
    ) -> None:
        super().__init__(parent)
        self._worker = WorkerProcess(command or worker_command("photo"), self)
        self._worker.message.connect(self._on_message)
        self._worker.ended.connect(self._on_ended)
        self._ids = itertools.count(1)
        self._waiting: deque[PreparePhoto] = deque()
        self._current: PreparePhoto | None = None
        self._seconds = seconds
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_overdue)

    def warm_up(self) -> None:
        """Start the worker before the first photo comes."""
        self._worker.start()

    def prepare(self, path: Path, *, recipe: str, correction: Correction | None = None) -> int:
        """Make a tile of `path`; returns the id of the answer."""
        request = PreparePhoto(next(self._ids), str(path.absolute()), recipe, correction or Correction())
        self._waiting.append(request)
        self._next()
        return request.id

    def forget_waiting(self) -> None:
        """Drop what has not begun."""
        self._waiting.clear()

    def worker_pid(self) -> int:
        """The worker's process id, 0 while none runs."""
        return self._worker.pid()

    def close(self) -> None:
        """End the worker."""
        self._timer.stop()
        self._worker.close()

    def _next(self) -> None:
        if self._current is None and self._waiting:
            self._current = self._waiting.popleft()
            self._worker.start()
            self._worker.send(self._current)
            self._timer.start(round(self._seconds * 1000))

    @Slot(object)
    def _on_message(self, message: Message) -> None:
        current = self._current
        if current is None or getattr(message, "id", 0) != current.id:
            return
        self._done()
        if isinstance(message, PhotoPrepared):
            self.prepared.emit(message, current.correction)
        elif isinstance(message, Failed):
            self.failed.emit(current.id, Problem(message.code, **message.parameters))
        self._next()

    @Slot(object)
    def _on_ended(self, ending: Ending) -> None:
        name = Path(self._current.path).name if self._current else ""
        if ending.started:
            self._give_up(Problem("photo_crashed", name=name))
        else:
            self._give_up(Problem("photo_worker_missing", reason=ending.reason))

    @Slot()
    def _on_overdue(self) -> None:
        self._worker.kill_quietly()
        name = Path(self._current.path).name if self._current else ""
        self._give_up(Problem("photo_timeout", name=name, seconds=round(self._seconds)))

    def _give_up(self, problem: Problem) -> None:
        """Tell what became of the photo in work and go on with the next one in a new worker."""
        current = self._current
        self._done()
        if current is not None:
            self.failed.emit(current.id, problem)
        self._next()

    def _done(self) -> None:
        self._timer.stop()
        self._current = None
