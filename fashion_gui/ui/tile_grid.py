"""A grid of tiles with captions, for galleries and pages of answers."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from fashion_gui.core.labels import TILE_SIDE
from fashion_gui.ui.images import tile_pixmap
from fashion_gui.ui.theme import colors, scaled_font

SMALL: Final = 0.84  # of the font, below a picture

_CAPTION: Final = 17  # logical pixels a caption line takes
_MARGIN: Final = 4
_ABOVE: Final = 2  # a picture

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class GridTile:
    """One cell.  `right` is True or False where an answer is known to be so; `spoken` is for screen readers."""

    index: int  # of the picture in its set
    tile: npt.NDArray[np.uint8]  # (28, 28)
    caption: str
    right: bool | None = None
    spoken: str = ""


class _Tiles(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.tiles: list[GridTile] = []

    def replace(self, tiles: list[GridTile]) -> None:
        same = [tile.index for tile in tiles] == [tile.index for tile in self.tiles]
        if same:  # new answers to the same pictures: the selection stays
            self.tiles = tiles
            if tiles:
                self.dataChanged.emit(self.index(0), self.index(len(tiles) - 1))
            return
        self.beginResetModel()
        self.tiles = tiles
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.tiles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        tile = self.tiles[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return tile.caption
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return tile.spoken or tile.caption
        return None


class TilePainter(QStyledItemDelegate):
    """Paints crisp pixels, with a frame that tells which tile is chosen or pointed at, and what stands below."""

    def __init__(self, grid: "TileGrid") -> None:
        super().__init__(grid)
        self._grid = grid

    def side(self, cell: QRect) -> int:
        """How large the picture in this cell is."""
        raise NotImplementedError

    def paint_below(self, painter: QPainter, tile: GridTile, room: QRect) -> None:
        """What stands below the picture, in a smaller font; `room` is the rest of the cell."""
        raise NotImplementedError

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tile = self._grid.tiles()[index.row()]
        cell: QRect = option.rect
        side = max(self.side(cell), TILE_SIDE)
        picture = QRect(cell.left() + (cell.width() - side) // 2, cell.top() + _ABOVE, side, side)
        ratio = painter.device().devicePixelRatio()
        painter.save()
        painter.drawPixmap(picture, tile_pixmap(tile.tile, side=side, ratio=ratio, inverted=not self._grid.raw()))
        flags = QStyle.StateFlag
        chosen = option.state & (flags.State_HasFocus | flags.State_MouseOver | flags.State_Selected)
        painter.setPen(QPen(QColor(colors().accent), 2) if chosen else QColor(colors().border))
        painter.drawRect(picture.adjusted(0, 0, -1, -1))
        painter.setFont(scaled_font(painter.font(), SMALL))
        self.paint_below(
            painter, tile, QRect(cell.left(), picture.bottom() + 1, cell.width(), cell.bottom() - picture.bottom())
        )
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return self._grid.gridSize()


class _CaptionPainter(TilePainter):
    """A caption, with a cross at a wrong answer: never colour alone."""

    def side(self, cell: QRect) -> int:
        return min(cell.width() - 2 * _MARGIN, cell.height() - _CAPTION - _MARGIN)

    def paint_below(self, painter: QPainter, tile: GridTile, room: QRect) -> None:
        painter.setPen(QColor(colors().bad if tile.right is False else colors().text))
        text = f"{tile.caption} ✕" if tile.right is False else tile.caption
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        caption = QRect(room.left(), room.top(), room.width(), _CAPTION)
        painter.drawText(caption, Qt.AlignmentFlag.AlignCenter, text)


class TileGrid(QListView):
    """`columns` tiles a row, as large as the width allows.  Arrow keys move, Enter or a click opens."""

    tile_opened = Signal(int)  # the picture's index in its set

    def __init__(self, *, columns: int, rows: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._rows = rows
        self._raw = False
        self._model = _Tiles(self)
        self.setModel(self._model)
        self.setItemDelegate(_CaptionPainter(self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # else a column's room is kept for it
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)  # a photo dropped here goes on to the window
        self.clicked.connect(self._open)

    def show_tiles(self, tiles: list[GridTile]) -> None:
        """Replace what is shown; the selection stays when the pictures are the same."""
        self._model.replace(tiles)

    def tiles(self) -> list[GridTile]:
        """What is shown."""
        return self._model.tiles

    def raw(self) -> bool:
        """Whether tiles are shown bright on black, as the network sees them."""
        return self._raw

    def set_raw(self, raw: bool) -> None:
        """Bright on black, as the network sees them, or dark on white, as the report shows them."""
        self._raw = raw
        self.viewport().update()

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        self.tile_opened.emit(self._model.tiles[index.row()].index)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        width = (self.viewport().width() - 2) // self._columns
        height = (self.viewport().height() - 2) // self._rows
        self.setGridSize(QSize(width, max(min(width + _CAPTION, height), 46)))
        super().resizeEvent(event)


class ChoosingGrid(TileGrid):
    """A click or the arrow keys choose a tile; a double click or Enter opens it."""

    tile_chosen = Signal(int)  # the picture's index in its set

    def __init__(self, *, columns: int, rows: int, parent: QWidget | None = None) -> None:
        super().__init__(columns=columns, rows=rows, parent=parent)
        self.clicked.disconnect(self._open)
        self.selectionModel().currentChanged.connect(self._on_current)

    def chosen(self) -> int | None:
        """The index in its set of the picture that is chosen."""
        index = self.currentIndex()
        return self.tiles()[index.row()].index if index.isValid() else None

    @Slot(QModelIndex)
    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.tile_chosen.emit(self.tiles()[index.row()].index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            self._open(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:  # Enter alone opens: Space is for choosing
            event.ignore()
            return
        super().keyPressEvent(event)
