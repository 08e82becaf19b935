"""Two ways to look at the answers to the test set: a picture drawn at random, and the first twenty."""

from typing import Final

import numpy as np
from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from fashion_gui.ui.answer_card import AnswerCard
from fashion_gui.ui.answer_order import Answers, another_index
from fashion_gui.ui.language import Translated, name_of
from fashion_gui.ui.tile_grid import GridTile, TileGrid

FIRST: Final = 20  # pictures, as in the course


class AnswerView(Translated):
    """What the grids of answers have in common: a picture under the cursor is chosen, a double click opens it."""

    tile_chosen = Signal(int)  # the picture's index in its set
    tile_opened = Signal(int)

    def watch(self, grid: TileGrid) -> None:
        """Report clicks, arrow keys and double clicks in `grid`."""
        grid.tile_opened.connect(self.tile_chosen)
        grid.selectionModel().currentChanged.connect(self._choose)
        grid.doubleClicked.connect(self._open)

    def grid_tile(self, answers: Answers, index: int) -> GridTile:
        """A cell with the given answer as its caption, marked where it is wrong."""
        said, right = name_of(int(answers.predicted[index])), name_of(int(answers.labels[index]))
        is_right = bool(answers.right[index])
        sentence = (
            self.tr("Picture {index}: the network says {said}, and that is right")
            if is_right
            else self.tr("Picture {index}: the network says {said}, the right answer is {right}")
        )
        spoken = sentence.format(index=index, said=said, right=right)
        return GridTile(index, answers.tiles[index], said, is_right, spoken)

    @Slot(QModelIndex)
    def _choose(self, current: QModelIndex) -> None:
        if current.isValid():
            self.tile_chosen.emit(_picture_at(current))

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        self.tile_opened.emit(_picture_at(index))


def mark_chosen(grid: TileGrid, index: int) -> None:
    """Put the cursor of `grid` on the picture `index`, or nowhere if it is not shown there."""
    rows = [row for row, tile in enumerate(grid.tiles()) if tile.index == index]
    grid.setCurrentIndex(grid.model().index(rows[0], 0) if rows else QModelIndex())


def _picture_at(index: QModelIndex) -> int:
    grid = index.model().parent()
    assert isinstance(grid, TileGrid)
    return grid.tiles()[index.row()].index


class FirstAnswers(AnswerView):
    """The first twenty pictures with the given answers, and the wrong ones among them side by side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answers: Answers | None = None
        self._count = QLabel()
        self._count.setProperty("role", "title")
        self._grid = TileGrid(columns=5, rows=4)
        self._grid.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # its place is a column's
        self._wrong_title = QLabel()
        self._wrong_title.setProperty("role", "title")
        self._wrong_hint = QLabel()
        self._wrong_hint.setProperty("role", "faint")
        self._wrong_grid = TileGrid(columns=3, rows=1)
        self.watch(self._grid)
        self.watch(self._wrong_grid)
        wrong_row = QHBoxLayout()
        wrong_row.addWidget(self._wrong_title)
        wrong_row.addWidget(self._wrong_hint)
        wrong_row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._count)
        layout.addWidget(self._grid, 7)
        layout.addLayout(wrong_row)
        layout.addWidget(self._wrong_grid, 2)
        self.retranslate()

    def show_answers(self, answers: Answers | None) -> None:
        """The answers to the whole set."""
        self._answers = None if answers is None else answers.first(FIRST)
        self.retranslate()

    def set_raw(self, raw: bool) -> None:
        """Bright on black, as the network sees them, or dark on white."""
        self._grid.set_raw(raw)
        self._wrong_grid.set_raw(raw)

    def set_chosen(self, index: int) -> None:
        """Mark the picture that the card shows."""
        mark_chosen(self._grid, index)
        mark_chosen(self._wrong_grid, index)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._grid.setAccessibleName(self.tr("The first pictures of the test set with the network's answers"))
        self._wrong_grid.setAccessibleName(self.tr("Wrong answers among the first pictures"))
        self._wrong_title.setText(self.tr("Wrong ones"))
        self._wrong_hint.setText(self.tr("the network says → the right answer"))
        if self._answers is None:
            self._count.setText("")
            self._grid.show_tiles([])
            self._wrong_grid.show_tiles([])
        else:
            self._fill(self._answers)

    def _fill(self, answers: Answers) -> None:
        wrong = np.flatnonzero(~answers.right)
        if len(wrong):
            sentence = self.tr("{right} of {total} right, %n wrong", "", len(wrong))
        else:
            sentence = self.tr("All {total} right")
        self._count.setText(sentence.format(right=answers.right_count(), total=len(answers)))
        self._grid.show_tiles([self.grid_tile(answers, index) for index in range(len(answers))])
        self._wrong_grid.show_tiles([self._pair(answers, int(index)) for index in wrong])
        for widget in (self._wrong_title, self._wrong_hint, self._wrong_grid):
            widget.setVisible(len(wrong) > 0)

    def _pair(self, answers: Answers, index: int) -> GridTile:
        tile = self.grid_tile(answers, index)
        right = name_of(int(answers.labels[index]))
        return GridTile(index, tile.tile, f"{tile.caption} → {right}", None, tile.spoken)


class RandomAnswer(Translated):
    """A picture drawn at random, large; each press of the button draws another."""

    tile_opened = Signal(int)
    why_requested = Signal(int)

    def __init__(self, *, generator: np.random.Generator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._generator = generator
        self._answers: Answers | None = None
        self._index: int | None = None
        self._card = AnswerCard(large=True)
        self._card.numbers_requested.connect(self.tile_opened)
        self._card.why_requested.connect(self.why_requested)
        self._another = QPushButton()
        self._another.setProperty("role", "primary")
        self._another.clicked.connect(self.draw)
        self._keys = QLabel()
        self._keys.setProperty("role", "faint")
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._another)
        row.addWidget(self._keys)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addWidget(self._card, 1)
        self.retranslate()

    def show_answers(self, answers: Answers | None) -> None:
        """The answers to the whole set; a picture that was drawn stays as long as there is such a picture."""
        self._answers = answers
        if answers is None:
            self._card.show_answer(None, 0)
        elif self._index is None or self._index >= len(answers):
            self._index = None
            self.draw()
        else:
            self._card.show_answer(answers, self._index)

    def index(self) -> int | None:
        """Which picture of the set is shown."""
        return self._index

    def forget(self) -> None:
        """Draw anew when the next answers come."""
        self._index = None

    @Slot()
    def draw(self) -> None:
        """Draw another picture."""
        if self._answers is not None and len(self._answers):
            self._index = another_index(self._generator, len(self._answers), previous=self._index)
            self._card.show_answer(self._answers, self._index)

    def set_raw(self, raw: bool) -> None:
        """Bright on black, as the network sees it, or dark on white."""
        self._card.set_raw(raw)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._another.setText(self.tr("Another one"))
        self._another.setAccessibleName(self.tr("Another random picture"))
        self._keys.setText(self.tr("key R or Space"))
