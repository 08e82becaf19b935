"""Two runs side by side."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QSpinBox, QWidget
from run_samples import answers, listed

from fashion_gui.core.problems import Problem
from fashion_gui.ui.language import set_language
from fashion_gui.ui.run_cells import RunRow
from fashion_gui.ui.run_charts import RunCharts
from fashion_gui.ui.run_comparison import RunComparison
from fashion_gui.ui.run_differences import option_rows, result_rows
from fashion_gui.ui.run_disagreement import KINDS, Disagreement
from fashion_gui.ui.run_pair_grid import PairGrid

COUNT = 60
LABELS = (np.arange(COUNT) % 10).astype(np.uint8)
TILES = np.repeat(np.arange(COUNT, dtype=np.uint8), 28 * 28).reshape(COUNT, 28, 28)
# A is wrong at 3, 4 and 5; B at 4, 5 and from 30 on.  At 4 both say the same, at 5 they do not.
A = LABELS.copy()
A[[3, 4, 5]] = [7, 7, 7]
B = LABELS.copy()
B[[4, 5]] = [7, 8]
B[30:] = (B[30:] + 1) % 10
FIRST, SECOND, NEITHER = list(range(30, 60)), [3], [5]


@pytest.fixture
def rows(tmp_path):
    return (
        RunRow(listed(tmp_path, "a", accuracy=0.86), "First"),
        RunRow(listed(tmp_path, "b", accuracy=0.88, optimizer="adam", learning_rate=0.003, epochs=2), "Second"),
    )


@pytest.fixture
def empty(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    page = RunComparison(window)
    page.resize(940, 700)
    window.resize(940, 700)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield page
    window.close()


@pytest.fixture
def page(empty, rows):
    """With its pictures, but not yet with answers."""
    empty.show_pictures(TILES, LABELS)
    empty.show_runs(*rows)
    return empty


@pytest.fixture
def answered(page):
    page.show_answers(answers(A), answers(B))
    QApplication.processEvents()
    return page


def texts(page):
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible() and label.text()]


def button(page, text):
    return next(one for one in page.findChildren(QPushButton) if text in (one.text(), one.accessibleName()))


def press(qtbot, page, text):
    qtbot.mouseClick(button(page, text), Qt.MouseButton.LeftButton)


def grid(page):
    return page.findChild(PairGrid)


def shown(page):
    return [tile.index for tile in grid(page).tiles()]


def lines(page):
    table = page.differences.table
    items = [[table.item(row, column) for column in range(3)] for row in range(table.rowCount())]
    return [[item.text() if item else "" for item in row] for row in items]


# --- what they disagree on -------------------------------------------------------------------------------------------


def test_disagreements_are_sorted_by_who_is_right():
    found = Disagreement.of(LABELS, answers(A), answers(B))
    expected = {"all": sorted([*FIRST, *SECOND, *NEITHER]), "first": FIRST, "second": SECOND, "neither": NEITHER}
    assert {kind: found.indices[kind].tolist() for kind in KINDS} == expected
    assert [found.count(kind) for kind in KINDS] == [32, 30, 1, 1]
    assert len(found) == COUNT


@pytest.mark.parametrize("wrong", [np.zeros((COUNT, 9), np.float32), np.zeros((COUNT - 1, 10), np.float32)])
def test_answers_to_something_else_are_refused(wrong):
    with pytest.raises(ValueError, match="expected"):
        Disagreement.of(LABELS, answers(A), wrong)


def test_the_counts_are_said_and_each_picture_has_both_answers(answered):
    sentence = "They disagree on 32 of 60 pictures: A is right on 30, B on 1, neither on 1."
    assert sentence in texts(answered)
    assert shown(answered)[:3] == [3, 5, 30]
    tiles = grid(answered).tiles()
    assert tiles[0].answers == (("Sneaker", False), ("Dress", True))
    assert (tiles[0].caption, tiles[1].answers) == ("right: Dress", (("Sneaker", False), ("Bag", False)))
    assert tiles[0].spoken == "Picture 3: A says Sneaker, B says Dress, the right answer is Dress"


@pytest.mark.parametrize(
    ("row", "text", "indices"),
    [
        (1, "only A is right: 30", FIRST),
        (2, "only B is right: 1", SECOND),
        (3, "both are wrong: 1", NEITHER),
    ],
)
def test_one_kind_of_them_alone(answered, qtbot, row, text, indices):
    combo = answered.findChild(QComboBox)
    combo.setFocus()
    for _ in range(row):
        qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert combo.currentText() == text
    assert shown(answered) == indices[: grid(answered).cell_count()]


def test_pages_are_turned_by_buttons_keys_and_number(answered, qtbot):
    per_page = grid(answered).cell_count()
    assert per_page < 32
    everything = sorted([*FIRST, *SECOND, *NEITHER])
    spin = answered.findChild(QSpinBox)
    assert spin.text() == f"page 1 of {-(-32 // per_page)}"
    assert not button(answered, "First page").isEnabled()
    press(qtbot, answered, "Next page (Page Down)")
    assert shown(answered) == everything[per_page : 2 * per_page]
    for target in (grid(answered), answered.differences.table):
        target.setFocus()
        qtbot.keyClick(target, Qt.Key.Key_PageUp)
        assert shown(answered) == everything[:per_page]
        qtbot.keyClick(target, Qt.Key.Key_PageDown)
        assert shown(answered) == everything[per_page : 2 * per_page]
    answered.findChild(QComboBox).setCurrentIndex(2)
    assert (shown(answered), spin.text()) == (SECOND, "page 1 of 1")


def test_a_smaller_window_keeps_the_place(answered, qtbot):
    press(qtbot, answered, "Last page")
    last = shown(answered)[0]
    answered.resize(690, 540)
    qtbot.waitUntil(lambda: grid(answered).cell_count() < 16)
    assert last in shown(answered)
    assert all(grid(answered).visualRect(grid(answered).model().index(row, 0)).width() >= 100 for row in range(2))


def test_a_picture_is_opened_by_click_and_enter(answered, qtbot):
    opened = []
    answered.tile_opened.connect(opened.append)
    place = grid(answered).visualRect(grid(answered).model().index(1, 0)).center()
    qtbot.mouseClick(grid(answered).viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.keyClick(grid(answered), Qt.Key.Key_Right)
    qtbot.keyClick(grid(answered), Qt.Key.Key_Return)
    assert opened == [5, 30]


def test_the_same_answers_everywhere(page):
    page.show_answers(answers(A), answers(A))
    assert "They give the same answer to all 60 pictures." in texts(page)
    assert "There is no such picture." in texts(page)


def test_tiles_as_the_network_sees_them(answered):
    pictures = []
    for raw in (False, True):
        answered.pictures.set_raw(raw)
        image = grid(answered).grab().toImage()
        place = grid(answered).visualRect(grid(answered).model().index(0, 0)).topLeft() + QPoint(50, 20)
        pictures.append(image.pixelColor(place).lightness())
    assert pictures == [255 - 3, 3]


# --- answers that are not there --------------------------------------------------------------------------------------


def test_it_waits_for_pictures_and_for_answers(empty, rows):
    empty.show_runs(*rows)
    assert "The pictures appear here once Fashion-MNIST is found." in texts(empty)
    empty.show_answers(answers(A), answers(B))
    empty.show_pictures(TILES, LABELS)
    assert shown(empty)[:3] == [3, 5, 30]
    empty.show_runs(*reversed(rows))
    assert "Both networks are being asked about the test pictures…" in texts(empty)
    assert shown(empty) == []


def test_answers_to_another_set_are_not_shown(page):
    page.show_answers(answers(A[:9]), answers(B[:9]))
    assert "Both networks are being asked about the test pictures…" in texts(page)


def test_answers_that_come_after_the_end_are_dropped(page, rows):
    page.forget()
    page.show_answers(answers(A), answers(B))
    assert page.runs() is None
    page.show_runs(*rows)
    assert shown(page) == []


def test_a_failure_is_told_in_the_place_of_the_pictures_and_follows_the_language(page, qtbot):
    page.show_problem(Problem("busy"))
    assert "A training is running. Stop it first." in texts(page)
    set_language("ru")
    qtbot.waitUntil(lambda: "Идёт обучение. Сначала остановите его." in texts(page))


def test_the_page_stays_where_it_is_when_a_run_gets_another_name(answered, rows, qtbot):
    press(qtbot, answered, "Next page (Page Down)")
    before = shown(answered)
    answered.update_runs(rows[0], replace(rows[1], name="Another name"))
    assert shown(answered) == before
    assert answered.differences.table.horizontalHeaderItem(2).text() == "B  Another name"


# --- options, results, curves ----------------------------------------------------------------------------------------


def test_only_what_differs_or_everything(page, qtbot):
    few = lines(page)
    assert ["Results", "", ""] in few
    assert ["Test accuracy", "0.8600", "0.8800"] in few
    assert ["Optimiser", "SGD", "Adam"] in few
    assert ["Epochs done", "3", "2"] in few
    assert "Seed" not in [line[0] for line in few]
    page.differences.only.click()
    everything = lines(page)
    assert ["Seed", "1", "1"] in everything
    assert ["≠ Optimiser", "SGD", "Adam"] in everything
    assert len(everything) == 2 + 17 + 10


def test_every_option_has_its_line(rows):
    labels = [row.label for row in option_rows(rows[0].listed.run, rows[1].listed.run)]
    # A line for each option, and two about the network.
    assert len(labels) == len(set(labels)) == len(rows[0].listed.run.options.__dataclass_fields__) + 2


def test_other_photos_are_a_difference(tmp_path):
    one, two = (listed(tmp_path, name, preset="photo", photos=f"/{name}.npz").run for name in "ab")
    difference = next(row for row in option_rows(one, two) if row.label == "Real photos")
    assert (difference.first, difference.second, difference.differs) == ("yes", "yes, others", True)


def test_figures_that_were_not_taken_are_dashes(tmp_path, rows):
    without = listed(tmp_path, "c", epochs=0, reason="")
    shown_values = {row.label: row.second for row in result_rows(rows[0].listed, without)}
    figures = ("Test accuracy", "Test loss", "Valid. accuracy", "Valid. loss", "Best epoch", "Train. accuracy", "Time")
    assert {shown_values[label] for label in figures} == {"—"}


def test_runs_that_are_alike_say_so(empty, rows):
    empty.show_runs(rows[0], rows[0])
    assert [line[0] for line in lines(empty)] == ["Results: all alike", "Options: all alike"]


def test_curves_instead_of_pictures(answered, qtbot):
    charts = answered.findChild(RunCharts)
    assert not charts.isVisible()
    press(qtbot, answered, "Curves")
    assert charts.isVisible()
    assert [(curve.slot, curve.name) for curve in charts.curves()] == [(0, "First"), (1, "Second")]
    press(qtbot, answered, "Pictures")
    assert grid(answered).isVisible()


@pytest.mark.parametrize("focused", ["table", "grid", "back"])
def test_escape_goes_back_from_anywhere(answered, qtbot, focused):
    target = {"table": answered.differences.table, "grid": grid(answered), "back": answered._back}[focused]
    target.setFocus()
    with qtbot.waitSignal(answered.closed):
        qtbot.keyClick(target, Qt.Key.Key_Escape)


def test_everything_follows_the_language(answered, qtbot):
    set_language("ru")
    qtbot.waitUntil(lambda: "Сравнение двух запусков" in texts(answered))
    assert ["Точность, тест", "0.8600", "0.8800"] in lines(answered)
    assert "Они расходятся на 32 из 60 картинок: на 30 прав A, на 1 — B, на 1 — ни один." in texts(answered)
    assert grid(answered).tiles()[0].caption == "верно: платье"
