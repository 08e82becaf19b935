"""What lies below the diagram of a network: its layers to be edited, Keras' summary, Keras code, or its weights."""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from fashion_gui.core.keras_code import keras_code
from fashion_gui.core.network_check import problem_place
from fashion_gui.core.networks import COURSE_NETWORK, Network
from fashion_gui.core.options import TrainOptions
from fashion_gui.core.problems import Problem
from fashion_gui.ui.code_view import CodeView
from fashion_gui.ui.first_layer import FirstLayer
from fashion_gui.ui.language import Translated, current_language, grouped
from fashion_gui.ui.layer_texts import LayerTexts
from fashion_gui.ui.network_editor import NetworkEditor
from fashion_gui.ui.network_summary import summary_text, total_line
from fashion_gui.ui.summary_table import SummaryTable
from fashion_gui.ui.theme import set_look

VIEWS: Final = ("layers", "summary", "code", "weights")


class NetworkViews(Translated):
    """One of `VIEWS` at a time; that of the layers only while the user builds."""

    view_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._network = COURSE_NETWORK
        self._options = TrainOptions()
        self._refusal: Problem | None = None
        self._builds = self._copied = False
        self.editor = NetworkEditor()
        self.table = SummaryTable()
        self.code = CodeView()
        self.first_layer = FirstLayer()
        self.total = QLabel()
        self.copy = QPushButton()
        self.buttons = {name: QToolButton() for name in VIEWS}
        self._lay_out()
        self.copy.clicked.connect(self._copy)
        self.show_view("summary")

    def show_network(self, network: Network, texts: LayerTexts, refusal: Problem | None) -> None:
        """Show `network`; `refusal` says why it is not the one that is being built."""
        self._network, self._refusal = network, refusal
        self._copied = False
        self.table.show_network(network, texts)
        self.retranslate()

    def show_options(self, options: TrainOptions) -> None:
        """The code trains by `options`."""
        self._options = options
        self._say_code()

    def set_building(self, builds: bool) -> None:
        """Whether layers can be edited; they then come into view."""
        self._builds = builds
        self.show_view("layers" if builds else "summary")

    def show_view(self, view: str) -> None:
        """Show one of `VIEWS`."""
        self.buttons[view].setChecked(True)
        shown: dict[QWidget, bool] = {
            self.buttons["layers"]: self._builds,
            self.editor: view == "layers",
            self.table: view == "summary",
            self.code: view == "code",
            self.first_layer: view == "weights",
            self.copy: view in ("summary", "code"),
        }
        for widget in sorted(shown, key=shown.__getitem__):  # first room is made, or the window would grow for a moment
            widget.setVisible(shown[widget])
        self._copied = False
        self._say_copy()
        self.view_changed.emit(view)

    def view(self) -> str:
        """Which of `VIEWS` is shown."""
        return next(name for name, button in self.buttons.items() if button.isChecked())

    # --- texts --------------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text anew; Keras' own words stay as they are."""
        texts = {
            "layers": (self.tr("Layers"), self.tr("The layers, to be changed")),
            "summary": (self.tr("Summary"), self.tr("The summary as Keras prints it")),
            "weights": (self.tr("First layer"), self.tr("What each neuron of the first layer looks for, as a picture")),
            "code": (self.tr("Code"), self.tr("The network and its training as a Keras script that runs by itself")),
        }
        for name, button in self.buttons.items():
            button.setText(texts[name][0])
            button.setToolTip(texts[name][1])
            button.setAccessibleName(texts[name][1])
        self.table.retranslate()
        self.code.setAccessibleName(self.tr("Keras code"))
        self._say_total()
        self._say_copy()
        self._say_code()

    def _say_total(self) -> None:
        """How many numbers there are, or that this is no network."""
        refusal = self._refusal
        set_look(self.total, "role", "bad" if refusal else "")
        if refusal:
            number = problem_place(refusal) + 1
            text = self.tr("Impossible: see layer {number}").format(number=number) if number else self.tr("Impossible")
            self.total.setText(text)
            self.total.setToolTip(self.tr("The network cannot be trained like this."))
        else:
            self.total.setText(total_line(self._network))
            self.total.setToolTip(self._total_tip())

    def _total_tip(self) -> str:
        """How many of all numbers training changes."""
        trainable, total = self._network.trainable_count(), self._network.parameter_count()
        if trainable == total:
            return self.tr("So many numbers, weights and biases, are changed by training.")
        return self.tr(
            "Training changes {trainable} of them; the other {kept} are means and variances that batch normalisation "
            "keeps."
        ).format(trainable=grouped(trainable), kept=grouped(total - trainable))

    def _say_copy(self) -> None:
        code = self.tr("Copies the Keras script.")
        self.copy.setToolTip(code if self.view() == "code" else self.tr("Copies the summary as Keras prints it."))
        self.copy.setText(self.tr("Copied") if self._copied else self.tr("Copy as text"))
        self.copy.setAccessibleName(self.copy.text())

    def _say_code(self) -> None:
        self.code.show_code(keras_code(self._network, self._options, current_language()))

    # --- building -----------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        font = QFont(self.total.font())
        font.setBold(True)
        self.total.setFont(font)
        bar = QHBoxLayout()
        bar.setSpacing(4)
        group = QButtonGroup(self)
        for name, button in self.buttons.items():
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(lambda _checked=False, name=name: self.show_view(name))
            group.addButton(button)
            bar.addWidget(button)
        bar.addStretch(1)
        bar.addWidget(self.total)
        bar.addSpacing(8)
        bar.addWidget(self.copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(bar)
        for view in (self.editor, self.table, self.code, self.first_layer):
            layout.addWidget(view)

    @Slot()
    def _copy(self) -> None:
        code = self.view() == "code"
        QGuiApplication.clipboard().setText(self.code.toPlainText() if code else summary_text(self._network))
        self._copied = True
        self._say_copy()
