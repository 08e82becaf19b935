"""Ten bars, one a class."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fashion_gui.core.labels import CLASS_COUNT
from fashion_gui.ui.language import Translated, name_of
from fashion_gui.ui.theme import colors

_ROW = 21  # logical pixels
_GAP = 8


class ProbabilityBars(Translated):
    """The ten outputs of the network for one picture, as bars and as numbers; the largest stands out.

    `decimals` is how many digits stand after the point of a percentage.  `sort` puts the largest first; otherwise the
    dataset's order is kept.
    """

    def __init__(self, *, sort: bool, decimals: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sort = sort
        self._decimals = decimals
        self._values: npt.NDArray[np.float32] | None = None
        self._right: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate()

    def show_values(self, values: npt.NDArray[np.float32] | None, *, right: int | None = None) -> None:
        """Probabilities float32 (10,), or None for no answer yet; `right` is the right class where it is known."""
        self._values = None if values is None else np.asarray(values, np.float32).reshape(CLASS_COUNT)
        self._right = right
        self.retranslate()

    def values(self) -> npt.NDArray[np.float32] | None:
        """What is shown."""
        return self._values

    def order(self) -> list[int]:
        """The labels from top to bottom."""
        if self._values is None or not self._sort:
            return list(range(CLASS_COUNT))
        return [int(label) for label in np.argsort(-self._values, kind="stable")]

    def retranslate(self) -> None:
        """The accessible description says what the bars show."""
        if self._values is None:
            self.setAccessibleDescription("")
        else:
            parts = (f"{name_of(label)} {self._percent(label)}" for label in self.order())
            self.setAccessibleDescription(", ".join(parts))
        self.setAccessibleName(self.tr("Probabilities of the ten classes"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, _ROW * CLASS_COUNT)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, _ROW * CLASS_COUNT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(self._bold())
        name_width = max(metrics.horizontalAdvance(name_of(label)) for label in range(CLASS_COUNT)) + _GAP
        number_width = metrics.horizontalAdvance(f"{100:.{self._decimals}f}\u00a0%") + _GAP
        for row, label in enumerate(self.order()):
            self._paint_row(painter, row, label, name_width, number_width)
        painter.end()

    def _paint_row(self, painter: QPainter, row: int, label: int, name_width: float, number_width: float) -> None:
        table = colors()
        top = row * _ROW
        value = None if self._values is None else float(self._values[label])
        first = self._values is not None and label == int(self._values.argmax())
        painter.setFont(self._bold() if first else self.font())
        painter.setPen(QColor(table.good if label == self._right else table.text))
        painter.drawText(QRectF(0, top, name_width, _ROW), Qt.AlignmentFlag.AlignVCenter, name_of(label))
        track = QRectF(name_width, top + _ROW / 2 - 4, self.width() - name_width - number_width, 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(table.track))
        painter.drawRoundedRect(track, 4, 4)
        if value is None:
            return
        if value > 0.004:
            painter.setBrush(QColor(table.accent if first else table.bar))
            filled = QRectF(track.left(), track.top(), max(track.width() * value, 2.0), track.height())
            painter.drawRoundedRect(filled, min(4.0, filled.width() / 2), 4)
        painter.setPen(QColor(table.text if first else table.faint))
        number = QRectF(track.right(), top, number_width, _ROW)
        painter.drawText(number, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._percent(label))

    def _percent(self, label: int) -> str:
        assert self._values is not None
        return f"{100 * float(self._values[label]):.{self._decimals}f}\u00a0%"

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font
