"""How the game ended: both scores, what they can tell, the pictures, and what was taken for what."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from fashion_gui.core.duel import DuelResult
from fashion_gui.core.scores import accuracy_range, confusion_matrix
from fashion_gui.ui.confusion_matrix import WHOLE, ConfusionMatrix
from fashion_gui.ui.duel_game import minutes_text
from fashion_gui.ui.duel_grid import DuelGrid, DuelTile
from fashion_gui.ui.duel_texts import fair_sentence, verdict_sentence
from fashion_gui.ui.exports import Cells, Exports
from fashion_gui.ui.language import Translated, name_of
from fashion_gui.ui.plain_text import plain_label
from fashion_gui.ui.view_buttons import View, ViewButtons

YOU, NETWORK = range(2)

_Cell = tuple[int, int, int]  # whose matrix, right class, given class; a class may be WHOLE


class DuelResultView(Translated):
    """Of one game.  Nothing of it is kept on disk."""

    again_wished = Signal()
    why_wished = Signal(int)  # the picture's place in the test set
    numbers_wished = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._result: DuelResult | None = None
        self._tiles: npt.NDArray[np.uint8] = np.zeros((0, 28, 28), np.uint8)
        self._seconds = 0.0
        self._cell: _Cell | None = None  # whose pictures are shown, None for the choice of the button
        self._build()
        self._arrange()
        self.retranslate()

    def show_result(self, result: DuelResult, tiles: npt.NDArray[np.uint8], *, seconds: float) -> None:
        """At least one picture; `tiles` are those of the result, uint8 (n, 28, 28), which took you `seconds`."""
        self._result, self._tiles, self._seconds, self._cell = result, tiles, seconds, None
        for matrix, answers in zip(self.matrices, (result.yours, result.networks), strict=True):
            matrix.show_counts(confusion_matrix(result.labels, answers))
        self._show_all.setChecked(not len(result.differing()))
        self.retranslate()

    def set_raw(self, raw: bool) -> None:
        """Bright on black, as the network sees tiles, or dark on white."""
        self.grid.set_raw(raw)

    def places(self) -> list[int]:
        """Which of the game's pictures, counted from 0, are shown."""
        result = self._result
        if result is None:
            return []
        if self._cell is not None:
            whose, right, given = self._cell
            answers = (result.yours, result.networks)[whose]
            fits = np.ones(len(result), np.bool_)
            if right != WHOLE:
                fits &= result.labels == right
            if given != WHOLE:
                fits &= answers == given
            return [int(place) for place in np.flatnonzero(fits)]
        if self._show_all.isChecked():
            return list(range(len(result)))
        return [int(place) for place in result.differing()]

    # --- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._captions = [QLabel(), QLabel()]
        self._scores = [QLabel(), QLabel()]
        for caption, score in zip(self._captions, self._scores, strict=True):
            caption.setProperty("role", "faint")
            score.setProperty("role", "answer")
        self._ranges = [QLabel(), QLabel()]
        self._verdict, self._fair, self._agreed = plain_label(), plain_label(), plain_label()
        self._verdict.setProperty("role", "title")
        for label in (*self._ranges, self._agreed):
            label.setProperty("role", "faint")
        for label in (self._verdict, self._fair, self._agreed):
            label.setWordWrap(True)
        self._again = QPushButton()
        self._again.setProperty("role", "primary")
        self._again.clicked.connect(self.again_wished)
        self.grid = DuelGrid()
        self.grid.why_wished.connect(self.why_wished)
        self.grid.selectionModel().currentChanged.connect(self._enable)
        self._exports = Exports(self.grid, name=self._pictures_name, cells=self.cells)
        self._none = QLabel()
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.setProperty("role", "faint")
        self._which = plain_label()
        self._which.setProperty("role", "faint")
        self._show_all, self._why, self._numbers = QPushButton(), QPushButton(), QPushButton()
        self._show_all.setCheckable(True)
        self._show_all.toggled.connect(self._on_show_all)
        self._why.clicked.connect(lambda: self._tell(self.why_wished))
        self._numbers.clicked.connect(lambda: self._tell(self.numbers_wished))
        self.matrices = [ConfusionMatrix(), ConfusionMatrix()]
        self._matrix_titles = [QLabel(), QLabel()]
        for whose, matrix in enumerate(self.matrices):
            matrix.cell_opened.connect(lambda right, given, whose=whose: self._open_cell(whose, right, given))

    def _arrange(self) -> None:
        self.views = ViewButtons()
        self._pictures = self._pictures_page()
        self._matrices = self._matrices_page()
        self.views.add(
            View(self._pictures, lambda: self.tr("Pictures"), lambda: self.tr("What you and the network said")),
            self._pictures,
        )
        self.views.add(
            View(
                self._matrices,
                lambda: self.tr("What is taken for what"),
                lambda: self.tr("Both confusion matrices side by side; a click on a cell shows its pictures"),
            ),
            self._matrices,
        )
        head = QGridLayout()
        head.setHorizontalSpacing(28)
        head.setVerticalSpacing(0)
        for column in range(2):
            for row, labels in enumerate((self._captions, self._scores, self._ranges)):
                head.addWidget(labels[column], row, column, Qt.AlignmentFlag.AlignLeft)
        words = QVBoxLayout()
        words.setSpacing(3)
        for label in (self._verdict, self._fair, self._agreed):
            words.addWidget(label)
        words.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(28)
        top.addLayout(head)
        top.addLayout(words, 1)
        row = QHBoxLayout()
        row.addWidget(self.views, 1)
        row.addWidget(self._again)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addLayout(row)
        layout.addWidget(self.views.stack, 1)

    def _pictures_page(self) -> QWidget:
        page, shown = QWidget(), QWidget()
        self._stack = QStackedLayout(shown)
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self._none)
        foot = QHBoxLayout()
        for button in (self._show_all, self._why, self._numbers):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self._exports.button())
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._which)
        layout.addWidget(shown, 1)
        layout.addLayout(foot)
        return page

    def _matrices_page(self) -> QWidget:
        page = QWidget()
        layout = QGridLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(12)
        layout.setVerticalSpacing(2)
        layout.setRowStretch(1, 1)
        for column, (title, matrix) in enumerate(zip(self._matrix_titles, self.matrices, strict=True)):
            title.setProperty("role", "title")
            head = QHBoxLayout()
            head.addWidget(title, 1)
            head.addWidget(matrix.exports.button())
            layout.addLayout(head, 0, column)
            layout.addWidget(matrix, 1, column)
            layout.setColumnStretch(column, 1)
        return page

    # --- the user -----------------------------------------------------------------------------------------------------

    @Slot(bool)
    def _on_show_all(self, _checked: bool) -> None:
        self._cell = None
        self._show_pictures()

    def _open_cell(self, whose: int, right: int, given: int) -> None:
        self._cell = (whose, right, given)
        self.views.show_view(self._pictures)
        self._show_pictures()
        self.grid.setFocus()

    def _tell(self, wished: Signal) -> None:
        chosen = self.grid.chosen()
        if chosen is not None:
            wished.emit(chosen)

    @Slot()
    def _enable(self) -> None:
        for button in (self._why, self._numbers):
            button.setEnabled(self.grid.chosen() is not None)

    # --- what is shown ------------------------------------------------------------------------------------------------

    def _show_pictures(self) -> None:
        places = self.places()
        self.grid.show_tiles([self._tile(place) for place in places])
        self._stack.setCurrentIndex(0 if places else 1)
        if places and not self.grid.currentIndex().isValid():
            self.grid.setCurrentIndex(self.grid.model().index(0, 0))
        self._enable()
        self._which.setText(self._pictures_name())

    def _tile(self, place: int) -> DuelTile:
        result = self._result
        assert result is not None
        right = int(result.labels[place])
        lines: list[tuple[str, bool | None]] = []
        for text, answers in (
            (self.tr("you: {name}"), result.yours),
            (self.tr("network: {name}"), result.networks),
        ):
            given = int(answers[place])
            lines.append((text.format(name=name_of(given)), given == right))
        lines.append((self.tr("right: {name}").format(name=name_of(right)), None))
        spoken = "\n".join(text for text, _right in lines)
        index = int(result.pictures[place])
        return DuelTile(index, self._tiles[place], name_of(right), spoken=spoken, lines=tuple(lines))

    def _pictures_name(self) -> str:
        count = len(self.places())
        if self._cell is not None:
            whose, right, given = self._cell
            about = self.matrices[whose].cell_text((right, given))
            return f"{self._who(whose)}: {about}"
        if self._show_all.isChecked():
            return self.tr("All pictures of the game: {count}").format(count=count)
        return self.tr("Pictures on which you and the network differ: {count}").format(count=count)

    def _who(self, whose: int) -> str:
        return self.tr("You") if whose == YOU else self.tr("The network")

    def cells(self) -> Cells:
        """The pictures that are shown, as a table."""
        head = [self.tr("picture"), self.tr("right class"), self._who(YOU), self._who(NETWORK)]
        rows = []
        if self._result is not None:
            result = self._result
            for place in self.places():
                names = [name_of(int(each[place])) for each in (result.labels, result.yours, result.networks)]
                rows.append([str(int(result.pictures[place])), *names])
        return [head, *rows]

    def retranslate(self) -> None:
        """Set every text anew."""
        self._again.setText(self.tr("Again"))
        self._again.setToolTip(self.tr("Another game with other pictures."))
        self._show_all.setText(self.tr("All pictures"))
        self._show_all.setToolTip(self.tr("Also those on which you and the network agree."))
        self._why.setText(self.tr("Why this answer?"))
        self._why.setToolTip(self.tr("Which pixels speak for the network's answer (Enter or a double click)."))
        self._numbers.setText(self.tr("Show the numbers"))
        self._numbers.setToolTip(self.tr("The 28 × 28 brightness values of this picture: all that the network gets."))
        self._none.setText(
            self.tr("No such picture.")
            if self._cell is not None
            else self.tr("You and the network gave the same answer to every picture.")
        )
        self.grid.setAccessibleName(self.tr("Pictures of the game; arrow keys choose, Enter explains the answer"))
        for whose in (YOU, NETWORK):
            self._captions[whose].setText(self._who(whose))
            self._matrix_titles[whose].setText(self._who(whose))
        if self._result is not None:
            self._tell_scores(self._result)
        self._show_pictures()

    def _tell_scores(self, result: DuelResult) -> None:
        total = len(result)
        for whose, right in enumerate(result.scores()):
            self._scores[whose].setText(self.tr("{right} of {total}").format(right=right, total=total))
            low, high = accuracy_range(right, total)
            text = self.tr("{low} to {high} %").format(low=f"{100 * low:.0f}", high=f"{100 * high:.0f}")
            self._ranges[whose].setText(text)
            hint = self.tr(
                "So few pictures leave much open: among all pictures of this kind the share of right answers lies "
                "between {low} and {high} % (95 % sure)."
            )
            for label in (self._scores[whose], self._ranges[whose]):
                label.setToolTip(hint.format(low=f"{100 * low:.0f}", high=f"{100 * high:.0f}"))
        self._verdict.setText(verdict_sentence(result))
        self._fair.setText(fair_sentence(result))
        text = self.tr(
            "You took {time}, {each} s a picture. You agree on {same} of {total}. "
            "People reach 83.5 % on this set (Zalando)."
        )
        self._agreed.setText(
            text.format(
                time=minutes_text(self._seconds),
                each=f"{self._seconds / total:.1f}",
                same=total - len(result.differing()),
                total=total,
            )
        )
