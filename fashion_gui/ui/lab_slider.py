"""One slider of the break-it lab."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSlider, QStyle, QWidget

from fashion_gui.core.disturbance import RANGES, UNCHANGED
from fashion_gui.ui.theme import colors, mix

_HANDLE: Final = 8  # logical pixels: half of what the handle is wide
_GROOVE: Final = 4


class LabSlider(QSlider):
    """Stands for a field of `Disturbance`; filled from where it rests, which is marked, to where it is."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        low, high, step = RANGES[name]
        self._low, self._step = low, step
        self._rest = float(getattr(UNCHANGED, name))
        self.setRange(0, round((high - low) / step))
        self.setPageStep(max(1, self.maximum() // 10))
        self.setMinimumWidth(90)
        self.set_number(self._rest)

    def number(self) -> float:
        """The field's value."""
        return round(self._low + self.value() * self._step, 6)

    def set_number(self, number: float) -> None:
        """Move to the nearest place."""
        self.setValue(self._place(number))

    def sizeHint(self) -> QSize:
        return QSize(160, 2 * _HANDLE + 4)

    def _place(self, number: float) -> int:
        return round((number - self._low) / self._step)

    # --- moving ------------------------------------------------------------------------------------------------------

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
        self.setValue(QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), place.x() - _HANDLE, span))

    # --- painting ----------------------------------------------------------------------------------------------------

    def _x(self, place: int) -> int:
        span = self.width() - 2 * _HANDLE
        return _HANDLE + QStyle.sliderPositionFromValue(self.minimum(), self.maximum(), place, span)

    def paintEvent(self, _event: QPaintEvent) -> None:
        table, painter = colors(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle, here, rest = self.height() // 2, self._x(self.value()), self._x(self._place(self._rest))
        left, right = self._x(self.minimum()), self._x(self.maximum())
        groove = QRect(left, middle - _GROOVE // 2, right - left, _GROOVE)
        painter.setBrush(QColor(table.track))
        painter.drawRoundedRect(groove, 2, 2)
        painter.setBrush(QColor(table.faint))
        painter.drawRect(QRect(rest, middle - 6, 1, 12))
        painter.setBrush(mix(table.accent if self.isEnabled() else table.border, table.card, 0.55))
        painter.drawRoundedRect(QRect(min(here, rest), groove.top(), abs(here - rest), _GROOVE), 2, 2)
        painter.setPen(QColor(table.text if self.hasFocus() else table.card))
        painter.setBrush(QColor(table.accent if self.isEnabled() else table.border))
        painter.drawEllipse(QPoint(here, middle), _HANDLE - 1, _HANDLE - 1)
        painter.end()
