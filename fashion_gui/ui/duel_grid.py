"""The pictures of a game, each with your answer, the network's and the right one."""

import math
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from fashion_gui.ui.theme import colors, scaled_font
from fashion_gui.ui.tile_grid import SMALL, ChoosingGrid, GridTile, TileGrid, TilePainter

_LINE: Final = 16  # logical pixels a line of text takes
_LINES: Final = 3
_MARGIN: Final = 5
_SMALLEST: Final = 56  # of a picture, where all of them are to be seen at once
_USUAL: Final = 100  # where one has to scroll
_LARGEST: Final = 168
_APART: Final = 28  # columns, where there is room

_SIGNS: Final = {True: " ✓", False: " ✕", None: ""}


@dataclass(frozen=True)
class DuelTile(GridTile):
    """`lines` are what you said, what the network said, and the right answer; each with whether it is right."""

    lines: tuple[tuple[str, bool | None], ...] = ()


class _DuelPainter(TilePainter):
    """Below the picture three lines with a sign at each answer: never colour alone."""

    def side(self, cell: QRect) -> int:
        return min(cell.width(), cell.height() - _LINES * _LINE) - 2 * _MARGIN

    def paint_below(self, painter: QPainter, tile: GridTile, room: QRect) -> None:
        line = QRect(room.left(), room.top() + 2, room.width(), _LINE)
        for text, right in tile.lines if isinstance(tile, DuelTile) else ():
            _paint_line(painter, line, text, right)
            line.translate(0, _LINE)


def _paint_line(painter: QPainter, line: QRect, text: str, right: bool | None) -> None:
    table = colors()
    sign = _SIGNS[right]
    metrics = painter.fontMetrics()
    room = line.width() - metrics.horizontalAdvance(sign) - _MARGIN
    text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    painter.setPen(QColor({True: table.good, False: table.bad, None: table.faint}[right]))
    painter.drawText(line, Qt.AlignmentFlag.AlignCenter, text + sign)


class DuelGrid(ChoosingGrid):
    """As large as all of them fit, or with a scroll bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(columns=5, rows=2, parent=parent)
        self.setItemDelegate(_DuelPainter(self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)  # 20 in a small window
        self.setVerticalScrollMode(TileGrid.ScrollMode.ScrollPerPixel)

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
        metrics = QFontMetrics(scaled_font(self.font(), SMALL))
        lines = (line for tile in self.tiles() if isinstance(tile, DuelTile) for line in tile.lines)
        widths = (metrics.horizontalAdvance(text + _SIGNS[right]) for text, right in lines)
        return max(widths, default=_USUAL) + 2 * _MARGIN
