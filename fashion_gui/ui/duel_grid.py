"""The pictures of a game, each with your answer, the network's and the right one."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from fashion_gui.ui.images import tile_pixmap
from fashion_gui.ui.theme import colors, scaled_font
from fashion_gui.ui.tile_grid import GridTile, TileGrid

_LINE: Final = 16  # logical pixels a line of text takes
_LINES: Final = 3
_MARGIN: Final = 5
_CELL: Final = 148  # logical pixels: "network: T-shirt/top ✕" in one line
_LARGEST: Final = 112  # of a picture

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
        side = min(cell.width() - 2 * _MARGIN, cell.height() - _LINES * _LINE - 2 * _MARGIN, _LARGEST)
        side = max(side, 28)
        picture = QRect(cell.left() + (cell.width() - side) // 2, cell.top() + _MARGIN // 2, side, side)
        ratio = painter.device().devicePixelRatio()
        painter.save()
        painter.drawPixmap(picture, tile_pixmap(tile.tile, side=side, ratio=ratio, inverted=not self._grid.raw()))
        flags = QStyle.StateFlag
        chosen = option.state & (flags.State_HasFocus | flags.State_MouseOver | flags.State_Selected)
        painter.setPen(QPen(QColor(colors().accent), 2) if chosen else QColor(colors().border))
        painter.drawRect(picture.adjusted(0, 0, -1, -1))
        painter.setFont(scaled_font(painter.font(), 0.84))
        line = QRect(cell.left(), picture.bottom() + 3, cell.width(), _LINE)
        for text, right in tile.lines if isinstance(tile, DuelTile) else ():
            _paint_line(painter, line, text, right)
            line.translate(0, _LINE)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return self._grid.gridSize()


def _paint_line(painter: QPainter, line: QRect, text: str, right: bool | None) -> None:
    table = colors()
    sign = {True: " ✓", False: " ✕", None: ""}[right]
    metrics = painter.fontMetrics()
    room = line.width() - metrics.horizontalAdvance(sign) - _MARGIN
    text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    painter.setPen(QColor({True: table.good, False: table.bad, None: table.faint}[right]))
    painter.drawText(line, Qt.AlignmentFlag.AlignCenter, text + sign)


class DuelGrid(TileGrid):
    """As many columns as fit.  A click chooses, a double click or Enter asks why."""

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        width = self.viewport().width() - 2
        columns = max(width // _CELL, 1)
        super().resizeEvent(event)
        side = min(width // columns - 2 * _MARGIN, _LARGEST)
        self.setGridSize(QSize(width // columns, side + _LINES * _LINE + 2 * _MARGIN))
