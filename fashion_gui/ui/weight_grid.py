"""Many neurons' weights as pictures, painted as one image: orange below 0, blue above."""

from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fashion_gui.ui.language import Translated
from fashion_gui.ui.theme import DARK, colors

Weights = npt.NDArray[np.float32]
Indices = npt.NDArray[np.intp]

_GAP: Final = 4  # logical pixels between two pictures
_PLENTY: Final = 32  # so many pictures on a page are enough: then each is as large as it can be
_LARGEST: Final = 112  # logical pixels a side
# From the most negative over 0 to the most positive.  The two hues stay apart for every kind of colour blindness.
_LIGHT_RAMP: Final = ("#7a2e00", "#c2560c", "#f3b27a", "#ffffff", "#8db8f5", "#2563eb", "#0b2a75")
_DARK_RAMP: Final = ("#ffd9b0", "#f2a365", "#8a5223", "#1d2129", "#2a4f99", "#6e9dff", "#d5e2ff")


@lru_cache(maxsize=2)
def ramp(dark: bool) -> npt.NDArray[np.uint32]:
    """The colours of the shares -1..1 as 255 pixels 0xffRRGGBB; 0 is the middle one and the card's own colour."""
    places = np.linspace(0, 1, 255)
    stops = [QColor(name) for name in (_DARK_RAMP if dark else _LIGHT_RAMP)]
    shown = np.full(255, 0xFF, np.uint32)
    for channel in ([color.red() for color in stops], [c.green() for c in stops], [c.blue() for c in stops]):
        levels = np.interp(places, np.linspace(0, 1, len(stops)), channel)
        shown = (shown << np.uint32(8)) | np.rint(levels).astype(np.uint32)
    return shown


def shades(weights: Weights, limit: float, *, dark: bool) -> npt.NDArray[np.uint32]:
    """Pixels of `weights` (any shape); what is beyond -`limit`..`limit` has the colour of the limit."""
    places = np.rint(weights * np.float32(127 / limit if limit > 0 else 0)) + 127
    pixels: npt.NDArray[np.uint32] = ramp(dark)[np.clip(places, 0, 254).astype(np.uint8)]
    return pixels


class WeightGrid(Translated):
    """A page of pictures, one pointed at by the mouse or the arrow keys; Page Up and Down turn pages."""

    changed = Signal()  # the page, or what is pointed at

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures: Weights = np.zeros((1, 1, 0), np.float32)
        self._order: Indices = np.arange(0)
        self._limit = 0.0
        self._place = 0  # in the order, of the one pointed at
        self._image: QImage | None = None  # of the page; None: to be drawn anew
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(180, 120)
        self.retranslate()

    def show_pictures(self, pictures: Weights, order: Indices, limit: float) -> None:
        """float32 (height, width, n), shown in `order` (n,).  The place pointed at stays."""
        self._pictures, self._order, self._limit = pictures, order, limit
        self._place = min(self._place, max(len(order) - 1, 0))
        self._redraw()

    def neuron(self) -> int:
        """The one pointed at, -1 where there is none."""
        return int(self._order[self._place]) if len(self._order) else -1

    def point_at(self, place: int) -> None:
        """Point at the picture at `place` in the order, and show its page."""
        place = min(max(place, 0), max(len(self._order) - 1, 0))
        if place != self._place:
            page, self._place = self.page(), place
            if self.page() != page:
                self._image = None
            self.update()
            self.changed.emit()

    def page(self) -> int:
        """The page shown, from 0."""
        return self._place // self.per_page()

    def pages(self) -> int:
        """How many there are, at least 1."""
        return max(-(-len(self._order) // self.per_page()), 1)

    def turn(self, pages: int) -> None:
        """Go on by so many pages, to the same place on it."""
        page = min(max(self.page() + pages, 0), self.pages() - 1)
        self.point_at(self._place + (page - self.page()) * self.per_page())

    def retranslate(self) -> None:
        """Only what a screen reader says."""
        self.setAccessibleName(self.tr("Weights of the first layer's neurons as pictures"))

    # --- geometry ----------------------------------------------------------------------------------------------------

    def per_page(self) -> int:
        """How many pictures fit."""
        columns, rows = self._shape()
        return columns * rows

    def _scale(self) -> int:
        """Device pixels a weight: as many as leave room for plenty of pictures, and at least one."""
        ratio, wanted = self.devicePixelRatioF(), min(len(self._order), _PLENTY)
        side = max(self._pictures.shape[:2])
        scale = max(int(_LARGEST * ratio / side), 1)
        while scale > 1 and np.prod(self._shape(scale)) < wanted:
            scale -= 1
        return scale

    def _cell(self, scale: int | None = None) -> QSize:
        """Of one picture, in device pixels."""
        height, width = self._pictures.shape[:2]
        return QSize(width, height) * (self._scale() if scale is None else scale)

    def _shape(self, scale: int | None = None) -> tuple[int, int]:
        """Columns and rows of a page."""
        ratio, cell = self.devicePixelRatioF(), self._cell(scale)
        gap = round(_GAP * ratio)
        width, height = round(self.width() * ratio), round(self.height() * ratio)
        return max((width - gap) // (cell.width() + gap), 1), max((height - gap) // (cell.height() + gap), 1)

    def _rect(self, slot: int) -> QRect:
        """Of the picture at `slot` of the page, in device pixels."""
        columns, _rows = self._shape()
        cell, gap = self._cell(), round(_GAP * self.devicePixelRatioF())
        row, column = divmod(slot, columns)
        return QRect(QPoint(gap + column * (cell.width() + gap), gap + row * (cell.height() + gap)), cell)

    # --- painting ----------------------------------------------------------------------------------------------------

    def _redraw(self) -> None:
        self._image = None
        self.update()

    def _draw(self) -> QImage:
        """The page as one image, each weight a crisp square."""
        dark, scale = colors() is DARK, self._scale()
        per_page, (columns, rows) = self.per_page(), self._shape()
        here = self._order[self.page() * per_page :][:per_page]
        ratio, cell = self.devicePixelRatioF(), self._cell()
        gap = round(_GAP * ratio)
        canvas = np.full(
            (gap + rows * (cell.height() + gap), gap + columns * (cell.width() + gap)), ramp(dark)[127], np.uint32
        )
        pictures = shades(self._pictures[:, :, here], self._limit, dark=dark).transpose(2, 0, 1)
        large = pictures.repeat(scale, axis=1).repeat(scale, axis=2)
        for slot, picture in enumerate(large):
            rect = self._rect(slot)
            canvas[rect.top() : rect.top() + rect.height(), rect.left() : rect.left() + rect.width()] = picture
        height, width = canvas.shape
        # copy(): a QImage otherwise keeps looking into the array's own memory
        image = QImage(canvas.data, width, height, 4 * width, QImage.Format.Format_RGB32).copy()
        image.setDevicePixelRatio(ratio)
        return image

    def paintEvent(self, _event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        if self._image is None or self._image.devicePixelRatio() != ratio:
            self._image = self._draw()
        painter = QPainter(self)
        painter.drawImage(0, 0, self._image)
        painter.scale(1 / ratio, 1 / ratio)
        table, count = colors(), min(len(self._order) - self.page() * self.per_page(), self.per_page())
        painter.setPen(QPen(QColor(table.border), 1))
        for slot in range(count):
            painter.drawRect(self._rect(slot).adjusted(-1, -1, 0, 0))
        if count:
            painter.setPen(QPen(QColor(table.text if self.hasFocus() else table.faint), 2 * ratio))
            edge = round(ratio)
            painter.drawRect(self._rect(self._place % self.per_page()).adjusted(-edge, -edge, edge - 1, edge - 1))
        painter.end()

    # --- mouse and keys ----------------------------------------------------------------------------------------------

    def _point_to(self, position: QPointF) -> None:
        place = (position * self.devicePixelRatioF()).toPoint()
        columns, _rows = self._shape()
        step = self._cell() + QSize(1, 1) * round(_GAP * self.devicePixelRatioF())
        column, row = place.x() // step.width(), place.y() // step.height()
        at = self.page() * self.per_page() + row * columns + column
        if column < columns and row * columns + column < self.per_page() and at < len(self._order):
            self.point_at(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_to(event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._point_to(event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        columns, _rows = self._shape()
        key, last = Qt.Key, len(self._order) - 1
        steps: dict[int, int] = {key.Key_Left: -1, key.Key_Right: 1, key.Key_Up: -columns, key.Key_Down: columns}
        ends: dict[int, int] = {key.Key_Home: 0, key.Key_End: last}
        pages: dict[int, int] = {key.Key_PageUp: -1, key.Key_PageDown: 1}
        pressed = event.key()
        if pressed in pages:
            self.turn(pages[pressed])
        elif pressed in ends:
            self.point_at(ends[pressed])
        elif pressed in steps and 0 <= self._place + steps[pressed] <= last:
            self.point_at(self._place + steps[pressed])
        elif pressed not in steps:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._redraw()
        self.changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._redraw()
        super().changeEvent(event)
