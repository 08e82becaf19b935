"""The tab "Duel": a game by keys and buttons, its clock, the network's part, and what the result says."""

import csv

import numpy as np
import pytest
from generated import make_dataset
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QTabWidget, QWidget

from fashion_gui.core.protocol import Failed, Predicted
from fashion_gui.ui.confusion_matrix import WHOLE
from fashion_gui.ui.duel_matrices import NETWORK, YOU
from fashion_gui.ui.duel_panel import GAME, INVITATION, RESULT, WAITING, DuelPanel
from fashion_gui.ui.engine_client import EngineState
from fashion_gui.ui.language import name_of, set_language
from fashion_gui.ui.study import TEST, TRAIN

pytestmark = pytest.mark.usefixtures("set_theme")


class FakeEngine(QObject):
    """Keeps the tiles that it is asked about."""

    predicted = Signal(Predicted)
    failed = Signal(Failed)
    state_changed = Signal(EngineState)

    def __init__(self):
        super().__init__()
        self.asked = []
        self.running = True

    def can_answer(self):
        return self.running

    def predict(self, tiles, *, network="current"):
        assert network == "current"
        self.asked.append(tiles)
        return len(self.asked)

    def answer(self, said, *, number=0):
        """The last question, or that `number`, with the classes `said`."""
        probabilities = np.eye(10, dtype=np.float32)[said]
        self.predicted.emit(Predicted(number or len(self.asked), probabilities.tobytes(), 1))

    def refuse(self, code="no_network"):
        self.failed.emit(Failed(len(self.asked), "", code, {}, ""))


class Clock:
    """Seconds that pass only when told to."""

    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def engine(qapp):
    return FakeEngine()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def panel(qtbot, engine, clock, random, small_dataset):
    panel = DuelPanel(engine, generator=random, clock=clock)
    qtbot.addWidget(panel)
    panel.resize(658, 470)
    panel.show_data(small_dataset)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    return panel


def press(panel, label):
    QTest.keyClick(panel.window(), Qt.Key.Key_0 + int(label))


def right_classes(panel):
    return panel.dataset.test_labels[panel._duel.pictures].astype(int)


def play(panel, engine, yours, networks):
    """A whole game; `yours` and `networks` give the answers from the right ones, int64 (20,)."""
    panel.begin()
    right = right_classes(panel)
    engine.answer(networks(right))
    for label in yours(right):
        press(panel, label)


def wrong_at(*places):
    """Right answers, but the next class at these places."""
    return lambda right: np.where(np.isin(np.arange(len(right)), places), (right + 1) % 10, right)


def texts(widget):
    """All that a user can read in the labels."""
    return " | ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def key_through(widget, target):
    """Tab until `target` has the focus."""
    for _ in range(60):
        if target.hasFocus():
            return
        QTest.keyClick(widget.focusWidget() or widget, Qt.Key.Key_Tab)
    raise AssertionError("never reached")


# --- before the game --------------------------------------------------------------------------------------------------


def test_without_data_it_says_so_and_nothing_is_asked(qtbot, engine):
    panel = DuelPanel(engine)
    qtbot.addWidget(panel)
    with qtbot.waitExposed(panel):
        panel.show()
    assert "as soon as Fashion-MNIST is found" in texts(panel)
    assert not panel.invitation.start.isEnabled()
    panel.begin()
    assert (panel.page(), engine.asked) == (INVITATION, [])


def test_the_invitation_shows_the_ten_names_with_training_pictures_and_the_human_score(panel, small_dataset):
    assert panel.page() == INVITATION
    tiles = panel.invitation.examples.tiles()
    assert [tile.caption for tile in tiles] == [f"{label}  {name_of(label)}" for label in range(10)]
    for label, tile in enumerate(tiles):
        assert small_dataset.train_labels[tile.index] == label
        np.testing.assert_array_equal(tile.tile, small_dataset.train_images[tile.index])
    assert "83.5 %" in texts(panel)
    assert "github.com/zalandoresearch/fashion-mnist" in texts(panel)


def test_an_example_can_be_opened(panel, qtbot):
    examples = panel.invitation.examples
    with qtbot.waitSignal(panel.tile_opened) as opened:
        examples.tile_opened.emit(examples.tiles()[3].index)
    assert opened.args == [TRAIN, 3]


def test_without_a_network_it_says_what_to_do_and_begins_when_there_is_one(panel, engine):
    engine.refuse()
    assert "no network yet" in texts(panel)
    assert not panel.invitation.start.isEnabled()
    panel.follow_network()
    engine.answer([0])
    assert "no network yet" not in texts(panel)
    panel.invitation.start.click()
    assert panel.page() == GAME


# --- the game ---------------------------------------------------------------------------------------------------------


def test_keys_answer(panel, engine):
    panel.invitation.start.click()
    for label in range(10):
        press(panel, label)
    assert panel._duel.answers == list(range(10))
    assert panel.game._progress.text() == "Picture 11 of 20"


def test_buttons_answer_and_keys_go_on_working(panel):
    panel.begin()
    for button in panel.game._buttons:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert panel._duel.answers == list(range(10))
    press(panel, 7)
    assert panel._duel.answers[-1] == 7


def test_each_picture_is_shown_without_its_class_and_the_network_gets_the_same(panel, engine, small_dataset):
    panel.begin()
    engine.answer(np.zeros(20, int))
    for place in panel._duel.pictures:
        np.testing.assert_array_equal(panel.game._picture._tile, small_dataset.test_images[place])
        right = name_of(int(small_dataset.test_labels[place]))
        shown = texts(panel) + panel.game._picture.accessibleName() + panel.game._picture.toolTip()
        assert right not in shown
        press(panel, 0)
    np.testing.assert_array_equal(engine.asked[-1], small_dataset.test_images[panel._duel.pictures])


def test_a_key_that_is_held_down_names_one_picture(panel):
    panel.begin()
    keys = panel.game.findChildren(QShortcut)
    assert len(keys) == 11
    assert not any(key.autoRepeat() for key in keys)


def test_an_answer_can_be_taken_back(panel, clock):
    panel.begin()
    assert not panel.game._back.isVisible()
    clock.now += 3
    press(panel, 4)
    assert panel.game._back.text() == f"Take back: {name_of(4)}"
    clock.now += 2
    QTest.keyClick(panel.window(), Qt.Key.Key_Backspace)
    assert panel._duel.answers == []
    assert panel.game._progress.text() == "Picture 1 of 20"
    assert panel.game._time.text() == "0:05"
    clock.now += 1
    press(panel, 6)
    panel.game._back.click()
    press(panel, 7)
    assert (panel._duel.answers, panel._duel.seconds) == ([7], [6.0])
    QTest.keyClick(panel.window(), Qt.Key.Key_Backspace)
    QTest.keyClick(panel.window(), Qt.Key.Key_Backspace)  # there is nothing before the first
    assert panel._duel.answers == []


def test_the_clock_is_shown_and_counted_without_breaks(panel, clock):
    panel.begin()
    clock.now += 61
    panel.game._show_time()
    assert panel.game._time.text() == "1:01"
    panel.game._pause.click()
    assert panel.game._picture._tile is None
    assert "clock stands still" in texts(panel)
    clock.now += 1000
    press(panel, 3)  # nothing is named in a break
    assert panel._duel.answers == []
    panel.game._pause.click()
    clock.now += 2
    press(panel, 3)
    assert panel._duel.seconds == [63.0]
    assert panel.game._time.text() == "1:03"


def test_the_clock_ticks_by_itself(panel, clock, qtbot):
    panel.begin()
    clock.now += 5
    qtbot.waitUntil(lambda: panel.game._time.text() == "0:05")


def test_the_clock_stands_still_while_another_tab_is_on_show(qtbot, engine, clock, small_dataset):
    tabs, panel = QTabWidget(), DuelPanel(engine, clock=clock)
    qtbot.addWidget(tabs)
    tabs.addTab(panel, "Duel")
    tabs.addTab(QWidget(), "other")
    panel.show_data(small_dataset)
    with qtbot.waitExposed(tabs):
        tabs.show()
    tabs.activateWindow()
    qtbot.waitUntil(tabs.isActiveWindow)
    panel.begin()
    clock.now += 4
    tabs.setCurrentIndex(1)
    assert not panel.game._timer.isActive()
    clock.now += 500
    press(panel, 5)  # belongs to the other tab
    tabs.setCurrentIndex(0)
    tabs.tabBar().setFocus()
    clock.now += 1
    press(panel, 5)  # the game has it wherever the focus is
    assert (panel._duel.answers, panel._duel.seconds) == ([5], [5.0])


def test_digits_that_are_typed_elsewhere_answer_nothing(qtbot, engine, small_dataset):
    window, field, panel = QWidget(), QLineEdit(), DuelPanel(engine)
    row = QHBoxLayout(window)
    row.addWidget(panel)
    row.addWidget(field)
    qtbot.addWidget(window)
    panel.show_data(small_dataset)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    panel.begin()
    field.setFocus()
    QTest.keyClicks(field, "42")
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert (field.text(), panel._duel.answers) == ("4", [])


def test_ending_early_counts_what_was_answered(panel, engine):
    panel.begin()
    right = right_classes(panel)
    engine.answer(right)
    for label in right[:3]:
        press(panel, label)
    panel.game._end.click()
    assert panel.page() == RESULT
    assert [label.text() for label in panel.result._scores] == ["3 of 3", "3 of 3"]
    panel.result._again.click()
    panel.game._end.click()  # before any answer
    assert panel.page() == INVITATION


def test_other_data_end_the_game(panel):
    panel.begin()
    panel.show_data(make_dataset(test_count=7))
    assert (panel.page(), panel._duel) == (INVITATION, None)
    panel.begin()
    assert panel.game._progress.text() == "Picture 1 of 7"


def test_another_language_in_the_middle_keeps_the_game(panel, clock, qtbot):
    panel.begin()
    press(panel, 1)
    press(panel, 2)
    picture, pictures = panel.game._picture._tile, panel._duel.pictures
    clock.now += 9
    set_language("ru")
    qtbot.waitUntil(lambda: panel.game._buttons[1].text() == "1   брюки")
    assert "3" in panel.game._progress.text()
    assert panel._duel.pictures is pictures
    assert panel._duel.answers == [1, 2]
    assert panel.game._picture._tile is picture
    press(panel, 3)
    assert panel._duel.seconds == [0.0, 0.0, 9.0]


# --- the network's part -----------------------------------------------------------------------------------------------


def test_the_result_waits_for_the_network(panel, engine):
    panel.begin()
    asked = len(engine.asked)
    right = right_classes(panel)
    for label in right:
        press(panel, label)
    assert panel.page() == WAITING
    assert len(engine.asked) == asked  # it is on its way
    engine.answer(right)
    assert panel.page() == RESULT


def test_a_network_that_changes_in_the_middle_is_asked_anew_and_the_old_answers_do_not_count(panel, engine):
    panel.begin()
    right, first = right_classes(panel), len(engine.asked)
    press(panel, right[0])
    panel.follow_network()
    engine.answer((right + 1) % 10, number=first)  # of the network before: too late
    for label in right[1:]:
        press(panel, label)
    assert panel.page() == WAITING
    engine.answer(wrong_at(0, 1)(right))
    assert panel.result._scores[NETWORK].text() == "18 of 20"


def test_answers_about_the_game_before_do_not_count(panel, engine):
    panel.begin()
    before = len(engine.asked)
    engine.running = False
    panel.begin()
    engine.answer(np.zeros(20, int), number=before)
    for label in right_classes(panel):
        press(panel, label)
    assert panel.page() == WAITING


def test_the_result_follows_the_network_and_says_so(panel, engine):
    play(panel, engine, wrong_at(0), wrong_at(3))
    assert "has changed" not in texts(panel.result)
    panel.result.pictures.show_kind(everything=True)
    panel.follow_network()
    assert panel.page() == RESULT
    right = right_classes(panel)
    engine.answer(wrong_at(3)(right))  # the same: nothing to tell
    assert "has changed" not in texts(panel.result)
    panel.follow_network()
    engine.answer(wrong_at(0, 3, 4)(right))
    assert [label.text() for label in panel.result._scores] == ["19 of 20", "17 of 20"]
    assert "The network has changed since you played." in texts(panel.result)
    assert len(panel.result.pictures.places()) == 20  # what was chosen stays


def test_a_hidden_tab_asks_nothing_until_it_is_seen(panel, engine):
    play(panel, engine, wrong_at(), wrong_at())
    panel.hide()
    asked = len(engine.asked)
    panel.follow_network()
    assert len(engine.asked) == asked
    panel.show()
    assert len(engine.asked) == asked + 1


def test_no_network_in_the_end_is_told_and_asked_again_when_there_is_one(panel, engine):
    panel.begin()
    engine.refuse()
    right = right_classes(panel)
    for label in right:
        press(panel, label)
    engine.refuse()
    assert "no network yet" in texts(panel)
    panel.follow_network()
    engine.answer(right)
    assert panel.page() == RESULT


def test_an_engine_that_dies_is_asked_again(panel, engine):
    panel.begin()
    right = right_classes(panel)
    for label in right:
        press(panel, label)
    engine.running = False
    engine.state_changed.emit(EngineState.FAILED)
    engine.state_changed.emit(EngineState.STARTING)
    asked = len(engine.asked)
    engine.running = True
    engine.state_changed.emit(EngineState.READY)
    assert len(engine.asked) == asked + 1
    engine.answer(right)
    assert panel.page() == RESULT


# --- the result -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("yours", "networks", "verdict", "fair"),
    [
        (wrong_at(0), wrong_at(1, 2, 3), "you were right more often", "you 3, the network 1."),
        (wrong_at(1, 2, 3), wrong_at(0), "the network was right more often", "you 1, the network 3."),
        (wrong_at(0), wrong_at(5), "A draw", "you 1, the network 1."),
        (wrong_at(2), wrong_at(2), "A draw", "no picture that only one of you"),
    ],
)
def test_the_sentences_are_right_for_a_win_a_loss_and_a_draw(panel, engine, yours, networks, verdict, fair):
    play(panel, engine, yours, networks)
    assert verdict in panel.result._verdict.text()
    assert fair in panel.result._fair.text()
    assert ("% of games" in panel.result._fair.text()) == ("more often" in verdict)


def test_chance_is_named_where_it_may_be_and_not_where_it_is_rare(panel, engine):
    play(panel, engine, wrong_at(0), wrong_at(1, 2, 3))
    assert "in 62 % of games: the difference may well be chance." in panel.result._fair.text()  # 0.625
    play(panel, engine, wrong_at(), wrong_at(*range(8)))
    assert "in 0.8 % of games: that is rare" in panel.result._fair.text()  # 2 / 256


def test_both_scores_with_their_ranges_the_time_and_the_human_score(panel, engine, clock):
    panel.begin()
    right = right_classes(panel)
    engine.answer(wrong_at(4)(right))
    for label in wrong_at(1, 2, 3, 4)(right):
        clock.now += 3
        press(panel, label)
    assert [label.text() for label in panel.result._scores] == ["16 of 20", "19 of 20"]
    assert panel.result._ranges[YOU].text() == "80 % (58 to 92)"  # Wilson's interval of 16 of 20
    about = panel.result._about
    assert about.text() == "You took 1:00, 3.0 s a picture. Same answer: 17 of 20. People: 83.5\N{NO-BREAK SPACE}%."
    assert "github.com/zalandoresearch/fashion-mnist" in about.toolTip()


def test_the_pictures_on_which_the_two_differ(panel, engine, qtbot, small_dataset):
    play(panel, engine, wrong_at(1, 6), wrong_at(6, 9))
    pictures, grid = panel.result.pictures, panel.result.pictures.grid
    assert pictures.places() == [1, 9]
    place = int(panel._duel.pictures[9])
    assert grid.tiles()[1].index == place
    right, given = right_classes(panel)[9], (right_classes(panel)[9] + 1) % 10
    assert grid.tiles()[1].lines == (
        (f"you: {name_of(right)}", True),
        (f"network: {name_of(given)}", False),
        (f"right: {name_of(right)}", None),
    )
    assert grid.hasFocus()
    QTest.keyClick(grid, Qt.Key.Key_Right)
    with qtbot.waitSignal(panel.why_requested) as asked:
        QTest.keyClick(grid, Qt.Key.Key_Return)
    subject = asked.args[0]
    assert (subject.set_name, subject.index, subject.label) == (TEST, place, right)
    np.testing.assert_array_equal(subject.tile, small_dataset.test_images[place])
    with qtbot.waitSignal(panel.tile_opened) as opened:
        pictures._numbers.click()
    assert opened.args == [TEST, place]


def test_a_double_click_asks_why_and_a_click_only_chooses(panel, engine, qtbot):
    play(panel, engine, wrong_at(1, 6), wrong_at())
    grid = panel.result.pictures.grid
    where = grid.visualRect(grid.model().index(1, 0)).center()
    with qtbot.assertNotEmitted(panel.why_requested):
        QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert grid.chosen() == int(panel._duel.pictures[6])
    with qtbot.waitSignal(panel.why_requested) as asked:
        QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert asked.args[0].index == int(panel._duel.pictures[6])


def test_without_a_difference_all_are_shown(panel, engine):
    play(panel, engine, wrong_at(), wrong_at())
    assert len(panel.result.pictures.places()) == 20
    panel.result.pictures._differing.click()
    assert panel.result.pictures.places() == []
    assert "the same answer to every picture" in texts(panel.result)
    assert not panel.result.pictures._why.isEnabled()


def test_both_matrices_with_a_sentence_and_a_cell_that_opens(panel, engine):
    play(panel, engine, wrong_at(1, 6), wrong_at(9))
    right = right_classes(panel)
    yours, networks = panel.result.matrices.matrices
    panel.result.views.show_view(panel.result.matrices)
    assert (int(yours._counts.trace()), int(networks._counts.trace())) == (18, 19)
    given = (right[9] + 1) % 10
    assert networks.sentence() == f"Mistakes: 1. {name_of(right[9])} → {name_of(given)}"
    assert yours.sentence().startswith("Mistakes: 2. ")
    assert all(text in texts(panel.result) for text in (yours.sentence(), networks.sentence()))
    networks.cell_opened.emit(int(right[9]), int(given))
    assert panel.result.views.current().widget is panel.result.pictures
    assert panel.result.pictures.places() == [9]
    assert panel.result.pictures._which.text() == (
        f"The network's answers: {networks.cell_text((int(right[9]), int(given)))}"
    )
    panel.result.pictures._differing.click()
    assert panel.result.pictures.places() == [1, 6, 9]


def test_a_row_opens_all_pictures_of_the_class_and_an_empty_cell_nothing(panel, engine):
    play(panel, engine, wrong_at(), wrong_at())
    right = right_classes(panel)
    result = panel.result
    result.views.show_view(result.matrices)
    result.matrices.matrices[YOU].cell_opened.emit(2, 5)
    assert result.views.current().widget is result.matrices
    result.matrices.matrices[YOU].cell_opened.emit(2, WHOLE)
    assert result.pictures.places() == np.flatnonzero(right == 2).tolist()


def test_the_tables_can_be_saved(panel, engine, clock, tmp_path):
    panel.begin()
    right = right_classes(panel)
    engine.answer(right)
    for label in wrong_at(0)(right):
        clock.now += 1.5
        press(panel, label)
    path = tmp_path / "pictures.csv"
    panel.result.pictures.exports.save(path)
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0] == ["picture", "right class", "you", "the network", "your seconds"]
    wrong = name_of((right[0] + 1) % 10)
    assert rows[1:] == [[str(panel._duel.pictures[0]), name_of(right[0]), wrong, name_of(right[0]), "1.5"]]
    panel.result.matrices.matrices[YOU].exports.save(path)
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[1 + right[0]][1 + (right[0] + 1) % 10] == "1"
    assert rows[1][9] == "0"  # empty on the screen only
    for name in ("pictures.png", "pictures.svg"):
        panel.result.pictures.exports.save(tmp_path / name)
        assert (tmp_path / name).stat().st_size > 1000


def test_playing_again_brings_other_pictures(panel, engine):
    play(panel, engine, wrong_at(), wrong_at())
    first = set(panel._duel.pictures.tolist())
    panel.result._again.click()
    assert panel.page() == GAME
    assert panel.game._progress.text() == "Picture 1 of 20"
    assert not first & set(panel._duel.pictures.tolist())
    panel.begin()  # of 50 pictures, 10 have not come: it starts over
    assert len(set(panel._duel.pictures.tolist())) == 20


def test_a_whole_game_by_keyboard(panel, engine, qtbot):
    key_through(panel, panel.invitation.start)
    QTest.keyClick(panel.invitation.start, Qt.Key.Key_Space)
    right = right_classes(panel)
    engine.answer(wrong_at(3)(right))
    key_through(panel, panel.game._pause)
    QTest.keyClick(panel.game._pause, Qt.Key.Key_Space)
    assert panel.game.is_paused()
    key_through(panel, panel.game._pause)
    QTest.keyClick(panel.game._pause, Qt.Key.Key_Space)
    for label in right:
        press(panel, label)
    pictures = panel.result.pictures
    assert pictures.grid.hasFocus()
    for button in (pictures._differing, pictures._why, pictures._numbers, panel.result._again):
        key_through(panel, button)
    key_through(panel, panel.result.views._group.checkedButton())
    QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Right)
    assert panel.result.views.current().widget is panel.result.matrices
    matrix = panel.result.matrices.matrices[NETWORK]
    key_through(panel, matrix)
    QTest.keyClick(matrix, Qt.Key.Key_Return)
    assert panel.result.views.current().widget is pictures
    assert pictures.grid.hasFocus()


# --- looks ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ru"])
def test_it_fits_into_the_smallest_window_even_after_a_large_one(panel, engine, language):
    set_language(language)
    panel.resize(1200, 900)
    panel.begin()
    engine.answer(right_classes(panel))
    panel.grab()
    for label in right_classes(panel):
        press(panel, label)
    for view in panel.result.views.views():
        panel.result.views.show_view(view.widget)
        panel.grab()
        size = panel.minimumSizeHint()
        assert (size.width() <= 688, size.height() <= 500) == (True, True)


def test_everything_has_a_name_for_screen_readers(panel, engine):
    panel.begin()
    for button in panel.game._buttons:
        assert "key" in button.accessibleName()
    play(panel, engine, wrong_at(2), wrong_at())
    assert "differ: 1" in panel.result.pictures.grid.accessibleDescription()
    for matrix in panel.result.matrices.matrices:
        assert "Mistake" in matrix.accessibleDescription() or "mistake" in matrix.accessibleDescription()
    nameless = [button for button in panel.findChildren(QPushButton) if not (button.text() or button.accessibleName())]
    assert nameless == []
