"""The kept runs as a table model."""

from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QGuiApplication, QPixmap
from PySide6.QtWidgets import QApplication

from fashion_gui.core.run_list import ListedRun
from fashion_gui.ui.images import icon
from fashion_gui.ui.plain_text import plain_tip
from fashion_gui.ui.run_cells import CENTRED, Column, RunRow, cell_text, head_hint, head_text, sort_key
from fashion_gui.ui.run_looks import CURVE_LOOKS, STATE_LOOKS, swatch
from fashion_gui.ui.run_texts import run_names, state_sentence
from fashion_gui.ui.theme import colors

SORT_ROLE: Final = Qt.ItemDataRole.UserRole

translate = QCoreApplication.translate  # the name that lupdate looks for

Index = QModelIndex | QPersistentModelIndex


class RunRows(QAbstractTableModel):
    """The newest run first; the table sorts them.

    A tick at a run gives it the first free of the looks of curves, as long as there is one.
    """

    ticks_changed = Signal()
    title_typed = Signal(Path, str)  # the run's folder, and what the user wants to call it

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[RunRow] = []
        self.ticked: dict[str, int] = {}  # names of folders, each with the slot of its curve
        self._drawn: dict[str, int] = {}
        self._answering = ""
        self._terse = False

    def show_runs(self, listed: list[ListedRun]) -> None:
        """Replace what is shown; selection, ticks and an open editor stay where the run stays."""
        names = run_names([one.run for one in listed])
        new = [RunRow(one, names[one.run.name]) for one in listed]
        keys = {row.key for row in new}
        for place in range(len(self.rows) - 1, -1, -1):
            if self.rows[place].key not in keys:
                self.beginRemoveRows(QModelIndex(), place, place)
                del self.rows[place]
                self.endRemoveRows()
        known = {row.key for row in self.rows}
        if [row.key for row in self.rows] != [row.key for row in new if row.key in known]:
            self.beginResetModel()  # no run changes its place among the others, unless somebody edits its file
            self.rows = new
            self.endResetModel()
        for place, row in enumerate(new):
            if row.key not in known:
                self.beginInsertRows(QModelIndex(), place, place)
                self.rows.insert(place, row)
                self.endInsertRows()
        self.rows = new
        if ticked := {key: slot for key, slot in self.ticked.items() if key not in keys}:
            for key in ticked:
                del self.ticked[key]
            self.ticks_changed.emit()
        self._refresh()

    def row_of(self, key: str) -> int:
        """Where the run is among the rows, -1 for nowhere."""
        return next((place for place, row in enumerate(self.rows) if row.key == key), -1)

    def set_answering(self, key: str) -> None:
        """Mark the run whose network answers; "" for none of them."""
        self._answering = key
        self._refresh()

    def set_drawn(self, slots: dict[str, int]) -> None:
        """Which runs have a curve in the chart, each with its slot: the table is the chart's legend."""
        if slots != self._drawn:
            self._drawn = slots
            self._refresh()

    def set_terse(self, terse: bool) -> None:
        """Whether there is only room for the icons of the states."""
        if terse != self._terse:
            self._terse = terse
            self._refresh()

    def set_ticked(self, keys: list[str], ticked: bool) -> None:
        """Tick or untick some runs; no more than there are looks of curves."""
        for key in keys:
            free = [slot for slot in range(len(CURVE_LOOKS)) if slot not in self.ticked.values()]
            if ticked and key not in self.ticked and free:
                self.ticked[key] = free[0]
            elif not ticked:
                self.ticked.pop(key, None)
        self._refresh()
        self.ticks_changed.emit()

    def retranslate(self) -> None:
        """All texts are others now."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self.show_runs([row.listed for row in self.rows])

    def _refresh(self) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(Column) - 1))

    # --- what Qt asks -------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.column() == Column.NAME:
            flags |= Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return head_text(section)
            case Qt.ItemDataRole.ToolTipRole:
                return head_hint(section)
            case Qt.ItemDataRole.TextAlignmentRole if section in CENTRED:
                return Qt.AlignmentFlag.AlignCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole if self._terse and column == Column.STATE:
                return None
            case Qt.ItemDataRole.DisplayRole:
                answering = column == Column.NAME and row.key == self._answering
                return f"● {row.name}" if answering else cell_text(row, column)
            case Qt.ItemDataRole.EditRole:
                return row.listed.run.title
            case Qt.ItemDataRole.CheckStateRole if column == Column.NAME:
                return Qt.CheckState.Checked if row.key in self.ticked else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.DecorationRole:
                return self._decoration(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self._hint(row, column))
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row, column)
            case Qt.ItemDataRole.FontRole if row.key == self._answering and column == Column.NAME:
                font = QFont(QApplication.font())
                font.setBold(True)
                return font
            case Qt.ItemDataRole.TextAlignmentRole if column in CENTRED:
                return Qt.AlignmentFlag.AlignCenter
        return sort_key(row, column) if role == SORT_ROLE else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            self.set_ticked([row.key], Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        if role == Qt.ItemDataRole.EditRole and str(value).strip() != row.listed.run.title:
            self.title_typed.emit(row.listed.run.folder, str(value).strip())
            return True
        return False

    def _decoration(self, row: RunRow, column: int) -> Any:
        if column == Column.STATE:
            name, color = STATE_LOOKS[row.listed.state]
            return icon(name, color=getattr(colors(), color))
        if column == Column.NAME and self._drawn:
            return self._swatch(row)
        return None

    def _swatch(self, row: RunRow) -> QPixmap:
        ratio = QGuiApplication.primaryScreen().devicePixelRatio()
        return swatch(self._drawn.get(row.key), colors(), ratio)

    def _hint(self, row: RunRow, column: int) -> str:
        if column == Column.STATE:
            return state_sentence(row.listed)
        if column == Column.NAME and row.key == self._answering:
            answers = translate("Runs", "Its network answers now.")
            return f"{row.name}\n{answers}"
        return row.name if column == Column.NAME else cell_text(row, column)

    def _spoken(self, row: RunRow, column: int) -> str:
        match column:
            case Column.NAME if row.key in self._drawn:
                letter = CURVE_LOOKS[self._drawn[row.key]].letter
                return translate("Runs", "{name}, curve {letter}").format(name=row.name, letter=letter)
            case Column.NAME if row.key == self._answering:
                return self._hint(row, column).replace("\n", ". ")
            case Column.STATE:
                return state_sentence(row.listed)
        return f"{head_text(column)}: {cell_text(row, column)}"
