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
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox

from fashion_gui.ui.answer_pages import PageGrid
from fashion_gui.ui.answer_views import RandomAnswer
from fashion_gui.ui.test_panel import ALL_VIEW


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
    assert (panel.view(), pages.pages(), shown(pages)) == (ALL_VIEW, 3, list(range(40)))
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


@pytest.mark.parametrize("focused", [PageGrid, QSpinBox, QComboBox, QCheckBox])
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


def test_wrong_only_surest_first(qtbot, panel):
    pages = pages_of(qtbot, panel)
    press(qtbot, pages, "Last page")
    assert f"Wrong: 5 of {COUNT}" in texts(pages)
    check = pages.findChild(QCheckBox)
    qtbot.mouseClick(check, Qt.MouseButton.LeftButton, pos=QPoint(8, check.height() // 2))
    assert shown(pages) == WRONG  # from the first page again
    assert f"Only the wrong ones: 5 of {COUNT}" in texts(pages)
    sort = pages.findChild(QComboBox)
    sort.setFocus()
    qtbot.keyClick(sort, Qt.Key.Key_Down)
    assert shown(pages) == WRONG[::-1]
    qtbot.keyClick(sort, Qt.Key.Key_Down)
    assert shown(pages) == WRONG


def test_wrong_only_without_wrong_ones(qtbot, empty_panel):
    fill(empty_panel, *make_set([]))
    pages = pages_of(qtbot, empty_panel)
    pages.findChild(QCheckBox).click()
    assert "No wrong answers: the network is right about every picture." in texts(pages)
    assert pages.findChild(QSpinBox).text() == "page 1 of 1"
    pages.findChild(QCheckBox).click()
    assert "No wrong answers: the network is right about every picture." not in texts(pages)


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
    assert (panel.view(), pages.page(), panel.chosen()) == (ALL_VIEW, 1, 42)
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
