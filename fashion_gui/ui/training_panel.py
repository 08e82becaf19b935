"""Options, Train and Stop, progress, charts, and the result beside the report's."""

from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from fashion_gui.core.history import Epoch, History
from fashion_gui.core.options import PRESETS, TrainOptions, preset_options
from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import EpochFinished, RunFinished, RunStarted, StepsDone
from fashion_gui.core.runs import Run
from fashion_gui.ui.charts import HistoryCharts
from fashion_gui.ui.engine_client import EngineState
from fashion_gui.ui.images import icon
from fashion_gui.ui.language import Translated, grouped, sentence_of
from fashion_gui.ui.result_texts import ResultTexts

_FIELDS = ("epochs", "batch_size", "learning_rate", "seed")


class TrainingPanel(Translated):
    """What is wished goes out as signals; what happened comes in by the `on_...` methods.

    A value out of range is explained in the panel; Train then waits, and nothing else changes.
    """

    train_requested = Signal(TrainOptions)
    stop_requested = Signal()
    options_changed = Signal(TrainOptions)
    save_charts_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "card")
        self._state = EngineState.STARTING
        self._has_data = False
        self._history: History = ()
        self._run: RunStarted | None = None
        self._learnt_by = TrainOptions()  # of the run on show
        self._steps: StepsDone | None = None
        self._result: RunFinished | None = None
        self._diverged: Problem | None = None
        self._result_texts = ResultTexts(self)
        self.charts = HistoryCharts()
        self._build()
        self._show_options(PRESETS["course"].options)
        self.retranslate()

    def _build(self) -> None:
        self._title = QLabel()
        self._title.setProperty("role", "title")
        self._badge = QLabel()
        self._badge.setProperty("role", "badge")
        self._preset = QComboBox()
        for key in PRESETS:
            self._preset.addItem("", key)
        self._preset.currentIndexChanged.connect(self._on_preset)
        self._preset_label = QLabel()
        self._preset_label.setBuddy(self._preset)
        self._edits = {name: QLineEdit() for name in _FIELDS}
        self._labels = {name: QLabel() for name in _FIELDS}
        fields = QGridLayout()
        fields.setVerticalSpacing(2)
        fields.addWidget(self._preset_label, 0, 0)
        fields.addWidget(self._preset, 1, 0)
        fields.setColumnStretch(0, 3)
        self._preset.setMinimumWidth(112)
        for column, name in enumerate(_FIELDS, start=1):
            self._labels[name].setBuddy(self._edits[name])
            self._edits[name].textChanged.connect(self._on_edited)
            self._edits[name].returnPressed.connect(self._on_train)
            fields.addWidget(self._labels[name], 0, column)
            self._edits[name].setMinimumWidth(44)
            fields.addWidget(self._edits[name], 1, column)
            fields.setColumnStretch(column, 1)
        self._train = QPushButton()
        self._train.setProperty("role", "primary")
        self._train.clicked.connect(self._on_train)
        self._stop = QPushButton()
        self._stop.clicked.connect(self.stop_requested)
        self._save = QPushButton()
        self._save.clicked.connect(self.save_charts_requested)
        self._progress_text = QLabel()
        self._time_left = QLabel()
        self._time_left.setProperty("role", "faint")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._sentence = QLabel()
        self._sentence.setWordWrap(True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sentence.setMinimumHeight(34)
        self._arrange(fields)

    def _arrange(self, fields: QGridLayout) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._badge)
        texts = QHBoxLayout()
        texts.addWidget(self._progress_text, 1)
        texts.addWidget(self._time_left)
        progress = QVBoxLayout()
        progress.setSpacing(4)
        progress.addLayout(texts)
        progress.addWidget(self._bar)
        control = QHBoxLayout()
        control.addWidget(self._train)
        control.addWidget(self._stop)
        control.addStretch(1)
        control.addWidget(self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.addLayout(head)
        layout.addLayout(fields)
        layout.addLayout(control)
        layout.addLayout(progress)
        layout.addWidget(self.charts, 1)
        layout.addWidget(self._sentence)

    # --- options -----------------------------------------------------------------------------------------------------

    def options(self) -> TrainOptions:
        """What the fields say.  Raises Problem for the first value out of range."""
        values: dict[str, Any] = {name: _number(edit.text()) for name, edit in self._edits.items()}
        return preset_options(self._preset.currentData(), **values)

    def _show_options(self, options: TrainOptions) -> None:
        for name, edit in self._edits.items():
            edit.setText(f"{getattr(options, name):g}" if name == "learning_rate" else str(getattr(options, name)))

    def _problem(self) -> Problem | None:
        try:
            self.options()
        except Problem as problem:
            return problem
        return None

    @Slot()
    def _on_preset(self) -> None:
        self._show_options(PRESETS[self._preset.currentData()].options)

    @Slot()
    def _on_edited(self) -> None:
        problem = self._problem()
        if problem is None:
            self.options_changed.emit(self.options())
        for name, edit in self._edits.items():
            wrong = problem is not None and problem.code.startswith(name)
            if edit.property("invalid") != wrong:
                edit.setProperty("invalid", wrong)
                edit.style().unpolish(edit)
                edit.style().polish(edit)
        self._apply_state()

    @Slot()
    def _on_train(self) -> None:
        if self._train.isEnabled():
            self.train_requested.emit(self.options())

    @Slot()
    def press_train(self) -> None:
        """The menu's Train: the same as the button."""
        self._on_train()

    # --- what happened -----------------------------------------------------------------------------------------------

    def on_state(self, state: EngineState) -> None:
        """The engine's state decides which buttons make sense."""
        self._state = state
        if state in (EngineState.FAILED, EngineState.STARTING):
            self._run = self._steps = None
        self._apply_state()

    def on_data(self, present: bool) -> None:
        """Whether there is something to learn from."""
        self._has_data = present
        self._apply_state()

    def on_started(self, run: RunStarted) -> None:
        """A training began: empty charts."""
        self._run, self._steps, self._result, self._diverged = run, None, None, None
        self._learnt_by = run.options
        self._history = ()
        self.charts.show_history((), epochs=run.epochs)
        self._apply_state()

    def on_steps(self, steps: StepsDone) -> None:
        """Progress inside an epoch."""
        self._steps = steps
        self._show_progress()

    def on_epoch(self, epoch: EpochFinished) -> None:
        """A new point on the charts."""
        point = Epoch(epoch.epoch, epoch.loss, epoch.accuracy, epoch.val_loss, epoch.val_accuracy, epoch.seconds)
        self._history = (*self._history, point)
        if self._run is not None:
            self.charts.show_history(self._history, epochs=self._run.epochs)
        self._save.setEnabled(True)
        self._show_progress()

    def on_diverged(self, problem: Problem) -> None:
        """Why the training ended by itself."""
        self._diverged = problem
        self._show_sentence()

    def on_finished(self, result: RunFinished) -> None:
        """The training is over."""
        self._result, self._run, self._steps = result, None, None
        self._apply_state()

    def show_run(self, run: Run) -> None:
        """A kept run: its options, curves and result."""
        self._preset.setCurrentIndex(max(self._preset.findData(run.options.preset), 0))
        self._show_options(run.options)
        self._history, self._diverged, self._learnt_by = run.history, None, run.options
        self.charts.show_history(run.history, epochs=run.options.epochs)
        kept = run.result
        self._result = None
        if kept is not None:
            figures = kept.test_loss, kept.test_accuracy, kept.seconds
            self._result = RunFinished(run.name, kept.reason, len(run.history), *figures, str(run.folder))
        self._apply_state()

    # --- showing -----------------------------------------------------------------------------------------------------

    def _apply_state(self) -> None:
        """The one place that enables and disables."""
        ready = self._state is EngineState.READY
        problem = self._problem()
        self._train.setEnabled(ready and self._has_data and problem is None)
        self._stop.setEnabled(self._state is EngineState.TRAINING)
        busy = self._state in (EngineState.TRAINING, EngineState.STOPPING)
        for widget in (self._preset, *self._edits.values()):
            widget.setEnabled(not busy)
        self._save.setEnabled(bool(self._history))
        self._show_progress()
        self._show_sentence()

    def _show_progress(self) -> None:
        self._bar.setRange(0, 1000)
        self._time_left.setText("")
        if self._state is EngineState.STARTING:
            self._bar.setRange(0, 0)
            self._progress_text.setText(self.tr("The engine is starting…"))
        elif self._state is EngineState.STOPPING:
            self._progress_text.setText(self.tr("Stopping…"))
        elif self._run is not None:
            self._show_running(self._run)
        elif self._state is EngineState.TRAINING:
            self._progress_text.setText(self.tr("Preparing the training…"))
            self._bar.setValue(0)
        else:
            self._show_at_rest()

    def _show_at_rest(self) -> None:
        done = self._result.epochs / self._learnt_by.epochs if self._result else 0
        self._bar.setValue(round(1000 * done))
        if not self._has_data:
            self._progress_text.setText(self.tr("Waiting for Fashion-MNIST"))
        else:
            self._progress_text.setText(
                self._result_texts.word(self._result) if self._result else self.tr("Ready to train")
            )

    def _show_running(self, run: RunStarted) -> None:
        steps = self._steps.step / run.steps if self._steps and self._steps.epoch > len(self._history) else 0.0
        done = len(self._history) + steps
        self._bar.setValue(round(1000 * done / run.epochs))
        text = self.tr("Epoch {epoch} of {epochs}")
        self._progress_text.setText(text.format(epoch=min(len(self._history) + 1, run.epochs), epochs=run.epochs))
        # The first epoch also compiles: later ones say better how long the rest takes.
        recent = self._history[1:][-10:]
        if recent:
            left = (run.epochs - done) * sum(epoch.seconds for epoch in recent) / len(recent)
            self._time_left.setText(self.tr("{time} left").format(time=_clock(left)))

    def _show_sentence(self) -> None:
        problem = self._problem()
        role = "faint"
        if problem is not None:
            text, role = sentence_of(problem.code, problem.parameters), "bad"
        elif self._diverged is not None:
            text, role = sentence_of(self._diverged.code, self._diverged.parameters), "warn"
        elif self._result is not None:
            text, role = self._result_texts.sentences(self._result, self._learnt_by), ""
        elif self._run is not None:
            text = self.tr("Solid: what it learns from. Dashed: pictures it never learns from.")
        else:
            text = self.tr("Press Train: the network of the course learns on 48 000 pictures, about a minute.")
        self._sentence.setProperty("role", role)
        self._sentence.style().unpolish(self._sentence)
        self._sentence.style().polish(self._sentence)
        self._sentence.setText(text)

    def retranslate(self) -> None:
        """All texts."""
        self._title.setText(self.tr("Training"))
        count = grouped(PRESETS[self._preset.currentData()].network.parameter_count())
        self._badge.setText(self.tr("{count} parameters").format(count=count))
        self._preset_label.setText(self.tr("Preset"))
        self._preset.setItemText(0, self.tr("As in the course"))
        self._preset.setAccessibleName(self.tr("Preset"))
        texts = {
            "epochs": (self.tr("Epochs"), self.tr("How many times the network goes through all its pictures.")),
            "batch_size": (self.tr("Batch"), self.tr("After how many pictures the weights are corrected once.")),
            "learning_rate": (self.tr("Rate"), self.tr("How large a correction is. Too large, and it diverges.")),
            "seed": (self.tr("Seed"), self.tr("Where chance starts: the same seed gives the same curve.")),
        }
        for name, (label, tip) in texts.items():
            self._labels[name].setText(label)
            self._labels[name].setToolTip(tip)
            self._edits[name].setToolTip(tip)
            self._edits[name].setAccessibleName(label)
        self._train.setText(self.tr("Train"))
        self._train.setToolTip(self.tr("Start a new training (Ctrl+T)"))
        self._stop.setText(self.tr("Stop"))
        self._stop.setIcon(icon("stop"))
        self._stop.setToolTip(self.tr("End the training and keep what was learnt (Ctrl+.)"))
        self._save.setIcon(icon("save"))
        self._save.setText(self.tr("Save charts…"))
        self._bar.setAccessibleName(self.tr("Progress of the training"))
        self._apply_state()


def _number(text: str) -> int | float | str:
    """What was typed as a number; text that is none stays text, which the options refuse with their sentence."""
    text = text.strip().replace(",", ".")
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def _clock(seconds: float) -> str:
    """75 -> "1:15"."""
    whole = max(round(seconds), 0)
    return f"{whole // 60}:{whole % 60:02d}"
