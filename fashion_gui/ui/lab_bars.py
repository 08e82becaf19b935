"""How many pictures of each class are recognised under a disturbance, beside the undisturbed ones."""

import math
from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from fashion_gui.core.labels import CLASS_COUNT
from fashion_gui.ui.exports import Cells, Exports
from fashion_gui.ui.language import Translated, name_of
from fashion_gui.ui.theme import colors

Shares = npt.NDArray[np.float64]

_ROW: Final = 21  # logical pixels at most, and at least
_LOW_ROW: Final = 15
_GAP: Final = 8


class ClassBars(Translated):
    """Ten bars; a line across each is where it ends without the disturbance."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMaximumHeight(_ROW * CLASS_COUNT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._now: Shares | None = None
        self._before: Shares | None = None
        self.exports = Exports(self, name=self.name, cells=self.cells)
        self.retranslate()

    def show_shares(self, now: Shares | None, before: Shares | None) -> None:
        """Shares (10,) in 0..1, nan for a class without pictures; None where they are not known yet."""
        self._now, self._before = now, before
        self._describe()
        self.update()

    def name(self) -> str:
        """What it shows."""
        return self.tr("Recognised of each class")

    def cells(self) -> Cells:
        """The numbers."""
        columns = [
            [""] * CLASS_COUNT if shares is None else [f"{share:.4f}" for share in shares]
            for shares in (self._now, self._before)
        ]
        rows = [[name_of(label), *(column[label] for column in columns)] for label in range(CLASS_COUNT)]
        return [[self.tr("class"), self.tr("now"), self.tr("undisturbed")], *rows]

    def retranslate(self) -> None:
        """The texts for screen readers and the tooltip."""
        self.setAccessibleName(self.name())
        self.setToolTip(
            self.tr("The share of each class's test pictures that is answered rightly. The line: without disturbance.")
        )
        self._describe()
        self.update()

    def _describe(self) -> None:
        if self._now is None:
            self.setAccessibleDescription("")
        else:
            self.setAccessibleDescription(
                ", ".join(f"{name_of(label)} {_percent(self._now[label])}" for label in range(CLASS_COUNT))
            )

    def sizeHint(self) -> QSize:
        return QSize(300, _ROW * CLASS_COUNT)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, _LOW_ROW * CLASS_COUNT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(self.font())
        name_width = max(metrics.horizontalAdvance(name_of(label)) for label in range(CLASS_COUNT)) + _GAP
        number_width = metrics.horizontalAdvance("100\u00a0%") + _GAP
        height = self.height() / CLASS_COUNT
        for label in range(CLASS_COUNT):
            row = QRectF(0, label * height, self.width(), height)
            self._paint_row(painter, row, label, name_width, number_width)
        if self.hasFocus():
            painter.setPen(QColor(colors().accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _paint_row(self, painter: QPainter, row: QRectF, label: int, name_width: float, number_width: float) -> None:
        table = colors()
        painter.setPen(QColor(table.text))
        painter.drawText(row.adjusted(2, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, name_of(label))
        track = QRectF(name_width, row.center().y() - 4, row.width() - name_width - number_width, 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(table.track))
        painter.drawRoundedRect(track, 4, 4)
        now = math.nan if self._now is None else float(self._now[label])
        before = math.nan if self._before is None else float(self._before[label])
        if now > 0.002:
            painter.setBrush(QColor(table.accent))
            filled = QRectF(track.left(), track.top(), max(track.width() * now, 2.0), track.height())
            painter.drawRoundedRect(filled, min(4.0, filled.width() / 2), 4)
        if not math.isnan(before):
            painter.setPen(QPen(QColor(table.text), 2))
            across = track.left() + track.width() * before
            painter.drawLine(round(across), round(track.top() - 3), round(across), round(track.bottom() + 3))
        if not math.isnan(now):
            painter.setPen(QColor(table.faint))
            number = QRectF(track.right(), row.top(), number_width - 2, row.height())
            painter.drawText(number, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, _percent(now))


def _percent(share: float) -> str:
    return "—" if math.isnan(share) else f"{100 * share:.0f}\u00a0%"
