"""Which pixels make the answer: a map over the picture, the ten outputs, and the sum in words."""

from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fashion_gui.core.labels import CLASS_COUNT, TILE_SIDE
from fashion_gui.ui import contribution_texts as texts
from fashion_gui.ui.contribution_map import ContributionLegend, ContributionMap
from fashion_gui.ui.contribution_outputs import OutputList
from fashion_gui.ui.contribution_sums import Account
from fashion_gui.ui.elided_label import ElidedLabel
from fashion_gui.ui.language import Translated, name_of

GIVEN, NOTHING, RUNNER_UP = -1, -2, -3  # instead of a class: the answer given, no comparison, the second best
_BESIDE: Final = 3  # shares of the width: the map and what stands beside it
_WORDS: Final = 2


class ContributionView(Translated):
    """For the answer given, or another class, and against a second class if wished."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tile: npt.NDArray[np.uint8] = np.zeros((TILE_SIDE, TILE_SIDE), np.uint8)
        self._right: int | None = None
        self._account: Account | None = None
        self._wished = GIVEN  # the class that is asked about
        self.map, self.outputs = ContributionMap(), OutputList()
        self._build()
        self.retranslate()

    # --- from outside -------------------------------------------------------------------------------------------------

    def show_tile(self, tile: npt.NDArray[np.uint8], right: int | None) -> None:
        """Another picture, uint8 (28, 28), whose account is still to come; `right` is its class where known."""
        self._tile, self._right, self._account, self._wished = tile, right, None, GIVEN
        self._refresh()

    def show_account(self, account: Account | None) -> None:
        """Of the picture that is shown; the class that was chosen stays."""
        self._account = account
        self._refresh()

    def label(self) -> int:
        """The class that is asked about."""
        if self._account is None or self._wished != GIVEN:
            return max(self._wished, 0)
        return self._account.given()

    def against(self) -> int | None:
        """The class that it is compared with."""
        wished = int(self._other.currentData())
        if wished == RUNNER_UP and self._account is not None:
            return self._account.runner_up(self.label())
        return wished if wished >= 0 and wished != self.label() else None

    def sentences(self) -> str:
        """What stands below the outputs."""
        return self._words.text()

    # --- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._why, self._not = QLabel(), QLabel()
        self._class, self._other = QComboBox(), QComboBox()
        for label in range(CLASS_COUNT):
            self._class.addItem("", label)
        for value in (NOTHING, RUNNER_UP, *range(CLASS_COUNT)):
            self._other.addItem("", value)
        for combo in (self._class, self._other):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(6)
        self._class.activated.connect(self._on_class)
        self._other.activated.connect(self._refresh)
        self.outputs.class_chosen.connect(self._choose)
        self._title, self._method = QLabel(), QLabel()
        self._title.setProperty("role", "title")
        self._method.setProperty("role", "badge")
        self._about, self._legend = ElidedLabel(), ContributionLegend()
        self._about.setProperty("role", "faint")
        self.map.described.connect(self._about.setText)
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        page = QHBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(12)
        page.addLayout(self._build_left(), _BESIDE)
        page.addLayout(self._build_right(), _WORDS)

    def _build_left(self) -> QVBoxLayout:
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._method)
        head.addWidget(self.map.exports.button())
        foot.addWidget(self._about, 1)
        foot.addWidget(self._legend)
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addLayout(head)
        left.addWidget(self.map, 1)
        left.addLayout(foot)
        return left

    def _build_right(self) -> QVBoxLayout:
        question = QHBoxLayout()
        question.setSpacing(6)
        question.addWidget(self._why)
        question.addWidget(self._class, 1)
        question.addWidget(self._not)
        question.addWidget(self._other, 1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(question)
        right.addWidget(self.outputs)
        right.addWidget(self._words, 1)
        return right

    # --- what the user does -------------------------------------------------------------------------------------------

    @Slot(int)
    def _on_class(self, place: int) -> None:
        self._choose(int(self._class.itemData(place)))

    @Slot(int)
    def _choose(self, label: int) -> None:
        self._wished = label
        self._refresh()

    # --- what is shown ------------------------------------------------------------------------------------------------

    @Slot()
    def _refresh(self) -> None:
        label, against, account = self.label(), self.against(), self._account
        self._class.setCurrentIndex(label)
        for widget in (self._class, self._other):
            widget.setEnabled(account is not None)
        self.outputs.show_account(account, chosen=label, against=against, right=self._right)
        self._title.setText("" if account is None else texts.title(label, against))
        self._method.setVisible(account is not None)
        if account is None:
            self.map.show_contributions(self._tile, None, "")
            self._words.setText(self.tr("Asking the network…"))
            return
        parts = account.parts(label, against)
        self.map.show_contributions(self._tile, parts.picture, self._title.text())
        self._legend.show_limit(self.map.limit())
        word, tip = texts.method_words(account)
        self._method.setText(word)
        self._method.setToolTip(tip)
        self._words.setText(
            "\n".join(
                (
                    texts.sum_sentence(account, parts, label, against),
                    texts.softmax_sentence(account, parts, label, against),
                    texts.place_sentence(parts.picture),
                )
            )
        )

    def retranslate(self) -> None:
        """All texts."""
        self._why.setText(self.tr("Why"))
        self._not.setText(self.tr("and not"))
        for label in range(CLASS_COUNT):
            self._class.setItemText(label, name_of(label))
            self._other.setItemText(label + 2, name_of(label))
        self._other.setItemText(0, "—")
        self._other.setItemText(1, self.tr("the second best"))
        self._class.setAccessibleName(self.tr("The class that is asked about"))
        self._class.setToolTip(self.tr("To begin with, the class that the network says."))
        self._other.setAccessibleName(self.tr("The class that it is compared with"))
        self._other.setToolTip(self.tr("Then the map shows what decides between the two classes."))
        self._words.setAccessibleName(self.tr("How the output comes about"))
        self._refresh()
