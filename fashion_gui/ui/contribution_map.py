"""What each pixel of a picture contributes, as colours over the picture: blue speaks for a class, orange against it."""

from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPoint, QRect, QSize, Signal, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fashion_gui.core.labels import TILE_SIDE
from fashion_gui.ui.contribution_sums import Floats
from fashion_gui.ui.exports import Cells, Exports
from fashion_gui.ui.first_layer import WeightLegend
from fashion_gui.ui.pixel_pad import PixelPad
from fashion_gui.ui.theme import DARK, colors
from fashion_gui.ui.weight_grid import shades

_CELL: Final = (8, 20)  # least and most logical pixels a side
_OUTLIERS: Final = 0.01  # the share of pixels beyond the colours' ends: a few must not make all others pale
_PICTURE: Final = 0.45  # how much of the text's colour the brightest pixel has where nothing is contributed


class ContributionMap(PixelPad):
    """28 x 28 contributions over the picture.  The mouse or the arrow keys point at a pixel."""

    described = Signal(str)  # what the pixel pointed at does, or "" where there is nothing

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: Floats | None = None
        self._title = self._sentence = ""
        self._limit = 1.0
        self._row = self._column = TILE_SIDE // 2
        self.setMinimumSize(_CELL[0] * TILE_SIDE + 4, _CELL[0] * TILE_SIDE + 4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.pixel_pointed.connect(self._on_pointed)
        self.exports = Exports(self, name=self.name, cells=self.cells)
        self.retranslate()

    def show_contributions(
        self, tile: npt.NDArray[np.uint8], values: Floats | None, title: str = "", sentence: str = ""
    ) -> None:
        """Float64 (28, 28) about uint8 (28, 28), or None for not known yet.

        `title` says what they speak for, `sentence` what is to be seen.
        """
        self._values, self._title, self._sentence = values, title, sentence
        if values is not None:
            self._limit = colour_limit(values)
        self.show_tile(tile)
        self.retranslate()

    def limit(self) -> float:
        """The contribution that gets the deepest colours."""
        return self._limit

    def name(self) -> str:
        """As a title."""
        return self._title

    def cells(self) -> Cells:
        """28 rows of 28 contributions, with the numbers of rows and columns."""
        head = ["", *map(str, range(TILE_SIDE))]
        values = np.zeros((TILE_SIDE, TILE_SIDE)) if self._values is None else self._values
        return [head, *([str(row), *(f"{value:.6g}" for value in line)] for row, line in enumerate(values.tolist()))]

    def description(self) -> str:
        """What the pixel pointed at does."""
        if self._values is None:
            return ""
        row, column = self.pixel()
        value, brightness = float(self._values[row, column]), int(self._tile[row, column])
        if not brightness:
            text = self.tr("Row {row}, column {column}: black, so it contributes nothing")
        elif value >= 0:
            text = self.tr("Row {row}, column {column}, brightness {brightness}: speaks for it, {value}")
        else:
            text = self.tr("Row {row}, column {column}, brightness {brightness}: speaks against it, {value}")
        sign = f"{value:+.3f}".replace("-", "−")
        return text.format(row=row, column=column, brightness=brightness, value=sign)

    def retranslate(self) -> None:
        """Only what a screen reader says."""
        self.setAccessibleName(self._title or self.tr("What each pixel contributes"))
        self._describe()

    @Slot(int, int)
    def _on_pointed(self, row: int, column: int) -> None:
        self.set_pixel(row, column)
        self._describe()

    def _describe(self) -> None:
        text = self.description()
        self.setAccessibleDescription("\n".join(part for part in (self._sentence, text) if part))
        self.described.emit(text)

    # --- painting -----------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        side = 11 * TILE_SIDE + 4
        return QSize(side, side)

    def _cell_size(self) -> QSize:
        side = min(max((min(self.width(), self.height()) - 4) // TILE_SIDE, 1), _CELL[1])
        return QSize(side, side)

    def _area(self) -> QRect:
        size = self._cell_size() * TILE_SIDE
        return QRect(QPoint((self.width() - size.width()) // 2, (self.height() - size.height()) // 2), size)

    def _image(self) -> QImage:
        """Deep colours cover the picture, pale ones let it show through."""
        table = colors()
        card, text = (_rgb(name) for name in (table.card, table.text))
        picture = card + (text - card) * (_PICTURE * self._tile[..., np.newaxis] / 255)
        if self._values is not None:
            packed = shades(self._values.astype(np.float32), self._limit, dark=table is DARK)
            colour = np.stack([packed >> 16 & 255, packed >> 8 & 255, packed & 255], axis=-1).astype(np.float64)
            cover = np.sqrt(np.clip(np.abs(self._values) / self._limit, 0, 1))[..., np.newaxis]
            picture = colour * cover + picture * (1 - cover)
        rgb = np.rint(picture).astype(np.uint8)
        # copy(): a QImage otherwise keeps looking into the array's own memory
        return QImage(rgb.tobytes(), TILE_SIDE, TILE_SIDE, 3 * TILE_SIDE, QImage.Format.Format_RGB888).copy()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawImage(self._area(), self._image())
        self._paint_focus(painter)
        if self._values is not None and (self.hasFocus() or self.underMouse()):
            self._paint_frame(painter, colors().card)
        painter.end()


class ContributionLegend(WeightLegend):
    """The colours from what speaks most against a class to what speaks most for it."""

    def retranslate(self) -> None:
        """All texts, and the colours of the theme."""
        super().retranslate()
        tip = self.tr(
            "Blue: this pixel makes the output larger, it speaks for the class. Orange: it makes it smaller. "
            "The deeper the colour, the more. A contribution is the pixel's brightness (0 to 1) times what the "
            "network makes of it; a black pixel contributes nothing."
        )
        self.setToolTip(tip)
        self.setAccessibleName(self.tr("Colours of the contributions"))
        self.setAccessibleDescription(tip)


def colour_limit(values: Floats) -> float:
    """The contribution that gets the deepest colours; above 0."""
    sizes = np.sort(np.abs(values), axis=None)
    return float(sizes[int((1 - _OUTLIERS) * (len(sizes) - 1))] or sizes[-1] or 1.0)


def _rgb(name: str) -> Floats:
    color = QColor(name)
    return np.array([color.red(), color.green(), color.blue()], np.float64)
