"""The options that few trainings change, in a pane that opens below its button."""

from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QEvent, QPoint, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from fashion_gui.core.options import OPTIMIZERS, SCHEDULES, TrainOptions
from fashion_gui.core.problems import Problem
from fashion_gui.ui.elided_label import ElidedLabel
from fashion_gui.ui.images import icon
from fashion_gui.ui.language import Translated, sentence_of
from fashion_gui.ui.option_fields import number_or_text
from fashion_gui.ui.option_texts import OptionTexts
from fashion_gui.ui.plain_text import plain_label, plain_tip
from fashion_gui.ui.theme import colors, set_look

_CHOICES: Final = {"optimizer": OPTIMIZERS, "schedule": SCHEDULES}
_NUMBERS: Final = ("validation_share", "patience", "weight_decay", "label_smoothing", "shifts")
_BOXES: Final = ("flips", "averaging")
_CHANGES: Final = ("flips", "shifts")  # how pictures are changed before they are learnt from
_WIDTH: Final = 400  # logical pixels: a sentence in two lines


class _Pane(QWidget):
    """The fields, two a row, and below them what is wrong.  A window of its own, which Esc or a click beside closes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setFixedWidth(_WIDTH)
        self.fields: dict[str, QComboBox | QLineEdit | QCheckBox] = {}
        self.labels: dict[str, QLabel] = {}
        self.sentence = plain_label()
        self.sentence.setWordWrap(True)
        self.sentence.setProperty("role", "bad")
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        for place, name in enumerate((*_CHOICES, *_NUMBERS)):
            row, column = divmod(place, 2)
            self.labels[name] = QLabel()
            self.fields[name] = _combo(_CHOICES[name]) if name in _CHOICES else QLineEdit()
            self.labels[name].setBuddy(self.fields[name])
            grid.addWidget(self.labels[name], 3 * row, column)
            grid.addWidget(self.fields[name], 3 * row + 1, column)
            grid.setRowMinimumHeight(3 * row + 2, 6)
        boxes = QVBoxLayout()
        boxes.setSpacing(4)
        for name in _BOXES:
            self.fields[name] = QCheckBox()
            boxes.addWidget(self.fields[name])
        grid.addLayout(boxes, 3 * row, 1, 2, 1, Qt.AlignmentFlag.AlignBottom)  # beside the last, odd number
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.addLayout(grid)
        layout.addWidget(self.sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colors().card))
        painter.setPen(QColor(colors().border))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class MoreOptions(Translated):
    """A button that opens the pane, and beside it what in there is not as usual."""

    options_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = OptionTexts(self)
        self.button = QToolButton()
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.button.clicked.connect(self.open)
        self._summary = ElidedLabel()
        self.pane = _Pane(self)
        self._shown = TrainOptions()  # for what no field here says
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.button)
        row.addWidget(self._summary, 1)
        for field in self.pane.fields.values():
            if isinstance(field, QComboBox):
                field.currentIndexChanged.connect(self._on_changed)
            elif isinstance(field, QLineEdit):
                field.textChanged.connect(self._on_changed)
            else:
                field.toggled.connect(self._on_changed)
        self.show_options(self._shown)

    # --- values ------------------------------------------------------------------------------------------------------

    def values(self) -> dict[str, Any]:
        """What the fields say, by the names of `TrainOptions`.  What is no number stays text, which `check` refuses."""
        return {name: self._value(name) for name in self.pane.fields}

    def _value(self, name: str) -> Any:
        field = self.pane.fields[name]
        if isinstance(field, QComboBox):
            return field.currentData()
        return field.isChecked() if isinstance(field, QCheckBox) else number_or_text(field.text())

    def problem(self) -> Problem | None:
        """Why the fields make no options."""
        try:
            replace(TrainOptions(), **self.values()).check()
        except Problem as problem:
            return problem
        return None

    def show_options(self, options: TrainOptions) -> None:
        """Show those of `options`.  That tells nobody: who shows them knows."""
        self._shown = options
        for name, field in self.pane.fields.items():
            value = getattr(options, name)
            with QSignalBlocker(field):
                if isinstance(field, QComboBox):
                    field.setCurrentIndex(field.findData(value))
                elif isinstance(field, QCheckBox):
                    field.setChecked(value)
                else:
                    field.setText(f"{value:.12g}")
        for name in _CHANGES:
            self.pane.fields[name].setEnabled(options.preset != "photo")
        self.retranslate()

    @Slot()
    def _on_changed(self) -> None:
        self._mark()
        self.options_changed.emit()

    # --- showing -----------------------------------------------------------------------------------------------------

    @Slot()
    def open(self) -> None:
        """Open the pane below the button, above it where the screen ends."""
        self.pane.adjustSize()
        place = self.button.mapToGlobal(QPoint(0, self.button.height() + 4))
        screen = self.screen().availableGeometry().adjusted(4, 4, -4, -4)
        if place.y() + self.pane.height() > screen.bottom():
            place.setY(self.button.mapToGlobal(QPoint(0, -4)).y() - self.pane.height())
        place.setX(max(screen.left(), min(place.x(), screen.right() - self.pane.width())))
        self.pane.move(place)
        self.pane.show()
        self.pane.fields["optimizer"].setFocus(Qt.FocusReason.PopupFocusReason)

    def _mark(self) -> None:
        """Point at what is wrong, or say what is not as usual."""
        problem = self.problem()
        for name, field in self.pane.fields.items():
            set_look(field, "invalid", problem is not None and problem.code.startswith(name))
        told = "" if problem is None else sentence_of(problem.code, problem.parameters)
        self.pane.sentence.setText(told)
        self.pane.sentence.setVisible(bool(told))
        self.pane.adjustSize()
        text = told or self._texts.summary(replace(self._shown, **self.values()))
        self._summary.setText(text)
        self._summary.setToolTip(plain_tip(text))
        set_look(self._summary, "role", "bad" if told else "faint")

    def retranslate(self) -> None:
        """All texts."""
        self.button.setText(self.tr("More options"))
        self.button.setToolTip(self.tr("Optimiser, schedule, early stop, changed pictures and more"))
        self.button.setIcon(icon("more"))
        self.pane.setAccessibleName(self.tr("More options"))
        names, explanations, choices = self._texts.names(), self._texts.explanations(), self._texts.choices()
        for name, field in self.pane.fields.items():
            enabled = field.isEnabledTo(self.pane)
            tip = explanations[name] if enabled else self._texts.own_changes()
            field.setToolTip(plain_tip(tip))
            field.setAccessibleName(names[name])
            field.setAccessibleDescription(tip)
            if isinstance(field, QCheckBox):
                field.setText(names[name])
            else:
                self.pane.labels[name].setText(names[name])
                self.pane.labels[name].setToolTip(plain_tip(tip))
            if isinstance(field, QComboBox):
                for index in range(field.count()):
                    field.setItemText(index, choices[field.itemData(index)])
        self._mark()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.retranslate()
        elif event.type() == QEvent.Type.EnabledChange and not self.isEnabled():
            self.pane.close()


def _combo(keys: tuple[str, ...]) -> QComboBox:
    combo = QComboBox()
    for key in keys:
        combo.addItem("", key)
    return combo
