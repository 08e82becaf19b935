"""The tables of the walk through a neuron: its strongest products, and how softmax makes probabilities of totals."""

import math
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from fashion_gui.ui.inside_numbers import Account, Floats, plain, power_text, signed, sum_of_powers
from fashion_gui.ui.language import grouped, name_of
from fashion_gui.ui.theme import colors, scaled_font

_ROW: Final = 18  # logical pixels
_STYLE: Final = "QTableView::item { padding: 0 3px; } QHeaderView::section { padding: 1px 4px; }"
_NUMBER: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class WalkTable(QTableWidget):
    """Compact rows, chosen by a click, Enter or Space."""

    row_chosen = Signal(int)

    def __init__(self, columns: int, parent: QWidget | None = None) -> None:
        super().__init__(0, columns, parent)
        self._is_double = False
        self.setStyleSheet(_STYLE)
        self.setFont(scaled_font(self.font(), 0.9))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setMinimumHeight(3 * _ROW)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(_ROW)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        header = self.horizontalHeader()
        header.setFont(self.font())
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.cellClicked.connect(self._on_click)

    def fill(self, heads: Sequence[tuple[str, str]], rows: Sequence[Sequence[str]], *, bold: Sequence[int]) -> None:
        """Titles with their tooltips, texts of the cells, and which rows stand out."""
        for column, (title, tip) in enumerate(heads):
            item = QTableWidgetItem(title)
            item.setToolTip(tip)
            item.setTextAlignment(_NUMBER if column else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            self.setHorizontalHeaderItem(column, item)
        self.setRowCount(len(rows))
        for place, row in enumerate(rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(text)
                if column:
                    item.setTextAlignment(_NUMBER)
                font = item.font()
                font.setBold(place in bold)
                item.setFont(font)
                self.setItem(place, column, item)

    def _on_click(self, row: int, _column: int) -> None:
        if self._is_double:  # the second half of a double click would go on from the row that is there now
            self._is_double = False
        else:
            self.row_chosen.emit(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._is_double = True
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._is_double = False
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.currentRow() >= 0:
            self.row_chosen.emit(self.currentRow())
        else:
            super().keyPressEvent(event)


class ProductTable(WalkTable):
    """The strongest products, what the others add, the bias, and the total that all of it is."""

    followed = Signal(int)  # the input whose row was chosen

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(4, parent)
        self._account: Account | None = None
        self._source = ""
        self._names: list[str] = []
        self.row_chosen.connect(self._on_row)

    def show_account(self, account: Account, source: str, names: list[str]) -> None:
        """`names` are those of the inputs of the strongest products, `source` is the layer that gives them."""
        self._account, self._source, self._names = account, source, names
        self.retranslate()
        self.setCurrentCell(0, 0)

    def retranslate(self) -> None:
        """All texts; whoever owns the table calls it."""
        self.setAccessibleName(self.tr("The neuron's products"))
        if self._account is None:
            return
        account = self._account
        rows = [
            [name, plain(row.given), plain(row.weight), signed(row.product)]
            for name, row in zip(self._names, account.strongest, strict=True)
        ]
        others = self.tr("{count} others").format(count=grouped(account.other_count))
        if account.other_count or account.others:
            rows.append([others if account.other_count else self.tr("rounding"), "", "", signed(account.others)])
        rows += [
            [self.tr("bias"), "", "", signed(account.bias)],
            [self.tr("total"), "", "", plain(account.total)],
        ]
        heads = (
            (
                self.tr("from {layer}").format(layer=self._source),
                self.tr("A click or Enter goes on to where it is from."),
            ),
            (self.tr("gives"), self.tr("What this input gives for the picture.")),
            (self.tr("weight"), self.tr("How much this input counts for the neuron; learnt.")),
            (self.tr("product"), self.tr("Input × weight: above 0 it speaks for, below 0 against.")),
        )
        self.fill(heads, rows, bold=(len(rows) - 1,))
        self._color()

    def _color(self) -> None:
        """Signs of products, in the colours of the weights, besides + and −."""
        assert self._account is not None
        for place, row in enumerate(self._account.strongest):
            item = self.item(place, 3)
            if item is not None:
                item.setForeground(QColor(colors().accent if row.product > 0 else colors().second))

    def _on_row(self, row: int) -> None:
        if self._account is not None and row < len(self._account.strongest):
            self.followed.emit(self._account.strongest[row].index)


class SoftmaxTable(WalkTable):
    """Each class's total, e to it, and its share of the sum of all ten."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(4, parent)
        self._totals: Floats | None = None
        self._neuron = 0
        self._is_last = True

    def show_totals(self, totals: Floats, neuron: int, *, is_last: bool) -> None:
        """Float32 (units,), of the classes if `is_last`; the row of `neuron` stands out."""
        self._totals, self._neuron, self._is_last = totals, neuron, is_last
        self.retranslate()
        self.setCurrentCell(neuron, 0)

    def retranslate(self) -> None:
        """All texts; whoever owns the table calls it."""
        self.setAccessibleName(self.tr("How softmax makes probabilities of the totals"))
        if self._totals is None:
            return
        whole = sum_of_powers(self._totals)
        rows = [
            [self._name(place), plain(total), power_text(total), f"{100 * math.exp(total - whole):.1f}\u00a0%"]
            for place, total in enumerate(self._totals.tolist())
        ]
        rows.append([self.tr("sum"), "", power_text(whole), "100\u00a0%"])
        softmax = self.tr("softmax: each power divided by the sum of all of them. So the shares add up to 1.")
        heads = (
            (self.tr("class") if self._is_last else self.tr("neuron"), softmax),
            (self.tr("total z"), self.tr("The sum of this neuron's products and its bias.")),
            ("eᶻ", self.tr("2.718… to the power of the total: never below 0, and a little more becomes a lot more.")),
            ("eᶻ / Σ", softmax),
        )
        self.fill(heads, rows, bold=(self._neuron,))

    def _name(self, place: int) -> str:
        return name_of(place) if self._is_last else str(place)
