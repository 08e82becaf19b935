"""The tab "Test set": what the network says of pictures it has never learnt from."""

from collections.abc import Callable
from typing import Final

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from fashion_gui.core.scores import accuracy_range
from fashion_gui.ui.answer_card import AnswerCard
from fashion_gui.ui.answer_order import Answers, Bytes, Floats
from fashion_gui.ui.answer_pages import AnswerPages
from fashion_gui.ui.answer_views import FIRST, FirstAnswers, RandomAnswer
from fashion_gui.ui.cards import card_around
from fashion_gui.ui.language import Translated, grouped
from fashion_gui.ui.report_view import ReportView
from fashion_gui.ui.view_buttons import View, ViewButtons

_CARD_SHARE: Final = (21, 10)  # of the width: the grids and the card


class TestSetPanel(Translated):
    """Several views of the answers to the test set; beside the grids the chosen picture with its ten outputs.

    `generator` draws the random pictures.
    """

    __test__ = False  # its name begins like a test's

    tile_opened = Signal(int)  # the picture's index in the test set
    why_requested = Signal(int)  # as there: why this answer?
    evaluate_requested = Signal()

    def __init__(self, *, generator: np.random.Generator | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures: tuple[Bytes, Bytes] | None = None
        self._answers: Answers | None = None
        self._chosen = 0
        self.report = ReportView()
        self.random = RandomAnswer(generator=generator or np.random.default_rng())
        self.first, self.pages = FirstAnswers(), AnswerPages()
        self._card = AnswerCard()
        self._buttons = ViewButtons()
        self._build()
        self._build_keys()
        self._add_views()
        self._connect()
        self._on_shown()
        self._refresh()

    # --- from outside ------------------------------------------------------------------------------------------------

    def add_view(
        self, widget: QWidget, text: Callable[[], str], hint: Callable[[], str], *, card: bool = False
    ) -> None:
        """Add a view after the others; `text` and `hint` give its button's texts in the window's language.

        Where the widget has methods `show_answers` (`Answers`, or None while there are none) and `set_raw`, they are
        called as for the others.  With `card` the chosen picture stands beside it.
        """
        page = widget if isinstance(widget, RandomAnswer) else card_around(widget, across=14, down=10)
        self._buttons.add(View(widget, text, hint, card), page)
        _call(widget, "show_answers", self._answers)

    def show_view(self, widget: QWidget) -> None:
        """Go to the view that was added as `widget`."""
        self._buttons.show_view(widget)

    def view(self) -> QWidget:
        """The view that is shown, as it was added."""
        return self._buttons.current().widget

    def show_pictures(self, images: Bytes | None, labels: Bytes | None) -> None:
        """The test set: uint8 (n, 28, 28) and uint8 (n,), or None; the answers to another set are forgotten."""
        self._pictures = None if images is None or labels is None else (images, labels)
        self._answers, self._chosen = None, 0
        self.random.forget()
        self.pages.forget()
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
        self._card.set_raw(raw)
        self._call_views("set_raw", raw)

    @Slot(int, int)
    def show_class(self, right_class: int, given: int) -> None:
        """All pictures of that class that were given that answer, 0-9 each, or ANY; the first of them in the card."""
        self.pages.show_class(right_class, given)
        self.show_view(self.pages)
        self.pages.take_focus()
        if shown := self.pages.shown():
            self._choose(shown[0])

    def chosen(self) -> int:
        """The index of the picture in the card beside the grids."""
        return self._chosen

    # --- building ----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._score = QLabel()
        self._score.setProperty("role", "title")
        self._name_label, self._note_label = QLabel(), QLabel()
        for label in (self._name_label, self._note_label):
            label.setProperty("role", "faint")
            label.setWordWrap(True)
        self._note_label.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._note_label.hide()
        captions = QHBoxLayout()
        captions.setSpacing(12)
        captions.addWidget(self._score)
        captions.addWidget(self._name_label, 2)
        captions.addWidget(self._note_label, 3)
        self._empty = QLabel()
        self._empty.setProperty("role", "faint")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        views = QWidget()
        row = QHBoxLayout(views)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._buttons.stack, _CARD_SHARE[0])
        row.addWidget(self._card, _CARD_SHARE[1])
        self._body = QStackedWidget()
        self._body.addWidget(card_around(self._empty, across=14, down=10))
        self._body.addWidget(views)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._buttons)
        layout.addLayout(captions)
        layout.addWidget(self._body, 1)

    def _add_views(self) -> None:
        self.add_view(
            self.report,
            lambda: self.tr("Report"),
            lambda: self.tr("How good the network is, class by class, and what it takes for what."),
        )
        self.add_view(
            self.random,
            lambda: self.tr("Random"),
            lambda: self.tr("A random picture with all that the network says of it; press again for another."),
        )
        self.add_view(
            self.first,
            lambda: self.tr("First {count}").format(count=FIRST),
            lambda: self.tr("The first pictures of the test set with their answers, as in the notebook."),
            card=True,
        )
        self.add_view(
            self.pages,
            self._whole,
            lambda: self.tr("The whole test set: filtered, sorted, the worst mistakes first."),
            card=True,
        )

    def _whole(self) -> str:
        if self._pictures is None:
            return self.tr("All")
        return self.tr("All {count}").format(count=grouped(len(self._pictures[0])))

    def _connect(self) -> None:
        self._buttons.shown.connect(self._on_shown)
        self._buttons.pressed_again.connect(self._on_pressed_again)
        for grids in (self.first, self.pages):
            grids.tile_chosen.connect(self._choose)
            grids.tile_opened.connect(self.tile_opened)
        self.random.tile_opened.connect(self.tile_opened)
        self._card.numbers_requested.connect(self.tile_opened)
        for source in (self.random, self._card):
            source.why_requested.connect(self.why_requested)
        self.report.pictures_requested.connect(self.show_class)

    def _build_keys(self) -> None:
        # The same key of a keyboard in either language; nothing else in the window wants it while this tab is shown.
        self._draw_key = QShortcut(self)
        self._draw_key.setKeys([QKeySequence("R"), QKeySequence("К")])
        self._draw_key.activated.connect(self.random.draw)
        # Shortcuts, because lists, number fields and combo boxes have their own use for these keys.
        self._page_keys = [QShortcut(QKeySequence(key), self) for key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)]
        for key, turn in zip(self._page_keys, (self.pages.previous_page, self.pages.next_page), strict=True):
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(turn)

    # --- what the user does ------------------------------------------------------------------------------------------

    @Slot()
    def _on_shown(self) -> None:
        self._card.setVisible(self._buttons.current().card)
        self._enable_keys()

    @Slot()
    def _on_pressed_again(self) -> None:
        if self.view() is self.random:
            self.random.draw()

    @Slot(int)
    def _choose(self, index: int) -> None:
        if index == self._chosen:  # the grids answer when they are told
            return
        self._chosen = index
        self._show_chosen()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.view() is self.random:
            self.random.draw()
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
        self._call_views("show_answers", self._answers)
        self._buttons.set_enabled(self._answers is not None)
        self._body.setCurrentIndex(0 if self._answers is None else 1)
        self._enable_keys()
        self._show_chosen()
        self.retranslate()

    def _call_views(self, method: str, argument: Answers | bool | None) -> None:
        """Call it in each view that has it."""
        for view in self._buttons.views():
            _call(view.widget, method, argument)

    def _show_chosen(self) -> None:
        self._card.show_answer(self._answers, self._chosen)
        self.first.set_chosen(self._chosen)
        self.pages.set_chosen(self._chosen)

    def _enable_keys(self) -> None:
        self._draw_key.setEnabled(self._answers is not None and self.view() is self.random)
        for key in self._page_keys:
            key.setEnabled(self._answers is not None and self.view() is self.pages)

    def retranslate(self) -> None:
        """Set every text anew."""
        self._buttons.retranslate()  # one of them counts the pictures
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


def _call(widget: QWidget, method: str, argument: Answers | bool | None) -> None:
    """Where the widget has that method."""
    if call := getattr(widget, method, None):
        call(argument)
