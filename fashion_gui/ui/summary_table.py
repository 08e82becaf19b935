"""Keras' summary of a network as a table, with where each number comes from."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from fashion_gui.core.networks import Network
from fashion_gui.ui.layer_texts import LayerTexts
from fashion_gui.ui.network_summary import HEADERS, summary_cells
from fashion_gui.ui.plain_text import plain_tip
from fashion_gui.ui.theme import scaled_font

_ROW: Final = 24  # logical pixels
_HEADER: Final = 28
_STYLE: Final = "QTableView::item { padding: 0 3px; } QHeaderView::section { padding: 4px 5px; }"
_ROWS_SHOWN: Final = 5  # more layers scroll
_LONGEST_NAME: Final = 200


class SummaryTable(QTableWidget):
    """A row for each of `Network.rows`.  Whoever owns it calls `retranslate` at a switch of the language."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, len(HEADERS) + 1, parent)
        self._network = Network(())
        self._texts = LayerTexts(self._network)
        self.setStyleSheet(_STYLE)
        font = scaled_font(self.font(), 0.9)
        self.setFont(font)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(_ROW)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        header = self.horizontalHeader()
        header.setFont(font)
        header.setFixedHeight(_HEADER)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMaximumSectionSize(_LONGEST_NAME)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(len(HEADERS), QHeaderView.ResizeMode.Stretch)

    def show_network(self, network: Network, texts: LayerTexts) -> None:
        """Fill the table; no row is chosen, and nobody is told."""
        self._network, self._texts = network, texts
        rows = network.rows()
        self.blockSignals(True)
        self.clearSelection()
        self.setCurrentCell(-1, -1)
        self.setRowCount(len(rows))
        for number, row in enumerate(rows):
            for column, text in enumerate(summary_cells(row)):
                self.setItem(number, column, _item(text, tip=plain_tip(text) if column == 0 else ""))
            parameters = self.item(number, len(HEADERS) - 1)
            assert parameters is not None
            parameters.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.blockSignals(False)
        shown = min(len(rows), _ROWS_SHOWN)
        self.setFixedHeight(_HEADER + shown * _ROW + 4)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew; Keras' own words stay as they are."""
        self.setAccessibleName(self.tr("Summary of the network"))
        for column, (title, tip) in enumerate(self._heads()):
            self.setHorizontalHeaderItem(column, _item(title, tip=tip))
        for number in range(self.rowCount()):
            origin = self._texts.origin(number)
            self.setItem(number, len(HEADERS), _item(origin, tip=origin))

    def _heads(self) -> tuple[tuple[str, str], ...]:
        """Title and explanation of each column of the table."""
        numbers = self.tr("How many weights and biases of this layer are learnt.")
        origin = self.tr("Each neuron has a weight for each of its inputs, and one bias.")
        if self._network.has_pictures():
            numbers = self.tr("How many numbers this layer keeps; not all of batch normalisation's are learnt.")
            origin = self.tr("Each filter has a weight for each number in its window, and one bias.")
        return (
            (HEADERS[0], self.tr("A layer turns the numbers it is given into the numbers it hands on.")),
            (HEADERS[1], self.tr("None stands for the number of pictures in a batch, which is still open here.")),
            (HEADERS[2], numbers),
            (self.tr("Where the number comes from"), origin),
        )


def _item(text: str, *, tip: str = "") -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setToolTip(tip)
    return item
