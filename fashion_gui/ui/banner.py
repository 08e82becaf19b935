"""The strip over the window for what needs attention: a sentence, details, one action."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from fashion_gui.ui.images import icon
from fashion_gui.ui.language import Translated
from fashion_gui.ui.theme import set_look

TextMaker = Callable[[], str]  # makes its text anew at each language switch


class Banner(Translated):
    """Hidden until `show_message`.  The window goes on working under it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._text: TextMaker = str
        self._action_text: TextMaker = str
        self._action: Callable[[], None] | None = None
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)  # a file may be called "<b>"
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._action_button = QPushButton()
        self._action_button.clicked.connect(self._on_action)
        self._details_button = QPushButton()
        self._details_button.setCheckable(True)
        self._copy_button = QPushButton()
        self._copy_button.clicked.connect(self._on_copy)
        self._close_button = QToolButton()
        self._close_button.clicked.connect(self.hide)
        self._details = QPlainTextEdit()
        self._details.setReadOnly(True)
        self._details.setMaximumHeight(140)
        self._details_button.toggled.connect(self._details.setVisible)
        self._details_button.toggled.connect(self._copy_button.setVisible)
        row = QHBoxLayout()
        row.addWidget(self._label, 1)
        for button in (self._action_button, self._details_button, self._copy_button, self._close_button):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 8)
        layout.addLayout(row)
        layout.addWidget(self._details)
        self.hide()
        self.retranslate()

    def show_message(
        self,
        text: TextMaker,
        *,
        bad: bool,
        action_text: TextMaker = str,
        action: Callable[[], None] | None = None,
        details: str = "",
    ) -> None:
        """Show `text()`; `bad` for a failure.  A new message takes the place of the old one."""
        self._text, self._action_text, self._action = text, action_text, action
        set_look(self, "role", "banner-bad" if bad else "banner")
        self._action_button.setVisible(action is not None)
        self._details.setPlainText(details)
        self._details_button.setVisible(bool(details))
        self._details_button.setChecked(False)
        self._details.hide()
        self._copy_button.hide()
        self.retranslate()
        self.show()

    def text(self) -> str:
        """The sentence on show."""
        return self._label.text()

    def retranslate(self) -> None:
        """All texts."""
        self._label.setText(self._text())
        self._action_button.setText(self._action_text())
        self._details_button.setText(self.tr("Details"))
        self._copy_button.setText(self.tr("Copy"))
        self._close_button.setIcon(icon("close"))
        self._close_button.setToolTip(self.tr("Close this message"))
        self._close_button.setAccessibleName(self.tr("Close this message"))

    @Slot()
    def _on_action(self) -> None:
        self.hide()
        if self._action is not None:
            self._action()

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self.text()}\n\n{self._details.toPlainText()}")
