"""The tab "You against the network": who recognises more of twenty test pictures?"""

import time
from collections.abc import Callable
from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from fashion_gui.core.dataset import Dataset
from fashion_gui.core.duel import PICTURES, Duel, DuelResult, choose_pictures
from fashion_gui.core.labels import CLASS_COUNT
from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import Failed, Predicted
from fashion_gui.ui.duel_game import DuelGame
from fashion_gui.ui.duel_result import DuelResultView
from fashion_gui.ui.engine_client import EngineClient, EngineState
from fashion_gui.ui.language import sentence_of
from fashion_gui.ui.plain_text import plain_label
from fashion_gui.ui.study import TEST, StudyPanel, Subject

INVITATION, GAME, WAITING, RESULT = range(4)
_TEXT_WIDTH: Final = 480  # logical pixels: a line that is easy to read


class DuelPanel(StudyPanel):
    """An invitation, a game, its result; a game lasts while other tabs are looked at.

    The network is asked when the game is over: the one that answers then.  `generator` chooses the pictures, `clock`
    gives seconds.
    """

    def __init__(
        self,
        engine: EngineClient,
        *,
        generator: np.random.Generator | None = None,
        clock: Callable[[], float] = time.monotonic,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(engine, parent)
        self._generator = generator or np.random.default_rng()
        self._duel: Duel | None = None
        self._sent = 0  # the id of the question about all pictures, 0 for none
        self._problem: Problem | None = None
        self.game, self.result = DuelGame(clock=clock), DuelResultView()
        self._build()
        self.game.answered.connect(self._on_answered)
        self.game.given_up.connect(self._on_given_up)
        self.result.again_wished.connect(self.begin)
        self.result.why_wished.connect(self._ask_why)
        self.result.numbers_wished.connect(lambda index: self.tile_opened.emit(TEST, index))
        engine.predicted.connect(self._on_predicted)
        engine.failed.connect(self._on_failed)
        engine.state_changed.connect(self._on_state)
        self._show_page(INVITATION)

    # --- from outside -------------------------------------------------------------------------------------------------

    def show_data(self, dataset: Dataset | None) -> None:
        if dataset is not self.dataset:  # its pictures are others
            self._duel, self._sent = None, 0
            self.game.clear()
            self._show_page(INVITATION)
        super().show_data(dataset)
        self.retranslate()

    def set_raw(self, raw: bool) -> None:
        super().set_raw(raw)
        self.game.set_raw(raw)
        self.result.set_raw(raw)

    def page(self) -> int:
        """INVITATION, GAME, WAITING (for the network's answers) or RESULT."""
        return self._pages.currentIndex()

    def ask(self) -> None:
        """Another network answers: it matters only where the game waits for one."""
        self._ask_network()

    # --- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._title, self._text, self._empty, self._waiting = (plain_label() for _ in range(4))
        self._title.setProperty("role", "answer")
        self._empty.setProperty("role", "faint")
        self._waiting.setProperty("role", "faint")
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for label in (self._title, self._text, self._empty, self._waiting):
            label.setWordWrap(True)
        self._start = QPushButton()
        self._start.setProperty("role", "primary")
        self._start.clicked.connect(self.begin)
        self._pages = QStackedWidget()
        for page in (self._invitation(), self.game, self._waiting, self.result):
            self._pages.addWidget(page)
        card = QWidget()
        card.setProperty("role", "card")
        card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(14, 10, 14, 10)
        inner.addWidget(self._pages)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)

    def _invitation(self) -> QWidget:
        page = QWidget()
        words = QVBoxLayout()
        words.setSpacing(14)
        words.addStretch(2)
        for widget in (self._title, self._text, self._empty):
            widget.setFixedWidth(_TEXT_WIDTH)
            words.addWidget(widget)
        words.addWidget(self._start, 0, Qt.AlignmentFlag.AlignLeft)
        words.addStretch(3)
        row = QHBoxLayout(page)
        row.addStretch(1)
        row.addLayout(words)
        row.addStretch(1)
        return page

    # --- the game -----------------------------------------------------------------------------------------------------

    @Slot()
    def begin(self) -> None:
        """Begin another game."""
        if self.dataset is None or not len(self.dataset.test_labels):
            return
        self._duel, self._sent, self._problem = (
            Duel(choose_pictures(self.dataset.test_labels, self._generator)),
            0,
            None,
        )
        self._show_page(GAME)
        self._show_picture()
        self.game.setFocus()

    def _show_picture(self) -> None:
        duel, dataset = self._duel, self.dataset
        assert duel is not None
        assert dataset is not None
        place = duel.place()
        if place is None:
            self._end()
            return
        number, total = len(duel.answers) + 1, len(duel.pictures)
        self.game.show_picture(dataset.test_images[place], number=number, total=total, spent=sum(duel.seconds))

    @Slot(int, float)
    def _on_answered(self, label: int, seconds: float) -> None:
        assert self._duel is not None
        self._duel.answer(label, seconds)
        self._show_picture()

    @Slot()
    def _on_given_up(self) -> None:
        if self._duel is not None and self._duel.answers:
            self._end()
        else:
            self._duel = None
            self.game.clear()
            self._show_page(INVITATION)
            self._start.setFocus()

    def _end(self) -> None:
        self.game.clear()
        self._show_page(WAITING)
        self._ask_network()

    # --- the network's answers ----------------------------------------------------------------------------------------

    def _tiles(self) -> npt.NDArray[np.uint8]:
        """Those that were answered, uint8 (n, 28, 28)."""
        assert self._duel is not None
        assert self.dataset is not None
        return self.dataset.test_images[self._duel.pictures[: len(self._duel.answers)]]

    def _ask_network(self) -> None:
        if self.page() == WAITING and self.engine.can_answer():
            self._problem = None
            self._sent = self.engine.predict(self._tiles())
            self.retranslate()

    @Slot(Predicted)
    def _on_predicted(self, answer: Predicted) -> None:
        if answer.id != self._sent or self._duel is None or self.dataset is None or self.page() != WAITING:
            return
        self._sent = 0
        networks = np.frombuffer(answer.probabilities, np.float32).reshape(-1, CLASS_COUNT).argmax(axis=1)
        result = DuelResult.of(self._duel, self.dataset.test_labels, networks.astype(np.int64))
        self.result.show_result(result, self._tiles(), seconds=sum(self._duel.seconds))
        self._show_page(RESULT)
        if self.isVisible():
            self.result.grid.setFocus()

    @Slot(Failed)
    def _on_failed(self, failed: Failed) -> None:
        if failed.id == self._sent and self.page() == WAITING:
            self._sent, self._problem = 0, Problem(failed.code, **failed.parameters)
            self.retranslate()

    @Slot(EngineState)
    def _on_state(self, state: EngineState) -> None:
        if state is EngineState.FAILED:  # its answer will not come
            self._sent = 0
        elif not self._sent:
            self._ask_network()

    @Slot(int)
    def _ask_why(self, index: int) -> None:
        if self.dataset is not None:
            label = int(self.dataset.test_labels[index])
            self.why_requested.emit(Subject(self.dataset.test_images[index], TEST, index, label))

    # --- what is shown ------------------------------------------------------------------------------------------------

    def _show_page(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        self._title.setText(self.tr("Who is better, you or your network?"))
        count = PICTURES if self.dataset is None else min(PICTURES, len(self.dataset.test_labels))
        text = self.tr(
            "{count} pictures of the test set, ten names. You take as long as you like; the network's answers are "
            "shown at the end, beside yours.\n\nPeople without expertise in fashion get 83.5 % of this set right "
            "(Zalando, 1000 pictures)."
        )
        self._text.setText(text.format(count=count))
        self._empty.setText(self.tr("You can play as soon as Fashion-MNIST is found."))
        self._empty.setVisible(self.dataset is None)
        self._start.setText(self.tr("Start"))
        self._start.setEnabled(self.dataset is not None)
        if self._problem is not None:
            self._waiting.setText(sentence_of(self._problem.code, self._problem.parameters))
        else:
            self._waiting.setText(self.tr("Waiting for the network's answers…"))
