"""The pictures of a game that has ended: those on which the two differ, all, or those of a cell of a matrix."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from fashion_gui.core.duel import DuelResult
from fashion_gui.ui.confusion_matrix import WHOLE
from fashion_gui.ui.duel_grid import DuelGrid, DuelTile
from fashion_gui.ui.duel_matrices import YOU
from fashion_gui.ui.exports import Cells, Exports
from fashion_gui.ui.language import Translated, name_of
from fashion_gui.ui.plain_text import plain_label
from fashion_gui.ui.view_buttons import NARROW_BUTTON

_Cell = tuple[int, int, int]


class DuelPictures(Translated):
    """Each with what you and the network said and what is right; one of them is chosen."""

    why_wished = Signal(int)  # the picture's place in the test set
    numbers_wished = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._result: DuelResult | None = None
        self._tiles: npt.NDArray[np.uint8] = np.zeros((0, 28, 28), np.uint8)
        self._seconds: list[float] = []
        self._all = False  # also those on which you agree
        self._cell: _Cell | None = None  # only the pictures of this one
        self._about: Callable[[], str] = str  # what is said of it
        self.grid = DuelGrid()
        self.grid.tile_opened.connect(self.why_wished)
        self.grid.selectionModel().currentChanged.connect(self._enable)
        self.exports = Exports(self.grid, name=self.name, cells=self.cells)
        self._which, self._none = plain_label(), plain_label()
        for label in (self._which, self._none):
            label.setProperty("role", "faint")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.setWordWrap(True)
        self._differing, self._whole, self._why, self._numbers = (QPushButton() for _ in range(4))
        for button, everything in ((self._differing, False), (self._whole, True)):
            button.setCheckable(True)
            button.clicked.connect(lambda _checked, everything=everything: self.show_kind(everything=everything))
        self._why.clicked.connect(lambda: self._tell(self.why_wished.emit))
        self._numbers.clicked.connect(lambda: self._tell(self.numbers_wished.emit))
        self._build()
        self.retranslate()

    # --- from outside -------------------------------------------------------------------------------------------------

    def show_result(
        self, result: DuelResult, tiles: npt.NDArray[np.uint8], seconds: list[float], *, again: bool
    ) -> None:
        """`tiles` are those of the result, uint8 (n, 28, 28), which took you so many `seconds` each.

        `again`: it is the same game, with answers of another network; what is shown stays.
        """
        self._result, self._tiles, self._seconds = result, tiles, seconds
        if not again:
            self._all, self._cell = not len(result.differing()), None
        self._show()

    def show_kind(self, *, everything: bool) -> None:
        """All pictures, or only those on which the two differ."""
        self._all, self._cell = everything, None
        self._show()

    def show_cell(self, cell: _Cell, about: Callable[[], str]) -> None:
        """Only the pictures of a cell: whose matrix it is of (YOU or NETWORK), right class, given class.

        A class may be WHOLE.  `about` says in the window's language what is in it.
        """
        self._cell, self._about = cell, about
        self._show()

    def places(self) -> list[int]:
        """Which of the game's pictures, counted from 0, are shown."""
        result = self._result
        if result is None:
            return []
        if self._cell is None:
            return list(range(len(result))) if self._all else result.differing().tolist()
        whose, right, given = self._cell
        fits = np.ones(len(result), np.bool_)
        if right != WHOLE:
            fits &= result.labels == right
        if given != WHOLE:
            fits &= (result.yours if whose == YOU else result.networks) == given
        return [int(place) for place in np.flatnonzero(fits)]

    def name(self) -> str:
        """Which pictures these are."""
        if self._cell is not None:
            return self._about()
        text = (
            self.tr("All pictures of the game: {count}")
            if self._all
            else self.tr("Pictures on which you and the network differ: {count}")
        )
        return text.format(count=len(self.places()))

    def cells(self) -> Cells:
        """The pictures that are shown, as a table."""
        head = [
            self.tr("picture"),
            self.tr("right class"),
            self.tr("you"),
            self.tr("the network"),
            self.tr("your seconds"),
        ]
        rows: list[list[str]] = []
        if self._result is not None:
            result = self._result
            for place in self.places():
                names = [name_of(int(each[place])) for each in (result.labels, result.yours, result.networks)]
                rows.append([str(int(result.pictures[place])), *names, f"{self._seconds[place]:.1f}"])
        return [head, *rows]

    # --- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        shown = QWidget()
        self._stack = QStackedLayout(shown)
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self._none)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(4)
        for button in (self._differing, self._whole):
            button.setStyleSheet(NARROW_BUTTON)
            head.addWidget(button)
        head.addSpacing(8)
        head.addWidget(self._which, 1)
        for button in (self._why, self._numbers):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.exports.button())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(shown, 1)
        layout.addLayout(foot)

    # --- the user -----------------------------------------------------------------------------------------------------

    def _tell(self, wish: Callable[[int], None]) -> None:
        chosen = self.grid.chosen()
        if chosen is not None:
            wish(chosen)

    @Slot()
    def _enable(self) -> None:
        for button in (self._why, self._numbers):
            button.setEnabled(self.grid.chosen() is not None)

    # --- what is shown ------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        places = self.places()
        self.grid.show_tiles([self._tile(place) for place in places])
        self._stack.setCurrentIndex(0 if places else 1)
        if places and not self.grid.currentIndex().isValid():
            self.grid.setCurrentIndex(self.grid.model().index(0, 0))
        self._enable()
        self._tell_kinds()
        self._which.setText("" if self._cell is None else self.name())
        self.grid.setAccessibleDescription(self.name())
        self._none.setText(
            self.tr("You and the network gave the same answer to every picture.")
            if self._cell is None
            else self.tr("No such picture.")
        )

    def _tell_kinds(self) -> None:
        result = self._result
        differing, total = (0, 0) if result is None else (len(result.differing()), len(result))
        self._differing.setText(self.tr("Different answers: {count}").format(count=differing))
        self._whole.setText(self.tr("All: {count}").format(count=total))
        self._differing.setChecked(self._cell is None and not self._all)
        self._whole.setChecked(self._cell is None and self._all)

    def _tile(self, place: int) -> DuelTile:
        result = self._result
        assert result is not None
        right, yours, networks = (int(each[place]) for each in (result.labels, result.yours, result.networks))
        lines = (
            (self.tr("you: {name}").format(name=name_of(yours)), yours == right),
            (self.tr("network: {name}").format(name=name_of(networks)), networks == right),
            (self.tr("right: {name}").format(name=name_of(right)), None),
        )
        spoken = "\n".join(text for text, _right in lines)
        return DuelTile(int(result.pictures[place]), self._tiles[place], name_of(right), spoken=spoken, lines=lines)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._differing.setToolTip(self.tr("The pictures on which you and the network differ."))
        self._whole.setToolTip(self.tr("Also those on which you and the network agree."))
        self._why.setText(self.tr("Why this answer?"))
        self._why.setToolTip(self.tr("Which pixels speak for the network's answer (Enter or a double click)."))
        self._numbers.setText(self.tr("Show the numbers"))
        self._numbers.setToolTip(self.tr("The 28 × 28 brightness values of this picture: all that the network gets."))
        self.grid.setAccessibleName(self.tr("Pictures of the game; arrow keys choose, Enter explains the answer"))
        self._show()
