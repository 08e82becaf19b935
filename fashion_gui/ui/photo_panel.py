"""Your photo: what was given, what was cut out, the tile the network sees, and its answer."""

from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from fashion_gui.core.calibration import PLAIN, Calibration, calibrated, read_calibration
from fashion_gui.core.labels import TILE_SIDE
from fashion_gui.core.paths import resource
from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import Correction, PhotoPrepared
from fashion_gui.core.verdict import judge
from fashion_gui.ui.language import Translated, sentence_of
from fashion_gui.ui.photo_album import PhotoAlbum
from fashion_gui.ui.photo_answer import PhotoAnswer
from fashion_gui.ui.photo_choices import PhotoChoices
from fashion_gui.ui.photo_correction import mirrored
from fashion_gui.ui.photo_doctor import CUT_OUT_FIX, MIRROR_FIX, PhotoDoctor, findings_of
from fashion_gui.ui.photo_pictures import HEIGHT, PhotoPictures
from fashion_gui.ui.photo_stepper import PhotoStepper
from fashion_gui.ui.theme import set_look

_OVERDUE_MS: Final = 300  # how long the answer to the tile before a correction stays


class PhotoPanel(Translated):
    """Never leaves the screen.  `prepare_requested` asks for a tile, `tile_changed` for the network's answer.

    `photo_network` is the folder of the shipped network for photos; where there is none, the current one answers.
    """

    open_requested = Signal()
    paste_requested = Signal()
    prepare_requested = Signal(Path, str, Correction)
    table_requested = Signal(list)  # of the photos that were given
    recipe_changed = Signal(str)
    network_changed = Signal(str)
    tile_changed = Signal()
    photo_changed = Signal(object)  # ShownPhoto, or None where there is nothing to correct
    taught = Signal(int)  # the right label of the photo on show, -1: none of the ten
    why_requested = Signal()  # about the photo on show
    correct_requested = Signal(str)  # with this tool of the editor, "" for any

    def __init__(self, *, photo_network: Path | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "card")
        self._album = PhotoAlbum(self)
        self._probabilities: npt.NDArray[np.float32] | None = None
        self._notice: Problem | None = None
        self._overdue = QTimer(self)
        self._overdue.setSingleShot(True)
        self._overdue.setInterval(_OVERDUE_MS)
        self._overdue.timeout.connect(self._forget_answer)
        folder = photo_network or resource("models/photo")
        self._calibrations = {"photo": read_calibration(folder, "photos"), "current": PLAIN}
        self._build(has_photo_network=folder.is_dir())
        self._connect()
        self.retranslate()

    # --- building ----------------------------------------------------------------------------------------------------

    def _build(self, *, has_photo_network: bool) -> None:
        self._title = QLabel()
        self._title.setProperty("role", "title")
        self._open, self._paste = QPushButton(), QPushButton()
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._open)
        head.addWidget(self._paste)
        self._stepper = PhotoStepper()
        self._drop = QLabel()
        self._drop.setProperty("role", "drop")
        self._drop.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._drop.setWordWrap(True)
        self._pictures = PhotoPictures()
        self._places = QStackedWidget()
        self._places.addWidget(self._drop)
        self._places.addWidget(self._pictures)
        self._places.setFixedHeight(HEIGHT)
        self._choices = PhotoChoices(has_photo_network=has_photo_network)
        self._problem = QLabel()
        self._problem.setProperty("role", "bad")
        self._problem.setWordWrap(True)
        self._problem.setTextFormat(Qt.TextFormat.PlainText)  # a file may be called "<b>"
        self._answer, self._doctor = PhotoAnswer(), PhotoDoctor()
        self._answer.taught.connect(self.taught)
        self._answer.why_requested.connect(self.why_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.addLayout(head)
        for widget in (self._stepper, self._places, self._choices, self._problem):
            layout.addWidget(widget)
        layout.addWidget(self._build_scrolled(), 1)

    def _build_scrolled(self) -> QScrollArea:
        """Answer and doctor: in a low window, or with many findings, they scroll."""
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._answer)
        column.addWidget(self._doctor, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        return area

    def _connect(self) -> None:
        self._open.clicked.connect(self.open_requested)
        self._paste.clicked.connect(self.paste_requested)
        self._stepper.moved.connect(self._on_moved)
        self._stepper.table_requested.connect(lambda: self.table_requested.emit(self._album.paths()))
        self._album.asked.connect(self._on_asked)
        self._album.step_made.connect(self._tell_photo)
        self._choices.recipe_changed.connect(self._on_recipe)
        self._choices.network_changed.connect(self._on_network)
        self._pictures.photo_clicked.connect(lambda: self.correct_requested.emit(""))
        self._doctor.correct_requested.connect(lambda: self.correct_requested.emit(""))
        self._doctor.fix_requested.connect(self._on_fix)

    # --- photos ------------------------------------------------------------------------------------------------------

    def open_photos(self, files: list[Path]) -> None:
        """Show these photos, the first one now."""
        if files:
            self._album.open(files)
            self._ask()

    def on_prepared(self, prepared: PhotoPrepared, correction: Correction) -> None:
        """The photo worker made a tile of the photo on show, as corrected."""
        photo = self._album.current()
        if photo is None:
            return
        photo.prepared, photo.answered, photo.problem = prepared, correction, None
        if self._probabilities is not None:
            self._overdue.start()  # the last answer stays until the next one comes: no flicker while something is drawn
        self._show()
        self.tile_changed.emit()

    def on_problem(self, problem: Problem) -> None:
        """The photo on show cannot be read."""
        photo = self._album.current()
        if photo is not None:
            photo.problem = problem
            photo.prepared = None
            self._probabilities = None
            self._show()

    def show_notice(self, problem: Problem) -> None:
        """Something without a picture was dropped or pasted: said, and nothing else changes."""
        self._notice = problem
        self._show()

    def tile(self) -> npt.NDArray[np.uint8] | None:
        """The tile on show, uint8 (28, 28)."""
        photo = self._album.current()
        if photo is None or photo.prepared is None:
            return None
        return np.frombuffer(photo.prepared.tile, np.uint8).reshape(TILE_SIDE, TILE_SIDE)

    def show_answer(self, probabilities: npt.NDArray[np.float32]) -> None:
        """The network's answer to the tile on show, float32 (10,), as it gave it."""
        if self.tile() is not None:
            self._overdue.stop()
            self._probabilities = probabilities
            self._show_answer()

    def network(self) -> str:
        """Which network is to answer, as `Predict.network`."""
        return self._choices.network()

    def set_network(self, network: str) -> None:
        """Choose "photo" or "current"; anything else leaves the default."""
        self._choices.set_network(network)

    def recipe(self) -> str:
        """How a tile is to be made, one of `RECIPE_NAMES`."""
        return self._choices.recipe()

    def set_recipe(self, recipe: str) -> None:
        """Choose a recipe; an unknown one leaves the default."""
        self._choices.set_recipe(recipe)

    def set_own_calibration(self, calibration: Calibration) -> None:
        """How far the answers of the user's own network may be believed."""
        self._calibrations["current"] = calibration
        self._show_answer()

    def set_drop_active(self, active: bool) -> None:
        """While something is dragged over the window."""
        set_look(self._drop, "active", "true" if active else "false")

    def answer_text(self) -> str:
        """The name in large letters."""
        return self._answer.name()

    def problem_text(self) -> str:
        """The sentence about what cannot be read, "" for none."""
        return self._problem.text()

    # --- corrections by hand -----------------------------------------------------------------------------------------

    def preview(self, correction: Correction) -> None:
        """Something is being drawn."""
        self._album.preview(correction)

    def correct(self, correction: Correction) -> None:
        """One step more.  What is drawn counts only for the cut-out, so drawing chooses that recipe."""
        if self._album.correct(correction):
            self._choices.set_recipe(CUT_OUT_FIX)

    @Slot()
    def undo(self) -> None:
        """Take the last step back."""
        self._album.undo()

    @Slot()
    def start_over(self) -> None:
        """Take every correction of this photo back; undo brings them again."""
        self._album.start_over()

    @Slot(str)
    def _on_fix(self, fix: str) -> None:
        photo = self._album.current()
        if fix == CUT_OUT_FIX:
            self._choices.set_recipe(fix)
        elif fix == MIRROR_FIX and photo is not None:
            self.correct(mirrored(photo.steps.current()))
        else:
            self.correct_requested.emit(fix)

    # --- asking ------------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        """About another photo, or with another recipe: the answer before is none any more."""
        self._probabilities, self._notice = None, None
        self._overdue.stop()
        self._album.ask()
        self._show()

    @Slot(Path, Correction)
    def _on_asked(self, path: Path, correction: Correction) -> None:
        self.prepare_requested.emit(path, self._choices.recipe(), correction)

    @Slot()
    def _forget_answer(self) -> None:
        self._probabilities = None
        self._show_answer()

    @Slot(str)
    def _on_recipe(self, recipe: str) -> None:
        self.recipe_changed.emit(recipe)
        self._ask()

    @Slot(str)
    def _on_network(self, network: str) -> None:
        self._forget_answer()
        self.network_changed.emit(network)

    @Slot(int)
    def _on_moved(self, by: int) -> None:
        self._album.move(by)
        self._ask()

    # --- showing -----------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        photo = self._album.current()
        prepared = photo.prepared if photo else None
        problem = self._notice or (photo.problem if photo else None)
        self._problem.setText(sentence_of(problem.code, problem.parameters) if problem else "")
        self._problem.setVisible(problem is not None)
        self._places.setCurrentWidget(self._pictures if prepared else self._drop)
        self._stepper.show_place(self._album.place(), self._album.count(), photo.path.name if photo else "")
        self._doctor.set_has_photo(prepared is not None)
        if prepared is not None:
            self._pictures.show_prepared(prepared)
        self._tell_photo()
        self._show_answer()

    @Slot()
    def _tell_photo(self) -> None:
        photo = self._album.current()
        self.photo_changed.emit(photo.shown() if photo else None)

    def _show_answer(self) -> None:
        photo, tile = self._album.current(), self.tile()
        prepared = photo.prepared if photo else None
        findings = list(prepared.findings) if prepared else []
        if tile is None or self._probabilities is None:
            self._answer.show_none(waiting=prepared is not None)
        else:
            calibration = self._calibrations[self.network()]
            values = calibrated(self._probabilities, calibration.temperature)
            judgement = judge(tile, values, calibration)
            self._answer.show_answer(judgement, values, calibration.group_of(judgement.probability))
            findings += findings_of(tile, judgement)
        self._doctor.show_findings(findings, recipe=prepared.recipe if prepared else "")

    def retranslate(self) -> None:
        """All texts."""
        self._title.setText(self.tr("Your photo"))
        self._open.setText(self.tr("Open…"))
        self._paste.setText(self.tr("Paste"))
        self._drop.setText(self.tr("Drop a photo of a garment here,\nor anywhere in the window"))
        self._show()
