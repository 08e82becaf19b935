"""The button that tells the network the right answer."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from fashion_gui.ui.class_menu import ClassMenu


class TeachButton(QToolButton):
    """`taught` carries the right label of the photo on show: 0-9, or -1 for none of the ten."""

    taught = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        menu = ClassMenu(self)
        menu.chosen.connect(self.taught)
        self.setMenu(menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setStyleSheet("QToolButton::menu-indicator { image: none; }")  # it would lie on the text, whose … says it
        self.retranslate()

    def retranslate(self) -> None:
        """All texts."""
        self.setText(self.tr("No, it is a …"))
        self.setToolTip(self.tr("Keeps this photo in your collection with its right name, to learn from later"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
