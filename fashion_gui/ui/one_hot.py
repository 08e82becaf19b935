"""A label as the ten numbers that the network's answer is compared with."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fashion_gui.core.labels import CLASS_COUNT
from fashion_gui.ui.language import Translated, name_of
from fashion_gui.ui.theme import colors


class OneHot(Translated):
    """A label as ten numbers: 1 in the place of its class, 0 in the nine others."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.retranslate()

    def show_label(self, label: int) -> None:
        """`label` is 0-9."""
        self._label = label
        self.retranslate()

    def values(self) -> list[int]:
        """The ten numbers."""
        return [int(place == self._label) for place in range(CLASS_COUNT)]

    def retranslate(self) -> None:
        """What a screen reader says; the names are drawn anew, too."""
        self.setAccessibleName(self.tr("The label as ten numbers"))
        self.setAccessibleDescription(", ".join(f"{name_of(place)} {one}" for place, one in enumerate(self.values())))
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(150, CLASS_COUNT * 15)

    def sizeHint(self) -> QSize:
        return QSize(196, CLASS_COUNT * 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = min(self.height() / CLASS_COUNT, 24.0)
        for place, one in enumerate(self.values()):
            self._paint_place(painter, QRectF(0, place * height, self.width(), height), place, bool(one))
        painter.end()

    def _paint_place(self, painter: QPainter, line: QRectF, place: int, one: bool) -> None:
        table = colors()
        font = QFont(self.font())
        font.setPixelSize(min(12, int(line.height() - 3)))
        font.setBold(one)
        painter.setFont(font)
        painter.setPen(QColor(table.faint))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, line.top(), 12, line.height()), middle | Qt.AlignmentFlag.AlignRight, str(place))
        box = QRectF(20, line.top() + 1, 26, line.height() - 2)
        painter.setPen(QColor(table.accent if one else table.border))
        painter.setBrush(QColor(table.accent if one else table.card))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(QColor(table.on_accent if one else table.faint))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "1" if one else "0")
        painter.setPen(QColor(table.text if one else table.faint))
        painter.drawText(line.adjusted(54, 0, 0, 0), middle, name_of(place))
