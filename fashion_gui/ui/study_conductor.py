"""What follows from what in the tabs that explain: they follow data and network, and pass pictures on to each other."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from fashion_gui.core.dataset import Dataset
from fashion_gui.ui.study import PHOTO, TEST, StudyPanel, Subject, subject_of

if TYPE_CHECKING:
    from fashion_gui.ui.main_window import MainWindow


class StudyConductor(QObject):
    """Holds the data whose pictures can be explained."""

    tile_opened = Signal(str, int)  # the numbers of a picture are wished: its set and its place there

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._w = window
        self._dataset: Dataset | None = None
        self._photo: Subject | None = None  # on show
        self._panels: tuple[StudyPanel, ...] = (window.why, window.lab, window.duel)
        self._wire()

    def _wire(self) -> None:
        w, engine = self._w, self._w.engine
        for learnt in (engine.run_started, engine.epoch_finished, engine.run_finished, engine.model_opened):
            learnt.connect(self.follow_network)
        for panel in self._panels:
            panel.tile_opened.connect(self.tile_opened)
            panel.why_requested.connect(self.explain)
        w.test_set.why_requested.connect(lambda index: self.explain_picture(TEST, index))
        w.inspector.why_requested.connect(self._on_inspector)
        w.photo.why_requested.connect(self._on_photo_why)
        w.photo.photo_changed.connect(self._on_photo)
        w.photo.network_changed.connect(self._on_photo)

    def show_data(self, dataset: Dataset) -> None:
        """Other data are on show."""
        self._dataset = dataset
        for panel in self._panels:
            panel.show_data(dataset)

    @Slot()
    def follow_network(self) -> None:
        """Another network answers, or the same after another epoch."""
        for panel in self._panels:
            panel.follow_network()

    def set_raw(self, raw: bool) -> None:
        """Tiles bright on black, or dark on white."""
        for panel in self._panels:
            panel.set_raw(raw)

    @Slot(Subject)
    def explain(self, subject: Subject) -> None:
        """Go to the tab "Why" with this picture."""
        self._w.why.show_subject(subject)
        self._w.show_page(self._w.why)

    @Slot(str, int)
    def explain_picture(self, set_name: str, index: int) -> None:
        """The same with one of the data set's; `set_name` is TRAIN or TEST."""
        data = self._dataset
        if data is not None and index < len(data.pictures(set_name)[1]):
            self.explain(subject_of(data, set_name, index))

    @Slot(str, int)
    def _on_inspector(self, set_name: str, index: int) -> None:
        """It lies above the window."""
        self._w.inspector.hide()
        self.explain_picture(set_name, index)

    @Slot()
    def _on_photo(self) -> None:
        """Told more often than it changes."""
        before, tile, network = self._photo, self._w.photo.tile(), self._w.photo.network()
        if before and tile is not None and before.network == network and np.array_equal(before.tile, tile):
            return
        self._photo = None if tile is None else Subject(tile, PHOTO, network=network)
        self._w.why.show_photo(self._photo)

    @Slot()
    def _on_photo_why(self) -> None:
        if self._photo is not None:
            self.explain(self._photo)
