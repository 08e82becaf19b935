"""A tile as the 784 numbers that the network gets."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from fashion_gui.core.labels import TILE_SIDE
from fashion_gui.core.networks import INPUT_SIZE
from fashion_gui.ui.language import Translated
from fashion_gui.ui.theme import colors

_COLUMNS: Final = 5  # number in the vector, row, column, value, value / 255
_WIDTHS: Final = (34, 36, 40, 44)  # logical pixels; the last column takes the rest
_ROLE: Final = Qt.ItemDataRole

Index = QModelIndex | QPersistentModelIndex


class VectorModel(QAbstractTableModel):
    """Row i of the table is element i of the vector: picture row i // 28, column i % 28."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._values = np.zeros(INPUT_SIZE, np.uint8)
        self._headers: list[tuple[str, str]] = [("", "")] * _COLUMNS

    def show_tile(self, tile: npt.NDArray[np.uint8]) -> None:
        """Flatten uint8 (28, 28), row after row, as Keras' Flatten does."""
        self._values = tile.reshape(INPUT_SIZE)
        self.dataChanged.emit(self.index(0, 0), self.index(INPUT_SIZE - 1, _COLUMNS - 1))

    def set_headers(self, headers: list[tuple[str, str]]) -> None:
        """A title and a tooltip for each column."""
        self._headers = headers
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, _COLUMNS - 1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else INPUT_SIZE

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else _COLUMNS

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role in (_ROLE.DisplayRole, _ROLE.ToolTipRole):
            return self._headers[section][0 if role == _ROLE.DisplayRole else 1]
        return None

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        row, column = divmod(index.row(), TILE_SIDE)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                value = int(self._values[index.row()])
                return (index.row(), row, column, value, f"{value / 255:.3f}")[index.column()]
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.ForegroundRole if index.column() < 3:
                return QColor(colors().faint)
            case Qt.ItemDataRole.BackgroundRole if row % 2:  # bands show where a row of the picture ends
                return QColor(colors().window)
        return None


class _FrameCurrentRow(QStyledItemDelegate):
    """Frames the current row in the colour that marks the same pixel in the picture and among the numbers."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if index.row() != self._table.currentIndex().row():
            return
        cell = option.rect
        painter.save()
        painter.setPen(QPen(QColor(colors().second), 2))
        painter.drawLine(cell.left(), cell.top() + 1, cell.right() + 1, cell.top() + 1)
        painter.drawLine(cell.left(), cell.bottom(), cell.right() + 1, cell.bottom())
        painter.restore()


class VectorTable(Translated):
    """The 784 numbers as a table; the row under the mouse, or reached with the arrow keys, is the current pixel."""

    pixel_pointed = Signal(int, int)  # row, column of the picture

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = False
        self.model = VectorModel(self)
        self.view = QTableView(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(_FrameCurrentRow(self.view))
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setTabKeyNavigation(False)
        self.view.setShowGrid(False)
        self.view.setMouseTracking(True)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(19)
        header = self.view.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(20)
        header.setHighlightSections(False)
        for column, width in enumerate(_WIDTHS):
            header.resizeSection(column, width)
        header.setSectionResizeMode(_COLUMNS - 1, QHeaderView.ResizeMode.Stretch)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.9)
        self.view.setFont(font)
        header.setFont(font)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.setFocusProxy(self.view)
        self.view.entered.connect(self._tell)
        self.view.selectionModel().currentChanged.connect(self._tell)
        self.retranslate()

    def show_tile(self, tile: npt.NDArray[np.uint8]) -> None:
        """Show uint8 (28, 28); the current row stays."""
        self.model.show_tile(tile)

    def set_pixel(self, row: int, column: int) -> None:
        """Make that pixel's row the current one and bring it into view; says nothing to others."""
        index = self.model.index(row * TILE_SIDE + column, 0)
        if index.row() == self.view.currentIndex().row():
            return
        self._told = True  # or the pixel would be told back to its teller
        self.view.setCurrentIndex(index)
        self._told = False
        # Under the mouse the table must not run away; elsewhere the neighbours are worth seeing.
        if not self.view.viewport().underMouse():
            self.view.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def retranslate(self) -> None:
        """Short column titles, each with a sentence as its tooltip."""
        self.model.set_headers(
            [
                (self.tr("No."), self.tr("Place in the vector: 28 × row + column, from 0 to 783.")),
                (self.tr("Row"), self.tr("The pixel's row in the picture, 0 at the top.")),
                (self.tr("Col."), self.tr("The pixel's column in the picture, 0 at the left.")),
                (self.tr("Value"), self.tr("Brightness of the pixel: 0 is background, 255 the brightest.")),
                (
                    self.tr("÷ 255"),
                    self.tr("The value divided by 255: small numbers from 0 to 1 are easier to learn from."),
                ),
            ]
        )
        self.view.setAccessibleName(self.tr("The vector of 784 numbers"))

    def sizeHint(self) -> QSize:
        return QSize(226, 300)

    def minimumSizeHint(self) -> QSize:
        return QSize(206, 120)

    @Slot(QModelIndex)
    def _tell(self, index: QModelIndex) -> None:
        if index.isValid() and not self._told:
            self.pixel_pointed.emit(*divmod(index.row(), TILE_SIDE))
