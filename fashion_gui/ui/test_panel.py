"""The tab "Test set": what the network says of pictures it has never learnt from."""

from typing import Final

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from fashion_gui.ui.answer_card import AnswerCard
from fashion_gui.ui.answer_order import Answers, Bytes, Floats, accuracy_range
from fashion_gui.ui.answer_pages import AnswerPages
from fashion_gui.ui.answer_views import FIRST, FirstAnswers, RandomAnswer
from fashion_gui.ui.language import Translated, grouped

RANDOM_VIEW, FIRST_VIEW, ALL_VIEW = range(3)
_CARD_SHARE: Final = (21, 10)  # of the width: the grids and the card


class TestSetPanel(Translated):
    """Three views of the answers to the test set, and beside the grids the chosen picture with its ten outputs.

    `generator` draws the random pictures.
    """

    __test__ = False  # its name begins like a test's

    tile_opened = Signal(int)  # the picture's index in the test set
    evaluate_requested = Signal()

    def __init__(self, *, generator: np.random.Generator | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures: tuple[Bytes, Bytes] | None = None
        self._answers: Answers | None = None
        self._chosen = 0
        self._pressed_again = False
        self._random = RandomAnswer(generator=generator or np.random.default_rng())
        self._first, self._pages = FirstAnswers(), AnswerPages()
        self._card = AnswerCard()
        self._buttons = [QPushButton() for _ in range(3)]
        self._build()
        self._connect()
        self.retranslate()
        self._refresh()

    # --- from outside ------------------------------------------------------------------------------------------------

    def show_pictures(self, images: Bytes | None, labels: Bytes | None) -> None:
        """The test set: uint8 (n, 28, 28) and uint8 (n,), or None; the answers to another set are forgotten."""
        self._pictures = None if images is None or labels is None else (images, labels)
        self._answers, self._chosen = None, 0
        self._random.forget()
        self._pages.forget()
        self._refresh()
        self._ask_for_answers()

    def show_answers(self, probabilities: Floats | None) -> None:
        """float32 (n, 10) in the set's order, or None for none yet; view, page and chosen picture stay.

        Answers to a set of another size came too late and are not shown.
        """
        had_answers = self._answers is not None
        self._answers = None
        if probabilities is not None and self._pictures is not None:
            tiles, labels = self._pictures
            if len(probabilities) == len(tiles):
                self._answers = Answers.of(tiles, labels, probabilities)
        self._refresh()
        if had_answers:
            self._ask_for_answers()

    def forget_answers(self) -> None:
        """Another network answers from now on; it is asked when somebody looks."""
        self._answers = None
        self._refresh()
        self._ask_for_answers()

    def show_network_name(self, text: str) -> None:
        """Whose answers these are, in the window's language."""
        self._name_label.setText(text)

    def show_note(self, text: str) -> None:
        """A remark, e.g. that a training is under way; "" for none."""
        self._note_label.setText(text)
        self._note_label.setVisible(bool(text))

    def set_raw(self, raw: bool) -> None:
        """Bright on black, as the network sees them, or dark on white."""
        for part in (self._random, self._first, self._pages, self._card):
            part.set_raw(raw)

    def view(self) -> int:
        """RANDOM_VIEW, FIRST_VIEW or ALL_VIEW."""
        return self._views.currentIndex()

    def chosen(self) -> int:
        """The index of the picture in the card beside the grids."""
        return self._chosen

    # --- building ----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._group = QButtonGroup(self)
        head = QHBoxLayout()
        head.setSpacing(4)
        for view, button in enumerate(self._buttons):
            button.setCheckable(True)
            self._group.addButton(button, view)
            head.addWidget(button)
        self._buttons[RANDOM_VIEW].setChecked(True)
        self._score = QLabel()
        self._score.setProperty("role", "title")
        head.addStretch(1)
        head.addWidget(self._score)
        self._name_label, self._note_label = QLabel(), QLabel()
        for label in (self._name_label, self._note_label):
            label.setProperty("role", "faint")
            label.setWordWrap(True)
        self._note_label.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._note_label.hide()
        captions = QHBoxLayout()
        captions.setSpacing(12)
        captions.addWidget(self._name_label, 2)
        captions.addWidget(self._note_label, 3)
        self._empty = QLabel()
        self._empty.setProperty("role", "faint")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._body = QStackedWidget()
        self._body.addWidget(_card_around(self._empty))
        self._body.addWidget(self._build_views())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addLayout(captions)
        layout.addWidget(self._body, 1)

    def _build_views(self) -> QWidget:
        self._views = QStackedWidget()
        for view in (self._random, _card_around(self._first), _card_around(self._pages)):
            self._views.addWidget(view)
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._views, _CARD_SHARE[0])
        row.addWidget(self._card, _CARD_SHARE[1])
        self._card.hide()
        return page

    def _connect(self) -> None:
        self._group.idPressed.connect(self._view_pressed)
        self._group.idClicked.connect(self._view_clicked)
        self._group.idToggled.connect(self._view_toggled)
        for grids in (self._first, self._pages):
            grids.tile_chosen.connect(self._choose)
            grids.tile_opened.connect(self.tile_opened)
        self._random.tile_opened.connect(self.tile_opened)
        self._card.numbers_requested.connect(self.tile_opened)
        # The same key of a keyboard in either language; nothing else in the window wants it while this tab is shown.
        self._draw_key = QShortcut(self)
        self._draw_key.setKeys([QKeySequence("R"), QKeySequence("К")])
        self._draw_key.activated.connect(self._random.draw)
        # Shortcuts, because lists, number fields and combo boxes have their own use for these keys.
        self._page_keys = [QShortcut(QKeySequence(key), self) for key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)]
        for key, turn in zip(self._page_keys, (self._pages.previous_page, self._pages.next_page), strict=True):
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(turn)

    # --- what the user does ------------------------------------------------------------------------------------------

    @Slot(int, bool)
    def _view_toggled(self, view: int, checked: bool) -> None:
        if checked:
            self._views.setCurrentIndex(view)
            self._card.setVisible(view != RANDOM_VIEW)
            self._enable_keys()

    @Slot(int)
    def _view_pressed(self, view: int) -> None:
        self._pressed_again = view == self.view()

    @Slot(int)
    def _view_clicked(self, view: int) -> None:
        if view == RANDOM_VIEW and self._pressed_again:
            self._random.draw()

    @Slot(int)
    def _choose(self, index: int) -> None:
        if index == self._chosen:  # the grids answer when they are told
            return
        self._chosen = index
        self._show_chosen()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.view() == RANDOM_VIEW:
            self._random.draw()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask_for_answers()

    def _ask_for_answers(self) -> None:
        if self.isVisible() and self._pictures is not None and self._answers is None:
            self.evaluate_requested.emit()

    # --- what is shown -----------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        for view in (self._random, self._first, self._pages):
            view.show_answers(self._answers)
        for button in self._buttons:
            button.setEnabled(self._answers is not None)
        self._body.setCurrentIndex(0 if self._answers is None else 1)
        self._enable_keys()
        self._show_chosen()
        self.retranslate()

    def _show_chosen(self) -> None:
        self._card.show_answer(self._answers, self._chosen)
        self._first.set_chosen(self._chosen)
        self._pages.set_chosen(self._chosen)

    def _enable_keys(self) -> None:
        self._draw_key.setEnabled(self._answers is not None and self.view() == RANDOM_VIEW)
        for key in self._page_keys:
            key.setEnabled(self._answers is not None and self.view() == ALL_VIEW)

    def retranslate(self) -> None:
        """Set every text anew."""
        count = 0 if self._pictures is None else len(self._pictures[0])
        self._buttons[RANDOM_VIEW].setText(self.tr("Random picture"))
        self._buttons[FIRST_VIEW].setText(self.tr("First {count}").format(count=FIRST))
        whole = self.tr("All {count}").format(count=grouped(count)) if count else self.tr("All")
        self._buttons[ALL_VIEW].setText(whole)
        for button in self._buttons:
            button.setAccessibleName(button.text())
        waiting = self.tr("Waiting for the network's answers…")
        absent = self.tr("The test set appears here once Fashion-MNIST is found.")
        self._empty.setText(absent if self._pictures is None else waiting)
        self._score.setText("")
        self._score.setToolTip("")
        if self._answers is not None:
            self._tell_score(self._answers)

    def _tell_score(self, answers: Answers) -> None:
        right, total = answers.right_count(), len(answers)
        sentence = self.tr("{right} of {total} right: {percent} %")
        percent = f"{100 * right / total:.1f}"
        self._score.setText(sentence.format(right=grouped(right), total=grouped(total), percent=percent))
        low, high = accuracy_range(right, total)
        hint = self.tr(
            "Among all pictures of this kind the share of right answers lies between {low} and {high} % (95 % sure)."
        )
        self._score.setToolTip(hint.format(low=f"{100 * low:.1f}", high=f"{100 * high:.1f}"))


def _card_around(widget: QWidget) -> QWidget:
    card = QWidget()
    card.setProperty("role", "card")
    card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    layout = QVBoxLayout(card)
    layout.setContentsMargins(14, 10, 14, 10)
    layout.addWidget(widget)
    return card
