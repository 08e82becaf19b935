"""Build your own: the layers as a list, each edited in place, added, removed, moved, and every step undone."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from fashion_gui.core.network_check import problem_place
from fashion_gui.core.networks import COURSE_NETWORK, Layer, Network
from fashion_gui.ui.images import icon
from fashion_gui.ui.language import Translated, sentence_of
from fashion_gui.ui.layer_list import LayerList
from fashion_gui.ui.layer_menus import AddMenu, StartMenu
from fashion_gui.ui.network_draft import NetworkDraft
from fashion_gui.ui.plain_text import plain_label

_KEYS: Final = {  # Ctrl and an arrow alone belong to the number fields, Delete alone to their text
    "up": "Ctrl+Shift+Up",
    "down": "Ctrl+Shift+Down",
    "remove": "Ctrl+Del",
    "undo": "Ctrl+Z",
    "redo": "Ctrl+Shift+Z",
}
_NO_INDICATOR: Final = "QToolButton::menu-indicator { image: none; }"  # Qt's lies across the button's corner


class NetworkEditor(Translated):
    """`edited` after each change of `draft`."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.draft = NetworkDraft(COURSE_NETWORK)
        self.list = LayerList()
        self.add, self.start = QToolButton(), QToolButton()
        self.steps = {name: QToolButton() for name in _KEYS}
        self.problem = plain_label()  # of no single layer
        self.problem.setProperty("role", "bad")
        self.problem.setWordWrap(True)
        self._add_menu, self._start_menu = AddMenu(self), StartMenu(self)
        self._lay_out()
        self._connect()
        self._show()
        self.retranslate()

    def begin(self, network: Network) -> None:
        """A new draft; nothing can be undone, and nobody is told."""
        self.draft = NetworkDraft(network)
        self.list.choose(-1)
        self._show()

    # --- building -----------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.add.setMenu(self._add_menu)
        self.start.setMenu(self._start_menu)
        bar = QHBoxLayout()
        bar.setSpacing(4)
        for name in ("up", "down", "remove"):
            bar.addWidget(self.steps[name])
        bar.insertWidget(0, self.add)
        bar.addStretch(1)
        for widget in (self.steps["undo"], self.steps["redo"], self.start):
            bar.addWidget(widget)
        for button in (self.add, self.start, *self.steps.values()):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            button.setStyleSheet(_NO_INDICATOR)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(bar)
        layout.addWidget(self.problem)
        layout.addWidget(self.list, 1)

    def _connect(self) -> None:
        self._add_menu.chosen.connect(self._add)
        self._start_menu.chosen.connect(self._start_over)
        self.list.chosen.connect(self._enable)
        self.list.changed.connect(self._change)
        self.list.remove_requested.connect(self._remove)
        self.list.move_requested.connect(self._move)
        actions: dict[str, Callable[[], None]] = {
            "up": partial(self._move_by, -1),
            "down": partial(self._move_by, 1),
            "remove": lambda: self._remove(self.list.place()),
            "undo": self._undo,
            "redo": self._redo,
        }
        for name, button in self.steps.items():
            button.clicked.connect(actions[name])
            action = QAction(self)
            action.setShortcut(QKeySequence(_KEYS[name]))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(button.click)
            self.addAction(action)

    # --- steps --------------------------------------------------------------------------------------------------------

    @Slot(object)
    def _add(self, layer: Layer) -> None:
        chosen = self.list.place()
        last = len(self.draft.layers) - 1
        place = self.draft.insert(layer, after=chosen if chosen >= 0 else last - 1)
        self._after_step(place)

    @Slot(object)
    def _start_over(self, network: Network) -> None:
        self.draft.start_from(network)
        self.list.choose(-1)
        self._after_step()

    @Slot(int, object)
    def _change(self, place: int, layer: Layer) -> None:
        self.draft.change(place, layer)
        self._after_step()

    @Slot(int)
    def _remove(self, place: int) -> None:
        if self.draft.is_free(place):
            self.draft.remove(place)
            self._after_step(place)

    @Slot(int, int)
    def _move(self, place: int, target: int) -> None:
        self.draft.move(place, target)
        self._after_step(target)

    def _move_by(self, step: int) -> None:
        place = self.list.place()
        if self.draft.is_free(place) and self.draft.is_free(place + step):
            self._move(place, place + step)

    def _undo(self) -> None:
        self.draft.undo()
        self._after_step()

    def _redo(self) -> None:
        self.draft.redo()
        self._after_step()

    def _after_step(self, place: int | None = None) -> None:
        """Show the draft and tell of it; the keyboard goes to the layer at `place`."""
        self._show()
        if place is not None:
            self.list.choose(place)
            self.list.focus_line(place)
        self.edited.emit()

    def _show(self) -> None:
        self.list.show_layers(self.draft.layers, self.draft.rows())
        self._say_problem()
        self._enable()

    def _say_problem(self) -> None:
        problem = self.draft.problem
        sentence = sentence_of(problem.code, problem.parameters) if problem else ""
        place = problem_place(problem) if problem else -1
        self.list.show_problem(place, sentence)
        self.problem.setText(sentence if place < 0 else "")
        self.problem.setVisible(bool(self.problem.text()))

    @Slot()
    def _enable(self) -> None:
        place, draft = self.list.place(), self.draft
        can = {
            "up": draft.is_free(place) and draft.is_free(place - 1),
            "down": draft.is_free(place) and draft.is_free(place + 1),
            "remove": draft.is_free(place),
            "undo": draft.can_undo(),
            "redo": draft.can_redo(),
        }
        for name, button in self.steps.items():
            button.setEnabled(can[name])

    # --- texts --------------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """All texts, and the icons in the theme's colour."""
        texts = {self.add: self.tr("Add a layer"), self.start: self.tr("Start from")}
        self.add.setToolTip(self.tr("Puts a layer behind the chosen one, or before the outputs."))
        self.start.setToolTip(self.tr("Takes all layers of another network; Undo brings yours back."))
        hints = {
            "up": self.tr("Move the layer up"),
            "down": self.tr("Move the layer down"),
            "remove": self.tr("Remove the layer"),
            "undo": self.tr("Undo the last step"),
            "redo": self.tr("Redo the step that was undone"),
        }
        for name, button in self.steps.items():
            button.setIcon(icon({"remove": "close"}.get(name, name)))
            button.setToolTip(f"{hints[name]} ({_KEYS[name]})")
            button.setAccessibleName(hints[name])
        for button, text in texts.items():
            button.setText(f"{text} ▾")
            button.setAccessibleName(text)
            button.setAccessibleDescription(button.toolTip())
        self._say_problem()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.retranslate()
        super().changeEvent(event)
