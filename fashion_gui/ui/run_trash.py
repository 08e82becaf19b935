"""Deleting runs and taking them back: what was deleted last is told in a strip with Undo."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fashion_gui.core.problems import Problem
from fashion_gui.core.run_shelf import TrashedRun, empty_trash, move_to_trash, restore_run
from fashion_gui.ui.banner import Banner
from fashion_gui.ui.language import Translated
from fashion_gui.ui.run_cells import RunRow


class RunTrash(Translated):
    """The strip is there as long as there is something to undo, or until it is closed."""

    changed = Signal()  # what is in the trash
    restored = Signal(str)  # the name of the folder that a run came back to
    failed = Signal(Problem)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._deletions: list[list[tuple[TrashedRun, str]]] = []  # runs and what they are called, the last at the end
        self.banner = Banner()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.banner)
        self.hide()

    def delete(self, rows: list[RunRow]) -> None:
        """Move `rows` to the trash.  What cannot be moved is told; the others go."""
        done: list[tuple[TrashedRun, str]] = []
        for row in rows:
            try:
                done.append((move_to_trash(row.listed.run.folder), row.name))
            except Problem as problem:
                self.failed.emit(_named(problem, row.name))
        if done:
            self._deletions.append(done)
        self._tell()

    @Slot()
    def undo(self) -> None:
        """Take the runs that were deleted last out of the trash."""
        if not self._deletions:
            return
        back = []
        for trashed, name in self._deletions.pop():
            try:
                back.append(restore_run(trashed))
            except Problem as problem:
                self.failed.emit(_named(problem, name))
        self._tell()
        if back:
            self.restored.emit(back[0].name)

    def empty(self, runs: Path) -> None:
        """Delete for good what is in the trash of the folder `runs`."""
        self._deletions.clear()
        try:
            empty_trash(runs)
        except Problem as problem:
            self.failed.emit(problem)
        self._tell()

    def _tell(self) -> None:
        if self._deletions:
            self.banner.show_message(self._text, bad=False, action_text=lambda: self.tr("Undo"), action=self.undo)
        self.setVisible(bool(self._deletions))
        self.changed.emit()

    def _text(self) -> str:
        names = [name for _, name in self._deletions[-1]] if self._deletions else []
        if len(names) == 1:
            return self.tr("The run “{name}” is in the trash.").format(name=names[0])
        return self.tr("%n run(s) are in the trash.", "", len(names))

    def retranslate(self) -> None:
        """The strip does it itself."""


def _named(problem: Problem, name: str) -> Problem:
    """The same with the name that the user knows instead of the folder's."""
    return Problem(problem.code, **{**problem.parameters, "name": name})
