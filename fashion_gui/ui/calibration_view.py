"""How far the network's confidence can be believed, and what one number, the temperature, changes about it."""

from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from fashion_gui.core.calibration import bin_numbers, calibrated
from fashion_gui.core.dataset import Dataset
from fashion_gui.core.options import TrainOptions
from fashion_gui.core.problems import Problem
from fashion_gui.ui.answer_order import Answers
from fashion_gui.ui.engine_client import EngineClient, EngineState
from fashion_gui.ui.language import Translated, grouped, sentence_of
from fashion_gui.ui.plain_text import plain_label
from fashion_gui.ui.reliability import BINS, Promise, Reliability
from fashion_gui.ui.reliability_chart import ReliabilityChart, percent
from fashion_gui.ui.temperature_finder import MOST, TemperatureFinder
from fashion_gui.ui.theme import set_look

_FACTS: Final = 250  # logical pixels, the width of the column beside the chart
_NOTHING: Final = 0.02  # a temperature so near to 1 changes nothing that one could see

Bytes = npt.NDArray[np.uint8]


class CalibrationView(Translated):
    """The reliability diagram of the test set, its error, and temperature scaling as a switch.

    The temperature is never chosen by the test set: it is that of the run, or is measured, when the switch is turned
    on, on the part of the training set that the network has not learnt from.
    """

    bin_opened = Signal(float, float)  # the pictures answered surer than the first and at most as sure as the second

    def __init__(self, engine: EngineClient, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._dataset: Dataset | None = None
        self._options: TrainOptions | None = None
        self._answers: Answers | None = None
        self._before: Reliability | None = None
        self._after: Reliability | None = None
        self._of_run: float | None = None
        self._measured: float | None = None
        self._problem: Problem | None = None
        self._finder = TemperatureFinder(engine, self)
        self._finder.found.connect(self._on_found)
        self._finder.failed.connect(self._on_failed)
        engine.state_changed.connect(self._on_state)
        self._build()
        self.retranslate()

    def _build(self) -> None:
        self.chart = ReliabilityChart()
        self.chart.bin_chosen.connect(self._show_bin)
        self.chart.bin_opened.connect(self._open_bin)
        self._sentence = plain_label()
        self._error_name, self._error, self._promise, self._average = (plain_label() for _ in range(4))
        self._error_name.setProperty("role", "faint")
        self._error.setProperty("role", "answer")
        self.switch = QCheckBox()
        self.switch.toggled.connect(self._on_switch)
        self._temperature, self._origin, self._bin = (plain_label() for _ in range(3))
        self._temperature.setProperty("role", "title")
        self._origin.setProperty("role", "faint")
        self.open = QPushButton()
        self.open.clicked.connect(lambda: self._open_bin(self.chart.chosen()))
        for label in (self._sentence, self._promise, self._average, self._temperature, self._origin, self._bin):
            label.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        body = QHBoxLayout()
        body.setSpacing(14)
        body.addWidget(self.chart, 1)
        body.addWidget(self._facts())
        layout.addLayout(body, 1)
        layout.addWidget(self._sentence)

    def _facts(self) -> QWidget:
        column = QWidget()
        column.setFixedWidth(_FACTS)
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(self._error_name, 1)
        head.addWidget(self.chart.exports.button())
        layout.addLayout(head)
        for widget in (self._error, self._promise, self._average):
            layout.addWidget(widget)
        layout.addSpacing(10)
        layout.addWidget(self.switch)
        layout.addWidget(self._temperature)
        layout.addWidget(self._origin)
        layout.addStretch(1)
        layout.addWidget(self._bin)
        layout.addWidget(self.open)
        return column

    # --- from outside -------------------------------------------------------------------------------------------------

    def show_data(self, dataset: Dataset | None) -> None:
        """The data set whose test pictures are answered; its training pictures serve to measure the temperature."""
        self._dataset = dataset
        self._forget_measured()
        self.show_answers(None)

    def show_answers(self, answers: Answers | None) -> None:
        """The network's own probabilities, as they are without any temperature; None for none yet."""
        same = (
            answers is not None
            and self._answers is not None
            and np.array_equal(answers.probabilities, self._answers.probabilities)
        )
        self._answers = answers
        self._before = Reliability.of(answers.probabilities, answers.right) if answers and len(answers) else None
        if not same:
            self._forget_measured()
        self._refresh()
        self._measure_if_wished()

    def show_calibration(self, temperature: float | None, *, options: TrainOptions | None = None) -> None:
        """That of the network that answers: `temperature` as its run has it, None where none was measured.

        `options` of its training tell which pictures it has not learnt from; None where that is not known.
        """
        self._of_run, self._options = temperature, options
        self._forget_measured()
        self._refresh()
        self._measure_if_wished()

    def temperature(self) -> float | None:
        """What the network's logits are divided by when the switch is on; None where it is not known (yet)."""
        return self._measured if self._of_run is None else self._of_run

    # --- measuring ----------------------------------------------------------------------------------------------------

    def _held_back(self) -> tuple[Bytes, Bytes]:
        """Training pictures that the network has not learnt from, and their labels."""
        nothing = np.zeros((0, 28, 28), np.uint8), np.zeros(0, np.uint8)
        if self._dataset is None or self._options is None:
            return nothing
        images, labels = self._dataset.train_images, self._dataset.train_labels
        try:
            count = self._options.training_count(len(labels))
        except Problem:  # it has learnt from a larger set than this one
            return nothing
        return images[count:], labels[count:]

    def _can_scale(self) -> bool:
        return self.temperature() is not None or (len(self._held_back()[1]) > 0 and self._engine.can_answer())

    def _measure_if_wished(self) -> None:
        wished = self.switch.isChecked() and self.isVisible() and self._before is not None
        if wished and self.temperature() is None and not self._finder.is_busy() and self._can_scale():
            self._problem = None
            self._finder.start(*self._held_back())
            self._tell()

    def _forget_measured(self) -> None:
        self._finder.cancel()
        self._measured = self._problem = None

    @Slot(float)
    def _on_found(self, temperature: float) -> None:
        self._measured = temperature
        self._refresh()

    @Slot(Problem)
    def _on_failed(self, problem: Problem) -> None:
        self._problem = problem
        self._tell()

    @Slot(EngineState)
    def _on_state(self, _state: EngineState) -> None:
        self._tell()
        self._measure_if_wished()

    @Slot(bool)
    def _on_switch(self, _on: bool) -> None:
        self._measure_if_wished()
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._measure_if_wished()

    # --- what is shown ------------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        self._after = None
        temperature = self.temperature()
        if self.switch.isChecked() and temperature is not None and self._answers is not None and self._before:
            scaled = calibrated(self._answers.probabilities, temperature)
            self._after = Reliability.of(scaled, self._answers.right)
        self.chart.show_reliability(self._after or self._before, before=self._before if self._after else None)
        self._tell()

    @Slot(int)
    def _show_bin(self, place: int) -> None:
        self._bin.setText(self.chart.bin_text(place))

    @Slot(int)
    def _open_bin(self, place: int) -> None:
        if self.open.isEnabled():
            self.bin_opened.emit(place / BINS, (place + 1) / BINS)

    def pictures_in(self, low: float, high: float) -> npt.NDArray[np.int64]:
        """Indices of the test pictures that `bin_opened` means."""
        if self._answers is None:
            return np.arange(0)
        confidence = self._answers.probabilities.max(axis=1)
        return np.flatnonzero(bin_numbers(confidence, BINS) == round(low * BINS))

    def retranslate(self) -> None:
        """All texts."""
        self._error_name.setText(self.tr("expected calibration error"))
        hint = self.tr(
            "ECE. In each bar, the distance between what was promised (mean confidence) and what was kept (share "
            "right); the mean of that over all answers. 0.02: two percentage points off on average."
        )
        self._error_name.setToolTip(hint)
        self._error.setToolTip(hint)
        self.switch.setText(self.tr("Temperature scaling"))
        self.open.setText(self.tr("Show these pictures"))
        diagram = self.tr(
            "A reliability diagram. Answers are put together by how sure the network is of them; the height of a bar "
            "is how many of them are right. An honest network's points lie on the dashed line."
        )
        for widget in (self.chart, self._sentence):
            widget.setToolTip(diagram)
        self._tell()

    def _tell(self) -> None:
        """All that follows from answers, switch and temperature."""
        shown = self._after or self._before
        self._sentence.setText(self.chart.sentence() or self.tr("Waiting for the network's answers…"))
        self._tell_error()
        self._tell_promise(shown)
        self._temperature.setText(self._temperature_text())
        self._temperature.setVisible(bool(self._temperature.text()))
        self._origin.setText(self._origin_text())
        self.switch.setEnabled(shown is not None and (self._can_scale() or self.switch.isChecked()))
        self.switch.setToolTip(
            self.tr(
                "Divides the ten numbers before the softmax by one number, the temperature. The order of the classes, "
                "and so the accuracy, stays; only how sure the network is changes. Above 1: less sure; below 1: surer."
            )
        )
        self._bin.setText(self.chart.bin_text(self.chart.chosen()))
        self.open.setEnabled(shown is not None and self._after is None)
        self.open.setToolTip(
            self.tr("The gallery knows only how sure the network itself is: switch temperature scaling off.")
            if self._after
            else self.tr("The test pictures behind the marked bar. A click on a bar, or Enter, does the same.")
        )

    def _tell_error(self) -> None:
        if self._before is None:
            self._error.setText("–")
        elif self._after is None:
            self._error.setText(f"{self._before.error:.3f}")
        else:
            self._error.setText(f"{self._before.error:.3f} → {self._after.error:.3f}")

    def _tell_promise(self, shown: Reliability | None) -> None:
        if shown is None:
            self._promise.setText("")
            self._average.setText("")
            return
        words = {
            Promise.KEPT: ("good", self.tr("✓ keeps its promises")),
            Promise.TOO_MUCH: ("warn", self.tr("▲ promises too much")),
            Promise.TOO_LITTLE: ("warn", self.tr("▼ promises too little")),
        }
        role, text = words[shown.promise()]
        self._promise.setText(text)
        set_look(self._promise, "role", role)
        average = self.tr("On average {sure} sure, {right} right.")
        self._average.setText(average.format(sure=percent(shown.confidence), right=percent(shown.accuracy)))

    def _temperature_text(self) -> str:
        temperature = self.temperature()
        if temperature is None or not self.switch.isChecked():
            return ""
        return self.tr("Temperature {number}").format(number=f"{temperature:.2f}")

    def _origin_text(self) -> str:
        """Where the temperature comes from, or why there is none."""
        temperature = self.temperature()
        if self._problem is not None:
            return sentence_of(self._problem.code, self._problem.parameters)
        if self._finder.is_busy():
            return self.tr("It is being measured on training pictures that the network has not learnt from…")
        if temperature is None:
            return self._absence()
        if not self.switch.isChecked():
            return self.tr("What changes if every answer is made a little less, or more, sure?")
        if self._of_run == 1.0:
            return self.tr(
                "Measured when the training ended. 1 is the least that is looked for there, since no answer is to be "
                "made surer: this network is not too sure, and nothing changes."
            )
        if self._of_run is not None:
            return self.tr(
                "Measured when the training ended, on pictures that the network has not learnt from. The test set had "
                "no say in it."
            )
        origin = self.tr("Measured on {count} validation pictures. The test set had no say in it.")
        count = grouped(min(MOST, len(self._held_back()[1])))
        return f"{self._effect(temperature)} {origin.format(count=count)}"

    def _effect(self, temperature: float) -> str:
        if abs(temperature - 1) < _NOTHING:
            return self.tr("So near to 1 it changes next to nothing.")
        return self.tr("Answers become less sure.") if temperature > 1 else self.tr("Answers become surer.")

    def _absence(self) -> str:
        if self._options is None:
            return self.tr(
                "Which pictures this network has learnt from is not known, so a temperature cannot be measured "
                "honestly. Open a run of your own for that."
            )
        if not len(self._held_back()[1]):
            return self.tr(
                "Among the data here there are no pictures that this training held back for validation, so a "
                "temperature cannot be measured."
            )
        if not self._engine.can_answer():
            return self.tr("The engine is not ready: the temperature can be measured when it is.")
        return self.tr("Switch it on: the temperature is then measured on pictures kept back from the training.")
