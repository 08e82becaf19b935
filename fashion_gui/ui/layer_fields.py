"""The settings of one layer, to be edited in place."""

from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QHBoxLayout, QLabel, QSpinBox, QWidget

from fashion_gui.core.networks import ACTIVATIONS, MAX_FILTERS, MAX_UNITS, MAX_WINDOW, Conv2D, Layer
from fashion_gui.ui.language import Translated

_HIDDEN_ACTIVATIONS: Final = tuple(name for name in ACTIVATIONS if name != "softmax")
_MAX_PERCENT: Final = 99.0
_WIDTH: Final = 70  # logical pixels


class LayerFields(Translated):
    """A caption and a field for each setting of a layer.  `changed` carries the layer as it is now wished."""

    changed = Signal(object)  # Layer
    entered = Signal()  # the keyboard came to a field

    def __init__(self, layer: Layer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layer = layer
        self._captions: dict[str, QLabel] = {}
        self.fields: dict[str, QWidget] = {}  # setting -> its field
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for name in vars(layer):
            caption = self._captions[name] = QLabel()
            caption.setProperty("role", "faint")
            field = self.fields[name] = self._field(name)
            caption.setBuddy(field)
            row.addWidget(caption)
            row.addWidget(field)
            row.addSpacing(4)
        row.addStretch(1)
        self.show_layer(layer)
        self.retranslate()

    def show_layer(self, layer: Layer) -> None:
        """Show the settings of another layer of the same kind; says nothing to others."""
        self._layer = layer
        for name, field in self.fields.items():
            field.blockSignals(True)
            _show(field, getattr(layer, name))
            field.blockSignals(False)

    def retranslate(self) -> None:
        """Captions, and what the fields are called by a screen reader."""
        size = self.tr("window") if isinstance(self._layer, Conv2D) else self.tr("of each")
        tips = {
            "units": (self.tr("neurons"), self.tr("How many neurons the layer has: so many numbers it hands on.")),
            "filters": (self.tr("filters"), self.tr("How many patterns the layer looks for: so many maps it draws.")),
            "size": (size, self.tr("How many pixels, across and down, are looked at together.")),
            "activation": ("", self.tr("Activation: what becomes of each sum.")),
            "rate": (self.tr("share"), self.tr("How many of the numbers become 0 while training.")),
        }
        for name, caption in self._captions.items():
            text, tip = tips[name]
            caption.setText(text)
            caption.setVisible(bool(text))
            for widget in (caption, self.fields[name]):
                widget.setToolTip(tip)
            self.fields[name].setAccessibleName(text or self.tr("activation"))
            self.fields[name].setAccessibleDescription(tip)

    def _field(self, name: str) -> QWidget:
        field: QSpinBox | QDoubleSpinBox | QComboBox
        if name in ("units", "filters"):
            field = _PowerField(MAX_UNITS if name == "units" else MAX_FILTERS)
            field.valueChanged.connect(lambda count: self._change(name, count))
        elif name == "rate":
            field = _PercentField()
            field.valueChanged.connect(lambda percent: self._change(name, round(percent / 100, 4)))
        else:
            field = choices = QComboBox()
            smallest = 1 if isinstance(self._layer, Conv2D) else 2
            for choice in _HIDDEN_ACTIVATIONS if name == "activation" else range(smallest, MAX_WINDOW + 1):
                choices.addItem(_choice_text(choice), choice)
            choices.currentIndexChanged.connect(lambda _index: self._change(name, choices.currentData()))
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel gives no focus
        field.installEventFilter(self)
        return field

    def _change(self, name: str, value: object) -> None:
        settings: dict[str, Any] = {name: value}
        self._layer = replace(self._layer, **settings)
        self.changed.emit(self._layer)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel scrolls the list; it changes only a field that one is in."""
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class _PowerField(QSpinBox):
    """A whole number, up to `high`; its arrows go from one power of two to the next, as layers usually have."""

    def __init__(self, high: int) -> None:
        super().__init__()
        self.setRange(1, high)
        _make_small(self)

    def stepBy(self, steps: int) -> None:
        """Up and down by powers of two."""
        value = self.value()
        for _ in range(abs(steps)):
            value = 1 << (value.bit_length() if steps > 0 else max((value - 1).bit_length() - 1, 0))
        self.setValue(value)
        self.selectAll()


class _PercentField(QDoubleSpinBox):
    """30, not 30.0; but 12.5 where somebody typed it."""

    def __init__(self) -> None:
        super().__init__()
        self.setRange(0, _MAX_PERCENT)
        self.setDecimals(1)
        self.setSingleStep(5)
        self.setSuffix(" %")
        _make_small(self)

    def textFromValue(self, value: float) -> str:
        """Without zeros at its end."""
        return f"{value:g}"


def _make_small(field: QSpinBox | QDoubleSpinBox) -> None:
    field.setFixedWidth(_WIDTH)
    field.lineEdit().setTextMargins(3, 0, 0, 0)


def _choice_text(choice: int | str) -> str:
    return choice if isinstance(choice, str) else f"{choice} × {choice}"


def _show(field: QWidget, value: Any) -> None:
    if isinstance(field, QSpinBox):
        field.setValue(value)
    elif isinstance(field, QDoubleSpinBox):
        field.setValue(100 * value)
    elif isinstance(field, QComboBox):
        if field.findData(value) < 0:  # from a network of another origin, such as softmax in the middle
            field.addItem(_choice_text(value), value)
        field.setCurrentIndex(field.findData(value))
