"""The reliability diagram: how many of the answers that are so sure are right."""

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from fashion_gui.core.calibration import ConfidenceBin
from fashion_gui.core.scores import accuracy_range
from fashion_gui.ui.chart import Chart, style_axes
from fashion_gui.ui.exports import Cells
from fashion_gui.ui.language import grouped
from fashion_gui.ui.plain_text import plain_tip
from fashion_gui.ui.reliability import BINS, FEW, Promise, Reliability
from fashion_gui.ui.theme import Colors, colors

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_LEFT, _RIGHT, _TOP, _BOTTOM, _BETWEEN = 60, 22, 8, 40, 10  # logical pixels around the two parts
_WIDE: Final = 480  # logical pixels from which every edge is named
_COUNTS: Final = 0.2  # of the height: how many pictures there are in each bin
_WIDTH: Final = 1 / BINS


class ReliabilityChart(Chart):
    """Ten bars, the diagonal, and below how many pictures stand behind each bar.

    Left and Right choose a bar, a click too; Enter or a click opens its pictures.
    """

    bin_chosen = Signal(int)
    bin_opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Reliability | None = None
        self._before: Reliability | None = None
        self._chosen = -1
        self.setMouseTracking(True)
        self.setMinimumSize(260, 200)

    def show_reliability(self, shown: Reliability | None, *, before: Reliability | None = None) -> None:
        """`before` is drawn faintly: as it was without temperature scaling."""
        self._shown, self._before = shown, before
        if shown is None:
            self._chosen = -1
        elif self._chosen < 0:
            self._chosen = shown.telling()
        self.refresh()

    def chosen(self) -> int:
        """The bar that is marked, -1 for none."""
        return self._chosen

    # --- drawing ------------------------------------------------------------------------------------------------------

    def draw(self, figure: "Figure", table: Colors) -> None:
        if self._shown is None:
            return
        width, height = self.width(), self.height()
        inner = height - _TOP - _BOTTOM - _BETWEEN
        left, across, low = _LEFT / width, (width - _LEFT - _RIGHT) / width, _COUNTS * inner / height
        counts = figure.add_axes((left, _BOTTOM / height, across, low))
        bottom = (_BOTTOM + _BETWEEN) / height + low
        bars = figure.add_axes((left, bottom, across, (1 - _COUNTS) * inner / height))
        self._draw_bars(bars, table, [one for one in self._shown.bins if one.count])
        self._draw_counts(counts, table, self._shown)
        for axes in (bars, counts):
            axes.yaxis.set_label_coords(-(_LEFT - 12) / (width - _LEFT - _RIGHT), 0.5)

    def _draw_bars(self, axes: Any, table: Colors, filled: list[ConfidenceBin]) -> None:
        style_axes(axes, table, y=self.tr("right"))
        many = [one for one in filled if one.count >= FEW]
        middles, shares = [(one.low + one.high) / 2 for one in many], [one.share for one in many]
        axes.bar(middles, shares, 0.9 * _WIDTH, color=table.accent, alpha=0.3, linewidth=0)
        axes.bar(
            middles, [one.gap for one in many], 0.9 * _WIDTH, bottom=shares, label=self.tr("off by"),
            facecolor="none", edgecolor=table.warn, linewidth=0.6, hatch="////",
        )  # fmt: skip
        axes.plot([0, 1], [0, 1], "--", color=table.faint, linewidth=1.2, label=self.tr("an honest network"))
        if self._before is not None:
            earlier = [one for one in self._before.bins if one.count >= FEW]
            axes.plot(
                [one.confidence for one in earlier], [one.share for one in earlier], ":s", color=table.bar,
                markersize=5, linewidth=1.2, fillstyle="none", label=self.tr("without the temperature"),
            )  # fmt: skip
        self._draw_points(axes, table, many, [one for one in filled if one.count < FEW])
        axes.legend(
            loc="upper left", fontsize=8, facecolor=table.card, edgecolor="none", framealpha=0.85, borderpad=0.2,
            labelcolor=table.text, labelspacing=0.3,
        )  # fmt: skip
        axes.set(xlim=(0, 1), ylim=(0, 1.02), xticks=_ticks(BINS))
        axes.set_xticklabels([])
        axes.set_yticks(_ticks(5), [f"{100 * tick:.0f} %" for tick in _ticks(5)])

    def _draw_points(self, axes: Any, table: Colors, many: list[ConfidenceBin], few: list[ConfidenceBin]) -> None:
        """Shares with their uncertainty: joined where many answers stand behind them, hollow where few do."""
        for bins, look, label in (
            (many, {"fmt": "-o", "color": table.accent, "elinewidth": 1.2}, self.tr("right, with 95 % certainty")),
            (few, {"fmt": "o", "color": table.faint, "elinewidth": 0.7, "fillstyle": "none"}, self.tr("few answers")),
        ):
            if not bins:
                continue
            ranges = [accuracy_range(one.right, one.count) for one in bins]
            below = [one.share - low for one, (low, _) in zip(bins, ranges, strict=True)]
            above = [high - one.share for one, (_, high) in zip(bins, ranges, strict=True)]
            axes.errorbar(
                [one.confidence for one in bins], [one.share for one in bins], [below, above],
                markersize=4.5, linewidth=1.4, capsize=3, label=label, **look,
            )  # fmt: skip

    def _draw_counts(self, axes: Any, table: Colors, shown: Reliability) -> None:
        style_axes(axes, table, x=self.tr("how sure the network is of its answer"), y=self.tr("answers"), grid=False)
        largest = max(one.count for one in shown.bins)
        for one in shown.bins:
            if one.count:
                axes.bar((one.low + one.high) / 2, one.count, 0.9 * _WIDTH, color=table.bar, linewidth=0)
                place = (one.low + one.high) / 2, one.count + 0.04 * largest
                axes.text(*place, grouped(one.count), ha="center", va="bottom", fontsize=8, color=table.faint)
        ticks = _ticks(BINS if self.width() >= _WIDE else BINS // 2)
        axes.set(xlim=(0, 1), ylim=(0, 1.45 * largest), yticks=[])
        axes.set_xticks(ticks, [f"{100 * tick:.0f} %" for tick in ticks])

    def column(self, place: int) -> QRect:
        """Where the bar `place` stands, with its count: in logical pixels."""
        width = self.width() - _LEFT - _RIGHT
        left, right = (_LEFT + round(width * edge / BINS) for edge in (place, place + 1))
        return QRect(left, _TOP, right - left, self.height() - _TOP - _BOTTOM)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._shown is not None and self._chosen >= 0:
            painter = QPainter(self)
            painter.setPen(QPen(QColor(colors().accent), 2))
            painter.drawRoundedRect(self.column(self._chosen).adjusted(1, 0, -1, 0), 3, 3)
            painter.end()

    # --- what the user does -------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key
        filled = self._filled()
        if event.key() in (key.Key_Return, key.Key_Enter, key.Key_Space) and self._chosen in filled:
            self.bin_opened.emit(self._chosen)
        elif event.key() in (key.Key_Left, key.Key_Right, key.Key_Home, key.Key_End) and filled:
            place = filled.index(self._chosen) if self._chosen in filled else 0
            steps = {key.Key_Left: place - 1, key.Key_Right: place + 1, key.Key_Home: 0}
            self._choose(filled[max(0, min(steps.get(key(event.key()), len(filled) - 1), len(filled) - 1))])
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._bin_at(event.position().x()) >= 0
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._bin_at(event.position().x())
        if event.button() == Qt.MouseButton.LeftButton and place >= 0:
            self._choose(place)
            self.bin_opened.emit(place)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._bin_at(event.pos().x())
            text = self.bin_text(place) if place >= 0 else self.toolTip()
            QToolTip.showText(event.globalPos(), plain_tip(text), self)
            return True
        return super().event(event)

    def _choose(self, place: int) -> None:
        if place != self._chosen:
            self._chosen = place
            self.setAccessibleDescription(f"{self.bin_text(place)} {self.sentence()}")
            self.update()
            self.bin_chosen.emit(place)

    def _filled(self) -> list[int]:
        return [place for place, one in enumerate(self._shown.bins) if one.count] if self._shown else []

    def _bin_at(self, x: float) -> int:
        """-1 where there is no bar."""
        inside = (place for place in self._filled() if self.column(place).left() <= x <= self.column(place).right())
        return next(inside, -1)

    # --- words --------------------------------------------------------------------------------------------------------

    def name(self) -> str:
        return self.tr("Is 90 % really 90 %?")

    def bin_text(self, place: int) -> str:
        """What a bar says."""
        one = self._bin(place)
        if one is None or not one.count:
            return ""
        low, high = accuracy_range(one.right, one.count)
        text = self.tr(
            "{low} to {high} sure: {count} answers, on average {promised} sure, {kept} right "
            "(between {least} and {most} with 95 % certainty)."
        )
        return text.format(
            low=f"{100 * one.low:.0f}",
            high=percent(one.high, digits=0),
            count=grouped(one.count),
            promised=percent(one.confidence),
            kept=percent(one.share),
            least=percent(low),
            most=percent(high),
        )

    def _bin(self, place: int) -> ConfidenceBin | None:
        return self._shown.bins[place] if self._shown is not None and 0 <= place < BINS else None

    def sentence(self) -> str:
        if self._shown is None:
            return ""
        one = self._shown.bins[self._shown.telling()]
        example = self.tr("Of 100 answers that are about {sure} sure, {right} are right.")
        ends = {
            Promise.KEPT: self.tr("On the whole this network keeps what it promises."),
            Promise.TOO_MUCH: self.tr("On the whole this network promises too much."),
            Promise.TOO_LITTLE: self.tr("On the whole this network promises too little."),
        }
        said = example.format(sure=percent(one.confidence, digits=0), right=f"{100 * one.share:.0f}")
        return f"{said} {ends[self._shown.promise()]}"

    def cells(self) -> Cells:
        header = [
            self.tr("surer than, %"), self.tr("up to, %"), self.tr("answers"), self.tr("right"),
            self.tr("mean confidence"), self.tr("share right"), self.tr("at least"), self.tr("at most"),
        ]  # fmt: skip
        rows = []
        for one in self._shown.bins if self._shown else ():
            low, high = accuracy_range(one.right, one.count) if one.count else (0.0, 1.0)
            rows.append([
                f"{100 * one.low:.0f}", f"{100 * one.high:.0f}", str(one.count), str(one.right),
                *(f"{value:.4f}" if one.count else "" for value in (one.confidence, one.share, low, high)),
            ])  # fmt: skip
        return [header, *rows]


def percent(share: float, *, digits: int = 1) -> str:
    """0.8731 as "87.3 %", which no line break parts."""
    return f"{100 * share:.{digits}f}\u00a0%"


def _ticks(steps: int) -> list[float]:
    return [step / steps for step in range(steps + 1)]
