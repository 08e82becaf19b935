"""Names given by strangers, shown as they are: Qt takes what looks like markup for markup, pictures included."""

import html

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


def plain_tip(text: str) -> str:
    """`text` as a tooltip, which has no plain format of its own.  A file may be called "<img src=...>"."""
    escaped = html.escape(text).replace("\n", "<br>")
    return f"<qt>{escaped}</qt>" if text else ""


def plain_label() -> QLabel:
    """A label that takes nothing for markup."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
