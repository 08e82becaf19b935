"""The tab "Network": the layers drawn, Keras' summary with an explanation of each number, and the training recipe."""

from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLayout,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from fashion_gui.core.networks import COURSE_NETWORK, Network
from fashion_gui.core.options import TrainOptions
from fashion_gui.ui.language import Translated, grouped
from fashion_gui.ui.layer_texts import LayerTexts
from fashion_gui.ui.network_diagram import NetworkDiagram
from fashion_gui.ui.network_summary import HEADERS, summary_cells, summary_text, total_line
from fashion_gui.ui.plain_text import plain_tip
from fashion_gui.ui.recipe_line import RecipeLine

_ROW: Final = 24  # logical pixels
_HEADER: Final = 28
_TABLE_STYLE: Final = "QTableView::item { padding: 0 3px; } QHeaderView::section { padding: 4px 5px; }"
_ROWS_SHOWN: Final = 5  # more layers scroll
_LONGEST_NAME: Final = 200


class NetworkPanel(Translated):
    """What the network is made of.  A layer chosen in the table is highlighted in the diagram, and the other way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._network = COURSE_NETWORK
        self._texts = LayerTexts(COURSE_NETWORK)
        self._copied = False
        self.diagram = NetworkDiagram()
        self.table = _summary_table()
        self.total = QLabel()
        self.copy = QPushButton()
        self.recipe = RecipeLine()
        self.hint = QLabel()
        self._title = QLabel()
        self._recipe_title = QLabel()
        for label in (self._title, self._recipe_title):
            label.setProperty("role", "title")
        self.hint.setProperty("role", "faint")
        self.hint.setWordWrap(True)
        font = QFont(self.total.font())
        font.setBold(True)
        self.total.setFont(font)
        self._lay_out()
        self.diagram.layer_chosen.connect(self._choose_row)
        self.table.currentCellChanged.connect(self._show_chosen)
        self.copy.clicked.connect(self._copy)
        self.show_network(COURSE_NETWORK)

    def show_network(self, network: Network) -> None:
        """Show `network` in the diagram and in the table; no layer is chosen."""
        self._network = network
        self._texts = LayerTexts(network)
        self._copied = False
        self.diagram.show_network(network)
        self._fill_table()
        self.retranslate()

    def show_options(self, options: TrainOptions) -> None:
        """Show the recipe that `options` stand for."""
        self.recipe.show_options(options)

    def retranslate(self) -> None:
        """Set every text anew; Keras' own words stay as they are."""
        self._title.setText(self.tr("The network"))
        self._say_hint()
        self._recipe_title.setText(self.tr("How it is trained"))
        self.total.setText(total_line(self._network))
        self.total.setToolTip(self._total_tip())
        self.copy.setText(self.tr("Copied") if self._copied else self.tr("Copy as text"))
        self.copy.setToolTip(self.tr("Copies the summary as Keras prints it."))
        self.copy.setAccessibleName(self.copy.text())
        self.table.setAccessibleName(self.tr("Summary of the network"))
        for column, (title, tip) in enumerate(self._heads()):
            self.table.setHorizontalHeaderItem(column, _item(title, tip=tip))
        for number in range(self.table.rowCount()):
            origin = self._texts.origin(number)
            self.table.setItem(number, len(HEADERS), _item(origin, tip=origin))

    def _say_hint(self) -> None:
        """What the chosen layer does."""
        index = self.diagram.selected()
        if index >= 0:
            text = self._texts.hint(index)
        elif self._network.has_pictures():
            text = self.tr("Stacks are feature maps, circles are neurons. Click a layer to learn what it does.")
        else:
            text = self.tr("Circles are neurons, lines are weights. Click a layer to learn what it does.")
        self.hint.setText(text)
        self.diagram.setToolTip(text if index < 0 else "")

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

    def _total_tip(self) -> str:
        """How many of all numbers training changes."""
        trainable, total = self._network.trainable_count(), self._network.parameter_count()
        if trainable == total:
            return self.tr("So many numbers, weights and biases, are changed by training.")
        return self.tr(
            "Training changes {trainable} of them; the other {kept} are means and variances that batch normalisation "
            "keeps."
        ).format(trainable=grouped(trainable), kept=grouped(total - trainable))

    # --- building ----------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._title)
        head.addWidget(self.hint, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(4, 0, 0, 0)
        foot.addWidget(self.total)
        foot.addStretch(1)
        foot.addWidget(self.copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(_card(head, self.diagram), 1)
        layout.addWidget(_card(self.table, foot))
        layout.addWidget(_card(self._recipe_title, self.recipe))

    def _fill_table(self) -> None:
        rows = self._network.rows()
        self.table.blockSignals(True)  # the diagram has been told already
        self.table.clearSelection()
        self.table.setCurrentCell(-1, -1)
        self.table.setRowCount(len(rows))
        for number, row in enumerate(rows):
            for column, text in enumerate(summary_cells(row)):
                self.table.setItem(number, column, _item(text, tip=plain_tip(text) if column == 0 else ""))
            parameters = self.table.item(number, len(HEADERS) - 1)
            assert parameters is not None
            parameters.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.table.blockSignals(False)
        shown = min(len(rows), _ROWS_SHOWN)
        self.table.setFixedHeight(_HEADER + shown * _ROW + 4)

    # --- events ------------------------------------------------------------------------------------------------------

    @Slot(int)
    def _choose_row(self, index: int) -> None:
        self.table.setCurrentCell(index, 0)

    @Slot(int, int, int, int)
    def _show_chosen(self, row: int, _column: int, _old_row: int, _old_column: int) -> None:
        self.diagram.select(row)
        self._say_hint()

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(summary_text(self._network))
        self._copied = True
        self.retranslate()


def _summary_table() -> QTableWidget:
    table = QTableWidget(0, len(HEADERS) + 1)
    table.setStyleSheet(_TABLE_STYLE)
    font = QFont(table.font())
    font.setPointSizeF(font.pointSizeF() * 0.9)
    table.setFont(font)
    table.horizontalHeader().setFont(font)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    table.verticalHeader().setMinimumSectionSize(_ROW)
    table.verticalHeader().setDefaultSectionSize(_ROW)
    header = table.horizontalHeader()
    header.setFixedHeight(_HEADER)
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setMaximumSectionSize(_LONGEST_NAME)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(len(HEADERS), QHeaderView.ResizeMode.Stretch)
    return table


def _item(text: str, *, tip: str = "") -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setToolTip(tip)
    return item


def _card(*parts: QWidget | QLayout) -> QFrame:
    """The parts one below the other on a card."""
    card = QFrame()
    card.setProperty("role", "card")
    layout = QVBoxLayout(card)
    layout.setContentsMargins(12, 8, 12, 8)
    layout.setSpacing(6)
    for part in parts:
        if isinstance(part, QLayout):
            layout.addLayout(part)
        else:
            layout.addWidget(part)
    return card
