"""Menus of what can be put into a network, and of what one can start from."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QMenu, QWidget

from fashion_gui.core.networks import Layer, Network
from fashion_gui.core.presets import PRESETS
from fashion_gui.ui.layer_kinds import kind_name, kind_purpose
from fashion_gui.ui.network_draft import NEW_LAYERS, OUTPUT
from fashion_gui.ui.preset_texts import preset_name

translate = QCoreApplication.translate  # the name that lupdate looks for


class AddMenu(QMenu):
    """`chosen` carries a new layer."""

    chosen = Signal(object)  # Layer

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setToolTipsVisible(True)
        for layer in NEW_LAYERS:
            self.addAction("").triggered.connect(partial(self._choose, layer))
        self.retranslate()

    def _choose(self, layer: Layer, _checked: bool = False) -> None:
        self.chosen.emit(layer)

    def retranslate(self) -> None:
        """The kinds, each with Keras' name beside it."""
        for action, layer in zip(self.actions(), NEW_LAYERS, strict=True):
            action.setText(f"{kind_name(layer)}\t{type(layer).__name__}")
            action.setToolTip(kind_purpose(layer))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class StartMenu(QMenu):
    """`chosen` carries the network of a preset, or one of the outputs alone."""

    chosen = Signal(object)  # Network

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presets: list[str] = []  # the first of those that share a network
        for key, preset in PRESETS.items():
            if all(preset.network != PRESETS[other].network for other in self._presets):
                self._presets.append(key)
                self.addAction("").triggered.connect(partial(self._choose, preset.network))
        self.addSeparator()
        self.addAction("").triggered.connect(partial(self._choose, Network((OUTPUT,))))
        self.retranslate()

    def _choose(self, network: Network, _checked: bool = False) -> None:
        self.chosen.emit(network)

    def retranslate(self) -> None:
        """All texts."""
        actions = [action for action in self.actions() if not action.isSeparator()]
        texts = [*map(preset_name, self._presets), translate("StartMenu", "The outputs alone")]
        for action, text in zip(actions, texts, strict=True):
            action.setText(text)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
