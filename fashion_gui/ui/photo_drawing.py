"""What is drawn over a photo: the garment's outline, the box, the strokes.  The same colours on every photo and theme.

Each line lies on a wider one of the opposite brightness, so that it shows on a light and on a dark photo alike.
"""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from fashion_gui.core.protocol import Stroke
from fashion_gui.ui.theme import LIGHT

STROKE_SHARE: Final = 0.02  # of the photo's long side: as wide as the cut-out takes it
_HALO: Final = 1.5  # logical pixels on both sides of a line
_LIGHT_HALO: Final = QColor(255, 255, 255, 225)
_DARK_HALO: Final = QColor(0, 0, 0, 200)
_OUTLINE: Final = QColor(LIGHT.accent)
_GARMENT: Final = QColor("#ffd60a")  # bright, and drawn through
_BACKGROUND: Final = QColor("#7b0fb8")  # dark, and dashed
_DIMMED: Final = QColor(0, 0, 0, 120)
_SWATCH_WIDTH: Final = 26  # logical pixels
_SWATCH_HEIGHT: Final = 16


def paint_outline(painter: QPainter, area: QRectF, outline: list[list[float]]) -> None:
    """Closed lines, given as shares, around the garment of the photo that is shown in `area`."""
    path = QPainterPath()
    for line in outline:
        path.addPath(_path(area, line))
        path.closeSubpath()
    _draw(painter, path, _pen(_OUTLINE, 2), _LIGHT_HALO)


def paint_strokes(painter: QPainter, area: QRectF, strokes: Iterable[Stroke]) -> None:
    """Each as wide as it counts: a bright line for the garment, a dark dashed one for the background."""
    width = max(STROKE_SHARE * max(area.width(), area.height()), 3.0)
    for stroke in strokes:
        path = _path(area, stroke.points)
        if path.elementCount() == 1:
            path.lineTo(path.currentPosition() + QPointF(0.1, 0))  # a dot
        _paint_stroke(painter, path, width, garment=stroke.garment)


def paint_box(painter: QPainter, area: QRectF, box: list[float]) -> None:
    """The frame, and the rest of the photo darkened."""
    if not box:
        return
    left, top, right, bottom = box
    inside = QRectF(_point(area, left, top), _point(area, right, bottom))
    rest = QPainterPath()
    rest.addRect(area)
    rest.addRect(inside)  # the odd-even rule leaves it out
    painter.fillPath(rest, _DIMMED)
    frame = QPainterPath()
    frame.addRect(inside)
    _draw(painter, frame, _pen(QColor("white"), 2), _DARK_HALO)


def swatch(kind: str, *, ratio: float) -> QIcon:
    """How "outline", "box", "garment" or "background" looks on a photo: for buttons and the legend."""
    pixmap = QPixmap(round(_SWATCH_WIDTH * ratio), round(_SWATCH_HEIGHT * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    area = QRectF(4, 3, _SWATCH_WIDTH - 8, _SWATCH_HEIGHT - 6)
    line = _path(area, [0, 0.5, 1, 0.5])
    if kind == "box":
        frame = QPainterPath()
        frame.addRect(area)
        _draw(painter, frame, _pen(QColor("white"), 2), _DARK_HALO)
    elif kind == "outline":
        _draw(painter, line, _pen(_OUTLINE, 2), _LIGHT_HALO)
    else:
        _paint_stroke(painter, line, 4, garment=kind == "garment")
    painter.end()
    return QIcon(pixmap)


def _paint_stroke(painter: QPainter, path: QPainterPath, width: float, *, garment: bool) -> None:
    pen = _pen(_GARMENT if garment else _BACKGROUND, width)
    if not garment:
        pen.setDashPattern([1.0, 1.6])  # in widths of the pen, whose round ends make up for half of the gaps
    _draw(painter, path, pen, _DARK_HALO if garment else _LIGHT_HALO)


def _draw(painter: QPainter, path: QPainterPath, pen: QPen, halo: QColor) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(halo, pen.widthF() + 2 * _HALO))
    painter.drawPath(path)
    painter.setPen(pen)
    painter.drawPath(path)


def _pen(color: QColor, width: float) -> QPen:
    return QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _path(area: QRectF, points: list[float]) -> QPainterPath:
    path = QPainterPath()
    for index, (x, y) in enumerate(zip(points[::2], points[1::2], strict=True)):
        (path.lineTo if index else path.moveTo)(_point(area, x, y))
    return path


def _point(area: QRectF, x: float, y: float) -> QPointF:
    return QPointF(area.left() + x * area.width(), area.top() + y * area.height())
