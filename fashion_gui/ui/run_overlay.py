"""The curves of the chosen runs over each other, with the choice of what is drawn."""

from typing import Final

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from fashion_gui.ui.elided_label import ElidedLabel
from fashion_gui.ui.language import Translated
from fashion_gui.ui.run_charts import ACCURACY, FIGURES, LOSS, RunCharts

_SHOWN: Final = ((ACCURACY,), (LOSS,), FIGURES)  # by the buttons


class RunOverlay(Translated):
    """A line about the chosen runs, the buttons, and below them the chart."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.about = ElidedLabel()
        self.about.setProperty("role", "faint")
        self.charts = RunCharts()
        self._group = QButtonGroup(self)
        self._buttons = [QPushButton() for _ in _SHOWN]
        choice = QHBoxLayout()
        choice.setSpacing(4)
        choice.addWidget(self.about, 1)
        for place, button in enumerate(self._buttons):
            button.setCheckable(True)
            self._group.addButton(button, place)
            choice.addWidget(button)
        self._buttons[-1].setChecked(True)
        self._group.idClicked.connect(lambda place: self.charts.set_shown(_SHOWN[place]))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(choice)
        layout.addWidget(self.charts, 1)
        self.retranslate()

    def retranslate(self) -> None:
        """The buttons' texts."""
        texts = (self.tr("Accuracy"), self.tr("Loss"), self.tr("Both"))
        for button, text in zip(self._buttons, texts, strict=True):
            button.setText(text)
