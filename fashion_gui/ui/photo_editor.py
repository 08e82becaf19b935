"""Correcting by hand what is cut out of a photo, with the cut-out and the tile beside it."""

from typing import Final

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QPixmap, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from fashion_gui.core.labels import TILE_SIDE
from fashion_gui.core.protocol import Correction
from fashion_gui.ui.images import picture_pixmap, tile_pixmap
from fashion_gui.ui.language import Translated
from fashion_gui.ui.photo_canvas import PhotoCanvas
from fashion_gui.ui.photo_correction import ShownPhoto, same_way_up
from fashion_gui.ui.photo_drawing import swatch
from fashion_gui.ui.photo_pictures import cut_out_caption, fitted
from fashion_gui.ui.photo_tools import PhotoTools

_SIDE: Final = 148  # logical pixels of the pictures beside the photo
_NAME: Final = 260  # of the file's name
_LEGEND: Final = ("outline", "box", "garment", "background")


class PhotoEditor(Translated):
    """Shows the photo that it is given and tells what the user wishes to change."""

    previewed = Signal(Correction)  # while something is being drawn
    corrected = Signal(Correction)
    undo_requested = Signal()
    start_over_requested = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "card")
        self._photo: ShownPhoto | None = None
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        self.tools, self.canvas = PhotoTools(), PhotoCanvas()
        self._title, self._hint = QLabel(), QLabel()
        self._title.setProperty("role", "title")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._hint.setProperty("role", "faint")
        self._done = QPushButton()
        self._done.setProperty("role", "primary")
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._done)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.canvas, 1)
        middle.addLayout(self._build_side())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.addLayout(head)
        layout.addWidget(self.tools)
        layout.addWidget(self._hint)
        layout.addLayout(middle, 1)

    def _build_side(self) -> QVBoxLayout:
        """Cut-out and tile, and what the lines on the photo mean."""
        self._pictures, self._captions = (QLabel(), QLabel()), (QLabel(), QLabel())
        side = QVBoxLayout()
        side.setSpacing(4)
        for picture, caption in zip(self._pictures, self._captions, strict=True):
            picture.setFixedSize(_SIDE, _SIDE)
            picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
            caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
            caption.setProperty("role", "faint")
            side.addWidget(picture)
            side.addWidget(caption)
        side.addSpacing(8)
        self._legend = [QLabel() for _ in _LEGEND]
        for kind, text in zip(_LEGEND, self._legend, strict=True):
            sample = QLabel()
            sample.setPixmap(swatch(kind, ratio=2).pixmap(26, 16))
            text.setProperty("role", "faint")
            row = QHBoxLayout()
            row.addWidget(sample)
            row.addWidget(text, 1)
            side.addLayout(row)
        side.addStretch(1)
        return side

    def _connect(self) -> None:
        self.canvas.drawing.connect(self.previewed)
        self.canvas.drawn.connect(self.corrected)
        self.tools.changed.connect(self.corrected)
        self.tools.tool_chosen.connect(self._on_tool)
        self.tools.undo_requested.connect(self.undo_requested)
        self.tools.start_over_requested.connect(self.start_over_requested)
        self._done.clicked.connect(self.closed)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self.closed)

    def show_photo(self, photo: ShownPhoto | None) -> None:
        """The photo on show, or None where none can be corrected."""
        self._photo = photo
        if self.isVisible():
            self._refresh()

    def choose_tool(self, tool: str) -> None:
        """Choose one of `TOOLS`; "" leaves the one chosen last."""
        if tool:
            self.tools.choose(tool)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()
        self.canvas.setFocus()

    def _refresh(self) -> None:
        photo = self._photo
        self._show_captions()
        if photo is None:
            self.tools.show_correction(None, can_undo=False)
            self.canvas.show_photo(QPixmap(), [], Correction(), accepts=False)
            for picture in self._pictures:
                picture.clear()
            return
        self.tools.show_correction(photo.correction, can_undo=photo.can_undo)
        ratio, prepared = self.devicePixelRatioF(), photo.prepared
        # Until the worker has turned the photo, what is drawn on it stays as the photo is.
        turned = same_way_up(photo.answered, photo.correction)
        drawn = photo.correction if turned else photo.answered
        self.canvas.show_photo(picture_pixmap(prepared.photo), prepared.outline, drawn, accepts=turned)
        tile = np.frombuffer(prepared.tile, np.uint8).reshape(TILE_SIDE, TILE_SIDE)
        self._pictures[0].setPixmap(fitted(picture_pixmap(prepared.cut_out), _SIDE, ratio))
        self._pictures[1].setPixmap(tile_pixmap(tile, side=5 * TILE_SIDE, ratio=ratio, inverted=False))

    def _show_captions(self) -> None:
        self._captions[0].setText(cut_out_caption(self._photo.prepared.recipe if self._photo else ""))
        if self._photo is None:
            self._title.setText(self.tr("No photo: drop one anywhere in the window"))
        else:
            elided = self.fontMetrics().elidedText(self._photo.name, Qt.TextElideMode.ElideMiddle, _NAME)
            self._title.setText(self.tr("Correct by hand: {name}").format(name=elided))

    @Slot(str)
    def _on_tool(self, tool: str) -> None:
        self.canvas.set_tool(tool)
        self._show_hint()

    def _show_hint(self) -> None:
        hints = {
            "box": self.tr("Drag a box around the garment: what lies outside is background."),
            "garment": self.tr("Draw over what belongs to the garment and was left out."),
            "background": self.tr("Draw over what does not belong to the garment."),
        }
        self._hint.setText(hints[self.canvas.tool()])

    def retranslate(self) -> None:
        """All texts."""
        self._done.setText(self.tr("Done"))
        self._done.setToolTip(self.tr("Back to the tabs (Esc)"))
        self._captions[1].setText(self.tr("28×28"))
        legend = (self.tr("what is cut out"), self.tr("box"), self.tr("garment"), self.tr("background"))
        for label, text in zip(self._legend, legend, strict=True):
            label.setText(text)
        self._show_captions()
        self._show_hint()
