"""The ten names and "none of the ten", to choose the right answer from."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QMenu, QWidget

from fashion_gui.core.collection import LABELS, NONE
from fashion_gui.ui.language import name_of

translate = QCoreApplication.translate  # the name that lupdate looks for


def answer_name(label: int) -> str:
    """The name of `label` (0-9), or that of `NONE`."""
    return translate("ClassMenu", "none of the ten") if label == NONE else name_of(label)


class ClassMenu(QMenu):
    """`chosen` carries the label: 0-9, or `NONE`."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for label in LABELS:
            if label == NONE:
                self.addSeparator()
            action = self.addAction("")
            action.setData(label)
            action.triggered.connect(partial(self._choose, label))
        self.retranslate()

    def _choose(self, label: int, _checked: bool = False) -> None:
        self.chosen.emit(label)

    def retranslate(self) -> None:
        """All texts."""
        for action in self.actions():
            if not action.isSeparator():
                name = answer_name(action.data())
                action.setText(name[:1].upper() + name[1:])

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
