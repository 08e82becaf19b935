"""Photo doctor: what was noticed about a photo, one row each, with a button where something can be done about it."""

from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from fashion_gui.core.labels import SHOES
from fashion_gui.core.protocol import Finding
from fashion_gui.core.verdict import DARK, Judgement
from fashion_gui.ui.finding_texts import finding_text
from fashion_gui.ui.language import Translated, current_language
from fashion_gui.ui.photo_canvas import TOOLS

CUT_OUT_FIX: Final = "cut_out"
MIRROR_FIX: Final = "mirror"
# What to do about a finding: another recipe, the mirror, or the tool of the editor that fits.
_FIXES: Final[dict[str, str]] = {
    "background_not_dark": CUT_OUT_FIX,
    "does_not_fill": CUT_OUT_FIX,
    "nothing_to_trim": CUT_OUT_FIX,
    "points_right": MIRROR_FIX,
    "cut_out_doubtful": "garment",
    "several_parts": "box",
    "touches_edge": "background",
    "like_none": "box",
    "too_faint": "box",
    "too_full": "box",
}
assert set(_FIXES.values()) <= {CUT_OUT_FIX, MIRROR_FIX, *TOOLS}
# Pixels.  Measured on the 18000 shoes of the training set: 0.85 % of the sandals, 0.17 % of the sneakers and no ankle
# boot point right by this much; mirrored, 82 %, 93 % and 99.9 % do.
_CLEARLY_RIGHT: Final = 1.0


def fix_of(code: str, *, recipe: str) -> str:
    """What the button beside a finding does; "" for no button."""
    fix = _FIXES.get(code, "")
    return "box" if fix == recipe == CUT_OUT_FIX else fix


def points_right(tile: npt.NDArray[np.uint8]) -> bool:
    """Whether a shoe on the tile, uint8 (28, 28), points right: its heel, the heavier half, is then on the left."""
    columns = np.flatnonzero((tile > DARK).any(axis=0))
    if not len(columns):
        return False
    weights = tile.sum(axis=0, dtype=np.float64)
    centre = float((weights * np.arange(len(weights))).sum() / weights.sum())
    return centre < float(columns[0] + columns[-1]) / 2 - _CLEARLY_RIGHT


def findings_of(tile: npt.NDArray[np.uint8], judgement: Judgement) -> list[Finding]:
    """What the answer adds to the findings about the photo."""
    found = [Finding(reason, {}) for reason in judgement.reasons]
    if judgement.label in SHOES and points_right(tile):
        found.append(Finding("points_right", {}))
    return found


class PhotoDoctor(Translated):
    """What to mind comes first, what was done about the photo after it."""

    fix_requested = Signal(str)  # a tool of the editor, CUT_OUT_FIX or MIRROR_FIX
    correct_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings: list[Finding] = []
        self._recipe = ""
        self._built: object = None
        self._title = QLabel()
        self._title.setProperty("role", "title")
        self._correct = QPushButton()
        self._correct.clicked.connect(self.correct_requested)
        self._rows = QWidget()
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._correct)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self._rows)
        layout.addStretch(1)
        self.retranslate()

    def show_findings(self, findings: list[Finding], *, recipe: str) -> None:
        """All that is known about the photo on show, which was prepared with `recipe`."""
        self._findings, self._recipe = findings, recipe
        self._show()

    def set_has_photo(self, present: bool) -> None:
        """Whether there is a photo to correct."""
        self._correct.setEnabled(present)

    def rows(self) -> list[tuple[str, str]]:
        """The sign and the sentence of each row."""
        return [(sign, text) for _, sign, text in self._sentences()]

    def _sentences(self) -> list[tuple[str, str, str]]:
        """Code, sign and sentence of each finding."""
        told = [(finding.code, *finding_text(finding)) for finding in self._findings]
        told.sort(key=lambda row: not row[2])
        return [(code, "!" if mind else "✓", text) for code, text, mind in told]

    def _show(self) -> None:
        sentences = self._sentences()
        state = sentences, self._recipe, current_language()
        if state == self._built:
            return  # an answer comes with each epoch: a button must not vanish under the mouse
        self._built = state
        rows = QWidget()
        layout = QVBoxLayout(rows)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for code, sign, text in sentences:
            layout.addLayout(self._row(code, sign, text))
        rows.setAccessibleName(self.tr("Photo doctor"))
        whole = self.layout()
        assert whole is not None
        whole.replaceWidget(self._rows, rows)
        self._rows.hide()  # at once: its end comes later
        self._rows.deleteLater()
        self._rows = rows

    def _row(self, code: str, sign: str, text: str) -> QHBoxLayout:
        mark, sentence = QLabel(sign), QLabel(text)
        for label in (mark, sentence):
            label.setProperty("role", "warn" if sign == "!" else "good")
            label.setTextFormat(Qt.TextFormat.PlainText)
        mark.setFixedWidth(12)
        mark.setAccessibleName(self.tr("to mind") if sign == "!" else self.tr("done"))
        sentence.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(mark)
        row.addWidget(sentence, 1)
        fix = fix_of(code, recipe=self._recipe)
        if fix:
            row.addWidget(self._button(fix, text))
        return row

    def _button(self, fix: str, sentence: str) -> QPushButton:
        button = QPushButton(self.tr("Mirror") if fix == MIRROR_FIX else self.tr("Fix"))
        hints = {
            CUT_OUT_FIX: self.tr("Cut the garment out of its background"),
            MIRROR_FIX: self.tr("Exchange left and right"),
        }
        button.setToolTip(hints.get(fix, self.tr("Correct by hand what is cut out")))
        button.setAccessibleName(f"{button.text()}: {sentence}")
        button.clicked.connect(lambda: self.fix_requested.emit(fix))
        return button

    def retranslate(self) -> None:
        """All texts."""
        self._title.setText(self.tr("Photo doctor"))
        self._correct.setText(self.tr("Correct…"))
        self._correct.setToolTip(self.tr("Correct by hand what is cut out: box, strokes, turn, mirror"))
        self._show()
