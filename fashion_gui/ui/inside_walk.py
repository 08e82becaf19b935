"""The walk through one neuron's arithmetic: products, sum, bias, activation, output."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from fashion_gui.core.questions import NeuronWalked
from fashion_gui.ui.exports import Cells, Exports, table_cells
from fashion_gui.ui.inside_curve import ActivationCurve
from fashion_gui.ui.inside_numbers import Account, LayerValues, account_of, plain, signed
from fashion_gui.ui.inside_products import PixelProducts
from fashion_gui.ui.inside_tables import ProductTable, SoftmaxTable
from fashion_gui.ui.inside_texts import InsideTexts
from fashion_gui.ui.language import Translated, grouped
from fashion_gui.ui.plain_text import plain_label


class NeuronWalk(Translated):
    """One neuron of a dense layer, for the picture that is looked at."""

    followed = Signal(int)  # an input of the neuron: its place among all inputs
    pointed = Signal(str)  # about the pixel pointed at; "" for none

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = InsideTexts()
        self._walked: NeuronWalked | None = None
        self._layer: LayerValues | None = None
        self._source: LayerValues | None = None
        self._account: Account | None = None
        self._is_last = False
        self._formula, self._words = plain_label(), plain_label()
        self._formula.setProperty("role", "title")
        self._words.setProperty("role", "faint")
        for label in (self._formula, self._words):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pixels, self.products = PixelProducts(), ProductTable()
        self.curve, self.softmax = ActivationCurve(), SoftmaxTable()
        self.pixels.pointed.connect(self._on_pixel)
        self.products.followed.connect(self.followed)
        self._body = QWidget()
        self.exports = Exports(self._body, name=self._name, cells=self.cells)
        self._left = QStackedWidget()
        self._left.addWidget(self.pixels)
        self._left.addWidget(self.products)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(self._words)
        right.addWidget(self.curve, 1)
        right.addWidget(self.softmax, 1)
        right.addStretch(0)
        row = QHBoxLayout(self._body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self._left, 3)
        row.addLayout(right, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self._formula)
        column.addWidget(self._body, 1)
        self.retranslate()

    def show_walk(self, walked: NeuronWalked, layer: LayerValues, source: LayerValues, *, is_last: bool) -> None:
        """The arithmetic of a neuron of `layer`, which is given what `source` gives."""
        self._walked, self._layer, self._source, self._is_last = walked, layer, source, is_last
        try:
            self._account = account_of(walked)
        except ValueError:
            self._account = None
        self._body.setVisible(self._account is not None)
        if self._account is not None:
            self._show_numbers(self._account, walked, source)
        self.retranslate()

    def _show_numbers(self, account: Account, walked: NeuronWalked, source: LayerValues) -> None:
        self._left.setCurrentWidget(self.pixels if source.is_one_tile else self.products)
        if source.is_one_tile:
            given, weights = (np.frombuffer(part, np.float32) for part in (walked.inputs, walked.weights))
            self.pixels.show_products(given, weights)
        else:
            names = [self._texts.input_of(source, row.index) for row in account.strongest]
            self.products.show_account(account, source.name, names)
        has_curve = self.curve.has_curve(walked.activation)
        self.curve.setVisible(has_curve)
        self.softmax.setVisible(not has_curve)
        if has_curve:
            self.curve.show_total(walked.activation, walked.total, walked.output)
        else:
            self.softmax.show_totals(np.frombuffer(walked.totals, np.float32), walked.neuron, is_last=self._is_last)

    def sentence(self) -> str:
        """The arithmetic in one line, and in words."""
        return f"{self._formula.text()} {self._words.text()}"

    def cells(self) -> Cells:
        """All products, and what they add up to; of softmax its table, too."""
        if self._walked is None or self._source is None:
            return []
        walked, source = self._walked, self._source
        given, weights = (np.frombuffer(part, np.float32).astype(float) for part in (walked.inputs, walked.weights))
        rows: list[Sequence[str]] = [[self.tr("input"), self.tr("gives"), self.tr("weight"), self.tr("product")]]
        for place, (value, weight) in enumerate(zip(given.tolist(), weights.tolist(), strict=True)):
            name = self._texts.input_of(source, place)
            rows.append([name, f"{value:.9g}", f"{weight:.9g}", f"{value * weight:.9g}"])
        for name, number in (
            (self.tr("bias"), walked.bias),
            (self.tr("total"), walked.total),
            (walked.activation, walked.output),
        ):
            rows.append([name, "", "", f"{number:.9g}"])
        if walked.activation == "softmax":
            rows += [[], *table_cells(self.softmax)]
        return rows

    def _name(self) -> str:
        return self.title()

    def title(self) -> str:
        """Which neuron."""
        if self._layer is None or self._walked is None:
            return self.tr("A neuron's arithmetic")
        return self._texts.title(self._layer, self._walked.neuron, is_last=self._is_last)

    @Slot(int)
    def _on_pixel(self, cell: int) -> None:
        self.pointed.emit(self.pixels.about(cell) if cell >= 0 else "")

    def retranslate(self) -> None:
        """All texts."""
        self._formula.setToolTip(
            self.tr(
                "Bias: a number of the neuron's own that is added whatever it sees; learnt, as the weights are. "
                "Activation: what is made of the total."
            )
        )
        self._words.setToolTip(
            self.tr(
                "ReLU: a total above 0 stays as it is, one below becomes 0. Without such a bend many layers could do "
                "no more than one."
            )
        )
        if self._walked is None:
            return
        if self._account is None:
            self._formula.setText(self.tr("The sum of this neuron is not a finite number: its training got lost."))
            self._words.clear()
            return
        self._formula.setText(self._formula_text(self._account, self._walked))
        self._words.setText(self._words_text(self._walked))
        self._body.setAccessibleName(self.title())
        self._body.setAccessibleDescription(self.sentence())
        if self._source is not None and not self._source.is_one_tile:
            self._show_numbers(self._account, self._walked, self._source)
        self.softmax.retranslate()
        self.pixels.retranslate()

    def _formula_text(self, account: Account, walked: NeuronWalked) -> str:
        text = self.tr("{positive} (for) {negative} (against) {bias} (bias) = {total} → {activation} → {output}")
        softmax = walked.activation == "softmax"
        return text.format(
            positive=signed(account.positive),
            negative=signed(account.negative),
            bias=signed(account.bias),
            total=plain(account.total),
            activation={"relu": "ReLU"}.get(walked.activation, walked.activation),
            output=f"{100 * walked.output:.1f}\u00a0%" if softmax else plain(walked.output),
        )

    def _words_text(self, walked: NeuronWalked) -> str:
        products = np.frombuffer(walked.inputs, np.float32) * np.frombuffer(walked.weights, np.float32)
        text = self.tr("The sum of {count} products, {silent} of them 0, and the bias. {activation}")
        return text.format(
            count=grouped(len(products)),
            silent=grouped(int((products == 0).sum())),
            activation=self._activation_text(walked),
        )

    def _activation_text(self, walked: NeuronWalked) -> str:
        texts = {
            "tanh": self.tr("tanh squeezes the total in between −1 and 1."),
            "sigmoid": self.tr("sigmoid squeezes the total in between 0 and 1."),
            "linear": self.tr("There is no activation: the total is what the neuron gives."),
            "softmax": self.tr("softmax: e to the power of the total, divided by the sum of all the powers."),
        }
        if walked.activation != "relu":
            return texts[walked.activation]
        if walked.total > 0:
            return self.tr("The total is above 0: ReLU lets it through.")
        return self.tr("The total is not above 0: ReLU makes 0 of it, and the neuron is off.")
