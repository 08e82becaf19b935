"""The photo, large, to draw on: a box around the garment, strokes on it or on the background."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from fashion_gui.core.protocol import Correction
from fashion_gui.ui.language import Translated
from fashion_gui.ui.photo_correction import with_box, with_box_nudged, with_stroke
from fashion_gui.ui.photo_drawing import paint_box, paint_outline, paint_strokes
from fashion_gui.ui.theme import colors

TOOLS: Final = ("box", "garment", "background")
_NUDGE: Final = 0.02  # of a side, for one press of an arrow key
_STEP: Final = 0.005  # of a side: a stroke gets a new point this far from its last one
_ARROWS: Final[dict[int, tuple[float, float]]] = {
    Qt.Key.Key_Left: (-_NUDGE, 0),
    Qt.Key.Key_Right: (_NUDGE, 0),
    Qt.Key.Key_Up: (0, -_NUDGE),
    Qt.Key.Key_Down: (0, _NUDGE),
}


class PhotoCanvas(Translated):
    """`drawing` tells of every move of the mouse, `drawn` of the end: both carry the whole correction."""

    drawing = Signal(Correction)
    drawn = Signal(Correction)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixmap = QPixmap()
        self._outline: list[list[float]] = []
        self._correction = Correction()
        self._accepts = False
        self._tool = TOOLS[0]
        self._points: list[float] = []  # x, y, x, y, ... of the line in work
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.retranslate()

    def show_photo(
        self, pixmap: QPixmap, outline: list[list[float]], correction: Correction, *, accepts: bool = True
    ) -> None:
        """A photo and what was drawn on it; `accepts` says whether it can be drawn on now."""
        if correction != self._correction or not accepts:
            self._points = []
        self._pixmap, self._outline, self._correction, self._accepts = pixmap, outline, correction, accepts
        self.setCursor(Qt.CursorShape.CrossCursor if accepts else Qt.CursorShape.ArrowCursor)
        self.update()

    def set_tool(self, tool: str) -> None:
        """One of `TOOLS`."""
        assert tool in TOOLS
        self._tool = tool
        self._points = []
        self.update()

    def tool(self) -> str:
        """What a drag of the mouse draws."""
        return self._tool

    def area(self) -> QRectF:
        """Where the photo is shown: as large as it fits."""
        room = QSizeF(self.width() - 4, self.height() - 4)
        size = self._pixmap.deviceIndependentSize().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF(QPointF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2), size)

    def _drawn(self) -> Correction:
        """The correction with the line in work."""
        points = self._points
        if not points:
            return self._correction
        if self._tool == "box":
            return with_box(self._correction, (points[0], points[1]), (points[-2], points[-1]))
        return with_stroke(self._correction, points, garment=self._tool == "garment")

    def _add_point(self, position: QPointF) -> bool:
        """Whether it is far enough from the last one to count."""
        area = self.area()
        x, y = (position.x() - area.left()) / area.width(), (position.y() - area.top()) / area.height()
        if self._points and max(abs(x - self._points[-2]), abs(y - self._points[-1])) < _STEP:
            return False
        self._points += [min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)]
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._accepts and self.area().contains(event.position()):
            self._points = []
            self._add_point(event.position())
            self._tell_drawing()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._points and self._add_point(event.position()):
            self._tell_drawing()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._points and event.button() == Qt.MouseButton.LeftButton:
            self._add_point(event.position())
            self._finish(self._drawn())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        move = _ARROWS.get(event.key())
        if move is None or self._tool != "box" or not self._accepts:
            super().keyPressEvent(event)
            return
        corner = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._finish(with_box_nudged(self._correction, *move, corner=corner))

    def _tell_drawing(self) -> None:
        self.update()
        self.drawing.emit(self._drawn())

    def _finish(self, correction: Correction) -> None:
        self._points = []
        self._correction = correction  # stays on show until the answer to it comes
        self.update()
        self.drawn.emit(correction)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if not self._pixmap.isNull():
            area, correction = self.area(), self._drawn()
            painter.drawPixmap(area, self._pixmap, QRectF(self._pixmap.rect()))
            painter.setClipRect(area)
            paint_outline(painter, area, self._outline)
            paint_strokes(painter, area, correction.strokes)
            paint_box(painter, area, correction.box)
            painter.setClipping(False)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colors().accent), 2))
            painter.drawRect(self.area().adjusted(-1, -1, 1, 1))
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(480, 480)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 200)

    def retranslate(self) -> None:
        """The name that a screen reader says."""
        self.setAccessibleName(self.tr("The photo, to draw on"))
        self.setAccessibleDescription(
            self.tr("With the tool Box the arrow keys move the box, with Shift they move its right lower corner.")
        )
