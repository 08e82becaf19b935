"""The 5x5 gallery: what the network learns from, under the right names or under its own."""

from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from fashion_gui.core.dataset import Dataset
from fashion_gui.core.labels import CLASS_COUNT
from fashion_gui.ui.dataset_notice import DatasetNotice
from fashion_gui.ui.language import Translated, grouped, name_of
from fashion_gui.ui.tile_grid import GridTile, TileGrid

SIDE: Final = 5
_ASKED: Final = 1000  # pictures among which right or wrong ones are looked for; asked about at each epoch


class GalleryPanel(Translated):
    """Twenty-five tiles of the training or test set: the first, or a random choice, of all classes or of one.

    `tiles_changed` asks for the network's answers to `tiles`; `show_answers` brings them.  These are the tiles shown,
    or, where only right or wrong ones are wanted, those among which they are looked for.
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
        self._answers: npt.NDArray[np.intp] | None = None  # labels the network gave to `_indices`
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
        self._kind = QComboBox()
        for kind in ("all", "right", "wrong"):
            self._kind.addItem("", kind)
        self._first = QPushButton()
        self._shuffle = QPushButton()
        self._count = QLabel()
        self._count.setProperty("role", "faint")
        self._grid = TileGrid(columns=SIDE, rows=SIDE)
        self._none, self._found = QLabel(), QLabel()
        for label in (self._none, self._found):
            label.setProperty("role", "faint")
            label.setWordWrap(True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._grid.tile_opened.connect(self._on_opened)
        self._first.clicked.connect(self.show_first)
        self._shuffle.clicked.connect(self.shuffle)
        self._set.currentIndexChanged.connect(self.show_first)
        self._class.currentIndexChanged.connect(self.show_first)
        self._names.currentIndexChanged.connect(self._show)
        self._kind.currentIndexChanged.connect(self.show_first)

        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        choices = QHBoxLayout()
        choices.addWidget(self._set, 1)
        choices.addWidget(self._class, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._first)
        foot.addWidget(self._shuffle)
        foot.addWidget(self._found, 1)
        names = QHBoxLayout()
        names.addWidget(self._names, 1)
        names.addWidget(self._kind, 1)
        self._shown = QStackedWidget()
        self._shown.addWidget(self._grid)
        self._shown.addWidget(self._none)
        shown = QWidget()
        inner = QVBoxLayout(shown)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addLayout(choices)
        inner.addLayout(names)
        inner.addWidget(self._shown, 1)
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
        """What the network is to be asked about: uint8 (n, 28, 28), n up to 25, or up to 1000 to choose from."""
        images, _labels = self._pictures()
        return images[self._indices]

    def show_answers(self, probabilities: npt.NDArray[np.float32]) -> None:
        """The network's answers, float32 (n, 10), to exactly these `tiles`."""
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
        if self._set.currentData() == "train":
            return self._dataset.train_images, self._dataset.train_labels
        return self._dataset.test_images, self._dataset.test_labels

    def _candidates(self) -> npt.NDArray[np.intp]:
        """The indices of the chosen set and class."""
        _images, labels = self._pictures()
        wanted = self._class.currentData()
        return np.arange(len(labels)) if wanted < 0 else np.flatnonzero(labels == wanted)

    # --- showing -----------------------------------------------------------------------------------------------------

    @Slot()
    def show_first(self) -> None:
        """The first 25 of the chosen set and class, of those wanted."""
        self._choose(self._candidates()[: self._wished()])

    @Slot()
    def shuffle(self) -> None:
        """A random 25 of the chosen set and class."""
        candidates = self._candidates()
        count = min(self._wished(), len(candidates))
        self._choose(self._random.choice(candidates, count, replace=False) if count else candidates)

    def _choose(self, indices: npt.NDArray[np.intp]) -> None:
        self._indices = indices
        self._answers = None
        self._show()
        self.tiles_changed.emit()

    def _wished(self) -> int:
        """How many pictures to ask about."""
        return SIDE * SIDE if self._kind.currentData() == "all" else _ASKED

    def _wanted(self) -> npt.NDArray[np.intp]:
        """Places in `_indices` of what is to be shown: none while right and wrong are not known."""
        kind = self._kind.currentData()
        if kind == "all":
            return np.arange(len(self._indices))
        if self._answers is None:
            return np.zeros(0, np.intp)
        _images, labels = self._pictures()
        right = self._answers == labels[self._indices]
        return np.flatnonzero(right == (kind == "right"))

    @Slot()
    def _show(self) -> None:
        images, labels = self._pictures()
        answers = self._answers if self._names.currentData() == "answers" else None
        wanted, tiles = self._wanted(), []
        for place in wanted[: SIDE * SIDE]:
            index = self._indices[place]
            label = int(labels[index])
            answer = label if answers is None else int(answers[place])
            right = None if answers is None else answer == label
            spoken = self._spoken(index, label, answer)
            tiles.append(GridTile(int(index), images[index], name_of(answer), right, spoken))
        self._grid.show_tiles(tiles)
        self._tell(len(wanted))

    def _tell(self, found: int) -> None:
        """How many were found among those looked at, or why there is nothing."""
        filtered, known = self._kind.currentData() != "all", self._answers is not None
        text = self.tr("{found} of {count}").format(found=grouped(found), count=grouped(len(self._indices)))
        self._found.setText(text if filtered and known else "")
        nothing = self.tr("None among these {count}. Shuffle, or choose another class.")
        unknown = self.tr("Right or wrong is known once a network answers: train one, or open one.")
        self._none.setText(nothing.format(count=grouped(len(self._indices))) if known else unknown)
        self._shown.setCurrentWidget(self._none if filtered and not found else self._grid)

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
        for place, text in enumerate((self.tr("Right and wrong"), self.tr("Right only"), self.tr("Wrong only"))):
            self._kind.setItemText(place, text)
        self._kind.setAccessibleName(self.tr("Right or wrong"))
        self._kind.setToolTip(self.tr("Only pictures whose class the network names rightly, or only the others."))
        self._found.setToolTip(self.tr("How many were found, and among how many pictures they were looked for"))
        self._first.setText(self.tr("First 25"))
        self._shuffle.setText(self.tr("Shuffle"))
        self._grid.setAccessibleName(self.tr("Gallery of 25 pictures"))
        if self._dataset is not None:
            counts = len(self._dataset.train_labels), len(self._dataset.test_labels)
            self._count.setText(f"{grouped(counts[0])} + {grouped(counts[1])}")
            self._count.setToolTip(self.tr("Pictures to learn from, and pictures for the examination"))
        self._show()
