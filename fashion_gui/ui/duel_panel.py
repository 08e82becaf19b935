"""The tab "Duel": who recognises more of twenty test pictures, you or the network?"""

import time
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from fashion_gui.core.dataset import Dataset
from fashion_gui.core.duel import PICTURES, Duel, DuelResult, Indices, choose_pictures
from fashion_gui.core.labels import CLASS_COUNT
from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import Failed, Predicted
from fashion_gui.ui.cards import card_around
from fashion_gui.ui.duel_game import DuelGame
from fashion_gui.ui.duel_invitation import DuelInvitation
from fashion_gui.ui.duel_result import DuelResultView
from fashion_gui.ui.engine_client import EngineClient, EngineState
from fashion_gui.ui.language import sentence_of
from fashion_gui.ui.plain_text import plain_label
from fashion_gui.ui.study import TEST, TRAIN, StudyPanel, subject_of

INVITATION, GAME, WAITING, RESULT = range(4)


class DuelPanel(StudyPanel):
    """An invitation, a game, its result; a game lasts while other tabs are looked at.

    The network names the pictures of a game while you play, once more when it has changed, and also when the game is
    over: the result is always about the network that answers now.  `generator` chooses the pictures, `clock` gives
    seconds.
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
        self._seen: Indices = np.zeros(0, np.int64)  # pictures of the games before
        self._sent = 0  # the id of the question about all pictures of the game, 0 for none
        self._networks: Indices | None = None  # the answers to it
        self._problem: Problem | None = None
        self.invitation, self.game, self.result = DuelInvitation(), DuelGame(clock=clock), DuelResultView()
        self._waiting = plain_label()
        self._build()
        self._connect()
        self.retranslate()

    # --- from outside -------------------------------------------------------------------------------------------------

    def show_data(self, dataset: Dataset | None) -> None:
        if dataset is not self.dataset:  # its pictures are others
            self._duel, self._seen = None, np.zeros(0, np.int64)
            self._forget_answers()
            self.game.clear()
            self._pages.setCurrentIndex(INVITATION)
            self.invitation.show_data(dataset)
        super().show_data(dataset)

    def set_raw(self, raw: bool) -> None:
        super().set_raw(raw)
        for part in (self.invitation, self.game, self.result):
            part.set_raw(raw)

    def page(self) -> int:
        """INVITATION, GAME, WAITING (for the network's answers) or RESULT."""
        return self._pages.currentIndex()

    def ask(self) -> None:
        self._forget_answers()
        self._ask_network()

    # --- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._waiting.setProperty("role", "faint")
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._waiting.setWordWrap(True)
        self._pages = QStackedWidget()
        for page in (self.invitation, self.game, self._waiting, self.result):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card_around(self._pages, across=14, down=10))

    def _connect(self) -> None:
        self.invitation.begin_wished.connect(self.begin)
        self.invitation.tile_opened.connect(lambda index: self.tile_opened.emit(TRAIN, index))
        self.game.answered.connect(self._on_answered)
        self.game.taken_back.connect(self._on_taken_back)
        self.game.given_up.connect(self._on_given_up)
        self.result.again_wished.connect(self.begin)
        self.result.why_wished.connect(self._ask_why)
        self.result.numbers_wished.connect(lambda index: self.tile_opened.emit(TEST, index))
        self.engine.predicted.connect(self._on_predicted)
        self.engine.failed.connect(self._on_failed)
        self.engine.state_changed.connect(self._on_state)

    # --- the game -----------------------------------------------------------------------------------------------------

    @Slot()
    def begin(self) -> None:
        """Begin another game, with pictures that have not come yet, as long as there are any."""
        if self.dataset is None or not len(self.dataset.test_labels):
            return
        labels = self.dataset.test_labels
        if len(self._seen) + PICTURES > len(labels):
            self._seen = self._seen[:0]
        self._duel = Duel(choose_pictures(labels, self._generator, without=self._seen))
        self._seen = np.append(self._seen, self._duel.pictures)
        self._forget_answers()
        self._pages.setCurrentIndex(GAME)
        self._show_picture()
        self.game.setFocus()
        self._ask_network()

    def _show_picture(self) -> None:
        duel, dataset = self._duel, self.dataset
        assert duel is not None
        assert dataset is not None
        place = duel.place()
        if place is None:
            self._end()
            return
        self.game.show_picture(
            dataset.test_images[place],
            number=len(duel.answers) + 1,
            total=len(duel.pictures),
            spent=duel.spent(),
            last=duel.answers[-1] if duel.answers else None,
        )

    @Slot(int, float)
    def _on_answered(self, label: int, seconds: float) -> None:
        assert self._duel is not None
        self._duel.answer(label, seconds)
        self._show_picture()

    @Slot(float)
    def _on_taken_back(self, seconds: float) -> None:
        assert self._duel is not None
        self._duel.take_back(seconds)
        self._show_picture()

    @Slot()
    def _on_given_up(self) -> None:
        if self._duel is not None and self._duel.answers:
            self._end()
            return
        self._duel = None
        self.game.clear()
        self._pages.setCurrentIndex(INVITATION)
        self.invitation.start.setFocus()

    def _end(self) -> None:
        self.game.clear()
        if self._networks is not None:
            self._show_result(again=False)
            return
        self._pages.setCurrentIndex(WAITING)
        if not self._sent:
            self._ask_network()

    # --- the network's answers ----------------------------------------------------------------------------------------

    def _forget_answers(self) -> None:
        self._sent, self._networks = 0, None
        self._show_problem(None)

    def _ask_network(self) -> None:
        """About all pictures of the game; before one about any picture, to learn whether there is a network."""
        if self.dataset is not None and len(self.dataset.test_labels) and self.engine.can_answer():
            pictures = np.zeros(1, np.int64) if self._duel is None else self._duel.pictures
            self._sent = self.engine.predict(self.dataset.test_images[pictures])

    @Slot(Predicted)
    def _on_predicted(self, answer: Predicted) -> None:
        if not self._sent or answer.id != self._sent:
            return
        self._sent = 0
        self._show_problem(None)
        if self._duel is None:
            return
        probabilities = np.frombuffer(answer.probabilities, np.float32).reshape(-1, CLASS_COUNT)
        self._networks = probabilities.argmax(axis=1).astype(np.int64)
        if self.page() in (WAITING, RESULT):
            self._show_result(again=self.page() == RESULT)

    def _show_result(self, *, again: bool) -> None:
        duel, dataset, networks = self._duel, self.dataset, self._networks
        assert duel is not None
        assert dataset is not None
        assert networks is not None
        count = len(duel.answers)
        result = DuelResult.of(duel, dataset.test_labels, networks[:count])
        tiles: npt.NDArray[np.uint8] = dataset.test_images[duel.pictures[:count]]
        self.result.show_result(result, tiles, duel.seconds, again=again)
        self._pages.setCurrentIndex(RESULT)
        if not again and self.isVisible():
            self.result.pictures.grid.setFocus()

    @Slot(Failed)
    def _on_failed(self, failed: Failed) -> None:
        if self._sent and failed.id == self._sent:
            self._sent = 0
            self._show_problem(Problem(failed.code, **failed.parameters))

    @Slot(EngineState)
    def _on_state(self, state: EngineState) -> None:
        if state is EngineState.FAILED:  # its answer will not come
            self._sent = 0
        elif not self._sent and self._networks is None and self._asked:
            self._ask_network()

    @Slot(int)
    def _ask_why(self, index: int) -> None:
        if self.dataset is not None:
            self.why_requested.emit(subject_of(self.dataset, TEST, index))

    # --- what is shown ------------------------------------------------------------------------------------------------

    def _show_problem(self, problem: Problem | None) -> None:
        self._problem = problem
        self.invitation.show_problem(problem)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        if self._problem is not None:
            self._waiting.setText(sentence_of(self._problem.code, self._problem.parameters))
        else:
            self._waiting.setText(self.tr("Waiting for the network's answers…"))
