"""Options, Train and Stop, progress, charts, and the result beside the report's."""

import time

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from fashion_gui.core.history import Epoch
from fashion_gui.core.networks import Network
from fashion_gui.core.options import PRESETS, TrainOptions
from fashion_gui.core.photo_set import VARIANTS
from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import EpochFinished, RunFinished, RunStarted, StepsDone
from fashion_gui.core.runs import Run
from fashion_gui.ui.charts import HistoryCharts
from fashion_gui.ui.engine_client import EngineState
from fashion_gui.ui.images import icon
from fashion_gui.ui.language import Translated, grouped, sentence_of
from fashion_gui.ui.option_fields import OptionFields
from fashion_gui.ui.photo_source import PhotoSource
from fashion_gui.ui.plain_text import plain_label
from fashion_gui.ui.preset_texts import preset_invitation
from fashion_gui.ui.result_texts import ResultTexts
from fashion_gui.ui.theme import set_look
from fashion_gui.ui.training_progress import Gathered, Learning, TrainingProgress


class TrainingPanel(Translated):
    """What is wished goes out as signals; what happened comes in by the `on_...` methods.

    A value out of range is explained in the panel; Train then waits, and nothing else changes.
    """

    train_requested = Signal(TrainOptions, list)  # and the photos to learn from as well, their paths
    stop_requested = Signal()
    options_changed = Signal(TrainOptions)
    network_changed = Signal(Network)  # the one that would be trained, or that of the run on show
    save_charts_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "card")
        self.learning = Learning()
        self.fields = OptionFields()
        self.source = PhotoSource()
        self.progress = TrainingProgress()
        self.charts = HistoryCharts()
        self._network = PRESETS[self.fields.preset()].network
        self._preset = self.fields.preset()
        self._gathering_since = 0.0
        self._result_texts = ResultTexts(self)
        self._build()
        self._arrange()
        self._show_empty_charts()
        self.retranslate()

    def _build(self) -> None:
        self._title = QLabel()
        self._title.setProperty("role", "title")
        self._badge = QLabel()
        self._badge.setProperty("role", "badge")
        self.fields.changed.connect(self._on_fields)
        self.fields.submitted.connect(self._on_train)
        self.source.changed.connect(self._apply_state)
        self._train = QPushButton()
        self._train.setProperty("role", "primary")
        self._train.clicked.connect(self._on_train)
        self._stop = QPushButton()
        self._stop.clicked.connect(self.stop_requested)
        self._save = QPushButton()
        self._save.clicked.connect(self.save_charts_requested)
        self._sentence = plain_label()
        self._sentence.setWordWrap(True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sentence.setMinimumHeight(34)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._badge)
        control = QHBoxLayout()
        control.addWidget(self._train)
        control.addWidget(self._stop)
        control.addStretch(1)
        control.addWidget(self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.addLayout(head)
        layout.addWidget(self.fields)
        layout.addWidget(self.source)
        layout.addLayout(control)
        layout.addWidget(self.progress)
        layout.addWidget(self.charts, 1)
        layout.addWidget(self._sentence)

    # --- options -----------------------------------------------------------------------------------------------------

    def options(self) -> TrainOptions:
        """What the fields say.  Raises Problem for the first value out of range."""
        return self.fields.options()

    def _problem(self) -> Problem | None:
        """Why Train has to wait."""
        return self.fields.problem() or (self.source.problem() if self._learns_from_photos() else None)

    def _learns_from_photos(self) -> bool:
        return self.fields.preset() == "photo"

    @Slot()
    def _on_fields(self) -> None:
        if self.fields.preset() != self._preset:
            self._preset = self.fields.preset()
            self._show_network(PRESETS[self._preset].network)
        if self.fields.problem() is None:
            self.options_changed.emit(self.options())
            self._show_empty_charts()
        self._apply_state()

    def _show_empty_charts(self) -> None:
        """Before the first training: axes as long as it will take."""
        if not self.learning.history and self.learning.run is None:
            self.charts.show_history((), epochs=self.options().epochs)

    def _show_network(self, network: Network) -> None:
        if network != self._network:
            self._network = network
            self.network_changed.emit(network)
            self.retranslate()

    @Slot()
    def _on_train(self) -> None:
        if self._train.isEnabled() and self._learns_from_photos():
            self.source.look_again()
        if self._train.isEnabled():
            photos = self.source.photos() if self._learns_from_photos() else []
            self.train_requested.emit(self.options(), photos)

    @Slot()
    def press_train(self) -> None:
        """The menu's Train: the same as the button."""
        self._on_train()

    # --- what happened -----------------------------------------------------------------------------------------------

    def on_state(self, state: EngineState) -> None:
        """The engine's state decides which buttons make sense."""
        self.learning.state = state
        if state is not EngineState.TRAINING:
            self.learning.gathered = None
        if state in (EngineState.FAILED, EngineState.STARTING):
            self.learning.run = self.learning.steps = None
        self._apply_state()

    def on_data(self, present: bool) -> None:
        """Whether there is something to learn from."""
        self.learning.has_data = present
        self._apply_state()

    def on_gathering(self, done: int, count: int) -> None:
        """Before the training, photos become tiles."""
        if done == 0:
            self._gathering_since = time.monotonic()
        self.learning.gathered = Gathered(done, count, time.monotonic() - self._gathering_since)
        self.progress.show_learning(self.learning)
        self._show_sentence()

    def on_started(self, run: RunStarted) -> None:
        """A training began: empty charts."""
        state, has_data = self.learning.state, self.learning.has_data
        self.learning = Learning(state, has_data, run=run, learnt_by=run.options)
        self.charts.show_history((), epochs=run.epochs)
        self._show_network(PRESETS[run.options.preset].network)
        self._apply_state()

    def on_steps(self, steps: StepsDone) -> None:
        """Progress inside an epoch."""
        self.learning.steps = steps
        self.progress.show_learning(self.learning)

    def on_epoch(self, epoch: EpochFinished) -> None:
        """A new point on the charts."""
        now = self.learning
        point = Epoch(epoch.epoch, epoch.loss, epoch.accuracy, epoch.val_loss, epoch.val_accuracy, epoch.seconds)
        now.history = (*now.history, point)
        if now.run is not None:
            self.charts.show_history(now.history, epochs=now.run.epochs)
        self._save.setEnabled(True)
        self.progress.show_learning(now)

    def on_diverged(self, problem: Problem) -> None:
        """Why the training ended by itself."""
        self.learning.diverged = problem
        self._show_sentence()

    def on_finished(self, result: RunFinished) -> None:
        """The training is over."""
        self.learning.result, self.learning.run, self.learning.steps = result, None, None
        self._apply_state()

    def show_run(self, run: Run) -> None:
        """A kept run: its preset and network, options, curves and result."""
        self.fields.show_options(run.options)
        self._show_network(run.network)
        now = self.learning
        now.history, now.diverged, now.learnt_by, now.result = run.history, None, run.options, None
        self.charts.show_history(run.history, epochs=run.options.epochs)
        kept = run.result
        if kept is not None:
            figures = kept.test_loss, kept.test_accuracy, kept.seconds
            now.result = RunFinished(run.name, kept.reason, len(run.history), *figures, str(run.folder))
        self._apply_state()

    # --- showing -----------------------------------------------------------------------------------------------------

    @Slot()
    def _apply_state(self) -> None:
        """The one place that enables and disables."""
        now = self.learning
        ready = now.state is EngineState.READY
        busy = now.state in (EngineState.TRAINING, EngineState.STOPPING)
        self._train.setEnabled(ready and now.has_data and self._problem() is None)
        self._stop.setEnabled(now.state is EngineState.TRAINING)
        self.fields.setEnabled(not busy)
        self.source.setEnabled(not busy)
        self.source.set_folded(now.run is not None)
        self.source.setVisible(self._learns_from_photos())
        self._save.setEnabled(bool(now.history))
        self.progress.show_learning(now)
        self._show_sentence()

    def _show_sentence(self) -> None:
        now = self.learning
        problem = self._problem()
        role = "faint"
        if problem is not None:
            text, role = sentence_of(problem.code, problem.parameters), "bad"
        elif now.gathered is not None:
            text = self.tr("Each photo is cut out and becomes {count} tiles to learn from. Stop gives this up.")
            text = text.format(count=VARIANTS)
        elif now.diverged is not None:
            text, role = sentence_of(now.diverged.code, now.diverged.parameters), "warn"
        elif now.result is not None:
            text, role = self._result_texts.sentences(now.result, now.learnt_by), ""
        elif now.run is not None:
            text = self.tr("Solid: what it learns from. Dashed: pictures it never learns from.")
        else:
            text = preset_invitation(self.fields.preset())
        set_look(self._sentence, "role", role)
        self._sentence.setText(text)

    def retranslate(self) -> None:
        """All texts."""
        self._title.setText(self.tr("Training"))
        self._badge.setText(self.tr("{count} parameters").format(count=grouped(self._network.parameter_count())))
        self._train.setText(self.tr("Train"))
        self._train.setToolTip(self.tr("Start a new training (Ctrl+T)"))
        self._stop.setText(self.tr("Stop"))
        self._stop.setIcon(icon("stop"))
        self._stop.setToolTip(self.tr("End the training and keep what was learnt (Ctrl+.)"))
        self._save.setIcon(icon("save"))
        self._save.setText(self.tr("Save charts…"))
        self._apply_state()
