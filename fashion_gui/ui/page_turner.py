"""Buttons and a number to turn pages."""

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSpinBox, QWidget

from fashion_gui.ui.language import Translated, grouped


class PageTurner(Translated):
    """Pages count from 0 here, from 1 on the screen."""

    turned = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page, self._pages = 0, 1
        self._spin = QSpinBox()
        self._spin.setMinimum(1)
        self._spin.valueChanged.connect(lambda number: self._turn(number - 1))
        self._first, self._previous, self._next, self._last = (QPushButton(sign) for sign in "«‹›»")
        self._first.clicked.connect(lambda: self._turn(0))
        self._previous.clicked.connect(self.previous_page)
        self._next.clicked.connect(self.next_page)
        self._last.clicked.connect(lambda: self._turn(self._pages - 1))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addStretch(1)
        for widget in (self._first, self._previous, self._spin, self._next, self._last):
            layout.addWidget(widget)
        layout.addStretch(1)
        self.retranslate()

    def show_page(self, page: int, *, pages: int) -> None:
        """Stand at `page` of `pages`, at least one."""
        self._page, self._pages = page, pages
        with QSignalBlocker(self._spin):
            self._spin.setMaximum(pages)
            self._spin.setValue(page + 1)
        self._spin.setSuffix(self.tr(" of {pages}").format(pages=grouped(pages)))
        for button in (self._first, self._previous):
            button.setEnabled(page > 0)
        for button in (self._next, self._last):
            button.setEnabled(page < pages - 1)

    @Slot()
    def next_page(self) -> None:
        """One page on, if there is one."""
        self._turn(self._page + 1)

    @Slot()
    def previous_page(self) -> None:
        """One page back, if there is one."""
        self._turn(self._page - 1)

    def _turn(self, page: int) -> None:
        if 0 <= page < self._pages and page != self._page:
            self.turned.emit(page)

    def retranslate(self) -> None:
        """All texts."""
        self._spin.setPrefix(self.tr("page "))
        self._spin.setAccessibleName(self.tr("Page"))
        for button, name in (
            (self._first, self.tr("First page")),
            (self._previous, self.tr("Previous page (Page Up)")),
            (self._next, self.tr("Next page (Page Down)")),
            (self._last, self.tr("Last page")),
        ):
            button.setToolTip(name)
            button.setAccessibleName(name)
        self.show_page(self._page, pages=self._pages)
