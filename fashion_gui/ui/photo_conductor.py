"""What follows from what about photos: how they come in, who prepares them, what is set right by hand."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QMimeData, QObject, Slot
from PySide6.QtGui import QGuiApplication

from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import Correction, PhotoPrepared
from fashion_gui.ui import dialogs
from fashion_gui.ui.incoming import Incoming
from fashion_gui.ui.link_dialog import LinkDialog
from fashion_gui.ui.many_photos import are_many
from fashion_gui.ui.own_photos import OwnPhotos

if TYPE_CHECKING:
    from fashion_gui.ui.main_window import MainWindow


class PhotoConductor(QObject):
    """Holds which photo is awaited."""

    def __init__(self, window: "MainWindow", own: OwnPhotos) -> None:
        super().__init__(window)
        self._w = window
        self._own = own
        self.incoming = Incoming()
        self.link_dialog = LinkDialog(window)
        self._asked: tuple[Path, str] | None = None  # the photo and the recipe
        self._requests = range(0)  # for it: while something is drawn, each answer is shown that comes
        self._wire()

    def _wire(self) -> None:
        w = self._w
        w.photos.prepared.connect(self._on_prepared)
        w.photos.failed.connect(self._on_failed)
        w.photo.open_requested.connect(self._on_open_photos)
        w.photo.paste_requested.connect(self._on_paste)
        w.photo.prepare_requested.connect(self._on_prepare)
        w.photo.recipe_changed.connect(self._on_recipe)
        w.photo.network_changed.connect(self._on_network)
        w.photo.tile_changed.connect(w.asker.ask_photo)
        w.photo.photo_changed.connect(w.editor.show_photo)
        w.photo.taught.connect(self.teach)
        w.photo.correct_requested.connect(self._on_correct)
        w.editor.previewed.connect(w.photo.preview)
        w.editor.corrected.connect(w.photo.correct)
        w.editor.undo_requested.connect(w.photo.undo)
        w.editor.start_over_requested.connect(w.photo.start_over)
        w.editor.closed.connect(lambda: w.left.setCurrentWidget(w.views))
        w.many.photo_opened.connect(self._on_one_of_many)
        w.many.dropped.connect(self.take)
        w.many.taught.connect(self._on_many_taught)
        w.photo.table_requested.connect(self._open_table)
        self.link_dialog.fetched.connect(lambda path: self.open_photos([path]))
        self.link_dialog.failed.connect(w.photo.show_notice)
        w.menus.open_photos.connect(self._on_open_photos)
        w.menus.many_photos.connect(self._on_many_photos)
        w.menus.paste.connect(self._on_paste)
        w.asker.photo_answered.connect(w.photo.show_answer)

    def begin(self, files: list[Path]) -> None:
        """The window is on the screen: start the photo worker, open these photos."""
        self._w.photo.set_recipe(self._w.settings.recipe)
        self._w.photo.set_network(self._w.settings.photo_network)
        self._w.photos.warm_up()
        self.open_photos(files)

    def close(self) -> None:
        """End the workers and what is being fetched."""
        self._w.photos.close()
        self._w.many.end()
        self.link_dialog.give_up()
        self.incoming.close()

    def take(self, mime: QMimeData) -> None:
        """What was dropped or pasted."""
        try:
            arrival = self.incoming.read(mime)
            if arrival.link:
                self.link_dialog.ask(arrival.link, self.incoming.place_for(arrival.link))
            else:
                self.open_photos(arrival.files)
        except Problem as problem:
            self._w.photo.show_notice(problem)

    def open_photos(self, files: list[Path]) -> None:
        """Show these photos, many or folders in a window of their own.  What is being fetched has lost its turn."""
        self.link_dialog.give_up()
        if are_many(files):
            self._open_table(files)
        else:
            self._w.photo.open_photos(files)

    @Slot(list)
    def _open_table(self, files: list[Path]) -> None:
        self._w.many.open(files, recipe=self._w.photo.recipe(), network=self._w.photo.network())

    @Slot(Path)
    def _on_one_of_many(self, path: Path) -> None:
        self._w.photo.open_photos([path])
        self._w.raise_()
        self._w.activateWindow()

    @Slot()
    def _on_many_photos(self) -> None:
        folder = dialogs.ask_photo_folder(self._w)
        if folder is not None:
            self.open_photos([folder])

    @Slot()
    def _on_open_photos(self) -> None:
        self.open_photos(dialogs.ask_photos(self._w))

    @Slot()
    def _on_paste(self) -> None:
        self.take(QGuiApplication.clipboard().mimeData())

    @Slot(Path, str, Correction)
    def _on_prepare(self, path: Path, recipe: str, correction: Correction) -> None:
        self._w.photos.forget_waiting()
        number = self._w.photos.prepare(path, recipe=recipe, correction=correction)
        first = self._requests.start if (path, recipe) == self._asked else number
        self._asked, self._requests = (path, recipe), range(first, number + 1)

    @Slot(PhotoPrepared, Correction)
    def _on_prepared(self, prepared: PhotoPrepared, correction: Correction) -> None:
        if prepared.id in self._requests:
            self._w.photo.on_prepared(prepared, correction)

    @Slot(int, Problem)
    def _on_failed(self, request: int, problem: Problem) -> None:
        if request in self._requests:
            self._w.photo.on_problem(problem)

    @Slot(str)
    def _on_recipe(self, recipe: str) -> None:
        self._w.settings.recipe = recipe

    @Slot(str)
    def _on_network(self, network: str) -> None:
        self._w.settings.photo_network = network
        self._w.asker.ask_photo()

    @Slot(str)
    def _on_correct(self, tool: str) -> None:
        self._w.editor.choose_tool(tool)
        self._w.left.setCurrentWidget(self._w.editor)

    @Slot(list, int)
    def _on_many_taught(self, photos: list[tuple[Path, npt.NDArray[np.uint8]]], label: int) -> None:
        self._w.many.show_kept(self._own.keep(photos, label), label)

    @Slot(int)
    def teach(self, label: int) -> None:
        """The photo on show goes into the collection with its right label: 0-9, or -1 for none of the ten."""
        if self._asked is not None:
            self._own.teach(self._asked[0], label)
