"""Every number of a tile can be pointed at, in the picture, among the numbers and in the vector."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from fashion_gui.ui.language import name_of
from fashion_gui.ui.tile_inspector import TileInspector

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen: size hints, raise()

_TILE = (np.arange(784) % 251).astype(np.uint8).reshape(28, 28)  # 251 is prime: neighbours below differ, too
_TILE[5, 12] = 183


@pytest.fixture
def inspector(qtbot):
    dialog = TileInspector()
    qtbot.addWidget(dialog)
    dialog.show_tile(tile=_TILE, set_name="train", index=3, label=9, raw=True)
    qtbot.waitExposed(dialog)
    return dialog


def _cells(dialog, row):
    model = dialog.vector.view.model()
    return [model.index(row, column).data() for column in range(model.columnCount())]


def _hover(pad, row, column):
    QTest.mouseMove(pad, QPoint(1, 1))
    QTest.mouseMove(pad, pad.cell(row, column).center())


def _shown_in_all(dialog):
    """The pixel that the picture, the numbers and the vector highlight."""
    vector = divmod(dialog.vector.view.currentIndex().row(), 28)
    return {dialog.picture.pixel(), dialog.numbers.pixel(), vector}


@pytest.mark.parametrize(
    ("element", "cells"),
    [
        (0, [0, 0, 0, 0, "0.000"]),
        (27, [27, 0, 27, 27, "0.106"]),
        (28, [28, 1, 0, 28, "0.110"]),
        (152, [152, 5, 12, 183, "0.718"]),
        (783, [783, 27, 27, 783 % 251, f"{783 % 251 / 255:.3f}"]),
    ],
)
def test_vector_is_the_picture_row_after_row(inspector, element, cells):
    assert _cells(inspector, element) == cells


def test_vector_has_784_rows(inspector):
    assert inspector.vector.view.model().rowCount() == 784


def test_heading_says_set_index_and_label(inspector):
    assert "3" in inspector.windowTitle()
    assert "9" in inspector.heading.text()
    assert name_of(9) in inspector.heading.text()


def test_training_and_test_set_are_told_apart(inspector):
    before = inspector.windowTitle()
    inspector.show_tile(tile=_TILE, set_name="test", index=3, label=9, raw=True)
    assert inspector.windowTitle() != before


def test_label_is_one_hot(inspector):
    assert inspector.one_hot.values() == [0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
    inspector.show_tile(tile=_TILE, set_name="train", index=4, label=0, raw=True)
    assert inspector.one_hot.values() == [1, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    assert f"{name_of(0)} 1" in inspector.one_hot.accessibleDescription()


@pytest.mark.parametrize("pad", ["picture", "numbers"])
@pytest.mark.parametrize("pixel", [(0, 0), (5, 12), (27, 27), (0, 27)])
def test_pointing_highlights_the_pixel_everywhere(inspector, pad, pixel):
    _hover(getattr(inspector, pad), *pixel)
    assert _shown_in_all(inspector) == {pixel}


def test_pointing_in_the_vector_highlights_the_pixel_everywhere(inspector):
    view = inspector.vector.view
    view.scrollToTop()
    QTest.mouseMove(view.viewport(), QPoint(1, 1))
    QTest.mouseMove(view.viewport(), view.visualRect(view.model().index(6, 2)).center())
    assert _shown_in_all(inspector) == {(0, 6)}


def test_vector_scrolls_to_the_pixel(inspector):
    view = inspector.vector.view
    for pixel in ((27, 27), (0, 0)):
        _hover(inspector.numbers, *pixel)
        assert view.viewport().rect().intersects(view.visualRect(view.currentIndex()))


def test_sentence_names_every_number(inspector):
    _hover(inspector.numbers, 5, 12)
    for number in ("5", "12", "183", "152", "28 × 5 + 12", "0.718"):
        assert number in inspector.sentence.text()
    assert inspector.numbers.accessibleDescription() == inspector.sentence.text()


@pytest.mark.parametrize(
    ("key", "pixel"),
    [
        (Qt.Key.Key_Left, (14, 13)),
        (Qt.Key.Key_Right, (14, 15)),
        (Qt.Key.Key_Up, (13, 14)),
        (Qt.Key.Key_Down, (15, 14)),
        (Qt.Key.Key_Home, (14, 0)),
        (Qt.Key.Key_End, (14, 27)),
        (Qt.Key.Key_PageUp, (0, 14)),
        (Qt.Key.Key_PageDown, (27, 14)),
    ],
)
@pytest.mark.parametrize("pad", ["picture", "numbers"])
def test_keys_move_the_pixel(inspector, pad, key, pixel):
    QTest.keyClick(getattr(inspector, pad), key)
    assert _shown_in_all(inspector) == {pixel}


def test_keys_stop_at_the_edge(inspector):
    QTest.keyClick(inspector.numbers, Qt.Key.Key_Home)
    QTest.keyClick(inspector.numbers, Qt.Key.Key_Left)
    assert inspector.pixel() == (14, 0)


def test_keys_move_in_the_vector(inspector):
    QTest.keyClick(inspector.vector.view, Qt.Key.Key_Down)
    assert _shown_in_all(inspector) == {(14, 15)}


def test_the_pixel_stays_when_another_tile_comes(inspector):
    _hover(inspector.numbers, 5, 12)
    inspector.show_tile(tile=255 - _TILE, set_name="test", index=8, label=2, raw=False)
    assert _shown_in_all(inspector) == {(5, 12)}
    assert str(255 - 183) in inspector.sentence.text()


def test_outside_the_cells_nothing_is_pointed_at(inspector):
    before = inspector.pixel()
    QTest.mouseMove(inspector.numbers, QPoint(2, 2))
    assert inspector.pixel() == before


@pytest.mark.parametrize(("button", "step"), [("previous", -1), ("next", 1)])
def test_buttons_request_a_step(qtbot, inspector, button, step):
    with qtbot.waitSignal(inspector.step_requested) as blocker:
        getattr(inspector, button).click()
    assert blocker.args == [step]


@pytest.mark.parametrize(("key", "step"), [(Qt.Key.Key_Left, -1), (Qt.Key.Key_Right, 1)])
def test_alt_and_arrow_request_a_step(qtbot, inspector, key, step):
    with qtbot.waitActive(inspector):
        inspector.activateWindow()
    before = inspector.pixel()
    with qtbot.waitSignal(inspector.step_requested) as blocker:
        QTest.keyClick(inspector.numbers, key, Qt.KeyboardModifier.AltModifier)
    assert blocker.args == [step]
    assert inspector.pixel() == before


def test_impossible_steps_are_not_offered(inspector):
    inspector.show_tile(tile=_TILE, set_name="train", index=0, label=9, raw=True, has_previous=False)
    assert not inspector.previous.isEnabled()
    assert inspector.next.isEnabled()


def test_copy_puts_the_numbers_on_the_clipboard(inspector):
    offered = inspector.copy.text()
    inspector.copy.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [[int(number) for number in line.split("\t")] for line in lines] == _TILE.tolist()
    assert inspector.copy.text() != offered
    inspector.show_tile(tile=_TILE, set_name="train", index=5, label=9, raw=True)
    assert inspector.copy.text() == offered


def test_escape_closes_and_the_dialog_can_come_back(inspector):
    QTest.keyClick(inspector.numbers, Qt.Key.Key_Escape)
    assert not inspector.isVisible()
    inspector.show_tile(tile=_TILE, set_name="train", index=0, label=1, raw=True)
    assert inspector.isVisible()


def test_it_is_not_modal_and_fits_a_small_screen(inspector):
    assert not inspector.isModal()
    inspector.resize(1, 1)
    assert inspector.width() <= 1024
    assert inspector.height() <= 600  # 640 less a title bar


@pytest.mark.parametrize("width", [1, 1300])
def test_all_cells_are_inside_the_widget_and_do_not_overlap(qtbot, inspector, width):
    inspector.resize(width, 600)
    qtbot.waitUntil(lambda: inspector.width() >= width)
    for pad in (inspector.picture, inspector.numbers):
        assert pad.rect().contains(pad.cell(0, 0))
        assert pad.rect().contains(pad.cell(27, 27))
        assert not pad.cell(3, 3).intersects(pad.cell(3, 4))
        assert not pad.cell(3, 3).intersects(pad.cell(4, 3))


def test_numbers_are_shaded_by_their_value(inspector):
    tile = np.zeros((28, 28), np.uint8)
    tile[2, 3], tile[2, 6] = 120, 255
    inspector.show_tile(tile=tile, set_name="train", index=0, label=0, raw=True)
    image = inspector.numbers.grab().toImage()

    def lightness(row, column):
        return image.pixelColor(inspector.numbers.cell(row, column).topLeft()).lightness()

    assert lightness(2, 9) > lightness(2, 3) > lightness(2, 6)


def test_raw_turns_the_picture_dark(inspector):
    def corner():
        return inspector.picture.grab().toImage().pixelColor(inspector.picture.cell(1, 0).center()).lightness()

    tile = np.zeros((28, 28), np.uint8)
    inspector.show_tile(tile=tile, set_name="train", index=0, label=0, raw=True)
    dark, caption = corner(), inspector.shades.text()
    inspector.show_tile(tile=tile, set_name="train", index=0, label=0, raw=False)
    assert (dark, corner()) == (0, 255)
    assert inspector.shades.text() != caption


def test_everything_interactive_has_an_accessible_name(inspector):
    for widget in (
        inspector.picture,
        inspector.numbers,
        inspector.vector.view,
        inspector.one_hot,
        inspector.previous,
        inspector.next,
        inspector.copy,
    ):
        assert widget.accessibleName()
