"""The table of kept runs: sorted, renamed in place, ticked to be drawn."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, QSortFilterProxyModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from fashion_gui.core.runs import MAX_TITLE
from fashion_gui.ui.run_cells import Column, RunRow
from fashion_gui.ui.run_rows import SORT_ROLE, RunRows

_ROW: Final = 27  # logical pixels
_WIDE: Final = 800  # from which there is room for all columns
_WIDTHS: Final = {  # where there is room, and where not
    Column.PRESET: (128, 104),
    Column.EPOCHS: (66, 62),
    Column.TEST: (60, 56),
    Column.VALIDATION: (62, 58),
    Column.DURATION: (56, 54),
    Column.WHEN: (104, 0),
    Column.STATE: (112, 30),
}

Index = QModelIndex | QPersistentModelIndex


class _Names(QStyledItemDelegate):
    """Renames in place: the field holds the user's title and shows the name it has without one."""

    def __init__(self, table: "RunTable") -> None:
        super().__init__(table)
        self._table = table

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setMaxLength(MAX_TITLE)
        row = self._table.row_at(index)
        editor.setPlaceholderText(row.name)
        editor.setAccessibleName(row.name)
        return editor


class RunTable(QTableView):
    """Arrow keys move, Enter or a double click opens, Space ticks, F2 renames, Delete moves to the trash."""

    open_requested = Signal()
    delete_requested = Signal()

    def __init__(self, rows: RunRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(rows)
        self._sorted.setSortRole(SORT_ROLE)
        self._sorted.setSortLocaleAware(True)
        self._sorted.setSortCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setModel(self._sorted)
        self.setItemDelegateForColumn(Column.NAME, _Names(self))
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)  # `rename` edits
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)  # Tab leaves the table
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setIconSize(QSize(16, 16))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setMinimumSectionSize(28)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setSortingEnabled(True)
        self.sortByColumn(Column.WHEN, Qt.SortOrder.DescendingOrder)
        self.doubleClicked.connect(self._open)

    # --- what is chosen -----------------------------------------------------------------------------------------------

    def row_at(self, index: Index) -> RunRow:
        """The run shown at `index` of this table."""
        return self._rows.rows[self._sorted.mapToSource(index).row()]

    def shown(self) -> list[RunRow]:
        """All runs, as they are sorted."""
        return [self.row_at(self._sorted.index(row, 0)) for row in range(self._sorted.rowCount())]

    def chosen(self) -> list[RunRow]:
        """The selected runs, as they are sorted."""
        return [self.row_at(index) for index in sorted(self.selectionModel().selectedRows(), key=lambda one: one.row())]

    def current(self) -> RunRow | None:
        """The run that the keys stand on."""
        return self.row_at(self.currentIndex()) if self.currentIndex().isValid() else None

    def choose(self, key: str) -> None:
        """Select one run alone, and see to it that it can be seen."""
        place = self._rows.row_of(key)
        if place >= 0:
            index = self._sorted.mapFromSource(self._rows.index(place, Column.NAME))
            self.setCurrentIndex(index)
            self.selectRow(index.row())
            self.scrollTo(index)

    # --- what the user does -------------------------------------------------------------------------------------------

    def rename(self) -> None:
        """Open the field for the name of the run that the keys stand on."""
        if self.currentIndex().isValid():
            self.edit(self.currentIndex().siblingAtColumn(Column.NAME))

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.open_requested.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
            return
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._open(self.currentIndex())
            case Qt.Key.Key_F2:
                self.rename()
            case Qt.Key.Key_Delete:
                self.delete_requested.emit()
            case Qt.Key.Key_Space:
                self._toggle()
            case _:
                super().keyPressEvent(event)

    def _toggle(self) -> None:
        keys = [row.key for row in self.chosen()]
        self._rows.set_ticked(keys, not all(key in self._rows.ticked for key in keys))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, the time of the beginning goes (the name mostly says it), and words beside icons."""
        wide = event.size().width() >= _WIDE
        head = self.horizontalHeader()
        for column in Column:
            width = _WIDTHS[column][0 if wide else 1] if column in _WIDTHS else None
            self.setColumnHidden(column, width == 0)
            if width is None:
                head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
            elif width:
                head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
                head.resizeSection(column, width)
        super().resizeEvent(event)
