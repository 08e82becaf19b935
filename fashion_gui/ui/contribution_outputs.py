"""The ten outputs of the last layer and the probabilities that softmax makes of them, one class to be chosen."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from fashion_gui.core.labels import CLASS_COUNT
from fashion_gui.ui.contribution_sums import Account, signed
from fashion_gui.ui.exports import Cells, Exports
from fashion_gui.ui.language import Translated, name_of
from fashion_gui.ui.theme import colors, scaled_font

_ROW: Final = 20  # logical pixels
_HEAD: Final = 17
_GAP: Final = 8
_RIGHT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class OutputList(Translated):
    """Ten rows: class, output as a bar to the left or right of 0 and as a number, probability.

    A click or the arrow keys choose a class.
    """

    class_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._account: Account | None = None
        self._chosen, self._against = 0, -1
        self._right: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.exports = Exports(self, name=self.name, cells=self.cells)
        self.retranslate()

    def show_account(self, account: Account | None, *, chosen: int, against: int | None, right: int | None) -> None:
        """`chosen` is marked, `against` the class that it is compared with, `right` the right one where known."""
        self._account, self._chosen = account, chosen
        self._against, self._right = -1 if against is None else against, right
        self.retranslate()

    def chosen(self) -> int:
        """The class that is marked."""
        return self._chosen

    def name(self) -> str:
        """As a title."""
        return self.tr("The ten outputs")

    def cells(self) -> Cells:
        """Class, output and probability."""
        rows = [[self.tr("class"), self._output_word(), self.tr("probability")]]
        if self._account is not None:
            probabilities = self._account.probabilities().tolist()
            for label, output in enumerate(self._account.outputs.tolist()):
                rows.append([name_of(label), f"{output:.6g}", f"{probabilities[label]:.6g}"])
        return rows

    def retranslate(self) -> None:
        """All texts."""
        self.setAccessibleName(self.name())
        tip = self.tr(
            "Output: the sum that a neuron of the last layer has made. Softmax makes probabilities of the ten: "
            "e to the power of each, divided by the sum of all ten. Choose a class to see what speaks for it."
        )
        if self._account is not None and not self._account.logits:
            tip = self.tr(
                "The answer is a mean of several, which has no outputs of its own: shown are the logarithms of the "
                "probabilities. Choose a class to see what speaks for it."
            )
        self.setToolTip(tip)
        spoken = ""
        if self._account is not None:
            text = self.tr("{name}: output {output}, probability {share}")
            spoken = text.format(
                name=name_of(self._chosen), output=self._number(self._chosen), share=self._share(self._chosen)
            )
        self.setAccessibleDescription(spoken)
        self.update()

    # --- mouse and keys -----------------------------------------------------------------------------------------------

    def _choose(self, label: int) -> None:
        if self._account is not None and 0 <= label < CLASS_COUNT and label != self._chosen:
            self.class_chosen.emit(label)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and event.position().y() >= _HEAD:
            self._choose(int(event.position().y() - _HEAD) // _ROW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key
        moves: dict[int, int] = {
            key.Key_Up: self._chosen - 1,
            key.Key_Down: self._chosen + 1,
            key.Key_Home: 0,
            key.Key_End: CLASS_COUNT - 1,
        }
        if event.key() in moves and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._choose(moves[event.key()])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # --- painting -----------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(300, _HEAD + _ROW * CLASS_COUNT + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(230, _HEAD + _ROW * CLASS_COUNT + 2)

    def _number(self, label: int) -> str:
        assert self._account is not None
        return signed(float(self._account.outputs[label]))

    def _share(self, label: int) -> str:
        assert self._account is not None
        return f"{100 * float(self._account.probabilities()[label]):.1f}\u00a0%"

    def _output_word(self) -> str:
        logits = self._account is None or self._account.logits
        return self.tr("output") if logits else self.tr("logarithm")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(self._bold())
        names = max(metrics.horizontalAdvance(name_of(label)) for label in range(CLASS_COUNT)) + 2 * _GAP
        small = QFontMetricsF(scaled_font(self.font(), 0.84))
        number = max(metrics.horizontalAdvance("−00.00"), small.horizontalAdvance(self._output_word())) + _GAP
        share = max(metrics.horizontalAdvance("100.0\u00a0%"), small.horizontalAdvance(self.tr("softmax"))) + _GAP
        bar = max(self.width() - names - number - share - _GAP, 20.0)
        self._paint_head(painter, names + bar, number, share)
        for label in range(CLASS_COUNT):
            self._paint_row(painter, label, (names, bar, number, share))
        if self.hasFocus():
            painter.setPen(QPen(QColor(colors().accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(0.5, 0.5, self.width() - 1, self.height() - 1), 4, 4)
        painter.end()

    def _paint_head(self, painter: QPainter, left: float, number: float, share: float) -> None:
        painter.setFont(scaled_font(self.font(), 0.84))
        painter.setPen(QColor(colors().faint))
        painter.drawText(QRectF(left, 0, number, _HEAD), _RIGHT, self._output_word())
        painter.drawText(QRectF(left + number, 0, share, _HEAD), _RIGHT, self.tr("softmax"))

    def _paint_row(self, painter: QPainter, label: int, widths: tuple[float, float, float, float]) -> None:
        table, top = colors(), _HEAD + label * _ROW
        names, bar, number, share = widths
        if label == self._chosen and self._account is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(table.tint))
            painter.drawRoundedRect(QRectF(1, top, self.width() - 2, _ROW), 4, 4)
        given = self._account is not None and label == self._account.given()
        painter.setFont(self._bold() if given else self.font())
        painter.setPen(QColor(table.good if label == self._right else table.text))
        mark = "+" if label == self._chosen else "−" if label == self._against else ""
        if self._account is not None:
            painter.drawText(QRectF(3, top, _GAP, _ROW), Qt.AlignmentFlag.AlignVCenter, mark)
        painter.drawText(QRectF(2 * _GAP - 2, top, names, _ROW), Qt.AlignmentFlag.AlignVCenter, name_of(label))
        if self._account is None:
            return
        self._paint_bar(painter, label, QRectF(names, top + 6, bar, _ROW - 12), given)
        painter.setPen(QColor(table.text if given else table.faint))
        painter.drawText(QRectF(names + bar, top, number, _ROW), _RIGHT, self._number(label))
        painter.drawText(QRectF(names + bar + number, top, share, _ROW), _RIGHT, self._share(label))

    def _paint_bar(self, painter: QPainter, label: int, track: QRectF, given: bool) -> None:
        """From 0, which all ten have at the same place, to the output."""
        assert self._account is not None
        table, outputs = colors(), self._account.outputs
        low, high = min(float(outputs.min()), 0.0), max(float(outputs.max()), 0.0)
        scale = track.width() / max(high - low, 1e-9)
        zero, end = track.left() - low * scale, track.left() + (float(outputs[label]) - low) * scale
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(table.accent if given else table.bar))
        painter.drawRoundedRect(QRectF(min(zero, end), track.top(), max(abs(end - zero), 1.5), track.height()), 2, 2)
        painter.setPen(QPen(QColor(table.border), 1))
        painter.drawLine(int(zero), int(track.top()) - 6, int(zero), int(track.bottom()) + 6)

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font
