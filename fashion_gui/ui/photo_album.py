"""The photos that were given, each with its corrections, and when the photo worker is asked about one."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import Correction, PhotoPrepared
from fashion_gui.ui.photo_correction import ShownPhoto, Steps, same_way_up

_PAUSE_MS: Final = 80  # between two questions while something is drawn


@dataclass
class AlbumPhoto:
    """One photo; `answered` is what `prepared` was made with."""

    path: Path
    steps: Steps = field(default_factory=Steps)
    preview: Correction | None = None  # while something is drawn
    prepared: PhotoPrepared | None = None
    answered: Correction = field(default_factory=Correction)
    problem: Problem | None = None

    def shown(self) -> ShownPhoto | None:
        """For the editor; None where there is nothing to correct."""
        if self.prepared is None:
            return None
        return ShownPhoto(self.path.name, self.prepared, self.answered, self.steps.current(), self.steps.can_undo())


class PhotoAlbum(QObject):
    """One of the photos is on show; `asked` wishes a tile of it."""

    asked = Signal(Path, Correction)
    step_made = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._photos: list[AlbumPhoto] = []
        self._place = 0
        self._ask_again = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause_over)

    def open(self, files: list[Path]) -> None:
        """These photos instead of those before, the first one on show."""
        self._photos = [AlbumPhoto(path) for path in files]
        self._place = 0

    def current(self) -> AlbumPhoto | None:
        """The photo on show."""
        return self._photos[self._place] if self._photos else None

    def place(self) -> int:
        """Of the photo on show, counted from 0."""
        return self._place

    def count(self) -> int:
        """How many there are."""
        return len(self._photos)

    def paths(self) -> list[Path]:
        """All of them."""
        return [photo.path for photo in self._photos]

    def move(self, by: int) -> None:
        """Show another photo, as far as there is one."""
        self._place = max(0, min(self._place + by, len(self._photos) - 1))

    # --- corrections -------------------------------------------------------------------------------------------------

    def preview(self, correction: Correction) -> None:
        """Something is being drawn."""
        photo = self.current()
        if photo is not None:
            photo.preview = correction
            self._ask_soon()

    def correct(self, correction: Correction) -> bool:
        """One step more; returns whether something was drawn."""
        photo = self.current()
        if photo is None:
            return False
        before = photo.steps.current()
        photo.steps.add(correction)
        self._on_step(photo)
        drawn = (correction.box, correction.strokes) != (before.box, before.strokes)
        return drawn and same_way_up(before, correction)  # a turn moves what was drawn, and draws nothing

    def undo(self) -> None:
        """Take the last step back."""
        photo = self.current()
        if photo is not None:
            photo.steps.undo()
            self._on_step(photo)

    def start_over(self) -> None:
        """As the photo was given; a step that can be undone."""
        photo = self.current()
        if photo is not None:
            photo.steps.add(Correction())
            self._on_step(photo)

    def _on_step(self, photo: AlbumPhoto) -> None:
        photo.preview = None
        self.step_made.emit()
        self._ask_soon()

    # --- asking ------------------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Ask about the photo on show, now."""
        photo = self.current()
        self._ask_again = False
        if photo is not None:
            self._pause.start()
            self.asked.emit(photo.path, photo.preview or photo.steps.current())

    def _ask_soon(self) -> None:
        """At most once in `_PAUSE_MS`; the last state is always asked about."""
        if self._pause.isActive():
            self._ask_again = True
        else:
            self.ask()

    @Slot()
    def _on_pause_over(self) -> None:
        if self._ask_again:
            self.ask()
