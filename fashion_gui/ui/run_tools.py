"""What can be done with the chosen runs: as buttons, and as the table's menu."""

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from fashion_gui.ui.language import Translated


class RunTools(Translated):
    """Open, resume, rename, compare, delete."""

    open_pressed = Signal()
    resume_pressed = Signal()
    rename_pressed = Signal()
    compare_pressed = Signal()
    delete_pressed = Signal()
    race_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.open, self.resume, self.rename, self.compare, self.delete = (QPushButton() for _ in range(5))
        self.open.setProperty("role", "primary")
        self.menu = QMenu(self)
        self._pairs = [
            (self.open, self.menu.addAction(""), self.open_pressed),
            (self.resume, self.menu.addAction(""), self.resume_pressed),
            (self.rename, self.menu.addAction(""), self.rename_pressed),
            (self.compare, self.menu.addAction(""), self.compare_pressed),
            (self.delete, self.menu.addAction(""), self.delete_pressed),
        ]
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for button, action, pressed in self._pairs:
            button.clicked.connect(pressed)
            action.triggered.connect(pressed)
            layout.addWidget(button)
        layout.addStretch(1)
        self.race = QPushButton()
        self.race.clicked.connect(self.race_pressed)
        layout.addWidget(self.race)
        self.retranslate()

    def set_able(self, *, open_run: bool, resume: bool, rename: bool, compare: bool, delete: bool) -> None:
        """What is possible with what is chosen."""
        for (button, action, _), able in zip(self._pairs, (open_run, resume, rename, compare, delete), strict=True):
            button.setEnabled(able)
            action.setEnabled(able)

    @Slot(QPoint)
    def show_menu(self, place: QPoint) -> None:
        """At a place on the screen."""
        self.menu.popup(place)

    def retranslate(self) -> None:
        """All texts."""
        texts = (
            (self.tr("Open"), self.tr("Its network answers from now on (Enter).")),
            (self.tr("Resume"), self.tr("Train on where it was stopped or interrupted.")),
            (self.tr("Rename"), self.tr("Give it a name of your own (F2).")),
            (self.tr("Compare"), self.tr("Tick two runs, or select two, to see them side by side.")),
            (self.tr("Delete"), self.tr("Move to the trash (Delete); it can be undone.")),
        )
        self.race.setText(self.tr("Race…"))
        self.race.setToolTip(self.tr("Train two networks side by side that differ in one thing."))
        for (button, action, _), (text, tip) in zip(self._pairs, texts, strict=True):
            button.setText(text)
            button.setToolTip(tip)
            action.setText(text)
