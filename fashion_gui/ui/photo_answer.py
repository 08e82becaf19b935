"""The answer to a photo: a name, how far to believe it, and the ten bars."""

from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fashion_gui.core.verdict import Judgement, Verdict
from fashion_gui.ui.finding_texts import verdict_text
from fashion_gui.ui.images import icon
from fashion_gui.ui.language import Translated, name_of
from fashion_gui.ui.probability_bars import ProbabilityBars
from fashion_gui.ui.theme import colors

_ICON: Final = 16  # logical pixels
_LOOKS: Final = {  # icon, and the role that is also the colour's name
    Verdict.RECOGNISED: ("check", "good"),
    Verdict.UNSURE: ("question", "warn"),
    Verdict.UNFAMILIAR: ("warning", "bad"),
}


class PhotoAnswer(Translated):
    """Name and verdict sentence above the bars."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._judgement: Judgement | None = None
        self._waiting = False
        self._name = QLabel()
        self._name.setProperty("role", "answer")
        self._icon = QLabel()
        self._icon.setFixedWidth(_ICON)
        self._sentence = QLabel()
        self._sentence.setWordWrap(True)
        self.bars = ProbabilityBars(sort=True)
        verdict = QHBoxLayout()
        verdict.setSpacing(6)
        verdict.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        verdict.addWidget(self._sentence, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self._name)
        layout.addLayout(verdict)
        layout.addWidget(self.bars)
        self.retranslate()

    def show_answer(self, judgement: Judgement, probabilities: npt.NDArray[np.float32]) -> None:
        """A judged answer, float32 (10,)."""
        self._judgement = judgement
        self.bars.show_values(probabilities)
        self.retranslate()

    def show_none(self, *, waiting: bool) -> None:
        """No answer: none yet (`waiting`), or nothing was asked."""
        self._judgement, self._waiting = None, waiting
        self.bars.show_values(None)
        self.retranslate()

    def name(self) -> str:
        """The name in large letters, "" without an answer."""
        return self._name.text()

    def sentence(self) -> str:
        """How far to believe it."""
        return self._sentence.text()

    def retranslate(self) -> None:
        """All texts, and the icon in the theme's colour."""
        judgement = self._judgement
        name, role = self._icon_and_role()
        if judgement is None:
            self._name.setText("")
            self._sentence.setText(self.tr("Waiting for the network…") if self._waiting else "")
        else:
            self._name.setText(name_of(judgement.label).capitalize())
            self._sentence.setText(verdict_text(judgement))
        self._icon.setVisible(bool(name))
        if name:
            self._icon.setPixmap(icon(name, color=getattr(colors(), role)).pixmap(_ICON, _ICON))
        unfamiliar = judgement is not None and judgement.verdict is Verdict.UNFAMILIAR
        _set_property(self._sentence, "role", role)
        _set_property(self._name, "doubtful", "true" if unfamiliar else "false")

    def _icon_and_role(self) -> tuple[str, str]:
        return ("", "faint") if self._judgement is None else _LOOKS[self._judgement.verdict]

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.retranslate()
        super().changeEvent(event)


def _set_property(label: QLabel, name: str, value: str) -> None:
    """A style sheet looks at properties only when it is told to."""
    if label.property(name) != value:
        label.setProperty(name, value)
        label.style().unpolish(label)
        label.style().polish(label)
