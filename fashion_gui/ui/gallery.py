"""The 5x5 gallery: what the network learns from, under the right names or under its own."""

from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from fashion_gui.core.dataset import Dataset
from fashion_gui.core.labels import CLASS_COUNT
from fashion_gui.ui.dataset_notice import DatasetNotice
from fashion_gui.ui.language import Translated, grouped, name_of
from fashion_gui.ui.tile_grid import GridTile, TileGrid

SIDE: Final = 5


class GalleryPanel(Translated):
    """Twenty-five tiles of the training or test set: the first, or a random choice, of all classes or of one.

    `tiles_changed` asks for the network's answers to what is now shown; `show_answers` brings them.
    """

    tiles_changed = Signal()
    tile_opened = Signal(str, int)  # "train" or "test", index in that set

    def __init__(self, parent: QWidget | None = None, *, random: np.random.Generator | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "card")
        self._dataset: Dataset | None = None
        self._random = random or np.random.default_rng()
        self._indices: npt.NDArray[np.intp] = np.zeros(0, np.intp)
        self._answers: npt.NDArray[np.intp] | None = None  # labels the network gave to what is shown
        self.notice = DatasetNotice()
        self._build()
        self.retranslate()

    def _build(self) -> None:
        self._title = QLabel()
        self._title.setProperty("role", "title")
        self._set = QComboBox()
        self._set.addItem("", "train")
        self._set.addItem("", "test")
        self._class = QComboBox()
        self._class.addItem("", -1)
        for label in range(CLASS_COUNT):
            self._class.addItem("", label)
        self._names = QComboBox()
        self._names.addItem("", "right")
        self._names.addItem("", "answers")
        self._first = QPushButton()
        self._shuffle = QPushButton()
        self._count = QLabel()
        self._count.setProperty("role", "faint")
        self._grid = TileGrid(columns=SIDE, rows=SIDE)
        self._grid.tile_opened.connect(self._on_opened)
        self._first.clicked.connect(self.show_first)
        self._shuffle.clicked.connect(self.shuffle)
        self._set.currentIndexChanged.connect(self.show_first)
        self._class.currentIndexChanged.connect(self.show_first)
        self._names.currentIndexChanged.connect(self._show)

        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        choices = QHBoxLayout()
        choices.addWidget(self._set, 1)
        choices.addWidget(self._class, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._first)
        foot.addWidget(self._shuffle)
        foot.addStretch(1)
        shown = QWidget()
        inner = QVBoxLayout(shown)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addLayout(choices)
        inner.addWidget(self._names)
        inner.addWidget(self._grid, 1)
        inner.addLayout(foot)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.notice)
        self._stack.addWidget(shown)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.addLayout(head)
        layout.addLayout(self._stack, 1)

    # --- data and answers --------------------------------------------------------------------------------------------

    def show_dataset(self, dataset: Dataset | None) -> None:
        """Show the first 25 of `dataset`, or the notice when there is none."""
        self._dataset = dataset
        self._stack.setCurrentIndex(0 if dataset is None else 1)
        self.retranslate()
        self.show_first()

    def tiles(self) -> npt.NDArray[np.uint8]:
        """What is shown: uint8 (n, 28, 28), n up to 25."""
        images, _labels = self._pictures()
        return images[self._indices]

    def show_answers(self, probabilities: npt.NDArray[np.float32]) -> None:
        """The network's answers, float32 (n, 10), to exactly the tiles that are shown."""
        if len(probabilities) == len(self._indices):
            self._answers = probabilities.argmax(axis=1)
            self._show()

    def show_network_names(self) -> None:
        """Put the network's answers under the tiles: a training has begun."""
        self._names.setCurrentIndex(1)

    def set_raw(self, raw: bool) -> None:
        """Bright on black, as the network sees tiles, or dark on white, as the report shows them."""
        self._grid.set_raw(raw)

    def captions(self) -> list[str]:
        """The names under the tiles."""
        return [tile.caption for tile in self._grid.tiles()]

    def _pictures(self) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
        if self._dataset is None:
            return np.zeros((0, 28, 28), np.uint8), np.zeros(0, np.uint8)
        return self._dataset.pictures(self._set.currentData())

    def _candidates(self) -> npt.NDArray[np.intp]:
        """The indices of the chosen set and class."""
        _images, labels = self._pictures()
        wanted = self._class.currentData()
        return np.arange(len(labels)) if wanted < 0 else np.flatnonzero(labels == wanted)

    # --- showing -----------------------------------------------------------------------------------------------------

    @Slot()
    def show_first(self) -> None:
        """The first 25 of the chosen set and class."""
        self._choose(self._candidates()[: SIDE * SIDE])

    @Slot()
    def shuffle(self) -> None:
        """A random 25 of the chosen set and class."""
        candidates = self._candidates()
        count = min(SIDE * SIDE, len(candidates))
        self._choose(self._random.choice(candidates, count, replace=False) if count else candidates)

    def _choose(self, indices: npt.NDArray[np.intp]) -> None:
        self._indices = indices
        self._answers = None
        self._show()
        self.tiles_changed.emit()

    @Slot()
    def _show(self) -> None:
        images, labels = self._pictures()
        answers = self._answers if self._names.currentData() == "answers" else None
        tiles = []
        for place, index in enumerate(self._indices):
            label = int(labels[index])
            answer = label if answers is None else int(answers[place])
            right = None if answers is None else answer == label
            spoken = self._spoken(index, label, answer)
            tiles.append(GridTile(int(index), images[index], name_of(answer), right, spoken))
        self._grid.show_tiles(tiles)

    def _spoken(self, index: np.intp, label: int, answer: int) -> str:
        if answer == label:
            return self.tr("No. {index}: {name}").format(index=index, name=name_of(label))
        text = self.tr("No. {index}: {name}; the network says {answer}")
        return text.format(index=index, name=name_of(label), answer=name_of(answer))

    @Slot(int)
    def _on_opened(self, index: int) -> None:
        self.tile_opened.emit(self._set.currentData(), index)

    def retranslate(self) -> None:
        """All texts."""
        self._title.setText(self.tr("What it learns from"))
        self._set.setItemText(0, self.tr("Training set"))
        self._set.setItemText(1, self.tr("Test set"))
        self._set.setAccessibleName(self.tr("Which pictures"))
        self._set.setToolTip(self.tr("The network learns from the training set and is examined on the test set."))
        self._class.setItemText(0, self.tr("All classes"))
        for label in range(CLASS_COUNT):
            self._class.setItemText(label + 1, name_of(label))
        self._class.setAccessibleName(self.tr("Which class"))
        self._names.setItemText(0, self.tr("Right names"))
        self._names.setItemText(1, self.tr("Network's answers"))
        self._names.setAccessibleName(self.tr("Which names stand under the pictures"))
        self._names.setToolTip(self.tr("Right names come with the data; the network's answers change as it learns."))
        self._first.setText(self.tr("First 25"))
        self._shuffle.setText(self.tr("Shuffle"))
        self._grid.setAccessibleName(self.tr("Gallery of 25 pictures"))
        if self._dataset is not None:
            counts = len(self._dataset.train_labels), len(self._dataset.test_labels)
            self._count.setText(f"{grouped(counts[0])} + {grouped(counts[1])}")
            self._count.setToolTip(self.tr("Pictures to learn from, and pictures for the examination"))
        self._show()
