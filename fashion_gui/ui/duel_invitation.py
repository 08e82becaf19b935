"""What a game is about, before it begins: the ten names with a picture of each."""

from typing import Final

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from fashion_gui.core.dataset import Dataset
from fashion_gui.core.duel import PICTURES
from fashion_gui.core.labels import CLASS_COUNT
from fashion_gui.core.problems import Problem
from fashion_gui.ui.duel_texts import people_sentence
from fashion_gui.ui.language import Translated, name_of, sentence_of
from fashion_gui.ui.plain_text import plain_label
from fashion_gui.ui.tile_grid import GridTile, TileGrid

_WIDTH: Final = 560  # logical pixels: a line that is easy to read
_TILES_HEIGHT: Final = 250


class DuelInvitation(Translated):
    """The examples are of the training set: none of them comes in a game."""

    begin_wished = Signal()
    tile_opened = Signal(int)  # its place in the training set

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dataset: Dataset | None = None
        self._problem: Problem | None = None
        self._title, self._text, self._empty, self._caption, self._people = (plain_label() for _ in range(5))
        self._title.setProperty("role", "answer")
        self._caption.setProperty("role", "title")
        self._people.setProperty("role", "faint")
        for label in (self._title, self._text, self._empty, self._people):
            label.setWordWrap(True)
        self.start = QPushButton()
        self.start.setProperty("role", "primary")
        self.start.clicked.connect(self.begin_wished)
        self.examples = TileGrid(columns=5, rows=2)
        self.examples.setMaximumHeight(_TILES_HEIGHT)
        self.examples.tile_opened.connect(self.tile_opened)
        self._build()
        self.retranslate()

    def show_data(self, dataset: Dataset | None) -> None:
        """Whose pictures are played with; None: there are none yet."""
        self._dataset = dataset
        self.retranslate()

    def show_problem(self, problem: Problem | None) -> None:
        """Why the network cannot play; None where it can."""
        self._problem = problem
        self.retranslate()

    def set_raw(self, raw: bool) -> None:
        """Bright on black, as the network sees tiles, or dark on white."""
        self.examples.set_raw(raw)

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(10)
        words.addStretch(1)
        for label in (self._title, self._text, self._empty):
            words.addWidget(label)
        words.addWidget(self.start, 0, Qt.AlignmentFlag.AlignLeft)
        words.addSpacing(8)
        words.addWidget(self._caption)
        words.addWidget(self.examples, 100)
        words.addWidget(self._people)
        words.addStretch(1)
        for widget in (self._title, self._text, self._empty, self.examples, self._people):
            widget.setFixedWidth(_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addLayout(words)
        row.addStretch(1)

    def _show_examples(self) -> None:
        """The first of each class that is there."""
        tiles = []
        if self._dataset is not None:
            images, labels = self._dataset.train_images, self._dataset.train_labels
            for label in range(CLASS_COUNT):
                for place in np.flatnonzero(labels == label)[:1]:
                    tiles.append(GridTile(int(place), images[place], f"{label}  {name_of(label)}"))
        self.examples.show_tiles(tiles)
        self.examples.setVisible(bool(tiles))
        self._caption.setVisible(bool(tiles))

    def _tell_obstacle(self) -> None:
        text = ""
        if self._dataset is None:
            text = self.tr("You can play as soon as Fashion-MNIST is found.")
        elif self._problem is not None and self._problem.code == "no_network":
            text = self.tr("There is no network yet that could play. Train one, or open one.")
        elif self._problem is not None:
            text = sentence_of(self._problem.code, self._problem.parameters)
        self._empty.setText(text)
        self._empty.setVisible(bool(text))
        self.start.setEnabled(not text)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._title.setText(self.tr("Who is better: you or the network?"))
        text = self.tr(
            "Name {count} pictures of the test set. The network names the same ones, and in the end you see who was "
            "right more often. A clock runs, but there is no limit."
        )
        count = PICTURES if self._dataset is None else min(PICTURES, len(self._dataset.test_labels))
        self._text.setText(text.format(count=count))
        self.start.setText(self.tr("Start"))
        self._caption.setText(self.tr("The ten names, and their keys"))
        self._caption.setToolTip(self.tr("The first picture of each class in the training set."))
        self.examples.setAccessibleName(self.tr("The ten names, and their keys"))
        self._people.setText(people_sentence())
        self._show_examples()
        self._tell_obstacle()
