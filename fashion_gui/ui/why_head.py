"""Which picture is explained: the picture, what it is, what the network says, and the way to others."""

from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QPushButton, QSpinBox, QToolButton, QWidget

from fashion_gui.ui.answer_card import TileView
from fashion_gui.ui.elided_label import ElidedLabel
from fashion_gui.ui.language import Translated, grouped, name_of
from fashion_gui.ui.study import PHOTO, TEST, TRAIN, Subject

_SETS: Final = (TEST, TRAIN, PHOTO)  # as in the list of sets
_ZOOM: Final = 2


class WhyHead(Translated):
    """It wishes for pictures and shows the one that it is given."""

    set_wished = Signal(str)  # TEST, TRAIN or PHOTO
    place_wished = Signal(int)  # a place in the set that is shown
    random_wished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._subject: Subject | None = None
        self._count = 0
        self._answer: npt.NDArray[np.float32] | None = None
        self._build()
        self._has_photo = False
        self.show_photo(False)
        self.retranslate()

    def show_subject(self, subject: Subject | None, count: int) -> None:
        """The picture, and how many its set has (1 for a photo); the answer to it is still to come."""
        self._subject, self._count, self._answer = subject, count, None
        self._picture.show_tile(None if subject is None else subject.tile)
        with QSignalBlocker(self._place):
            self._place.setRange(0, max(count - 1, 0))
            self._place.setValue(0 if subject is None else subject.index)
        if subject is not None:
            self._set.setCurrentIndex(_SETS.index(subject.set_name))
        self.retranslate()

    def show_answer(self, probabilities: npt.NDArray[np.float32] | None) -> None:
        """What the network says of it, float32 (10,)."""
        self._answer = probabilities
        self.retranslate()

    def show_photo(self, present: bool) -> None:
        """Whether there is a photo to choose."""
        self._has_photo = present
        model = self._set.model()
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if present else Qt.ItemFlag.NoItemFlags
        model.setData(model.index(_SETS.index(PHOTO), 0), int(flags.value), Qt.ItemDataRole.UserRole - 1)

    def set_raw(self, raw: bool) -> None:
        """Bright on black, or dark on white."""
        self._picture.set_raw(raw)

    def add_views(self, buttons: list[QPushButton]) -> None:
        """What is asked about the picture: the buttons stand left of the way to other pictures."""
        for place, button in enumerate(buttons):
            self._row.insertWidget(place, button)
        for before, after in pairwise([*buttons, self._set, self._previous, self._place, self._next, self._random]):
            self.setTabOrder(before, after)

    def text(self) -> str:
        """What the picture is and what the network says."""
        return self._line.text()

    def _build(self) -> None:
        self._picture, self._line = TileView(), ElidedLabel()
        self._picture.set_zoom(_ZOOM)
        self._line.setProperty("role", "title")
        self._set, self._place = QComboBox(), QSpinBox()
        for name in _SETS:
            self._set.addItem("", name)
        self._set.activated.connect(self._on_set)
        self._place.setKeyboardTracking(False)  # else each digit is a picture
        self._place.valueChanged.connect(self.place_wished)
        self._previous, self._next, self._random = QToolButton(), QToolButton(), QPushButton()
        self._previous.setText("‹")
        self._next.setText("›")
        self._previous.clicked.connect(self.previous)
        self._next.clicked.connect(self.next)
        self._random.clicked.connect(self.random_wished)
        self._row = QHBoxLayout()
        self._row.setSpacing(4)
        self._row.addStretch(1)
        for widget in (self._set, self._previous, self._place, self._next, self._random):
            self._row.addWidget(widget)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.addWidget(self._picture, 0, 0, 2, 1)
        grid.addLayout(self._row, 0, 1)
        grid.addWidget(self._line, 1, 1)
        grid.setColumnStretch(1, 1)

    @Slot(int)
    def _on_set(self, place: int) -> None:
        self.set_wished.emit(_SETS[place])

    @Slot()
    def previous(self) -> None:
        """The picture before, if there is one."""
        self._place.stepBy(-1)

    @Slot()
    def next(self) -> None:
        """The picture after it, if there is one."""
        self._place.stepBy(1)

    def retranslate(self) -> None:
        """All texts."""
        for place, text in enumerate((self.tr("test"), self.tr("training"), self.tr("photo"))):
            self._set.setItemText(place, text)
        self._set.setAccessibleName(self.tr("Where the picture is from"))
        self._set.setToolTip(self.tr("Pictures that the network has learnt from, others, or the photo on show."))
        self._place.setAccessibleName(self.tr("The picture's number"))
        self._place.setToolTip(self.tr("The picture's place in its set, counted from 0 as in the notebook."))
        self._random.setText(self.tr("Random"))
        self._random.setToolTip(self.tr("Any picture of this set (R)"))
        for button, name in (
            (self._previous, self.tr("Previous picture (Alt+Left)")),
            (self._next, self.tr("Next picture (Alt+Right)")),
        ):
            button.setToolTip(name)
            button.setAccessibleName(name)
        index = 0 if self._subject is None else self._subject.index
        in_set = self._subject is not None and self._subject.set_name != PHOTO
        self._previous.setEnabled(in_set and index > 0)
        self._next.setEnabled(in_set and index + 1 < self._count)
        for widget in (self._place, self._random):
            widget.setEnabled(in_set)
        text = "" if self._subject is None else self._said(self._subject)
        self._line.setText(text)
        self._line.setToolTip("" if self._subject is None else self._what(self._subject))
        self._picture.setAccessibleName(text)

    def _what(self, subject: Subject) -> str:
        """What the picture is."""
        if subject.set_name == PHOTO:
            return self.tr("Your photo")
        names = {
            TEST: self.tr("Picture {index} of the test set: {name}"),
            TRAIN: self.tr("Picture {index} of the training set: {name}"),
        }
        name = "" if subject.label is None else name_of(subject.label)
        return names[subject.set_name].format(index=grouped(subject.index), name=name)

    def _said(self, subject: Subject) -> str:
        """What it is, and what the network says of it."""
        what = self._what(subject)
        if self._answer is None:
            return what
        label = int(self._answer.argmax())
        share = f"{100 * float(self._answer[label]):.1f}"
        text = {
            None: self.tr("{what}. The network says {answer}, {share} %"),
            True: self.tr("{what}. The network says {answer}, {share} % ✓"),
            False: self.tr("{what}. The network says {answer}, {share} % ✕"),
        }[None if subject.label is None else subject.label == label]
        return text.format(what=what, answer=name_of(label), share=share)


KEYS: Final = {
    "previous": [QKeySequence("Alt+Left")],
    "next": [QKeySequence("Alt+Right")],
    "random": [QKeySequence("R"), QKeySequence("К")],  # the same key in either language
}
