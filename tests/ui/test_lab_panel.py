"""The break-it lab: what it asks, in what order, and what it shows."""

import numpy as np
import pytest
from generated import make_dataset
from lab_fakes import FakeEngine, last
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from fashion_gui.core.disturbance import RANGES, SLIDERS, UNCHANGED, Disturbance
from fashion_gui.core.protocol import Failed
from fashion_gui.core.questions import Disturb, Disturbed, Sweep
from fashion_gui.ui import lab_chart, lab_inquiry
from fashion_gui.ui.disturbance_texts import slider_name, training_parts, value_text
from fashion_gui.ui.engine_client import EngineState
from fashion_gui.ui.lab_answers import LabAnswers
from fashion_gui.ui.lab_chart import crossings, swept_values
from fashion_gui.ui.lab_panel import LabPanel
from fashion_gui.ui.language import set_language
from fashion_gui.ui.study import TEST


@pytest.fixture
def dataset():
    return make_dataset(test_count=60)


@pytest.fixture
def engine(dataset):
    return FakeEngine(dataset)


@pytest.fixture
def empty_panel(qtbot, engine, monkeypatch, set_theme):
    monkeypatch.setattr(lab_inquiry, "_REST_MS", 0)
    monkeypatch.setattr(lab_chart, "_REDRAW_MS", 0)
    panel = LabPanel(engine)
    qtbot.addWidget(panel)
    panel._timer.setInterval(0)
    panel.resize(944, 700)
    panel.show()
    return panel


@pytest.fixture
def panel(empty_panel, dataset, engine):
    empty_panel.show_data(dataset)
    engine.answer_all()
    return empty_panel


def texts(panel):
    return [label.text() for label in panel.findChildren(QLabel) if label.text()]


def button(panel, text):
    return next(found for found in panel.findChildren(QAbstractButton) if found.text() == text)


def move(panel, name, number):
    panel.sliders.sliders[name].set_number(number)


def wait_shown(qtbot, panel):
    qtbot.waitUntil(lambda: not panel._is_behind)


# --- asking ----------------------------------------------------------------------------------------------------------


def test_says_what_is_missing(empty_panel, dataset, engine):
    assert "The lab opens once Fashion-MNIST is found." in texts(empty_panel)
    assert "The curve appears when a network answers." in texts(empty_panel)
    assert not empty_panel.sliders.isEnabled()
    assert engine.asked == []
    empty_panel.show_data(dataset)
    assert "Waiting for the network's answers…" in texts(empty_panel)
    assert empty_panel.sliders.isEnabled()
    engine.refused.emit(Failed(1, "", "no_network", {}, ""))
    assert "—" in texts(empty_panel)
    assert "Waiting for the network's answers…" not in texts(empty_panel)


def test_asks_only_while_somebody_looks(qtbot, empty_panel, dataset, engine):
    empty_panel.hide()
    empty_panel.show_data(dataset)
    assert engine.asked == []
    empty_panel.show()
    assert [question.disturbance for question in engine.all(Disturb)] == [UNCHANGED]


def test_at_rest_one_question_is_enough(panel, engine):
    assert [question.disturbance for question in engine.all(Disturb)] == [UNCHANGED]


def test_a_drag_is_answered_with_the_newest_wish(panel, engine):
    before = len(engine.all(Disturb))
    for number in (1.0, 2.0, 3.0):
        move(panel, "shift_x", number)
    assert [question.disturbance.shift_x for question in engine.all(Disturb)[before:]] == [1.0]
    engine.answer(last(engine))
    assert last(engine).disturbance == Disturbance(shift_x=3.0)
    engine.answer(last(engine))
    assert last(engine).disturbance == Disturbance(shift_x=3.0)


def test_a_part_is_enough_to_go_on_with_a_drag(panel, engine):
    move(panel, "turn", 20.0)
    first = last(engine)
    engine.answer(first, count=20)
    assert last(engine) == first  # the rest of it comes by itself
    move(panel, "turn", 40.0)
    assert last(engine).disturbance == Disturbance(turn=40.0)


def test_another_network_is_asked_about_both(panel, engine):
    move(panel, "blur", 1.0)
    engine.answer_all()
    count = len(engine.all(Disturb))
    panel.follow_network()
    engine.answer_all()
    assert [question.disturbance for question in engine.all(Disturb)[count:]] == [Disturbance(blur=1.0), UNCHANGED]


def test_while_epochs_are_dragged_both_are_kept_up(panel, engine):
    move(panel, "blur", 1.0)
    engine.answer_all()
    count = len(engine.all(Disturb))
    for _ in range(6):
        panel.follow_network()
        engine.answer(last(engine))
    asked = [question.disturbance == UNCHANGED for question in engine.all(Disturb)[count:]]
    assert asked.count(True) >= 3
    assert asked.count(False) >= 3


def test_undisturbed_answers_are_completed_after_the_drag(empty_panel, dataset, engine):
    empty_panel.show_data(dataset)
    engine.answer(last(engine), count=20)  # a slow network
    move(empty_panel, "blur", 1.0)
    assert last(engine).disturbance == Disturbance(blur=1.0)
    engine.answer(last(engine))
    assert last(engine).disturbance == UNCHANGED
    engine.answer(last(engine))
    assert len(engine.all(Disturb)) == 3


def test_after_a_failure_of_the_engine_it_asks_again(panel, engine):
    move(panel, "noise", 20.0)
    engine.state_changed.emit(EngineState.FAILED)
    panel.follow_network()
    assert last(engine).disturbance == Disturbance(noise=20.0)
    engine.answer_all()
    assert len(engine.all(Disturb)) == 4


def test_answers_about_another_data_set_are_not_shown(empty_panel, dataset, engine):
    empty_panel.show_data(make_dataset(test_count=50))
    engine.answer(last(engine))  # about 60 pictures
    assert "—" in texts(empty_panel)


# --- what it shows ---------------------------------------------------------------------------------------------------


def test_numbers_follow(qtbot, panel, engine):
    assert "1.000" in texts(panel)
    move(panel, "shift_x", 3.0)
    engine.answer(last(engine), count=30)
    wait_shown(qtbot, panel)
    shown = texts(panel)
    assert {"0.100", "of all right, undisturbed 1.000", "Called most often: Bag, 100 % of all"} <= set(shown)
    assert "So far from the first 30 of 60 test pictures" in shown
    engine.answer(last(engine))
    wait_shown(qtbot, panel)
    assert "From all 60 test pictures" in texts(panel)
    table = panel.bars.cells()
    assert table[1] == ["T-shirt/top", "0.0000", "1.0000"]
    assert table[9] == ["Bag", "1.0000", "1.0000"]
    assert "Bag 100" in panel.bars.accessibleDescription()


def test_ten_pictures_and_their_answers(qtbot, panel, engine, dataset):
    move(panel, "shift_x", 3.0)
    engine.answer(last(engine))
    wait_shown(qtbot, panel)
    tiles = panel.pictures.tiles()
    assert [tile.caption for tile in tiles] == ["Bag"] * 10
    assert [tile.right for tile in tiles] == [label == 8 for label in dataset.test_labels[:10]]
    with qtbot.waitSignal(panel.tile_opened) as opened:
        panel.pictures.tile_opened.emit(3)
    assert opened.args == [TEST, 3]


def test_old_numbers_stay_until_new_ones_come(panel, engine):
    panel.follow_network()
    assert "1.000" in texts(panel)


def test_updates_are_told(qtbot, panel, engine):
    move(panel, "noise", 50.0)
    with qtbot.waitSignal(panel.updated) as told:
        engine.answer(last(engine))
    assert told.args == [Disturbance(noise=50.0)]


# --- sliders ---------------------------------------------------------------------------------------------------------


def test_each_slider_says_its_value_and_can_be_reset(qtbot, panel):
    for name, slider in panel.sliders.sliders.items():
        slider.setValue(slider.maximum())
        assert getattr(panel.sliders.disturbance(), name) == RANGES[name][1]
        text = value_text(name, RANGES[name][1])
        assert text in texts(panel)
        assert text in slider.accessibleDescription()
        reset = panel.sliders._resets[name]
        assert reset.isEnabled()
        reset.setFocus()
        reset.click()
        assert panel.sliders.disturbance() == UNCHANGED
        assert not reset.isEnabled()
        assert slider.hasFocus()


def test_slider_by_keyboard_and_mouse(panel):
    slider = panel.sliders.sliders["shift_x"]
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert panel.sliders.disturbance() == Disturbance(shift_x=0.5)
    QTest.keyClick(slider, Qt.Key.Key_Home)
    assert panel.sliders.disturbance() == Disturbance(shift_x=-10.0)
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() // 2, slider.height() // 2))
    assert abs(panel.sliders.disturbance().shift_x) <= 0.5
    QTest.mouseMove(slider, QPoint(slider.width(), slider.height() // 2))
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width(), slider.height() // 2))
    assert not slider.isSliderDown()


def test_switches(panel):
    panel.sliders.boxes["invert"].click()
    assert panel.sliders.disturbance() == Disturbance(invert=1.0)
    assert panel.chart.slider == "invert"


def test_examples_and_reset(panel):
    actions = {action.text(): action for action in panel.sliders.examples.menu().actions()}
    actions["White background (not inverted)"].trigger()
    assert panel.sliders.disturbance() == Disturbance(invert=1.0)
    actions["Half as large"].trigger()
    assert panel.sliders.disturbance() == Disturbance(size=0.5)
    assert panel.chart.slider == "size"
    button(panel, "Reset all").click()
    assert panel.sliders.disturbance() == UNCHANGED
    assert panel.chart.slider == "size"


def test_train_with_this(qtbot, panel):
    train = button(panel, "Train with this")
    assert not train.isEnabled()
    move(panel, "turn", 20.0)
    with qtbot.waitSignal(panel.train_with) as asked:
        train.click()
    assert asked.args == [Disturbance(turn=20.0)]


def test_everything_is_reached_by_keyboard_and_named(panel):
    move(panel, "turn", 20.0)
    reached, widget = set(), panel.sliders.sliders["shift_x"]
    for _ in range(60):
        reached.add(widget)
        widget = widget.nextInFocusChain()
    for wanted in (
        *panel.sliders.sliders.values(),
        *panel.sliders.boxes.values(),
        *panel.findChildren(QAbstractButton),
        panel.bars,
        panel.pictures,
        panel.chart,
    ):
        assert wanted in reached
        assert wanted.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert wanted.accessibleName() or wanted.text()


# --- the curve -------------------------------------------------------------------------------------------------------


def test_the_curve_of_the_slider_that_was_moved(qtbot, panel, engine):
    qtbot.waitUntil(lambda: len(engine.all(Sweep)) > 0)
    assert last(engine, Sweep).slider == "shift_x"
    move(panel, "turn", 40.0)
    panel.sliders.boxes["mirror"].click()
    move(panel, "turn", 60.0)
    qtbot.waitUntil(lambda: last(engine, Sweep).slider == "turn")
    asked = last(engine, Sweep)
    assert asked.disturbance == Disturbance(mirror=1.0)  # its own place does not matter
    assert asked.values == swept_values("turn")
    assert "Accuracy against: turn" in texts(panel)
    engine.answer(last(engine))
    engine.answer_all()
    assert panel.chart.mark() == (60.0, pytest.approx(0.1))
    engine.sweep(asked, [0.1])
    assert panel.chart.sentence().startswith("Being measured…")
    accuracies = [0.9 if abs(value) < 30 else 0.1 for value in asked.values]
    engine.sweep(asked, accuracies)
    qtbot.waitUntil(lambda: "Falls below one half at −30° and at +30°." in panel.chart.sentence())
    assert "Now, at +60°: 0.100." in panel.chart.sentence()
    assert panel.chart.cells()[1] == ["-180", "0.1000"]
    count = len(engine.all(Sweep))
    move(panel, "turn", 20.0)
    qtbot.wait(20)
    assert len(engine.all(Sweep)) == count  # the same curve
    panel.follow_network()
    qtbot.waitUntil(lambda: len(engine.all(Sweep)) == count + 1)


def test_back_to_a_slider_its_curve_is_asked_again(qtbot, panel, engine):
    for name in ("blur", "noise", "blur"):
        move(panel, name, RANGES[name][1])
        move(panel, name, RANGES[name][0])
        qtbot.waitUntil(lambda name=name: len(engine.all(Sweep)) > 0 and last(engine, Sweep).slider == name)


@pytest.mark.parametrize(
    ("slider", "accuracies", "sentence"),
    [
        ("noise", lambda value: 0.8, "Never falls below one half."),
        ("noise", lambda value: 0.8 - value / 100, "Falls below one half at 30."),
        ("noise", lambda value: 0.3, "Below one half even where this slider is at rest."),
        ("invert", lambda value: 0.9 - 0.8 * value, "Switched off 0.900, switched on 0.100."),
        ("size", lambda value: 0.9 if value > 0.65 else 0.1, "Falls below one half at 65 %."),
    ],
)
def test_sentences(qtbot, panel, engine, slider, accuracies, sentence):
    panel.sliders.choose(Disturbance(**{slider: RANGES[slider][1]}))
    qtbot.waitUntil(lambda: len(engine.all(Sweep)) > 0 and last(engine, Sweep).slider == slider)
    asked = last(engine, Sweep)
    engine.sweep(asked, [accuracies(value) for value in asked.values], pictures=1000)
    qtbot.waitUntil(lambda: panel.chart.sentence().startswith(sentence))
    assert panel.chart.sentence().endswith("Measured with 1\u202f000 pictures.")
    assert panel.chart.accessibleDescription() == panel.chart.sentence()


def test_crossings():
    values = [-2.0, -1.0, 0.0, 1.0, 2.0]
    assert crossings(values, [0.0, 0.4, 0.9, 0.7, 0.1], 0.0) == [pytest.approx(-0.8), pytest.approx(4 / 3)]
    assert crossings(values, [0.6, 0.6, 0.9, 0.7, 0.5], 0.0) == []
    assert crossings(values, [0.9, 0.1, 0.9, 0.1, 0.9], 0.0) == [-0.5, 0.5]


def test_swept_values_reach_from_end_to_end_and_rest():
    for slider in SLIDERS:
        values = swept_values(slider)
        assert (values[0], values[-1]) == RANGES[slider][:2]
        assert getattr(UNCHANGED, slider) in values


def test_the_mark_is_drawn_where_the_slider_stands(qtbot, panel, engine):
    qtbot.waitUntil(lambda: panel.chart._is_measured)
    qtbot.waitUntil(lambda: panel.chart._axes is not None)

    def reds():
        image = panel.chart.grab().toImage()
        row = image.height() // 4
        return [
            x for x in range(image.width()) if image.pixelColor(x, row).red() > image.pixelColor(x, row).blue() + 90
        ]

    middle = reds()
    move(panel, "shift_x", 10.0)
    right = reds()
    assert middle
    assert right
    assert min(right) > max(middle) + 50


# --- words -----------------------------------------------------------------------------------------------------------


def test_values_have_their_units():
    assert value_text("shift_x", -2.5) == "−2.5 px"
    assert value_text("size", 0.85) == "85 %"
    assert value_text("turn", 20.0) == "+20°"
    assert value_text("noise", 40.0) == "40"


def test_what_a_training_makes_of_it():
    assert training_parts(UNCHANGED) == []
    assert training_parts(Disturbance(shift_x=-3.0, size=0.7, turn=20.0, mirror=1.0, noise=10.0)) == [
        "shifted by up to ±3 px across",
        "size between 100 % and 70 %",
        "turned by up to ±20°",
        "every second one mirrored",
        "noise up to 10",
    ]


def test_language_and_theme_switch_while_shown(qtbot, panel, engine, set_theme):
    move(panel, "turn", 20.0)
    engine.answer_all()
    wait_shown(qtbot, panel)
    set_language("ru")
    QApplication.processEvents()
    assert [tile.caption for tile in panel.pictures.tiles()] == ["сумка"] * 10
    assert slider_name("turn") in texts(panel)
    pixels = []
    for scheme in ("light", "dark"):
        set_theme(scheme)
        pixels.append(panel.grab().toImage().pixelColor(30, 15).lightness())
    assert pixels[0] > 200 > 60 > pixels[1]


@pytest.mark.parametrize("size", [(944, 700), (688, 500)])
def test_nothing_is_cut_off(panel, engine, size):
    panel.resize(*size)
    QApplication.processEvents()
    assert panel.minimumSizeHint().width() <= 688
    assert panel.minimumSizeHint().height() <= 500
    for label in panel.findChildren(QLabel):
        if label.isVisible() and not label.wordWrap() and type(label) is QLabel:
            assert label.width() >= label.sizeHint().width(), label.text()


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
