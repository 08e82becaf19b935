"""The time machine's slider: which epoch's weights answer."""

from collections.abc import Collection
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from fashion_gui.core.history import History, best_epoch
from fashion_gui.ui.elided_label import ElidedLabel
from fashion_gui.ui.epoch_track import EpochTrack
from fashion_gui.ui.language import Translated

_INTERVAL_MS: Final = 40  # between two wishes while dragging: about what an answer takes
_LIVE: Final = -1  # in place of an epoch: now


class EpochSlider(Translated):
    """From the untrained network on the left to the last finished epoch; at the very end, in training, "now".

    `epoch_chosen` is told at most every 40 ms, the newest, and always the last.  What is shown by `show_...` and
    `set_...` is told to nobody: who shows it knows.
    """

    epoch_chosen = Signal(int)
    live_chosen = Signal()
    moved = Signal(object)  # at once, whoever moved it: the epoch, or None for now

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._history: History = ()
        self._epochs = 1
        self._kept: frozenset[int] | None = None
        self._training = False
        self._not_kept: int | None = None  # the epoch that was wished, where another had to be taken
        self._wished: int | None = None  # to be told when the timer ends
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_INTERVAL_MS)
        self._timer.timeout.connect(self._tell)
        self._build()
        self._arrange()

    def _build(self) -> None:
        self._label = ElidedLabel()
        self.track = EpochTrack()
        self.track.valueChanged.connect(self._on_value)
        self.track.sliderReleased.connect(self._tell)
        self.best = QToolButton()
        self.best.clicked.connect(self._go_to_best)
        self.end = QToolButton()
        self.end.clicked.connect(self._go_to_end)
        for button in (self.best, self.end):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.track, 1)
        row.addWidget(self.best)
        row.addWidget(self.end)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._label)
        layout.addLayout(row)

    # --- from outside ------------------------------------------------------------------------------------------------

    def show_history(self, history: History, epochs: int) -> None:
        """What was learnt so far, of `epochs` planned.  At the end it stays at the end, elsewhere where it was."""
        self._history, self._epochs = history, epochs
        self._arrange()

    def show_kept(self, kept: Collection[int] | None) -> None:
        """The epochs whose weights are on disk, 0 among them if it is; None: all."""
        self._kept = None if kept is None else frozenset(kept)
        self._arrange()

    def set_training(self, training: bool) -> None:
        """Whether there is a network that still changes: then the end is "now"."""
        self._training = training
        self._arrange()

    def set_epoch(self, epoch: int) -> None:
        """Move to `epoch`, or the nearest one that is kept."""
        self._put(self.track.nearest(min(epoch, len(self._history))))

    def set_live(self) -> None:
        """Move to the end."""
        self._put(self.track.maximum())

    def choose(self, epoch: int) -> None:
        """The same as `set_epoch`, by the user, elsewhere: it is told.  Where it is not kept, the label says so."""
        stop = self.track.nearest(min(max(epoch, 0), len(self._history)))
        self._not_kept = epoch if stop != epoch and 0 <= epoch <= len(self._history) else None
        if stop == self.track.value():
            self._show_place()
        self.track.setValue(stop)

    def epoch(self) -> int | None:
        """Where it stands; None is now."""
        return None if self.is_live() else self.track.value()

    def is_live(self) -> bool:
        """Whether it stands at the end of a training that goes on."""
        return self._training and self.track.value() == len(self._history) + 1

    def text(self) -> str:
        """What the label says."""
        return self._label.text()

    # --- moving ------------------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        """The stops there are now."""
        at_end = self.track.value() == self.track.maximum()
        done = len(self._history)
        stops = {epoch for epoch in range(done + 1) if self._kept is None or epoch in self._kept}
        if self._training:
            stops.add(done + 1)
        if self._wished == _LIVE and not self._training:
            self._wished = None
        blocked = self.track.blockSignals(True)
        self.track.set_stops(stops, best=best_epoch(self._history))
        if at_end:
            self.track.setValue(self.track.maximum())
        self.track.blockSignals(blocked)
        self.setEnabled(len(stops) > 1)
        self._show_place()

    def _put(self, value: int) -> None:
        self._wished, self._not_kept = None, None
        blocked = self.track.blockSignals(True)
        self.track.setValue(value)
        self.track.blockSignals(blocked)
        self.track.update()
        self._show_place()

    @Slot(int)
    def _on_value(self, value: int) -> None:
        if self._not_kept is not None and value != self.track.nearest(self._not_kept):
            self._not_kept = None
        self._show_place()
        self._wished = _LIVE if self.is_live() else value
        if not self._timer.isActive():
            self._tell()

    @Slot()
    def _tell(self) -> None:
        """Tell the newest wish, if there is one that was not told."""
        value, self._wished = self._wished, None
        if value is None:
            return
        self._timer.start()
        if value == _LIVE:
            self.live_chosen.emit()
        else:
            self.epoch_chosen.emit(value)

    @Slot()
    def _go_to_best(self) -> None:
        self.choose(best_epoch(self._history))

    @Slot()
    def _go_to_end(self) -> None:
        self.track.setValue(self.track.maximum())

    # --- texts -------------------------------------------------------------------------------------------------------

    def _show_place(self) -> None:
        self.retranslate()
        self.moved.emit(self.epoch())

    def retranslate(self) -> None:
        """All texts."""
        text = self._text()
        self._label.setText(text)
        self._label.setToolTip(text)
        self.track.setAccessibleName(self.tr("Epoch whose weights answer"))
        self.track.setAccessibleDescription(text)
        self.track.setToolTip(self.tr("The time machine: the network as it was after any epoch. 0 is untrained."))
        best = best_epoch(self._history)
        self.best.setText(self.tr("Best"))
        self.best.setEnabled(best > 0)
        self.best.setToolTip(self.tr("Epoch {epoch}: the lowest validation loss").format(epoch=best))
        self.end.setText(self.tr("Now") if self._training else self.tr("Last"))
        self.end.setToolTip(
            self.tr("The network as it is now, while it learns") if self._training else self.tr("The last epoch")
        )

    def _text(self) -> str:
        if self.is_live():
            now = min(len(self._history) + 1, self._epochs)
            return self.tr("Now · in epoch {epoch} of {epochs}").format(epoch=now, epochs=self._epochs)
        epoch = self.track.value()
        if epoch == 0 or epoch > len(self._history):
            text = self.tr("Untrained: weights as chance made them")
        else:
            text = self.tr("Epoch {epoch} of {epochs} · validation accuracy {accuracy}").format(
                epoch=epoch, epochs=self._epochs, accuracy=f"{self._history[epoch - 1].val_accuracy:.3f}"
            )
        if self._not_kept is not None:
            return self.tr("{text} · epoch {epoch} is not kept").format(text=text, epoch=self._not_kept)
        if self._kept is not None and not self._kept.issuperset(range(1, len(self._history) + 1)):
            return self.tr("{text} · not every epoch is kept").format(text=text)
        return text

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.track.update()
