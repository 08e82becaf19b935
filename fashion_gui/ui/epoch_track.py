"""The slider's track: ticks at round epochs, a mark at the best one, and only epochs whose weights are kept."""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QSlider, QStyle, QWidget

from fashion_gui.ui.theme import colors, mix

_HANDLE: Final = 7  # logical pixels: half of its width
_GROOVE: Final = 4  # logical pixels high
_TICK_ROOM: Final = 5  # logical pixels: closer ticks are a smear
_MARK: Final = 4  # half of the mark's width


class EpochTrack(QSlider):
    """Values are epochs, 0 the untrained network; `stops` are those that can be chosen.

    Keys step from stop to stop; a click goes to where it is, a drag to the nearest stop.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._stops: Sequence[int] = (0,)
        self._best = 0
        self.setRange(0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.actionTriggered.connect(self._on_action)

    def set_stops(self, stops: Collection[int], *, best: int) -> None:
        """The epochs that can be chosen, and the one that is marked (0: none).  The value stays, if it can."""
        self._stops, self._best = sorted(stops) or [0], best
        self.setRange(self._stops[0], self._stops[-1])
        page = max(len(self._stops) // 10, 1)
        self.setPageStep(page)
        self.setValue(self.nearest(self.value()))
        self.update()

    def stops(self) -> Sequence[int]:
        """The epochs that can be chosen, ascending."""
        return self._stops

    def nearest(self, epoch: int) -> int:
        """The stop nearest to `epoch`, of two the later."""
        return min(reversed(self._stops), key=lambda stop: abs(stop - epoch))

    def sizeHint(self) -> QSize:
        return QSize(120, 24)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 24)

    # --- keys and mouse ----------------------------------------------------------------------------------------------

    @Slot()
    def _on_action(self) -> None:
        """Qt has moved the position by the keys or the wheel: it is to be so many stops, not epochs."""
        wished = self.sliderPosition()
        if wished in (self.minimum(), self.maximum()):
            return  # both are stops
        place = bisect_left(self._stops, self.value()) + wished - self.value()
        self.setSliderPosition(self._stops[min(max(place, 0), len(self._stops) - 1)])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        event.accept()
        self.setSliderDown(True)
        self._drag_to(event.position().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._drag_to(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.isSliderDown():
            event.accept()
            self.setSliderDown(False)

    def _drag_to(self, place: QPoint) -> None:
        span = self.width() - 2 * _HANDLE
        epoch = QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), place.x() - _HANDLE, span)
        self.setValue(self.nearest(epoch))

    # --- painting ----------------------------------------------------------------------------------------------------

    def _x(self, epoch: int) -> int:
        span = self.width() - 2 * _HANDLE
        return _HANDLE + QStyle.sliderPositionFromValue(self.minimum(), self.maximum(), epoch, span)

    def paintEvent(self, _event: QPaintEvent) -> None:
        table, painter = colors(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle, here = self.height() // 2 - 2, self._x(self.value())
        left, right = self._x(self.minimum()), self._x(self.maximum())
        groove = QRect(left, middle - _GROOVE // 2, right - left, _GROOVE)
        painter.setBrush(QColor(table.track))
        painter.drawRoundedRect(groove, 2, 2)
        if self.isEnabled():
            painter.setBrush(mix(table.accent, table.card, 0.55))
            painter.drawRoundedRect(QRect(left, groove.top(), here - left, _GROOVE), 2, 2)
        self._paint_ticks(painter, middle + _HANDLE + 1)
        if self._best:
            self._paint_best(painter, groove.top() - 1)
        painter.setPen(QColor(table.text if self.hasFocus() else table.card))
        painter.setBrush(QColor(table.accent if self.isEnabled() else table.border))
        painter.drawEllipse(QPoint(here, middle), _HANDLE - 1, _HANDLE - 1)
        painter.end()

    def _paint_ticks(self, painter: QPainter, top: int) -> None:
        """At each stop; where they are too close, at those that are multiples of 5, 10, 50, 100, ..."""
        painter.setBrush(QColor(colors().faint))
        for every in (1, 5, 10, 50, 100, 500, 1000, 5000):
            shown = [stop for stop in self._stops if stop % every == 0]
            if len(shown) * _TICK_ROOM <= self.width():
                break
        for stop in shown:
            painter.drawRect(QRect(self._x(stop), top, 1, 3))

    def _paint_best(self, painter: QPainter, bottom: int) -> None:
        """A little triangle that points at the epoch."""
        x = self._x(self._best) + 0.5
        painter.setBrush(QColor(colors().good))
        points = QPointF(x - _MARK, bottom - _MARK - 1), QPointF(x + _MARK, bottom - _MARK - 1), QPointF(x, bottom)
        painter.drawPolygon(QPolygonF(list(points)))
