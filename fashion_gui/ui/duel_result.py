"""How a game ended: both scores, what they can tell, the pictures, and what was taken for what."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from fashion_gui.core.duel import DuelResult
from fashion_gui.core.scores import accuracy_range
from fashion_gui.ui.duel_game import minutes_text
from fashion_gui.ui.duel_matrices import NETWORK, YOU, DuelMatrices
from fashion_gui.ui.duel_pictures import DuelPictures
from fashion_gui.ui.duel_texts import PEOPLE, fair_sentence, people_sentence, percent_of, verdict_sentence
from fashion_gui.ui.language import Translated
from fashion_gui.ui.plain_text import plain_label, plain_tip
from fashion_gui.ui.view_buttons import View, ViewButtons


class DuelResultView(Translated):
    """Of one game.  Nothing of it is kept on disk."""

    again_wished = Signal()
    why_wished = Signal(int)  # the picture's place in the test set
    numbers_wished = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._result: DuelResult | None = None
        self._seconds: list[float] = []
        self._first: DuelResult | None = None  # when the game ended
        self.pictures, self.matrices = DuelPictures(), DuelMatrices()
        self.pictures.why_wished.connect(self.why_wished)
        self.pictures.numbers_wished.connect(self.numbers_wished)
        self.matrices.cell_opened.connect(self._open_cell)
        self._build()
        self.retranslate()

    def show_result(
        self, result: DuelResult, tiles: npt.NDArray[np.uint8], seconds: list[float], *, again: bool = False
    ) -> None:
        """At least one picture; `tiles` are those of the result, uint8 (n, 28, 28), which took you `seconds` each.

        `again`: it is the same game, with answers of another network; what is shown stays.
        """
        self._result, self._seconds = result, seconds
        self._first = self._first if again else result
        self.matrices.show_result(result)
        self.pictures.show_result(result, tiles, seconds, again=again)
        if not again:
            self.views.show_view(self.pictures)
        self.retranslate()

    def set_raw(self, raw: bool) -> None:
        """Bright on black, as the network sees tiles, or dark on white."""
        self.pictures.grid.set_raw(raw)

    # --- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._captions, self._scores, self._ranges = ([QLabel(), QLabel()] for _ in range(3))
        self._verdict, self._fair, self._about = plain_label(), plain_label(), plain_label()
        self._verdict.setProperty("role", "title")
        for label in (*self._captions, *self._ranges, self._about):
            label.setProperty("role", "faint")
        for label in self._scores:
            label.setProperty("role", "answer")
        for label in (self._verdict, self._fair, self._about):
            label.setWordWrap(True)
        self._again = QPushButton()
        self._again.setProperty("role", "primary")
        self._again.clicked.connect(self.again_wished)
        self.views = ViewButtons()
        self.views.add(
            View(self.pictures, lambda: self.tr("Pictures"), lambda: self.tr("What you and the network said")),
            self.pictures,
        )
        self.views.add(
            View(
                self.matrices,
                lambda: self.tr("What is taken for what"),
                lambda: self.tr("Both confusion matrices side by side; a click on a cell shows its pictures"),
            ),
            self.matrices,
        )
        row = QHBoxLayout()
        row.addWidget(self.views, 1)
        row.addWidget(self._again)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._head())
        layout.addLayout(row)
        layout.addWidget(self.views.stack, 1)

    def _head(self) -> QHBoxLayout:
        board = QGridLayout()
        board.setHorizontalSpacing(24)
        board.setVerticalSpacing(0)
        for column in (YOU, NETWORK):
            for row, labels in enumerate((self._captions, self._scores, self._ranges)):
                board.addWidget(labels[column], row, column, Qt.AlignmentFlag.AlignLeft)
        scores, words = QVBoxLayout(), QVBoxLayout()
        scores.addLayout(board)
        scores.addStretch(1)
        words.setSpacing(3)
        for label in (self._verdict, self._fair, self._about):
            words.addWidget(label)
        words.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(24)
        head.addLayout(scores)
        head.addLayout(words, 1)
        return head

    # --- the user -----------------------------------------------------------------------------------------------------

    @Slot(int, int, int)
    def _open_cell(self, whose: int, right: int, given: int) -> None:
        self.pictures.show_cell((whose, right, given), lambda: self.matrices.cell_text(whose, (right, given)))
        self.views.show_view(self.pictures)
        self.pictures.grid.setFocus()

    # --- what is shown ------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text anew."""
        self._again.setText(self.tr("Play again"))
        self._again.setToolTip(self.tr("Another game with other pictures."))
        for label, text in zip(self._captions, (self.tr("You"), self.tr("The network")), strict=True):
            label.setText(text)
        self._captions[NETWORK].setToolTip(
            self.tr("The network that answers now: its score follows when it learns on, or another is opened.")
        )
        if self._result is not None:
            self._tell_scores(self._result)
            self._tell_about(self._result)

    def _tell_scores(self, result: DuelResult) -> None:
        total = len(result)
        for whose, right in enumerate(result.scores()):
            self._scores[whose].setText(self.tr("{right} of {total}").format(right=right, total=total))
            low, high = (f"{100 * share:.0f}" for share in accuracy_range(right, total))
            text = self.tr("{percent} % ({low} to {high})")
            self._ranges[whose].setText(text.format(percent=f"{100 * right / total:.0f}", low=low, high=high))
            hint = self.tr(
                "So few pictures leave much open: among all pictures of this kind the share of right answers lies "
                "between {low} and {high} % (95 % sure)."
            )
            for label in (self._scores[whose], self._ranges[whose]):
                label.setToolTip(hint.format(low=low, high=high))

    def _tell_about(self, result: DuelResult) -> None:
        total = len(result)
        self._verdict.setText(verdict_sentence(result))
        self._fair.setText(fair_sentence(result))
        text = self.tr("You took {time}, {each} s a picture. Same answer: {same} of {total}. People: {percent} %.")
        spent = sum(self._seconds)
        told = text.format(
            time=minutes_text(spent),
            each=f"{spent / total:.1f}",
            same=total - len(result.differing()),
            total=total,
            percent=percent_of(PEOPLE.accuracy),
        )
        if self._first is not None and not np.array_equal(self._first.networks, result.networks):
            told = self.tr("{about} The network has changed since you played.").format(about=told)
        self._about.setText(told.replace(" %", "\N{NO-BREAK SPACE}%"))
        self._about.setToolTip(plain_tip(people_sentence()))
