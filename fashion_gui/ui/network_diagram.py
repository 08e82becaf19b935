"""The layers of a network, drawn: a column of neurons a layer, with the connections between them."""

from itertools import pairwise
from typing import Final

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from fashion_gui.core.labels import CLASS_COUNT, TILE_SIDE
from fashion_gui.core.networks import LayerRow, Network
from fashion_gui.ui.diagram_layout import DiagramLayout, circles_of
from fashion_gui.ui.language import Translated, name_of
from fashion_gui.ui.layer_texts import LayerTexts
from fashion_gui.ui.theme import colors, mix, scaled_font

_CAPTION_LINES: Final = 3
_NARROW: Final = 60.0  # logical pixels
_LEAST: Final = 4  # characters of a caption that is cut off
_SHIRT: Final = (  # outline of the picture's example, in pixels of a tile
    (9, 3), (12, 5), (16, 5), (19, 3), (24, 6), (27, 13), (23, 15), (21, 12),
    (21, 26), (7, 26), (7, 12), (5, 15), (1, 13), (4, 6),
)  # fmt: skip


class NetworkDiagram(Translated):
    """A column for each row of the summary.  A click, or the arrow keys, choose one."""

    layer_chosen = Signal(int)  # index of the row in Network.rows()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[LayerRow, ...] = ()
        self._texts = LayerTexts(Network(()))
        self._selected = -1
        self._shirt = _shirt_image()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.retranslate()

    def show_network(self, network: Network) -> None:
        """Draw `network`; nothing is selected."""
        self._rows = network.rows()
        self._texts = LayerTexts(network)
        self._selected = -1
        self.retranslate()

    def selected(self) -> int:
        """Index of the highlighted row, -1: none."""
        return self._selected

    def select(self, index: int) -> None:
        """Highlight a layer; says nothing to others."""
        self._selected = index
        self.update()

    def layout_now(self) -> DiagramLayout:
        """Where everything lies at the present size."""
        line = QFontMetricsF(self._small_font())
        names = 0.0
        if self._rows and self._rows[-1].units == CLASS_COUNT:
            names = 4 + max(line.horizontalAdvance(name_of(label)) for label in range(CLASS_COUNT))
        return DiagramLayout(self._rows, QSizeF(self.size()), captions=line.height() * _CAPTION_LINES, names=names)

    def retranslate(self) -> None:
        """The accessible description lists the layers."""
        self.setAccessibleName(self.tr("Diagram of the layers"))
        self.setAccessibleDescription(
            "; ".join(", ".join(self._texts.captions(index)) for index in range(len(self._rows)))
        )
        self.update()

    def _small_font(self, *, bold: bool = False) -> QFont:
        font = scaled_font(self.font(), 0.9)
        font.setBold(bold)
        return font

    def sizeHint(self) -> QSize:
        return QSize(860, 190)  # what else there is comes by its size policy

    def minimumSizeHint(self) -> QSize:
        return QSize(420, 180)

    # --- painting ----------------------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._rows:
            return
        places = self.layout_now()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._selected >= 0:
            self._paint_selection(painter, places)
        wide = [index for index in range(len(self._rows)) if not places.is_thin(index)]
        for before, index in pairwise(wide):
            self._paint_connections(painter, places, before, index)
        for index in range(len(self._rows)):
            if places.is_thin(index):
                self._paint_bar(painter, places.bar(index), index)
                continue
            if places.is_picture(index):
                self._paint_picture(painter, places.picture(index), chosen=index == self._selected)
            elif places.is_maps(index):
                self._paint_maps(painter, places.maps(index), index)
            else:
                self._paint_neurons(painter, places, index)
            self._paint_captions(painter, places, index)
        if places.names:
            self._paint_names(painter, places)
        painter.end()

    def _paint_selection(self, painter: QPainter, places: DiagramLayout) -> None:
        """The place of the chosen layer, with its captions; a thin one is a little wider than its bar."""
        table, index = colors(), self._selected
        place = places.group(index).adjusted(2, 1, -2, -1)
        if places.is_thin(index):
            place = places.bar(index).adjusted(-3, -3, 3, 3)
        painter.setBrush(QColor(table.tint))
        painter.setPen(QPen(QColor(table.accent), 1) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(place, 8, 8)

    def _paint_connections(self, painter: QPainter, places: DiagramLayout, before: int, index: int) -> None:
        """Every neuron to every neuron before it; from a picture or maps, a fan to what they become."""
        table = colors()
        chosen = index == self._selected
        color = QColor(table.accent) if chosen else mix(table.bar, table.card, 0.6)
        gap = places.radius() + 1.5
        if places.is_picture(before) or places.is_maps(before):
            color.setAlphaF(0.22 if chosen else 0.16)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            (left, above, below), (right, top, bottom) = places.right_edge(before), places.left_edge(index)
            corners = [(left + 4, above), (right - 2, top), (right - 2, bottom), (left + 4, below)]
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
            return
        color.setAlphaF(0.45 if chosen else 0.33)
        painter.setPen(QPen(color, 0.8))
        starts, neurons = places.neurons(before), places.neurons(index)
        painter.drawLines([QLineF(a.x() + gap, a.y(), b.x() - gap, b.y()) for a in starts for b in neurons])

    def _paint_picture(self, painter: QPainter, picture: QRectF, *, chosen: bool) -> None:
        table = colors()
        painter.drawImage(picture, self._shirt)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(table.accent if chosen else table.border), 2 if chosen else 1))
        painter.drawRect(picture)

    def _paint_maps(self, painter: QPainter, maps: list[QPolygonF], index: int) -> None:
        """Filled where they are computed with weights, hollow where they only pass through."""
        table = colors()
        strong = table.accent if index == self._selected else table.bar
        painter.setBrush(mix(strong, table.card, 0.45 if self._rows[index].kind == "Conv2D" else 0))
        painter.setPen(QPen(QColor(strong), 1))
        for polygon in maps:
            painter.drawPolygon(polygon)

    def _paint_bar(self, painter: QPainter, bar: QRectF, index: int) -> None:
        """A layer that changes no shape, with its name along it."""
        table = colors()
        chosen = index == self._selected
        painter.setBrush(QColor(table.card))
        painter.setPen(QPen(QColor(table.accent if chosen else table.border), 1))
        painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        font = self._small_font()
        text = QFontMetricsF(font).elidedText(self._rows[index].name, Qt.TextElideMode.ElideRight, bar.height() - 6)
        painter.save()
        painter.translate(bar.center())
        painter.rotate(-90)
        painter.setFont(font)
        painter.setPen(QColor(table.text if chosen else table.faint))
        place = QRectF(-bar.height() / 2, -bar.width() / 2, bar.height(), bar.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()

    def _paint_neurons(self, painter: QPainter, places: DiagramLayout, index: int) -> None:
        table, row, radius = colors(), self._rows[index], places.radius()
        strong = QColor(table.accent if index == self._selected else table.bar)
        neurons = places.neurons(index)
        # Numbers that only pass through are drawn hollow, neurons that compute are filled.
        painter.setBrush(strong if row.kind == "Dense" else QColor(table.card))
        painter.setPen(QPen(strong, 1.4))
        for centre in neurons:
            painter.drawEllipse(centre, radius, radius)
        above, below = circles_of(row.units)
        if below:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(strong)
            start, end = neurons[above - 1], neurons[above]
            for share in (0.35, 0.5, 0.65):
                painter.drawEllipse(start + (end - start) * share, 1.6, 1.6)

    def _paint_captions(self, painter: QPainter, places: DiagramLayout, index: int) -> None:
        table, column = colors(), places.group(index)
        height = places.captions / _CAPTION_LINES
        top = column.bottom() - places.captions - 4
        short = column.width() < _NARROW  # figures alone where the words would be cut off
        for line, text in enumerate(self._texts.captions(index, short=short)):
            font = self._small_font(bold=line == 0)
            painter.setFont(font)
            painter.setPen(QColor(table.text if line == 0 else table.faint))
            elided = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, column.width() - 4)
            if elided != text and len(elided) < _LEAST:
                continue  # "d…" says nothing
            place = QRectF(column.left(), top + line * height, column.width(), height)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, elided)

    def _paint_names(self, painter: QPainter, places: DiagramLayout) -> None:
        """The class of each output, right of it."""
        painter.setFont(self._small_font())
        painter.setPen(QColor(colors().text))
        for label, centre in enumerate(places.neurons(len(self._rows) - 1)):
            left = centre.x() + places.radius() + 8
            place = QRectF(left, centre.y() - 12, self.width() - left, 24)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, name_of(label))

    # --- events ------------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.layout_now().layer_at(event.position())
        if index >= 0:
            self.layer_chosen.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(event.key())
        if step is None or not self._rows:
            super().keyPressEvent(event)
            return
        self.layer_chosen.emit(min(max(self._selected + step, 0), len(self._rows) - 1))

    def focusInEvent(self, event: QFocusEvent) -> None:
        keyboard = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if keyboard and self._selected < 0 and self._rows:
            self.layer_chosen.emit(0)  # the arrow keys need a place to start from
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.update()
        super().changeEvent(event)


def _shirt_image() -> QImage:
    """An example of a tile, bright on black."""
    image = QImage(TILE_SIDE, TILE_SIDE, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.black)
    painter = QPainter(image)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#d8d8d8"))
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in _SHIRT]))
    painter.end()
    return image
