"""The tab "Break-it lab": damage the test set with sliders, and see what the network still recognises."""

from typing import Final

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fashion_gui.core.dataset import Dataset
from fashion_gui.core.disturbance import UNCHANGED, Disturbance
from fashion_gui.core.problems import Problem
from fashion_gui.core.questions import Disturbed
from fashion_gui.ui.cards import card
from fashion_gui.ui.chart import SpeakingChart
from fashion_gui.ui.elided_label import ElidedLabel
from fashion_gui.ui.engine_client import EngineClient
from fashion_gui.ui.lab_answers import LabAnswers
from fashion_gui.ui.lab_bars import ClassBars
from fashion_gui.ui.lab_chart import SweepChart
from fashion_gui.ui.lab_inquiry import LabInquiry
from fashion_gui.ui.lab_sliders import LabSliders
from fashion_gui.ui.language import grouped, name_of, sentence_of
from fashion_gui.ui.plain_text import plain_label
from fashion_gui.ui.study import TEST, StudyPanel
from fashion_gui.ui.theme import set_look
from fashion_gui.ui.tile_grid import GridTile, TileGrid

_SHOW_MS: Final = 33  # between two updates: 30 a second look like one movement


class LabPanel(StudyPanel):
    """Everything follows the sliders while they are dragged; nothing waits."""

    def __init__(self, engine: EngineClient, parent: QWidget | None = None) -> None:
        super().__init__(engine, parent)
        self._now: LabAnswers | None = None
        self._before: LabAnswers | None = None
        self._problem: Problem | None = None
        self._timer = QTimer(self, interval=_SHOW_MS, singleShot=True)
        self._timer.timeout.connect(self._on_timer)
        self._is_behind = False  # what is on show is older than what is known
        self.inquiry = LabInquiry(engine, self)
        self.inquiry.disturbed.connect(self._on_disturbed)
        self.inquiry.refused.connect(self._on_refused)
        self._build()
        self._arrange()
        self.retranslate()

    def _build(self) -> None:
        self.sliders = LabSliders()
        self.sliders.changed.connect(self._on_moved)
        self.chart = SweepChart()
        self._speaking = SpeakingChart(self.chart)
        self.inquiry.sweep_begun.connect(self.chart.begin_sweep)
        self.inquiry.swept.connect(self.chart.show_swept)
        self._accuracy, self._undisturbed = plain_label(), plain_label()
        self._accuracy.setProperty("role", "answer")
        self._undisturbed.setProperty("role", "faint")
        self._undisturbed.setAlignment(Qt.AlignmentFlag.AlignBottom)
        self._most, self._count = ElidedLabel(), ElidedLabel()
        self._count.setProperty("role", "faint")
        self._bars_title, self._pictures_title = QLabel(), QLabel()
        for title in (self._bars_title, self._pictures_title):
            title.setProperty("role", "title")
        self.bars = ClassBars()
        self.pictures = TileGrid(columns=5, rows=2)
        self.pictures.tile_opened.connect(self._on_picture)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._accuracy)
        head.addWidget(self._undisturbed, 1)
        bars_head = QHBoxLayout()
        bars_head.addWidget(self._bars_title, 1)
        bars_head.addWidget(self.bars.exports.button())
        answers = QVBoxLayout()
        answers.setSpacing(3)
        answers.addLayout(head)
        answers.addWidget(self._most)
        answers.addWidget(self._count)
        answers.addLayout(bars_head)
        answers.addWidget(self.bars, 4)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        pictures = QVBoxLayout()
        pictures.setSpacing(2)
        pictures.addWidget(self._pictures_title)
        pictures.addWidget(self.pictures, 1)
        sliders, chart = QVBoxLayout(), QVBoxLayout()
        sliders.addWidget(self.sliders)
        chart.addWidget(self._speaking)
        for place, content in enumerate((sliders, answers, chart, pictures)):
            layout.addWidget(card(content), *divmod(place, 2))
        layout.setRowStretch(1, 1)
        layout.setColumnStretch(0, 1)
        layout.setColumnStretch(1, 1)

    # --- asking ------------------------------------------------------------------------------------------------------

    def show_data(self, dataset: Dataset | None) -> None:
        if dataset is not self.dataset:
            self._now = self._before = None
        super().show_data(dataset)
        self._show()

    def follow_network(self) -> None:
        self.inquiry.follow_network()
        super().follow_network()
        if self._problem is not None:  # that of the network before
            self._problem = None
            self._show()

    def set_raw(self, raw: bool) -> None:
        super().set_raw(raw)
        self.pictures.set_raw(raw)

    def ask(self) -> None:
        if self.dataset is not None:
            self.inquiry.ask(self.sliders.disturbance(), self.sliders.last)

    @Slot()
    def _on_moved(self) -> None:
        if self.sliders.last != self.chart.slider:
            self.chart.show_slider(self.sliders.last)
        self._place_mark()
        self.ask()

    @Slot(Disturbed, Disturbance)
    def _on_disturbed(self, reply: Disturbed, disturbance: Disturbance) -> None:
        answers = None if self.dataset is None else LabAnswers.of(reply, self.dataset.test_labels)
        if answers is None:
            return
        self._problem = None
        if disturbance == UNCHANGED:
            self._before = answers
        if disturbance != UNCHANGED or self.sliders.disturbance() == UNCHANGED:
            self._now = answers
        self._is_behind = True
        if not self._timer.isActive():
            self._on_timer()

    @Slot(Problem)
    def _on_refused(self, problem: Problem) -> None:
        self._problem = problem
        self._show()

    @Slot(int)
    def _on_picture(self, index: int) -> None:
        self.tile_opened.emit(TEST, index)

    # --- showing -----------------------------------------------------------------------------------------------------

    @Slot()
    def _on_timer(self) -> None:
        if self._is_behind:
            self._is_behind = False
            self._timer.start()
            self._show()

    def _show(self) -> None:
        now, before = self._now, self._before
        self._accuracy.setText("—" if now is None else f"{now.accuracy:.3f}")
        self._undisturbed.setText(
            ""
            if before is None
            else self.tr("of all right, undisturbed {accuracy}").format(accuracy=f"{before.accuracy:.3f}")
        )
        self._show_most()
        self.bars.show_shares(None if now is None else now.shares, None if before is None else before.shares)
        self._show_pictures()
        self._place_mark()

    def _show_most(self) -> None:
        now = self._now
        set_look(self._most, "role", "bad" if self._problem else "")
        if self._problem is not None:
            self._most.setText(sentence_of(self._problem.code, self._problem.parameters))
        elif self.dataset is None:
            self._most.setText(self.tr("The lab opens once Fashion-MNIST is found."))
        elif now is None:
            self._most.setText(self.tr("Waiting for the network's answers…"))
        else:
            label, share = now.most_called()
            text = self.tr("Called most often: {name}, {share} % of all")
            self._most.setText(text.format(name=name_of(label), share=f"{100 * share:.0f}"))
        self._most.setToolTip(self.tr("On this test set each of the ten answers is right for 10 % of the pictures."))
        if now is None:
            self._count.setText("")
        elif now.count < now.total:
            text = self.tr("So far from the first {count} of {total} test pictures")
            self._count.setText(text.format(count=grouped(now.count), total=grouped(now.total)))
        else:
            self._count.setText(self.tr("From all {total} test pictures").format(total=grouped(now.total)))

    def _show_pictures(self) -> None:
        if self._now is None or self.dataset is None:
            self.pictures.show_tiles([])
            return
        labels = self.dataset.test_labels
        spoken = self.tr("Picture {number}: {right}, answered {answer}. Enter shows its numbers.")
        self.pictures.show_tiles(
            [
                GridTile(
                    index,
                    tile,
                    name_of(answer),
                    answer == int(labels[index]),
                    spoken.format(number=index, right=name_of(int(labels[index])), answer=name_of(answer)),
                )
                for index, (tile, answer) in enumerate(zip(self._now.tiles, self._now.answers, strict=True))
            ]
        )

    def _place_mark(self) -> None:
        accuracy = float("nan") if self._now is None else self._now.accuracy
        self.chart.show_place(self.sliders.disturbance(), accuracy)

    def retranslate(self) -> None:
        """All texts."""
        self._bars_title.setText(self.tr("Recognised of each class"))
        self._pictures_title.setText(self.tr("Ten of the pictures, and the answers"))
        self.pictures.setAccessibleName(self.tr("Ten of the pictures, and the answers"))
        self._accuracy.setToolTip(self.tr("The share of the test pictures that the network still answers rightly."))
        self._show()
