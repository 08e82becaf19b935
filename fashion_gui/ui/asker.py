"""Which questions the engine has to answer now: gallery, photo and test set, again after each epoch."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, Signal, Slot

from fashion_gui.core.labels import CLASS_COUNT, TILE_SIDE
from fashion_gui.core.protocol import Evaluated, Predicted
from fashion_gui.ui.engine_client import EngineClient

Tiles = npt.NDArray[np.uint8]


class Asker(QObject):
    """Asks about what is on show and passes on only the answers to the latest question of each kind."""

    gallery_answered = Signal(object)  # float32 (n, 10)
    photo_answered = Signal(object)  # float32 (10,)
    test_set_ready = Signal()  # the engine holds the data: who wants answers can ask
    test_answered = Signal(object)  # float32 (10000, 10)

    def __init__(
        self,
        engine: EngineClient,
        *,
        gallery: Callable[[], Tiles],
        photo: Callable[[], Tiles | None],
        network: Callable[[], str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._gallery, self._photo, self._network = gallery, photo, network
        self._gallery_id = self._photo_id = self._test_id = 0
        self._has_network = self._has_data = False
        engine.ready.connect(self._on_ready)
        engine.dataset_ready.connect(self._on_dataset_ready)
        engine.lost.connect(self._on_lost)
        engine.predicted.connect(self._on_predicted)
        engine.evaluated.connect(self._on_evaluated)

    def set_has_network(self, present: bool) -> None:
        """Whether the engine holds a network that can answer."""
        self._has_network = present

    @Slot()
    def ask_all(self) -> None:
        """After an epoch, or when another network came."""
        self.ask_gallery()
        if self._network() == "current":
            self.ask_photo()

    @Slot()
    def ask_gallery(self) -> None:
        """The gallery shows other tiles."""
        tiles = self._gallery()
        if self._can_ask() and len(tiles):
            self._gallery_id = self._engine.predict(tiles)

    @Slot()
    def ask_photo(self) -> None:
        """Another photo is on show, or another network is to answer: whatever was asked before counts no more."""
        tile, network = self._photo(), self._network()
        can_ask = self._can_ask() if network == "current" else self._engine.can_answer()
        self._photo_id = 0
        if can_ask and tile is not None:
            self._photo_id = self._engine.predict(tile.reshape(1, TILE_SIDE, TILE_SIDE), network=network)

    @Slot()
    def ask_test_set(self) -> None:
        """Someone looks at the test set, or another network came."""
        if self._can_ask() and self._has_data:
            self._test_id = self._engine.evaluate()

    def _can_ask(self) -> bool:
        return self._has_network and self._engine.can_answer()

    @Slot()
    def _on_ready(self) -> None:
        self.ask_photo()  # the network for photos answers before any other was opened

    @Slot()
    def _on_dataset_ready(self) -> None:
        self._has_data = True
        self.test_set_ready.emit()

    @Slot()
    def _on_lost(self) -> None:
        self._has_network = self._has_data = False

    @Slot(Predicted)
    def _on_predicted(self, answer: Predicted) -> None:
        probabilities = np.frombuffer(answer.probabilities, np.float32).reshape(-1, CLASS_COUNT)
        if answer.id == self._gallery_id:
            self.gallery_answered.emit(probabilities)
        elif answer.id == self._photo_id:
            self.photo_answered.emit(probabilities[0])

    @Slot(Evaluated)
    def _on_evaluated(self, answer: Evaluated) -> None:
        if answer.id == self._test_id:
            self.test_answered.emit(np.frombuffer(answer.probabilities, np.float32).reshape(-1, CLASS_COUNT))
