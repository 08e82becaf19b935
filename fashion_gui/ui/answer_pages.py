"""The whole test set with the network's answers, filtered and ordered, page by page."""

from typing import Final

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from fashion_gui.ui.answer_filter import AnswerFilter
from fashion_gui.ui.answer_order import Answers, Indices, Selection, ordered, page_count
from fashion_gui.ui.answer_views import AnswerView, mark_chosen
from fashion_gui.ui.language import grouped
from fashion_gui.ui.page_turner import PageTurner
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
    """A page of the chosen pictures, in the chosen order, with the buttons to turn it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answers: Answers | None = None
        self._order: Indices = np.arange(0)
        self._place = 0  # in the order, of a picture on the page: stays while the window changes its size
        self._chosen = -1
        self._count = QLabel()
        self._count.setProperty("role", "title")
        self._filter = AnswerFilter()
        self._grid = PageGrid()
        self._none = QLabel()
        self._none.setProperty("role", "faint")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.setWordWrap(True)
        self._all = QPushButton()
        self._turner = PageTurner()
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        nothing = QWidget()
        middle = QVBoxLayout(nothing)
        middle.addStretch(1)
        middle.addWidget(self._none)
        middle.addWidget(self._all, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(1)
        self._shown = QStackedWidget()
        self._shown.addWidget(self._grid)
        self._shown.addWidget(nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for widget in (self._count, self._filter):
            layout.addWidget(widget)
        layout.addWidget(self._shown, 1)
        layout.addWidget(self._turner)

    def _connect(self) -> None:
        self.watch(self._grid)
        self._grid.shape_changed.connect(self._refresh)
        self._filter.changed.connect(self._arrange_anew)
        self._all.clicked.connect(self._filter.show_all)
        self._turner.turned.connect(self._go_to)

    # --- from outside ------------------------------------------------------------------------------------------------

    def show_answers(self, answers: Answers | None) -> None:
        """The answers to the whole set; order, filter and page stay."""
        self._answers = answers
        self._arrange()
        self._refresh()

    def show_class(self, right_class: int, given: int) -> None:
        """Only the pictures of that class that were given that answer (0-9 each, or ANY), surest first."""
        self._filter.choose(right_class=right_class, given=given, order="surest")

    def shown(self) -> list[int]:
        """The pictures on the page, by their index in the set."""
        return [tile.index for tile in self._grid.tiles()]

    def take_focus(self) -> None:
        """Let the arrow keys move in the grid, or offer the way out where it is empty."""
        target = self._grid if self.shown() else self._all
        target.setFocus(Qt.FocusReason.OtherFocusReason)

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

    @Slot()
    def next_page(self) -> None:
        """One page on, if there is one."""
        self._turner.next_page()

    @Slot()
    def previous_page(self) -> None:
        """One page back, if there is one."""
        self._turner.previous_page()

    # --- what is shown -----------------------------------------------------------------------------------------------

    @Slot(int)
    def _go_to(self, page: int) -> None:
        self._place = page * self._grid.cell_count()
        self._refresh()

    @Slot()
    def _arrange_anew(self) -> None:
        self._arrange()
        self._go_to(0)

    def _arrange(self) -> None:
        if self._answers is None:
            self._order = np.arange(0)
        else:
            self._order = ordered(self._answers, order=self._filter.order(), selection=self._filter.selection())

    @Slot()
    def _refresh(self) -> None:
        if self._answers is None:  # the page is kept for the answers to come
            self._count.setText("")
            self._grid.show_tiles([])
            return
        self._place = min(self._place, max(len(self._order) - 1, 0))
        self._turner.show_page(self.page(), pages=self.pages())
        per_page = self._grid.cell_count()
        here = self._order[self.page() * per_page : (self.page() + 1) * per_page]
        self._grid.show_tiles([self.grid_tile(self._answers, int(index)) for index in here])
        mark_chosen(self._grid, self._chosen)
        self._shown.setCurrentIndex(0 if len(here) else 1)
        self._tell(self._answers)

    def _tell(self, answers: Answers) -> None:
        """How many are shown, and why there is nothing where there is nothing."""
        selection, total = self._filter.selection(), len(answers)
        if selection == Selection():
            text = self.tr("All {total} pictures, wrong: {wrong}")
        elif selection == Selection(kind="wrong"):
            text = self.tr("Only the wrong ones: {shown} of {total}")
        else:
            text = self.tr("Shown: {shown} of {total}, wrong: {wrong}")
        wrong = int((~answers.right[self._order]).sum())
        self._count.setText(text.format(shown=grouped(len(self._order)), total=grouped(total), wrong=grouped(wrong)))
        if selection == Selection(kind="wrong"):
            self._none.setText(self.tr("No wrong answers: the network is right about every picture."))
        else:
            self._none.setText(self.tr("No picture is like that. Choose another class or answer, or any sureness."))

    def retranslate(self) -> None:
        """Set every text anew."""
        self._grid.setAccessibleName(self.tr("A page of the test set with the network's answers"))
        self._all.setText(self.tr("Show all"))
        self._all.setAccessibleName(self.tr("Show all pictures"))
        self._refresh()
