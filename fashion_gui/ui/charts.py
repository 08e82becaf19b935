"""Accuracy and loss, growing while the network learns.  The only place that knows matplotlib."""

import io
from pathlib import Path
from typing import Final

from matplotlib.axes import Axes
from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from PySide6.QtCore import QEvent, Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fashion_gui.core.files import atomic_write
from fashion_gui.core.history import History
from fashion_gui.ui.language import Translated
from fashion_gui.ui.theme import Colors, colors

_REDRAW_MS: Final = 100
_NAME_ROOM: Final = 0.26  # share of the width kept free for the names at the curves' ends


class _Curves:
    """One pair of axes: training solid, validation dashed, each named at its end instead of in a legend."""

    def __init__(self, axes: Axes) -> None:
        self.axes = axes
        (self.training,) = axes.plot([], [], linewidth=1.9, solid_capstyle="round")
        (self.validation,) = axes.plot([], [], linewidth=1.7, linestyle=(0, (4, 2)))
        self.training_end = axes.text(0, 0, "", fontsize=8, va="center")
        self.validation_end = axes.text(0, 0, "", fontsize=8, va="center")
        axes.yaxis.set_major_locator(MaxNLocator(nbins=5))
        axes.tick_params(length=0, labelsize=8)
        for spine in axes.spines.values():
            spine.set_visible(False)

    def set_values(self, training: list[float], validation: list[float], *, epochs: int) -> None:
        """Move the curves; epochs count from 1."""
        xs = list(range(1, len(training) + 1))
        self.training.set_data(xs, training)
        self.validation.set_data(xs, validation)
        # A point alone is no line: show where it is.
        marker = "o" if len(training) == 1 else ""
        self.training.set_marker(marker)
        self.validation.set_marker(marker)
        self.axes.set_xlim(0.5 if epochs < 3 else 1, 1 + (max(epochs, 2) - 1) / (1 - _NAME_ROOM))
        ticks = MaxNLocator(nbins=6, integer=True).tick_values(0, epochs)
        self.axes.set_xticks([tick for tick in ticks if 1 <= tick <= epochs])
        values = [*training, *validation]
        if values:
            room = max(max(values) - min(values), 0.02) * 0.08
            self.axes.set_ylim(min(values) - room, max(values) + room)
        else:
            self.axes.set_ylim(0, 1)

    def name_ends(self, training: list[float], validation: list[float], names: tuple[str, str]) -> None:
        """Write name and last figure at the end of each curve, kept apart where the curves meet."""
        low, high = self.axes.get_ylim()
        apart = (high - low) * 0.11
        upper_is_training = training[-1] >= validation[-1]
        gap = max(0.0, apart - abs(training[-1] - validation[-1])) / 2
        shift = gap if upper_is_training else -gap
        left, right = self.axes.get_xlim()
        x = len(training) + (right - left) * 0.012
        self.training_end.set_position((x, training[-1] + shift))
        self.validation_end.set_position((x, validation[-1] - shift))
        self.training_end.set_text(f"{names[0]} {training[-1]:.3f}")
        self.validation_end.set_text(f"{names[1]} {validation[-1]:.3f}")

    def clear_ends(self) -> None:
        self.training_end.set_text("")
        self.validation_end.set_text("")

    def paint(self, table: Colors) -> None:
        """Figures do not follow Qt's palette by themselves."""
        self.axes.set_facecolor(table.card)
        self.axes.title.set_color(table.text)
        self.axes.tick_params(colors=table.faint)
        self.axes.grid(visible=True, color=table.border, linewidth=0.7)
        for artist in (self.training, self.training_end):
            artist.set_color(table.accent)
        for artist in (self.validation, self.validation_end):
            artist.set_color(table.second)


class HistoryCharts(Translated):
    """Accuracy above, loss below, over the epochs of one training.

    Artists are made once and moved; drawing happens at most ten times a second, only while visible, and the last
    point is always drawn.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._history: History = ()
        self._dirty = False
        self._figure = Figure(dpi=96)  # never pyplot: its registry keeps figures alive
        self._canvas = FigureCanvasQTAgg(self._figure)
        self._canvas.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._canvas.setAcceptDrops(False)
        self._accuracy = _Curves(self._figure.add_subplot(2, 1, 1))
        self._loss = _Curves(self._figure.add_subplot(2, 1, 2))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._canvas)
        self.setMinimumHeight(180)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._draw)
        self.show_history((), epochs=1)
        self._paint_in_theme()
        self.retranslate()

    def show_history(self, history: History, *, epochs: int) -> None:
        """Draw `history` on an axis of `epochs` epochs."""
        self._history = history
        self._accuracy.set_values(
            [epoch.accuracy for epoch in history], [epoch.val_accuracy for epoch in history], epochs=epochs
        )
        self._loss.set_values([epoch.loss for epoch in history], [epoch.val_loss for epoch in history], epochs=epochs)
        self._name_ends()
        self._draw_soon()

    def history(self) -> History:
        """What is drawn."""
        return self._history

    def save(self, path: Path) -> None:
        """Save both charts as PNG (twice the resolution) or SVG, by the suffix.  Atomic.  Raises Problem."""
        kind = "svg" if path.suffix.lower() == ".svg" else "png"
        content = io.BytesIO()
        self._figure.savefig(content, format=kind, dpi=192, facecolor=self._figure.get_facecolor())
        atomic_write(path, lambda file: file.write(content.getvalue()))

    def retranslate(self) -> None:
        """Titles and names at the curves in the window's language."""
        # y=1: without it matplotlib lays out every tick at each draw to find a place for the title.
        self._accuracy.axes.set_title(self.tr("Accuracy"), loc="left", y=1, fontsize=9, fontweight="bold")
        self._loss.axes.set_title(self.tr("Loss"), loc="left", y=1, fontsize=9, fontweight="bold")
        for curves in (self._accuracy, self._loss):
            # set_title(loc="left") makes its own text, which the theme has to reach too
            curves.axes.title = curves.axes._left_title  # type: ignore[attr-defined]
        self._canvas.setAccessibleName(self.tr("Charts of accuracy and loss over the epochs"))
        self._name_ends()
        self._paint_in_theme()

    def _name_ends(self) -> None:
        """Names at the curves, and the same figures in words: a chart is blank to a screen reader."""
        if not self._history:
            self._accuracy.clear_ends()
            self._loss.clear_ends()
            self._canvas.setAccessibleDescription(self.tr("Nothing was trained yet."))
            return
        names = self.tr("training"), self.tr("validation")
        history, last = self._history, self._history[-1]
        self._accuracy.name_ends([e.accuracy for e in history], [e.val_accuracy for e in history], names)
        self._loss.name_ends([e.loss for e in history], [e.val_loss for e in history], names)
        text = self.tr(
            "Epoch {epoch}: accuracy {accuracy} in training, {val_accuracy} in validation; "
            "loss {loss} in training, {val_loss} in validation."
        )
        self._canvas.setAccessibleDescription(
            text.format(
                epoch=last.epoch,
                accuracy=f"{last.accuracy:.3f}",
                val_accuracy=f"{last.val_accuracy:.3f}",
                loss=f"{last.loss:.3f}",
                val_loss=f"{last.val_loss:.3f}",
            )
        )

    def _paint_in_theme(self) -> None:
        table = colors()
        self._figure.set_facecolor(table.card)  # opaque: the canvas never erases what is under it
        self._accuracy.paint(table)
        self._loss.paint(table)
        self._draw_soon()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._paint_in_theme()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw_soon()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width, height = max(self.width(), 100), max(self.height(), 100)
        self._figure.subplots_adjust(
            left=40 / width, right=1 - 4 / width, top=1 - 24 / height, bottom=20 / height, hspace=100 / height
        )

    def _draw_soon(self) -> None:
        self._dirty = True
        if not self._timer.isActive():
            self._timer.start(_REDRAW_MS)

    @Slot()
    def _draw(self) -> None:
        if self._dirty and self._canvas.isVisible() and not self.window().isMinimized():
            self._dirty = False
            self._canvas.draw_idle()
