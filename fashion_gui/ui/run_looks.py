"""What runs look like: up to eight curves that can be told apart, each with a letter, and an icon for each state."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QApplication

from fashion_gui.core.history import History
from fashion_gui.core.run_list import RunState
from fashion_gui.ui.theme import DARK, Colors, scaled_font

STATE_LOOKS: Final = {  # icon, and the theme's colour
    RunState.TRAINING: ("play", "accent"),
    RunState.COMPLETED: ("check", "good"),
    RunState.STOPPED: ("stop", "faint"),
    RunState.EARLY: ("check", "good"),
    RunState.DIVERGED: ("warning", "bad"),
    RunState.INTERRUPTED: ("warning", "warn"),
}
SWATCH_WIDTH, SWATCH_HEIGHT = 40, 14  # logical pixels


@dataclass(frozen=True)
class CurveLook:
    """A curve: never colour alone.  `dashes` are lengths of line and gap in line widths, () for a solid one."""

    letter: str
    light: str
    dark: str
    dashes: tuple[float, ...] = ()
    marker: str = ""  # as matplotlib calls it

    def color(self, table: Colors) -> str:
        """For the light or the dark card: contrast at least 4.5, as its letter is text."""
        return self.dark if table is DARK else self.light


# Blue, orange, green, purple: hues that people with any colour blindness keep apart (after Okabe and Ito), darkened for
# white and lightened for black; from the fifth on curves have marks as well.
CURVE_LOOKS: Final = (
    CurveLook("A", "#1f5fd0", "#7aa8ff"),
    CurveLook("B", "#b34a00", "#f2a365", (5, 2)),
    CurveLook("C", "#00705a", "#3fcfa4", (1.2, 1.4)),
    CurveLook("D", "#a3367f", "#ee9fd0", (6, 2, 1.2, 2)),
    CurveLook("E", "#4b5563", "#cbd2dc", (), "o"),
    CurveLook("F", "#7a5c00", "#e3cf57", (5, 2), "s"),
    CurveLook("G", "#0b7285", "#66d9ef", (1.2, 1.4), "^"),
    CurveLook("H", "#1b2028", "#ffffff", (6, 2, 1.2, 2), "D"),
)


@dataclass(frozen=True)
class RunCurve:
    """A run to be drawn: `slot` is its place among `CURVE_LOOKS`."""

    slot: int
    name: str
    history: History


def swatch(slot: int | None, table: Colors, ratio: float) -> QPixmap:
    """The letter and a piece of the curve `slot` of `CURVE_LOOKS`; None: as much empty room."""
    pixmap = QPixmap(round(SWATCH_WIDTH * ratio), round(SWATCH_HEIGHT * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    if slot is None:
        return pixmap
    look = CURVE_LOOKS[slot]
    color = QColor(look.color(table))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = scaled_font(QApplication.font(), 0.9)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(0, 0, 12, SWATCH_HEIGHT, Qt.AlignmentFlag.AlignCenter, look.letter)
    pen = QPen(color, 2)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if look.dashes:
        pen.setDashPattern(look.dashes)
    painter.setPen(pen)
    middle = SWATCH_HEIGHT / 2
    painter.drawLine(QPointF(15, middle), QPointF(SWATCH_WIDTH - 1, middle))
    if look.marker:
        _draw_marker(painter, look.marker, QPointF(27, middle), color)
    painter.end()
    return pixmap


def _draw_marker(painter: QPainter, marker: str, at: QPointF, color: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    x, y, r = at.x(), at.y(), 4.0
    corners: dict[str, list[tuple[float, float]]] = {
        "s": [(-1, -1), (1, -1), (1, 1), (-1, 1)],
        "^": [(0, -1.2), (1.1, 0.9), (-1.1, 0.9)],
        "D": [(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)],
    }
    if marker == "o":
        painter.drawEllipse(at, r, r)
    else:
        painter.drawPolygon(QPolygonF([QPointF(x + r * dx, y + r * dy) for dx, dy in corners[marker]]))
