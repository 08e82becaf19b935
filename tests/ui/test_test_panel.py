"""The tab "Test set", by clicks and keys."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QPushButton, QSpinBox, QWidget

from fashion_gui.core.paths import resource
from fashion_gui.ui.answer_card import AnswerCard, Arrangement, TileView, printed
from fashion_gui.ui.answer_order import Answers
from fashion_gui.ui.answer_pages import AnswerPages, PageGrid
from fashion_gui.ui.answer_views import FirstAnswers, RandomAnswer
from fashion_gui.ui.language import set_language
from fashion_gui.ui.probability_bars import ProbabilityBars
from fashion_gui.ui.test_panel import ALL_VIEW, FIRST_VIEW, RANDOM_VIEW, TestSetPanel
from fashion_gui.ui.theme import apply_theme
from fashion_gui.ui.tile_grid import TileGrid

COUNT = 95
WRONG = [3, 17, 40, 41, 88]


def make_set(wrong=WRONG, count=COUNT):
    """Tiles all of one brightness, labels 0..9 in turn, answers wrong at `wrong`, ever surer towards the end."""
    labels = (np.arange(count) % 10).astype(np.uint8)
    tiles = np.repeat(np.arange(count, dtype=np.uint8), 28 * 28).reshape(count, 28, 28)
    said = labels.copy()
    said[list(wrong)] = (labels[list(wrong)] + 1) % 10
    sureness = np.linspace(0.5, 0.99, count, dtype=np.float32)
    probabilities = np.repeat((1 - sureness[:, None]) / 9, 10, axis=1)
    probabilities[np.arange(count), said] = sureness
    return tiles, labels, probabilities


@pytest.fixture(autouse=True)
def _english():
    yield
    set_language("en")


@pytest.fixture
def empty(qtbot):
    """A shown panel without pictures, of the size it has in a 1280x800 window."""
    window = QWidget()
    qtbot.addWidget(window)
    panel = TestSetPanel(generator=np.random.default_rng(5), parent=window)
    panel.resize(915, 690)
    window.resize(915, 690)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield panel
    window.close()


@pytest.fixture
def panel(empty):
    """A shown panel with pictures and answers."""
    tiles, labels, probabilities = make_set()
    empty.show_pictures(tiles, labels)
    empty.show_answers(probabilities)
    return empty


def button(widget, text):
    return next(one for one in widget.findChildren(QPushButton) if text in (one.text(), one.accessibleName()))


def press(qtbot, widget, text):
    qtbot.mouseClick(button(widget, text), Qt.MouseButton.LeftButton)


def texts(widget):
    """All texts of labels that can be seen."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]


def cell(grid, row):
    return grid.visualRect(grid.model().index(row, 0)).center()


def click_tile(qtbot, grid, row):
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=cell(grid, row))


def pages_of(qtbot, panel):
    press(qtbot, panel, f"All {COUNT}")
    return panel.findChild(AnswerPages)


def shown(view):
    return [tile.index for tile in view.findChild(TileGrid).tiles()]


def side_card(panel):
    return next(card for card in panel.findChildren(AnswerCard) if not isinstance(card.parent(), RandomAnswer))


# --- before there is anything to show --------------------------------------------------------------------------------


def test_says_what_is_missing(empty):
    tiles, labels, probabilities = make_set()
    assert "The test set appears here once Fashion-MNIST is found." in texts(empty)
    empty.show_pictures(tiles, labels)
    assert "Waiting for the network's answers…" in texts(empty)
    assert not button(empty, f"All {COUNT}").isEnabled()
    empty.show_answers(probabilities)
    assert "Waiting for the network's answers…" not in texts(empty)
    assert button(empty, f"All {COUNT}").isEnabled()
    empty.show_pictures(None, None)
    assert "The test set appears here once Fashion-MNIST is found." in texts(empty)


def test_asks_for_answers_only_when_they_are_missed(empty):
    panel = empty
    panel.hide()
    asked = []
    panel.evaluate_requested.connect(lambda: asked.append(True))
    tiles, labels, probabilities = make_set()
    panel.show_pictures(tiles, labels)
    assert len(asked) == 0  # nobody looks
    panel.show()
    assert len(asked) == 1
    panel.show_answers(None)
    assert len(asked) == 1  # a failed request is not repeated for ever
    panel.show_answers(probabilities)
    panel.hide()
    panel.show()
    assert len(asked) == 1
    panel.show_answers(None)  # another network was opened
    assert len(asked) == 2
    panel.show_pictures(tiles, labels)
    assert len(asked) == 3


def test_late_answers_to_another_set_are_not_shown(empty):
    tiles, labels, probabilities = make_set()
    empty.show_pictures(tiles, labels)
    empty.show_answers(probabilities[:90])
    assert "Waiting for the network's answers…" in texts(empty)


def test_answers_without_pictures_are_not_shown(empty):
    empty.show_answers(make_set()[2])
    assert "The test set appears here once Fashion-MNIST is found." in texts(empty)


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
@pytest.mark.parametrize("focus", ["Random picture", "Another one"])
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
    press(qtbot, panel, "Random picture")
    assert (panel.view(), panel.findChild(RandomAnswer).index()) == (RANDOM_VIEW, before)
    press(qtbot, panel, "Random picture")
    assert panel.findChild(RandomAnswer).index() != before


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [([], ["Trouser", "Trouser", "✓ right"]), ([1], ["Pullover", "Trouser", "✕ wrong"])],
)
def test_card_says_predicted_right_and_mark_in_words(qtbot, empty, wrong, expected):
    tiles, labels, probabilities = make_set(wrong)
    empty.show_pictures(tiles, labels)
    empty.show_answers(probabilities)
    press(qtbot, empty, "First 20")
    click_tile(qtbot, empty.findChild(FirstAnswers).findChild(TileGrid), 1)
    card = side_card(empty)
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
def test_first_twenty_are_counted(qtbot, empty, wrong, sentence):
    tiles, labels, probabilities = make_set(wrong)
    empty.show_pictures(tiles, labels)
    empty.show_answers(probabilities)
    press(qtbot, empty, "First 20")
    assert sentence in texts(empty)
    assert ("Wrong ones" in texts(empty)) == (sentence != "All 20 right")


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


def test_a_set_of_seven(qtbot, empty):
    tiles, labels, probabilities = make_set([], 7)
    empty.show_pictures(tiles, labels)
    empty.show_answers(probabilities)
    press(qtbot, empty, "First 20")
    assert "All 7 right" in texts(empty)


# --- all, page by page -----------------------------------------------------------------------------------------------


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


def test_wrong_only_without_wrong_ones(qtbot, empty):
    tiles, labels, probabilities = make_set([])
    empty.show_pictures(tiles, labels)
    empty.show_answers(probabilities)
    pages = pages_of(qtbot, empty)
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


# --- the whole panel -------------------------------------------------------------------------------------------------


def test_score_and_its_uncertainty(panel):
    score = next(label for label in panel.findChildren(QLabel) if label.text() == "90 of 95 right: 94.7 %")
    assert "between 88.3 and 97.7 %" in score.toolTip()


def test_name_and_note(panel):
    panel.show_network_name("answers of: course · seed 1 · 100 epochs")
    panel.show_note("A training is under way.")
    assert {"answers of: course · seed 1 · 100 epochs", "A training is under way."} <= set(texts(panel))
    panel.show_note("")
    assert "A training is under way." not in texts(panel)


def test_raw_reaches_every_grid_and_card(panel):
    card_pixel = [view.grab().toImage().pixelColor(30, 30).lightness() for view in panel.findChildren(TileView)]
    panel.set_raw(True)
    inverted = [view.grab().toImage().pixelColor(30, 30).lightness() for view in panel.findChildren(TileView)]
    assert len(inverted) == 2
    assert inverted == [255 - value for value in card_pixel]
    assert all(grid.raw() for grid in panel.findChildren(TileGrid))


def test_language_switch_while_shown(qtbot, panel):
    press(qtbot, panel, "First 20")
    set_language("ru")
    grid = panel.findChild(FirstAnswers).findChild(TileGrid)
    qtbot.waitUntil(lambda: grid.tiles()[1].caption == "брюки")
    assert "футболка" in texts(side_card(panel))
    assert panel.view() == FIRST_VIEW


def test_theme_switch_while_shown(qapp, panel):
    style, palette = qapp.styleSheet(), qapp.palette()
    try:
        seen = []
        for scheme in ("light", "dark"):
            apply_theme(qapp, scheme=scheme, icons=str(resource("icons")))
            seen.append(side_card(panel).grab().toImage().pixelColor(20, 40).lightness())
        assert seen[0] > 200 > 60 > seen[1]
    finally:
        qapp.setStyleSheet(style)
        qapp.setPalette(palette)


@pytest.mark.parametrize(
    ("size", "arrangement"),
    [((700, 420), Arrangement.WIDE), ((291, 630), Arrangement.TALL), ((268, 450), Arrangement.COMPACT)],
)
def test_card_arranges_itself_and_cuts_nothing(qtbot, size, arrangement):
    card = AnswerCard()
    qtbot.addWidget(card)
    tiles, labels, probabilities = make_set()
    card.resize(*size)
    card.show()
    card.show_answer(Answers.of(tiles, labels, probabilities), 3)
    QApplication.processEvents()
    assert card.arrangement() is arrangement
    assert card.findChild(TileView).width() % 28 == 0
    bars = card.findChild(ProbabilityBars)
    assert bars.height() >= bars.minimumSizeHint().height()
    for part in (bars, *card.findChildren(QLabel), card.findChild(TileView)):
        assert card.rect().contains(part.geometry().translated(part.parentWidget().mapTo(card, QPoint())))


def test_everything_to_press_has_a_name(panel):
    for kind in (QPushButton, QSpinBox, QComboBox, TileGrid):
        for widget in panel.findChildren(kind):
            assert widget.accessibleName(), widget
    assert all(box.text() for box in panel.findChildren(QCheckBox))
