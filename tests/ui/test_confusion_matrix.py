"""The confusion matrix, its colours, and what mouse and keyboard do with it."""

import io

import numpy as np
import pytest
from matplotlib import colormaps
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from fashion_gui.ui.cividis import cividis, contrast, ink_on
from fashion_gui.ui.confusion_matrix import WHOLE, ConfusionMatrix
from fashion_gui.ui.language import set_language


def counts():
    matrix = np.diag(np.full(10, 800))
    matrix[6, 0], matrix[0, 6], matrix[4, 2] = 157, 90, 124
    return matrix


@pytest.fixture
def matrix(qtbot):
    widget = ConfusionMatrix()
    qtbot.addWidget(widget)
    widget.resize(500, 500)
    widget.show_counts(counts())
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    widget.setFocus()
    return widget


def test_cividis_is_matplotlibs():
    for share in np.linspace(0, 1, 101):
        expected = [255 * value for value in colormaps["cividis"](share)[:3]]
        got = cividis(float(share)).getRgb()[:3]
        assert np.abs(np.subtract(got, expected)).max() < 8


def test_numbers_can_be_read_on_every_colour():
    assert contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21)
    assert min(contrast(ink_on(color), color) for color in map(cividis, np.linspace(0, 1, 201))) >= 4.5


def test_most_often_confused_is_said(matrix):
    assert matrix.sentence() == "Most often: Shirt taken for T-shirt/top, 157 times."
    matrix.show_counts(np.diag(np.full(10, 5)))
    assert matrix.sentence() == "Nothing is confused: every answer is right."
    matrix.show_counts(None)
    assert matrix.sentence() == "No answers yet."


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ((6, 0), "Shirt taken for T-shirt/top: 157 of 957"),
        ((0, 0), "T-shirt/top, recognised: 800 of 890"),
        ((6, WHOLE), "Shirt: 957 pictures"),
        ((WHOLE, 0), "the answer T-shirt/top: 957 times"),
    ],
)
def test_a_click_opens_what_the_tooltip_says(matrix, qtbot, cell, text):
    assert matrix.cell_text(cell) == text
    with qtbot.waitSignal(matrix.cell_opened) as opened:
        qtbot.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=matrix.cell_rect(cell).center())
    assert tuple(opened.args) == cell


def test_beside_the_cells_nothing_opens(matrix, qtbot):
    with qtbot.assertNotEmitted(matrix.cell_opened):
        for place in (QPoint(2, 2), QPoint(499, 499)):
            assert matrix.cell_at(place) is None
            qtbot.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=place)


def test_keys_reach_every_cell_and_the_names_but_no_further(matrix, qtbot):
    for key, cell in (
        (Qt.Key.Key_Right, (0, 1)),
        (Qt.Key.Key_Down, (1, 1)),
        (Qt.Key.Key_Left, (1, 0)),
        (Qt.Key.Key_Left, (1, WHOLE)),
        (Qt.Key.Key_Left, (1, WHOLE)),
        (Qt.Key.Key_Up, (0, WHOLE)),
        (Qt.Key.Key_Up, (0, WHOLE)),  # the corner is no cell
    ):
        qtbot.keyClick(matrix, key)
        assert matrix.cursor_cell() == cell
    assert matrix.accessibleDescription().startswith("T-shirt/top: 890 pictures")
    with qtbot.waitSignal(matrix.cell_opened) as opened:
        qtbot.keyClick(matrix, Qt.Key.Key_Return)
    assert opened.args == [0, WHOLE]
    for _ in range(20):
        qtbot.keyClick(matrix, Qt.Key.Key_Right)
        qtbot.keyClick(matrix, Qt.Key.Key_Down)
    assert matrix.cursor_cell() == (9, 9)


def test_without_answers_nothing_opens(matrix, qtbot):
    matrix.show_counts(None)
    with qtbot.assertNotEmitted(matrix.cell_opened):
        qtbot.keyClick(matrix, Qt.Key.Key_Return)


def test_counts_or_shares_and_empty_rows(matrix):
    assert matrix.cells()[1][:2] == ["T-shirt/top", "800"]
    changed = counts()
    changed[9] = 0
    matrix.show_counts(changed)
    matrix.set_shares(True)
    assert matrix.cells()[1][1] == "89.9"
    assert set(matrix.cells()[10][1:]) == {"–"}
    assert matrix.cells()[0][0] == "right class"


def test_cells_are_coloured_by_their_share(matrix):
    image = matrix.grab().toImage()
    ratio = matrix.devicePixelRatioF()

    def corner(cell):
        return image.pixelColor((matrix.cell_rect(cell).topLeft() + QPoint(3, 3)).toPointF().toPoint() * ratio)

    for cell, share in (((1, 1), 1.0), ((6, 0), (157 / 957) ** 0.5), ((9, 0), 0.0)):
        wanted = cividis(share)
        got = corner(cell)
        assert max(abs(a - b) for a, b in zip(got.getRgb(), wanted.getRgb(), strict=True)) <= 1


@pytest.mark.parametrize(
    ("kind", "start"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("csv", b"\xef\xbb\xbfright class")]
)
def test_can_be_saved(matrix, tmp_path, kind, start):
    path = tmp_path / f"matrix.{kind}"
    matrix.exports.save(path)
    assert path.read_bytes().startswith(start)
    assert io.BytesIO(path.read_bytes()).getbuffer().nbytes > 300


def test_speaks_russian(matrix, qtbot):
    set_language("ru")
    qtbot.waitUntil(lambda: matrix.cells()[1][0] == "футболка")
