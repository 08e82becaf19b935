"""Previous and next, and all in one table, when several photos were given."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from fashion_gui.ui.language import Translated
from fashion_gui.ui.plain_text import plain_label, plain_tip

_NAME_WIDTH = 120  # logical pixels


class PhotoStepper(Translated):
    """Which of the photos is on show; hidden when there is only one."""

    moved = Signal(int)  # -1 or 1
    table_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.previous, self.next, self.table = QToolButton(), QToolButton(), QToolButton()
        self.previous.setText("‹")
        self.next.setText("›")
        self.previous.clicked.connect(lambda: self.moved.emit(-1))
        self.next.clicked.connect(lambda: self.moved.emit(1))
        self.table.clicked.connect(self.table_requested)
        self._file = plain_label()
        self._file.setProperty("role", "faint")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.previous)
        row.addWidget(self._file, 1)
        row.addWidget(self.next)
        row.addWidget(self.table)
        self.retranslate()

    def show_place(self, place: int, count: int, name: str) -> None:
        """The photo `name` is the one at `place`, counted from 0, of `count`."""
        self.setVisible(count > 1)
        self.previous.setEnabled(place > 0)
        self.next.setEnabled(place + 1 < count)
        text = f"{place + 1}/{count} · {name}"
        self._file.setText(self._file.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, _NAME_WIDTH))
        self._file.setToolTip(plain_tip(text))

    def retranslate(self) -> None:
        """Hints and accessible names."""
        for button, text in ((self.previous, self.tr("Previous photo")), (self.next, self.tr("Next photo"))):
            button.setToolTip(text)
            button.setAccessibleName(text)
        self.table.setText(self.tr("Table"))
        self.table.setToolTip(self.tr("Answers to all these photos, in a window of their own"))
