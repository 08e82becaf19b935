"""Asks before a picture is fetched from the web, then shows how far it is.  The window goes on working beside it."""

import time
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QTimer, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from fashion_gui.core.problems import Problem
from fashion_gui.ui.incoming_uris import host_of
from fashion_gui.ui.link_fetch import SECONDS, Fetching
from fashion_gui.ui.plain_text import plain_label

_LOOK_MS: Final = 100


class LinkDialog(QDialog):
    """`ask` shows it; `fetched` follows with the file, `failed` with what went wrong, nothing if the user says no."""

    fetched = Signal(Path)
    failed = Signal(Problem)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._link = ""
        self._path = Path()
        self._fetching: Fetching | None = None
        self._deadline = 0.0
        self.seconds = SECONDS  # that a fetch may take in all
        self._text = plain_label()
        self._text.setWordWrap(True)
        self._text.setMinimumWidth(360)
        self._buttons = QDialogButtonBox()
        self._fetch = QPushButton()
        self._cancel = QPushButton()
        self._buttons.addButton(self._fetch, QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.addButton(self._cancel, QDialogButtonBox.ButtonRole.RejectRole)
        self._fetch.clicked.connect(self._on_fetch)
        self._cancel.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self._text)
        layout.addWidget(self._buttons)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self.rejected.connect(self.give_up)

    def ask(self, link: str, path: Path) -> None:
        """Whether to fetch `link`, a `web_link`, into the file `path`.  An earlier question or fetch is given up."""
        self.give_up()
        self._link, self._path = link, path
        self._fetch.show()
        self.retranslate()
        self.show()
        self._cancel.setFocus()  # so that Enter, pressed by chance, fetches nothing

    @Slot()
    def give_up(self) -> None:
        """Ask and fetch no more."""
        self._timer.stop()
        if self._fetching is not None:
            self._fetching.leave()
            self._fetching = None
        self.hide()

    def text(self) -> str:
        """The question, or how far it is."""
        return self._text.text()

    def retranslate(self) -> None:
        """All texts."""
        host = host_of(self._link)
        self.setWindowTitle(self.tr("Picture from the web"))
        self._fetch.setText(self.tr("Fetch"))
        self._cancel.setText(self.tr("Cancel"))
        if self._fetching is None:
            text = self.tr(
                "Fetch the picture from {host}? It is the only time this program uses the network for a photo."
            )
            self._text.setText(text.format(host=host))
        else:
            text = self.tr("Fetching the picture from {host}: {megabytes} MB so far")
            self._text.setText(text.format(host=host, megabytes=f"{self._fetching.received / 1_000_000:.1f}"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    @Slot()
    def _on_fetch(self) -> None:
        self._fetching = Fetching(self._link, self._path)
        self._deadline = time.monotonic() + self.seconds
        self._fetch.hide()
        self.retranslate()
        self._timer.start()

    @Slot()
    def _look(self) -> None:
        """The thread is looked at from here; it does not call."""
        fetching = self._fetching
        if fetching is None:
            return
        if fetching.over.is_set():
            self.give_up()
            if fetching.problem is None:
                self.fetched.emit(fetching.path)
            else:
                self.failed.emit(fetching.problem)
        elif time.monotonic() > self._deadline:
            self.give_up()
            self.failed.emit(Problem("link_too_slow", host=host_of(self._link), seconds=round(self.seconds)))
        else:
            self.retranslate()
