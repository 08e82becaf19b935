"""What follows from what about the user's own photos: they are kept, looked through, and learnt from."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, Signal, Slot

from fashion_gui.core.collection import Collection
from fashion_gui.core.problems import Problem
from fashion_gui.ui import dialogs
from fashion_gui.ui.class_menu import answer_name
from fashion_gui.ui.collection_dialog import CollectionDialog
from fashion_gui.ui.engine_client import EngineState
from fashion_gui.ui.training_panel import TrainingWish

if TYPE_CHECKING:
    from fashion_gui.ui.main_window import MainWindow


class OwnPhotos(QObject):
    """To the user a training begins with its photos: while they become tiles, `state` says so."""

    state_changed = Signal()
    failed = Signal(Problem)
    said = Signal(str)

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._w = window
        self._collection = Collection()
        self._wish: TrainingWish | None = None  # the training that waits for its photos
        window.gathering.progressed.connect(window.training.on_gathering)
        window.gathering.gathered.connect(self._on_gathered)
        window.gathering.failed.connect(self._on_not_gathered)
        window.training.source.folder_requested.connect(self._on_choose_folder)

    def state(self) -> EngineState:
        """What the window is to show."""
        return EngineState.TRAINING if self._w.gathering.is_busy() else self._w.engine.state

    # --- learning -----------------------------------------------------------------------------------------------------

    @Slot(TrainingWish)
    def train(self, wish: TrainingWish) -> None:
        """Begin a training, with tiles of its photos where there are some."""
        if not wish.photos:
            self._begin(wish)
            return
        self._wish = wish
        self._w.gathering.start(wish.photos)
        self.state_changed.emit()

    def _begin(self, wish: TrainingWish) -> None:
        self._w.engine.train(wish.options, wish.network, advance=wish.advance)

    @Slot()
    def stop(self) -> None:
        """End what Train began."""
        if self._w.gathering.is_busy():
            self._w.gathering.cancel()
            self.state_changed.emit()
        else:
            self._w.engine.stop()

    @Slot(Path, int)
    def _on_gathered(self, path: Path, left_out: int) -> None:
        self._w.training.source.show_left_out(left_out)
        wish, self._wish = self._wish, None
        if wish is not None:
            self._begin(replace(wish, options=replace(wish.options, photos=str(path))))
        self.state_changed.emit()

    @Slot(Problem)
    def _on_not_gathered(self, problem: Problem) -> None:
        self.failed.emit(problem)
        self.state_changed.emit()

    @Slot()
    def _on_choose_folder(self) -> None:
        folder = dialogs.ask_learning_folder(self._w)
        if folder is not None:
            self._w.training.source.set_folder(folder)

    # --- the collection -----------------------------------------------------------------------------------------------

    def teach(self, path: Path, label: int) -> None:
        """Keep the photo on show, the file `path`, with its right label: 0-9, or -1 for none of the ten."""
        tile = self._w.photo.tile()
        if tile is not None and self.keep([(path, tile)], label):
            text = self.tr("Kept in your collection: {name}. The preset for photos can learn from it.")
            self.said.emit(text.format(name=answer_name(label)))

    def keep(self, photos: list[tuple[Path, npt.NDArray[np.uint8]]], label: int) -> int:
        """Keep files, each with its tile; returns how many were kept before one could not be."""
        kept = 0
        try:
            for path, tile in photos:
                self._collection.add(path, tile, label)
                kept += 1
        except Problem as problem:
            self.failed.emit(problem)
        self._w.training.source.look_again()
        return kept

    @Slot()
    def show_collection(self) -> None:
        """Open the collection."""
        dialog = CollectionDialog(self._collection, self._w)
        dialog.set_raw(self._w.settings.raw_tiles)
        dialog.changed.connect(self._w.training.source.look_again)
        dialog.open()
