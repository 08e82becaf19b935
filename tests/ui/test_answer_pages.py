"""The tab "Test set": all pictures, page by page, by clicks and keys."""

import pytest
from answer_samples import (
    COUNT,
    WRONG,
    button,
    cell,
    click_tile,
    fill,
    make_set,
    pages_of,
    press,
    shown,
    shown_panel,
    side_card,
    texts,
)
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton, QSpinBox

from fashion_gui.ui.answer_pages import PageGrid
from fashion_gui.ui.answer_views import RandomAnswer


@pytest.fixture
def empty_panel(qtbot):
    with shown_panel(qtbot) as panel:
        yield panel


@pytest.fixture
def panel(empty_panel):
    fill(empty_panel, *make_set())
    return empty_panel


def test_pages_end_at_the_last(qtbot, panel):
    pages = pages_of(qtbot, panel)
    assert pages.findChild(PageGrid).cell_count() == 40
    assert (panel.view(), pages.pages(), shown(pages)) == (panel.pages, 3, list(range(40)))
    assert pages.findChild(QSpinBox).text() == "page 1 of 3"
    assert not button(pages, "First page").isEnabled()
    for name, page in (("Next page (Page Down)", 1), ("Last page", 2), ("Previous page (Page Up)", 1)):
        press(qtbot, pages, name)
        assert pages.page() == page
    press(qtbot, pages, "Last page")
    assert shown(pages) == list(range(80, 95))
    assert not button(pages, "Next page (Page Down)").isEnabled()
    press(qtbot, pages, "First page")
    assert pages.page() == 0


@pytest.mark.parametrize("focused", [PageGrid, QSpinBox, QComboBox, QPushButton])
def test_page_keys_wherever_the_focus_is(qtbot, panel, focused):
    pages = pages_of(qtbot, panel)
    target = pages.findChild(focused)
    target.setFocus()
    seen = []
    for key in [Qt.Key.Key_PageDown] * 3 + [Qt.Key.Key_PageUp] * 3:
        qtbot.keyClick(target, key)
        seen.append(pages.page())
    assert seen == [1, 2, 2, 1, 0, 0]
    assert pages.findChild(QComboBox).currentIndex() == 0


def test_a_page_number_can_be_typed(qtbot, panel):
    pages = pages_of(qtbot, panel)
    spin = pages.findChild(QSpinBox)
    spin.selectAll()
    qtbot.keyClicks(spin, "3")
    qtbot.keyClick(spin, Qt.Key.Key_Return)
    assert shown(pages) == list(range(80, 95))


def box(pages, name):
    return next(one for one in pages.findChildren(QComboBox) if one.accessibleName() == name)


def choose(qtbot, pages, name, text):
    """By keyboard, as a user would who does not open the list."""
    one = box(pages, name)
    one.setFocus()
    qtbot.keyClick(one, Qt.Key.Key_Home)
    for _ in range(one.findText(text)):
        qtbot.keyClick(one, Qt.Key.Key_Down)
    assert one.currentText() == text


def test_wrong_only_surest_first(qtbot, panel):
    pages = pages_of(qtbot, panel)
    press(qtbot, pages, "Last page")
    assert f"All {COUNT} pictures, wrong: 5" in texts(pages)
    choose(qtbot, pages, "Right or wrong", "wrong only")
    assert shown(pages) == WRONG  # from the first page again
    assert f"Only the wrong ones: 5 of {COUNT}" in texts(pages)
    choose(qtbot, pages, "Sort by", "surest first")
    assert shown(pages) == WRONG[::-1]
    choose(qtbot, pages, "Sort by", "least sure first")
    assert shown(pages) == WRONG


def test_one_button_shows_the_worst_mistakes_whatever_was_chosen(qtbot, panel):
    pages = pages_of(qtbot, panel)
    choose(qtbot, pages, "Right class", "right class: Bag")
    choose(qtbot, pages, "Sureness", "at most 50 % sure")
    press(qtbot, pages, "Worst mistakes")
    assert shown(pages) == WRONG[::-1]
    assert box(pages, "Right class").currentText() == "right class: any"


@pytest.mark.parametrize(
    ("choices", "indices", "sentence"),
    [
        ({"Right class": "right class: Dress"}, [*range(3, 95, 10)], "Shown: 10 of 95, wrong: 1"),
        ({"Answer": "answer: Coat"}, [3, *range(4, 95, 10)], "Shown: 11 of 95, wrong: 1"),
        ({"Right class": "right class: Dress", "Answer": "answer: Coat"}, [3], "Shown: 1 of 95, wrong: 1"),
        (
            {"Right or wrong": "right only", "Answer": "answer: Coat"},
            [*range(4, 95, 10)],
            "Shown: 10 of 95, wrong: 0",
        ),
        ({"Sureness": "more than 90 % sure"}, [*range(77, 95)], "Shown: 18 of 95, wrong: 1"),
        ({"Sureness": "at most 50 % sure"}, [0], "Shown: 1 of 95, wrong: 0"),
    ],
)
def test_filters(qtbot, panel, choices, indices, sentence):
    pages = pages_of(qtbot, panel)
    for name, text in choices.items():
        choose(qtbot, pages, name, text)
    assert shown(pages) == indices
    assert sentence in texts(pages)


def test_nothing_fits_and_the_way_out(qtbot, panel):
    pages = pages_of(qtbot, panel)
    choose(qtbot, pages, "Right class", "right class: Bag")
    choose(qtbot, pages, "Answer", "answer: Trouser")
    assert "No picture is like that. Choose another class or answer, or any sureness." in texts(pages)
    press(qtbot, pages, "Show all pictures")
    assert shown(pages) == list(range(40))
    assert not button(pages, "Show all pictures").isVisible()


def test_wrong_only_without_wrong_ones(qtbot, empty_panel):
    fill(empty_panel, *make_set([]))
    pages = pages_of(qtbot, empty_panel)
    press(qtbot, pages, "Worst mistakes")
    assert "No wrong answers: the network is right about every picture." in texts(pages)
    assert pages.findChild(QSpinBox).text() == "page 1 of 1"
    press(qtbot, pages, "Show all pictures")
    assert "No wrong answers: the network is right about every picture." not in texts(pages)


def test_new_answers_pass_through_the_same_filter(qtbot, panel):
    pages = pages_of(qtbot, panel)
    press(qtbot, pages, "Worst mistakes")
    panel.show_answers(make_set([7, 9])[2])
    assert shown(pages) == [9, 7]


def test_click_chooses_double_click_and_button_open(qtbot, panel):
    pages = pages_of(qtbot, panel)
    grid = pages.findChild(PageGrid)
    opened = []
    panel.tile_opened.connect(opened.append)
    click_tile(qtbot, grid, 6)
    assert (panel.chosen(), opened) == (6, [])
    assert "Picture 6" in texts(side_card(panel))
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    assert "Picture 7" in texts(side_card(panel))
    click_tile(qtbot, grid, 7)  # the first half of a double click
    qtbot.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=cell(grid, 7))
    press(qtbot, side_card(panel), "Show the numbers of this picture")
    assert opened == [7, 7]


def test_new_answers_keep_view_page_and_choice(qtbot, panel):
    pages = pages_of(qtbot, panel)
    press(qtbot, pages, "Next page (Page Down)")
    click_tile(qtbot, pages.findChild(PageGrid), 2)
    random_one = panel.findChild(RandomAnswer).index()
    panel.show_answers(None)
    panel.show_answers(make_set([42])[2])
    assert (panel.view(), pages.page(), panel.chosen()) == (panel.pages, 1, 42)
    assert panel.findChild(RandomAnswer).index() == random_one
    assert pages.findChild(PageGrid).currentIndex().row() == 2
    assert "✕ wrong" in texts(side_card(panel))
    tiles, labels, _ = make_set()
    panel.show_pictures(tiles, labels)
    assert (pages.page(), panel.chosen()) == (0, 0)


def test_a_smaller_window_has_smaller_pages_and_keeps_the_place(qtbot, panel):
    pages = pages_of(qtbot, panel)
    press(qtbot, pages, "Last page")
    panel.resize(660, 530)
    qtbot.waitUntil(lambda: pages.findChild(PageGrid).cell_count() == 20)
    assert 80 in shown(pages)
    assert pages.findChild(QSpinBox).text() == "page 5 of 5"
    panel.resize(915, 690)
    qtbot.waitUntil(lambda: pages.findChild(PageGrid).cell_count() == 40)
    assert shown(pages) == list(range(80, 95))
