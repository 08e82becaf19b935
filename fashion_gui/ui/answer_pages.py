"""The whole test set with the network's answers, page by page."""

from typing import Final

import numpy as np
from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from fashion_gui.ui.answer_order import ORDERS, Answers, Indices, Order, ordered, page_count
from fashion_gui.ui.answer_views import AnswerView, mark_chosen
from fashion_gui.ui.language import grouped
from fashion_gui.ui.tile_grid import TileGrid

_CELL: Final = 70  # logical pixels: a cell with a readable caption
_CELL_HEIGHT: Final = 78
_MOST_COLUMNS, _MOST_ROWS = 8, 5  # forty pictures a page where there is room for them


class PageGrid(TileGrid):
    """A grid of as many cells as fit, at most forty."""

    shape_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(columns=_MOST_COLUMNS, rows=_MOST_ROWS, parent=parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumSize(3 * _CELL, 2 * _CELL_HEIGHT)

    def cell_count(self) -> int:
        """How many pictures a page holds."""
        return self._columns * self._rows

    def resizeEvent(self, event: QResizeEvent) -> None:
        before = (self._columns, self._rows)
        self._columns = min(max(event.size().width() // _CELL, 1), _MOST_COLUMNS)
        self._rows = min(max(event.size().height() // _CELL_HEIGHT, 1), _MOST_ROWS)
        super().resizeEvent(event)
        if (self._columns, self._rows) != before:
            self.shape_changed.emit()


class AnswerPages(AnswerView):
    """A page of the set, in the chosen order, with the buttons to turn it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answers: Answers | None = None
        self._order: Indices = np.arange(0)
        self._place = 0  # in the order, of a picture on the page: stays while the window changes its size
        self._chosen = -1
        self._wrong_only = QCheckBox()
        self._sort = QComboBox()
        for order in ORDERS:
            self._sort.addItem("", order)
        self._sort.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._sort.setMinimumContentsLength(14)
        self._count = QLabel()
        self._count.setProperty("role", "title")
        self._grid = PageGrid()
        self._none_wrong = QLabel()
        self._none_wrong.setProperty("role", "faint")
        self._none_wrong.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none_wrong.setWordWrap(True)
        self._spin = QSpinBox()
        self._spin.setMinimum(1)
        self._first, self._previous, self._next, self._last = (QPushButton(sign) for sign in "«‹›»")
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self._wrong_only)
        tools.addStretch(1)
        tools.addWidget(self._sort, 4)
        self._shown = QStackedWidget()
        self._shown.addWidget(self._grid)
        self._shown.addWidget(self._none_wrong)
        pages = QHBoxLayout()
        pages.setSpacing(6)
        pages.addStretch(1)
        for widget in (self._first, self._previous, self._spin, self._next, self._last):
            pages.addWidget(widget)
        pages.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._count)
        layout.addLayout(tools)
        layout.addWidget(self._shown, 1)
        layout.addLayout(pages)

    def _connect(self) -> None:
        self.watch(self._grid)
        self._grid.shape_changed.connect(self._refresh)
        self._wrong_only.toggled.connect(self._arrange_anew)
        self._sort.currentIndexChanged.connect(self._arrange_anew)
        self._spin.valueChanged.connect(self._go_to)
        self._first.clicked.connect(self._go_first)
        self._previous.clicked.connect(self.previous_page)
        self._next.clicked.connect(self.next_page)
        self._last.clicked.connect(self._go_last)

    # --- from outside ------------------------------------------------------------------------------------------------

    def show_answers(self, answers: Answers | None) -> None:
        """The answers to the whole set; order, filter and page stay."""
        self._answers = answers
        self._arrange()
        self._refresh()

    def page(self) -> int:
        """The page shown, from 0."""
        return self._place // self._grid.cell_count()

    def pages(self) -> int:
        """How many pages there are."""
        return page_count(len(self._order), per_page=self._grid.cell_count())

    def forget(self) -> None:
        """Start at the first page when the next answers come."""
        self._place = 0

    def set_raw(self, raw: bool) -> None:
        """Bright on black, as the network sees them, or dark on white."""
        self._grid.set_raw(raw)

    def set_chosen(self, index: int) -> None:
        """Mark the picture that the card shows."""
        self._chosen = index
        mark_chosen(self._grid, index)

    # --- turning pages -----------------------------------------------------------------------------------------------

    @Slot()
    def next_page(self) -> None:
        """One page on, if there is one."""
        self._go_to(self.page() + 2)

    @Slot()
    def previous_page(self) -> None:
        """One page back, if there is one."""
        self._go_to(self.page())

    @Slot()
    def _go_first(self) -> None:
        self._go_to(1)

    @Slot()
    def _go_last(self) -> None:
        self._go_to(self.pages())

    @Slot(int)
    def _go_to(self, number: int) -> None:
        """`number` counts from 1, as on the screen; beyond the ends it is the first or the last page."""
        self._place = (min(max(number, 1), self.pages()) - 1) * self._grid.cell_count()
        self._refresh()

    # --- what is shown -----------------------------------------------------------------------------------------------

    @Slot()
    def _arrange_anew(self) -> None:
        self._arrange()
        self._go_first()

    def _arrange(self) -> None:
        order: Order = self._sort.currentData()
        if self._answers is None:
            self._order = np.arange(0)
        else:
            self._order = ordered(self._answers, order=order, wrong_only=self._wrong_only.isChecked())

    @Slot()
    def _refresh(self) -> None:
        if self._answers is None:  # the page is kept for the answers to come
            self._count.setText("")
            self._grid.show_tiles([])
            return
        self._place = min(self._place, max(len(self._order) - 1, 0))
        self._show_page_number()
        per_page = self._grid.cell_count()
        here = self._order[self.page() * per_page : (self.page() + 1) * per_page]
        self._grid.show_tiles([self.grid_tile(self._answers, int(index)) for index in here])
        mark_chosen(self._grid, self._chosen)
        self._shown.setCurrentWidget(self._grid if len(here) else self._none_wrong)
        wrong_only = self._wrong_only.isChecked()
        sentence = (
            self.tr("Only the wrong ones: {wrong} of {total}") if wrong_only else self.tr("Wrong: {wrong} of {total}")
        )
        wrong, total = grouped(self._answers.wrong_count()), grouped(len(self._answers))
        self._count.setText(sentence.format(wrong=wrong, total=total))

    def _show_page_number(self) -> None:
        page, pages = self.page(), self.pages()
        with QSignalBlocker(self._spin):
            self._spin.setMaximum(pages)
            self._spin.setValue(page + 1)
        self._spin.setSuffix(self.tr(" of {pages}").format(pages=grouped(pages)))
        for button in (self._first, self._previous):
            button.setEnabled(page > 0)
        for button in (self._next, self._last):
            button.setEnabled(page < pages - 1)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._grid.setAccessibleName(self.tr("A page of the test set with the network's answers"))
        self._wrong_only.setText(self.tr("wrong only"))
        self._wrong_only.setToolTip(self.tr("Show only the pictures that the network takes for something else."))
        names = (self.tr("in the set's order"), self.tr("surest first"), self.tr("least sure first"))
        for row, name in enumerate(names):
            self._sort.setItemText(row, name)
        self._sort.setAccessibleName(self.tr("Sort by"))
        self._sort.setToolTip(
            self.tr("How sure the network is: the largest of its ten outputs. Sure and wrong are its worst mistakes.")
        )
        self._none_wrong.setText(self.tr("No wrong answers: the network is right about every picture."))
        self._spin.setPrefix(self.tr("page "))
        self._spin.setAccessibleName(self.tr("Page"))
        for button, name in (
            (self._first, self.tr("First page")),
            (self._previous, self.tr("Previous page (Page Up)")),
            (self._next, self.tr("Next page (Page Down)")),
            (self._last, self.tr("Last page")),
        ):
            button.setToolTip(name)
            button.setAccessibleName(name)
        self._refresh()
