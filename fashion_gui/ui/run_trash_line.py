"""The line below the runs: how many there are, how much room they take, and what is in the trash."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from fashion_gui.ui.images import icon
from fashion_gui.ui.language import Translated
from fashion_gui.ui.plain_text import plain_tip
from fashion_gui.ui.run_texts import size_text


class RunTrashLine(Translated):
    """Before the trash is emptied it asks, in its own place."""

    empty_confirmed = Signal()
    file_requested = Signal()
    folder_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs, self._trashed = 0, 0
        self._sizes: tuple[int, int] | None = None
        self._damaged: tuple[str, ...] = ()
        self._text, self._trash_text, self._damaged_text = QLabel(), QLabel(), QLabel()
        for label in (self._text, self._trash_text):
            label.setProperty("role", "faint")
        self._damaged_text.setProperty("role", "warn")
        self.empty, self.confirm, self.keep = QPushButton(), QPushButton(), QPushButton()
        self.file, self.folder = QPushButton(), QToolButton()
        self.empty.clicked.connect(self._ask)
        self.confirm.clicked.connect(self._on_confirm)
        self.keep.clicked.connect(self._on_keep)
        self.file.clicked.connect(self.file_requested)
        self.folder.clicked.connect(self.folder_requested)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self._text, self._damaged_text, self._trash_text, self.empty, self.confirm, self.keep):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(self.file)
        layout.addWidget(self.folder)
        self._asking = False
        self.retranslate()

    def show_counts(self, runs: int, trashed: int, *, damaged: tuple[str, ...]) -> None:
        """How many runs there are and how many in the trash; `damaged` are folders that cannot be read."""
        if trashed != self._trashed:
            self._asking = False  # the question was about others
        self._runs, self._trashed, self._damaged = runs, trashed, damaged
        self.retranslate()

    def show_sizes(self, runs: int, trash: int) -> None:
        """How many bytes they take."""
        self._sizes = runs, trash
        self.retranslate()

    @Slot()
    def _ask(self) -> None:
        self._asking = True
        self.retranslate()
        self.keep.setFocus()

    @Slot()
    def _on_confirm(self) -> None:
        self._asking = False
        self.empty_confirmed.emit()
        self.retranslate()

    @Slot()
    def _on_keep(self) -> None:
        self._asking = False
        self.retranslate()
        self.empty.setFocus()

    def retranslate(self) -> None:
        """All texts."""
        self._text.setText(self._kept())
        self._text.setVisible(bool(self._runs) and not self._asking)
        self._damaged_text.setText(self.tr("%n cannot be read", "", len(self._damaged)))
        self._damaged_text.setToolTip(plain_tip("\n".join(self._damaged)))
        self._damaged_text.setVisible(bool(self._damaged) and not self._asking)
        self._trash_text.setText(self._question() if self._asking else self._in_the_trash())
        self._trash_text.setVisible(bool(self._trashed))
        self.empty.setText(self.tr("Empty…"))
        self.empty.setAccessibleName(self.tr("Empty the trash…"))
        self.empty.setVisible(bool(self._trashed) and not self._asking)
        self.confirm.setText(self.tr("Delete for good"))
        self.keep.setText(self.tr("Keep"))
        for button in (self.confirm, self.keep):
            button.setVisible(self._asking)
        self.file.setText(self.tr("A .keras file…"))
        self.file.setToolTip(self.tr("Open a network that was saved as a .keras file."))
        self.folder.setIcon(icon("folder"))
        self.folder.setToolTip(self.tr("Show the folder of the runs"))
        self.folder.setAccessibleName(self.tr("Show the folder of the runs"))
        for widget in (self.file, self.folder):
            widget.setVisible(not self._asking)

    def _kept(self) -> str:
        if self._sizes is None:
            return self.tr("%n run(s)", "", self._runs)
        return self.tr("%n run(s), {size}", "", self._runs).format(size=size_text(self._sizes[0]))

    def _in_the_trash(self) -> str:
        if self._sizes is None:
            return self.tr("In the trash: %n run(s)", "", self._trashed)
        return self.tr("In the trash: %n run(s), {size}", "", self._trashed).format(size=size_text(self._sizes[1]))

    def _question(self) -> str:
        return self.tr("Delete %n run(s) in the trash for good?", "", self._trashed)
