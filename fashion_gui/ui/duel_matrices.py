"""Both confusion matrices of a game, side by side."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from fashion_gui.core.duel import DuelResult
from fashion_gui.core.scores import confusion_matrix
from fashion_gui.ui.confusion_matrix import WHOLE, Cell, ConfusionMatrix
from fashion_gui.ui.duel_texts import mistakes_sentence
from fashion_gui.ui.language import Translated
from fashion_gui.ui.plain_text import plain_label, plain_tip

YOU: Final = 0
NETWORK: Final = 1


class DuelMatrix(ConfusionMatrix):
    """That of one player, YOU or NETWORK: of so few pictures that most cells stay empty."""

    def __init__(self, whose: int, *, parent: QWidget | None = None) -> None:
        self._whose = whose
        super().__init__(zeros=False, parent=parent)

    def name(self) -> str:
        return self.tr("Your answers") if self._whose == YOU else self.tr("The network's answers")

    def count(self, cell: Cell) -> int:
        """How many pictures a cell, a row or a column holds."""
        if self._counts is None:
            return 0
        right, given = (slice(None) if label == WHOLE else label for label in cell)
        return int(self._counts[right, given].sum())

    def sentence(self) -> str:
        return super().sentence() if self._counts is None else mistakes_sentence(self._counts)


class DuelMatrices(Translated):
    """A title, what it shows now, the menu to copy and save, and below them the matrix; for either player."""

    cell_opened = Signal(int, int, int)  # whose matrix, right class, given class; a class may be WHOLE

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matrices = [DuelMatrix(YOU), DuelMatrix(NETWORK)]
        self._titles = [QLabel(), QLabel()]
        self._sentences = [plain_label(), plain_label()]
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(14)
        layout.setVerticalSpacing(4)
        layout.setRowStretch(1, 1)
        for whose, matrix in enumerate(self.matrices):
            matrix.cell_opened.connect(lambda right, given, whose=whose: self._open(whose, (right, given)))
            matrix.sentence_changed.connect(self.retranslate)
            layout.addLayout(self._head(whose), 0, whose)
            layout.addWidget(matrix, 1, whose)
            layout.setColumnStretch(whose, 1)
        self.retranslate()

    def show_result(self, result: DuelResult) -> None:
        """The answers of both."""
        for matrix, answers in zip(self.matrices, (result.yours, result.networks), strict=True):
            matrix.show_counts(confusion_matrix(result.labels, answers))

    def cell_text(self, whose: int, cell: Cell) -> str:
        """What a cell of YOUR or the NETWORK's matrix says."""
        matrix = self.matrices[whose]
        return f"{matrix.name()}: {matrix.cell_text(cell)}"

    def _open(self, whose: int, cell: Cell) -> None:
        if self.matrices[whose].count(cell):  # most cells are empty
            self.cell_opened.emit(whose, *cell)

    def _head(self, whose: int) -> QHBoxLayout:
        title, sentence = self._titles[whose], self._sentences[whose]
        title.setProperty("role", "title")
        sentence.setProperty("role", "faint")
        sentence.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(title)
        row.addWidget(sentence, 1)
        row.addWidget(self.matrices[whose].exports.button(), 0, Qt.AlignmentFlag.AlignTop)
        return row

    def retranslate(self) -> None:
        """Set every text anew."""
        for title, text in zip(self._titles, (self.tr("You"), self.tr("The network")), strict=True):
            title.setText(text)
        for title, sentence, matrix in zip(self._titles, self._sentences, self.matrices, strict=True):
            title.setToolTip(plain_tip(matrix.explanation()))
            sentence.setText(matrix.sentence())
