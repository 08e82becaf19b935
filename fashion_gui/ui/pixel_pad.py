"""28 x 28 cells of a widget, one of them pointed at with the mouse or the arrow keys."""

from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from fashion_gui.core.labels import TILE_SIDE
from fashion_gui.ui.language import Translated
from fashion_gui.ui.theme import colors

_LAST: Final = TILE_SIDE - 1
_ARROWS: Final[dict[int, tuple[int, int]]] = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Home: (0, -_LAST),
    Qt.Key.Key_End: (0, _LAST),
    Qt.Key.Key_PageUp: (-_LAST, 0),
    Qt.Key.Key_PageDown: (_LAST, 0),
}


class PixelPad(Translated):
    """A square of 28 x 28 cells, one of which is pointed at.  Rows and columns count from 0, top left."""

    pixel_pointed = Signal(int, int)  # row, column: the user's wish, also when it is the pixel already shown

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tile = np.zeros((TILE_SIDE, TILE_SIDE), np.uint8)
        self._row = 0
        self._column = 0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def show_tile(self, tile: npt.NDArray[np.uint8]) -> None:
        """Show uint8 (28, 28); the pixel pointed at stays."""
        self._tile = tile
        self.update()

    def pixel(self) -> tuple[int, int]:
        """Row and column of the highlighted pixel."""
        return self._row, self._column

    def set_pixel(self, row: int, column: int) -> None:
        """Highlight one pixel; says nothing to others."""
        self._row, self._column = row, column
        self.update()

    def cell(self, row: int, column: int) -> QRect:
        """Where a pixel is drawn, in the widget's own coordinates."""
        area, size = self._area(), self._cell_size()
        corner = area.topLeft() + QPoint(column * size.width(), row * size.height())
        return QRect(corner, size)

    def _cell_size(self) -> QSize:
        raise NotImplementedError

    def _area(self) -> QRect:
        """All 28 x 28 cells."""
        raise NotImplementedError

    def _point_at(self, position: QPointF) -> None:
        area, size = self._area(), self._cell_size()
        point = position.toPoint()
        if area.contains(point):
            inside = point - area.topLeft()
            self.pixel_pointed.emit(inside.y() // size.height(), inside.x() // size.width())

    def _paint_frame(self, painter: QPainter, inner: str) -> None:
        """Orange, with a thin line inside, so that it shows on every shade below it."""
        frame = QRectF(self.cell(self._row, self._column)).adjusted(-1, -1, 1, 1)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colors().second), 2))
        painter.drawRect(frame)
        painter.setPen(QPen(QColor(inner), 1))
        painter.drawRect(frame.adjusted(1.5, 1.5, -1.5, -1.5))

    def _paint_focus(self, painter: QPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colors().accent if self.hasFocus() else colors().border), 1))
        painter.drawRect(self._area().adjusted(-1, -1, 0, 0))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._point_at(event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        move = _ARROWS.get(event.key())
        # With Alt the arrows step through pictures.
        if move is None or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
            return
        row, column = (min(max(now + by, 0), _LAST) for now, by in zip(self.pixel(), move, strict=True))
        self.pixel_pointed.emit(row, column)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.update()
        super().changeEvent(event)
