"""The tab "Test set" as a whole."""

import pytest
from answer_samples import COUNT, button, fill, make_set, press, shown_panel, side_card, texts
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QPushButton, QSpinBox

from fashion_gui.ui.answer_card import AnswerCard, Arrangement, TileView
from fashion_gui.ui.answer_order import Answers
from fashion_gui.ui.answer_views import FirstAnswers
from fashion_gui.ui.language import set_language
from fashion_gui.ui.probability_bars import ProbabilityBars
from fashion_gui.ui.tile_grid import TileGrid


@pytest.fixture
def empty_panel(qtbot):
    with shown_panel(qtbot) as panel:
        yield panel


@pytest.fixture
def panel(empty_panel):
    fill(empty_panel, *make_set())
    return empty_panel


# --- before there is anything to show --------------------------------------------------------------------------------


def test_says_what_is_missing(empty_panel):
    tiles, labels, probabilities = make_set()
    assert "The test set appears here once Fashion-MNIST is found." in texts(empty_panel)
    empty_panel.show_pictures(tiles, labels)
    assert "Waiting for the network's answers…" in texts(empty_panel)
    assert not button(empty_panel, f"All {COUNT}").isEnabled()
    empty_panel.show_answers(probabilities)
    assert "Waiting for the network's answers…" not in texts(empty_panel)
    assert button(empty_panel, f"All {COUNT}").isEnabled()
    empty_panel.show_pictures(None, None)
    assert "The test set appears here once Fashion-MNIST is found." in texts(empty_panel)


def test_asks_for_answers_only_when_they_are_missed(empty_panel):
    panel = empty_panel
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


def test_late_answers_to_another_set_are_not_shown(empty_panel):
    tiles, labels, probabilities = make_set()
    empty_panel.show_pictures(tiles, labels)
    empty_panel.show_answers(probabilities[:90])
    assert "Waiting for the network's answers…" in texts(empty_panel)


def test_answers_without_pictures_are_not_shown(empty_panel):
    empty_panel.show_answers(make_set()[2])
    assert "The test set appears here once Fashion-MNIST is found." in texts(empty_panel)


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
    panel.show_view(panel.random)
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
    assert panel.view() is panel.first


def test_theme_switch_while_shown(set_theme, panel):
    seen = []
    for scheme in ("light", "dark"):
        set_theme(scheme)
        seen.append(side_card(panel).grab().toImage().pixelColor(20, 40).lightness())
    assert seen[0] > 200 > 60 > seen[1]


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
