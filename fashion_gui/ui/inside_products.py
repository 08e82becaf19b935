"""A neuron that sees the pixels: picture times weights gives the products, as three pictures."""

from typing import Final

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from fashion_gui.core.labels import TILE_SIDE
from fashion_gui.ui.images import tile_image
from fashion_gui.ui.inside_cells import PointedCells
from fashion_gui.ui.inside_numbers import Floats, plain, signed
from fashion_gui.ui.inside_pictures import shaded
from fashion_gui.ui.theme import colors

_SIGN: Final = 30  # logical pixels between two pictures, for × and =
_OUTLIERS: Final = 0.005  # the share of numbers beyond the deepest colours


class PixelProducts(PointedCells):
    """Input, weights and products, each 28 x 28; a pixel is pointed at in all three."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.given: Floats = np.zeros(TILE_SIDE * TILE_SIDE, np.float32)
        self.weights: Floats = self.given
        self._raw = False
        self.lay_out(TILE_SIDE * TILE_SIDE, TILE_SIDE)
        self.setMinimumSize(3 * 2 * TILE_SIDE + 2 * _SIGN + 6, 2 * TILE_SIDE + 24)
        self.retranslate()

    def show_products(self, given: Floats, weights: Floats) -> None:
        """Float32 (784,) each."""
        self.given, self.weights = given, weights
        self.retranslate()

    def set_raw(self, raw: bool) -> None:
        """The picture bright on black, or dark on white."""
        self._raw = raw
        self.redraw()

    def about(self, cell: int) -> str:
        """The product of one pixel."""
        row, column = divmod(cell, TILE_SIDE)
        given, weight = float(self.given[cell]), float(self.weights[cell])
        return self.tr("Row {row}, column {column}: {given} × {weight} = {product}").format(
            row=row, column=column, given=plain(given), weight=plain(weight), product=signed(given * weight)
        )

    def retranslate(self) -> None:
        """Captions are painted."""
        self.setAccessibleName(self.tr("Pixels × weights = products, as three pictures"))
        self.setToolTip(
            self.tr(
                "Weight: how much a pixel counts for this neuron. Blue: brightness there makes the total larger; "
                "orange: smaller. A product is a pixel times its weight; where the picture is 0, so is the product."
            )
        )
        self.redraw()

    # --- geometry: `cell` is in the first picture ---------------------------------------------------------------------

    def cell_size(self) -> QSize:
        side = min(
            (self.width() - 2 * _SIGN - 6) // (3 * TILE_SIDE), (self.height() - self._caption() - 6) // TILE_SIDE
        )
        return QSize(1, 1) * max(side, 1)

    def area(self) -> QRect:
        side = self.cell_size().width() * TILE_SIDE
        return QRect(3, self._caption() + 2, side, side)

    def _caption(self) -> int:
        return self.fontMetrics().height() + 2

    def _areas(self) -> tuple[QRect, QRect, QRect]:
        first = self.area()
        step = first.width() + _SIGN
        return first, first.translated(step, 0), first.translated(2 * step, 0)

    def cell_at(self, place: QPointF) -> int:
        for area in self._areas():
            if area.contains(place.toPoint()):
                return super().cell_at(place - QPointF(area.left() - self.area().left(), 0))
        return -1

    # --- painting -----------------------------------------------------------------------------------------------------

    def draw(self, painter: QPainter) -> None:
        square = (TILE_SIDE, TILE_SIDE)
        products = self.given * self.weights
        tile = np.rint(np.clip(self.given, 0, 1) * 255).astype(np.uint8).reshape(square)
        images = (
            tile_image(tile, inverted=not self._raw),
            shaded(self.weights.reshape(square), _limit(self.weights)),
            shaded(products.reshape(square), _limit(products)),
        )
        captions = (self.tr("input"), self.tr("weights"), self.tr("products"))
        table = colors()
        for area, image, caption in zip(self._areas(), images, captions, strict=True):
            painter.drawImage(area, image)
            painter.setPen(QColor(table.border))
            painter.drawRect(area.adjusted(-1, -1, 0, 0))
            painter.setPen(QColor(table.faint))
            above = QRect(QPoint(area.left(), 0), QSize(area.width() + _SIGN // 2, self._caption()))
            painter.drawText(above, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, caption)
        painter.setPen(QColor(table.text))
        for area, sign in zip(self._areas(), "×=", strict=False):
            between = QRect(area.right() + 1, area.top(), _SIGN, area.height())
            painter.drawText(between, Qt.AlignmentFlag.AlignCenter, sign)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() or self.is_hovered():
            painter = QPainter(self)
            painter.setPen(QPen(QColor(colors().text), 1))
            here = self.cell(self.at())
            for area in self._areas()[1:]:
                painter.drawRect(here.translated(area.left() - self.area().left(), 0).adjusted(-1, -1, 0, 0))
            painter.end()


def _limit(values: Floats) -> float:
    """The number that gets the deepest colours: a few outliers must not make all others pale."""
    sizes = np.abs(values)
    return float(np.quantile(sizes, 1 - _OUTLIERS) or sizes.max(initial=0))
