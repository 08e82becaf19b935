"""Where the parts of the network diagram lie."""

import math
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF

from fashion_gui.core.labels import CLASS_COUNT, TILE_SIDE
from fashion_gui.core.networks import LayerRow

_ALL_DRAWN: Final = 10  # layers up to this size are drawn in full
_LARGEST_RADIUS: Final = 7.0  # logical pixels
_LARGEST_PICTURE: Final = 140.0


def circles_of(units: int) -> tuple[int, int]:
    """How many neurons are drawn above and below the dots; (units, 0) where all are drawn.

    The number grows with the logarithm of the size, so that 784, 256 and 128 still look different.
    """
    if units <= _ALL_DRAWN:
        return units, 0
    half = min(max(round(math.log2(units)) - 3, 3), 8)
    return half, half


@dataclass(frozen=True)
class DiagramLayout:
    """A column for each row of the summary; sizes in logical pixels, (0, 0) top left."""

    rows: tuple[LayerRow, ...]
    size: QSizeF
    captions: float  # height of the captions below the columns
    names: float  # width of the class names right of the last column

    def column(self, index: int) -> QRectF:
        """All the room of a layer."""
        width = (self.size.width() - self.names) / max(len(self.rows), 1)
        return QRectF(index * width, 0, width, self.size.height())

    def field(self, index: int) -> QRectF:
        """A column without the captions below it."""
        return self.column(index).adjusted(0, 8, 0, -self.captions - 10)

    def layer_at(self, position: QPointF) -> int:
        """Index of the layer there, -1: none.  The names of the classes belong to the outputs."""
        last = len(self.rows) - 1
        if not self.rows or not QRectF(QPointF(0, 0), self.size).contains(position):
            return -1
        return min(int(position.x() // self.column(0).width()), last)

    def is_picture(self, index: int) -> bool:
        """Whether the layer's output still has rows and columns."""
        return len(self.rows[index].output_shape) == 2

    def picture(self, index: int) -> QRectF:
        """The square of a picture, in whole screen pixels a tile pixel."""
        field = self.field(index)
        side = min(field.width() * 0.72, field.height() * 0.7, _LARGEST_PICTURE)
        side = max(side // TILE_SIDE, 1) * TILE_SIDE
        return QRectF(round(field.center().x() - side / 2), round(field.center().y() - side / 2), side, side)

    def radius(self) -> float:
        """Of a neuron's circle; the same in all layers."""
        return min(self.field(0).height() / self._most_places() * 0.36, _LARGEST_RADIUS)

    def neurons(self, index: int) -> list[QPointF]:
        """Centres of the circles of a layer; between the two halves is room for the dots."""
        units, field = self.rows[index].units, self.field(index)
        above, below = circles_of(units)
        places = _places(units)
        # Ten outputs use the whole height, for their names; the others stand as close as the largest layer.
        pitch = field.height() / (places if units == CLASS_COUNT else self._most_places())
        top = field.center().y() - pitch * (places - 1) / 2
        drawn = [*range(above), *range(places - below, places)]
        return [QPointF(field.center().x(), top + pitch * place) for place in drawn]

    def _most_places(self) -> int:
        return max(_places(row.units) for row in self.rows)


def _places(units: int) -> int:
    above, below = circles_of(units)
    return above + below + (2 if below else 0)  # the dots take two
