"""The pictures of a game, each with your answer, the network's and the right one."""

import math
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from fashion_gui.ui.images import tile_pixmap
from fashion_gui.ui.theme import colors, scaled_font
from fashion_gui.ui.tile_grid import GridTile, TileGrid

_LINE: Final = 16  # logical pixels a line of text takes
_LINES: Final = 3
_MARGIN: Final = 5
_SMALLEST: Final = 56  # of a picture, where all of them are to be seen at once
_USUAL: Final = 100  # where one has to scroll
_LARGEST: Final = 168
_APART: Final = 28  # columns, where there is room
_SMALL: Final = 0.84  # of the font

_SIGNS: Final = {True: " ✓", False: " ✕", None: ""}

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class DuelTile(GridTile):
    """`lines` are what you said, what the network said, and the right answer; each with whether it is right."""

    lines: tuple[tuple[str, bool | None], ...] = ()


class _DuelPainter(QStyledItemDelegate):
    """The picture, and below it three lines with a sign at each answer: never colour alone."""

    def __init__(self, grid: "DuelGrid") -> None:
        super().__init__(grid)
        self._grid = grid

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tile = self._grid.tiles()[index.row()]
        cell: QRect = option.rect
        side = max(min(cell.width(), cell.height() - _LINES * _LINE) - 2 * _MARGIN, 28)
        picture = QRect(cell.left() + (cell.width() - side) // 2, cell.top() + _MARGIN // 2, side, side)
        ratio = painter.device().devicePixelRatio()
        painter.save()
        painter.drawPixmap(picture, tile_pixmap(tile.tile, side=side, ratio=ratio, inverted=not self._grid.raw()))
        flags = QStyle.StateFlag
        chosen = option.state & (flags.State_HasFocus | flags.State_MouseOver | flags.State_Selected)
        painter.setPen(QPen(QColor(colors().accent), 2) if chosen else QColor(colors().border))
        painter.drawRect(picture.adjusted(0, 0, -1, -1))
        painter.setFont(scaled_font(painter.font(), _SMALL))
        line = QRect(cell.left(), picture.bottom() + 3, cell.width(), _LINE)
        for text, right in tile.lines if isinstance(tile, DuelTile) else ():
            _paint_line(painter, line, text, right)
            line.translate(0, _LINE)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return self._grid.gridSize()


def _paint_line(painter: QPainter, line: QRect, text: str, right: bool | None) -> None:
    table = colors()
    sign = _SIGNS[right]
    metrics = painter.fontMetrics()
    room = line.width() - metrics.horizontalAdvance(sign) - _MARGIN
    text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    painter.setPen(QColor({True: table.good, False: table.bad, None: table.faint}[right]))
    painter.drawText(line, Qt.AlignmentFlag.AlignCenter, text + sign)


class DuelGrid(TileGrid):
    """As large as all of them fit, or with a scroll bar.  A click chooses, a double click or Enter asks why."""

    why_wished = Signal(int)  # the picture's place in the test set

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(columns=5, rows=2, parent=parent)
        self.setItemDelegate(_DuelPainter(self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)  # 20 in a small window
        self.setVerticalScrollMode(TileGrid.ScrollMode.ScrollPerPixel)
        self.clicked.disconnect(self._open)
        self.tile_opened.connect(self.why_wished)  # by Enter

    def chosen(self) -> int | None:
        """The place in the test set of the picture that is chosen."""
        index = self.currentIndex()
        return self.tiles()[index.row()].index if index.isValid() else None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            self._open(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:  # Enter alone asks: Space is for choosing
            event.ignore()
            return
        super().keyPressEvent(event)

    def show_tiles(self, tiles: list[GridTile]) -> None:
        super().show_tiles(tiles)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def _arrange(self) -> None:
        # With the room of the scroll bar, shown or not: else the columns would change when it comes, and it would go.
        width = self.width() - self.verticalScrollBar().sizeHint().width() - 2 * self.frameWidth() - 2
        below = _LINES * _LINE + 2 * _MARGIN
        narrowest = self._widest_line()
        sides = {}  # of the pictures, by how many stand in a row
        for columns in range(1, max(width // narrowest, 1) + 1):
            rows = math.ceil(len(self.tiles()) / columns) or 1
            sides[columns] = min(width // columns - 2 * _MARGIN, (self.height() - 4) // rows - below, _LARGEST)
        columns = max(sides, key=lambda count: sides[count])
        side = sides[columns]
        if side < _SMALLEST:
            columns = max(sides)
            side = min(width // columns - 2 * _MARGIN, _USUAL)
        self.setGridSize(QSize(min(width // columns, max(side, narrowest) + _APART), side + below))

    def _widest_line(self) -> int:
        metrics = QFontMetrics(scaled_font(self.font(), _SMALL))
        lines = (line for tile in self.tiles() if isinstance(tile, DuelTile) for line in tile.lines)
        widths = (metrics.horizontalAdvance(text + _SIGNS[right]) for text, right in lines)
        return max(widths, default=_USUAL) + 2 * _MARGIN
