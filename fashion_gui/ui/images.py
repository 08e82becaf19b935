"""Arrays to pictures, and icons in the colours of the theme."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from fashion_gui.core.paths import resource
from fashion_gui.core.protocol import Picture
from fashion_gui.ui.theme import colors


def tile_image(tile: npt.NDArray[np.uint8], *, inverted: bool) -> QImage:
    """uint8 (28, 28) as a 28x28 picture; `inverted` shows it dark on white, as matplotlib's `binary` colour map."""
    shown = np.ascontiguousarray(255 - tile if inverted else tile)
    height, width = shown.shape
    # copy(): a QImage otherwise keeps looking into the array's own memory
    return QImage(shown.tobytes(), width, height, width, QImage.Format.Format_Grayscale8).copy()


def tile_pixmap(tile: npt.NDArray[np.uint8], *, side: int, ratio: float, inverted: bool) -> QPixmap:
    """The tile at `side` logical pixels, each of its pixels crisp; `ratio` is the screen's pixel ratio."""
    device_side = round(side * ratio)
    image = tile_image(tile, inverted=inverted).scaled(
        device_side, device_side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.FastTransformation
    )
    pixmap = QPixmap.fromImage(image)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixel_image(pixels: npt.NDArray[np.uint8], *, ratio: float) -> QImage:
    """RGBA (rows, columns, 4) of a screen with that pixel `ratio`; it is opaque."""
    rows, columns, _ = pixels.shape
    # copy(): as above
    image = QImage(pixels.tobytes(), columns, rows, 4 * columns, QImage.Format.Format_RGBX8888).copy()
    image.setDevicePixelRatio(ratio)
    return image


def picture_image(picture: Picture) -> QImage:
    """Raw RGB from the photo worker: nothing is decoded here.  A null image where the size does not fit."""
    row = 3 * picture.width
    if len(picture.rgb) != row * picture.height or picture.width <= 0:
        return QImage()
    # copy(): as above
    return QImage(picture.rgb, picture.width, picture.height, row, QImage.Format.Format_RGB888).copy()


def reduced_image(picture: Picture, side: int) -> QImage:
    """The picture with its long side reduced to `side` pixels, if it is longer: to be kept by the thousand."""
    image = picture_image(picture)
    if max(image.width(), image.height()) <= side:
        return image
    return image.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)


def picture_pixmap(picture: Picture) -> QPixmap:
    """The same as a pixmap."""
    return QPixmap.fromImage(picture_image(picture))


def icon(name: str, *, color: str | None = None) -> QIcon:
    """The icon `resources/icons/NAME.svg`, drawn in `color` (default: the theme's text colour)."""
    return QIcon(_icon_pixmap(name, color or colors().text))


@lru_cache(maxsize=128)
def _icon_pixmap(name: str, color: str) -> QPixmap:
    source = resource(f"icons/{name}.svg").read_text(encoding="utf-8").replace("currentColor", color)
    renderer = QSvgRenderer(QByteArray(source.encode()))
    pixmap = QPixmap(48, 48)  # 24 logical pixels at twice the resolution
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, 48, 48))
    painter.end()
    pixmap.setDevicePixelRatio(2)
    return pixmap
