"""The way of a photo in three small pictures: the photo with the garment's outline, the cut-out, the tile."""

from typing import Final

import numpy as np
from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fashion_gui.core.labels import TILE_SIDE
from fashion_gui.core.protocol import PhotoPrepared
from fashion_gui.ui.images import picture_pixmap, tile_pixmap
from fashion_gui.ui.language import Translated
from fashion_gui.ui.photo_drawing import paint_outline
from fashion_gui.ui.theme import colors

SIDE: Final = 92  # logical pixels of a picture
HEIGHT: Final = SIDE + 18  # with its caption


def fitted(pixmap: QPixmap, side: int, ratio: float) -> QPixmap:
    """`pixmap` as large as it can be in a square of `side` logical pixels."""
    length = round(side * ratio)
    kept, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    result = pixmap.scaled(length, length, kept, smooth)
    result.setDevicePixelRatio(ratio)
    return result


def cut_out_caption(recipe: str) -> str:
    """What the picture between photo and tile shows."""
    names = {
        "trim": QCoreApplication.translate("PhotoPictures", "trimmed"),
        "report": QCoreApplication.translate("PhotoPictures", "whole photo"),
    }
    return names.get(recipe, QCoreApplication.translate("PhotoPictures", "cut-out"))


class PhotoPictures(Translated):
    """Three pictures with captions; a click on the first wishes to correct the cut-out."""

    photo_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recipe = ""
        self.photo = OutlinedPhoto()
        self.photo.clicked.connect(self.photo_clicked)
        self._cut_out, self._tile = QLabel(), QLabel()
        self._captions = [QLabel() for _ in range(3)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        pictures: tuple[QWidget, ...] = (self.photo, self._cut_out, self._tile)
        for picture, caption in zip(pictures, self._captions, strict=True):
            picture.setFixedSize(SIDE, SIDE)
            caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
            caption.setProperty("role", "faint")
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(picture)
            column.addWidget(caption)
            row.addLayout(column)
        for label in (self._cut_out, self._tile):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.retranslate()

    def show_prepared(self, prepared: PhotoPrepared) -> None:
        """The three pictures of one photo."""
        ratio = self.devicePixelRatioF()
        tile = np.frombuffer(prepared.tile, np.uint8).reshape(TILE_SIDE, TILE_SIDE)
        self.photo.show_photo(fitted(picture_pixmap(prepared.photo), SIDE, ratio), prepared.outline)
        self._cut_out.setPixmap(fitted(picture_pixmap(prepared.cut_out), SIDE, ratio))
        self._tile.setPixmap(tile_pixmap(tile, side=SIDE - 8, ratio=ratio, inverted=False))
        if prepared.recipe != self._recipe:
            self._recipe = prepared.recipe
            self.retranslate()

    def captions(self) -> list[str]:
        """The words under the pictures."""
        return [caption.text() for caption in self._captions]

    def retranslate(self) -> None:
        """All texts; the middle picture is called after what the recipe does."""
        texts = (self.tr("photo"), cut_out_caption(self._recipe), self.tr("28×28"))
        for caption, text in zip(self._captions, texts, strict=True):
            caption.setText(text)
        self.photo.setToolTip(self.tr("Click to correct what is cut out"))
        self.photo.setAccessibleName(self.tr("Your photo: correct what is cut out"))


class OutlinedPhoto(QAbstractButton):
    """A photo with a line around the garment, to be clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixmap = QPixmap()
        self._outline: list[list[float]] = []
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # painted anew when the mouse comes and goes

    def show_photo(self, pixmap: QPixmap, outline: list[list[float]]) -> None:
        """`outline` as shares of the photo's width and height."""
        self._pixmap, self._outline = pixmap, outline
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(SIDE, SIDE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = self._pixmap.deviceIndependentSize()
        area = QRectF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2, 0, 0)
        area.setSize(size)
        painter.drawPixmap(area.topLeft(), self._pixmap)
        paint_outline(painter, area, self._outline)
        if self.hasFocus() or self.underMouse():
            painter.setPen(QPen(QColor(colors().accent), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()
