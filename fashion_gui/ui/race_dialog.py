"""A race: the training that the fields describe, against the same with one thing changed."""

from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QStackedWidget,
    QWidget,
)

from fashion_gui.core.networks import Network
from fashion_gui.core.options import OPTIMIZERS, OWN, SCHEDULES, TrainOptions
from fashion_gui.core.presets import PRESETS
from fashion_gui.core.problems import Problem
from fashion_gui.ui.language import sentence_of
from fashion_gui.ui.option_fields import number_or_text
from fashion_gui.ui.option_texts import OptionTexts
from fashion_gui.ui.plain_text import plain_label
from fashion_gui.ui.preset_texts import preset_name
from fashion_gui.ui.theme import set_look

Contestant = tuple[TrainOptions, Network]

_CHOICES: Final[dict[str, tuple[Any, ...]]] = {
    "preset": tuple(key for key in PRESETS if key != "photo"),  # that one takes half an hour and photos of its own
    "optimizer": OPTIMIZERS,
    "schedule": SCHEDULES,
    "flips": (False, True),
    "averaging": (False, True),
}
_NUMBERS: Final = ("learning_rate", "batch_size", "epochs", "seed", "weight_decay", "label_smoothing", "shifts")
_KNOBS: Final = ("learning_rate", "optimizer", "schedule", "batch_size", "preset", *_NUMBERS[2:], "flips", "averaging")


class RaceDialog(QDialog):
    """`started` carries both contestants, each options and network."""

    started = Signal(object, object)

    def __init__(self, options: TrainOptions, network: Network, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first: Contestant = (options, network)
        self._texts = OptionTexts(self)
        self.knob, self.choice, self.number = QComboBox(), QComboBox(), QLineEdit()
        self._value = QStackedWidget()
        self._value.addWidget(self.choice)
        self._value.addWidget(self.number)
        self._sentence = plain_label()
        self._sentence.setWordWrap(True)
        self._sentence.setMinimumHeight(36)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.start = self._buttons.addButton(self.tr("Start the race"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.start.setProperty("role", "primary")
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._arrange()
        names = self._names()
        for knob in _KNOBS:
            self.knob.addItem(names[knob], knob)
        self.knob.currentIndexChanged.connect(self._on_knob)
        self.choice.currentIndexChanged.connect(self._check)
        self.number.textChanged.connect(self._check)
        self._on_knob()

    def _arrange(self) -> None:
        self.setWindowTitle(self.tr("Race two trainings"))
        about = QLabel(
            self.tr(
                "Both learn side by side from the same pictures in the same order, epoch by epoch in turn. "
                "Their curves grow in the tab Runs."
            )
        )
        about.setWordWrap(True)
        first = QLabel(self.tr("First"))
        first_value = plain_label()
        first_value.setWordWrap(True)
        first_value.setText(self._described(self._first[0]))
        second, is_now = QLabel(self.tr("Second: the same, but")), QLabel(self.tr("is"))
        second.setBuddy(self.knob)
        self.knob.setAccessibleName(self.tr("What is changed for the second"))
        self.choice.setAccessibleName(self.tr("Its value for the second"))
        self.number.setAccessibleName(self.tr("Its value for the second"))
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 14, 16, 14)
        grid.setVerticalSpacing(10)
        grid.setColumnMinimumWidth(1, 190)
        grid.addWidget(about, 0, 0, 1, 4)
        grid.addWidget(first, 1, 0)
        grid.addWidget(first_value, 1, 1, 1, 3)
        grid.addWidget(second, 2, 0)
        grid.addWidget(self.knob, 2, 1)
        grid.addWidget(is_now, 2, 2)
        grid.addWidget(self._value, 2, 3)
        grid.addWidget(self._sentence, 3, 0, 1, 4)
        grid.addWidget(self._buttons, 4, 0, 1, 4)
        self.setMinimumWidth(520)

    # --- the second ---------------------------------------------------------------------------------------------------

    def second(self) -> Contestant:
        """The other contestant.  Raises Problem for a value out of range."""
        options, network = self._first
        knob, value = str(self.knob.currentData()), self._value_now()
        if knob == "preset":
            preset = PRESETS[value]
            return replace(preset.options, seed=options.seed), preset.network
        changed = replace(options, **{knob: value})
        changed.check()
        return changed, network

    def _value_now(self) -> Any:
        if self._value.currentWidget() is self.choice:
            return self.choice.currentData()
        return number_or_text(self.number.text())

    @Slot()
    def _on_knob(self) -> None:
        """Offer values for it, and begin with another one than the first has."""
        knob = str(self.knob.currentData())
        now = getattr(self._first[0], knob)
        if knob not in _CHOICES:
            self._value.setCurrentWidget(self.number)
            self.number.setText(f"{_another(knob, now):.6g}")
            self._check()
            return
        self._value.setCurrentWidget(self.choice)
        self.choice.blockSignals(True)
        self.choice.clear()
        for value in _CHOICES[knob]:
            if value != now:
                self.choice.addItem(self._words(knob, value), value)
        self.choice.blockSignals(False)
        self._check()

    @Slot()
    def _check(self) -> None:
        """Whether it can start, and if not, why."""
        text = ""
        try:
            if self.second() == self._first:
                text = self.tr("Nothing differs yet: change the value.")
        except Problem as problem:
            text = sentence_of(problem.code, problem.parameters)
        self.start.setEnabled(not text)
        set_look(self._sentence, "role", "bad")
        self._sentence.setText(text)

    def accept(self) -> None:
        if self.start.isEnabled():
            self.started.emit(self._first, self.second())
            super().accept()

    # --- texts --------------------------------------------------------------------------------------------------------

    def _names(self) -> dict[str, str]:
        return {
            **self._texts.names(),
            "preset": self.tr("the preset"),
            "epochs": self.tr("Epochs"),
            "batch_size": self.tr("Batch"),
            "learning_rate": self.tr("Rate"),
            "seed": self.tr("Seed"),
        }

    def _words(self, knob: str, value: Any) -> str:
        if knob == "preset":
            return preset_name(value)
        if isinstance(value, bool):
            return self.tr("on") if value else self.tr("off")
        return self._texts.choices()[value]

    def _described(self, options: TrainOptions) -> str:
        """The preset, the numbers, and what is not as usual."""
        numbers = self.tr("epochs {epochs}, batch {batch}, rate {rate}, seed {seed}").format(
            epochs=options.epochs, batch=options.batch_size, rate=f"{options.learning_rate:g}", seed=options.seed
        )
        name = preset_name(options.preset) if options.preset in (*PRESETS, OWN) else options.preset
        return " · ".join(filter(None, (name, numbers, self._texts.summary(options))))


def _another(knob: str, now: float) -> float:
    """A value that makes a difference one can see."""
    if knob in ("weight_decay", "label_smoothing"):
        return 0.0 if now else 0.1
    if knob == "shifts":
        return 0 if now else 2
    if knob in ("epochs", "seed"):
        return now + 1
    if knob == "batch_size":
        return max(now // 2, 1)
    return now * 10 if now <= 0.1 else now / 10
