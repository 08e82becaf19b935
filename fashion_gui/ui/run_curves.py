"""The validation curves of several runs as matplotlib draws them; imported only when they are first drawn."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from fashion_gui.ui.run_looks import CURVE_LOOKS, RunCurve
from fashion_gui.ui.theme import Colors

_DPI: Final = 96  # of a screen with pixel ratio 1
_FONT: Final = 8  # points
_LINE: Final = 13.5  # logical pixels between two names
_LETTER: Final = 6.0  # logical pixels, of a name on average
_SHORT: Final = 70  # room for a letter and a figure, without the name
_LEFT, _TOP, _BOTTOM, _BETWEEN = 42, 24, 20, 8  # logical pixels around the axes
_STACKED: Final = 1.4  # where the width is less than so many heights, the axes stand one above the other
_SKIPPED: Final = 0.1  # so much of a training does not stretch the axes: the ends are what is compared


class RunCurves:
    """One pair of axes for each of the `shown` figures, side by side: "val_accuracy" and "val_loss"."""

    def __init__(self) -> None:
        self._figure = Figure(dpi=_DPI)  # never pyplot: its registry keeps figures alive
        self._canvas: Any = FigureCanvasAgg(self._figure)  # carries no types

    def draw(
        self,
        curves: Sequence[RunCurve],
        titles: dict[str, str],
        table: Colors,
        size: tuple[int, int, float],
    ) -> npt.NDArray[np.uint8]:
        """RGBA (rows, columns, 4) of `size`: width and height in logical pixels, device pixels for each.

        `titles` are by the names of the figures to show.  The array is valid until the next call.
        """
        width, height, ratio = max(size[0], 1), max(size[1], 1), size[2]
        self._figure.clear()
        self._figure.set_facecolor(table.card)
        self._figure.set_dpi(_DPI * ratio)
        # A hair more: matplotlib rounds pixels down, and inches times dpi can fall just short of a whole number.
        self._figure.set_size_inches(
            (round(width * ratio) + 0.01) / ratio / _DPI, (round(height * ratio) + 0.01) / ratio / _DPI
        )
        for (figure, title), (left, bottom, across, up) in zip(
            titles.items(), _places(len(titles), width, height), strict=True
        ):
            room = min(max(0.3 * across, _SHORT), 190)
            inside = max(across - _LEFT - room, 30), max(up - _TOP - _BOTTOM, 30)
            box = (left + _LEFT) / width, (bottom + _BOTTOM) / height, inside[0] / width, inside[1] / height
            axes = self._figure.add_axes(box)
            _style(axes, title, table)
            _draw_curves(axes, curves, figure, table)
            _name_ends(axes, curves, figure, table, room=room, inside=inside)
        self._canvas.draw()
        return np.asarray(self._canvas.buffer_rgba())


def _places(count: int, width: int, height: int) -> list[tuple[float, float, float, float]]:
    """Left, bottom, width and height of each pair of axes, names and ticks included: side by side, or stacked."""
    if width < _STACKED * height:
        up = height / count
        return [(0, height - (place + 1) * up, width, up) for place in range(count)]
    across = (width - _BETWEEN * (count - 1)) / count
    return [(place * (across + _BETWEEN), 0, across, height) for place in range(count)]


def _style(axes: Axes, title: str, table: Colors) -> None:
    axes.set_title(title, loc="left", y=1, fontsize=9, fontweight="bold", color=table.text)
    axes.set_facecolor(table.card)
    axes.tick_params(length=0, labelsize=_FONT, colors=table.faint)
    axes.grid(visible=True, color=table.border, linewidth=0.7)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _draw_curves(axes: Axes, curves: Sequence[RunCurve], figure: str, table: Colors) -> None:
    for curve in curves:
        look = CURVE_LOOKS[curve.slot]
        values = _values(curve, figure)
        every = max(len(values) // 8, 1)
        axes.plot(
            range(1, len(values) + 1),
            values,
            color=look.color(table),
            linewidth=1.8,
            linestyle=(0, look.dashes) if look.dashes else "-",
            marker=look.marker or ("o" if len(values) == 1 else ""),
            markersize=4.5,
            markevery=(every // 2, every),
        )
    epochs = max((len(curve.history) for curve in curves), default=1)
    axes.set_xlim((0.5, epochs + 0.5) if epochs < 3 else (1.0, float(epochs)))
    ticks = MaxNLocator(nbins=6, integer=True).tick_values(0, epochs)
    axes.set_xticks([tick for tick in ticks if 1 <= tick <= epochs])
    low_high = axis_limits([_values(curve, figure) for curve in curves])
    axes.set_ylim(*low_high)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10]))


def _name_ends(
    axes: Axes, curves: Sequence[RunCurve], figure: str, table: Colors, *, room: float, inside: tuple[float, float]
) -> None:
    """Letter, name and last figure of each curve at the right, apart from each other; the letter where it ends before.

    `room` is the width for them, `inside` width and height of the axes, in logical pixels.
    """
    low, high = axes.get_ylim()
    epochs = axes.get_xlim()[1]
    ends = [_values(curve, figure)[-1] for curve in curves]
    gap = _LINE * (high - low) / inside[1]
    for curve, end, y in zip(curves, ends, apart(ends, gap=gap, low=low + gap / 2, high=high - gap / 2), strict=True):
        look = CURVE_LOOKS[curve.slot]
        text: dict[str, Any] = {"color": look.color(table), "fontsize": _FONT, "va": "center", "annotation_clip": False}
        label = end_label(look.letter, curve.name, end, room=room)
        axes.annotate(label, (1, y), (7, 0), ("axes fraction", "data"), "offset pixels", **text)
        if len(curve.history) < epochs - 0.5:
            at = min(max(end, low), high)
            axes.annotate(
                look.letter, (len(curve.history), at), (5, 0), textcoords="offset pixels", fontweight="bold", **text
            )


def _values(curve: RunCurve, figure: str) -> list[float]:
    return [getattr(epoch, figure) for epoch in curve.history]


def end_label(letter: str, name: str, value: float, *, room: float) -> str:
    """ "A My run 0.889", the name cut to `room` logical pixels, or left out where only its beginning would fit."""
    letters = int((room - _SHORT) / _LETTER)
    if letters < 6:
        return f"{letter} {value:.3f}"
    # "$" begins a formula for matplotlib.
    shown = (name if len(name) <= letters else f"{name[: letters - 1].rstrip()}…").replace("$", r"\$")
    return f"{letter} {shown} {value:.3f}"


def apart(values: Sequence[float], *, gap: float, low: float, high: float) -> list[float]:
    """Places as near to `values` as goes, `gap` apart, in the order of the values; from `low` to `high` if they fit."""
    order = sorted(range(len(values)), key=lambda index: values[index])
    places = [0.0] * len(values)
    below = low - gap
    for index in order:
        below = places[index] = max(values[index], below + gap)
    above = high + gap
    for index in reversed(order):
        above = places[index] = min(places[index], above - gap)
    return places


def axis_limits(histories: Sequence[Sequence[float]]) -> tuple[float, float]:
    """From below the smallest to above the largest value after the first tenth of each training."""
    values = [value for history in histories for value in history[int(len(history) * _SKIPPED) :]]
    if not values:
        return 0.0, 1.0
    low, high = min(values), max(values)
    margin = max(0.05 * (high - low), 0.005)
    return low - margin, high + margin
