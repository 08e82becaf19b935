"""One picture with everything the network says about it."""

from enum import Enum, auto
from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from fashion_gui.core.labels import CLASS_COUNT, TILE_SIDE
from fashion_gui.ui.answer_order import Answers
from fashion_gui.ui.images import tile_pixmap
from fashion_gui.ui.language import Translated, name_of
from fashion_gui.ui.probability_bars import ProbabilityBars
from fashion_gui.ui.theme import colors, set_look

_WIDE: Final = 520  # logical pixels from which the picture stands left of the bars
_TALL: Final = 540  # from which it stands alone above them
_PER_LINE: Final = 5  # printed outputs
_NARROW: Final = "QPushButton { padding: 4px 7px; } QPushButton:focus { padding: 3px 6px; }"  # beside the title
_DOWN, _ACROSS = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight


class Arrangement(Enum):
    """How the parts of a card stand."""

    WIDE = auto()  # the picture, and everything else to its right
    TALL = auto()  # one below the other
    COMPACT = auto()  # the picture beside the two answers, the outputs below


class TileView(QWidget):
    """One tile, each of its pixels a whole number of screen pixels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tile: npt.NDArray[np.uint8] | None = None
        self._raw = False
        self.set_zoom(4)

    def show_tile(self, tile: npt.NDArray[np.uint8] | None) -> None:
        """uint8 (28, 28), or None for an empty frame."""
        self._tile = tile
        self.update()

    def set_raw(self, raw: bool) -> None:
        """Bright on black, as the network sees it, or dark on white."""
        self._raw = raw
        self.update()

    def set_zoom(self, zoom: int) -> None:
        """Each pixel of the tile takes `zoom` by `zoom` logical pixels."""
        self.setFixedSize(TILE_SIDE * zoom, TILE_SIDE * zoom)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._tile is not None:
            ratio = self.devicePixelRatioF()
            painter.drawPixmap(0, 0, tile_pixmap(self._tile, side=self.width(), ratio=ratio, inverted=not self._raw))
        painter.setPen(QColor(colors().border))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class AnswerCard(Translated):
    """A tile, the network's ten outputs as bars and as numbers, the class it says and the right one.

    The parts stand beside or below each other as the card's size allows.
    """

    numbers_requested = Signal(int)  # the picture's index in its set
    why_requested = Signal(int)

    def __init__(self, *, large: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._answers: Answers | None = None
        self._index = 0
        self._title = _label("title")
        self._picture = TileView()
        self._says_caption, self._says = _label("faint"), _label("answer" if large else "title")
        self._right_caption, self._right = _label("faint"), _label("answer" if large else "title")
        self._mark = _label("good")
        self._bars = ProbabilityBars(sort=False, decimals=1)
        self._outputs_caption, self._outputs = _label("faint"), _label("")
        self._outputs.setFont(_even_figures())
        self._outputs.setWordWrap(False)
        self._outputs.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._why, self._numbers = QPushButton(), QPushButton()
        for button in (self._why, self._numbers):
            button.setStyleSheet(_NARROW)
        self._why.clicked.connect(self._ask_why)
        self._numbers.clicked.connect(self._ask_for_numbers)
        self._build()
        # Of the smallest arrangement, so that a larger one never keeps the window large; a large card is always wide.
        self.setMinimumSize(268, 404 if large else 430)
        self.retranslate()

    def show_answer(self, answers: Answers | None, index: int) -> None:
        """The picture `index` of `answers`, or an empty card."""
        self._answers, self._index = answers, index
        self.retranslate()

    def index(self) -> int:
        """Which picture of the set is shown."""
        return self._index

    def arrangement(self) -> Arrangement:
        """How the parts stand."""
        return self._arrangement

    def set_raw(self, raw: bool) -> None:
        """Bright on black, as the network sees it, or dark on white."""
        self._picture.set_raw(raw)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self._title, 1)
        top.addWidget(self._why)
        top.addWidget(self._numbers)
        self._words = QWidget()
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(4)
        self._pairs = QBoxLayout(_DOWN)
        for caption, answer in ((self._says_caption, self._says), (self._right_caption, self._right)):
            pair = QVBoxLayout()
            pair.setSpacing(1)
            pair.addWidget(caption)
            pair.addWidget(answer)
            self._pairs.addLayout(pair, 1)
        words.addLayout(self._pairs)
        words.addWidget(self._mark)
        self._all_outputs = QWidget()
        outputs = QVBoxLayout(self._all_outputs)
        outputs.setContentsMargins(0, 0, 0, 0)
        outputs.setSpacing(6)
        for widget in (self._bars, self._outputs_caption, self._outputs):
            outputs.addWidget(widget)
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(10)
        page = QVBoxLayout(self)
        page.setContentsMargins(14, 10, 14, 10)
        page.setSpacing(8)
        page.addLayout(top)
        page.addLayout(self._grid)
        page.addStretch(1)
        self._arrange(Arrangement.COMPACT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        width, height = self.width() - 28, self.height()
        if width >= _WIDE:
            arrangement, side = Arrangement.WIDE, min(width * 45 // 100, height - 70)
        elif height >= _TALL:
            arrangement, side = Arrangement.TALL, min(width, height - 400)
        else:
            arrangement, side = Arrangement.COMPACT, min(width // 2, height - 330)
        self._picture.set_zoom(max(3, side // TILE_SIDE))
        if arrangement != self._arrangement:
            self._arrange(arrangement)
        super().resizeEvent(event)

    def _arrange(self, arrangement: Arrangement) -> None:
        self._arrangement = arrangement
        for widget in (self._picture, self._words, self._all_outputs):
            self._grid.removeWidget(widget)
        center, top = Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignTop
        match arrangement:
            case Arrangement.WIDE:
                self._grid.addWidget(self._picture, 0, 0, 2, 1, top)
                self._grid.addWidget(self._words, 0, 1, top)
                self._grid.addWidget(self._all_outputs, 1, 1, top)
            case Arrangement.TALL:
                self._grid.addWidget(self._picture, 0, 0, 1, 2, center)
                self._grid.addWidget(self._words, 1, 0, 1, 2)
                self._grid.addWidget(self._all_outputs, 2, 0, 1, 2)
            case Arrangement.COMPACT:
                self._grid.addWidget(self._picture, 0, 0, top)
                self._grid.addWidget(self._words, 0, 1, top)
                self._grid.addWidget(self._all_outputs, 1, 0, 1, 2)
        self._grid.setColumnStretch(1, 1)
        self._grid.setRowStretch(1, 1)  # so that the outputs follow the words at once
        self._grid.setHorizontalSpacing(28 if arrangement is Arrangement.WIDE else 12)
        self._pairs.setDirection(_DOWN if arrangement is Arrangement.COMPACT else _ACROSS)
        self._pairs.setSpacing(2 if arrangement is Arrangement.COMPACT else 12)

    @Slot()
    def _ask_why(self) -> None:
        self.why_requested.emit(self._index)

    @Slot()
    def _ask_for_numbers(self) -> None:
        self.numbers_requested.emit(self._index)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._says_caption.setText(self.tr("the network says"))
        self._right_caption.setText(self.tr("the right answer"))
        self._outputs_caption.setText(self.tr("the ten outputs, as numbers"))
        hint = self.tr("What the ten neurons of the last layer give: one probability a class, together they make 1.")
        for widget in (self._bars, self._outputs_caption, self._outputs):
            widget.setToolTip(hint)
        self._outputs.setAccessibleName(self.tr("The ten outputs, as numbers"))
        self._why.setText(self.tr("Why?"))
        self._why.setAccessibleName(self.tr("Why this answer?"))
        self._why.setToolTip(self.tr("What in this picture speaks for the answer, pixel by pixel"))
        self._numbers.setText(self.tr("Numbers"))
        self._numbers.setAccessibleName(self.tr("Show the numbers of this picture"))
        self._numbers.setToolTip(self.tr("The 28 × 28 brightness values of this picture: all that the network gets."))
        self._title.setToolTip(self.tr("The picture's place in the test set, counted from 0 as in the notebook."))
        for button in (self._why, self._numbers):
            button.setEnabled(self._answers is not None)
        if self._answers is None:
            self._clear()
        else:
            self._fill(self._answers)

    def _clear(self) -> None:
        self._picture.show_tile(None)
        self._bars.show_values(None)
        for label in (self._title, self._says, self._right, self._mark, self._outputs):
            label.setText("")

    def _fill(self, answers: Answers) -> None:
        label, predicted = int(answers.labels[self._index]), int(answers.predicted[self._index])
        right = bool(answers.right[self._index])
        self._title.setText(self.tr("Picture {index}").format(index=self._index))
        self._picture.show_tile(answers.tiles[self._index])
        self._picture.setAccessibleName(self._title.text())
        self._says.setText(name_of(predicted))
        self._right.setText(name_of(label))
        self._mark.setText(self.tr("✓ right") if right else self.tr("✕ wrong"))
        set_look(self._mark, "role", "good" if right else "bad")
        self._bars.show_values(answers.probabilities[self._index], right=label)
        self._outputs.setText(printed(answers.probabilities[self._index]))


def printed(probabilities: npt.NDArray[np.float32]) -> str:
    """float32 (10,) as the notebook prints an array, with four decimals, in two lines."""
    numbers = [f"{value:.4f}" for value in probabilities]
    lines = (" ".join(numbers[start : start + _PER_LINE]) for start in range(0, CLASS_COUNT, _PER_LINE))
    return "[" + "\n ".join(lines) + "]"


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _even_figures() -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(8)
    return font
