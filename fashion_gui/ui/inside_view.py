"""The inside of the network for one picture: all its layers, and the arithmetic of any neuron."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from fashion_gui.core.problems import Problem
from fashion_gui.core.questions import CountDead, DeadCounted, Inside, LookInside, NeuronWalked, WalkNeuron
from fashion_gui.ui.elided_label import ElidedLabel
from fashion_gui.ui.engine_client import EngineClient
from fashion_gui.ui.inquiry import Inquiry
from fashion_gui.ui.inside_detail import InsideDetail, Place
from fashion_gui.ui.inside_numbers import LayerValues, read_layers
from fashion_gui.ui.inside_strip import LayerStrip
from fashion_gui.ui.inside_texts import InsideTexts
from fashion_gui.ui.language import Translated, sentence_of
from fashion_gui.ui.plain_text import plain_label
from fashion_gui.ui.study import Subject


class InsideView(Translated):
    """Asks the engine only while it is visible.  What is chosen stays chosen for the next picture and network."""

    def __init__(self, engine: EngineClient, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = InsideTexts()
        self._subject: Subject | None = None
        self._layers: list[LayerValues] = []
        self._counted: DeadCounted | None = None
        self._counted_network = ""  # the one that was asked about its dead neurons; "" when it has changed
        self._problem: Problem | None = None
        self._asked = False
        self._look, self._walk, self._dead = (Inquiry(engine, self) for _ in range(3))
        self._look.replied.connect(self._on_inside)
        self._look.refused.connect(self._on_refused)
        self._walk.replied.connect(self._on_walked)
        self._dead.replied.connect(self._on_dead)
        self._build()
        self.retranslate()

    def _build(self) -> None:
        self.strip, self.detail = LayerStrip(), InsideDetail()
        self.strip.pointed.connect(self._on_pointed)
        self.strip.chosen.connect(self.detail.choose)
        self.detail.wished.connect(self._ask_walk)
        self.detail.placed.connect(self.strip.mark)
        self.detail.pointed.connect(self._say)
        self._sentence = ElidedLabel()
        self._none = plain_label()
        self._none.setWordWrap(True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.setProperty("role", "faint")
        head, shown = QHBoxLayout(), QWidget()
        head.addWidget(self._sentence, 1)
        head.addWidget(self.strip.exports.button())
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.strip, 1)
        column.addWidget(self.detail, 3)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._none)
        self._stack.addWidget(shown)

    # --- what is looked at --------------------------------------------------------------------------------------------

    def show_subject(self, subject: Subject | None) -> None:
        """Look at what the network makes of this picture; None: of none."""
        self._subject = subject
        if subject is None:
            for inquiry in (self._look, self._walk):
                inquiry.forget()
            self._layers = []
        elif subject.network != self._counted_network:
            self._forget_dead()
        self._problem = None
        self._ask_later()

    def follow_network(self) -> None:
        """Another network answers from now on, or the same after another epoch."""
        self._forget_dead()
        self._problem = None
        self._ask_later()

    def set_raw(self, raw: bool) -> None:
        """Tiles bright on black, as the network sees them, or dark on white."""
        self.strip.set_raw(raw)
        self.detail.set_raw(raw)

    def layers(self) -> list[LayerValues]:
        """What is shown of each layer."""
        return self._layers

    def sentence(self) -> str:
        """What is shown now, or what is pointed at."""
        return self._sentence.text()

    def _forget_dead(self) -> None:
        self._counted, self._counted_network = None, ""
        self._dead.forget()

    def _ask_later(self) -> None:
        self._asked = False
        if self.isVisible():
            self._ask_once()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask_once()

    def _ask_once(self) -> None:
        if self._asked:
            return
        self._show()
        if self._subject is not None:
            self._asked = True
            self._look.ask(LookInside(0, self._subject.tile.tobytes(), self._subject.network))

    # --- replies ------------------------------------------------------------------------------------------------------

    @Slot(object)
    def _on_inside(self, inside: Inside) -> None:
        if self._subject is None:
            return
        self._layers, self._problem = read_layers(inside), None
        self._show()
        self.detail.show_layers(self._layers)
        if self._counted_network != self._subject.network:
            self._counted_network = self._subject.network
            self._dead.ask(CountDead(0, self._subject.network))

    @Slot(Problem)
    def _on_refused(self, problem: Problem) -> None:
        self._problem = problem
        self._show()

    @Slot(object)
    def _ask_walk(self, place: Place) -> None:
        if self._subject is not None:
            layer = self._layers[place.layer].layer
            self._walk.ask(WalkNeuron(0, self._subject.tile.tobytes(), layer, place.unit, self._subject.network))

    @Slot(object)
    def _on_walked(self, walked: NeuronWalked) -> None:
        self.detail.show_walk(walked)

    @Slot(object)
    def _on_dead(self, counted: DeadCounted) -> None:
        self._counted = counted
        self._show()

    # --- showing ------------------------------------------------------------------------------------------------------

    def _is_relu(self) -> list[bool]:
        """Of each layer.  Until the dead are counted, which also tells it, by what it gives: 0 and more."""
        if self._counted is not None:
            places = {dead.layer for dead in self._counted.layers}
            return [layer.layer in places for layer in self._layers]
        return [
            layer.kind in ("Dense", "Conv2D") and layer is not self._layers[-1] and bool(layer.values.min() == 0)
            for layer in self._layers
        ]

    def _show(self) -> None:
        is_empty = self._subject is None or not self._layers or self._problem is not None
        self._stack.setCurrentIndex(0 if is_empty else 1)
        if is_empty:
            self._none.setText(self._empty_text())
            return
        self.strip.show_layers(self._layers, self._is_relu())
        self.strip.show_dead(self._counted)
        self._say("")

    def _empty_text(self) -> str:
        if self._problem is not None:
            return sentence_of(self._problem.code, self._problem.parameters)
        if self._subject is None:
            return self.tr("Choose a picture, and its way through the network is shown here, layer by layer.")
        return self.tr("The network is being asked…")

    @Slot(int, int)
    def _on_pointed(self, layer: int, cell: int) -> None:
        self._say(self.strip.columns[layer].about(cell) if cell >= 0 else "")

    @Slot(str)
    def _say(self, text: str) -> None:
        """What is pointed at, or if nothing is, what is shown."""
        if not text and self._layers:
            text = self._texts.whole(self._layers, self._is_relu())
            self.setAccessibleDescription(text)
        self._sentence.setText(text)
        self._sentence.setToolTip(text)

    def retranslate(self) -> None:
        """All texts; those of the layers and of the walk set themselves."""
        self.setAccessibleName(self.tr("Inside the network"))
        self._show()
