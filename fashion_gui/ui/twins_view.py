"""The training pictures most like the picture on show, by pixels and by what the last hidden layer makes of them."""

from typing import Final

import numpy as np
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from fashion_gui.core.dataset import Dataset
from fashion_gui.core.labels import CLASS_COUNT
from fashion_gui.core.questions import Twins, TwinsFound
from fashion_gui.ui.exports import Cells, Exports
from fashion_gui.ui.language import Translated, grouped, name_of
from fashion_gui.ui.study import TRAIN, Subject, subject_of
from fashion_gui.ui.tile_grid import ChoosingGrid, GridTile

COUNT: Final = 8  # twins a row


class TwinRow(Translated):
    """One kind of twins: a title, a sentence, and the pictures, the nearest first.

    Below a picture stands its class; a cross says that the network does not give that class.
    """

    twin_chosen = Signal(int)  # its place in the training set
    twin_opened = Signal(int)  # it is to be explained

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dataset: Dataset | None = None
        self._twins: Twins | None = None
        self._label: int | None = None
        self.title, self.tip, self.waiting = "", "", ""
        self._title, self._sentence, self._bar = QLabel(), QLabel(), QProgressBar()
        self._title.setProperty("role", "title")
        self._sentence.setProperty("role", "faint")
        self._sentence.setWordWrap(True)
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setMaximumWidth(120)
        self.grid = ChoosingGrid(columns=COUNT, rows=1)
        self.grid.tile_chosen.connect(self.twin_chosen)
        self.grid.tile_opened.connect(self.twin_opened)
        self.exports = Exports(self.grid, name=lambda: self.title, cells=self.cells)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addWidget(self._bar)
        head.addStretch(1)
        head.addWidget(self.exports.button())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self._sentence)
        layout.addWidget(self.grid, 1)

    def show_twins(self, dataset: Dataset | None, twins: Twins | None, label: int | None) -> None:
        """None for those still searched; `label` is what the picture itself is, or is said to be."""
        self._dataset, self._twins, self._label = dataset, twins, label
        self.retranslate()

    def sentence(self) -> str:
        """What stands above the pictures."""
        return self._sentence.text()

    def set_texts(self, title: str, tip: str, waiting: str) -> None:
        """What kind of twins these are, and what is said while they are searched."""
        self.title, self.tip, self.waiting = title, tip, waiting
        self.retranslate()

    def cells(self) -> Cells:
        """A line for each twin."""
        head = [self.tr("picture"), self.tr("class"), self.tr("the network says"), self.tr("distance")]
        if self._twins is None or self._dataset is None:
            return [head]
        rows = zip(self._twins.indices, self._said(), self._twins.distances, strict=True)
        return [
            head,
            *([str(place), name_of(self._class_of(place)), name_of(said), f"{far:.6g}"] for place, said, far in rows),
        ]

    def retranslate(self) -> None:
        """All texts."""
        self._title.setText(self.title)
        self._title.setToolTip(self.tip)
        self._bar.setVisible(self._twins is None and self._dataset is not None)
        self._bar.setAccessibleName(self.waiting)
        self.grid.setAccessibleName(self.title)
        self.exports.retranslate()
        if self._twins is None or self._dataset is None:
            self.grid.show_tiles([])
            self._sentence.setText(self.waiting if self._dataset is not None else "")
            return
        self._sentence.setText(self._summary())
        self.grid.setAccessibleDescription(self._sentence.text())
        rows = zip(self._twins.indices, self._said(), self._twins.distances, strict=True)
        self.grid.show_tiles([self._cell(place, said, far) for place, said, far in rows])

    def _said(self) -> list[int]:
        assert self._twins is not None
        answers = np.frombuffer(self._twins.probabilities, np.float32).reshape(-1, CLASS_COUNT)
        return [int(label) for label in answers.argmax(axis=1)]

    def _class_of(self, place: int) -> int:
        assert self._dataset is not None
        return int(self._dataset.train_labels[place])

    def _cell(self, place: int, said: int, distance: float) -> GridTile:
        assert self._dataset is not None
        label = self._class_of(place)
        text = self.tr("No. {index} of the training set: {name}. Distance {distance}. The network says {answer}.")
        spoken = text.format(index=place, name=name_of(label), distance=f"{distance:.2f}", answer=name_of(said))
        caption = name_of(label) if label == self._label else self.tr("≠ {name}").format(name=name_of(label))
        return GridTile(place, self._dataset.train_images[place], caption, label == said, spoken)

    def _summary(self) -> str:
        """Of which classes they are, and what the network makes of them."""
        assert self._twins is not None
        labels = [self._class_of(place) for place in self._twins.indices]
        if not labels:
            return self.tr("All training pictures are equal to this one.")
        wrong = sum(label != said for label, said in zip(labels, self._said(), strict=True))
        counts = np.bincount(labels, minlength=CLASS_COUNT)
        order = [int(label) for label in np.argsort(-counts, kind="stable") if counts[label]]
        classes = ", ".join(f"{name_of(label)} {counts[label]}" for label in order)
        text = self.tr("{classes}. The network's answer is wrong for {wrong} of these {total}.")
        return text.format(classes=classes, wrong=wrong, total=len(labels))


class TwinsView(Translated):
    """Two rows of twins.  A click chooses one; Enter, a double click or the button explains it."""

    tile_opened = Signal(str, int)
    why_requested = Signal(Subject)
    search_requested = Signal()  # once more, with the network as it is now

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dataset: Dataset | None = None
        self._subject: Subject | None = None
        self._chosen = -1
        self.pixels, self.layer = TwinRow(), TwinRow()
        self._about = QLabel()
        self._about.setProperty("role", "faint")
        self._about.setWordWrap(True)
        self._numbers, self._why, self._again = QPushButton(), QPushButton(), QPushButton()
        self._numbers.clicked.connect(lambda: self.tile_opened.emit(TRAIN, self._chosen))
        self._why.clicked.connect(lambda: self._explain(self._chosen))
        self._again.clicked.connect(self.search_requested)
        self._again.hide()
        foot = QHBoxLayout()
        foot.addWidget(self._about, 1)
        for button in (self._again, self._numbers, self._why):
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for row in (self.pixels, self.layer):
            row.twin_chosen.connect(self._choose)
            row.twin_opened.connect(self._explain)
            layout.addWidget(row, 1)
        layout.addLayout(foot)
        self.retranslate()

    def show_subject(self, dataset: Dataset | None, subject: Subject | None) -> None:
        """Another picture, or other data; its twins are still to be found."""
        self._dataset, self._subject, self._chosen = dataset, subject, -1
        self._again.hide()
        for row in (self.pixels, self.layer):
            row.show_twins(dataset if subject is not None else None, None, None)
        self.retranslate()

    def show_twins(self, reply: TwinsFound, answer: int | None) -> None:
        """Of that picture; `answer` is what the network says of it, for a picture whose class is not known."""
        subject, dataset = self._subject, self._dataset
        if subject is None or dataset is None:
            return
        label = answer if subject.label is None else subject.label
        self._again.hide()
        self.pixels.show_twins(dataset, reply.by_pixels, label)
        self.layer.show_twins(dataset, reply.by_layer if reply.final else None, label)

    def show_problem(self, sentence: str) -> None:
        """They cannot be found, and why."""
        for row in (self.pixels, self.layer):
            row.show_twins(None, None, None)
        self._about.setText(sentence)

    def show_stale(self) -> None:
        """The network has changed since these were found; finding them anew would hold up its training."""
        self._again.show()

    def set_raw(self, raw: bool) -> None:
        """Tiles bright on black, or dark on white."""
        for row in (self.pixels, self.layer):
            row.grid.set_raw(raw)

    @Slot(int)
    def _choose(self, place: int) -> None:
        self._chosen = place
        self.retranslate()

    @Slot(int)
    def _explain(self, place: int) -> None:
        if self._dataset is not None and self._subject is not None:
            self.why_requested.emit(subject_of(self._dataset, TRAIN, place, network=self._subject.network))

    def retranslate(self) -> None:
        """All texts."""
        self.pixels.set_texts(
            self.tr("Alike pixel by pixel"),
            self.tr(
                "The smallest distances: the root of the sum of the squared differences of all 784 pixels (0 to 1)."
            ),
            self.tr("Comparing with the training pictures…"),
        )
        self.layer.set_texts(
            self.tr("Alike to the network"),
            self.tr(
                "The smallest distances between the numbers that go into the last layer: what the network makes of a "
                "picture just before it decides."
            ),
            self.tr("All training pictures go through the network once; a deep one takes up to half a minute…"),
        )
        self._numbers.setText(self.tr("Show the numbers"))
        self._why.setText(self.tr("Why?"))
        self._why.setToolTip(self.tr("Explain the network's answer to this training picture"))
        self._again.setText(self.tr("Search again"))
        self._again.setToolTip(self.tr("The network has learnt since these were found."))
        for button in (self._numbers, self._why):
            button.setEnabled(self._chosen >= 0)
        hint = self.tr("✕: the network is wrong about it. ≠: of another class. Choose a picture, or double-click it.")
        self._about.setText(hint)
        if self._chosen >= 0:
            chosen = self.tr("Chosen: picture {index} of the training set")
            self._about.setText(chosen.format(index=grouped(self._chosen)))
