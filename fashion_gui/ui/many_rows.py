"""Answers to many photos as a table model."""

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QIcon

from fashion_gui.core.answers_table import AnswersTable
from fashion_gui.core.photo_files import Unanswered
from fashion_gui.core.verdict import Verdict
from fashion_gui.ui.images import icon
from fashion_gui.ui.language import current_language
from fashion_gui.ui.many_texts import (
    KINDS,
    UNREADABLE,
    Column,
    Row,
    Unreadable,
    cell_text,
    head_text,
    hint_text,
    kind_of,
    sort_key,
    spoken_text,
)
from fashion_gui.ui.theme import colors
from fashion_gui.ui.verdict_looks import VERDICT_LOOKS

SORT_ROLE: Final = Qt.ItemDataRole.UserRole
KIND_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_UNREADABLE_LOOK: Final = ("cross", "faint")

Index = QModelIndex | QPersistentModelIndex


class Rows(QAbstractTableModel):
    """Rows are appended as they come; the table sorts them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self.counts = dict.fromkeys(KINDS, 0)

    def clear(self) -> None:
        """Begin anew."""
        self.beginResetModel()
        self.rows = []
        self.counts = dict.fromkeys(KINDS, 0)
        self.endResetModel()

    def add(self, rows: list[Row]) -> None:
        """Append `rows`."""
        self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(rows) - 1)
        self.rows += rows
        for row in rows:
            self.counts[kind_of(row)] += 1
        self.endInsertRows()

    def retranslate(self) -> None:
        """All texts are others now."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(Column) - 1))

    def table(self) -> AnswersTable:
        """The rows for a CSV file in the order of the photos, names in the window's language."""
        table = AnswersTable(current_language())
        for row in sorted(self.rows, key=lambda row: row.place):
            if isinstance(row, Unreadable):
                table.add_unanswered(Unanswered(row.path, row.problem))
            else:
                table.add(row.path, row.judgement, row.probabilities.tolist())
        return table

    # --- what Qt asks ------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return head_text(section)
            case Qt.ItemDataRole.TextAlignmentRole if section == Column.PROBABILITY:
                return Qt.AlignmentFlag.AlignCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell_text(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken_text(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return hint_text(row, column)
            case Qt.ItemDataRole.DecorationRole if column == Column.VERDICT:
                return _icon(row)
            case Qt.ItemDataRole.ForegroundRole if kind_of(row) in (Verdict.UNFAMILIAR.value, UNREADABLE):
                return QColor(colors().faint)
            case Qt.ItemDataRole.TextAlignmentRole if column == Column.PROBABILITY:
                return Qt.AlignmentFlag.AlignCenter
        if role == SORT_ROLE:
            return sort_key(row, column)
        return kind_of(row) if role == KIND_ROLE else None


def _icon(row: Row) -> QIcon:
    name, color = _UNREADABLE_LOOK if isinstance(row, Unreadable) else VERDICT_LOOKS[row.judgement.verdict]
    return icon(name, color=getattr(colors(), color))
