"""Which photos to learn from, besides Fashion-MNIST: none, the user's collection, or a folder."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from fashion_gui.core.paths import collection_folder
from fashion_gui.core.photo_folders import FolderOfPhotos, folders_of, photos_to_learn_from
from fashion_gui.core.problems import Problem
from fashion_gui.ui.elided_label import ElidedLabel
from fashion_gui.ui.language import Translated, grouped, name_of
from fashion_gui.ui.plain_text import plain_tip

_NONE: Final = "none"
_COLLECTION: Final = "collection"
_FOLDER: Final = "folder"


class PhotoSource(Translated):
    """Says what was found and what each sub-folder is taken for; `changed` after each choice."""

    changed = Signal()
    folder_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder: Path | None = None
        self._photos: list[Path] = []
        self._problem: Problem | None = None
        self._left_out = 0
        self._folded = False
        self._label = QLabel()
        self.choice = QComboBox()
        for key in (_NONE, _COLLECTION):
            self.choice.addItem("", key)
        self.choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.choice.setMinimumContentsLength(6)
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.currentIndexChanged.connect(self._on_choice)
        self._label.setBuddy(self.choice)
        self._choose = QPushButton()
        self._choose.clicked.connect(self.folder_requested)
        self._lines = [ElidedLabel() for _ in range(3)]  # garments, none of the ten, left out
        for line, role in zip(self._lines, ("faint", "faint", "warn"), strict=True):
            line.setProperty("role", role)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._label)
        row.addWidget(self.choice, 1)
        row.addWidget(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(row)
        for line in self._lines:
            layout.addWidget(line)
        self.retranslate()

    def photos(self) -> list[Path]:
        """The photos that were found."""
        return self._photos

    def problem(self) -> Problem | None:
        """Why there are none although some are wished."""
        return self._problem

    def set_folder(self, folder: Path) -> None:
        """Take the photos in the sub-folders of `folder`."""
        self._folder = folder
        place = self.choice.findData(_FOLDER)
        if place < 0:
            self.choice.addItem("", _FOLDER)
            place = self.choice.count() - 1
        if place == self.choice.currentIndex():
            self._on_choice()
        else:
            self.choice.setCurrentIndex(place)

    def show_left_out(self, count: int) -> None:
        """How many of the photos could not be read."""
        self._left_out = count
        self.retranslate()

    def set_folded(self, folded: bool) -> None:
        """Whether what was found is not of interest now: a training needs the room for its curves."""
        if folded != self._folded:
            self._folded = folded
            self.retranslate()

    @Slot()
    def look_again(self) -> None:
        """The photos may have changed."""
        self._photos, self._problem = [], None
        folder = {_COLLECTION: collection_folder(), _FOLDER: self._folder}.get(self.choice.currentData())
        if folder is not None:
            try:
                self._photos = photos_to_learn_from([folder])
            except Problem as problem:
                empty = problem.code in ("photo_folder_missing", "no_photos_in_folder")
                own = self.choice.currentData() == _COLLECTION
                self._problem = Problem("collection_empty") if own and empty else problem
        self.retranslate()
        self.changed.emit()

    @Slot()
    def _on_choice(self) -> None:
        self._left_out = 0
        self.look_again()

    # --- texts --------------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """All texts."""
        self._label.setText(self.tr("Photos to learn from:"))
        names = [self.tr("None"), self.tr("My collection"), self._folder.name if self._folder else ""]
        for index in range(self.choice.count()):
            self.choice.setItemText(index, names[index])
        self.choice.setToolTip(plain_tip(str(self._folder)) if self.choice.currentData() == _FOLDER else "")
        self._choose.setText(self.tr("Folder…"))
        self._choose.setToolTip(
            self.tr(
                "A folder with a sub-folder of photos for each class, named like the class; sub-folders with other "
                "names teach what is none of the ten."
            )
        )
        folders = folders_of(self._photos)
        found = ["", ""] if self._folded else [self._garments(folders), self._others(folders)]
        for line, text in zip(self._lines, (*found, self._unread()), strict=True):
            line.setText(text)
            line.setToolTip(plain_tip("\n".join(self._taken_for(folder) for folder in folders)))
            line.setVisible(bool(text))

    def _garments(self, folders: list[FolderOfPhotos]) -> str:
        counts: dict[tuple[int, ...], int] = {}
        for folder in folders:
            counts[folder.labels] = counts.get(folder.labels, 0) + folder.count
        counts.pop((), None)
        kinds = ", ".join(f"{_names(labels)} {grouped(count)}" for labels, count in sorted(counts.items()))
        total = sum(counts.values())
        text = self.tr("{count} photo(s) of garments: {kinds}", "", total)
        return text.format(count=grouped(total), kinds=kinds) if total else ""

    def _others(self, folders: list[FolderOfPhotos]) -> str:
        others = [folder for folder in folders if not folder.labels]
        names = ", ".join(f"{folder.name} {grouped(folder.count)}" for folder in others)
        return self.tr("None of the ten: {folders}").format(folders=names) if others else ""

    def _unread(self) -> str:
        text = self.tr("{count} photo(s) could not be read and were left out", "", self._left_out)
        return text.format(count=grouped(self._left_out)) if self._left_out else ""

    def _taken_for(self, folder: FolderOfPhotos) -> str:
        if folder.labels:
            text = self.tr("Folder “{folder}”, photos: {count}, taken for: {names}")
        else:
            text = self.tr("Folder “{folder}”, photos: {count}, none of the ten")
        return text.format(folder=folder.name, count=grouped(folder.count), names=_names(folder.labels))


def _names(labels: tuple[int, ...]) -> str:
    return " / ".join(name_of(label) for label in labels)
