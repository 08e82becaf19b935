"""The learning rate of a training that runs: shown as it is, changed by Enter."""

import math

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolTip, QWidget

from fashion_gui.core.options import MAX_LEARNING_RATE
from fashion_gui.core.problems import Problem
from fashion_gui.ui.language import Translated, sentence_of
from fashion_gui.ui.plain_text import plain_tip
from fashion_gui.ui.theme import set_look


class _Edit(QLineEdit):
    """Esc, or going elsewhere without Enter, gives up what was typed."""

    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.given_up.emit()


class RateField(Translated):
    """`applied` carries a rate that may be; another is explained and nothing changes."""

    applied = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rate = 0.0
        self._label = QLabel()
        self.edit = _Edit()
        self.edit.setFixedWidth(66)  # 0.00125 has to be seen whole
        self.edit.returnPressed.connect(self._apply)
        self.edit.given_up.connect(self._show_rate)
        self.edit.textEdited.connect(self._mark)
        self._label.setBuddy(self.edit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._label)
        row.addWidget(self.edit)
        self.retranslate()

    def show_rate(self, rate: float) -> None:
        """The rate in force.  What is being typed stays."""
        self._rate = rate
        if not self.edit.isModified():
            self._show_rate()

    def problem(self) -> Problem | None:
        """Why what was typed is no rate."""
        text = self.edit.text().strip()
        try:
            rate = float(text.replace(",", "."))
        except ValueError:
            rate = math.nan
        if 0 < rate <= MAX_LEARNING_RATE:
            return None
        return Problem("learning_rate_out_of_range", high=MAX_LEARNING_RATE, value=text)

    def set_label_shown(self, shown: bool) -> None:
        """Whether the word stands before the field; its hint and its name for screen readers stay."""
        self._label.setVisible(shown)

    @Slot()
    def _show_rate(self) -> None:
        self.edit.setText(f"{self._rate:.4g}")
        self._mark()

    @Slot()
    def _apply(self) -> None:
        problem = self.problem()
        if problem is not None:
            place = self.edit.mapToGlobal(QPoint(0, self.edit.height()))
            QToolTip.showText(place, plain_tip(sentence_of(problem.code, problem.parameters)), self.edit)
            return
        self._rate = float(self.edit.text().strip().replace(",", "."))
        self.edit.setModified(False)
        self.edit.selectAll()
        self.applied.emit(self._rate)

    @Slot()
    def _mark(self) -> None:
        problem = self.problem()
        set_look(self.edit, "invalid", problem is not None)
        hint = self.tr("How large a correction is. Type another one and press Enter: the training goes on with it.")
        told = hint if problem is None else sentence_of(problem.code, problem.parameters)
        self.edit.setToolTip(plain_tip(told))
        self.edit.setAccessibleDescription(told)

    def retranslate(self) -> None:
        """All texts."""
        self._label.setText(self.tr("Rate"))
        self.edit.setAccessibleName(self.tr("Learning rate of the training in hand"))
        self._mark()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange and not self.isEnabled():
            self._show_rate()
