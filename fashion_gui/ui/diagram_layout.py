"""Where the parts of the network diagram lie."""

import math
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPolygonF

from fashion_gui.core.labels import CLASS_COUNT, TILE_SIDE
from fashion_gui.core.networks import LayerRow

_ALL_DRAWN: Final = 10  # layers up to this size are drawn in full
_LARGEST_RADIUS: Final = 7.0  # logical pixels
_LARGEST_PICTURE: Final = 140.0
_THIN_KINDS: Final = ("Reshape", "BatchNormalization", "Dropout")  # as many numbers in the same places as before
_THIN: Final = 14.0
_LARGEST_BAR: Final = 136.0
_PICTURE_COLUMNS: Final = 2.2  # beside feature maps, so that the picture is as large as they are
_LARGEST_STEP: Final = 4.0  # from one feature map to the next behind it


def circles_of(units: int) -> tuple[int, int]:
    """How many neurons are drawn above and below the dots; (units, 0) where all are drawn.

    The number grows with the logarithm of the size, so that 784, 256 and 128 still look different.
    """
    if units <= _ALL_DRAWN:
        return units, 0
    half = min(max(round(math.log2(units)) - 3, 3), 8)
    return half, half


def maps_of(channels: int) -> int:
    """How many feature maps are drawn for `channels`; grows with the logarithm, too."""
    return min(max(round(math.log2(channels)) - 1, 1), 8)


@dataclass(frozen=True)
class DiagramLayout:
    """A column for each row of the summary; sizes in logical pixels, (0, 0) top left.

    Layers that change no shape get a thin column at the right of the one before; the captions of that one lie below
    both.
    """

    rows: tuple[LayerRow, ...]
    size: QSizeF
    captions: float  # height of the captions below the columns
    names: float  # width of the class names right of the last column

    def column(self, index: int) -> QRectF:
        """All the room of a layer."""
        group = self.group(index)
        first, last = self._group_of(index)
        right = group.right() - _THIN * (last - index)
        left = group.left() if index == first else right - _THIN
        return QRectF(left, 0, right - left, self.size.height())

    def group(self, index: int) -> QRectF:
        """The room of a layer, the one that it follows, and all thin ones there."""
        first, _ = self._group_of(index)
        before = sum(not self.is_thin(number) for number in range(first))
        wide = _PICTURE_COLUMNS if self.has_maps() else 1
        groups = sum(not self.is_thin(number) for number in range(len(self.rows))) - 1 + wide
        width = (self.size.width() - self.names) / groups
        left = (before - 1 + wide) * width if before else 0
        return QRectF(left, 0, width if before else width * wide, self.size.height())

    def field(self, index: int) -> QRectF:
        """A column without the captions below it."""
        return self.column(index).adjusted(0, 8, 0, -self.captions - 10)

    def layer_at(self, position: QPointF) -> int:
        """Index of the layer there, -1: none.  The names of the classes belong to the outputs."""
        if not self.rows or not QRectF(QPointF(0, 0), self.size).contains(position):
            return -1
        columns = range(len(self.rows))
        index = next((index for index in columns if position.x() < self.column(index).right()), columns[-1])
        captions = position.y() > self.field(index).bottom()
        return self._group_of(index)[0] if captions else index

    def is_thin(self, index: int) -> bool:
        """Whether the layer is only a bar beside the one before."""
        return index > 0 and self.rows[index].kind in _THIN_KINDS

    def is_picture(self, index: int) -> bool:
        """Whether the layer's output is the tile."""
        return len(self.rows[index].output_shape) == 2

    def is_maps(self, index: int) -> bool:
        """Whether the layer's output is a stack of feature maps."""
        return len(self.rows[index].output_shape) == 3

    def has_maps(self) -> bool:
        """Whether the network has convolutions."""
        return any(self.is_maps(index) for index in range(len(self.rows)))

    def bar(self, index: int) -> QRectF:
        """What a thin layer is drawn as."""
        field = self.field(index)
        height = min(field.height(), _LARGEST_BAR)
        return QRectF(field.left(), field.center().y() - height / 2, field.width(), height)

    def maps(self, index: int) -> list[QPolygonF]:
        """The feature maps of a layer, back to front: squares seen from the side, in the scale of the picture."""
        field, (height, _, channels) = self.field(index), self.rows[index].output_shape
        count = maps_of(channels)
        side = self.picture(0).height() * height / TILE_SIDE
        room = max(field.width() - 8, 4)
        depth = min(side * 0.3, room * 0.6)
        step = min((room - depth) / max(count - 1, 1), _LARGEST_STEP)
        rise = depth * 0.6
        left = field.center().x() - (depth + step * (count - 1)) / 2
        top = field.center().y() - (side - rise) / 2
        corners = [(0, top), (depth, top - rise), (depth, top - rise + side), (0, top + side)]
        return [QPolygonF([QPointF(left + step * number + x, y) for x, y in corners]) for number in range(count)]

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

    def right_edge(self, index: int) -> tuple[float, float, float]:
        """Where a picture or the last of the maps ends: x, and y of its upper and lower corner."""
        if self.is_maps(index):
            _, above, below, _ = self.maps(index)[-1].toList()
            return above.x(), above.y(), below.y()
        picture = self.picture(index)
        return picture.right(), picture.top(), picture.bottom()

    def left_edge(self, index: int) -> tuple[float, float, float]:
        """Where the first of the maps, or the neurons begin."""
        if self.is_maps(index):
            above, _, _, below = self.maps(index)[0].toList()
            return above.x(), above.y(), below.y()
        neurons = self.neurons(index)
        return neurons[0].x() - self.radius() - 1.5, neurons[0].y(), neurons[-1].y()

    def _most_places(self) -> int:
        return max(_places(row.units) for row in self.rows if len(row.output_shape) == 1)

    def _group_of(self, index: int) -> tuple[int, int]:
        """First and last row of the group to which a layer belongs."""
        first = last = index
        while self.is_thin(first):
            first -= 1
        while last + 1 < len(self.rows) and self.is_thin(last + 1):
            last += 1
        return first, last


def _places(units: int) -> int:
    above, below = circles_of(units)
    return above + below + (2 if below else 0)  # the dots take two
