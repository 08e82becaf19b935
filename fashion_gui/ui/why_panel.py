"""The tab "Why": which pixels make the answer, which training pictures are alike, what each layer makes of it."""

import numpy as np
from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QButtonGroup, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from fashion_gui.core.dataset import Dataset
from fashion_gui.core.problems import Problem
from fashion_gui.core.questions import Explain, Explained, FindTwins, TwinsFound
from fashion_gui.ui.answer_order import another_index
from fashion_gui.ui.contribution_sums import Account
from fashion_gui.ui.contribution_view import ContributionView
from fashion_gui.ui.engine_client import LEARNING, EngineClient
from fashion_gui.ui.inquiry import Inquiry
from fashion_gui.ui.inside_view import InsideView
from fashion_gui.ui.language import sentence_of
from fashion_gui.ui.study import PHOTO, TEST, StudyPanel, Subject, subject_of
from fashion_gui.ui.twins_view import COUNT, TwinsView
from fashion_gui.ui.why_head import KEYS, WhyHead

PIXELS_VIEW, TWINS_VIEW, INSIDE_VIEW = range(3)
_EMPTY, _VIEWS = range(2)


class WhyPanel(StudyPanel):
    """One picture, and three views of how the network comes to its answer.

    `generator` draws the random pictures.
    """

    def __init__(
        self,
        engine: EngineClient,
        *,
        generator: np.random.Generator | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(engine, parent)
        self._generator = generator or np.random.default_rng()
        self._subject: Subject | None = None
        self._photo: Subject | None = None
        self._account: Account | None = None
        self._problem: Problem | None = None
        self._twins_asked = False  # about this picture, and this network
        self._explaining, self._searching = Inquiry(engine, self), Inquiry(engine, self)
        self._head, self.pixels, self.twins = WhyHead(), ContributionView(), TwinsView()
        self.inside = InsideView(engine)
        self._build()
        self._connect()
        self._take(None)

    # --- from outside -------------------------------------------------------------------------------------------------

    def show_data(self, dataset: Dataset | None) -> None:
        """The picture shown is from another set now; a photo stays."""
        self.dataset = dataset
        if self._subject is None or self._subject.set_name != PHOTO:
            self._take(self._picture(TEST, 0))
        else:
            self._take(self._subject)
        self.follow_network()

    def show_subject(self, subject: Subject) -> None:
        """Explain this picture."""
        self._take(subject)
        self._ask_about_it()

    def show_photo(self, subject: Subject | None) -> None:
        """The photo that is on show now, None for none.  Where the last one is being explained, this one is."""
        self._photo = subject
        self._head.show_photo(subject is not None)
        if self._subject is not None and self._subject.set_name == PHOTO:
            self._take(subject or self._picture(TEST, 0))
            self._ask_about_it()

    def follow_network(self) -> None:
        """Another network answers; during a training twins are only searched again when that is wished."""
        if self._twins_asked and self.engine.state in LEARNING:
            self.twins.show_stale()
        else:
            self._twins_asked = False
        super().follow_network()
        self.inside.follow_network()

    def set_raw(self, raw: bool) -> None:
        """Tiles bright on black, or dark on white."""
        super().set_raw(raw)
        for part in (self._head, self.twins, self.inside):
            part.set_raw(raw)

    def subject(self) -> Subject | None:
        """The picture that is explained."""
        return self._subject

    def view(self) -> int:
        """PIXELS_VIEW, TWINS_VIEW or INSIDE_VIEW."""
        return self._views.currentIndex()

    def show_view(self, view: int) -> None:
        """One of the three."""
        self._buttons[view].setChecked(True)

    # --- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._group, self._buttons = QButtonGroup(self), [QPushButton() for _ in range(3)]
        for view, button in enumerate(self._buttons):
            button.setCheckable(True)
            self._group.addButton(button, view)
        self._buttons[PIXELS_VIEW].setChecked(True)
        self._head.add_views(self._buttons)
        self._empty = QLabel()
        self._empty.setProperty("role", "faint")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        self._empty.setWordWrap(True)
        self._views, self._body = QStackedWidget(), QStackedWidget()
        for shown in (self.pixels, self.twins, self.inside):
            self._views.addWidget(shown)
        for page in (self._empty, self._views):
            self._body.addWidget(page)
        card = QWidget()
        card.setProperty("role", "card")
        card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(12, 10, 12, 10)
        inner.addWidget(self._body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._head)
        layout.addWidget(card, 1)

    def _connect(self) -> None:
        self._group.idToggled.connect(self._on_view)
        self._head.set_wished.connect(self._on_set)
        self._head.place_wished.connect(self._on_place)
        self._head.random_wished.connect(self._on_random)
        self._explaining.replied.connect(self._on_explained)
        self._explaining.refused.connect(self._on_refused)
        self._searching.replied.connect(self._on_twins)
        self._searching.refused.connect(self._on_search_refused)
        self.twins.tile_opened.connect(self.tile_opened)
        self.twins.why_requested.connect(self.show_subject)
        self.twins.search_requested.connect(self._search)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut  # other tabs have the same keys
        wishes = {"previous": self._head.previous, "next": self._head.next, "random": self._on_random}
        for name, wish in wishes.items():
            shortcut = QShortcut(self)
            shortcut.setKeys(KEYS[name])
            shortcut.setContext(context)
            shortcut.activated.connect(wish)

    # --- which picture ------------------------------------------------------------------------------------------------

    def _images(self, set_name: str) -> int:
        """How many pictures there are to choose from."""
        if self.dataset is None or set_name == PHOTO:
            return int(set_name == PHOTO)
        return len(self.dataset.pictures(set_name)[1])

    def _picture(self, set_name: str, index: int) -> Subject | None:
        return None if self.dataset is None else subject_of(self.dataset, set_name, index)

    @Slot(str)
    def _on_set(self, set_name: str) -> None:
        wished = self._photo if set_name == PHOTO else self._picture(set_name, 0)
        if wished is not None:
            self.show_subject(wished)

    @Slot(int)
    def _on_place(self, index: int) -> None:
        if self._subject is not None and self._subject.set_name != PHOTO:
            wished = self._picture(self._subject.set_name, index)
            if wished is not None:
                self.show_subject(wished)

    @Slot()
    def _on_random(self) -> None:
        if self._subject is not None and self._subject.set_name != PHOTO:
            count = self._images(self._subject.set_name)
            self._on_place(another_index(self._generator, count, previous=self._subject.index))

    def _take(self, subject: Subject | None) -> None:
        """What is known of the picture before is forgotten."""
        self._subject, self._account, self._twins_asked = subject, None, False
        self._explaining.forget()
        self._searching.forget()
        self._head.show_subject(subject, 0 if subject is None else self._images(subject.set_name))
        if subject is not None:
            self.pixels.show_tile(subject.tile, subject.label)
        self.twins.show_subject(self.dataset, subject)
        self.inside.show_subject(subject)
        self.retranslate()

    # --- questions ----------------------------------------------------------------------------------------------------

    def _ask_about_it(self) -> None:
        self._asked = False
        if self.isVisible():
            self._ask_once()

    def ask(self) -> None:
        """First for the answer and its account, which the head needs, too; the rest when that is there."""
        if self._subject is not None:
            self._explaining.ask(Explain(0, self._subject.tile.tobytes(), self._subject.network))

    @Slot(object)
    def _on_explained(self, reply: Explained) -> None:
        self._account, self._problem = Account.of(reply), None
        self._head.show_answer(self._account.probabilities())
        self.pixels.show_account(self._account)
        self.retranslate()
        self._search_once()

    def _search_once(self) -> None:
        if self.view() == TWINS_VIEW and self._account is not None and not self._twins_asked:
            self._search()

    @Slot()
    def _search(self) -> None:
        if self._subject is not None and self.dataset is not None:
            self._twins_asked = True
            self._searching.ask(FindTwins(0, self._subject.tile.tobytes(), COUNT, self._subject.network))

    @Slot(object)
    def _on_twins(self, reply: TwinsFound) -> None:
        self.twins.show_twins(reply, None if self._account is None else self._account.given())

    @Slot(Problem)
    def _on_refused(self, problem: Problem) -> None:
        self._problem, self._account, self._twins_asked = problem, None, False
        self._head.show_answer(None)
        self.retranslate()

    @Slot(Problem)
    def _on_search_refused(self, problem: Problem) -> None:
        self._twins_asked = False
        self.twins.show_problem(sentence_of(problem.code, problem.parameters))

    # --- what is shown ------------------------------------------------------------------------------------------------

    @Slot(int, bool)
    def _on_view(self, view: int, checked: bool) -> None:
        if checked:
            self._views.setCurrentIndex(view)
            self._search_once()

    def retranslate(self) -> None:
        """All texts."""
        names = (self.tr("Pixels"), self.tr("Twins"), self.tr("Inside"))
        tips = (
            self.tr("Which pixels speak for the answer, and which against it"),
            self.tr("The training pictures that are most like this one"),
            self.tr("What each layer makes of this picture"),
        )
        for button, name, tip in zip(self._buttons, names, tips, strict=True):
            button.setText(name)
            button.setToolTip(tip)
        self._head.setVisible(self._subject is not None)
        self._body.setCurrentIndex(_VIEWS if self._subject is not None and self._problem is None else _EMPTY)
        self._empty.setText(self._empty_text())

    def _empty_text(self) -> str:
        if self._subject is None:
            return self.tr("The pictures appear here once Fashion-MNIST is found, or a photo is dropped.")
        if self._problem is None:
            return ""
        if self._problem.code == "no_network":
            return self.tr(
                "There is no network yet. Train one, or open one: then this tab says why it answers as it does."
            )
        return sentence_of(self._problem.code, self._problem.parameters)
