"""Precision, recall and F1 of each class, as a table that can be sorted."""

from typing import Final

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from fashion_gui.core.labels import CLASS_COUNT
from fashion_gui.core.scores import ClassScores
from fashion_gui.ui.exports import Cells, Exports, table_cells
from fashion_gui.ui.language import name_of
from fashion_gui.ui.theme import scaled_font

_ROW: Final = 16  # logical pixels, at least
_ROOMY: Final = 28  # and at most
_HEADER: Final = 24
_STYLE: Final = "QTableView::item { padding: 0; } QHeaderView::section { padding: 3px; }"
_COLUMNS: Final = 5
_AROUND: Final = 10  # logical pixels beside a text
_LABEL: Final = Qt.ItemDataRole.UserRole  # the class of a row, and what a cell is sorted by in `_VALUE`
_VALUE: Final = Qt.ItemDataRole.UserRole + 1


class _Cell(QTableWidgetItem):
    """Sorted by its value, not by its text."""

    def __lt__(self, other: QTableWidgetItem) -> bool:
        return bool(self.data(_VALUE) < other.data(_VALUE))


class ClassTable(QTableWidget):
    """A row for each class; a click or Enter on it opens its pictures.

    Whoever owns it calls `retranslate` at a switch of the language.
    """

    class_opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, _COLUMNS, parent)
        self._scores: ClassScores | None = None
        self.setStyleSheet(_STYLE)
        font = scaled_font(self.font(), 0.9)
        self.setFont(font)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(_ROW)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setFont(font)
        header.setFixedHeight(_HEADER)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(30)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSortingEnabled(True)
        self.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.clicked.connect(self._open)
        self.exports = Exports(self, name=self.name, cells=self.cells)
        self.retranslate()

    def show_scores(self, scores: ClassScores | None) -> None:
        """The figures of the ten classes, None for an empty table; sorting and the chosen class stay."""
        self._scores = scores
        self._fill()

    def name(self) -> str:
        """What it shows, as a title."""
        return self.tr("Class by class, in %")

    def cells(self) -> Cells:
        """The table as it is sorted, and the means of all classes."""
        cells = [*table_cells(self)]
        if self._scores is not None:
            precision, recall, f1 = (f"{100 * mean:.1f}" for mean in self._scores.macro())
            cells.append([self.tr("mean"), str(int(self._scores.support.sum())), recall, precision, f1])
        return cells

    def labels(self) -> list[int]:
        """The classes from top to bottom."""
        return [self._label(row) for row in range(self.rowCount())]

    def _label(self, row: int) -> int:
        item = self.item(row, 0)
        return -1 if item is None else int(item.data(_LABEL))

    def _fill(self) -> None:
        chosen = self._label(self.currentRow()) if self.currentRow() >= 0 else -1
        self.setSortingEnabled(False)  # else rows move while they are filled
        self.setRowCount(0 if self._scores is None else CLASS_COUNT)
        if self._scores is not None:
            for label in range(CLASS_COUNT):
                self._fill_row(self._scores, label)
        self.setSortingEnabled(True)
        for row, label in enumerate(self.labels()):
            if label == chosen:
                self.setCurrentCell(row, 0)

    def _fill_row(self, scores: ClassScores, label: int) -> None:
        support, given = int(scores.support[label]), int(scores.given[label])
        figures = (  # and of how many pictures: of none they say nothing
            (float(scores.recall[label]), support),
            (float(scores.precision[label]), given),
            (float(scores.f1[label]), support + given),
        )
        cells: list[tuple[float, str]] = [(label, name_of(label)), (support, str(support))]
        cells += [(value, f"{100 * value:.1f}" if count else "–") for value, count in figures]
        for column, (value, text) in enumerate(cells):
            item = _Cell(text)
            item.setData(_LABEL, label)
            item.setData(_VALUE, value)
            if column:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.setItem(label, column, item)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.class_opened.emit(self._label(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        height = (self.height() - _HEADER - 4) // CLASS_COUNT
        self.verticalHeader().setDefaultSectionSize(min(max(height, _ROW), _ROOMY))
        self._spread()
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, _HEADER + CLASS_COUNT * _ROW + 4)

    def sizeHint(self) -> QSize:
        return QSize(300, _HEADER + CLASS_COUNT * _ROOMY + 4)

    def _spread(self) -> None:
        """Figures take what their heads need, and share with the names what is left."""
        metrics = QFontMetrics(self.horizontalHeader().font())
        titles = [title for title, _tip in self._heads()[1:]]
        heads = [max(map(metrics.horizontalAdvance, (title, "100.0"))) + _AROUND for title in titles]
        names = max(metrics.horizontalAdvance(name_of(label)) for label in range(CLASS_COUNT)) + _AROUND
        spare = max(self.viewport().width() - names - sum(heads), 0) // _COLUMNS
        for column, width in enumerate(heads, start=1):
            self.setColumnWidth(column, width + spare)
        self.setColumnWidth(0, self.viewport().width() - sum(heads) - spare * len(heads))

    def retranslate(self) -> None:
        """Set every text anew."""
        self.setAccessibleName(self.tr("Class by class; Enter shows the pictures of a class"))
        for column, (title, tip) in enumerate(self._heads()):
            item = QTableWidgetItem(title)
            item.setToolTip(tip)
            item.setTextAlignment(
                (Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
            )
            self.setHorizontalHeaderItem(column, item)
        self._spread()
        self._fill()

    def _heads(self) -> tuple[tuple[str, str], ...]:
        """Title and explanation of each column."""
        return (
            (self.tr("class"), self.tr("The right class. Click a row to see its pictures, a header to sort by it.")),
            (self.tr("total"), self.tr("How many pictures of this class the test set holds.")),
            (self.tr("recall"), self.tr("Recall: of all shirts, how many were called a shirt?")),
            (self.tr("precision"), self.tr("Precision: of all that was called a shirt, how much is a shirt?")),
            (
                self.tr("F1"),
                self.tr("F1: recall and precision in one figure, their harmonic mean."),
            ),
        )
