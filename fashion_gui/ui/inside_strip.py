"""All layers of a network side by side, from the picture to the ten outputs."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from fashion_gui.core.questions import DeadCounted, DeadUnits
from fashion_gui.ui.elided_label import ElidedLabel
from fashion_gui.ui.exports import Cells, Exports
from fashion_gui.ui.inside_numbers import LayerValues
from fashion_gui.ui.inside_pictures import LayerPicture, TileCells, picture_for
from fashion_gui.ui.inside_texts import InsideTexts
from fashion_gui.ui.language import Translated
from fashion_gui.ui.plain_text import plain_tip
from fashion_gui.ui.theme import scaled_font


class LayerColumn(Translated):
    """One layer: its name, what it gives as a picture, how many neurons are active, how many dead."""

    def __init__(self, layer: LayerValues, *, is_last: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = InsideTexts()
        self.layer, self.is_last = layer, is_last
        self.is_relu = False
        self._dead: DeadUnits | None = None
        self._counted: DeadCounted | None = None
        self.picture = picture_for(layer, is_last=is_last)
        self.picture.show_layer(layer)
        self._name, self._gives, self._silent = ElidedLabel(), ElidedLabel(), ElidedLabel()
        self._name.setProperty("role", "title")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(self._name)
        column.addWidget(self.picture, 1)
        for label in (self._gives, self._silent):
            label.setProperty("role", "faint")
            label.setFont(scaled_font(label.font(), 0.9))
            column.addWidget(label)
        for label in (self._name, self._gives, self._silent):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.retranslate()

    def show_layer(self, layer: LayerValues, *, is_relu: bool) -> None:
        """What the layer gives now."""
        self.layer, self.is_relu = layer, is_relu
        self.picture.show_layer(layer)
        self.retranslate()

    def show_dead(self, counted: DeadCounted | None) -> None:
        """Which neurons never answer; None: not known."""
        found = counted.layers if counted else []
        self._counted = counted
        self._dead = next((dead for dead in found if dead.layer == self.layer.layer), None)
        self.picture.show_dead(self._dead.dead if self._dead else [])
        self.retranslate()

    def about(self, cell: int) -> str:
        """What a cell is and gives."""
        dead = self._dead.dead if self._dead else []
        return self._texts.value(self.layer, cell, is_last=self.is_last, dead=dead)

    def retranslate(self) -> None:
        """All texts."""
        self._name.setText(self.tr("input") if self.layer.is_input else self.layer.name)
        about = self._texts.about_layer(self.layer, is_last=self.is_last)
        self._name.setToolTip(plain_tip(f"{self.layer.name}\n{about}"))
        gives = self._texts.gives(self.layer, is_last=self.is_last, is_relu=self.is_relu)
        silent = self._texts.dead(self._dead)
        self._gives.setText(gives)
        self._silent.setText(silent)
        self._gives.setToolTip(self._texts.about_active() if self.is_relu else gives)
        self._silent.setToolTip(self._texts.about_dead(self._counted) if self._dead else "")
        self.picture.retranslate()
        self.picture.setAccessibleDescription(f"{gives}. {silent}".rstrip(". "))


class LayerStrip(QScrollArea):
    """The columns; what is pointed at and chosen in them goes by the place of the layer in the strip, and the cell.

    With many layers it scrolls sideways.
    """

    pointed = Signal(int, int)  # the cell is -1 when nothing is
    chosen = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = InsideTexts()
        self.columns: list[LayerColumn] = []
        self._raw = False
        self._row = QWidget()
        self._layout = QHBoxLayout(self._row)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self.setWidget(self._row)
        self._row.installEventFilter(self)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its pictures have it
        self.exports = Exports(self._row, name=self.title, cells=self.cells)

    def show_layers(self, layers: Sequence[LayerValues], is_relu: Sequence[bool]) -> None:
        """What the layers give now; their columns stay if they are the same layers."""
        shapes = [(column.layer.name, column.layer.values.shape) for column in self.columns]
        if shapes != [(layer.name, layer.values.shape) for layer in layers]:
            self._build(layers)
        for column, layer, relu in zip(self.columns, layers, is_relu, strict=True):
            column.show_layer(layer, is_relu=relu)
        self._fit()

    def _build(self, layers: Sequence[LayerValues]) -> None:
        while self._layout.count():
            item = self._layout.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.columns = []
        for place, layer in enumerate(layers):
            if place:
                arrow = QLabel("›")
                arrow.setProperty("role", "faint")
                self._layout.addWidget(arrow)
            column = LayerColumn(layer, is_last=place == len(layers) - 1)
            column.picture.pointed.connect(lambda cell, place=place: self.pointed.emit(place, cell))
            column.picture.chosen.connect(lambda cell, place=place: self.chosen.emit(place, cell))
            column.picture.installEventFilter(self)
            self._layout.addWidget(column, 1)
            self.columns.append(column)
        self.set_raw(self._raw)

    def set_raw(self, raw: bool) -> None:
        """The picture bright on black, or dark on white."""
        self._raw = raw
        for column in self.columns:
            if isinstance(column.picture, TileCells):
                column.picture.set_raw(raw)

    def show_dead(self, counted: DeadCounted | None) -> None:
        """Which neurons never answer; None: not known."""
        for column in self.columns:
            column.show_dead(counted)

    def mark(self, place: int, cell: int) -> None:
        """Frame a cell of one layer: the one that is explained below."""
        for at, column in enumerate(self.columns):
            column.picture.mark(cell if at == place and cell < column.picture.count() else -1)

    def title(self) -> str:
        """A name for files."""
        return self.tr("What each layer gives")

    def cells(self) -> Cells:
        """Each number; of a map its mean."""
        rows = [[self.tr("layer"), self.tr("neuron or map"), self.tr("value; of a map its mean")]]
        for column in self.columns:
            layer = column.layer
            values = layer.values.ravel() if layer.is_one_tile or not layer.has_maps else layer.values.mean(axis=(0, 1))
            rows += [[layer.name, str(place), f"{value:.6g}"] for place, value in enumerate(values.tolist())]
        return rows

    # --- as high as its columns, whether or not it scrolls ------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self._row.minimumSizeHint().height() + self._bar())

    def sizeHint(self) -> QSize:
        return QSize(600, self._row.sizeHint().height() + self._bar())

    def _bar(self) -> int:
        """Room for a scroll bar, if there is one."""
        needs = self._row.minimumSizeHint().width() > self.width()
        return self.horizontalScrollBar().sizeHint().height() if needs else 0

    def _fit(self) -> None:
        self.setMinimumHeight(self.minimumSizeHint().height())
        self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, LayerPicture):
            self.ensureWidgetVisible(watched, 8, 0)
        elif event.type() == QEvent.Type.LayoutRequest and watched is self._row:  # the fonts and texts are known now
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
