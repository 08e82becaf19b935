"""How a network is trained, in a row of terms, each explained by its tooltip."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fashion_gui.core.options import TrainOptions
from fashion_gui.ui.language import Translated, grouped

_TERMS: Final = 6


class RecipeLine(Translated):
    """A caption above each value: optimiser, learning rate, loss, batch, epochs, validation."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options = TrainOptions()
        self.captions = [_plain("faint") for _ in range(_TERMS)]
        self.values = [_plain("") for _ in range(_TERMS)]
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for caption, value in zip(self.captions, self.values, strict=True):
            term = QVBoxLayout()
            term.setSpacing(1)
            term.addWidget(caption)
            term.addWidget(value)
            layout.addLayout(term, 1)
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

    def _texts(self) -> list[tuple[str, str, str]]:
        """Caption, value and explanation of each term."""
        options = self._options
        share = self.tr("last {percent} %").format(percent=f"{100 * options.validation_share:g}")
        return [
            *(self._course_texts() if options.preset == "course" else self._photo_texts()),
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

    def _course_texts(self) -> list[tuple[str, str, str]]:
        """Optimiser, learning rate and loss of the course."""
        return [
            (
                self.tr("Optimiser"),
                "SGD",
                self.tr("Stochastic gradient descent: after each batch every weight moves a little down the slope."),
            ),
            (
                self.tr("Learning rate"),
                f"{self._options.learning_rate:g}",
                self.tr("How far a weight moves at each step: too small learns slowly, too large never settles."),
            ),
            (
                self.tr("Loss"),
                self.tr("categorical cross-entropy"),
                self.tr(
                    "Measures how little probability the network gave to the right class; training makes it small."
                ),
            ),
        ]

    def _photo_texts(self) -> list[tuple[str, str, str]]:
        """Optimiser, learning rate and loss of the network for photos."""
        return [
            (
                self.tr("Optimiser"),
                "AdamW",
                self.tr("Gradient descent in which each weight finds the size of its own steps and shrinks a little."),
            ),
            (
                self.tr("Learning rate"),
                self.tr("{rate} along a cosine").format(rate=f"{self._options.learning_rate:g}"),
                self.tr("The steps grow to this at first, then shrink along a cosine until a hundredth of it is left."),
            ),
            (
                self.tr("Loss"),
                self.tr("categorical cross-entropy"),
                self.tr(
                    "Measures how little probability the network gave to the right class. Photos of things that are "
                    "none of the ten teach it to be sure of nothing."
                ),
            ),
        ]


def _plain(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        label.setProperty("role", role)
    return label
