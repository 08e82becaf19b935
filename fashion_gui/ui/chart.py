"""What all charts of the explaining views have in common: they are drawn lazily, they speak, and they can be saved."""

from typing import TYPE_CHECKING, Any, BinaryIO, Final

import numpy as np
from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QFocusEvent, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fashion_gui.ui.exports import Cells, Exports
from fashion_gui.ui.images import pixel_image
from fashion_gui.ui.language import Translated
from fashion_gui.ui.theme import LIGHT, Colors, colors

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_DPI: Final = 96  # of a screen with pixel ratio 1
_FILE_RATIO: Final = 2  # device pixels of a saved PNG for each logical pixel


class Chart(Translated):
    """A chart that matplotlib draws: only while it is visible, and when something has changed.

    A subclass gives `draw`, `name`, `sentence` and `cells`, and calls `refresh` after each change.  matplotlib is
    imported after the first paint, so it must not be imported where the subclass is defined.
    """

    name_changed = Signal(str)
    sentence_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._figure: Figure | None = None
        self._canvas: Any = None  # carries no types
        self._image = QImage()
        self._drawn = (0, 0, 0.0)  # width, height and pixel ratio of the image
        self._dirty = True
        self._framed = False  # whether the focus came by the keyboard
        self.exports = Exports(self, name=self.name, cells=self.cells, write=self._write)

    def draw(self, figure: "Figure", table: Colors) -> None:
        """Draw onto the cleared `figure`, whose background has the colour of a card; 1 inch is 96 logical pixels."""
        raise NotImplementedError

    def name(self) -> str:
        """What the chart shows, as a title."""
        raise NotImplementedError

    def sentence(self) -> str:
        """What it shows now, in one or two sentences for eyes and screen readers."""
        raise NotImplementedError

    def cells(self) -> Cells:
        """The numbers in it, as a table whose first row is the header."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Something has changed: draw as soon as visible, and say what it shows now."""
        name = self.name()
        if name != self.accessibleName():
            self.setAccessibleName(name)
            self.name_changed.emit(name)
        self.speak()
        self._dirty = True
        self.update()

    def speak(self) -> None:
        """Say what it shows now, without drawing it anew."""
        spoken = self.sentence()
        if spoken != self.accessibleDescription():
            self.setAccessibleDescription(spoken)
            self.sentence_changed.emit(spoken)

    def retranslate(self) -> None:
        """All texts."""
        self.refresh()

    # --- drawing ------------------------------------------------------------------------------------------------------

    @Slot()
    def _build(self) -> None:
        if self._figure is None:
            self._make_figure()
            self.update()

    def _make_figure(self) -> "Figure":
        from matplotlib.backends.backend_agg import FigureCanvasAgg  # 0.3 s
        from matplotlib.figure import Figure

        if self._figure is None:
            self._figure = Figure(dpi=_DPI)  # never pyplot: its registry keeps figures alive
            self._canvas = FigureCanvasAgg(self._figure)
        return self._figure

    def _draw(self, table: Colors, ratio: float) -> None:
        figure = self._make_figure()
        figure.clear()
        figure.set_facecolor(table.card)
        figure.set_dpi(_DPI * ratio)
        width, height = max(self.width(), 1), max(self.height(), 1)
        # A hair more: matplotlib rounds pixels down, and inches times dpi can fall just short of a whole number.
        figure.set_size_inches(
            (round(width * ratio) + 0.01) / ratio / _DPI, (round(height * ratio) + 0.01) / ratio / _DPI
        )
        self.draw(figure, table)

    def _write(self, file: BinaryIO, kind: str) -> None:
        """Always as on paper: dark on white."""
        self._draw(LIGHT, _FILE_RATIO)
        self._make_figure().savefig(file, format=kind, dpi=_FILE_RATIO * _DPI, facecolor=LIGHT.card)
        self._dirty = True
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        size = self.width(), self.height(), self.devicePixelRatioF()
        if self._figure is None:
            QTimer.singleShot(0, self, self._build)
        elif self._dirty or size != self._drawn:
            self._dirty, self._drawn = False, size
            self._draw(colors(), size[2])
            self._canvas.draw()
            self._image = pixel_image(np.asarray(self._canvas.buffer_rgba()), ratio=size[2])
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colors().card))  # opaque: nothing else erases what is under it
        painter.drawImage(0, 0, self._image)
        if self._framed:
            painter.setPen(QColor(colors().accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        reason = Qt.FocusReason
        self._framed = event.reason() in (reason.TabFocusReason, reason.BacktabFocusReason, reason.ShortcutFocusReason)
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._framed = False
        super().focusOutEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dirty = True
            self.update()


class SpeakingChart(Translated):
    """A chart with its name above, the menu to copy and save it, and its sentence below."""

    def __init__(self, chart: Chart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = chart
        self._title, self._sentence = QLabel(), QLabel()
        self._title.setProperty("role", "title")
        self._sentence.setProperty("role", "faint")
        for label in (self._title, self._sentence):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setWordWrap(True)
        chart.name_changed.connect(self._title.setText)
        chart.sentence_changed.connect(self._sentence.setText)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(chart.exports.button())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(chart, 1)
        layout.addWidget(self._sentence)
        self.retranslate()

    def sentence(self) -> str:
        """What stands below the chart."""
        return self._sentence.text()

    def retranslate(self) -> None:
        """All texts."""
        self.chart.refresh()
        self._title.setText(self.chart.name())
        self._sentence.setText(self.chart.sentence())


def style_axes(axes: Any, table: Colors, *, x: str = "", y: str = "", grid: bool = True) -> None:
    """Quiet axes in the colours of the theme: no spines, no tick marks, small faint figures; `x` and `y` name them."""
    axes.set_facecolor(table.card)
    axes.tick_params(length=0, labelsize=8, colors=table.faint)
    axes.set_axisbelow(True)
    if grid:
        axes.grid(visible=True, color=table.border, linewidth=0.7)
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.set_xlabel(x, fontsize=8, color=table.faint)
    axes.set_ylabel(y, fontsize=8, color=table.faint)
