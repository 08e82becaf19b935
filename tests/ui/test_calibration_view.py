"""The reliability diagram, its error, and the switch for the temperature."""

import csv

import numpy as np
import pytest
from asked_engine import AskedEngine
from generated import make_dataset
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from fashion_gui.core.calibration import calibrated, expected_calibration_error, label_temperature
from fashion_gui.core.options import TrainOptions
from fashion_gui.ui.answer_order import Answers
from fashion_gui.ui.calibration_view import CalibrationView
from fashion_gui.ui.engine_client import EngineState
from fashion_gui.ui.language import set_language
from fashion_gui.ui.reliability import BINS, Promise, Reliability

COUNT = 2000
OPTIONS = TrainOptions()  # a fifth of the training set is held back


def answers_of(factor, *, count=COUNT, seed=1):
    """Answers whose logits are `factor` times what would be honest, and labels."""
    random = np.random.default_rng(seed)
    logits = random.normal(0, 1.5, (count, 10))
    honest = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    labels = np.array([random.choice(10, p=row) for row in honest], np.uint8)
    powers = np.exp(factor * logits)
    return (powers / powers.sum(axis=1, keepdims=True)).astype(np.float32), labels


def make_answers(factor=2.0, *, count=COUNT):
    probabilities, labels = answers_of(factor, count=count)
    return Answers.of(np.zeros((count, 28, 28), np.uint8), labels, probabilities)


@pytest.fixture
def dataset():
    return make_dataset(train_count=4000, test_count=50)


@pytest.fixture
def engine(qapp):
    return AskedEngine()


@pytest.fixture
def view(qtbot, engine):
    window = QWidget()
    qtbot.addWidget(window)
    view = CalibrationView(engine, window)
    view.resize(900, 600)
    window.resize(900, 600)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield view
    window.close()


@pytest.fixture
def answered(view, dataset):
    view.show_data(dataset)
    view.show_calibration(None, options=OPTIONS)
    view.show_answers(make_answers())
    return view


def texts(view):
    return [label.text() for label in view.findChildren(QLabel) if label.isVisible() and label.text()]


def says(view, part):
    return any(part in text for text in texts(view))


def answer_pieces(engine, dataset, factor):
    """What the network says of the held-back pictures, piece by piece; the temperature that follows."""
    labels = dataset.train_labels[OPTIONS.training_count(len(dataset.train_labels)) :]
    random = np.random.default_rng(4)
    logits = random.normal(0, 1, (len(labels), 10))
    logits[np.arange(len(labels)), labels] += 1
    powers = np.exp(factor * logits)
    probabilities = (powers / powers.sum(axis=1, keepdims=True)).astype(np.float32)
    done = 0
    while done < len(labels):
        size = len(engine.asked[-1][1])
        engine.answer_tiles(probabilities[done : done + size])
        done += size
    return label_temperature(probabilities, labels)


# --- figures ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("factor", "promise"), [(1.0, Promise.KEPT), (2.0, Promise.TOO_MUCH), (0.5, Promise.TOO_LITTLE)]
)
def test_what_is_promised_and_what_is_kept(factor, promise):
    answers = make_answers(factor)
    found = Reliability.of(answers.probabilities, answers.right)
    confidence = answers.probabilities.max(axis=1)
    assert found.promise() is promise
    assert found.error == pytest.approx(expected_calibration_error(confidence, answers.right, bins=10))
    assert found.confidence == pytest.approx(confidence.mean(), abs=1e-5)
    assert (found.right, found.total) == (answers.right.sum(), COUNT)
    assert found.accuracy == answers.right.mean()


def test_the_bin_to_speak_of_is_most_off_and_not_tiny():
    confidence = np.repeat(np.array([0.15, 0.55, 0.75, 0.95], np.float32), [5, 200, 200, 500])
    right = np.concatenate([np.ones(5), np.arange(200) < 110, np.arange(200) < 130, np.arange(500) < 450]).astype(bool)
    probabilities = np.zeros((len(confidence), 10), np.float32)
    probabilities[:, 0] = confidence
    assert Reliability.of(probabilities, right).telling() == 7  # 75 % promised, 65 % kept; the first has only 5 answers
    assert Reliability.of(probabilities[:5], right[:5]).telling() == 1


# --- what is shown ---------------------------------------------------------------------------------------------------


def test_before_there_are_answers_it_says_so(view):
    assert "Waiting for the network's answers…" in texts(view)
    assert not view.switch.isEnabled()
    assert not view.open.isEnabled()
    assert view.chart.cells()[1:] == []


def test_error_promise_and_sentence(answered):
    answers = make_answers()
    error = expected_calibration_error(answers.probabilities.max(axis=1), answers.right, bins=10)
    assert f"{error:.3f}" in texts(answered)
    assert "▲ promises too much" in texts(answered)
    one = max((one for one in answered.chart._shown.bins if one.count), key=lambda one: abs(one.gap))
    example = f"Of 100 answers that are about {100 * one.confidence:.0f}\u00a0% sure, {100 * one.share:.0f} are right."
    assert f"{example} On the whole this network promises too much." in texts(answered)
    assert answered.chart.accessibleDescription().startswith(example)


@pytest.mark.parametrize(("factor", "text"), [(1.0, "✓ keeps its promises"), (0.5, "▼ promises too little")])
def test_other_networks(view, factor, text):
    view.show_answers(make_answers(factor))
    assert text in texts(view)


def test_no_answers_any_more(answered):
    answered.show_answers(None)
    assert "Waiting for the network's answers…" in texts(answered)
    assert answered.pictures_in(0.9, 1.0).tolist() == []


def test_an_empty_set_has_no_figures(view):
    view.show_answers(make_answers(count=0))
    assert "–" in texts(view)


def test_it_is_drawn_as_the_figures_are(answered, qtbot):
    qtbot.waitUntil(lambda: answered.chart._figure is not None and len(answered.chart._figure.axes) == 2)
    counts, bars = answered.chart._figure.axes
    many = [one for one in answered.chart._shown.bins if one.count >= 20]
    heights = [patch.get_height() for patch in bars.containers[0].patches]
    assert heights == pytest.approx([one.share for one in many])
    assert sum(patch.get_height() for patch in counts.patches) == COUNT
    assert len(bars.get_legend().get_texts()) >= 3


def test_the_table_has_every_bin(answered, tmp_path):
    path = tmp_path / "bins.csv"
    answered.chart.exports.save(path)
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    assert [row[:2] for row in rows[1:]] == [[str(10 * low), f"{10 * low + 10}"] for low in range(10)]
    assert sum(int(row[2]) for row in rows[1:]) == COUNT
    assert sum(int(row[3]) for row in rows[1:]) == make_answers().right.sum()
    assert rows[1][4:] == ["", "", "", ""]


# --- bars that open --------------------------------------------------------------------------------------------------


def opened_pictures(view, answers, low, high):
    confidence = answers.probabilities.max(axis=1)
    expected = np.flatnonzero((confidence > np.float32(low)) & (confidence <= np.float32(high)))
    return view.pictures_in(low, high).tolist() == expected.tolist() and len(expected) > 0


def test_a_click_opens_the_bars_pictures(answered, qtbot):
    with qtbot.waitSignal(answered.bin_opened) as signal:
        qtbot.mouseClick(answered.chart, Qt.MouseButton.LeftButton, pos=answered.chart.column(6).center())
    assert signal.args == [0.6, 0.7]
    assert answered.chart.chosen() == 6
    assert opened_pictures(answered, make_answers(), *signal.args)
    assert says(answered, "60 to 70\u00a0% sure: ")


def test_every_bar_opens_its_own(answered):
    answers = make_answers()
    filled = [place for place, one in enumerate(answered.chart._shown.bins) if one.count]
    assert all(opened_pictures(answered, answers, place / BINS, (place + 1) / BINS) for place in filled)
    assert sum(len(answered.pictures_in(place / BINS, (place + 1) / BINS)) for place in filled) == COUNT


def test_keys_walk_over_the_bars_and_enter_opens(answered, qtbot):
    chart = answered.chart
    qtbot.keyClick(chart, Qt.Key.Key_End)
    assert chart.chosen() == 9
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.chosen() == 9
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.chosen() == 8
    assert chart.accessibleDescription().startswith("80 to 90\u00a0% sure")
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.chosen() == min(place for place, one in enumerate(chart._shown.bins) if one.count)
    qtbot.keyClick(chart, Qt.Key.Key_End)
    with qtbot.waitSignal(answered.bin_opened) as signal:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert signal.args == [0.9, 1.0]
    with qtbot.waitSignal(answered.bin_opened):
        answered.open.click()


def test_a_click_beside_the_bars_opens_nothing(answered, qtbot):
    with qtbot.assertNotEmitted(answered.bin_opened):
        qtbot.mouseClick(answered.chart, Qt.MouseButton.LeftButton, pos=QPoint(5, 100))
        qtbot.mouseClick(answered.chart, Qt.MouseButton.LeftButton, pos=answered.chart.column(0).center())


# --- the temperature -------------------------------------------------------------------------------------------------


def test_the_temperature_of_the_run(answered, engine):
    answered.show_calibration(2.0, options=OPTIONS)
    answered.switch.click()
    answers = make_answers()
    before, after = (
        expected_calibration_error(each.max(axis=1), answers.right, bins=10)
        for each in (answers.probabilities, calibrated(answers.probabilities, 2.0))
    )
    assert after < before / 2
    assert f"{before:.3f} → {after:.3f}" in texts(answered)
    assert "Temperature 2.00" in texts(answered)
    assert says(answered, "Measured when the training ended, on pictures that the network has not learnt from.")
    assert "✓ keeps its promises" in texts(answered)
    assert engine.asked == []
    answered.switch.click()
    assert f"{before:.3f}" in texts(answered)


def test_both_curves_are_drawn(answered, qtbot):
    answered.show_calibration(2.0)
    answered.switch.click()
    qtbot.waitUntil(lambda: answered.chart._figure is not None and len(answered.chart._figure.axes) == 2)
    QApplication.processEvents()
    labels = [text.get_text() for text in answered.chart._figure.axes[1].get_legend().get_texts()]
    assert "without the temperature" in labels


def test_at_the_lower_limit_of_the_run_it_says_why(answered):
    answered.show_calibration(1.0)
    answered.switch.click()
    assert says(answered, "1 is the least that is looked for there")


@pytest.mark.parametrize(("factor", "effect"), [(2.5, "Answers become less sure."), (0.5, "Answers become surer.")])
def test_else_it_is_measured_on_what_was_held_back(answered, engine, dataset, factor, effect):
    answered.switch.click()
    assert says(answered, "It is being measured")
    first = OPTIONS.training_count(4000)
    np.testing.assert_array_equal(engine.asked[0][1], dataset.train_images[first : first + 500])
    expected = answer_pieces(engine, dataset, factor)
    assert len(engine.asked) == 2
    assert answered.temperature() == pytest.approx(expected)
    assert (expected > 1) == (factor > 1)
    assert f"Temperature {expected:.2f}" in texts(answered)
    assert f"{effect} Measured on 800 validation pictures. The test set had no say in it." in texts(answered)


def test_the_same_answers_again_keep_what_was_measured_others_do_not(answered, engine, dataset):
    answered.switch.click()
    measured = answer_pieces(engine, dataset, 2.0)
    asked = len(engine.asked)
    answered.show_answers(make_answers())
    assert answered.temperature() == measured
    assert len(engine.asked) == asked
    answered.show_answers(make_answers(1.5))  # after another epoch
    assert answered.temperature() is None
    assert len(engine.asked) == asked + 1  # the switch is on: measured anew


def test_answers_of_a_network_that_has_learnt_on_do_not_mix(answered, engine, dataset):
    answered.switch.click()
    piece = np.full((500, 10), 0.1)
    engine.answer_tiles(piece, epoch=3)
    engine.answer_tiles(np.full((300, 10), 0.1), epoch=4)
    assert answered.temperature() is None
    assert len(engine.asked) == 3
    assert len(engine.asked[-1][1]) == 500  # from the beginning
    answer_pieces(engine, dataset, 2.0)
    assert answered.temperature() is not None


def test_what_comes_too_late_is_not_taken(answered, engine, dataset):
    answered.switch.click()
    answered.show_calibration(None, options=None)  # another network, of which nothing is known
    engine.answer_tiles(np.full((500, 10), 0.1))
    assert answered.temperature() is None
    assert len(engine.asked) == 1


def test_a_refusal_is_told(answered, engine):
    answered.switch.click()
    engine.refuse("no_network")
    assert "There is no network yet that could answer." in texts(answered)
    assert answered.temperature() is None


def test_an_engine_that_dies_is_asked_again_when_it_is_back(answered, engine, dataset):
    answered.switch.click()
    engine.become(EngineState.FAILED)
    assert says(answered, "The engine is not ready")
    engine.become(EngineState.READY)
    assert len(engine.asked) == 2
    answer_pieces(engine, dataset, 2.0)
    assert answered.temperature() is not None


def test_a_network_from_a_file_has_no_temperature(answered):
    answered.show_calibration(None)
    assert not answered.switch.isEnabled()
    assert says(answered, "Open a run of your own for that.")


@pytest.mark.parametrize("data", [make_dataset(train_count=100, test_count=50), None])
def test_without_held_back_pictures_there_is_none(view, data):
    view.show_data(data)
    view.show_calibration(None, options=OPTIONS)
    view.show_answers(make_answers())
    assert not view.switch.isEnabled()
    assert says(view, "there are no pictures that this training held back")


def test_while_nobody_looks_nothing_is_measured(answered, engine):
    answered.hide()
    answered.switch.setChecked(True)
    assert engine.asked == []
    answered.show()
    assert len(engine.asked) == 1


def test_with_the_temperature_on_no_bar_opens_but_it_can_be_read(answered, qtbot):
    answered.show_calibration(2.0)
    answered.switch.click()
    with qtbot.assertNotEmitted(answered.bin_opened):
        qtbot.mouseClick(answered.chart, Qt.MouseButton.LeftButton, pos=answered.chart.column(5).center())
        answered.open.click()
    assert says(answered, "50 to 60\u00a0% sure: ")


# --- looks -----------------------------------------------------------------------------------------------------------


def test_the_language_switches(answered):
    set_language("ru")
    QApplication.processEvents()
    assert answered.chart.accessibleName() == answered.chart.name()
    set_language("en")
    QApplication.processEvents()
    assert "▲ promises too much" in texts(answered)


def test_each_figure_is_explained(answered):
    tips = {label.text(): label.toolTip() for label in answered.findChildren(QLabel)}
    assert tips["expected calibration error"].startswith("ECE.")
    assert answered.chart.toolTip().startswith("A reliability diagram.")
    assert "before the softmax" in answered.switch.toolTip()
