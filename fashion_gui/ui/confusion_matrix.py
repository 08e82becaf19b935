"""The confusion matrix: which class was taken for which, painted as a table of coloured numbers."""

from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from fashion_gui.core.labels import CLASS_COUNT
from fashion_gui.core.scores import Counts, most_confused, row_shares
from fashion_gui.ui.cividis import cividis, ink_on
from fashion_gui.ui.exports import Cells, Exports
from fashion_gui.ui.language import Translated, grouped, name_of
from fashion_gui.ui.plain_text import plain_tip
from fashion_gui.ui.theme import colors, scaled_font

WHOLE: Final = -1  # every given class, or every right one

_SMALLEST: Final = 20  # logical pixels of a cell
_LARGEST: Final = 56
_PAD: Final = 6  # between a name and the cells
_SMALL: Final = 0.84  # of the font

Cell = tuple[int, int]  # right class, given class; either may be WHOLE


class ConfusionMatrix(Translated):
    """Rows are right classes, columns the answers.  Arrow keys move a cursor, Enter or a click opens.

    A click on the name of a row or of a column opens all its pictures; for the keyboard the names are cells too.
    Without `zeros` a cell that nothing is in stays empty: for a few pictures.
    """

    cell_opened = Signal(int, int)  # right class, given class; WHOLE: all of them
    sentence_changed = Signal(str)

    def __init__(self, *, zeros: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zeros = zeros
        self._counts: Counts | None = None
        self._shares: npt.NDArray[np.float64] = np.zeros((CLASS_COUNT, CLASS_COUNT))
        self._as_shares = False
        self._cursor: Cell = (0, 0)
        self._hovered: Cell | None = None
        self._spoken = ""
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.exports = Exports(self, name=self.name, cells=self.cells)
        self.retranslate()

    # --- from outside -------------------------------------------------------------------------------------------------

    def show_counts(self, counts: Counts | None) -> None:
        """int64 (10, 10), rows are right classes, or None for nothing to show; the cursor stays."""
        self._counts = counts
        self._shares = np.zeros((CLASS_COUNT, CLASS_COUNT)) if counts is None else row_shares(counts)
        self._tell()

    def set_shares(self, shares: bool) -> None:
        """Write what percentage of its row each cell holds, or how many pictures."""
        self._as_shares = shares
        self._tell()

    def cursor_cell(self) -> Cell:
        """(right class, given class) that the arrow keys have reached."""
        return self._cursor

    def name(self) -> str:
        """What it shows, as a title."""
        return self.tr("What is taken for what")

    def sentence(self) -> str:
        """What it shows now."""
        if self._counts is None:
            return self.tr("No answers yet.")
        worst = most_confused(self._counts)
        if worst is None:
            return self.tr("Nothing is confused: every answer is right.")
        right, given, times = worst
        text = self.tr("Most often: {right} taken for {given}, {times} times.")
        return text.format(right=name_of(right), given=name_of(given), times=grouped(times))

    def cells(self) -> Cells:
        """The numbers as a table: a row for each right class."""
        classes = range(CLASS_COUNT)
        head = [self.tr("right class"), *(name_of(label) for label in classes)]
        return [head, *([name_of(right), *(self._number(right, given) for given in classes)] for right in classes)]

    def cell_text(self, cell: Cell) -> str:
        """What a cell says: "Shirt taken for T-shirt/top: 157 of 1 000"."""
        if self._counts is None:
            return self.sentence()
        right, given = cell
        if given == WHOLE:
            text, count, total = self.tr("{right}: {count} pictures"), self._counts[right].sum(), 0
        elif right == WHOLE:
            text, count, total = self.tr("the answer {given}: {count} times"), self._counts[:, given].sum(), 0
        else:
            count, total = self._counts[right, given], self._counts[right].sum()
            taken = self.tr("{right} taken for {given}: {count} of {total}")
            text = self.tr("{right}, recognised: {count} of {total}") if right == given else taken
        return text.format(
            right="" if right == WHOLE else name_of(right),
            given="" if given == WHOLE else name_of(given),
            count=grouped(int(count)),
            total=grouped(int(total)),
        )

    # --- geometry -----------------------------------------------------------------------------------------------------

    def cell_rect(self, cell: Cell) -> QRect:
        """Where `cell` is; of a row or a column it is where the name stands."""
        left, top, width, height = self._geometry()
        right, given = cell
        if given == WHOLE:
            return QRect(0, top + right * height, left, height)
        if right == WHOLE:
            return QRect(left + given * width, 0, width, top)
        return QRect(left + given * width, top + right * height, width, height)

    def cell_at(self, place: QPoint) -> Cell | None:
        """The cell under `place`, None beside all."""
        left, top, width, height = self._geometry()
        given = WHOLE if place.x() < left else (place.x() - left) // width
        right = WHOLE if place.y() < top else (place.y() - top) // height
        if max(right, given) >= CLASS_COUNT or min(place.x(), place.y()) < 0 or right == given == WHOLE:
            return None
        return right, given

    def sizeHint(self) -> QSize:
        left, top = self._margins()
        return QSize(left + 34 * CLASS_COUNT, top + 28 * CLASS_COUNT)

    def minimumSizeHint(self) -> QSize:
        left, top = self._margins()
        return QSize(left + _SMALLEST * CLASS_COUNT + 12, top + _SMALLEST * CLASS_COUNT + 1)

    def _margins(self) -> tuple[int, int]:
        """Width of the row names and height of the column names, which stand upright."""
        metrics = QFontMetrics(scaled_font(self.font(), _SMALL))
        widest = max(metrics.horizontalAdvance(name_of(label)) for label in range(CLASS_COUNT)) + 2 * _PAD
        return widest, widest

    def _geometry(self) -> tuple[int, int, int, int]:
        """Left and top of the cells, and their width and height."""
        left, top = self._margins()
        width = min(max((self.width() - left - 1) // CLASS_COUNT, 1), _LARGEST)
        height = min(max((self.height() - top - 1) // CLASS_COUNT, 1), _LARGEST)
        return left, top, width, height

    # --- painting -----------------------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(scaled_font(self.font(), _SMALL))
        self._paint_axes(painter)
        for right in range(CLASS_COUNT):
            for given in range(CLASS_COUNT):
                self._paint_cell(painter, right, given)
        if self._hovered is not None:
            self._paint_frame(painter, self._hovered, 1)
        if self.hasFocus():
            self._paint_frame(painter, self._cursor, 2)
        painter.end()

    def _paint_axes(self, painter: QPainter) -> None:
        left, top, _width, _height = self._geometry()
        table, flags = colors(), Qt.AlignmentFlag
        painter.setPen(QColor(table.faint))
        corner = QRect(0, 0, left, top).adjusted(_PAD, _PAD, -_PAD, -_PAD)
        painter.drawText(corner, flags.AlignRight | flags.AlignTop, self.tr("answer →"))
        painter.drawText(corner, flags.AlignLeft | flags.AlignBottom, self.tr("class ↓"))
        painter.setPen(QColor(table.text))
        for label in range(CLASS_COUNT):
            row = self.cell_rect((label, WHOLE)).adjusted(0, 0, -_PAD, 0)
            painter.drawText(row, flags.AlignRight | flags.AlignVCenter, name_of(label))
            column = self.cell_rect((WHOLE, label))
            painter.save()
            painter.translate(column.left(), column.bottom() - _PAD)
            painter.rotate(-90)
            turned = QRectF(0, 0, column.height(), column.width())
            painter.drawText(turned, flags.AlignLeft | flags.AlignVCenter, name_of(label))
            painter.restore()

    def _paint_cell(self, painter: QPainter, right: int, given: int) -> None:
        rect = self.cell_rect((right, given)).adjusted(0, 0, -1, -1)
        if self._counts is None or not (self._zeros or self._counts[right, given]):
            painter.fillRect(rect, QColor(colors().track))
            return
        # The root of the share: else all confusions would look alike beside the many right answers.
        color = cividis(float(np.sqrt(self._shares[right, given])))
        painter.fillRect(rect, color)
        painter.setPen(ink_on(color))
        number = self._number(right, given)
        if self._as_shares and painter.fontMetrics().horizontalAdvance("00.0") > rect.width():
            number = number.partition(".")[0]
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, number)

    def _paint_frame(self, painter: QPainter, cell: Cell, width: int) -> None:
        """Two lines, so that one of them stands out from whatever colour is below."""
        rect = self.cell_rect(cell).adjusted(0, 0, -1, -1)
        for color, inset in ((colors().accent, 0), (colors().card, width)):
            painter.setPen(QPen(QColor(color), width))
            painter.drawRect(rect.adjusted(inset, inset, -inset - 1, -inset - 1))

    def _number(self, right: int, given: int) -> str:
        if self._counts is None:
            return ""
        if not self._as_shares:
            return str(int(self._counts[right, given]))
        if not self._counts[right].any():
            return "–"
        return f"{100 * self._shares[right, given]:.1f}"

    # --- mouse and keyboard -------------------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hovered = self.cell_at(event.position().toPoint())
        if hovered != self._hovered:
            self._hovered = hovered
            self.setCursor(Qt.CursorShape.ArrowCursor if hovered is None else Qt.CursorShape.PointingHandCursor)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self.update()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self.cell_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and cell is not None:
            self._move_to(cell)
            self._open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        right, given = self._cursor
        keys = Qt.Key
        if event.key() in (keys.Key_Return, keys.Key_Enter, keys.Key_Space):
            self._open()
            return
        steps = {keys.Key_Up: (-1, 0), keys.Key_Down: (1, 0), keys.Key_Left: (0, -1), keys.Key_Right: (0, 1)}
        step = steps.get(keys(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        target = (min(right + step[0], CLASS_COUNT - 1), min(given + step[1], CLASS_COUNT - 1))
        if min(target) >= WHOLE and target != (WHOLE, WHOLE):
            self._move_to(target)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._tell()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            cell = self.cell_at(event.pos())
            QToolTip.showText(event.globalPos(), plain_tip(self.cell_text(cell)) if cell else self.explanation(), self)
            return True
        return super().event(event)

    def _move_to(self, cell: Cell) -> None:
        self._cursor = cell
        self._tell()

    def _open(self) -> None:
        if self._counts is not None:
            self.cell_opened.emit(*self._cursor)

    # --- texts --------------------------------------------------------------------------------------------------------

    def explanation(self) -> str:
        """The matrix in words: how it is to be read."""
        return self.tr(
            "The confusion matrix: a row for each right class, a column for each answer. Right answers stand on the "
            "diagonal; the brighter a cell, the larger its share of the row. Click a cell to see its pictures."
        )

    def _tell(self) -> None:
        self.setAccessibleDescription(f"{self.cell_text(self._cursor)}. {self.sentence()}")
        spoken = self.sentence()
        if spoken != self._spoken:
            self._spoken = spoken
            self.sentence_changed.emit(spoken)
        self.update()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.setAccessibleName(self.tr("Confusion matrix; arrow keys choose a cell, Enter shows its pictures"))
        self.updateGeometry()
        self._tell()
