"""The user's collection: a grid of tiles, their answers to change, photos to remove."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from fashion_gui.core.collection import LABELS, CollectedPhoto, Collection
from fashion_gui.core.problems import Problem
from fashion_gui.ui import dialogs
from fashion_gui.ui.class_menu import ClassMenu, answer_name
from fashion_gui.ui.language import grouped, sentence_of
from fashion_gui.ui.plain_text import plain_label
from fashion_gui.ui.tile_grid import GridTile, TileGrid

_ALL: Final = None  # the first row of the list, beside the labels


class CollectionDialog(QDialog):
    """Every change is made at once; what was removed comes back with Undo until the dialog is closed.

    Photos are never decoded here: their tiles stand for them.
    """

    changed = Signal()

    def __init__(self, collection: Collection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._collection = collection
        self._photos: list[CollectedPhoto] = []
        self._removed: list[list[CollectedPhoto]] = []  # each removal, the last one at the end
        self._build()
        self._arrange()
        self.finished.connect(collection.forget_removed)
        collection.forget_removed()  # what a program that was killed left
        self._read()

    def _build(self) -> None:
        self.setWindowTitle(self.tr("My collection"))
        self.resize(820, 560)
        self.classes = QListWidget()
        self.classes.setFixedWidth(190)
        self.classes.setAccessibleName(self.tr("Classes of the collection"))
        for label in (_ALL, *LABELS):
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, label)
            self.classes.addItem(item)
        self.classes.setCurrentRow(0)
        self.classes.currentRowChanged.connect(self._show)
        self.grid = TileGrid(columns=6, rows=4)
        self.grid.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.grid.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.grid.setAccessibleName(self.tr("Photos of the collection, as tiles"))
        self.grid.selectionModel().selectionChanged.connect(self._enable)
        self._empty_text = QLabel(
            self.tr(
                "Nothing here yet. Open a photo, and where the network is wrong, tell it what the photo shows: "
                "the photo is kept here, and the preset for photos can learn from it."
            )
        )
        self._empty_text.setWordWrap(True)
        self._empty_text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty_text.setProperty("role", "faint")
        self.problem = plain_label()
        self.problem.setProperty("role", "bad")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.change = QPushButton(self.tr("It is a …"))
        self._menu = ClassMenu(self.change)
        self._menu.chosen.connect(self._on_change)
        self.change.setMenu(self._menu)
        self.remove = QPushButton(self.tr("Remove"))
        self.remove.clicked.connect(self._on_remove)
        self.undo = QPushButton(self.tr("Undo"))
        self.undo.clicked.connect(self._on_undo)
        self.empty = QPushButton(self.tr("Remove all…"))
        self.empty.clicked.connect(self._on_empty)
        self.open_folder = QPushButton(self.tr("Open folder"))
        self.open_folder.clicked.connect(self._on_open_folder)
        for key, slot in (
            (QKeySequence.StandardKey.Delete, self._on_remove),
            (QKeySequence.StandardKey.Undo, self._on_undo),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(slot)

    def _arrange(self) -> None:
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.accept)
        for button in (self.change, self.remove, self.undo, self.empty, self.open_folder):
            button.setAutoDefault(False)
        close.setDefault(True)
        self._places = QStackedWidget()
        self._places.addWidget(self.grid)
        self._places.addWidget(self._empty_text)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.classes)
        middle.addWidget(self._places, 1)
        buttons = QHBoxLayout()
        for button in (self.change, self.remove, self.undo, self.empty):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.open_folder)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.addLayout(middle, 1)
        layout.addWidget(self.problem)
        layout.addLayout(buttons)

    def set_raw(self, raw: bool) -> None:
        """Tiles bright on black, as the network sees them, or dark on white."""
        self.grid.set_raw(raw)

    def chosen(self) -> list[CollectedPhoto]:
        """The selected photos."""
        return [self._photos[self.grid.tiles()[index.row()].index] for index in self.grid.selectedIndexes()]

    # --- showing ------------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        self._photos = self._collection.photos()
        counts = {label: sum(photo.label == label for photo in self._photos) for label in LABELS}
        for row in range(self.classes.count()):
            item = self.classes.item(row)
            label = item.data(Qt.ItemDataRole.UserRole)
            count = len(self._photos) if label is _ALL else counts[label]
            name = self.tr("All") if label is _ALL else answer_name(label)
            item.setText(self.tr("{name}: {count}").format(name=name[:1].upper() + name[1:], count=grouped(count)))
        self._show()

    @Slot()
    def _show(self) -> None:
        label = self.classes.currentItem().data(Qt.ItemDataRole.UserRole)
        tiles = [
            GridTile(index, photo.tile, answer_name(photo.label))
            for index, photo in enumerate(self._photos)
            if label is _ALL or photo.label == label
        ]
        self.grid.clearSelection()
        self.grid.show_tiles(tiles)
        self._places.setCurrentIndex(0 if self._photos else 1)
        self._enable()

    @Slot()
    def _enable(self) -> None:
        chosen = bool(self.grid.selectedIndexes())
        self.change.setEnabled(chosen)
        self.remove.setEnabled(chosen)
        self.undo.setEnabled(bool(self._removed))
        self.empty.setEnabled(bool(self._photos))
        self.open_folder.setEnabled(self._collection.folder.is_dir())

    # --- changing -----------------------------------------------------------------------------------------------------

    @Slot(int)
    def _on_change(self, label: int) -> None:
        self._for_each(self.chosen(), lambda photo: self._collection.move(photo, label))

    @Slot()
    def _on_remove(self) -> None:
        self._remove(self.chosen())

    @Slot()
    def _on_empty(self) -> None:
        if dialogs.ask_empty_collection(self, len(self._photos)):
            self._remove(self._photos)

    @Slot()
    def _on_undo(self) -> None:
        if self._removed:
            self._for_each(self._removed.pop(), self._collection.restore)

    @Slot()
    def _on_open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._collection.folder)))

    def _remove(self, photos: list[CollectedPhoto]) -> None:
        removed: list[CollectedPhoto] = []
        self._for_each(photos, lambda photo: removed.append(self._collection.remove(photo)))
        if removed:
            self._removed.append(removed)
        self._enable()

    def _for_each(self, photos: list[CollectedPhoto], do: Callable[[CollectedPhoto], object]) -> None:
        """What cannot be done is said; what was done before it stays done."""
        self.problem.hide()
        try:
            for photo in photos:
                do(photo)
        except Problem as problem:
            self.problem.setText(sentence_of(problem.code, problem.parameters))
            self.problem.show()
        self._read()
        self.changed.emit()
