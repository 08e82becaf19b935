"""The answer to a photo: a name, how far to believe it, and the ten bars."""

from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from fashion_gui.core.calibration import Group
from fashion_gui.core.verdict import Judgement, Verdict
from fashion_gui.ui.finding_texts import verdict_text
from fashion_gui.ui.images import icon
from fashion_gui.ui.language import Translated, name_of
from fashion_gui.ui.probability_bars import ProbabilityBars
from fashion_gui.ui.teach_button import TeachButton
from fashion_gui.ui.theme import colors, set_look
from fashion_gui.ui.verdict_looks import VERDICT_LOOKS

_ICON: Final = 16  # logical pixels


class PhotoAnswer(Translated):
    """Name and verdict sentence above the bars.  `taught` carries the right label (-1: none of the ten)."""

    taught = Signal(int)
    why_requested = Signal()

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
        self._why = QToolButton()
        self._why.clicked.connect(self.why_requested)
        self._teach = TeachButton()
        self._teach.taught.connect(self.taught)
        self._measured: Group | None = None
        self.bars = ProbabilityBars(sort=True)
        verdict = QHBoxLayout()
        verdict.setSpacing(6)
        verdict.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        verdict.addWidget(self._sentence, 1)
        verdict.addWidget(self._why, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._teach)
        layout.addLayout(head)
        layout.addLayout(verdict)
        layout.addWidget(self.bars)
        self.retranslate()

    def show_answer(
        self, judgement: Judgement, probabilities: npt.NDArray[np.float32], measured: Group | None = None
    ) -> None:
        """A judged answer, float32 (10,); `measured` are photos that were answered about as surely."""
        self._judgement, self._measured = judgement, measured
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
        measured = self._measured_text() if judgement else ""
        self._sentence.setToolTip(measured)
        self._sentence.setAccessibleDescription(measured)
        self._why.setText(self.tr("Why?"))
        self._why.setToolTip(self.tr("Why the network answers so: pixel by pixel, with similar pictures"))
        for button in (self._why, self._teach):
            button.setVisible(judgement is not None)
        self._icon.setVisible(bool(name))
        if name:
            self._icon.setPixmap(icon(name, color=getattr(colors(), role)).pixmap(_ICON, _ICON))
        unfamiliar = judgement is not None and judgement.verdict is Verdict.UNFAMILIAR
        set_look(self._sentence, "role", role)
        set_look(self._name, "doubtful", "true" if unfamiliar else "false")

    def _measured_text(self) -> str:
        """Is 90 of 100 really 90 of 100?"""
        group = self._measured
        if group is None:
            return self.tr("How often this network is right when it is this sure was not measured on photos.")
        text = self.tr(
            "Measured: of %n photo(s) that it had not learnt from and answered about as surely ({promised} of 100), "
            "{kept} of 100 were right.",
            "",
            group.count,
        )
        return text.format(promised=round(100 * group.confidence), kept=round(100 * group.right))

    def _icon_and_role(self) -> tuple[str, str]:
        return ("", "faint") if self._judgement is None else VERDICT_LOOKS[self._judgement.verdict]

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.retranslate()
        super().changeEvent(event)
