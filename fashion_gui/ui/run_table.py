"""The table of kept runs: sorted, renamed in place, ticked to be drawn."""

from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
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
    Column.PRESET: (116, 0),
    Column.EPOCHS: (64, 62),
    Column.TEST: (56, 54),
    Column.VALIDATION: (56, 54),
    Column.DURATION: (54, 52),
    Column.WHEN: (96, 88),
    Column.STATE: (110, 46),
}
_NAME_SHARE: Final = 0.6  # of what the others leave; the rest is for what was changed
_CHECK: Final = 24  # logical pixels for the box to tick

Index = QModelIndex | QPersistentModelIndex


class _Names(QStyledItemDelegate):
    """A box to tick and the name; the field to rename holds the user's title and shows the name it has without one."""

    def __init__(self, table: "RunTable") -> None:
        super().__init__(table)
        self._table = table
        self._box = QCheckBox(table)  # never shown: the style asks it what a box looks like
        self._box.hide()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        style = self._table.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, self._table)
        check = QStyleOptionButton()
        check.initFrom(self._box)
        side = style.pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth)
        check.rect = QRect(0, 0, side, side)
        check.rect.moveCenter(_box_in(option.rect).center())
        ticked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked
        check.state = QStyle.StateFlag.State_Enabled | (
            QStyle.StateFlag.State_On if ticked else QStyle.StateFlag.State_Off
        )
        self._box.style().drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorCheckBox, check, painter, self._box)
        beside = QStyleOptionViewItem(option)
        beside.rect = option.rect.adjusted(_CHECK, 0, 0, 0)
        super().paint(painter, beside, index)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.features &= ~QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        if not isinstance(event, QMouseEvent) or not _box_in(option.rect).contains(event.position().toPoint()):
            return False
        if event.type() == QEvent.Type.MouseButtonRelease and event.button() == Qt.MouseButton.LeftButton:
            ticked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked
            state = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
            model.setData(model.index(index.row(), index.column()), state, Qt.ItemDataRole.CheckStateRole)
        return True

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setMaxLength(MAX_TITLE)
        row = self._table.row_at(index)
        editor.setPlaceholderText(row.name)
        editor.setAccessibleName(row.name)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        # Asked for again at each change of the table: what the user has typed so far stays.
        if not (isinstance(editor, QLineEdit) and editor.isModified()):
            super().setEditorData(editor, index)


def _box_in(cell: QRect) -> QRect:
    return QRect(cell.left(), cell.top(), _CHECK, cell.height())


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
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
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

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        index = self.indexAt(place)
        if index.column() == Column.NAME and _box_in(self.visualRect(index)).contains(place):
            self.mousePressEvent(event)  # two quick ticks open nothing
        else:
            super().mouseDoubleClickEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, the preset goes (a name that is not the user's says it), and the words beside icons."""
        narrow = event.size().width() < _WIDE
        self._rows.set_terse(narrow)
        head = self.horizontalHeader()
        left = event.size().width() - sum(widths[narrow] for widths in _WIDTHS.values())
        name = round(left * _NAME_SHARE)
        for column in Column:
            rest = name if column is Column.NAME else left - name
            width = _WIDTHS[column][narrow] if column in _WIDTHS else max(rest, 0)
            self.setColumnHidden(column, width == 0)
            if width:
                head.resizeSection(column, width)
        super().resizeEvent(event)
