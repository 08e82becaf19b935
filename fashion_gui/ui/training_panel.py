"""Options, Train and Stop, progress, charts, and the result beside the report's."""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from fashion_gui.core.hints import Hint, hint
from fashion_gui.core.history import Epoch, History
from fashion_gui.core.networks import Network
from fashion_gui.core.options import OWN, TrainOptions
from fashion_gui.core.photo_set import VARIANTS
from fashion_gui.core.presets import PRESETS
from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import EpochFinished, RunFinished, RunStarted, StepsDone
from fashion_gui.core.runs import Run
from fashion_gui.ui.charts import HistoryCharts
from fashion_gui.ui.engine_client import EngineState
from fashion_gui.ui.epoch_slider import EpochSlider
from fashion_gui.ui.hint_texts import HintTexts
from fashion_gui.ui.images import icon
from fashion_gui.ui.language import Translated, grouped, sentence_of
from fashion_gui.ui.more_options import MoreOptions
from fashion_gui.ui.option_fields import OptionFields
from fashion_gui.ui.photo_source import PhotoSource
from fashion_gui.ui.plain_text import plain_label
from fashion_gui.ui.preset_texts import preset_invitation
from fashion_gui.ui.result_texts import ResultTexts
from fashion_gui.ui.theme import set_look
from fashion_gui.ui.training_controls import TrainingControls
from fashion_gui.ui.training_progress import Gathered, Learning, TrainingProgress

_TITLE_FROM: Final = 450  # logical pixels: below, the other things of its row need its place; the tab says it, too


@dataclass(frozen=True)
class TrainingWish:
    """What is to be trained, and how.  `photos` are files and folders to learn from as well; `advance` is "" for all
    of the training, or the "step" or "epoch" after which it is to pause."""

    options: TrainOptions
    network: Network
    photos: list[Path]
    advance: str = ""


class TrainingPanel(Translated):
    """What is wished goes out as signals; what happened comes in by the `on_...` methods.

    A value out of range is explained in the panel; Train then waits, and nothing else changes.
    """

    train_requested = Signal(TrainingWish)
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
        self.controls = TrainingControls()
        self.more = MoreOptions()
        self.slider = EpochSlider()
        self._network = PRESETS[self.fields.preset()].network
        self._own = self._network  # the one that the user builds, and why it cannot be
        self._own_problem: Problem | None = None
        self._preset = self.fields.preset()
        self._hint_texts = HintTexts(self)
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
        self.slider.moved.connect(self._on_moved)
        self.more.options_changed.connect(lambda: self.fields.change(**self.more.values()))
        self.source.changed.connect(self._apply_state)
        self.controls.train_requested.connect(self._on_train)
        self.controls.step_requested.connect(self._on_advance)
        self._save = QToolButton()
        self._save.clicked.connect(self.save_charts_requested)
        self._sentence = plain_label()
        self._sentence.setWordWrap(True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sentence.setMinimumHeight(34)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self.more, 1)
        head.addWidget(self._badge)
        head.addWidget(self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.addLayout(head)
        layout.addWidget(self.fields)
        layout.addWidget(self.source)
        layout.addWidget(self.controls)
        layout.addWidget(self.progress)
        layout.addWidget(self.charts, 1)
        layout.addWidget(self.slider)
        layout.addWidget(self._sentence)

    # --- options -----------------------------------------------------------------------------------------------------

    def options(self) -> TrainOptions:
        """What the fields say.  Raises Problem for the first value out of range."""
        return self.fields.options()

    def network(self) -> Network:
        """The one that Train would train."""
        return self._own if self.fields.preset() == OWN else PRESETS[self.fields.preset()].network

    def use_own_network(self, network: Network) -> None:
        """The user has built `network`: it is to be trained next."""
        self._own, self._own_problem = network, None
        self.fields.choose(OWN)
        self._on_fields()

    def refuse_own_network(self, problem: Problem) -> None:
        """The user's network cannot be trained as it is now."""
        self._own_problem = problem
        self._apply_state()

    def _problem(self) -> Problem | None:
        """Why Train has to wait."""
        if self.fields.preset() == OWN and self._own_problem is not None:
            return self._own_problem
        return self.fields.problem() or (self.source.problem() if self._learns_from_photos() else None)

    def _learns_from_photos(self) -> bool:
        return self.fields.preset() == "photo"

    @Slot()
    def _on_fields(self) -> None:
        if self.fields.preset() != self._preset:
            self._preset = self.fields.preset()
            self.more.show_options(self.fields.base())
        self._show_network(self.network())
        if self.fields.problem() is None:
            self.options_changed.emit(self.options())
            self._show_empty_charts()
        self._apply_state()

    def _show_empty_charts(self) -> None:
        """Before the first training: axes as long as it will take."""
        if not self.learning.history and self.learning.run is None:
            self.charts.show_history((), epochs=self.options().epochs)

    def _show_options(self, options: TrainOptions) -> None:
        self._preset = options.preset
        self.more.show_options(options)
        self.fields.show_options(options)

    def _show_network(self, network: Network) -> None:
        if network != self._network:
            self._network = network
            self.network_changed.emit(network)
            self.retranslate()

    @Slot()
    def _on_train(self) -> None:
        self._wish("")

    @Slot(str)
    def _on_advance(self, unit: str) -> None:
        if self.learning.state is EngineState.READY:  # else the training in hand is meant
            self._wish(unit)

    def _wish(self, advance: str) -> None:
        if self.can_train() and self._learns_from_photos():
            self.source.look_again()
        if self.can_train():
            photos = self.source.photos() if self._learns_from_photos() else []
            self.train_requested.emit(TrainingWish(self.options(), self.network(), photos, advance))

    def can_train(self) -> bool:
        """Whether the Train button can be pressed."""
        now = self.learning
        return now.state is EngineState.READY and now.has_data and self._problem() is None

    @Slot()
    def press_train(self) -> None:
        """The menu's Train: the same as the button."""
        self._on_train()

    # --- what happened -----------------------------------------------------------------------------------------------

    def on_state(self, state: EngineState) -> None:
        """The engine's state decides which buttons make sense."""
        self.learning.state = state
        if state not in (EngineState.TRAINING, EngineState.PAUSED):
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

    def on_started(self, run: RunStarted, history: History = ()) -> None:
        """A training began, or goes on after `history`."""
        state, has_data = self.learning.state, self.learning.has_data
        self.learning = Learning(state, has_data, history=history, run=run, learnt_by=run.options)
        if run.done:
            self._show_options(run.options)
        if run.options.preset == OWN:
            self._own, self._own_problem = run.network, None
        rate = history[-1].learning_rate if history else run.options.learning_rate
        self.controls.show_rate(rate or run.options.learning_rate)
        self._show_history()
        self._show_network(run.network)
        self._apply_state()

    def on_steps(self, steps: StepsDone) -> None:
        """Progress inside an epoch."""
        self.learning.steps = steps
        self.controls.show_rate(steps.learning_rate)
        self.progress.show_learning(self.learning)

    def on_epoch(self, epoch: EpochFinished) -> None:
        """A new point on the charts."""
        now = self.learning
        point = Epoch(
            *(epoch.epoch, epoch.loss, epoch.accuracy, epoch.val_loss, epoch.val_accuracy),
            *(epoch.seconds, epoch.learning_rate),
        )
        now.history = (*now.history, point)
        self._show_history()
        self._save.setEnabled(True)
        self.progress.show_learning(now)
        self._show_sentence()

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
        self._show_options(run.options)
        if run.options.preset == OWN:
            self._own, self._own_problem = run.network, None
        self._show_network(run.network)
        now = self.learning
        now.history, now.diverged, now.learnt_by, now.result = run.history, None, run.options, None
        self._show_history()
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
        busy = now.state in (EngineState.TRAINING, EngineState.PAUSED, EngineState.STOPPING)
        self.controls.show_state(now.state, can_train=self.can_train())
        # While photos are being prepared, or it is about to begin, there is nothing to hold yet.
        can_hold = now.run is not None and now.state in (EngineState.TRAINING, EngineState.PAUSED)
        self.controls.commands["pause"].setEnabled(can_hold)
        self.fields.setEnabled(not busy)
        self.more.setEnabled(not busy)
        self.slider.set_training(now.run is not None)
        self.slider.setVisible(bool(now.history))
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
        elif (hint := self._hint()) is not None:
            text, role = self._hint_texts.sentence(hint), ""
        elif now.run is not None:
            text = self.tr("Solid: what it learns from. Dashed: pictures it never learns from.")
        else:
            text = preset_invitation(self.fields.preset())
        set_look(self._sentence, "role", role)
        self._sentence.setText(text)

    def _hint(self) -> Hint | None:
        """What the curves say, while they grow or when a training was cut off."""
        now = self.learning
        return hint(now.history, now.learnt_by) if now.history else None

    def _show_history(self) -> None:
        history, epochs = self.learning.history, self.learning.learnt_by.epochs
        self.charts.show_history(history, epochs=epochs)
        self.slider.show_history(history, epochs)
        self.slider.setVisible(bool(history))

    @Slot(object)
    def _on_moved(self, epoch: int | None) -> None:
        """The end of the curves needs no mark."""
        self.charts.show_mark(None if epoch == len(self.learning.history) else epoch)

    def show_viewed(self, epoch: int | None) -> None:
        """The network answers as after `epoch` (0: untrained), None for now."""
        if epoch is None:
            self.slider.set_live()
        else:
            self.slider.set_epoch(epoch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._title.setVisible(self.width() >= _TITLE_FROM)

    def retranslate(self) -> None:
        """All texts."""
        self._title.setText(self.tr("Training"))
        self._badge.setText(self.tr("{count} parameters").format(count=grouped(self._network.parameter_count())))
        self._save.setIcon(icon("save"))
        self._save.setToolTip(self.tr("Save charts…"))
        self._save.setAccessibleName(self.tr("Save charts…"))
        self._apply_state()
