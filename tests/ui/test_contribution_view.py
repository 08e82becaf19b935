"""Which pixels make the answer: sums that add up, colours, classes chosen by mouse and keys."""

import re

import numpy as np
import pytest
from generated import make_tiles
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from why_fakes import OUTPUTS, explained

from fashion_gui.ui.contribution_sums import Account, signed, written
from fashion_gui.ui.contribution_view import ContributionView

pytestmark = pytest.mark.usefixtures("set_theme")


@pytest.fixture
def view(qtbot):
    view = ContributionView()
    qtbot.addWidget(view)
    view.resize(680, 390)
    with qtbot.waitExposed(view):
        view.show()
    view.show_tile(make_tiles(3)[0][2], 4)
    view.show_account(Account.of(explained(1)))
    return view


def numbers(text):
    return [float(number.replace("−", "-")) for number in re.findall(r"[+−]\d+\.\d\d", text)]


@pytest.mark.parametrize("seed", range(30))
def test_written_numbers_add_up(seed):
    parts = np.random.default_rng(seed).normal(0, 9, 4).tolist()
    texts, total = written(parts, sum(parts))
    assert sum(round(100 * number) for text in texts for number in numbers(text)) == round(100 * numbers(total)[0])
    for part, text in zip(parts, texts, strict=True):
        assert abs(part - numbers(text)[0]) < 0.01 + 1e-9
    assert numbers(total)[0] == pytest.approx(sum(parts), abs=0.00501)


def test_nothing_has_a_plus():
    assert (signed(-0.001), signed(0.001), signed(-1)) == ("+0.00", "+0.00", "−1.00")


def test_the_probabilities_are_the_softmax():
    wanted = np.exp(OUTPUTS) / np.exp(OUTPUTS).sum()
    np.testing.assert_allclose(Account.of(explained(1)).probabilities(), wanted, rtol=1e-6)


@pytest.mark.parametrize("exact", [True, False])
@pytest.mark.parametrize("against", [None, 6])
def test_the_parts_add_up(exact, against):
    parts = Account.of(explained(1, exact=exact)).parts(2, against)
    assert parts.total == pytest.approx(OUTPUTS[2] - (0 if against is None else OUTPUTS[6]))
    assert parts.above + parts.below + parts.bias + parts.rest == pytest.approx(parts.total)
    assert parts.above > 0 > parts.below


def test_it_begins_with_the_answer_given(view):
    assert (view.label(), view.against()) == (2, None)
    *parts, total = numbers(view.sentences().split("\n")[0])
    assert (round(sum(parts), 2), total) == (11.75, 11.75)
    assert view.map.name() == "What speaks for: Pullover"


def test_an_approximation_says_so_and_what_it_misses(view):
    view.show_account(Account.of(explained(1, exact=False)))
    assert view._method.text() == "an approximation"
    assert "not accounted for" in view.sentences()
    *parts, total = numbers(view.sentences().split("\n")[0])
    assert (round(sum(parts), 2), total) == (11.75, 11.75)


def test_against_the_runner_up(view):
    view._other.setCurrentIndex(1)
    view._other.activated.emit(1)
    assert view.against() == 4
    assert "24.5" in view.sentences()  # e to the power of 3.2
    assert view.map.name() == "What speaks for Pullover rather than Coat"
    expected = Account.of(explained(1)).contributions
    assert float(view.map.cells()[3][4]) == pytest.approx((expected[2] - expected[4])[2, 3], rel=1e-4)


def test_a_class_is_chosen_by_mouse_and_keys(view):
    QTest.mouseClick(view.outputs, Qt.MouseButton.LeftButton, pos=QPoint(60, 17 + 20 * 6 + 8))
    assert view.label() == view._class.currentData() == 6
    QTest.keyClick(view.outputs, Qt.Key.Key_Down)
    assert view.label() == 7
    QTest.keyClick(view.outputs, Qt.Key.Key_Home)
    assert view.label() == 0
    view.show_account(Account.of(explained(2, seed=2)))
    assert view.label() == 0  # another epoch
    view.show_tile(make_tiles(1)[0][0], 0)
    view.show_account(Account.of(explained(3)))
    assert view.label() == 2  # another picture


def test_keys_and_mouse_point_at_a_pixel(view):
    tile = make_tiles(3)[0][2]
    QTest.keyClick(view.map, Qt.Key.Key_Right)
    assert view.map.pixel() == (14, 15)
    assert f"brightness {tile[14, 15]}" in view.map.accessibleDescription()
    QTest.mouseMove(view.map, view.map.cell(3, 5).center())
    view.map.pixel_pointed.emit(3, 5)
    value = Account.of(explained(1)).contributions[2, 3, 5]
    assert f"{abs(value):.3f}" in view._about.text()
    assert ("against" in view._about.text()) == (value < 0)


def test_colours_tell_for_from_against(view):
    values = np.zeros((28, 28))
    values[2, 3], values[20, 5] = 1, -1
    view.map.show_contributions(np.zeros((28, 28), np.uint8), values)
    image = view.map.grab().toImage()
    blue, orange, card = (QColor(image.pixel(view.map.cell(*at).center())) for at in ((2, 3), (20, 5), (10, 10)))
    assert blue.blue() > blue.red()
    assert orange.red() > orange.blue()
    assert card == QColor("#ffffff")


def test_while_it_waits_the_picture_stands_alone(view):
    view.show_tile(make_tiles(1)[0][0], 0)
    assert view.sentences().strip() == "Asking the network…"
    assert not view._class.isEnabled()
    assert view.map.description() == ""


def test_the_numbers_can_be_saved(view, tmp_path):
    view.map.exports.save(tmp_path / "map.csv")
    rows = (tmp_path / "map.csv").read_text("utf-8-sig").splitlines()
    assert (len(rows), len(rows[5].split(","))) == (29, 29)
    view.outputs.exports.save(tmp_path / "outputs.csv")
    assert "Pullover,11.75," in (tmp_path / "outputs.csv").read_text("utf-8-sig")
