"""The tab "Test set": a random picture and the first twenty, by clicks and keys."""

import numpy as np
import pytest
from answer_samples import button, cell, click_tile, fill, make_set, press, shown_panel, side_card, texts
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from fashion_gui.ui.answer_card import printed
from fashion_gui.ui.answer_views import FirstAnswers, RandomAnswer
from fashion_gui.ui.probability_bars import ProbabilityBars
from fashion_gui.ui.test_panel import TestSetPanel
from fashion_gui.ui.tile_grid import TileGrid


@pytest.fixture
def empty_panel(qtbot):
    with shown_panel(qtbot) as panel:
        yield panel


@pytest.fixture
def panel(empty_panel):
    """It shows a random picture."""
    fill(empty_panel, *make_set())
    empty_panel.show_view(empty_panel.random)
    return empty_panel


# --- a random picture ------------------------------------------------------------------------------------------------


def test_random_pictures_come_from_the_generator(qtbot, panel):
    view = panel.findChild(RandomAnswer)
    drawn = [view.index()]
    for _ in range(5):
        press(qtbot, panel, "Another one")
        drawn.append(view.index())
    again = TestSetPanel(generator=np.random.default_rng(5))
    qtbot.addWidget(again)
    tiles, labels, probabilities = make_set()
    again.show_pictures(tiles, labels)
    again.show_answers(probabilities)
    repeated = [again.findChild(RandomAnswer).index()]
    for _ in range(5):
        again.findChild(RandomAnswer).draw()
        repeated.append(again.findChild(RandomAnswer).index())
    assert repeated == drawn
    assert len(set(drawn)) > 3


@pytest.mark.parametrize("key", [Qt.Key.Key_R, Qt.Key.Key_Space])
@pytest.mark.parametrize("focus", ["Random", "Another one"])
def test_keys_draw_another(qtbot, panel, key, focus):
    target = button(panel, focus)
    target.setFocus()
    before = panel.findChild(RandomAnswer).index()
    qtbot.keyClick(target, key)
    assert panel.findChild(RandomAnswer).index() != before


def test_r_does_nothing_in_the_other_views(qtbot, panel):
    press(qtbot, panel, "First 20")
    before = panel.findChild(RandomAnswer).index()
    qtbot.keyClick(panel, Qt.Key.Key_R)
    assert panel.findChild(RandomAnswer).index() == before


def test_first_click_on_random_only_goes_there(qtbot, panel):
    before = panel.findChild(RandomAnswer).index()
    press(qtbot, panel, "First 20")
    press(qtbot, panel, "Random")
    assert (panel.view(), panel.random.index()) == (panel.random, before)
    press(qtbot, panel, "Random")
    assert panel.findChild(RandomAnswer).index() != before


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [([], ["Trouser", "Trouser", "✓ right"]), ([1], ["Pullover", "Trouser", "✕ wrong"])],
)
def test_card_says_predicted_right_and_mark_in_words(qtbot, empty_panel, wrong, expected):
    tiles, labels, probabilities = make_set(wrong)
    fill(empty_panel, tiles, labels, probabilities)
    press(qtbot, empty_panel, "First 20")
    click_tile(qtbot, empty_panel.findChild(FirstAnswers).findChild(TileGrid), 1)
    card = side_card(empty_panel)
    words = texts(card)
    assert words[0] == "Picture 1"
    assert [word for word in words if word in expected] == expected
    assert printed(probabilities[1]) in words
    bars = card.findChild(ProbabilityBars)
    assert bars.values() == pytest.approx(probabilities[1])


def test_numbers_have_four_decimals_in_two_lines():
    values = np.array([0.87314, 0.00001, 0.05, 0, 0.1, 0.2, 0.3, 0.4, 0.5, 1], np.float32)
    assert printed(values) == "[0.8731 0.0000 0.0500 0.0000 0.1000\n 0.2000 0.3000 0.4000 0.5000 1.0000]"


def test_numbers_of_the_random_picture_can_be_opened(qtbot, panel):
    view = panel.findChild(RandomAnswer)
    with qtbot.waitSignal(panel.tile_opened) as opened:
        press(qtbot, view, "Show the numbers of this picture")
    assert opened.args == [view.index()]


# --- the first twenty ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ([], "All 20 right"),
        ([3], "19 of 20 right, 1 wrong"),
        ([3, 17, 40], "18 of 20 right, 2 wrong"),
        (range(20), "0 of 20 right, 20 wrong"),
    ],
)
def test_first_twenty_are_counted(qtbot, empty_panel, wrong, sentence):
    fill(empty_panel, *make_set(wrong))
    press(qtbot, empty_panel, "First 20")
    assert sentence in texts(empty_panel)
    assert ("Wrong ones" in texts(empty_panel)) == (sentence != "All 20 right")


def test_wrong_ones_are_marked_and_stand_side_by_side(qtbot, panel):
    press(qtbot, panel, "First 20")
    grid, wrong_grid = panel.findChild(FirstAnswers).findChildren(TileGrid)
    assert [tile.index for tile in grid.tiles()] == list(range(20))
    assert [tile.index for tile in grid.tiles() if tile.right is False] == [3, 17]
    assert grid.tiles()[3].caption == "Coat"
    assert grid.tiles()[3].spoken == "Picture 3: the network says Coat, the right answer is Dress"
    assert grid.tiles()[4].spoken == "Picture 4: the network says Coat, and that is right"
    assert [(tile.index, tile.caption) for tile in wrong_grid.tiles()] == [(3, "Coat → Dress"), (17, "Bag → Sneaker")]
    click_tile(qtbot, wrong_grid, 1)
    assert panel.chosen() == 17
    assert grid.currentIndex().row() == 17


def test_five_columns_stay_five(qtbot, panel):
    press(qtbot, panel, "First 20")
    grid = panel.findChild(FirstAnswers).findChild(TileGrid)
    for size in ((915, 690), (660, 530), (915, 690)):
        panel.resize(*size)
        QApplication.processEvents()
        assert cell(grid, 4).y() == cell(grid, 0).y() < cell(grid, 5).y()
        assert grid.viewport().rect().contains(cell(grid, 19))


def test_a_set_of_seven(qtbot, empty_panel):
    fill(empty_panel, *make_set([], 7))
    press(qtbot, empty_panel, "First 20")
    assert "All 7 right" in texts(empty_panel)
