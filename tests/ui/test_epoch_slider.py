"""The time machine's slider: where it can stand, what it says and tells, by mouse and keys."""

import json

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from fashion_gui.core.history import best_epoch, history_from_json
from fashion_gui.core.paths import resource
from fashion_gui.ui.epoch_slider import EpochSlider
from fashion_gui.ui.language import set_language

COURSE = history_from_json(json.loads(resource("models/course/history.json").read_text()))
BEST = best_epoch(COURSE)


@pytest.fixture
def slider(qtbot):
    slider = EpochSlider()
    qtbot.addWidget(slider)
    slider.resize(420, 60)
    with qtbot.waitExposed(slider):
        slider.show()
    slider.show_history(COURSE, 100)
    return slider


@pytest.fixture
def told(slider):
    """Everything that was told, "now" for live."""
    told = []
    slider.epoch_chosen.connect(told.append)
    slider.live_chosen.connect(lambda: told.append("now"))
    return told


@pytest.fixture
def settled(slider, qtbot):
    """Waits until all was told."""
    return lambda: qtbot.waitUntil(lambda: not slider._timer.isActive())


def keys(slider, *sequence):
    for key in sequence:
        QTest.keyClick(slider.track, key)


def at(slider, epoch):
    return QPoint(slider.track._x(epoch), slider.track.height() // 2)


LEFT, RIGHT, HOME, END = Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End


# --- where it stands -------------------------------------------------------------------------------------------------


def test_before_any_training_there_is_nothing_to_choose(qtbot):
    slider = EpochSlider()
    qtbot.addWidget(slider)
    assert not slider.isEnabled()
    assert slider.epoch() == 0
    assert slider.text().startswith("Untrained")


def test_a_run_is_shown_at_its_end(slider):
    assert slider.epoch() == 100
    assert slider.text() == "Epoch 100 of 100 · validation accuracy 0.877"


def test_what_is_set_is_shown_and_told_to_nobody(slider, told, settled):
    slider.set_epoch(37)
    assert slider.epoch() == 37
    assert slider.text() == f"Epoch 37 of 100 · validation accuracy {COURSE[36].val_accuracy:.3f}"
    slider.set_epoch(0)
    assert slider.text().startswith("Untrained")
    slider.set_epoch(500)
    assert slider.epoch() == 100
    settled()
    assert told == []


def test_in_training_the_end_is_now_and_stays_there(slider, told, settled):
    slider.show_history(COURSE[:10], 100)
    slider.set_training(True)
    slider.set_live()
    assert slider.is_live()
    assert slider.epoch() is None
    assert slider.text() == "Now · in epoch 11 of 100"
    slider.show_history(COURSE[:11], 100)
    assert slider.is_live()
    slider.set_epoch(4)
    slider.show_history(COURSE[:12], 100)
    assert slider.epoch() == 4
    slider.set_live()
    slider.show_history(COURSE, 100)
    slider.set_training(False)
    assert slider.epoch() == 100
    settled()
    assert told == []


def test_a_new_training_begins_at_now(slider):
    slider.set_epoch(50)
    slider.set_live()
    slider.show_history((), 20)
    slider.set_training(True)
    assert slider.is_live()
    assert slider.text() == "Now · in epoch 1 of 20"


# --- what is told ----------------------------------------------------------------------------------------------------


def test_keys_move_by_one_epoch_to_the_ends_and_by_a_tenth(slider, told, settled):
    for key, epoch in (
        (LEFT, 99),
        (HOME, 0),
        (RIGHT, 1),
        (Qt.Key.Key_PageUp, 11),
        (Qt.Key.Key_PageDown, 1),
        (END, 100),
    ):
        keys(slider, key)
        assert slider.epoch() == epoch
        settled()
        assert told.pop() == epoch
    assert told == []


def test_now_is_told_by_itself(slider, told, settled):
    slider.set_training(True)
    slider.set_epoch(100)
    keys(slider, RIGHT)
    settled()
    assert told == ["now"]
    keys(slider, LEFT)
    settled()
    assert told == ["now", 100]


def test_a_click_goes_to_where_it_is(slider, told, settled):
    QTest.mouseClick(slider.track, Qt.MouseButton.LeftButton, pos=at(slider, 20))
    settled()
    assert abs(slider.epoch() - 20) <= 1
    assert told == [slider.epoch()]


def test_a_drag_tells_the_first_now_and_the_last_always_but_not_all_between(slider, told):
    QTest.mousePress(slider.track, Qt.MouseButton.LeftButton, pos=at(slider, 90))
    first = list(told)
    for epoch in range(89, 9, -1):
        QTest.mouseMove(slider.track, at(slider, epoch))
    QTest.mouseRelease(slider.track, Qt.MouseButton.LeftButton, pos=at(slider, 10))
    assert len(first) == 1
    assert abs(first[0] - 90) <= 1
    assert told[-1] == slider.epoch()  # at once, by the release
    assert abs(told[-1] - 10) <= 1
    assert len(told) < 40
    assert told == sorted(told, reverse=True)


def test_the_newest_is_told_when_keys_come_too_fast(slider, told, settled):
    keys(slider, *[LEFT] * 30)
    settled()
    assert told[0] == 99
    assert told[-1] == 70
    assert len(told) < 30


def test_now_is_no_more_when_the_training_ends(slider, told, settled):
    slider.set_training(True)
    slider.set_epoch(99)
    keys(slider, RIGHT, RIGHT)
    slider.set_training(False)
    settled()
    assert told == [100]
    assert slider.epoch() == 100


def test_what_is_set_after_a_wish_makes_it_void(slider, told, settled):
    keys(slider, LEFT, LEFT)
    slider.set_epoch(50)
    settled()
    assert told == [99]


def test_the_buttons_go_to_the_best_epoch_and_to_the_end(slider, told, settled):
    slider.best.click()
    settled()
    assert str(BEST) in slider.best.toolTip()
    slider.end.click()
    settled()
    assert told == [BEST, 100]
    slider.set_training(True)
    assert slider.end.text() == "Now"
    slider.set_epoch(10)
    slider.end.click()
    settled()
    assert told[-1] == "now"


def test_each_move_is_shown_at_once_whoever_made_it(slider, qtbot):
    moves = []
    slider.moved.connect(moves.append)
    keys(slider, LEFT, LEFT)
    slider.set_epoch(10)
    slider.show_kept(range(0, 101, 50))
    slider.choose(7)  # not kept: it stays at 0, and a mark elsewhere has to come back there
    slider.set_training(True)
    slider.set_live()
    assert moves == [99, 98, 10, 0, 0, 0, None]


# --- when not every epoch is kept ------------------------------------------------------------------------------------


@pytest.fixture
def thinned(slider):
    slider.show_kept({0, 1, *range(10, 101, 10)})
    return slider


def test_keys_go_from_one_kept_epoch_to_the_next(thinned, told, settled):
    keys(thinned, LEFT)
    assert thinned.epoch() == 90
    keys(thinned, HOME, RIGHT, RIGHT)
    assert thinned.epoch() == 10
    keys(thinned, LEFT)
    assert thinned.epoch() == 1
    settled()
    assert set(told) <= {0, 1, *range(10, 101, 10)}


def test_the_mouse_snaps_to_the_nearest_kept_one(thinned, told, settled):
    QTest.mouseClick(thinned.track, Qt.MouseButton.LeftButton, pos=at(thinned, 43))
    settled()
    assert told == [40]


def test_that_an_epoch_is_not_kept_is_said(thinned, told, settled):
    assert thinned.text().endswith("not every epoch is kept")
    thinned.choose(54)
    assert thinned.text().endswith("epoch 54 is not kept")
    settled()
    assert told == [50]
    thinned.choose(53)
    assert thinned.text().endswith("epoch 53 is not kept")
    keys(thinned, RIGHT)
    assert thinned.text().endswith("not every epoch is kept")
    thinned.show_kept(None)
    assert "kept" not in thinned.text()


def test_an_epoch_that_is_kept_no_longer_is_left(slider):
    slider.set_epoch(37)
    slider.show_kept(range(0, 101, 2))
    assert slider.epoch() == 38


def test_the_untrained_network_may_be_missing(slider):
    slider.show_kept(range(1, 101))
    keys(slider, HOME)
    assert slider.epoch() == 1


# --- looks and words -------------------------------------------------------------------------------------------------


def test_the_language_is_followed(slider, qtbot):
    set_language("ru")
    qtbot.waitUntil(lambda: slider.text().startswith("Эпоха 100 из 100"))
    assert slider.track.accessibleDescription() == slider.text()
    assert slider.end.text() == "Последняя"


def test_the_best_epoch_is_marked(slider):
    marked = slider.track.grab().toImage()
    slider.track.set_stops(range(101), best=0)
    assert slider.track.grab().toImage() != marked


def test_any_count_of_epochs_can_be_painted(slider):
    for count in (0, 1, 2, 100):
        slider.show_history(COURSE[:count], max(count, 1))
        slider.grab()
    slider.track.set_stops(range(10_001), best=5000)
    assert not slider.track.grab().isNull()
