"""This network's accuracy beside that of people, of the course report and of published methods."""

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from fashion_gui.core.reference_scores import REFERENCES
from fashion_gui.core.scores import Estimate
from fashion_gui.ui.exports import Cells, Exports
from fashion_gui.ui.language import Translated
from fashion_gui.ui.plain_text import plain_tip
from fashion_gui.ui.theme import colors, scaled_font

_ROW: Final = 14  # logical pixels, at least
_ROOMY: Final = 21  # and at most
_PAD: Final = 8
_LEAST: Final = 0.8  # where the scale begins, unless the network is worse
_OWN: Final = -1  # the row of this network; the others are places in REFERENCES


class AccuracyScale(Translated):
    """A line for each, the least accurate on top; whiskers show the range of 95 %.  Tooltips name the sources.

    The up and down arrow keys go through the lines, for screen readers.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own: Estimate | None = None
        self._line = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMaximumHeight(_ROOMY * (len(REFERENCES) + 1))
        self.exports = Exports(self, name=self.name, cells=self.cells)
        self.retranslate()

    def show_accuracy(self, own: Estimate | None) -> None:
        """That of this network on the test set, None where it is not known."""
        self._own = own
        self._tell()

    def rows(self) -> list[int]:
        """From top to bottom: places in REFERENCES, and -1 for this network."""
        order = list(range(len(REFERENCES)))
        if self._own is not None:
            order.insert(sum(reference.accuracy < self._own.value for reference in REFERENCES), _OWN)
        return order

    def name(self) -> str:
        """What it shows, as a title."""
        return self.tr("How good is that?")

    def cells(self) -> Cells:
        """The numbers as a table, with sources."""
        head = [self.tr("who"), self.tr("accuracy"), self.tr("from"), self.tr("to"), self.tr("source")]
        rows = []
        for row in self.rows():
            estimate = self._estimate(row)
            figures = [f"{value:.4f}" for value in (estimate.value, estimate.low, estimate.high)]
            rows.append([self.row_name(row), *figures, "" if row == _OWN else REFERENCES[row].source])
        return [head, *rows]

    def row_name(self, row: int) -> str:
        """Who is meant by a number of `rows`."""
        if row == _OWN:
            return self.tr("this network")
        return {
            "people": self.tr("people"),
            "course_report": self.tr("the course report"),
            "similar_network": self.tr("a similar network"),
            "support_vectors": self.tr("support vectors"),
            "two_convolutions": self.tr("2 convolutions"),
            "wide_residual": self.tr("wide ResNet"),
        }[REFERENCES[row].code]

    def row_hint(self, row: int) -> str:
        """The line in words: what it is, its accuracy, and where that is written."""
        estimate = self._estimate(row)
        percent, low, high = (f"{100 * value:.1f}" for value in (estimate.value, estimate.low, estimate.high))
        if row == _OWN:
            text = self.tr("This network: {percent} % right, between {low} and {high} % (95 % sure).")
            return text.format(percent=percent, low=low, high=high)
        about = self._about()[REFERENCES[row].code]
        text = self.tr("{about}: {percent} %, between {low} and {high} % (95 % sure).\nSource: {source}")
        return text.format(about=about, percent=percent, low=low, high=high, source=REFERENCES[row].source)

    def _about(self) -> dict[str, str]:
        return {
            "people": self.tr("People without expertise in fashion, 1000 pictures; the majority of three counts"),
            "course_report": self.tr("The course's network, 784-256-128-10, in the report"),
            "similar_network": self.tr("A dense network 784-256-128-100-10 with dropout, the mean of 30 trainings"),
            "support_vectors": self.tr("The best classic method of the benchmark: support vectors with RBF kernel"),
            "two_convolutions": self.tr("A small convolutional network with augmentation, the mean of 5 trainings"),
            "wide_residual": self.tr("WRN-28-10 with Random Erasing: 28 layers, 36 million parameters"),
        }

    # --- geometry -----------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(360, _ROOMY * (len(REFERENCES) + 1))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, _ROW * (len(REFERENCES) + 1))

    def row_rect(self, place: int) -> QRect:
        """Where the line `place`, counted from the top, stands."""
        height = min(self.height() // (len(REFERENCES) + 1), _ROOMY)
        return QRect(0, place * height, self.width(), height)

    def _estimate(self, row: int) -> Estimate:
        if row != _OWN:
            return REFERENCES[row].estimate()
        assert self._own is not None
        return self._own

    # --- painting -----------------------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bold = QFont(scaled_font(self.font(), 0.9))
        bold.setBold(True)
        metrics = QFontMetrics(bold)
        names = max(metrics.horizontalAdvance(self.row_name(row)) for row in (*range(len(REFERENCES)), _OWN)) + _PAD
        numbers = metrics.horizontalAdvance("100.0 %") + _PAD
        scale = QRectF(names, 0, max(self.width() - names - numbers - _PAD, 20), self.height())
        for place, row in enumerate(self.rows()):
            painter.setFont(bold if row == _OWN else scaled_font(self.font(), 0.9))
            self._paint_row(painter, row, self.row_rect(place), scale)
        if self.hasFocus() and self._line < len(self.rows()):
            painter.setPen(QPen(QColor(colors().accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.row_rect(self._line).adjusted(0, 0, -1, -1), 4, 4)
        painter.end()

    def _paint_row(self, painter: QPainter, row: int, rect: QRect, scale: QRectF) -> None:
        table, flags, own = colors(), Qt.AlignmentFlag, row == _OWN
        estimate, middle = self._estimate(row), rect.top() + rect.height() / 2
        painter.setPen(QColor(table.text if own else table.faint))
        painter.drawText(rect.adjusted(4, 0, 0, 0), flags.AlignLeft | flags.AlignVCenter, self.row_name(row))
        number = f"{100 * estimate.value:.1f} %"
        painter.drawText(rect.adjusted(0, 0, -4, 0), flags.AlignRight | flags.AlignVCenter, number)
        painter.setPen(QPen(QColor(table.track), 2))
        painter.drawLine(QPointF(scale.left(), middle), QPointF(scale.right(), middle))
        color = QColor(table.accent if own else table.bar)
        painter.setPen(QPen(color, 2))
        ends = [QPointF(self._place(value, scale), middle) for value in (estimate.low, estimate.high)]
        painter.drawLine(*ends)
        for end in ends:
            painter.drawLine(end - QPointF(0, 3), end + QPointF(0, 3))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        radius = 4.5 if own else 3
        painter.drawEllipse(QPointF(self._place(estimate.value, scale), middle), radius, radius)

    def _place(self, accuracy: float, scale: QRectF) -> float:
        least = _LEAST if self._own is None else min(_LEAST, self._own.low)
        return scale.left() + scale.width() * min(max((accuracy - least) / (1 - least), 0), 1)

    # --- mouse and keyboard -------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self._line = min(max(self._line + step, 0), len(self.rows()) - 1)
        self._tell()
        hint = plain_tip(self.row_hint(self.rows()[self._line]))
        QToolTip.showText(self.mapToGlobal(self.row_rect(self._line).bottomLeft() + QPoint(8, 4)), hint, self)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            rows = self.rows()
            hit = [row for place, row in enumerate(rows) if self.row_rect(place).contains(event.pos())]
            QToolTip.showText(event.globalPos(), plain_tip(self.row_hint(hit[0])) if hit else "", self)
            return True
        return super().event(event)

    def _tell(self) -> None:
        rows = self.rows()
        self.setAccessibleDescription(self.row_hint(rows[min(self._line, len(rows) - 1)]))
        self.update()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.setAccessibleName(self.tr("Accuracy beside that of others; arrow keys go through the lines"))
        self._tell()
