"""Two choices about photos: how a tile is made of one, and which network answers."""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from fashion_gui.core.protocol import RECIPE_NAMES
from fashion_gui.ui.language import Translated

NETWORKS: Final = ("photo", "current")  # as `Predict.network`; the first is the default
_LEAST_LETTERS: Final = 8  # that a box shows however narrow the panel is


class PhotoChoices(Translated):
    """Recipe and network.  Without a network for photos (`has_photo_network`) nothing is to be chosen about it."""

    recipe_changed = Signal(str)
    network_changed = Signal(str)

    def __init__(self, *, has_photo_network: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._has_photo_network = has_photo_network
        self._recipe, self._network = QComboBox(), QComboBox()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for box, keys, share in ((self._recipe, RECIPE_NAMES, 4), (self._network, NETWORKS, 5)):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(_LEAST_LETTERS)
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            for key in keys:
                box.addItem("", key)
            row.addWidget(box, share)
        if not has_photo_network:
            self._network.setCurrentIndex(NETWORKS.index("current"))
            self._network.hide()
        self._recipe.currentIndexChanged.connect(self._on_recipe)
        self._network.currentIndexChanged.connect(self._on_network)
        self.retranslate()

    def recipe(self) -> str:
        """One of `RECIPE_NAMES`."""
        return str(self._recipe.currentData())

    def set_recipe(self, recipe: str) -> None:
        """Choose a recipe; an unknown one changes nothing."""
        if recipe in RECIPE_NAMES:
            self._recipe.setCurrentIndex(RECIPE_NAMES.index(recipe))

    def network(self) -> str:
        """One of `NETWORKS`."""
        return str(self._network.currentData())

    def set_network(self, network: str) -> None:
        """Choose a network; an unknown one changes nothing, and nothing does where there is only one."""
        if network in NETWORKS and self._has_photo_network:
            self._network.setCurrentIndex(NETWORKS.index(network))

    @Slot()
    def _on_recipe(self) -> None:
        self._show_hints()
        self.recipe_changed.emit(self.recipe())

    @Slot()
    def _on_network(self) -> None:
        self._show_hints()
        self.network_changed.emit(self.network())

    def retranslate(self) -> None:
        """All texts."""
        recipes = (
            (
                self.tr("cut out"),
                self.tr("Cut out: a small network finds the garment, its edge is traced, the background is removed."),
            ),
            (
                self.tr("trim and centre"),
                self.tr("Trim and centre: as the dataset itself was made; for a plain background."),
            ),
            (
                self.tr("as in the report"),
                self.tr("As in the report: the whole photo squeezed to 28×28 and inverted."),
            ),
        )
        networks = (
            (
                self.tr("network for photos"),
                self.tr("Answers: the network that comes with this program. It has learnt from photos too."),
            ),
            (
                self.tr("your own network"),
                self.tr("Answers: the network that you trained or opened. Its bars follow each epoch."),
            ),
        )
        for box, items in ((self._recipe, recipes), (self._network, networks)):
            for index, (text, hint) in enumerate(items):
                box.setItemText(index, text)
                box.setItemData(index, hint, Qt.ItemDataRole.ToolTipRole)
        self._recipe.setAccessibleName(self.tr("How the photo becomes a tile"))
        self._network.setAccessibleName(self.tr("Which network answers"))
        self._show_hints()

    def _show_hints(self) -> None:
        for box in (self._recipe, self._network):
            box.setToolTip(str(box.currentData(Qt.ItemDataRole.ToolTipRole)))
