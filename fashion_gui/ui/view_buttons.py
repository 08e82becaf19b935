"""A row of buttons, each of which leads to one view of a stack."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QWidget

from fashion_gui.ui.language import Translated

# Six of them stand side by side in a small window.
NARROW_BUTTON: Final = "QPushButton { padding: 4px 9px; } QPushButton:focus { padding: 3px 8px; }"


@dataclass(frozen=True)
class View:
    """`widget` is one view; `text` and `hint` give its button's text and tooltip in the window's language.

    Beside a view that has the `card` stands the chosen picture.
    """

    widget: QWidget
    text: Callable[[], str]
    hint: Callable[[], str]
    card: bool = False


class _Stack(QStackedWidget):
    """As small as the view that is shown, not as the largest of all."""

    def minimumSizeHint(self) -> QSize:
        current = self.currentWidget()
        return super().minimumSizeHint() if current is None else current.minimumSizeHint()


class ViewButtons(Translated):
    """The buttons; the `stack` that they turn is put where its owner wants it."""

    shown = Signal()  # another view
    pressed_again = Signal()  # the button of the view that is shown already

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stack: QStackedWidget = _Stack()
        self._views: list[View] = []
        self._pressed = -1
        self._enabled = True
        self._group = QButtonGroup(self)
        self._group.idPressed.connect(self._press)
        self._group.idClicked.connect(self._click)
        self._group.idToggled.connect(self._toggle)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addStretch(1)

    def add(self, view: View, page: QWidget) -> None:
        """Add a button after the others; `page` is the view's widget, or what stands around it."""
        button = QPushButton()
        button.setCheckable(True)
        button.setStyleSheet(NARROW_BUTTON)
        button.setEnabled(self._enabled)
        self._views.append(view)
        self.stack.addWidget(page)
        self._group.addButton(button, len(self._views) - 1)
        self._row.insertWidget(self._row.count() - 1, button)
        if len(self._views) == 1:
            button.setChecked(True)
        self.retranslate()

    def views(self) -> list[View]:
        """In the order of the buttons."""
        return self._views

    def current(self) -> View:
        """The view that is shown; there is at least one."""
        return self._views[self.stack.currentIndex()]

    def show_view(self, widget: QWidget) -> None:
        """Go to the view with this `widget`."""
        places = [place for place, view in enumerate(self._views) if view.widget is widget]
        self._group.button(places[0]).setChecked(True)

    def set_enabled(self, enabled: bool) -> None:
        """Whether there is anything to look at."""
        self._enabled = enabled
        for button in self._group.buttons():
            button.setEnabled(enabled)

    @Slot(int)
    def _press(self, place: int) -> None:
        self._pressed = place if place == self.stack.currentIndex() else -1

    @Slot(int)
    def _click(self, place: int) -> None:
        if place == self._pressed:
            self.pressed_again.emit()

    @Slot(int, bool)
    def _toggle(self, place: int, checked: bool) -> None:
        if checked:
            self.stack.setCurrentIndex(place)
            self.stack.updateGeometry()
            self.shown.emit()

    def retranslate(self) -> None:
        """Set every text anew."""
        for place, view in enumerate(self._views):
            button = self._group.button(place)
            button.setText(view.text())
            button.setAccessibleName(view.text())
            button.setToolTip(view.hint())
