"""A tile as a large picture and as 28 x 28 numbers."""

from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fashion_gui.core.labels import TILE_SIDE
from fashion_gui.ui.images import tile_pixmap
from fashion_gui.ui.pixel_pad import PixelPad
from fashion_gui.ui.theme import colors

_DEEPEST: Final = 0.55  # share of the accent behind 255: text stays readable on it
_PICTURE_CELL: Final = (7, 12)  # least and most logical pixels a side


class TilePicture(PixelPad):
    """The tile, each pixel a crisp square.  `raw` is bright on black, as the network sees it; else dark on white."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._raw = True
        least, most = (side * TILE_SIDE + 4 for side in _PICTURE_CELL)
        self.setMinimumSize(least, least)
        self.setMaximumSize(most, most)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.retranslate()

    def heightForWidth(self, width: int) -> int:
        """Square, in whole pixels of the tile."""
        return (width - 4) // TILE_SIDE * TILE_SIDE + 4

    def set_raw(self, raw: bool) -> None:
        """Bright on black, or dark on white as in the report."""
        self._raw = raw
        self.update()

    def retranslate(self) -> None:
        """Only what a screen reader says."""
        self.setAccessibleName(self.tr("The picture, 28 by 28 pixels"))

    def _cell_size(self) -> QSize:
        side = max(min(self.width() - 4, self.height() - 4) // TILE_SIDE, 1)
        return QSize(side, side)

    def _area(self) -> QRect:
        size = self._cell_size() * TILE_SIDE
        return QRect(QPoint((self.width() - size.width()) // 2, 2), size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = self._area()
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(area, tile_pixmap(self._tile, side=area.width(), ratio=ratio, inverted=not self._raw))
        self._paint_focus(painter)
        value = int(self._tile[self._row, self._column])
        bright = (value if self._raw else 255 - value) > 127
        self._paint_frame(painter, "#000000" if bright else "#ffffff")
        painter.end()


class NumberGrid(PixelPad):
    """All 784 numbers 0-255, the larger the more deeply shaded, with the numbers of rows and columns at the edges."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawn: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(TILE_SIDE * 17 + 22, TILE_SIDE * 13 + 18)
        self.retranslate()

    def retranslate(self) -> None:
        """Only what a screen reader says."""
        self.setAccessibleName(self.tr("The 28 × 28 numbers of the picture, 0 to 255"))

    def _cell_size(self) -> QSize:
        width = max((self.width() - self._edge() - 3) // TILE_SIDE, 1)
        height = max((self.height() - self._edge() - 3) // TILE_SIDE, 1)
        return QSize(width, min(height, width))

    def _area(self) -> QRect:
        size = self._cell_size() * TILE_SIDE
        left = self._edge() + max(self.width() - self._edge() - 3 - size.width(), 0) // 2
        return QRect(QPoint(left, self._edge()), size)

    def _edge(self) -> int:
        """Room for the numbers of rows and columns."""
        return 16

    def show_tile(self, tile: npt.NDArray[np.uint8]) -> None:
        self._drawn = None
        super().show_tile(tile)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._drawn = None
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        self._drawn = None
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        if self._drawn is None or self._drawn.devicePixelRatio() != ratio:
            self._drawn = self._draw_numbers(ratio)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawn)
        painter.setFont(self._fitting_font())
        self._paint_edges(painter)
        self._paint_focus(painter)
        self._paint_frame(painter, colors().card)
        painter.end()

    def _draw_numbers(self, ratio: float) -> QPixmap:
        """All cells.  Kept, because 784 numbers take too long to follow the mouse."""
        pixmap = QPixmap(self.size() * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setFont(self._fitting_font())
        painter.drawImage(self._area(), self._shades())
        self._paint_numbers(painter)
        painter.end()
        return pixmap

    def _shades(self) -> QImage:
        """28 x 28 pixels: from the colour of a card for 0 to half the accent for 255."""
        low, high = (_rgb(name) for name in (colors().card, colors().accent))
        share = _DEEPEST * self._tile[:, :, np.newaxis] / 255
        rgb = np.rint(low + (high - low) * share).astype(np.uint8)
        return QImage(rgb.tobytes(), TILE_SIDE, TILE_SIDE, 3 * TILE_SIDE, QImage.Format.Format_RGB888).copy()

    def _paint_numbers(self, painter: QPainter) -> None:
        table = colors()
        for color, wanted in ((table.faint, self._tile == 0), (table.text, self._tile > 0)):
            painter.setPen(QColor(color))
            for row, column in np.argwhere(wanted).tolist():
                painter.drawText(
                    self.cell(row, column), Qt.AlignmentFlag.AlignCenter, str(int(self._tile[row, column]))
                )

    def _paint_edges(self, painter: QPainter) -> None:
        table = colors()
        plain, bold = QFont(painter.font()), QFont(painter.font())
        bold.setBold(True)
        for number in range(TILE_SIDE):
            above = self.cell(0, number).translated(0, -self._cell_size().height() - 1)
            beside = self.cell(number, 0).translated(-self._cell_size().width() - 3, 0)
            for cell, current, align in (
                (above, self._column, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom),
                (beside, self._row, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
            ):
                painter.setFont(bold if number == current else plain)
                painter.setPen(QColor(table.second if number == current else table.faint))
                painter.drawText(cell, align, str(number))
        painter.setFont(plain)

    def _fitting_font(self) -> QFont:
        """The largest size at which three digits fit into a cell."""
        font = QFont(self.font())
        cell = self._cell_size()
        for size in range(13, 5, -1):
            font.setPixelSize(size)
            metrics = QFontMetrics(font)
            if metrics.horizontalAdvance("255") <= cell.width() - 2 and metrics.capHeight() <= cell.height() - 4:
                break
        return font


def _rgb(name: str) -> npt.NDArray[np.float64]:
    color = QColor(name)
    return np.array([color.red(), color.green(), color.blue()], np.float64)
