"""The accuracy against the slider that was moved last."""

import itertools
import math
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QTimer, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from fashion_gui.core.disturbance import RANGES, SLIDERS, UNCHANGED, Disturbance
from fashion_gui.core.questions import Swept
from fashion_gui.ui.chart import Chart, style_axes
from fashion_gui.ui.disturbance_texts import slider_name, value_text, with_unit
from fashion_gui.ui.exports import Cells
from fashion_gui.ui.language import grouped
from fashion_gui.ui.theme import Colors, colors

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_REDRAW_MS: Final = 120
# How far apart the places are at which the accuracy is measured.
_STEPS: Final = {
    "shift_x": 1.0,
    "shift_y": 1.0,
    "size": 0.1,
    "turn": 15.0,
    "blur": 0.25,
    "background": 15.0,
    "noise": 8.0,
}


def swept_values(slider: str) -> list[float]:
    """The places of the slider at which the accuracy is measured, from one end to the other."""
    low, high, step = RANGES[slider]
    step = _STEPS.get(slider, step)
    return [round(low + place * step, 6) for place in range(round((high - low) / step) + 1)]


def crossings(values: list[float], accuracies: list[float], start: float, *, limit: float = 0.5) -> list[float]:
    """Where the curve first falls below `limit`, going down and going up from `start`; linear between its points."""
    found = []
    for upward in (False, True):
        side = [
            (value, share)
            for value, share in zip(values, accuracies, strict=True)
            if (value >= start if upward else value <= start)
        ]
        side.sort(reverse=not upward)
        for (one, before), (other, after) in itertools.pairwise(side):
            if before >= limit > after:
                found.append(one + (other - one) * (before - limit) / (before - after))
                break
    return found


class SweepChart(Chart):
    """A curve that grows while it is measured, and a mark at the slider's present place, which follows a drag."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.slider = SLIDERS[0]
        self._swept: Swept | None = None
        self._older: Swept | None = None  # the curve until now, shown until the new one is complete
        self._coming: Swept | None = None  # what is to be shown next
        self._timer = QTimer(self, interval=_REDRAW_MS, singleShot=True)
        self._timer.timeout.connect(self._show_coming)
        self._place = getattr(UNCHANGED, self.slider)
        self._accuracy = math.nan
        self._axes: Any = None  # matplotlib's, which carry no types

    def show_slider(self, slider: str) -> None:
        """Another slider, whose curve is not known yet."""
        self.slider, self._swept, self._older, self._coming = slider, None, None, None
        self.refresh()

    def begin_sweep(self) -> None:
        """The curve is measured anew: with another network, or with other sliders elsewhere."""
        if self._swept is not None and self._swept.final:
            self._older, self._swept, self._coming = self._swept, None, None
            self.speak()

    def show_swept(self, swept: Swept) -> None:
        """More of the curve."""
        if swept.slider == self.slider:
            self._coming = swept
            if not self._timer.isActive():
                self._show_coming()

    @Slot()
    def _show_coming(self) -> None:
        """Drawing takes longer than measuring a point: a few times a second is often enough."""
        if self._coming is not None:
            self._swept, self._coming = self._coming, None
            if self._swept.final:
                self._older = None
            self._timer.start()
            self.refresh()

    def show_place(self, disturbance: Disturbance, accuracy: float) -> None:
        """Where the slider stands, and the accuracy there, nan where it is not known."""
        self._place, self._accuracy = float(getattr(disturbance, self.slider)), accuracy
        self.speak()
        self.update()

    def mark(self) -> tuple[float, float]:
        """What the mark shows: the place and the accuracy there."""
        return self._place, self._accuracy

    def name(self) -> str:
        """The title."""
        return self.tr("Accuracy against: {slider}").format(slider=slider_name(self.slider).lower())

    def sentence(self) -> str:
        """Where it falls below one half, and how it is now."""
        parts = [] if self._swept is None else [self._course(self._swept)]
        if not math.isnan(self._accuracy):
            now = self.tr("Now, at {value}: {accuracy}.")
            if self.slider in ("mirror", "invert"):
                now = (
                    self.tr("Now, switched on: {accuracy}.")
                    if self._place
                    else self.tr("Now, switched off: {accuracy}.")
                )
            parts.append(now.format(value=value_text(self.slider, self._place), accuracy=f"{self._accuracy:.3f}"))
        if self._swept is not None and self._swept.final and self._swept.pictures < 10_000:
            parts.append(self.tr("Measured with {count} pictures.").format(count=grouped(self._swept.pictures)))
        return " ".join(parts) or self.tr("Being measured…")

    def _course(self, swept: Swept) -> str:
        if not swept.final:
            return self.tr("Being measured…")
        if self.slider in ("mirror", "invert"):
            off, on = swept.accuracies
            return self.tr("Switched off {off}, switched on {on}.").format(off=f"{off:.3f}", on=f"{on:.3f}")
        rest = getattr(UNCHANGED, self.slider)
        at_rest = swept.accuracies[int(np.argmin(np.abs(np.array(swept.values) - rest)))]
        if at_rest < 0.5:
            return self.tr("Below one half even where this slider is at rest.")
        found = [self._rounded(place) for place in crossings(swept.values, swept.accuracies, rest)]
        if not found:
            return self.tr("Never falls below one half.")
        if len(found) == 1:
            return self.tr("Falls below one half at {value}.").format(value=found[0])
        return self.tr("Falls below one half at {low} and at {high}.").format(low=found[0], high=found[1])

    def _rounded(self, place: float) -> str:
        digits = {"shift_x": 1, "shift_y": 1, "blur": 1, "size": 2}.get(self.slider, 0)
        return value_text(self.slider, round(place, digits))

    def cells(self) -> Cells:
        """The curve as a table."""
        head = [slider_name(self.slider), self.tr("accuracy")]
        if self._swept is None:
            return [head]
        return [
            head,
            *([f"{v:g}", f"{a:.4f}"] for v, a in zip(self._swept.values, self._swept.accuracies, strict=True)),
        ]

    def draw(self, figure: "Figure", table: Colors) -> None:
        """The curve, and a line at one half."""
        axes = figure.add_subplot()
        self._axes = axes
        scale = 100 if self.slider == "size" else 1
        style_axes(axes, table, x=with_unit(self.slider, "").strip(), y=self.tr("accuracy"))
        low, high, _ = RANGES[self.slider]
        margin = (high - low) * 0.02
        axes.set_xlim((low - margin) * scale, (high + margin) * scale)
        axes.set_ylim(0, 1.02)
        axes.axhline(0.5, color=table.faint, linewidth=1, linestyle=(0, (4, 3)))
        axes.axvline(getattr(UNCHANGED, self.slider) * scale, color=table.border, linewidth=1.5)
        if self.slider in ("mirror", "invert"):
            axes.set_xticks([0, 1], [self.tr("off"), self.tr("on")])
        elif self.slider == "turn":
            axes.set_xticks(range(-180, 181, 60))
        for swept, color in ((self._older, table.bar), (self._swept, table.accent)):
            if swept is not None:
                places = [value * scale for value in swept.values]
                axes.plot(places, swept.accuracies, color=color, linewidth=2, marker="o", markersize=3.5)
        width, height = figure.get_size_inches() * 96
        axes.set_position((46 / width, 40 / height, 1 - 58 / width, max(1 - 48 / height, 0.2)))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._axes is None or self._axes.figure is None:
            return
        box = self._axes.get_position()
        area = QRectF(
            box.x0 * self.width(), (1 - box.y1) * self.height(), box.width * self.width(), box.height * self.height()
        )
        low, high = self._axes.get_xlim()
        bottom, top = self._axes.get_ylim()
        place = self._place * (100 if self.slider == "size" else 1)
        across = area.left() + area.width() * (place - low) / (high - low)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colors().second), 2))
        painter.drawLine(QPointF(across, area.top()), QPointF(across, area.bottom()))
        if not math.isnan(self._accuracy):
            painter.setBrush(QColor(colors().second))
            down = area.bottom() - area.height() * (self._accuracy - bottom) / (top - bottom)
            painter.drawEllipse(QPointF(across, down), 4, 4)
        painter.end()
