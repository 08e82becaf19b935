"""What is chosen inside the network: a neuron's walk, a layer's maps, or where a passed-on number is from."""

from typing import NamedTuple

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from fashion_gui.core.questions import NeuronWalked
from fashion_gui.ui.elided_label import ElidedLabel
from fashion_gui.ui.inside_maps import MapsView
from fashion_gui.ui.inside_numbers import LayerValues, plain
from fashion_gui.ui.inside_texts import InsideTexts
from fashion_gui.ui.inside_walk import NeuronWalk
from fashion_gui.ui.language import Translated
from fashion_gui.ui.plain_text import plain_label


class Place(NamedTuple):
    """A neuron or map: the place of its layer among those shown, and its own in the layer."""

    layer: int
    unit: int


class PassedOn(Translated):
    """A number of a layer without sums of its own, and the way to where it is from."""

    followed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[LayerValues, LayerValues, int] | None = None
        self._text = plain_label()
        self._text.setWordWrap(True)
        self._button = QPushButton()
        self._button.clicked.connect(self.followed)
        row = QHBoxLayout()
        row.addWidget(self._button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._text)
        column.addLayout(row)
        column.addStretch(1)

    def show_unit(self, layer: LayerValues, source: LayerValues, unit: int) -> None:
        """A number that `layer` has made of what `source` gives."""
        self._shown = layer, source, unit
        self.retranslate()

    def text(self) -> str:
        """What is said about it."""
        return self._text.text()

    def retranslate(self) -> None:
        """All texts."""
        if self._shown is None:
            return
        layer, source, unit = self._shown
        before, value = "", plain(float(layer.values[unit]))
        if source.has_maps:
            text = self.tr("{layer} gives {value} here: the mean of map {number} of {source}.")
            self._button.setText(self.tr("Show the map"))
        else:
            before = plain(float(source.values[unit]))
            text = self.tr(
                "{layer} scales and shifts what neuron {number} of {source} gives: {before} becomes {value}."
            )
            self._button.setText(self.tr("Show this neuron"))
        self._text.setText(text.format(layer=layer.name, value=value, number=unit, source=source.name, before=before))


class InsideDetail(Translated):
    """Shows one place; the answer's neuron until another is chosen.  Back goes the way back."""

    wished = Signal(object)  # the walk of this Place
    placed = Signal(int, int)  # what is shown from now on: layer and unit
    pointed = Signal(str)  # about a pixel of the walk; "" for none

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = InsideTexts()
        self._layers: list[LayerValues] = []
        self._place: Place | None = None  # None: the answer's neuron, whichever it is
        self._way: list[Place | None] = []
        self.back = QToolButton()
        self.back.clicked.connect(self._go_back)
        self._title = ElidedLabel()
        self._title.setProperty("role", "title")
        self.walk, self.maps, self.passed_on = NeuronWalk(), MapsView(), PassedOn()
        self._menu = self.walk.exports.button()
        self.walk.followed.connect(self._follow_input)
        self.walk.pointed.connect(self.pointed)
        self.maps.pointed.connect(self._on_map)
        self.passed_on.followed.connect(self._follow_unit)
        head = QHBoxLayout()
        head.addWidget(self.back)
        head.addWidget(self._title, 1)
        head.addWidget(self._menu)
        self._stack = QStackedWidget()
        for widget in (self.walk, self.maps, self.passed_on):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self.retranslate()

    def show_layers(self, layers: list[LayerValues]) -> None:
        """What the layers give now; what is shown stays, if the network still has it."""
        shapes = [(layer.name, layer.values.shape) for layer in self._layers]
        if shapes != [(layer.name, layer.values.shape) for layer in layers]:
            self._place, self._way = None, []
        self._layers = layers
        self._show()

    def place(self) -> Place:
        """What is shown."""
        last = len(self._layers) - 1
        return self._place or Place(last, int(self._layers[last].values.argmax()))

    @Slot(int, int)
    def choose(self, layer: int, unit: int) -> None:
        """Show a neuron or a map.  Pixels have nothing behind them."""
        if self._layers[layer].is_input or Place(layer, unit) == self._place:
            return
        self._way.append(self._place)
        self._place = Place(layer, unit)
        self._show()

    @Slot()
    def _go_back(self) -> None:
        if self._way:
            self._place = self._way.pop()
            self._show()

    @Slot(int)
    def _follow_input(self, index: int) -> None:
        """To the neuron or the map where one of the inputs is from."""
        source = self.place().layer - 1
        self.choose(source, index % self._layers[source].units)  # the channels are last

    @Slot()
    def _follow_unit(self) -> None:
        place = self.place()
        self.choose(place.layer - 1, place.unit)

    @Slot(int)
    def _on_map(self, unit: int) -> None:
        """Pointing at another map is no step of the way."""
        if self._place is not None and self._layers[self._place.layer].has_maps and unit >= 0:
            self._place = Place(self._place.layer, unit)
            self._tell()

    def show_walk(self, walked: NeuronWalked) -> None:
        """The reply to what was `wished`; an older one is dropped."""
        place = self.place() if self._layers else Place(0, 0)
        if self._layers and (self._layers[place.layer].layer, place.unit) == (walked.layer, walked.neuron):
            is_last = place.layer == len(self._layers) - 1
            self.walk.show_walk(walked, self._layers[place.layer], self._layers[place.layer - 1], is_last=is_last)

    def set_raw(self, raw: bool) -> None:
        """Tiles bright on black, or dark on white."""
        self.walk.pixels.set_raw(raw)

    def _show(self) -> None:
        if not self._layers:
            return
        place = self.place()
        layer = self._layers[place.layer]
        self._menu.setVisible(layer.is_dense)
        if layer.is_dense:
            self._stack.setCurrentWidget(self.walk)
            self.wished.emit(place)
        elif layer.has_maps:
            self._stack.setCurrentWidget(self.maps)
            self.maps.show_maps(layer, place.unit)
        else:
            self._stack.setCurrentWidget(self.passed_on)
            self.passed_on.show_unit(layer, self._layers[place.layer - 1], place.unit)
        self._tell()

    def _tell(self) -> None:
        place = self.place()
        self.back.setEnabled(bool(self._way))
        is_last = place.layer == len(self._layers) - 1
        self._title.setText(self._texts.title(self._layers[place.layer], place.unit, is_last=is_last))
        self.placed.emit(*place)

    def retranslate(self) -> None:
        """All texts."""
        self.back.setText(self.tr("‹ Back"))
        self.back.setToolTip(self.tr("Back to what was shown before"))
        if self._layers:
            self._tell()
