"""What the tabs that explain have in common: data, the network that they follow, and the picture they are about."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from fashion_gui.core.dataset import Dataset
from fashion_gui.ui.engine_client import EngineClient
from fashion_gui.ui.language import Translated

TRAIN, TEST, PHOTO = "train", "test", "photo"
CURRENT: Final = "current"  # the network, as in `Predict`


@dataclass(frozen=True, eq=False)
class Subject:
    """One picture that is to be explained.

    `tile` is uint8 (28, 28); `set_name` is TRAIN, TEST or PHOTO; `index` is its place in that set (0 for a photo);
    `label` 0-9 is the right answer, None where it is not known; `network` answers.
    """

    tile: npt.NDArray[np.uint8]
    set_name: str
    index: int = 0
    label: int | None = None
    network: str = CURRENT


def subject_of(dataset: Dataset, set_name: str, index: int, *, network: str = CURRENT) -> Subject:
    """One of the data set's pictures; `set_name` is TRAIN or TEST."""
    images, labels = dataset.pictures(set_name)
    return Subject(images[index], set_name, index, int(labels[index]), network)


class StudyPanel(Translated):
    """A tab that asks the engine about the current network, and only while somebody looks.

    A subclass gives `ask`, which sends its questions, and `retranslate`; it may extend `show_data` and `set_raw`.
    """

    tile_opened = Signal(str, int)  # the numbers of a picture are wished: its set and its place there
    why_requested = Signal(Subject)  # this picture is to be explained

    def __init__(self, engine: EngineClient, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.engine = engine
        self.dataset: Dataset | None = None
        self.raw = False
        self._asked = False  # the current network, about the current data

    def show_data(self, dataset: Dataset | None) -> None:
        """Fashion-MNIST is there, or another such data set; None: it is not."""
        self.dataset = dataset
        self.follow_network()

    def follow_network(self) -> None:
        """Another network answers from now on, or the same after another epoch."""
        self._asked = False
        if self.isVisible():
            self._ask_once()

    def set_raw(self, raw: bool) -> None:
        """Tiles bright on black, as the network sees them, or dark on white."""
        self.raw = raw

    def ask(self) -> None:
        """Send the questions whose answers are on show; called when they have changed and somebody looks."""
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask_once()

    def _ask_once(self) -> None:
        if not self._asked:
            self._asked = True
            self.ask()
