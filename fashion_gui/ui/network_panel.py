"""The tab "Network": the layers drawn, Keras' summary and code, the training recipe; and building one's own."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from fashion_gui.core.networks import COURSE_NETWORK, Network
from fashion_gui.core.options import TrainOptions
from fashion_gui.core.problems import Problem
from fashion_gui.ui.cards import card
from fashion_gui.ui.language import Translated
from fashion_gui.ui.layer_texts import LayerTexts
from fashion_gui.ui.network_diagram import NetworkDiagram
from fashion_gui.ui.network_views import NetworkViews
from fashion_gui.ui.recipe_line import RecipeLine


class NetworkPanel(Translated):
    """What the network is made of.  A layer chosen in the table is highlighted in the diagram, and the other way.

    While the user builds, all of it shows the last possible one of the own networks; what `show_network` was given
    comes back afterwards.
    """

    edit_started = Signal()
    edit_left = Signal()
    network_edited = Signal(Network)  # an own network that can be trained, when building starts and at each step
    network_refused = Signal(Problem)  # why the own network cannot be trained

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given = self._network = COURSE_NETWORK
        self._texts = LayerTexts(COURSE_NETWORK)
        self._trains = self._has_begun = False
        self.diagram = NetworkDiagram()
        self.views = NetworkViews()
        self.table, self.total, self.copy = self.views.table, self.views.total, self.views.copy
        self.editor = self.views.editor
        self.build = QPushButton()
        self.recipe = RecipeLine()
        self.hint = QLabel()
        self._title = QLabel()
        self._lay_out()
        self._connect()
        self._show(COURSE_NETWORK)

    def show_network(self, network: Network) -> None:
        """Show `network` in the diagram and in the table, while nobody builds; no layer is chosen."""
        self._given = network
        if not self.is_building():
            self._show(network)

    def show_options(self, options: TrainOptions) -> None:
        """Show the recipe that `options` stand for, and its code."""
        self.recipe.show_options(options)
        self.views.show_options(options)

    def show_training(self, *, trains: bool) -> None:
        """Whether a training runs: what is built then is for the next one."""
        self._trains = trains
        self._say_hint()

    # --- building one's own -------------------------------------------------------------------------------------------

    def is_building(self) -> bool:
        """Whether the layers can be edited now."""
        return self.build.isChecked()

    def start_building(self, network: Network | None = None) -> None:
        """Edit `network`; without one, the own network of last time, at first the one that is shown."""
        if network is not None:
            self._has_begun = True
            self.editor.begin(network)
            self._on_edited()
        self.build.setChecked(True)

    def leave_building(self) -> None:
        """Show the given network again; the own one is kept."""
        self.build.setChecked(False)

    def own_problem(self) -> Problem | None:
        """Why the own network cannot be trained; None where it can."""
        return self.editor.draft.problem

    def own_network(self) -> Network:
        """The own network as it could last be trained."""
        return self.editor.draft.network

    @Slot(bool)
    def _on_build(self, building: bool) -> None:
        if building and not self._has_begun:
            self._has_begun = True
            self.editor.begin(self._given)
        if building:  # room is made before something comes
            self._recipe_card.hide()
        self.views.set_building(building)
        self._recipe_card.setVisible(not building)
        self._show(self.own_network() if building else self._given)
        if building:
            self.edit_started.emit()
            self._announce()
        else:
            self.edit_left.emit()

    @Slot()
    def _on_edited(self) -> None:
        if self.is_building():
            self._show(self.own_network())
            self._on_line(self.editor.list.place())
            self._announce()

    def _announce(self) -> None:
        problem = self.own_problem()
        if problem:
            self.network_refused.emit(problem)
        else:
            self.network_edited.emit(self.own_network())

    def _refusal(self) -> Problem | None:
        """Why what is shown is not what is being built."""
        return self.own_problem() if self.is_building() else None

    # --- showing ------------------------------------------------------------------------------------------------------

    def _show(self, network: Network) -> None:
        self._network = network
        self._texts = LayerTexts(network)
        self.diagram.show_network(network)
        self.views.show_network(network, self._texts, self._refusal())
        self.retranslate()

    @Slot(str)
    def _on_view(self, view: str) -> None:
        self._column.setStretch(1, 0 if view == "summary" else 1)  # the table is no higher than its rows

    def retranslate(self) -> None:
        """Set every text anew; Keras' own words stay as they are."""
        self.build.setText(self.tr("Build your own"))
        self.build.setToolTip(self.tr("Add, change and move layers yourself."))
        self._say_hint()

    def _say_hint(self) -> None:
        """What this network is, and what the chosen layer does."""
        building, index = self.is_building(), self.diagram.selected()
        title = self.tr("Your own network") if building else self.tr("The network")
        if building and self._trains:
            title = self.tr("Your own network, for the next training")
        self._title.setText(title)
        if self._refusal():
            text = self.tr("Drawn is the last of your networks that was possible.")
        elif index >= 0:
            text = self._texts.hint(index)
        elif building:
            text = self.tr("Change layers below; drag them by their numbers. Diagram and code follow.")
        elif self._network.has_pictures():
            text = self.tr("Stacks are feature maps, circles are neurons. Click a layer to learn what it does.")
        else:
            text = self.tr("Circles are neurons, lines are weights. Click a layer to learn what it does.")
        self.hint.setText(text)
        self.diagram.setToolTip(text if index < 0 else "")

    # --- building the widgets -----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._title.setProperty("role", "title")
        self.hint.setProperty("role", "faint")
        self.hint.setWordWrap(True)
        self.build.setCheckable(True)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._title)
        head.addWidget(self.hint, 1)
        head.addWidget(self.build)
        self._recipe_card = card(self.recipe)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(card(head, self.diagram), 1)
        self._column.addWidget(card(self.views))
        self._column.addWidget(self._recipe_card)

    def _connect(self) -> None:
        self.diagram.layer_chosen.connect(self._choose_row)
        self.table.currentCellChanged.connect(self._show_chosen)
        self.build.toggled.connect(self._on_build)
        self.editor.edited.connect(self._on_edited)
        self.editor.list.chosen.connect(self._on_line)
        self.views.view_changed.connect(self._on_view)

    # --- events -------------------------------------------------------------------------------------------------------

    @Slot(int)
    def _choose_row(self, index: int) -> None:
        self.table.setCurrentCell(index, 0)

    @Slot(int, int, int, int)
    def _show_chosen(self, row: int, _column: int, _old_row: int, _old_column: int) -> None:
        self.diagram.select(row)
        self._say_hint()
        indices = self._network.row_indices()
        if self.is_building() and not self._refusal() and row in indices:
            self.editor.list.choose(indices.index(row))

    @Slot(int)
    def _on_line(self, place: int) -> None:
        """A layer was chosen in the list; the diagram has it only if it shows the same layers."""
        if self.is_building():
            known = place >= 0 and not self._refusal()
            self.table.setCurrentCell(self._network.row_indices()[place] if known else -1, 0)
