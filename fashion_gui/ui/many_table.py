"""The table of many photos: sorted, filtered, with a small picture of each photo and its tile."""

import math
from pathlib import Path
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, QSortFilterProxyModel, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from fashion_gui.ui.images import tile_pixmap
from fashion_gui.ui.many_rows import KIND_ROLE, SORT_ROLE, Rows
from fashion_gui.ui.many_texts import Answered, Column, Row, Unreadable, tile_of
from fashion_gui.ui.theme import colors

_PICTURE: Final = 48  # logical pixels a side
_MOST: Final = 96  # pixels of a kept picture's long side, however fine the screen
_MARGIN: Final = 4
_WIDTHS: Final = {Column.PHOTO: 72, Column.TILE: 72, Column.PROBABILITY: 124, Column.VERDICT: 128}

Index = QModelIndex | QPersistentModelIndex


class _Pictures(QStyledItemDelegate):
    """Paints the photo or its tile in the middle of the cell."""

    def __init__(self, table: "ManyTable") -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self._table.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, self._table)
        row = self._table.row_at(index)
        if isinstance(row, Unreadable):
            return
        ratio = painter.device().devicePixelRatio()
        if index.column() == Column.TILE:
            pixmap = tile_pixmap(tile_of(row), side=_PICTURE, ratio=ratio, inverted=False)
        else:
            pixmap = QPixmap.fromImage(row.thumbnail)
        size = pixmap.size().scaled(_PICTURE, _PICTURE, Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(0, 0, size.width(), size.height())
        place.moveCenter(option.rect.center())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, pixmap)
        painter.setPen(QColor(colors().border))
        painter.drawRect(place.adjusted(0, 0, -1, -1))
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(_PICTURE + 2 * _MARGIN, _PICTURE + 2 * _MARGIN)


class ManyTable(QTableView):
    """Arrow keys move, Enter or a double click opens, a click on a head sorts."""

    photo_opened = Signal(Path)

    def __init__(self, rows: Rows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(rows)
        self._sorted.setSortRole(SORT_ROLE)
        self._sorted.setSortLocaleAware(True)
        self._sorted.setFilterRole(KIND_ROLE)
        self._sorted.setFilterKeyColumn(Column.VERDICT)
        self.setModel(self._sorted)
        pictures = _Pictures(self)
        self.setItemDelegateForColumn(Column.PHOTO, pictures)
        self.setItemDelegateForColumn(Column.TILE, pictures)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)  # Tab leaves the table
        self.setShowGrid(False)
        self.setIconSize(QSize(16, 16))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_PICTURE + 2 * _MARGIN)
        self._size_columns()
        self.setSortingEnabled(True)
        self.sortByColumn(Column.PHOTO, Qt.SortOrder.AscendingOrder)
        self.doubleClicked.connect(self._open)

    def _size_columns(self) -> None:
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in Column:
            if column in _WIDTHS:
                head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
                head.resizeSection(column, _WIDTHS[column])
            else:
                head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def picture_side(self) -> int:
        """How many pixels the long side of a photo needs here."""
        return min(math.ceil(_PICTURE * self.devicePixelRatioF()), _MOST)

    def row_at(self, index: Index) -> Row:
        """The row shown at `index` of this table."""
        return self._rows.rows[self._sorted.mapToSource(index).row()]

    def shown(self) -> list[Row]:
        """The rows that pass the filter, as they are sorted."""
        return [self.row_at(self._sorted.index(row, 0)) for row in range(self._sorted.rowCount())]

    def chosen(self) -> list[Answered]:
        """The selected rows that have a tile."""
        rows = [self.row_at(index) for index in self.selectionModel().selectedRows()]
        return [row for row in rows if isinstance(row, Answered)]

    def show_kind(self, kind: str) -> None:
        """Show only rows of this kind, one of `KINDS`; "": all."""
        self._sorted.setFilterFixedString(kind)

    def open_current(self) -> None:
        """Open the photo that the keys stand on."""
        if self.currentIndex().isValid():
            self._open(self.currentIndex())

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        self.photo_opened.emit(self.row_at(index).path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_current()
        else:
            super().keyPressEvent(event)
