"""How a network is trained, in a row of terms, each explained by its tooltip."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fashion_gui.core.options import TrainOptions
from fashion_gui.ui.elided_label import ElidedLabel
from fashion_gui.ui.language import Translated, grouped

_TERMS: Final = 6


class RecipeLine(Translated):
    """A caption above each value: optimiser, learning rate, loss, batch, epochs, validation; above, what else holds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options = TrainOptions()
        self.captions = [_plain("faint") for _ in range(_TERMS)]
        self.values = [_plain("") for _ in range(_TERMS)]
        self._title = _plain("title")
        self.besides = ElidedLabel()  # one line: there is no room for more in a small window
        self.besides.setProperty("role", "faint")
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._title)
        head.addWidget(self.besides, 1)
        terms = QHBoxLayout()
        terms.setSpacing(12)
        for caption, value in zip(self.captions, self.values, strict=True):
            term = QVBoxLayout()
            term.setSpacing(1)
            term.addWidget(caption)
            term.addWidget(value)
            terms.addLayout(term, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addLayout(terms)
        self.retranslate()

    def show_options(self, options: TrainOptions) -> None:
        """Show the numbers of `options`."""
        self._options = options
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        for caption, value, texts in zip(self.captions, self.values, self._texts(), strict=True):
            for label, text in ((caption, texts[0]), (value, texts[1])):
                label.setText(text)
                label.setToolTip(texts[2])
            value.setAccessibleName(texts[0])
            value.setAccessibleDescription(texts[2])
        self.besides.setText(" · ".join(self._besides()))
        self.besides.setToolTip(self.besides.text())
        self._title.setText(self.tr("How it is trained"))

    def _texts(self) -> list[tuple[str, str, str]]:
        """Caption, value and explanation of each term."""
        options = self._options
        share = self.tr("last {percent} %").format(percent=f"{100 * options.validation_share:g}")
        return [
            (self.tr("Optimiser"), *self._optimiser()),
            (self.tr("Learning rate"), *self._rate()),
            (self.tr("Loss"), self.tr("categorical cross-entropy"), self._loss_tip()),
            (
                self.tr("Batch"),
                grouped(options.batch_size),
                self.tr("So many pictures are looked at before the weights change once."),
            ),
            (
                self.tr("Epochs"),
                grouped(options.epochs),
                self.tr("One epoch is one pass through all pictures that are learnt from."),
            ),
            (
                self.tr("Validation"),
                share,
                self.tr("This part of the training set is never learnt from; it shows how well new pictures go."),
            ),
        ]

    def _optimiser(self) -> tuple[str, str]:
        """Its name, and what it does."""
        texts = {
            "sgd": (
                "SGD",
                self.tr("Stochastic gradient descent: after each batch every weight moves a little down the slope."),
            ),
            "momentum": (
                self.tr("SGD with momentum"),
                self.tr("Gradient descent in which weights keep rolling in the direction in which they last moved."),
            ),
            "adam": ("Adam", self.tr("Gradient descent in which each weight finds the size of its own steps.")),
            "adamw": (
                "AdamW",
                self.tr("Gradient descent in which each weight finds the size of its own steps and shrinks a little."),
            ),
        }
        return texts[self._options.optimizer]

    def _rate(self) -> tuple[str, str]:
        """The learning rate and its schedule, and what they mean."""
        rate = f"{self._options.learning_rate:g}"
        texts = {
            "constant": (
                rate,
                self.tr("How far a weight moves at each step: too small learns slowly, too large never settles."),
            ),
            "cosine": (
                self.tr("{rate} along a cosine").format(rate=rate),
                self.tr("The steps grow to this at first, then shrink along a cosine until a hundredth of it is left."),
            ),
            "one_cycle": (
                self.tr("up to {rate}, then to 0").format(rate=rate),
                self.tr("The steps grow to this in the first three tenths of the training, then shrink to 0."),
            ),
        }
        return texts[self._options.schedule]

    def _loss_tip(self) -> str:
        if self._options.preset == "photo":
            return self.tr(
                "Measures how little probability the network gave to the right class. Photos of things that are "
                "none of the ten teach it to be sure of nothing."
            )
        return self.tr("Measures how little probability the network gave to the right class; training makes it small.")

    def _besides(self) -> list[str]:
        """What else the options ask for, a phrase each."""
        options = self._options
        decay, smoothing = f"{options.weight_decay:g}", f"{options.label_smoothing:g}"
        moved = self.tr("pictures moved by up to %n pixel(s)", "", options.shifts)
        stops = self.tr("stops after %n epoch(s) without a lower validation loss", "", options.patience)
        phrases = (
            (options.weight_decay, self.tr("weights shrink (decay {value})").format(value=decay)),
            (options.label_smoothing, self.tr("labels smoothed by {value}").format(value=smoothing)),
            (options.averaging, self.tr("weights averaged over the last steps")),
            (options.flips, self.tr("pictures mirrored at random")),
            (options.shifts, moved),
            (options.patience, stops),
        )
        return [phrase for holds, phrase in phrases if holds]


def _plain(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        label.setProperty("role", role)
    return label
