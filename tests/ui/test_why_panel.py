"""The tab "Why": which picture, which questions, twins, and what is said where there is nothing."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from why_fakes import WhyEngine, explained, found

from fashion_gui.core.protocol import Failed
from fashion_gui.core.questions import Explain, FindTwins
from fashion_gui.ui.engine_client import EngineState
from fashion_gui.ui.study import PHOTO, TEST, TRAIN, Subject
from fashion_gui.ui.why_panel import TWINS_VIEW, WhyPanel

pytestmark = pytest.mark.usefixtures("set_theme")


@pytest.fixture
def engine(qapp):
    return WhyEngine()


@pytest.fixture
def panel(qtbot, engine, random, small_dataset):
    panel = WhyPanel(engine, generator=random)
    qtbot.addWidget(panel)
    panel.resize(688, 500)
    panel.show_data(small_dataset)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def explain_last(engine, **options):
    engine.replied.emit(explained(engine.of(Explain)[-1].id, **options))


def test_it_begins_with_the_first_test_picture(panel, engine, small_dataset):
    assert (panel.subject().set_name, panel.subject().index) == (TEST, 0)
    assert [question.tile for question in engine.of(Explain)] == [small_dataset.test_images[0].tobytes()]
    explain_last(engine)
    assert panel._head.text() == "Picture 0 of the test set: T-shirt/top. The network says Pullover, 95.1 % ✕"
    assert not engine.of(FindTwins)  # nobody looks at them


def test_it_fits_into_the_smallest_window(panel, engine):
    explain_last(engine)
    size = panel.minimumSizeHint()
    assert (size.width() <= 688, size.height() <= 500) == (True, True)


def test_nothing_is_asked_while_nobody_looks(engine, small_dataset, qtbot):
    panel = WhyPanel(engine)
    qtbot.addWidget(panel)
    panel.show_data(small_dataset)
    panel.follow_network()
    assert engine.asked == []


def test_other_pictures_by_keys(panel, engine):
    QTest.keyClick(panel, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert panel.subject().index == 1
    QTest.keyClick(panel, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert panel.subject().index == 0
    panel._head.previous()
    assert panel.subject().index == 0
    QTest.keyClick(panel, Qt.Key.Key_R)
    assert panel.subject().index != 0
    assert engine.of(Explain)[-1].tile == panel.subject().tile.tobytes()


def test_the_training_set(panel, small_dataset):
    panel._head.set_wished.emit(TRAIN)
    panel._head._place.setValue(249)
    assert (panel.subject().set_name, panel.subject().index) == (TRAIN, 249)
    np.testing.assert_array_equal(panel.subject().tile, small_dataset.train_images[249])
    assert not panel._head._next.isEnabled()


def test_a_late_reply_about_another_picture_is_not_shown(panel, engine):
    late = engine.of(Explain)[-1].id
    panel._head.next()
    engine.replied.emit(explained(late))
    assert panel._account is None


def test_twins_are_asked_for_when_somebody_looks(panel, engine):
    explain_last(engine)
    panel.show_view(TWINS_VIEW)
    question = engine.of(FindTwins)[-1]
    assert question.tile == panel.subject().tile.tobytes()
    engine.replied.emit(found(question.id, final=False))
    assert panel.twins.pixels.sentence() == (
        "T-shirt/top 2, Trouser 1. The network's answer is wrong for 1 of these 3."
    )
    assert "half a minute" in panel.twins.layer.sentence()
    engine.replied.emit(found(question.id))
    assert panel.twins.layer.sentence() == "Dress 2. The network's answer is wrong for 0 of these 2."
    captions = [(tile.caption, tile.right) for tile in panel.twins.pixels.grid.tiles()]
    assert captions == [("T-shirt/top", True), ("T-shirt/top", True), ("≠ Trouser", False)]
    assert panel.twins.pixels.cells()[3] == ["21", "Trouser", "Sandal", "3"]
    panel.show_view(0)
    panel.show_view(TWINS_VIEW)
    assert len(engine.of(FindTwins)) == 1


def test_a_twin_is_explained_in_turn(panel, engine, qtbot):
    explain_last(engine)
    panel.show_view(TWINS_VIEW)
    engine.replied.emit(found(engine.of(FindTwins)[-1].id))
    grid = panel.twins.pixels.grid
    grid.setCurrentIndex(grid.model().index(1))
    with qtbot.waitSignal(panel.tile_opened) as opened:
        panel.twins._numbers.click()
    assert opened.args == [TRAIN, 10]
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert (panel.subject().set_name, panel.subject().index) == (TRAIN, 10)
    assert panel.twins.pixels.grid.tiles() == []


@pytest.mark.parametrize("learning", [True, False])
def test_another_network_is_asked_but_a_training_is_not_held_up_by_twins(panel, engine, learning):
    explain_last(engine)
    panel.show_view(TWINS_VIEW)
    engine.replied.emit(found(engine.of(FindTwins)[-1].id))
    engine.state = EngineState.TRAINING if learning else EngineState.READY
    panel.follow_network()
    explain_last(engine, seed=2)
    assert len(engine.of(FindTwins)) == (1 if learning else 2)
    assert panel.twins._again.isVisible() == learning
    if learning:
        panel.twins._again.click()
        assert len(engine.of(FindTwins)) == 2


def test_a_photo(panel, engine, small_dataset):
    photo = Subject(small_dataset.train_images[5], PHOTO, network="photo")
    panel.show_photo(photo)
    assert panel.subject().set_name == TEST
    panel._head.set_wished.emit(PHOTO)
    assert engine.of(Explain)[-1].network == "photo"
    explain_last(engine, exact=False)
    assert panel._head.text() == "Your photo. The network says Pullover, 95.1 %"
    other = Subject(small_dataset.train_images[6], PHOTO, network="photo")
    panel.show_photo(other)
    assert panel.subject() is other
    panel.show_photo(None)
    assert (panel.subject().set_name, panel.subject().index) == (TEST, 0)


def test_without_data_it_says_what_is_missing(qtbot, engine):
    panel = WhyPanel(engine)
    qtbot.addWidget(panel)
    panel.show()
    assert "Fashion-MNIST" in panel._empty.text()
    assert engine.asked == []


def test_without_a_network_it_says_what_to_do(panel, engine):
    engine.refused.emit(Failed(engine.of(Explain)[-1].id, "", "no_network", {}, ""))
    assert panel._empty.isVisible()
    assert "no network yet" in panel._empty.text()
    panel.follow_network()
    explain_last(engine)
    assert not panel._empty.isVisible()


def test_refused_twins_leave_the_rest(panel, engine):
    explain_last(engine)
    panel.show_view(TWINS_VIEW)
    engine.refused.emit(Failed(engine.of(FindTwins)[-1].id, "", "no_dataset", {}, ""))
    assert panel.twins._about.text()
    assert not panel._empty.isVisible()
