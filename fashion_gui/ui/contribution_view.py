"""Which pixels make the answer: a map over the picture, the ten outputs, and the sum in words."""

from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fashion_gui.core.labels import CLASS_COUNT, TILE_SIDE
from fashion_gui.ui import contribution_texts as texts
from fashion_gui.ui.contribution_map import ContributionLegend, ContributionMap
from fashion_gui.ui.contribution_outputs import OutputList
from fashion_gui.ui.contribution_sums import Account
from fashion_gui.ui.elided_label import ElidedLabel
from fashion_gui.ui.language import Translated, name_of

GIVEN, NOTHING, RUNNER_UP = -1, -2, -3  # instead of a class: the answer given, no comparison, the second best
_ABOVE: Final = 66  # logical pixels above and below the map
_BESIDE: Final = 316  # to its right


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
        return "\n".join(label.text() for label in (self._sum, self._softmax, self._place))

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
            combo.setMinimumContentsLength(5)
        self._class.activated.connect(self._on_class)
        self._other.activated.connect(self._refresh)
        self.outputs.class_chosen.connect(self._choose)
        self._method, self._about, self._legend = QLabel(), ElidedLabel(), ContributionLegend()
        self._method.setProperty("role", "badge")
        self._about.setProperty("role", "faint")
        self.map.described.connect(self._about.setText)
        self._sum, self._softmax, self._place = QLabel(), QLabel(), QLabel()
        for words in (self._sum, self._softmax, self._place):
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setWordWrap(True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._place.setProperty("role", "faint")
        page = QHBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(12)
        page.addWidget(self._build_left())
        page.addLayout(self._build_right(), 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        side = min(self.height() - _ABOVE, self.width() - _BESIDE)
        self._left.setFixedWidth(max(side, self.map.minimumWidth()))
        super().resizeEvent(event)

    def _build_left(self) -> QWidget:
        head = QHBoxLayout()
        head.addWidget(self._legend)
        head.addStretch(1)
        head.addWidget(self._method, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.map.exports.button())
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(4)
        left.addLayout(head)
        left.addWidget(self.map, 1)
        left.addWidget(self._about)
        return self._left

    def _build_right(self) -> QVBoxLayout:
        question = QHBoxLayout()
        question.setSpacing(6)
        question.addWidget(self._why)
        question.addWidget(self._class, 1)
        question.addWidget(self._not)
        question.addWidget(self._other, 1)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addLayout(question)
        right.addWidget(self.outputs)
        for label in (self._sum, self._softmax, self._place):
            right.addWidget(label)
        right.addStretch(1)
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
        self._method.setVisible(account is not None)
        self._legend.setVisible(account is not None)
        if account is None:
            self.map.show_contributions(self._tile, None)
            self._show_sentences(self.tr("Asking the network…"), "", "")
            return
        parts = account.parts(label, against)
        place = texts.place_sentence(parts.picture)
        self.map.show_contributions(self._tile, parts.picture, texts.title(label, against), place)
        self._legend.show_limit(self.map.limit())
        word, tip = texts.method_words(account)
        self._method.setText(word)
        self._method.setToolTip(tip)
        self._method.setAccessibleDescription(tip)
        self._show_sentences(
            texts.sum_sentence(account, parts, label, against),
            texts.softmax_sentence(account, parts, label, against),
            place,
        )

    def _show_sentences(self, *sentences: str) -> None:
        for label, sentence in zip((self._sum, self._softmax, self._place), sentences, strict=True):
            label.setText(sentence)
            label.setVisible(bool(sentence))

    def retranslate(self) -> None:
        """All texts."""
        self._why.setText(self.tr("Why"))
        self._not.setText(self.tr("and not"))
        for label in range(CLASS_COUNT):
            self._class.setItemText(label, name_of(label))
            self._other.setItemText(label + 2, name_of(label))
        self._other.setItemText(0, "—")
        self._other.setItemText(1, self.tr("runner-up"))
        self._class.setAccessibleName(self.tr("The class that is asked about"))
        self._class.setToolTip(self.tr("To begin with, the class that the network says."))
        self._other.setAccessibleName(self.tr("The class that it is compared with"))
        self._other.setToolTip(
            self.tr("Then the map shows what decides between the two. Runner-up: the class with the next best output.")
        )
        self._refresh()
