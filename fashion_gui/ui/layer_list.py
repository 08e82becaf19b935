"""The layers of the network that the user builds, one line each."""

from functools import partial

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from fashion_gui.core.networks import LayerRow
from fashion_gui.ui.layer_line import LayerLine
from fashion_gui.ui.network_draft import Layers
from fashion_gui.ui.theme import colors


class LayerList(QScrollArea):
    """Says what is wished for the layer at a place, counted from 0; changes nothing by itself but which is chosen."""

    chosen = Signal(int)  # another layer, -1: none
    changed = Signal(int, object)  # place, Layer
    remove_requested = Signal(int)
    move_requested = Signal(int, int)  # place, and where it goes

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: list[LayerLine] = []
        self._layers: Layers = ()
        self._place = -1
        self._target = -1  # where the dragged layer would go
        self._list = QWidget()
        self._mark = QFrame(self._list)
        self._mark.setFixedHeight(2)
        self._mark.setAutoFillBackground(True)
        self._mark.hide()
        self._rows = QVBoxLayout(self._list)
        self._rows.setContentsMargins(0, 0, 4, 0)
        self._rows.setSpacing(4)
        self._rows.addStretch(1)
        self.setWidget(self._list)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumHeight(112)

    def show_layers(self, layers: Layers, rows: tuple[LayerRow, ...]) -> None:
        """Show `layers` and the `rows` that say what comes of them, fewer where some are impossible.

        A line stays, with the cursor in it, where its layer is still of the same kind.
        """
        kinds = [type(layer) for layer in layers]
        if kinds != [type(layer) for layer in self._layers]:
            self._build(layers)
        self._layers = layers
        for place, line in enumerate(self.lines):
            line.show_layer(layers[place], rows[place] if place < len(rows) else None)

    def show_problem(self, place: int, sentence: str) -> None:
        """Why the layer at `place` cannot be; -1: all can."""
        for number, line in enumerate(self.lines):
            line.show_problem(sentence if number == place else "")
        if place >= 0:
            self._show_place(place)

    def place(self) -> int:
        """Of the chosen layer, -1: none."""
        return self._place

    def choose(self, place: int) -> None:
        """Choose a layer, -1: none; it comes into view."""
        changed, self._place = place != self._place, place
        for number, line in enumerate(self.lines):
            line.set_chosen(number == place)
        if place >= 0:
            self._show_place(place)
        if changed:
            self.chosen.emit(place)

    def focus_line(self, place: int) -> None:
        """The keyboard goes to a layer."""
        self.lines[min(max(place, 0), len(self.lines) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, layers: Layers) -> None:
        focus = QApplication.focusWidget()
        was_inside = focus is not None and self.isAncestorOf(focus)
        for line in self.lines:
            line.blockSignals(True)  # the keyboard leaves a hidden line for another, which is no choice
        for line in self.lines:
            line.hide()
            line.deleteLater()
        last = len(layers) - 1
        self.lines = [LayerLine(place + 1, layer, fixed=place == last) for place, layer in enumerate(layers)]
        for place, line in enumerate(self.lines):
            self._rows.insertWidget(place, line)
            line.show()  # the layout would do so later: too late for the keyboard to go there
            line.entered.connect(partial(self.choose, place))
            line.changed.connect(partial(self.changed.emit, place))
            line.stepped.connect(partial(self._step, place))
            line.remove_requested.connect(partial(self.remove_requested.emit, place))
            line.dragged.connect(partial(self._drag, place))
            line.dropped.connect(partial(self._drop, place))
        self.choose(min(self._place, last))
        if was_inside:
            self.focus_line(self._place)

    def _show_place(self, place: int) -> None:
        self._rows.activate()  # new lines have no place yet
        self._list.adjustSize()
        self.ensureWidgetVisible(self.lines[place], 0, 6)

    def _step(self, place: int, step: int) -> None:
        self.focus_line(place + step)

    # --- dragging -----------------------------------------------------------------------------------------------------

    def _drag(self, place: int, position: QPointF) -> None:
        """Show where the layer would go: in front of the first line whose middle is below the mouse."""
        y = self._list.mapFromGlobal(position).y()
        gap = next((n for n, line in enumerate(self.lines) if y < line.geometry().center().y()), len(self.lines) - 1)
        self._target = gap - 1 if gap > place else gap
        line = self.lines[gap]
        palette = self._mark.palette()
        palette.setColor(QPalette.ColorRole.Window, colors().accent)
        self._mark.setPalette(palette)
        self._mark.setGeometry(0, line.y() - 3, line.width(), 2)
        self._mark.setVisible(self._target != place)
        self._mark.raise_()
        self.ensureVisible(0, round(y), 0, 20)

    def _drop(self, place: int) -> None:
        self._mark.hide()
        target, self._target = self._target, -1
        if target not in (-1, place):
            self.move_requested.emit(place, target)
