"""How far a training has come: a bar, what is being done, and the time that is left."""

from dataclasses import dataclass, field
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from fashion_gui.core.history import History
from fashion_gui.core.options import TrainOptions
from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import RunFinished, RunStarted, StepsDone
from fashion_gui.ui.engine_client import EngineState
from fashion_gui.ui.language import Translated, grouped
from fashion_gui.ui.result_texts import ResultTexts

_TELLING: Final = 10  # so many photos tell how long the others take


@dataclass(frozen=True)
class Gathered:
    """Before the training: `done` of `count` photos are tiles, after `seconds`."""

    done: int
    count: int
    seconds: float


@dataclass
class Learning:
    """Where things stand: `run` is the training in progress, `learnt_by` the options of what is on show."""

    state: EngineState = EngineState.STARTING
    has_data: bool = False
    history: History = ()
    run: RunStarted | None = None
    steps: StepsDone | None = None
    result: RunFinished | None = None
    diverged: Problem | None = None
    learnt_by: TrainOptions = field(default_factory=TrainOptions)
    gathered: Gathered | None = None


class TrainingProgress(Translated):
    """Shows a `Learning`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._learning = Learning()
        self._result_texts = ResultTexts(self)
        self._text = QLabel()
        self._time_left = QLabel()
        self._time_left.setProperty("role", "faint")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        texts = QHBoxLayout()
        texts.addWidget(self._text, 1)
        texts.addWidget(self._time_left)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(texts)
        layout.addWidget(self.bar)
        self.retranslate()

    def text(self) -> str:
        """What is being done."""
        return self._text.text()

    def time_left(self) -> str:
        """How long it will still take, "" where that is not known."""
        return self._time_left.text()

    def show_learning(self, learning: Learning) -> None:
        """Show where things stand."""
        self._learning = learning
        self.retranslate()

    def retranslate(self) -> None:
        """All texts."""
        now = self._learning
        self.bar.setAccessibleName(self.tr("Progress of the training"))
        self.bar.setRange(0, 1000)
        self._time_left.setText("")
        if now.state is EngineState.STARTING:
            self.bar.setRange(0, 0)
            self._text.setText(self.tr("The engine is starting…"))
        elif now.state is EngineState.STOPPING:
            self._text.setText(self.tr("Stopping…"))
        elif now.run is not None:
            self._show_running(now.run)
            if now.state is EngineState.PAUSED:
                self._show_paused(now.run)
        elif now.gathered is not None:
            self._show_gathering(now.gathered)
        elif now.state is EngineState.TRAINING:
            self._text.setText(self.tr("Preparing the training…"))
            self.bar.setValue(0)
        else:
            self._show_at_rest()

    def _show_at_rest(self) -> None:
        result = self._learning.result
        self.bar.setValue(round(1000 * result.epochs / self._learning.learnt_by.epochs) if result else 0)
        if not self._learning.has_data:
            self._text.setText(self.tr("Waiting for Fashion-MNIST"))
        else:
            self._text.setText(self._result_texts.word(result) if result else self.tr("Ready to train"))

    def _show_gathering(self, photos: Gathered) -> None:
        self.bar.setValue(round(1000 * photos.done / photos.count))
        if photos.done == photos.count:
            self._text.setText(self.tr("Preparing the training…"))
            return
        text = self.tr("Preparing photo {number} of {count}")
        self._text.setText(text.format(number=grouped(photos.done + 1), count=grouped(photos.count)))
        if photos.done >= _TELLING:
            left = (photos.count - photos.done) * photos.seconds / photos.done
            self._time_left.setText(self.tr("{time} left").format(time=_clock(left)))

    def _show_paused(self, run: RunStarted) -> None:
        """Where exactly it waits: who goes step by step wants to see each."""
        self._time_left.setText(self.tr("paused"))
        now = self._learning.steps
        if now is not None and now.epoch > len(self._learning.history):
            text = self.tr("Epoch {epoch} of {epochs}, step {step} of {steps}: loss {loss}")
            loss = "—" if now.loss is None else f"{now.loss:.4f}"
            self._text.setText(
                text.format(epoch=now.epoch, epochs=run.epochs, step=now.step, steps=run.steps, loss=loss)
            )

    def _show_running(self, run: RunStarted) -> None:
        history, now = self._learning.history, self._learning.steps
        done = len(history) + (now.step / run.steps if now and now.epoch > len(history) else 0.0)
        self.bar.setValue(round(1000 * done / run.epochs))
        text = self.tr("Epoch {epoch} of {epochs}")
        self._text.setText(text.format(epoch=min(len(history) + 1, run.epochs), epochs=run.epochs))
        # The first epoch also compiles: later ones say better how long the rest takes.
        recent = history[1:][-10:]
        if recent:
            left = (run.epochs - done) * sum(epoch.seconds for epoch in recent) / len(recent)
            self._time_left.setText(self.tr("{time} left").format(time=_clock(left)))


def _clock(seconds: float) -> str:
    """75 -> "1:15"."""
    whole = max(round(seconds), 0)
    return f"{whole // 60}:{whole % 60:02d}"
