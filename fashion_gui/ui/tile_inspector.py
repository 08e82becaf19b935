"""The dialog behind every tile: its numbers, and what becomes of them on the way into the network."""

from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from fashion_gui.core.labels import TILE_SIDE
from fashion_gui.ui.language import grouped, name_of
from fashion_gui.ui.one_hot import OneHot
from fashion_gui.ui.tile_numbers import NumberGrid, TilePicture
from fashion_gui.ui.tile_vector import VectorTable

_BEST_SIZE: Final = QSize(1120, 700)
_FRAME: Final = QSize(24, 56)  # what the window manager adds, roughly


class TileInspector(QDialog):
    """One tile large, as 28 x 28 numbers, as the 784-vector and its label as one-hot; pointing works in all of them.

    One instance is reused: `show_tile` fills and shows it.
    """

    step_requested = Signal(int)  # -1: the previous picture, +1: the next
    why_requested = Signal(str, int)  # why does the network answer as it does?  Its set and its place there

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModal(False)
        self._tile = np.zeros((TILE_SIDE, TILE_SIDE), np.uint8)
        self._set_name = "train"
        self._index = 0
        self._label = 0
        self._raw = True
        self._copied = False
        self._make_widgets()
        self._lay_out()
        for pad in (self.picture, self.numbers, self.vector):
            pad.pixel_pointed.connect(self._point_at)
        self.previous.clicked.connect(self._step_back)
        self.next.clicked.connect(self._step_on)
        self.why.clicked.connect(self._ask_why)
        self.copy.clicked.connect(self._copy)
        self._point_at(TILE_SIDE // 2, TILE_SIDE // 2)
        self.retranslate()
        self.numbers.setFocus()
        room = self.screen().availableGeometry().size() - _FRAME
        self.resize(_BEST_SIZE.boundedTo(room).expandedTo(self.minimumSizeHint()))

    def show_tile(
        self,
        *,
        tile: npt.NDArray[np.uint8],
        set_name: str,
        index: int,
        label: int,
        raw: bool,
        has_previous: bool = True,
        has_next: bool = True,
    ) -> None:
        """Fill the dialog and bring it to the front; the pixel pointed at stays, so that pictures can be compared.

        `tile` is uint8 (28, 28), `set_name` "train" or "test", `index` its place in that set, `label` 0-9; `raw` shows
        it bright on black, as the network sees it, else dark on white.  `has_previous` and `has_next` say which step
        can be requested.
        """
        self._tile = np.ascontiguousarray(tile, np.uint8).reshape(TILE_SIDE, TILE_SIDE)
        self._set_name, self._index, self._label, self._raw = set_name, index, label, raw
        self._copied = False
        self.previous.setEnabled(has_previous)
        self.next.setEnabled(has_next)
        for view in (self.picture, self.numbers, self.vector):
            view.show_tile(self._tile)
        self.picture.set_raw(raw)
        self.one_hot.show_label(label)
        self.retranslate()
        self.show()
        self.raise_()
        self.activateWindow()

    def pixel(self) -> tuple[int, int]:
        """Row and column of the pixel pointed at, from 0."""
        return self.picture.pixel()

    # --- building ----------------------------------------------------------------------------------------------------

    def _make_widgets(self) -> None:
        self.picture = TilePicture()
        self.numbers = NumberGrid()
        self.vector = VectorTable()
        self.one_hot = OneHot()
        self.previous = QPushButton()
        self.next = QPushButton()
        self.why = QPushButton()
        self.copy = QPushButton()
        for button in (self.previous, self.next, self.why, self.copy):
            button.setAutoDefault(False)  # Enter belongs to what has the focus
        self.heading = _label("title")
        self.sentence = _label()
        self.counting = _label("faint")
        self.shades = _label("faint", wrapped=True)
        self._titles = [_label("title") for _ in range(4)]

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        for button in (self.previous, self.next, self.why, self.copy):
            top.addWidget(button)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(_card(self._titles[0], self.picture, self.shades))
        left.addWidget(_card(self._titles[3], self.one_hot), 1)
        columns = QHBoxLayout()
        columns.setSpacing(8)
        columns.addLayout(left, 4)
        columns.addWidget(_card(self._titles[1], self.numbers), 9)
        columns.addWidget(_card(self._titles[2], self.vector))
        bottom = QHBoxLayout()
        bottom.addWidget(self.sentence, 1)
        bottom.addWidget(self.counting)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addLayout(columns, 1)
        layout.addLayout(bottom)
        for first, second in (
            (self.picture, self.numbers),
            (self.numbers, self.vector.view),
            (self.vector.view, self.previous),
            (self.previous, self.next),
            (self.next, self.why),
            (self.why, self.copy),
        ):
            QWidget.setTabOrder(first, second)

    # --- texts -------------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text anew."""
        if self._set_name == "train":
            place = self.tr("Picture {index} of the training set")
        else:
            place = self.tr("Picture {index} of the test set")
        place = place.format(index=grouped(self._index))
        self.setWindowTitle(place)
        heading = self.tr("{place} · label {label}: {name}")
        self.heading.setText(heading.format(place=place, label=self._label, name=name_of(self._label)))
        self._titles[0].setText(self.tr("1. Picture"))
        self._titles[1].setText(self.tr("2. Numbers: 28 × 28, from 0 to 255"))
        self._titles[2].setText(self.tr("3. Vector: 784 numbers"))
        self._titles[2].setToolTip(
            self.tr("Row after row of the picture in one long row, divided by 255: that is what the first layer gets.")
        )
        self._titles[3].setText(self.tr("Label as one-hot"))
        self._titles[3].setToolTip(
            self.tr("Ten numbers, 1 at the right class and 0 at the others: what the ten outputs should become.")
        )
        if self._raw:
            self.shades.setText(self.tr("0 is black, 255 is white"))
        else:
            self.shades.setText(self.tr("0 is shown white, 255 black"))
        self.counting.setText(self.tr("Counted from 0, as in Python."))
        self._retranslate_buttons()
        self._say_pixel()

    def _retranslate_buttons(self) -> None:
        self.previous.setText(self.tr("Previous"))
        self.next.setText(self.tr("Next"))
        self.previous.setShortcut(QKeySequence("Alt+Left"))  # setText drops it
        self.next.setShortcut(QKeySequence("Alt+Right"))
        self.previous.setToolTip(self.tr("The previous picture (Alt+Left)"))
        self.next.setToolTip(self.tr("The next picture (Alt+Right)"))
        self.copy.setText(self.tr("Copied") if self._copied else self.tr("Copy numbers"))
        self.copy.setToolTip(self.tr("Copies the 28 × 28 numbers, ready to paste into a spreadsheet."))
        self.why.setText(self.tr("Why?"))
        self.why.setToolTip(self.tr("Why the network answers as it does: pixel by pixel, with similar pictures"))
        for button in (self.previous, self.next, self.why, self.copy):
            button.setAccessibleName(button.text())

    def _say_pixel(self) -> None:
        row, column = self.pixel()
        value = int(self._tile[row, column])
        sentence = self.tr(
            "Row {row}, column {column}: {value}. In the vector it is number {place} "
            "({side} × {row} + {column}); divided by 255: {share}."
        ).format(
            row=row,
            column=column,
            value=value,
            place=row * TILE_SIDE + column,
            side=TILE_SIDE,
            share=f"{value / 255:.3f}",
        )
        self.sentence.setText(sentence)
        for pad in (self.picture, self.numbers, self.vector.view):
            pad.setAccessibleDescription(sentence)  # so a screen reader hears the arrow keys, too

    # --- events ------------------------------------------------------------------------------------------------------

    @Slot(int, int)
    def _point_at(self, row: int, column: int) -> None:
        for view in (self.picture, self.numbers, self.vector):
            view.set_pixel(row, column)
        self._say_pixel()

    @Slot()
    def _step_back(self) -> None:
        self.step_requested.emit(-1)

    @Slot()
    def _step_on(self) -> None:
        self.step_requested.emit(1)

    @Slot()
    def _ask_why(self) -> None:
        self.why_requested.emit(self._set_name, self._index)

    @Slot()
    def _copy(self) -> None:
        lines = ("\t".join(str(value) for value in row) for row in self._tile)
        QGuiApplication.clipboard().setText("\n".join(lines) + "\n")
        self._copied = True
        self._retranslate_buttons()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _label(role: str = "", *, wrapped: bool = False) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrapped)
    if role:
        label.setProperty("role", role)
    return label


def _card(*widgets: QWidget) -> QFrame:
    """A card with a title on top; the second widget takes the room."""
    card = QFrame()
    card.setProperty("role", "card")
    layout = QVBoxLayout(card)
    layout.setContentsMargins(10, 8, 10, 8)
    layout.setSpacing(6)
    for number, widget in enumerate(widgets):
        layout.addWidget(widget, int(number == 1))
    return card
