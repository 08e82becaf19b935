"""An activation as a curve, with the total of one neuron on it."""

import math
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from fashion_gui.ui.inside_numbers import plain
from fashion_gui.ui.language import Translated
from fashion_gui.ui.theme import colors

_CURVES: Final[dict[str, Callable[[float], float]]] = {
    "relu": lambda total: max(total, 0.0),
    "tanh": math.tanh,
    "sigmoid": lambda total: (1 + math.tanh(total / 2)) / 2,
    "linear": lambda total: total,
}
_STEPS: Final = 80
_EDGE: Final = 10  # logical pixels
_LEAST: Final = 3.0  # the totals go at least so far to both sides


class ActivationCurve(Translated):
    """Total from left to right, output upwards; a dot is this neuron."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._activation, self._total, self._output = "linear", 0.0, 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 40)
        self.setMaximumHeight(190)
        self.retranslate()

    @staticmethod
    def has_curve(activation: str) -> bool:
        """Whether the output depends on the neuron's own total alone."""
        return activation in _CURVES

    def show_total(self, activation: str, total: float, output: float) -> None:
        """Raises KeyError for an activation that `has_curve` denies."""
        assert activation in _CURVES
        self._activation, self._total, self._output = activation, total, output
        self.retranslate()

    def sizeHint(self) -> QSize:
        return QSize(240, 150)

    def retranslate(self) -> None:
        """What a screen reader says, and the tooltip."""
        self.setAccessibleName(self.tr("Curve of the activation"))
        text = self.tr("{activation}: the total {total} becomes {output}").format(
            activation="ReLU" if self._activation == "relu" else self._activation,
            total=plain(self._total),
            output=plain(self._output),
        )
        self.setAccessibleDescription(text)
        self.setToolTip(text)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        table, area = colors(), QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        curve = _CURVES[self._activation]
        reach = max(_LEAST, 1.25 * abs(self._total))
        low, high = curve(-reach), curve(reach)
        low -= 0.12 * (high - low)

        def at(total: float, output: float) -> QPointF:
            x = area.left() + (total + reach) / (2 * reach) * area.width()
            return QPointF(x, area.bottom() - (output - low) / (high - low) * area.height())

        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(table.border), 1))
        painter.drawLine(at(-reach, 0), at(reach, 0))
        painter.drawLine(at(0, low), at(0, high))
        totals = [-reach + 2 * reach * step / _STEPS for step in range(_STEPS + 1)]
        painter.setPen(QPen(QColor(table.accent), 2))
        painter.drawPolyline(QPolygonF([at(total, curve(total)) for total in totals]))
        dot = at(self._total, self._output)
        painter.setPen(QPen(QColor(table.second), 1, Qt.PenStyle.DashLine))
        painter.drawLine(at(self._total, 0), dot)
        painter.drawLine(at(0, self._output), dot)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(table.second))
        painter.drawEllipse(dot, 4, 4)
        self._label(painter, area, at)
        painter.end()

    def _label(self, painter: QPainter, area: QRectF, at: Callable[[float, float], QPointF]) -> None:
        """The names of the axes, where the curve never is."""
        painter.setPen(QColor(colors().faint))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        below = QRectF(area.left(), area.top(), area.width(), area.height() + _EDGE)
        painter.drawText(below, right, self.tr("total"))
        left = QRectF(area.left(), area.top() - 4, at(0, 0).x() - area.left() - 5, area.height())
        painter.drawText(left, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, self.tr("output"))
