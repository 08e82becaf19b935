"""A layer's numbers for one picture: the tile, neurons as cells, maps side by side, the ten outputs as bars."""

from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QWidget

from fashion_gui.core.labels import CLASS_COUNT, TILE_SIDE
from fashion_gui.ui.images import tile_image
from fashion_gui.ui.inside_cells import PointedCells
from fashion_gui.ui.inside_numbers import Floats, LayerValues, columns_for
from fashion_gui.ui.language import name_of
from fashion_gui.ui.theme import DARK, colors
from fashion_gui.ui.weight_grid import shades

_CRISP: Final = 6  # logical pixels: smaller cells have no room for gaps and signs
_MAPS: Final = 4  # columns and rows of maps in a strip; all of them are in the view of the layer
_GAP: Final = 2


def shaded(values: Floats, limit: float) -> QImage:
    """Numbers (rows, columns) as pixels: blue above 0, orange below, `limit` the deepest."""
    pixels = np.ascontiguousarray(shades(values, limit, dark=colors() is DARK))
    height, width = pixels.shape
    # copy(): a QImage otherwise keeps looking into the array's own memory
    return QImage(pixels.tobytes(), width, height, 4 * width, QImage.Format.Format_RGB32).copy()


class LayerPicture(PointedCells):
    """Shows one layer; `names` is for screen readers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.layer = LayerValues("", "", 0, np.zeros(0, np.float32))
        self.limit = 0.0

    def show_layer(self, layer: LayerValues) -> None:
        """What it gives now."""
        self.layer = layer
        self.limit = float(np.abs(layer.values).max(initial=0))
        self.retranslate()

    def show_dead(self, dead: list[int]) -> None:
        """Places of neurons that are 0 for every picture; only cells have a sign for them."""

    def retranslate(self) -> None:
        """Only what a screen reader says; the layout belongs to what is shown."""
        self.setAccessibleName(self.tr("Layer {name}").format(name=self.layer.name))
        self.redraw()


class TileCells(LayerPicture):
    """The picture as the network gets it: 28 x 28 numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tile: npt.NDArray[np.uint8] = np.zeros((TILE_SIDE, TILE_SIDE), np.uint8)
        self._raw = False
        self.setMinimumSize(4 * TILE_SIDE + 6, 4 * TILE_SIDE + 6)
        self.lay_out(TILE_SIDE * TILE_SIDE, TILE_SIDE)

    def show_layer(self, layer: LayerValues) -> None:
        self._tile = np.rint(layer.values[:, :, 0] * 255).astype(np.uint8)
        super().show_layer(layer)

    def set_raw(self, raw: bool) -> None:
        """Bright on black, or dark on white."""
        self._raw = raw
        self.redraw()

    def draw(self, painter: QPainter) -> None:
        painter.drawImage(self.area(), tile_image(self._tile, inverted=not self._raw))
        painter.setPen(QColor(colors().border))
        painter.drawRect(self.area().adjusted(-1, -1, 0, 0))


class UnitCells(LayerPicture):
    """A cell a neuron: the more it gives, the stronger its colour; a dot where it gives 0, a cross where always."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dead: set[int] = set()
        self.setMinimumSize(118, 118)

    def show_layer(self, layer: LayerValues) -> None:
        super().show_layer(layer)
        self.lay_out(layer.units, columns_for(layer.units))

    def show_dead(self, dead: list[int]) -> None:
        self._dead = set(dead)
        self.redraw()

    def cell_size(self) -> QSize:
        """No larger than is pleasant for a layer of few neurons."""
        return super().cell_size().boundedTo(QSize(22, 22))

    def draw(self, painter: QPainter) -> None:
        if self.cell_size().width() < _CRISP:
            full = np.zeros(self.rows() * self._columns, np.float32)
            full[: self.count()] = self.layer.values
            painter.drawImage(self.area(), shaded(full.reshape(self.rows(), self._columns), self.limit))
            return
        table = colors()
        painter.fillRect(self.area().adjusted(-2, -2, 0, 0), QColor(table.card))
        shown = shades(self.layer.values, self.limit, dark=table is DARK).tolist()
        for place, value in enumerate(self.layer.values.tolist()):
            cell = self.cell(place).adjusted(0, 0, -1, -1)
            if value != 0:
                painter.fillRect(cell, QColor.fromRgb(shown[place]))
            elif place in self._dead:
                painter.setPen(QColor(table.faint))
                inner = cell.adjusted(1, 1, -2, -2)
                painter.drawLine(inner.topLeft(), inner.bottomRight())
                painter.drawLine(inner.topRight(), inner.bottomLeft())
            else:
                painter.fillRect(QRect(cell.center(), QSize(2, 2)), QColor(table.border))
        painter.setPen(QColor(table.border))
        painter.drawRect(self.area().adjusted(-2, -2, 0, 0))


class MapCells(LayerPicture):
    """The first maps of a layer, each a picture of where its pattern was found."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(118, 118)

    def show_layer(self, layer: LayerValues) -> None:
        super().show_layer(layer)
        self.lay_out(min(layer.units, _MAPS * _MAPS), min(_MAPS, layer.units))

    def draw(self, painter: QPainter) -> None:
        painter.setPen(QColor(colors().border))
        for place in range(self.count()):
            inner = self.cell(place).adjusted(0, 0, -_GAP, -_GAP)
            painter.drawImage(inner, shaded(self.layer.values[:, :, place], self.limit))
            painter.drawRect(inner.adjusted(-1, -1, 0, 0))


class OutputBars(LayerPicture):
    """The ten probabilities as bars with the names of the classes; the largest stands out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lay_out(CLASS_COUNT, 1)
        self.setMinimumSize(196, 13 * CLASS_COUNT + 6)

    def cell_size(self) -> QSize:
        """A row."""
        return QSize(self.width() - 6, min((self.height() - 6) // CLASS_COUNT, 20))

    def draw(self, painter: QPainter) -> None:
        plain, bold = self._fonts()
        metrics = QFontMetrics(bold)
        names = max(metrics.horizontalAdvance(name_of(label)) for label in range(CLASS_COUNT)) + 6
        numbers = metrics.horizontalAdvance("100\u00a0%") + 4
        best = int(self.layer.values.argmax()) if len(self.layer.values) else -1
        for label, share in enumerate(self.layer.values.tolist()):
            painter.setFont(bold if label == best else plain)
            self._draw_row(painter, label, share, names, numbers, is_best=label == best)

    def _draw_row(
        self, painter: QPainter, label: int, share: float, names: int, numbers: int, *, is_best: bool
    ) -> None:
        table, row = colors(), self.cell(label).adjusted(3, 0, -3, 0)
        painter.setPen(QColor(table.text))
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name_of(label))
        track = QRect(QPoint(row.left() + names, row.center().y() - 3), QSize(max(row.width() - names - numbers, 0), 7))
        painter.fillRect(track, QColor(table.track))
        filled = QSize(round(track.width() * share), track.height())
        painter.fillRect(QRect(track.topLeft(), filled), QColor(table.accent if is_best else table.bar))
        painter.setPen(QColor(table.text if is_best else table.faint))
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"{100 * share:.0f}\u00a0%")

    def _fonts(self) -> tuple[QFont, QFont]:
        """Plain and bold, no higher than a row."""
        plain = QFont(self.font())
        plain.setPixelSize(max(min(self.cell_size().height() - 2, 13), 9))
        bold = QFont(plain)
        bold.setBold(True)
        return plain, bold


def picture_for(layer: LayerValues, *, is_last: bool) -> LayerPicture:
    """The kind of picture that suits a layer."""
    if is_last:
        return OutputBars()
    if layer.is_input:
        return TileCells()
    return MapCells() if layer.has_maps else UnitCells()
