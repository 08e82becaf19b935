"""Your photo: what was given, what was cut out, the tile the network sees, and its answer."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from fashion_gui.core.labels import TILE_SIDE
from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import Finding, PhotoPrepared
from fashion_gui.core.verdict import judge
from fashion_gui.ui.finding_texts import finding_text, verdict_text
from fashion_gui.ui.images import picture_pixmap, tile_pixmap
from fashion_gui.ui.language import Translated, name_of, sentence_of
from fashion_gui.ui.probability_bars import ProbabilityBars

RECIPES: Final = ("trim", "report")  # the first is the default
_PICTURE: Final = 92  # logical pixels a side


@dataclass
class _Photo:
    path: Path
    prepared: PhotoPrepared | None = None
    problem: Problem | None = None


class PhotoPanel(Translated):
    """Never leaves the screen.  `prepare_requested` asks for a tile, `tile_changed` for the network's answer."""

    open_requested = Signal()
    paste_requested = Signal()
    prepare_requested = Signal(Path, str)
    recipe_changed = Signal(str)
    tile_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "card")
        self._photos: list[_Photo] = []
        self._place = 0
        self._probabilities: npt.NDArray[np.float32] | None = None
        self._notice: Problem | None = None
        self._build()
        self.retranslate()

    # --- building ----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._title = QLabel()
        self._title.setProperty("role", "title")
        self._open = QPushButton()
        self._open.clicked.connect(self.open_requested)
        self._paste = QPushButton()
        self._paste.clicked.connect(self.paste_requested)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._open)
        head.addWidget(self._paste)
        self._drop = QLabel()
        self._drop.setProperty("role", "drop")
        self._drop.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._drop.setWordWrap(True)
        self._drop.setFixedHeight(_PICTURE + 22)
        self._pictures = QStackedWidget()
        self._pictures.addWidget(self._drop)
        self._pictures.addWidget(self._build_pictures())
        self._pictures.setFixedHeight(_PICTURE + 22)
        self._problem = QLabel()
        self._problem.setProperty("role", "bad")
        self._problem.setWordWrap(True)
        self._answer = QLabel()
        self._answer.setProperty("role", "answer")
        self._verdict = QLabel()
        self._verdict.setProperty("role", "faint")
        self._verdict.setWordWrap(True)
        self._bars = ProbabilityBars(sort=True)
        self._recipe_label = QLabel()
        self._recipe_label.setProperty("role", "faint")
        self._recipe = QComboBox()
        for key in RECIPES:
            self._recipe.addItem("", key)
        self._recipe.currentIndexChanged.connect(self._on_recipe)
        recipe = QHBoxLayout()
        recipe.addWidget(self._recipe_label)
        recipe.addWidget(self._recipe, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.addLayout(head)
        layout.addLayout(self._build_steps())
        layout.addWidget(self._pictures)
        layout.addLayout(recipe)
        for widget in (self._problem, self._answer, self._verdict, self._bars):
            layout.addWidget(widget)
        layout.addWidget(self._build_findings(), 1)

    def _build_pictures(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        self._shown: list[QLabel] = []
        self._captions: list[QLabel] = []
        for _ in range(3):
            picture, caption = QLabel(), QLabel()
            picture.setFixedSize(_PICTURE, _PICTURE)
            picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
            caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
            caption.setProperty("role", "faint")
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(picture)
            column.addWidget(caption)
            row.addLayout(column)
            self._shown.append(picture)
            self._captions.append(caption)
        return box

    def _build_steps(self) -> QHBoxLayout:
        """Previous and next, when several photos were given."""
        self._previous, self._next = QToolButton(), QToolButton()
        self._previous.setText("‹")
        self._next.setText("›")
        self._previous.clicked.connect(self._on_previous)
        self._next.clicked.connect(self._on_next)
        self._file = QLabel()
        self._file.setProperty("role", "faint")
        row = QHBoxLayout()
        row.addWidget(self._previous)
        row.addWidget(self._file, 1)
        row.addWidget(self._next)
        return row

    def _build_findings(self) -> QWidget:
        self._findings = QLabel()
        self._findings.setWordWrap(True)
        self._findings.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._findings.setTextFormat(Qt.TextFormat.PlainText)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self._findings)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    # --- photos ------------------------------------------------------------------------------------------------------

    def open_photos(self, files: list[Path]) -> None:
        """Show these photos, the first one now."""
        if not files:
            return
        self._photos = [_Photo(path) for path in files]
        self._place = 0
        self._ask()

    def on_prepared(self, prepared: PhotoPrepared) -> None:
        """The photo worker made a tile of the photo on show."""
        photo = self._current()
        if photo is not None:
            photo.prepared, photo.problem = prepared, None
            self._probabilities = None
            self._show()
            self.tile_changed.emit()

    def on_problem(self, problem: Problem) -> None:
        """The photo on show cannot be read."""
        photo = self._current()
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
        photo = self._current()
        if photo is None or photo.prepared is None:
            return None
        return np.frombuffer(photo.prepared.tile, np.uint8).reshape(TILE_SIDE, TILE_SIDE)

    def show_answer(self, probabilities: npt.NDArray[np.float32]) -> None:
        """The network's answer to the tile on show, float32 (10,)."""
        if self.tile() is not None:
            self._probabilities = probabilities
            self._show()

    def set_recipe(self, recipe: str) -> None:
        """Choose a recipe; an unknown one leaves the default."""
        if recipe in RECIPES:
            self._recipe.setCurrentIndex(RECIPES.index(recipe))

    def set_drop_active(self, active: bool) -> None:
        """While something is dragged over the window."""
        self._drop.setProperty("active", "true" if active else "false")
        self._drop.style().unpolish(self._drop)
        self._drop.style().polish(self._drop)

    def answer_text(self) -> str:
        """The name in large letters."""
        return self._answer.text()

    def problem_text(self) -> str:
        """The sentence about what cannot be read, "" for none."""
        return self._problem.text()

    def _current(self) -> _Photo | None:
        return self._photos[self._place] if self._photos else None

    def _ask(self) -> None:
        photo = self._current()
        self._probabilities, self._notice = None, None
        if photo is not None:
            self.prepare_requested.emit(photo.path, self._recipe.currentData())
        self._show()

    @Slot()
    def _on_recipe(self) -> None:
        self.recipe_changed.emit(self._recipe.currentData())
        self._ask()

    @Slot()
    def _on_previous(self) -> None:
        self._place = max(self._place - 1, 0)
        self._ask()

    @Slot()
    def _on_next(self) -> None:
        self._place = min(self._place + 1, len(self._photos) - 1)
        self._ask()

    # --- showing -----------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        photo = self._current()
        prepared = photo.prepared if photo else None
        problem = self._notice or (photo.problem if photo else None)
        self._problem.setText(sentence_of(problem.code, problem.parameters) if problem else "")
        self._problem.setVisible(problem is not None)
        self._pictures.setCurrentIndex(1 if prepared else 0)
        several = len(self._photos) > 1
        self._previous.setVisible(several)
        self._next.setVisible(several)
        self._previous.setEnabled(self._place > 0)
        self._next.setEnabled(self._place + 1 < len(self._photos))
        self._show_file_name(photo)
        if prepared is not None:
            self._show_pictures(prepared)
        self._show_answer(prepared)

    def _show_file_name(self, photo: _Photo | None) -> None:
        text = "" if photo is None else photo.path.name
        if len(self._photos) > 1:
            text = f"{self._place + 1}/{len(self._photos)} · {text}"
        metrics = self._file.fontMetrics()
        self._file.setText(metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, 190))
        self._file.setToolTip(text)

    def _show_pictures(self, prepared: PhotoPrepared) -> None:
        tile = self.tile()
        assert tile is not None
        ratio = self.devicePixelRatioF()
        self._shown[0].setPixmap(self._fitted(picture_pixmap(prepared.photo)))
        self._shown[1].setPixmap(self._fitted(picture_pixmap(prepared.cut_out)))
        self._shown[2].setPixmap(tile_pixmap(tile, side=_PICTURE - 8, ratio=ratio, inverted=False))

    def _fitted(self, pixmap: QPixmap) -> QPixmap:
        ratio = self.devicePixelRatioF()
        side = round(_PICTURE * ratio)
        kept = Qt.AspectRatioMode.KeepAspectRatio
        fitted = pixmap.scaled(side, side, kept, Qt.TransformationMode.SmoothTransformation)
        fitted.setDevicePixelRatio(ratio)
        return fitted

    def _show_answer(self, prepared: PhotoPrepared | None) -> None:
        tile, probabilities = self.tile(), self._probabilities
        self._bars.show_values(probabilities)
        findings = list(prepared.findings) if prepared else []
        if tile is None or probabilities is None:
            self._answer.setText("")
            waiting = prepared is not None
            self._verdict.setText(self.tr("Waiting for the network…") if waiting else "")
        else:
            judgement = judge(tile, probabilities)
            self._answer.setText(name_of(judgement.label).capitalize())
            self._verdict.setText(verdict_text(judgement))
            findings += [Finding(reason, {}) for reason in judgement.reasons]
        lines = []
        for finding in findings:
            text, mind = finding_text(finding)
            lines.append(f"{'!' if mind else '✓'} {text}")
        self._findings.setText("\n".join(lines))

    def retranslate(self) -> None:
        """All texts."""
        self._title.setText(self.tr("Your photo"))
        self._open.setText(self.tr("Open…"))
        self._paste.setText(self.tr("Paste"))
        self._drop.setText(self.tr("Drop a photo of a garment here,\nor anywhere in the window"))
        for caption, text in zip(self._captions, (self.tr("photo"), self.tr("trimmed"), self.tr("28×28")), strict=True):
            caption.setText(text)
        self._recipe_label.setText(self.tr("Prepared:"))
        self._recipe.setItemText(0, self.tr("trim and centre"))
        self._recipe.setItemText(1, self.tr("as in the report"))
        self._recipe.setAccessibleName(self.tr("How the photo becomes a tile"))
        self._recipe.setToolTip(
            self.tr(
                "Trim and centre: as the dataset itself was made. As in the report: the whole photo squeezed to 28×28 "
                "and inverted."
            )
        )
        for button, text in (
            (self._previous, self.tr("Previous photo")),
            (self._next, self.tr("Next photo")),
        ):
            button.setToolTip(text)
            button.setAccessibleName(text)
        self._show()
