"""How much room the runs take on disk, counted one run after the other between other work of the window."""

import contextlib
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from fashion_gui.core.run_shelf import size_on_disk

_FOLDERS: Final = ("", "weights", "state")  # of a run; a file that is written changes its folder's time

_Stamp = tuple[int, ...]


class RunSizes(QObject):
    """Each `measure` ends in `measured`, unless another one comes before.  What did not change is not counted again."""

    measured = Signal(object, object)  # int: bytes of the runs and of the trash, more than Qt's own int holds

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: dict[Path, tuple[_Stamp, int]] = {}
        self._runs: list[Path] = []
        self._trash: list[Path] = []
        self._waiting: list[Path] = []
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._count_one)

    def measure(self, runs: list[Path], trash: list[Path]) -> None:
        """Count the folders `runs` and `trash`."""
        self._runs, self._trash = runs, trash
        self._waiting = [*runs, *trash]
        self._known = {folder: known for folder, known in self._known.items() if folder in set(self._waiting)}
        self._timer.start(0)

    @Slot()
    def _count_one(self) -> None:
        while self._waiting:
            folder = self._waiting.pop()
            stamp = _stamp_of(folder)
            known = self._known.get(folder)
            if known is None or known[0] != stamp:
                self._known[folder] = stamp, size_on_disk(folder)
                return
        self._timer.stop()
        sizes = [sum(self._known[folder][1] for folder in folders) for folders in (self._runs, self._trash)]
        self.measured.emit(*sizes)


def _stamp_of(folder: Path) -> _Stamp:
    times = []
    for name in _FOLDERS:
        with contextlib.suppress(OSError):
            times.append((folder / name).stat().st_mtime_ns)
    return tuple(times)
