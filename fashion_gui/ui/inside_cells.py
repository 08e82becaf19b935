"""Cells of a layer, one pointed at by the mouse or the arrow keys, one chosen."""

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from fashion_gui.ui.language import Translated
from fashion_gui.ui.theme import colors

_EDGE: Final = 3  # logical pixels around all cells, for the frames
_CHOOSE: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class PointedCells(Translated):
    """A grid of cells.  A subclass paints them with `draw`, and calls `lay_out` and `redraw`."""

    pointed = Signal(int)  # a cell, or -1: neither the mouse nor the focus is here any more
    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count, self._columns = 0, 1
        self._at, self._marked = 0, -1
        self._hovered = False
        self._drawn: QPixmap | None = None  # kept, because painting all cells takes too long to follow the mouse
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def draw(self, painter: QPainter) -> None:
        """Paint all cells."""
        raise NotImplementedError

    def lay_out(self, count: int, columns: int) -> None:
        """Show so many cells.  The one pointed at stays if it can."""
        self._count, self._columns = count, columns
        self._at = min(self._at, max(count - 1, 0))
        self.redraw()

    def count(self) -> int:
        """How many cells there are."""
        return self._count

    def at(self) -> int:
        """The cell pointed at."""
        return self._at

    def point_at(self, cell: int) -> None:
        """Point at a cell, as the mouse and the keys do."""
        self._at = cell
        self.update()
        self.pointed.emit(cell)

    def mark(self, cell: int) -> None:
        """Frame the cell that is explained elsewhere; -1 for none."""
        self._marked = cell
        if cell >= 0:
            self._at = cell
        self.update()

    def marked(self) -> int:
        """The framed cell, -1 for none."""
        return self._marked

    def is_hovered(self) -> bool:
        """Whether the mouse points at a cell."""
        return self._hovered

    def redraw(self) -> None:
        """Paint all cells anew."""
        self._drawn = None
        self.update()

    # --- geometry ----------------------------------------------------------------------------------------------------

    def rows(self) -> int:
        """The last one may be shorter."""
        return max(-(-self._count // self._columns), 1)

    def cell_size(self) -> QSize:
        """In logical pixels: the largest square that fits."""
        width, height = self.width() - 2 * _EDGE, self.height() - 2 * _EDGE
        side = max(min(width // self._columns, height // self.rows()), 1)
        return QSize(side, side)

    def area(self) -> QRect:
        """All cells."""
        size = self.cell_size()
        width = size.width() * self._columns
        return QRect(max((self.width() - width) // 2, 0), _EDGE, width, size.height() * self.rows())

    def cell(self, index: int) -> QRect:
        """Where a cell is."""
        row, column = divmod(index, self._columns)
        size = self.cell_size()
        return QRect(self.area().topLeft() + QPoint(column * size.width(), row * size.height()), size)

    def cell_at(self, place: QPointF) -> int:
        """The cell there, -1 for none."""
        area, size, point = self.area(), self.cell_size(), place.toPoint()
        if not area.contains(point):
            return -1
        inside = point - area.topLeft()
        index = inside.y() // size.height() * self._columns + inside.x() // size.width()
        return index if index < self._count else -1

    # --- painting ----------------------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        if self._drawn is None or self._drawn.devicePixelRatio() != ratio:
            self._drawn = QPixmap(self.size() * ratio)
            self._drawn.setDevicePixelRatio(ratio)
            self._drawn.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._drawn)
            painter.setFont(self.font())
            self.draw(painter)
            painter.end()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawn)
        if 0 <= self._marked < self._count:
            self._frame(painter, self._marked, colors().accent, 2)
        if self._count and (self.hasFocus() or self._hovered):
            self._frame(painter, self._at, colors().text, 1)
        painter.end()

    def _frame(self, painter: QPainter, cell: int, color: str, width: int) -> None:
        painter.setPen(QPen(QColor(color), width))
        painter.drawRect(self.cell(cell).adjusted(-1, -1, 0, 0))

    # --- mouse and keys ----------------------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        cell = self.cell_at(event.position())
        if cell >= 0 and (cell != self._at or not self._hovered):
            self._hovered = True
            self.point_at(cell)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self.cell_at(event.position())
        if cell >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.point_at(cell)
            self.chosen.emit(cell)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = False
        self.update()
        self.pointed.emit(self._at if self.hasFocus() else -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = Qt.Key, self._count - 1
        steps: dict[int, int] = {
            key.Key_Left: -1,
            key.Key_Right: 1,
            key.Key_Up: -self._columns,
            key.Key_Down: self._columns,
            key.Key_Home: -self._at,
            key.Key_End: last - self._at,
        }
        if event.key() in _CHOOSE and self._count:
            self.chosen.emit(self._at)
        elif event.key() not in steps:
            super().keyPressEvent(event)
        elif 0 <= self._at + steps[event.key()] <= last:
            self.point_at(self._at + steps[event.key()])

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()
        if self._count and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.pointed.emit(self._at)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
        self.pointed.emit(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.redraw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.redraw()
