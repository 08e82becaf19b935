"""The report on the test set: loss and accuracy with what is uncertain about them, class by class, and confusions."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fashion_gui.core.scores import (
    ClassScores,
    Estimate,
    accuracy_estimate,
    class_scores,
    confusion_matrix,
    loss_estimate,
)
from fashion_gui.ui.accuracy_scale import AccuracyScale
from fashion_gui.ui.answer_order import ANY, Answers
from fashion_gui.ui.class_table import ClassTable
from fashion_gui.ui.confusion_matrix import WHOLE, ConfusionMatrix
from fashion_gui.ui.exports import Exports
from fashion_gui.ui.language import Translated, name_of

_SMALL_BUTTON: Final = "QToolButton { padding: 1px 4px; min-height: 16px; } QToolButton:focus { padding: 0 3px; }"


class ReportView(Translated):
    """Everything that one number leaves open.  A click on a cell or a class asks for exactly those pictures."""

    pictures_requested = Signal(int, int)  # right class, given class; ANY: whatever class

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answers: Answers | None = None
        self._summary = _words()
        self._scale_title, self._scale = _title(), AccuracyScale()
        self._matrix_title, self._matrix, self._matrix_sentence = _title(), ConfusionMatrix(), _faint()
        self._table_title, self._table, self._table_sentence = _title(), ClassTable(), _faint()
        self._shares = QCheckBox()
        self._build()
        self._shares.toggled.connect(self._matrix.set_shares)
        self._matrix.sentence_changed.connect(self._matrix_sentence.setText)
        self._matrix.cell_opened.connect(self._open_cell)
        self._table.class_opened.connect(self._open_class)
        self.retranslate()

    def _build(self) -> None:
        matrix = _part([self._matrix_title, self._shares], self._matrix.exports, self._matrix)
        matrix.addWidget(self._matrix_sentence)
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(self._summary)
        words.addLayout(_part([self._scale_title], self._scale.exports, self._scale), 1)
        table = _part([self._table_title], self._table.exports, self._table)
        table.addWidget(self._table_sentence)
        words.addLayout(table, 2)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addLayout(matrix, 11)
        layout.addLayout(words, 9)

    # --- from outside -------------------------------------------------------------------------------------------------

    def show_answers(self, answers: Answers | None) -> None:
        """The answers to the whole set, None for none yet."""
        self._answers = answers if answers is not None and len(answers) else None
        self._refresh()

    # --- what the user does -------------------------------------------------------------------------------------------

    @Slot(int, int)
    def _open_cell(self, right: int, given: int) -> None:
        self.pictures_requested.emit(ANY if right == WHOLE else right, ANY if given == WHOLE else given)

    @Slot(int)
    def _open_class(self, label: int) -> None:
        self.pictures_requested.emit(label, ANY)

    # --- what is shown ------------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        answers = self._answers
        if answers is None:
            self._scale.show_accuracy(None)
            self._matrix.show_counts(None)
            self._table.show_scores(None)
            self._summary.setText("")
            self._table_sentence.setText("")
            return
        counts = confusion_matrix(answers.labels, answers.predicted)
        scores = class_scores(counts)
        accuracy = accuracy_estimate(answers.right_count(), len(answers))
        self._scale.show_accuracy(accuracy)
        self._matrix.show_counts(counts)
        self._table.show_scores(scores)
        self._summary.setText(self._summary_text(accuracy, loss_estimate(answers.probabilities, answers.labels)))
        self._table_sentence.setText(self._table_text(scores))

    def _summary_text(self, accuracy: Estimate, loss: Estimate) -> str:
        text = self.tr(
            "On pictures it has not learnt from: accuracy {percent} % (from {low} to {high}), test loss {loss} "
            "(from {loss_low} to {loss_high})."
        )
        return text.format(
            percent=f"{100 * accuracy.value:.1f}",
            low=f"{100 * accuracy.low:.1f}",
            high=f"{100 * accuracy.high:.1f}",
            loss=f"{loss.value:.3f}",
            loss_low=f"{loss.low:.3f}",
            loss_high=f"{loss.high:.3f}",
        )

    def _table_text(self, scores: ClassScores) -> str:
        present = [label for label in range(len(scores.support)) if scores.support[label]]
        worst = min(present, key=lambda label: float(scores.f1[label]))
        text = self.tr("Mean F1 {f1} %; hardest: {name}.")
        return text.format(f1=f"{100 * scores.macro()[2]:.1f}", name=name_of(worst))

    def retranslate(self) -> None:
        """Set every text anew."""
        self._summary.setToolTip(
            self.tr(
                "Accuracy: the share of right answers. Test loss: mean cross-entropy, -ln of the probability that the "
                "network gave the right class. The ranges hold what all pictures of this kind would give (95 % sure)."
            )
        )
        self._scale_title.setText(self._scale.name())
        self._scale_title.setToolTip(
            self.tr("Accuracy of others on the same test set; point at a line for its source. Whiskers: 95 % ranges.")
        )
        self._matrix_title.setText(self._matrix.name())
        self._matrix_title.setToolTip(self._matrix.explanation())
        self._shares.setText(self.tr("in %"))
        self._shares.setToolTip(self.tr("What percentage of its row each cell holds, instead of how many pictures."))
        self._table_title.setText(self._table.name())
        self._table.retranslate()
        self._matrix_sentence.setText(self._matrix.sentence())
        self._refresh()


def _part(head: list[QWidget], exports: Exports, body: QWidget) -> QVBoxLayout:
    """A title with more beside it and the menu to copy and save, and below it the thing itself."""
    menu = exports.button()
    menu.setStyleSheet(_SMALL_BUTTON)
    menu.setIconSize(QSize(16, 16))
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addWidget(head[0])
    row.addStretch(1)
    for widget in (*head[1:], menu):
        row.addWidget(widget)
    part = QVBoxLayout()
    part.setSpacing(3)
    part.addLayout(row)
    part.addWidget(body, 1)
    return part


def _title() -> QLabel:
    label = QLabel()
    label.setProperty("role", "title")
    return label


def _words() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _faint() -> QLabel:
    label = _words()
    label.setProperty("role", "faint")
    return label
