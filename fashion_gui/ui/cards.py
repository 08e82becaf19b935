"""Parts of a panel on a card: a rounded background with a border."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout, QWidget


def card(*parts: QWidget | QLayout) -> QFrame:
    """The parts one below the other on a card."""
    frame = QFrame()
    frame.setProperty("role", "card")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(12, 8, 12, 8)
    layout.setSpacing(6)
    for part in parts:
        if isinstance(part, QLayout):
            layout.addLayout(part)
        else:
            layout.addWidget(part)
    return frame


def card_around(widget: QWidget, *, across: int, down: int) -> QWidget:
    """A card with so many logical pixels left and right, above and below the `widget`."""
    around = QWidget()
    around.setProperty("role", "card")
    around.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    layout = QVBoxLayout(around)
    layout.setContentsMargins(across, down, across, down)
    layout.addWidget(widget)
    return around
