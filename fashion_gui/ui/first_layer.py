"""What the first layer looks for: each neuron's weights as a picture of its own."""

from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from fashion_gui.core.labels import TILE_SIDE
from fashion_gui.ui.elided_label import ElidedLabel
from fashion_gui.ui.language import Translated, grouped
from fashion_gui.ui.theme import DARK, colors
from fashion_gui.ui.weight_grid import Indices, WeightGrid, Weights, ramp

Kernel = npt.NDArray[np.float32]

_OUTLIERS: Final = 0.002  # the share of weights beyond the colours' ends: one alone must not make all others pale
_BAR: Final = (96, 10)  # logical pixels of the legend's bar


class WeightLegend(Translated):
    """The colours from the least to the largest weight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._low, self._bar, self._high = QLabel(), QLabel(), QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        for label in (self._low, self._bar, self._high):
            label.setProperty("role", "faint")
            row.addWidget(label)
        self.retranslate()

    def show_limit(self, limit: float) -> None:
        """The weight at the ends."""
        self._low.setText(f"−{limit:.2g}")
        self._high.setText(f"+{limit:.2g}")

    def retranslate(self) -> None:
        """All texts, and the colours of the theme."""
        shown = ramp(colors() is DARK)
        image = QImage(shown.tobytes(), len(shown), 1, 4 * len(shown), QImage.Format.Format_RGB32).copy()
        self._bar.setPixmap(QPixmap.fromImage(image.scaled(*_BAR)))
        tip = self.tr(
            "Blue, weights above 0: brightness there makes the neuron's sum larger. Orange, below 0: smaller. "
            "Without colour, about 0: this pixel does not matter to the neuron."
        )
        self.setToolTip(tip)
        self.setAccessibleName(self.tr("Colours of the weights"))
        self.setAccessibleDescription(tip)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.retranslate()


class FirstLayer(Translated):
    """Pages of pictures, in the network's order or the strongest first, and a line about the one pointed at.

    With the untrained weights beside them, what was learnt since then can be shown: a small rate changes the weights
    so little that they look like the noise they began as, while the changes already show garments.
    """

    neuron_pointed = Signal(int)  # counted from 0, as in the notebook

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kernel: Kernel | None = None
        self._untrained: Kernel | None = None
        self._pictures: Weights | None = None  # what is shown: (height, width, n)
        self._pointed = -1
        self._build()
        self.retranslate()
        self.show_weights(None)

    def _build(self) -> None:
        self._title = QLabel()
        self._title.setProperty("role", "title")
        self._what, self._sort = _combo("learnt", "weights"), _combo("number", "strength")
        for combo in (self._what, self._sort):
            combo.currentIndexChanged.connect(self._arrange)
        self.grid = WeightGrid()
        self.grid.changed.connect(self._on_grid)
        self._page = QLabel()
        self._previous, self._next = QToolButton(), QToolButton()
        self._previous.setText("‹")
        self._next.setText("›")
        self._previous.clicked.connect(lambda: self.grid.turn(-1))
        self._next.clicked.connect(lambda: self.grid.turn(1))
        self._legend = WeightLegend()
        self._about = ElidedLabel()
        self._none = QLabel()
        self._none.setWordWrap(True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.setProperty("role", "faint")
        head, foot, shown = QHBoxLayout(), QHBoxLayout(), QWidget()
        head.addWidget(self._title, 1)
        head.addWidget(self._what)
        head.addWidget(self._sort)
        for widget in (self._previous, self._page, self._next):
            foot.addWidget(widget)
        foot.addStretch(1)
        foot.addWidget(self._legend)
        inner = QVBoxLayout(shown)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(6)
        inner.addLayout(head)
        inner.addWidget(self.grid, 1)
        inner.addWidget(self._about)
        inner.addLayout(foot)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._none)
        self._stack.addWidget(shown)

    def show_weights(self, kernel: Kernel | None, untrained: Kernel | None = None) -> None:
        """The kernel of a dense layer, (784, n), or of a convolution over the tile, (h, w, 1, n); None: there is none.

        `untrained` is the same layer's before the first step, where it is known.  The page and the neuron pointed at
        stay.  Raises ValueError for another shape.
        """
        if kernel is not None:
            _as_pictures(kernel)  # raises
            if untrained is not None and untrained.shape != kernel.shape:
                raise ValueError(f"the untrained kernel is {untrained.shape}, not {kernel.shape}")
        self._kernel, self._untrained = kernel, untrained
        self._what.setVisible(untrained is not None)
        self._stack.setCurrentIndex(0 if kernel is None else 1)
        self._arrange()

    def _shows_learnt(self) -> bool:
        return self._untrained is not None and self._what.currentData() == "learnt"

    @Slot()
    def _arrange(self) -> None:
        """Hand the pictures on in the chosen order."""
        if self._kernel is None:
            self._pictures = None
            return
        shown = self._kernel
        if self._untrained is not None and self._shows_learnt():
            shown = shown - self._untrained
        self._pictures = _as_pictures(shown)
        limit = _limit(self._pictures)
        self._legend.show_limit(limit)
        self.grid.show_pictures(self._pictures, _order(self._pictures, self._sort.currentData()), limit)
        self._on_grid()

    @Slot()
    def _on_grid(self) -> None:
        if self._pictures is None:
            return
        page, pages = self.grid.page(), self.grid.pages()
        self._page.setText(self.tr("page {page} of {pages}").format(page=page + 1, pages=grouped(pages)))
        self._previous.setEnabled(page > 0)
        self._next.setEnabled(page + 1 < pages)
        neuron = self.grid.neuron()
        text = self._about_neuron(neuron, self._pictures[:, :, neuron])
        self._about.setText(text)
        self.grid.setAccessibleDescription(text)
        if neuron != self._pointed:
            self._pointed = neuron
            self.neuron_pointed.emit(neuron)

    def _about_neuron(self, neuron: int, picture: Weights) -> str:
        texts = {
            (True, False): self.tr("Neuron {number}: weights from {low} to {high}, length {norm}"),
            (True, True): self.tr("Neuron {number}: weights changed by {low} to {high}, length {norm}"),
            (False, False): self.tr("Filter {number}: weights from {low} to {high}, length {norm}"),
            (False, True): self.tr("Filter {number}: weights changed by {low} to {high}, length {norm}"),
        }
        is_dense = self._kernel is not None and self._kernel.ndim == 2
        low, high, norm = float(picture.min()), float(picture.max()), float(np.linalg.norm(picture))
        return texts[is_dense, self._shows_learnt()].format(
            number=neuron, low=_signed(low), high=_signed(high), norm=f"{norm:.2f}"
        )

    def retranslate(self) -> None:
        """All texts."""
        self._title.setText(self.tr("First layer"))
        self._title.setToolTip(self.tr("Each picture is a neuron: a weight for each pixel. Untrained, it is noise."))
        self._what.setItemText(0, self.tr("what it learnt"))
        self._what.setItemText(1, self.tr("its weights"))
        self._what.setAccessibleName(self.tr("What is shown of each neuron"))
        self._what.setToolTip(
            self.tr(
                "What it learnt: how the weights have changed since the untrained network. A small rate changes "
                "them less than the noise they began as."
            )
        )
        self._sort.setItemText(0, self.tr("by number"))
        self._sort.setItemText(1, self.tr("strongest first"))
        self._sort.setAccessibleName(self.tr("Sort by"))
        self._sort.setToolTip(self.tr("Strong: a large length, the root of the sum of the squares of what is shown."))
        self._about.setToolTip(self.tr("Neurons are counted from 0, as in the notebook."))
        for button, name in (
            (self._previous, self.tr("Previous page (Page Up)")),
            (self._next, self.tr("Next page (Page Down)")),
        ):
            button.setToolTip(name)
            button.setAccessibleName(name)
        self._none.setText(
            self.tr("There are no pictures yet: they need a network whose first layer sees the pixels themselves.")
        )
        self._on_grid()


def _combo(*keys: str) -> QComboBox:
    combo = QComboBox()
    for key in keys:
        combo.addItem("", key)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(12)
    return combo


def _as_pictures(kernel: Kernel) -> Weights:
    """(height, width, n).  Raises ValueError for a kernel that does not look at the pixels themselves."""
    if kernel.ndim == 2 and kernel.shape[0] == TILE_SIDE * TILE_SIDE and kernel.shape[1] > 0:
        return kernel.reshape(TILE_SIDE, TILE_SIDE, -1)
    if kernel.ndim == 4 and kernel.shape[2] == 1 and kernel.size > 0:
        return kernel[:, :, 0, :]
    raise ValueError(f"no pictures in a kernel of shape {kernel.shape}")


def _limit(pictures: Weights) -> float:
    """The size of weight that gets the deepest colours, the same for all neurons."""
    sizes = np.abs(pictures).ravel()
    place = int((1 - _OUTLIERS) * (len(sizes) - 1))
    return float(np.partition(sizes, place)[place] or sizes.max())  # nearly all of them may be 0


def _order(pictures: Weights, key: str) -> Indices:
    if key == "number":
        return np.arange(pictures.shape[2])
    strength = np.square(pictures).sum(axis=(0, 1))
    return np.argsort(-strength, kind="stable")


def _signed(value: float) -> str:
    """With a real minus sign."""
    return f"{value:+.2f}".replace("-", "−")
