"""A script to read and to copy."""

from typing import Final

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QFont, QFontDatabase, QSyntaxHighlighter, QTextCharFormat
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from fashion_gui.ui.theme import colors

_LOWEST: Final = 120  # logical pixels


class CodeView(QPlainTextEdit):
    """Python code in figures of one width; comments are fainter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(_LOWEST)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(self.font().pointSizeF() * 0.95)
        font.setStyleHint(QFont.StyleHint.Monospace)
        self.setFont(font)
        self._comments = _Comments(self.document())

    def show_code(self, code: str) -> None:
        """Show `code`; what is in view stays in view."""
        if code == self.toPlainText():
            return
        bars = (self.verticalScrollBar(), self.horizontalScrollBar())
        places = [bar.value() for bar in bars]
        self.setPlainText(code)
        for bar, place in zip(bars, places, strict=True):
            bar.setValue(place)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._comments.rehighlight()
        super().changeEvent(event)


class _Comments(QSyntaxHighlighter):
    """Everything from a # on; no string in our scripts has one."""

    def highlightBlock(self, text: str) -> None:
        start = text.find("#")
        if start >= 0:
            look = QTextCharFormat()
            look.setForeground(QColor(colors().faint))
            self.setFormat(start, len(text) - start, look)
