"""Both charts as matplotlib draws them.  The only place that knows matplotlib, which takes 0.3 s to import."""

from dataclasses import dataclass
from typing import IO, Any, Final

import numpy as np
import numpy.typing as npt
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import ScaledTranslation, Transform

from fashion_gui.core.history import History, best_epoch
from fashion_gui.ui.theme import Colors

_DPI: Final = 96  # of a screen with pixel ratio 1
_NAME_ROOM: Final = 122  # pixels at the right for the names at the curves' ends: "проверочная 0.345"
_NAME_GAP: Final = 7  # pixels between a curve and its name
_LOWEST_FROM: Final = 6  # epochs
_ROUND_STEPS: Final = [1, 2, 2.5, 5, 10]


@dataclass(frozen=True)
class EndName:
    """What stands at the end of a curve: its left end, vertically centred, in logical pixels from the top left."""

    x: float
    y: float
    text: str
    color: str


class _Curves:
    """One pair of axes: training solid, validation dashed, each named at its end instead of in a legend.

    What moves with each epoch is animated: matplotlib leaves it out of the background, but not out of a saved file.
    The names are for the file only: on the screen Qt writes them, which takes a tenth of the time.
    """

    def __init__(self, axes: Axes) -> None:
        self._axes = axes
        # y=1: without it matplotlib lays out every tick at each draw to find a place for the title.
        self._title = axes.set_title("", loc="left", y=1, fontsize=9, fontweight="bold")
        # Not clipped: the axes end at the largest value, which would cut the line in half.
        shown: dict[str, Any] = {"animated": True, "clip_on": False}
        (self._training,) = axes.plot([], [], linewidth=1.9, solid_capstyle="round", **shown)
        (self._validation,) = axes.plot([], [], linewidth=1.7, linestyle=(0, (4, 2)), **shown)
        aside = ScaledTranslation(_NAME_GAP / _DPI, 0, axes.figure.dpi_scale_trans)
        named: dict[str, Any] = {"fontsize": 8, "va": "center", "animated": True, "transform": axes.transData + aside}
        self._training_end = axes.text(0, 0, "", **named)
        self._validation_end = axes.text(0, 0, "", **named)
        self._pointer = _loose(axes, axes.get_xaxis_transform(), linewidth=1.2)
        self._training_dot = _loose(axes, axes.transData, marker="o", markersize=6, markeredgewidth=1.5)
        self._validation_dot = _loose(axes, axes.transData, marker="o", markersize=6, markeredgewidth=1.5)
        self._lowest = _loose(axes, axes.transData, marker="o", markersize=5, markeredgewidth=1.1)
        self._frame: tuple[tuple[float, ...], ...] = ()
        axes.tick_params(length=0, labelsize=8)
        for spine in axes.spines.values():
            spine.set_visible(False)

    def moving(self) -> tuple[Artist, ...]:
        """What is drawn over the background."""
        curves = self._training, self._validation
        return self._pointer, *curves, self._lowest, self._training_dot, self._validation_dot

    def end_names(self, height: int, ratio: float) -> tuple[EndName, ...]:
        """The names at the ends, in a chart of `height` logical pixels, `ratio` device pixels each."""
        names = []
        for text in (self._training_end, self._validation_end):
            x, y = self._axes.transData.transform(text.get_position())
            names.append(EndName(x / ratio + _NAME_GAP, height - y / ratio, text.get_text(), str(text.get_color())))
        return tuple(names)

    def set_values(self, training: list[float], validation: list[float], *, epochs: int) -> bool:
        """Move the curves; epochs count from 1.  Returns whether the axes around them are no longer the same."""
        xs = list(range(1, len(training) + 1))
        self._training.set_data(xs, training)
        self._validation.set_data(xs, validation)
        # A point alone is no line: show where it is.
        marker = "o" if len(training) == 1 else ""
        self._training.set_marker(marker)
        self._validation.set_marker(marker)
        x_limits = (0.5, epochs + 0.5) if epochs < 3 else (1.0, float(epochs))
        x_ticks = MaxNLocator(nbins=6, integer=True).tick_values(0, epochs)
        frame = x_limits, tuple(tick for tick in x_ticks if 1 <= tick <= epochs), _round_ticks([*training, *validation])
        if frame == self._frame:
            return False
        self._frame = frame
        _, x_shown, y_shown = frame
        self._axes.set_xticks(x_shown)
        self._axes.set_xlim(*x_limits)
        self._axes.set_yticks(y_shown)
        self._axes.set_ylim(y_shown[0], y_shown[-1])
        return True

    def set_mark(self, training: list[float], validation: list[float], epoch: int) -> None:
        """A line at `epoch` and a dot where it meets each curve; 0 for none."""
        xs, ends = ([epoch], [0, 1]) if epoch else ([], [])
        self._pointer.set_data([epoch] * len(ends), ends)
        self._training_dot.set_data(xs, training[epoch - 1 : epoch] if epoch else [])
        self._validation_dot.set_data(xs, validation[epoch - 1 : epoch] if epoch else [])

    def set_lowest(self, validation: list[float], epoch: int) -> None:
        """A small ring on the validation curve at `epoch`; 0 for none."""
        self._lowest.set_data([epoch] if epoch else [], validation[epoch - 1 : epoch] if epoch else [])

    def epoch_at(self, x: float) -> int:
        """The epoch nearest to `x`, in device pixels from the left."""
        return round(float(self._axes.transData.inverted().transform((x, 0))[0]))

    def name_ends(self, training: list[float], validation: list[float], names: tuple[str, str], *, epoch: int) -> None:
        """Write its name and its figure at `epoch` (0: the last) at the end of each curve.

        The names are kept apart where the curves meet, and off the ticks.
        """
        if not training:
            self._training_end.set_text("")
            self._validation_end.set_text("")
            return
        low, high = self._axes.get_ylim()
        apart, margin = (high - low) * 0.11, (high - low) * 0.05
        lower, upper = sorted((training[-1], validation[-1]))
        gap = max(0.0, apart - (upper - lower)) / 2
        upper = min(max(upper + gap, low + margin + apart), high - margin)
        lower = max(min(lower - gap, upper - apart), low + margin)
        upper_is_training = training[-1] >= validation[-1]
        self._training_end.set_position((len(training), upper if upper_is_training else lower))
        self._validation_end.set_position((len(training), lower if upper_is_training else upper))
        self._training_end.set_text(f"{names[0]} {training[epoch - 1]:.3f}")
        self._validation_end.set_text(f"{names[1]} {validation[epoch - 1]:.3f}")

    def set_title(self, text: str) -> None:
        self._title.set_text(text)

    def set_colors(self, table: Colors) -> None:
        """Figures do not follow Qt's palette by themselves."""
        self._axes.set_facecolor(table.card)
        self._title.set_color(table.text)
        self._axes.tick_params(colors=table.faint)
        self._axes.grid(visible=True, color=table.border, linewidth=0.7)
        self._training.set_color(table.accent)
        self._training_end.set_color(table.accent)
        self._validation.set_color(table.second)
        self._validation_end.set_color(table.second)
        self._pointer.set_color(table.faint)
        for dot, color in ((self._training_dot, table.accent), (self._validation_dot, table.second)):
            dot.set_markerfacecolor(color)
            dot.set_markeredgecolor(table.card)
        self._lowest.set_markerfacecolor(table.card)
        self._lowest.set_markeredgecolor(table.second)


def _loose(axes: Axes, transform: Transform, **looks: Any) -> Line2D:
    """A line or dot that belongs to no axes: it is drawn over the background only, and never into a file."""
    line = Line2D([], [], transform=transform, **looks)
    line.set_figure(axes.figure)
    return line


class Curves:
    """Accuracy above, loss below.

    Axes, grid and titles are drawn once and kept as the background; a new epoch costs only its curves, unless it
    changes the axes.
    """

    def __init__(self) -> None:
        self._figure = Figure(dpi=_DPI)  # never pyplot: its registry keeps figures alive
        self._canvas: Any = FigureCanvasAgg(self._figure)  # carries no types
        self._accuracy = _Curves(self._figure.add_subplot(2, 1, 1))
        self._loss = _Curves(self._figure.add_subplot(2, 1, 2))
        self._history: History = ()
        self._names = ("", "")
        self._mark = 0  # an epoch, 0 for none
        self._size = (0, 0, 0.0)
        self._background: Any = None  # None: to be drawn anew

    def show_history(self, history: History, *, epochs: int) -> None:
        """What the next `draw` shows, on an axis of `epochs` epochs."""
        self._history = history
        for curves, training, validation in self._values():
            if curves.set_values(training, validation, epochs=epochs):
                self._background = None
        # The ring of a short history would only say that it began well.
        lowest = best_epoch(history) if len(history) >= _LOWEST_FROM else 0
        self._loss.set_lowest([epoch.val_loss for epoch in history], lowest)
        self._point()

    def show_mark(self, epoch: int | None) -> None:
        """Mark an epoch that was learnt; None, or another, marks nothing.  That leaves the background as it is."""
        self._mark = epoch or 0
        self._point()

    def _point(self) -> None:
        """The mark, and at the curves' ends the figures of that epoch."""
        epoch = self._mark if self._mark <= len(self._history) else 0
        for curves, training, validation in self._values():
            curves.set_mark(training, validation, epoch)
            curves.name_ends(training, validation, self._names, epoch=epoch)

    def epoch_at(self, x: float) -> int:
        """The learnt epoch nearest to `x`, in logical pixels from the left; 0 where nothing was learnt."""
        return min(max(self._accuracy.epoch_at(x * self._size[2]), 1), len(self._history))

    def set_texts(self, *, titles: tuple[str, str], names: tuple[str, str]) -> None:
        """Titles of accuracy and loss, and names of the training and the validation curve."""
        self._names = names
        for title, (curves, _training, _validation) in zip(titles, self._values(), strict=True):
            curves.set_title(title)
        self._point()
        self._background = None

    def set_colors(self, table: Colors) -> None:
        """The theme's colours."""
        self._figure.set_facecolor(table.card)
        self._accuracy.set_colors(table)
        self._loss.set_colors(table)
        self._background = None

    def draw(self, width: int, height: int, ratio: float) -> npt.NDArray[np.uint8]:
        """The charts on `width` x `height` logical pixels, `ratio` device pixels each: RGBA (rows, columns, 4).

        The array is valid until the next call.
        """
        self._set_size(width, height, ratio)
        if self._background is None:
            self._canvas.draw()
            self._background = self._canvas.copy_from_bbox(self._figure.bbox)
        else:
            self._canvas.restore_region(self._background)
        renderer = self._canvas.get_renderer()
        for artist in (*self._accuracy.moving(), *self._loss.moving()):
            artist.draw(renderer)
        return np.asarray(self._canvas.buffer_rgba())

    def end_names(self) -> tuple[EndName, ...]:
        """What is to be written over the last `draw`; a text may be empty."""
        _, height, ratio = self._size
        return (*self._accuracy.end_names(height, ratio), *self._loss.end_names(height, ratio))

    def save(self, file: IO[bytes], *, kind: str, width: int, height: int) -> None:
        """Write a "png" of twice the resolution, or an "svg", without a mark: the file says how the training ended."""
        self._set_size(width, height, 1.0)
        mark = self._mark
        self.show_mark(None)
        self._figure.savefig(file, format=kind, dpi=2 * _DPI, facecolor=self._figure.get_facecolor())
        self.show_mark(mark)
        self._background = None  # saving has drawn over it

    def _values(self) -> tuple[tuple[_Curves, list[float], list[float]], ...]:
        history = self._history
        return (
            (self._accuracy, [epoch.accuracy for epoch in history], [epoch.val_accuracy for epoch in history]),
            (self._loss, [epoch.loss for epoch in history], [epoch.val_loss for epoch in history]),
        )

    def _set_size(self, width: int, height: int, ratio: float) -> None:
        if (width, height, ratio) == self._size:
            return
        self._size = width, height, ratio
        self._background = None
        self._figure.set_dpi(_DPI * ratio)
        # A hair more: matplotlib rounds pixels down, and inches times dpi can fall just short of a whole number.
        columns, rows = round(width * ratio) + 0.01, round(height * ratio) + 0.01
        self._figure.set_size_inches(columns / ratio / _DPI, rows / ratio / _DPI)
        width, height = max(width, 250), max(height, 100)
        self._figure.subplots_adjust(
            left=40 / width, right=1 - _NAME_ROOM / width, top=1 - 24 / height, bottom=20 / height, hspace=100 / height
        )


def _round_ticks(values: list[float]) -> tuple[float, ...]:
    """Round figures from below the smallest to above the largest value, so that the axes rarely change."""
    if not values:
        return _round_ticks([0.0, 1.0])
    low, high = min(values), max(values)
    room = max(0.02 - (high - low), 0.0) / 2
    return tuple(MaxNLocator(nbins=5, steps=_ROUND_STEPS).tick_values(low - room, high + room))
