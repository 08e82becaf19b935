"""A layer in the list of the network that the user builds."""

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from fashion_gui.core.networks import Layer, LayerRow
from fashion_gui.ui.elided_label import ElidedLabel
from fashion_gui.ui.language import Translated, grouped
from fashion_gui.ui.layer_fields import LayerFields
from fashion_gui.ui.layer_kinds import kind_name, kind_purpose
from fashion_gui.ui.plain_text import plain_label
from fashion_gui.ui.theme import colors, scaled_font

_NUMBER: Final = 30  # logical pixels
_NAME: Final = 128
_RESULT: Final = 116
_PLAIN: Final = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class LayerLine(Translated):
    """Number, kind, settings, and what comes of it; below, why it cannot be.  The outputs (`fixed`) have no settings.

    It can be chosen by a click or by Tab, and dragged by its number.
    """

    entered = Signal()  # by the keyboard or a click, a field included
    changed = Signal(object)  # Layer
    stepped = Signal(int)  # the arrow keys: to the line above (-1) or below (1)
    remove_requested = Signal()
    dragged = Signal(QPointF)  # on the screen
    dropped = Signal()

    def __init__(self, number: int, layer: Layer, *, fixed: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self._layer = layer
        self._fixed = fixed
        self._row: LayerRow | None = None
        self._chosen = False
        self.fields = LayerFields(layer)
        self.fields.changed.connect(self.changed)
        self.fields.entered.connect(self.entered)
        self.problem = plain_label()
        self.problem.setProperty("role", "bad")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.handle = plain_label()
        self._name, self._shape, self._parameters = (plain_label() for _ in range(3))
        self._note = ElidedLabel()
        for label in (self.handle, self._note, self._shape, self._parameters):
            label.setProperty("role", "faint")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        self.handle.setFixedWidth(_NUMBER)
        self._name.setMinimumWidth(_NAME)
        if not self._fixed:
            self.handle.setCursor(Qt.CursorShape.SizeVerCursor)
        result = QVBoxLayout()
        result.setSpacing(0)
        for label in (self._shape, self._parameters):
            label.setMinimumWidth(_RESULT)
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            label.setFont(scaled_font(label.font(), 0.9))
            result.addWidget(label)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.handle)
        line.addWidget(self._name)
        line.addWidget(self.fields, 1)
        line.addWidget(self._note, 1)
        line.addLayout(result)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 3, 8, 3)
        layout.setSpacing(2)
        layout.addLayout(line)
        layout.addWidget(self.problem)
        (self._note if self.fields.fields and not self._fixed else self.fields).hide()

    def show_layer(self, layer: Layer, row: LayerRow | None) -> None:
        """Its settings, and `row`, what comes of it: None where nothing does."""
        self._layer, self._row = layer, row
        self.fields.show_layer(layer)
        self.retranslate()

    def show_problem(self, sentence: str) -> None:
        """Why this layer cannot be; "": it can."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.retranslate()
        self.update()

    def set_chosen(self, chosen: bool) -> None:
        """Whether what is added comes after this layer, and the diagram shows it."""
        self._chosen = chosen
        self.update()

    def retranslate(self) -> None:
        """All texts but the problem, which is given anew at each switch."""
        self.handle.setText(str(self._number) if self._fixed else f"⠿ {self._number}")
        self.handle.setToolTip("" if self._fixed else self.tr("Drag to move the layer"))
        name = self.tr("Outputs") if self._fixed else kind_name(self._layer)
        self._name.setText(name)
        self._name.setToolTip(kind_purpose(self._layer))
        fixed = self.tr("fixed: a probability (softmax) for each class")
        self._note.setText(fixed if self._fixed else kind_purpose(self._layer))
        self._note.setToolTip(self._note.text())
        shape = " × ".join(map(str, self._row.output_shape)) if self._row else ""
        parameters = self._row.parameters if self._row else 0
        self._shape.setText(f"→ {shape}" if shape else "")
        self._shape.setToolTip(self.tr("What the layer hands on"))
        text = self.tr("{count} parameter(s)", "", parameters) if parameters else ""
        self._parameters.setText(text.format(count=grouped(parameters)))
        self.setAccessibleName(self.tr("Layer {number}: {kind}").format(number=self._number, kind=name))
        told = [
            "" if self._note.isHidden() else self._note.text(),
            self._shape.text(),
            self._parameters.text(),
            self.problem.text(),
        ]
        self.setAccessibleDescription(", ".join(text for text in told if text))

    # --- events -------------------------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A frame: red around what cannot be, else in the accent's colour around what is chosen."""
        table = colors()
        wrong = not self.problem.isHidden()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(table.tint if self._chosen else table.card))
        width = 2 if self.hasFocus() or wrong else 1
        strong = table.accent if self._chosen else table.border
        painter.setPen(QPen(QColor(table.bad if wrong else strong), width))
        edge = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), 6, 6)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps and event.modifiers() in _PLAIN:
            self.stepped.emit(steps[event.key()])
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_requested.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A press anywhere but in a field can become a drag."""
        if not self._fixed and event.buttons() & Qt.MouseButton.LeftButton:
            self.dragged.emit(event.globalPosition())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self.dropped.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)
