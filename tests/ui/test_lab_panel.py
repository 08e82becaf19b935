"""The break-it lab with an engine that answers at once: numbers follow the sliders, the newest wish wins."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from fashion_gui.core.disturbance import UNCHANGED, Disturbance
from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import Failed
from fashion_gui.core.questions import Disturb, Disturbed
from fashion_gui.ui.engine_client import EngineState
from fashion_gui.ui.lab_answers import LabAnswers
from fashion_gui.ui.lab_panel import LabPanel
from fashion_gui.ui.language import set_language


class FakeEngine(QObject):
    """Keeps what it is asked."""

    replied = Signal(object)
    refused = Signal(Failed)
    state_changed = Signal(EngineState)

    def __init__(self):
        super().__init__()
        self.asked = []

    def can_answer(self):
        return True

    def put(self, question):
        self.asked.append(replace(question, id=len(self.asked) + 1))
        return len(self.asked)

    def answer(self, labels, said, *, tiles):
        """The last question about a disturbance, with `said` for each picture."""
        question = [one for one in self.asked if isinstance(one, Disturb)][-1]
        probabilities = np.eye(10, dtype=np.float32)[said]
        count = len(labels)
        self.replied.emit(
            Disturbed(question.id, count, count, probabilities.tobytes(), tiles[:10].tobytes(), final=True)
        )


@pytest.fixture
def engine():
    return FakeEngine()


@pytest.fixture
def panel(qtbot, engine, small_dataset):
    panel = LabPanel(engine)
    qtbot.addWidget(panel)
    panel.resize(944, 700)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.show_data(small_dataset)
    return panel


def last(engine):
    return [one for one in engine.asked if isinstance(one, Disturb)][-1].disturbance


def labels_of(panel):
    return [label.text() for label in panel.findChildren(type(panel._accuracy)) if label.text()]


def test_nothing_is_asked_before_there_are_data(qtbot, engine):
    panel = LabPanel(engine)
    qtbot.addWidget(panel)
    with qtbot.waitExposed(panel):
        panel.show()
    assert engine.asked == []
    assert any("once Fashion-MNIST is found" in text for text in labels_of(panel))


def test_undisturbed_to_begin_with(panel, engine, small_dataset):
    labels = small_dataset.test_labels
    assert last(engine) == UNCHANGED
    engine.answer(labels, labels, tiles=small_dataset.test_images)
    assert "1.000" in labels_of(panel)
    assert len(panel.pictures.tiles()) == 10


def test_the_numbers_follow_a_slider(panel, engine, small_dataset):
    labels = small_dataset.test_labels
    engine.answer(labels, labels, tiles=small_dataset.test_images)
    panel.sliders.choose(Disturbance(turn=20.0))
    assert last(engine) == Disturbance(turn=20.0)
    engine.answer(labels, np.full(len(labels), 8), tiles=small_dataset.test_images)
    panel._on_timer()  # at most thirty updates a second
    shown = labels_of(panel)
    assert "0.100" in shown
    assert any("undisturbed 1.000" in text for text in shown)
    assert any("bag" in text.lower() and "100 %" in text for text in shown)


def test_a_drag_is_asked_about_one_after_another_and_its_end_is_not_lost(panel, engine, small_dataset):
    labels = small_dataset.test_labels
    engine.answer(labels, labels, tiles=small_dataset.test_images)
    for turn in (5.0, 10.0, 15.0):
        panel.sliders.choose(Disturbance(turn=turn))
    assert last(engine) == Disturbance(turn=5.0)  # the others wait for its answer
    engine.answer(labels, labels, tiles=small_dataset.test_images)
    assert last(engine) == Disturbance(turn=15.0)


def test_another_network_is_asked_anew(panel, engine, small_dataset):
    labels = small_dataset.test_labels
    engine.answer(labels, labels, tiles=small_dataset.test_images)
    before = len(engine.asked)
    panel.follow_network()
    assert len(engine.asked) > before


def test_reset_all_puts_every_slider_back(qtbot, panel):
    panel.sliders.choose(Disturbance(shift_x=3.0, mirror=1.0))
    qtbot.mouseClick(panel.sliders.reset_all, Qt.MouseButton.LeftButton)
    assert panel.sliders.disturbance() == UNCHANGED


def test_without_a_network_it_says_so(panel, engine):
    engine.refused.emit(Failed(len(engine.asked), "", "no_network", {}, ""))
    assert any(text == str(Problem("no_network")) for text in labels_of(panel))


def test_a_picture_opens_its_numbers(qtbot, panel, engine, small_dataset):
    labels = small_dataset.test_labels
    engine.answer(labels, labels, tiles=small_dataset.test_images)
    with qtbot.waitSignal(panel.tile_opened) as opened:
        panel.pictures.tile_opened.emit(3)
    assert opened.args == ["test", 3]


def test_russian(panel):
    set_language("ru")
    QApplication.processEvents()
    assert panel.sliders.reset_all.text() == "Сбросить всё"


def test_shares_and_most_given_answer():
    labels = np.array([0, 0, 1, 1, 2], np.uint8)
    probabilities = np.eye(10, dtype=np.float32)[[0, 8, 8, 8, 2]]
    reply = Disturbed(1, 5, 5, probabilities.tobytes(), b"", final=True)
    answers = LabAnswers.of(reply, labels)
    assert answers.accuracy == pytest.approx(0.4)
    assert answers.shares[:3].tolist() == [0.5, 0.0, 1.0]
    assert np.isnan(answers.shares[3])
    assert answers.most_called() == (8, 0.6)
    assert LabAnswers.of(reply, labels[:4]) is None
