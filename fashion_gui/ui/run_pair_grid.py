"""A grid of pictures with two answers each, and the right one."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from fashion_gui.ui.run_looks import CURVE_LOOKS
from fashion_gui.ui.theme import colors
from fashion_gui.ui.tile_grid import GridTile, TileGrid, TilePainter

_LINE: Final = 15  # logical pixels a caption line takes
_LINES: Final = 3
_CELL: Final = 100  # logical pixels: a cell with readable captions
_CELL_HEIGHT: Final = 122
_MOST_COLUMNS, _MOST_ROWS = 8, 5
_MARGIN: Final = 4


@dataclass(frozen=True)
class PairTile(GridTile):
    """`caption` is the right answer; `answers` are those of the two networks, each with whether it is right."""

    answers: tuple[tuple[str, bool], ...] = ()


class _PairPainter(TilePainter):
    """Below the picture "A Shirt ✓", "B Coat ✕" and the right answer."""

    def side(self, cell: QRect) -> int:
        return min(cell.width() - 2 * _MARGIN, cell.height() - _LINES * _LINE - 2 * _MARGIN)

    def paint_below(self, painter: QPainter, tile: GridTile, room: QRect) -> None:
        line = QRect(room.left(), room.top() + 1, room.width(), _LINE)
        if isinstance(tile, PairTile):
            for slot, (answer, right) in enumerate(tile.answers):
                _paint_answer(painter, line, slot, answer, right)
                line.translate(0, _LINE)
        painter.setPen(QColor(colors().faint))
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, _cut(painter, tile.caption, line.width()))


def _paint_answer(painter: QPainter, line: QRect, slot: int, answer: str, right: bool) -> None:
    """The letter in the curve's colour, the answer, and a sign: never colour alone."""
    table = colors()
    look = CURVE_LOOKS[slot]
    letter, sign = f"{look.letter} ", " ✓" if right else " ✕"
    metrics = painter.fontMetrics()
    around = metrics.horizontalAdvance(letter) + metrics.horizontalAdvance(sign)
    answer = _cut(painter, answer, line.width() - around)
    left = line.left() + (line.width() - around - metrics.horizontalAdvance(answer)) // 2
    parts = (letter, look.color(table)), (answer, table.text), (sign, table.good if right else table.bad)
    for text, color in parts:
        painter.setPen(QColor(color))
        width = metrics.horizontalAdvance(text)
        painter.drawText(QRect(left, line.top(), width + 1, line.height()), Qt.AlignmentFlag.AlignVCenter, text)
        left += width


def _cut(painter: QPainter, text: str, width: int) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)


class PairGrid(TileGrid):
    """As many cells as fit."""

    shape_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(columns=_MOST_COLUMNS, rows=_MOST_ROWS, parent=parent)
        self.setItemDelegate(_PairPainter(self))
        self.setMinimumSize(2 * _CELL, _CELL_HEIGHT)

    def cell_count(self) -> int:
        """How many pictures a page holds."""
        return self._columns * self._rows

    def resizeEvent(self, event: QResizeEvent) -> None:
        before = (self._columns, self._rows)
        self._columns = min(max(event.size().width() // _CELL, 1), _MOST_COLUMNS)
        self._rows = min(max(event.size().height() // _CELL_HEIGHT, 1), _MOST_ROWS)
        super().resizeEvent(event)
        width, height = self.gridSize().width(), (self.viewport().height() - 2) // self._rows
        self.setGridSize(QSize(width, max(min(width + _LINES * _LINE, height), _CELL_HEIGHT // 2)))
        if (self._columns, self._rows) != before:
            self.shape_changed.emit()
