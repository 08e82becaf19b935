"""Correcting by hand: drags become corrections, every tool has a key, and the picture shows what was drawn."""

import numpy as np
import pytest
from prepared_samples import grey_picture, shown_photo
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication

from fashion_gui.core.protocol import Correction, Stroke
from fashion_gui.ui.language import set_language
from fashion_gui.ui.photo_correction import mirrored, turned_right, with_stroke
from fashion_gui.ui.photo_editor import PhotoEditor

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def editor(qtbot):
    editor = PhotoEditor()
    qtbot.addWidget(editor)
    editor.resize(676, 560)
    editor.show_photo(shown_photo())
    with qtbot.waitActive(editor):
        editor.show()
        editor.activateWindow()
    editor.steps, editor.previews = [], []
    editor.corrected.connect(editor.steps.append)
    editor.previewed.connect(editor.previews.append)
    return editor


def point(editor, x, y):
    area = editor.canvas.area()
    return QPoint(round(area.left() + x * area.width()), round(area.top() + y * area.height()))


def drag(qtbot, editor, *places, release=True):
    canvas = editor.canvas
    qtbot.mousePress(canvas, LEFT, pos=point(editor, *places[0]))
    for place in places[1:]:
        qtbot.mouseMove(canvas, point(editor, *place))
    if release:
        qtbot.mouseRelease(canvas, LEFT, pos=point(editor, *places[-1]))


def pixels(widget):
    """RGB of what a widget shows, (height, width, 3)."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(bytes(image.constBits()), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).astype(int)


def brightness_at(editor, x, y):
    place = point(editor, x, y)
    return float(pixels(editor.canvas)[place.y(), place.x()].mean())


# --- drawing ---------------------------------------------------------------------------------------------------------


def test_a_drag_with_the_box_is_a_box(editor, qtbot):
    drag(qtbot, editor, (0.75, 0.25), (0.5, 0.5), (0.25, 0.75))
    (step,) = editor.steps
    assert step.box == pytest.approx([0.25, 0.25, 0.75, 0.75], abs=0.01)
    assert editor.previews[-1] == step
    assert len(editor.previews) == 3


@pytest.mark.parametrize("tool", ["garment", "background"])
def test_a_drag_with_a_marker_is_a_stroke(editor, qtbot, tool):
    editor.choose_tool(tool)
    drag(qtbot, editor, (0.25, 0.25), (0.5, 0.25), (0.5, 0.75))
    (step,) = editor.steps
    (stroke,) = step.strokes
    assert stroke.garment == (tool == "garment")
    assert stroke.points == pytest.approx([0.25, 0.25, 0.5, 0.25, 0.5, 0.75], abs=0.01)


def test_a_click_with_a_marker_is_a_dot_and_with_the_box_nothing(editor, qtbot):
    drag(qtbot, editor, (0.5, 0.5))
    assert editor.steps == [Correction()]
    editor.choose_tool("garment")
    drag(qtbot, editor, (0.5, 0.5))
    assert editor.steps[-1].strokes[0].points == pytest.approx([0.5, 0.5], abs=0.01)


def test_what_is_drawn_adds_to_what_was_drawn(editor, qtbot):
    before = with_stroke(Correction(inverted=True), [0.1, 0.1], garment=True)
    editor.show_photo(shown_photo(before))
    editor.choose_tool("background")
    drag(qtbot, editor, (0.5, 0.5), (0.6, 0.6))
    (step,) = editor.steps
    assert step.inverted
    assert [stroke.garment for stroke in step.strokes] == [True, False]


def test_a_drag_ends_at_the_photo_s_edge_and_begins_nowhere_else(editor, qtbot):
    drag(qtbot, editor, (0.5, 0.5), (1.2, 1.3))
    assert editor.steps[0].box[2:] == [1, 1]
    editor.show_photo(shown_photo(photo=grey_picture(20, 80)))
    editor.steps.clear()
    drag(qtbot, editor, (-0.5, 0.5), (0.5, 0.9))
    assert editor.steps == []


def test_answers_that_come_during_a_drag_leave_it_alone(editor, qtbot):
    editor.choose_tool("garment")
    drag(qtbot, editor, (0.2, 0.2), (0.4, 0.4), release=False)
    editor.show_photo(shown_photo(answered=editor.previews[-1], correction=Correction()))
    qtbot.mouseMove(editor.canvas, point(editor, 0.6, 0.4))
    qtbot.mouseRelease(editor.canvas, LEFT, pos=point(editor, 0.6, 0.4))
    assert editor.steps[0].strokes[0].points == pytest.approx([0.2, 0.2, 0.4, 0.4, 0.6, 0.4], abs=0.01)


def test_a_turned_photo_ends_the_drag_on_the_one_before(editor, qtbot):
    editor.choose_tool("garment")
    drag(qtbot, editor, (0.2, 0.2), (0.4, 0.4), release=False)
    editor.show_photo(shown_photo(turned_right(Correction())))
    qtbot.mouseRelease(editor.canvas, LEFT, pos=point(editor, 0.6, 0.4))
    assert editor.steps == []


def test_nothing_is_drawn_while_the_photo_is_still_the_other_way_up(editor, qtbot):
    editor.show_photo(shown_photo(mirrored(Correction()), answered=Correction()))
    drag(qtbot, editor, (0.2, 0.2), (0.8, 0.8))
    assert editor.steps == []
    editor.show_photo(shown_photo(mirrored(Correction())))
    drag(qtbot, editor, (0.2, 0.2), (0.8, 0.8))
    assert editor.steps[0].mirrored


def test_the_arrow_keys_move_the_box(editor, qtbot):
    box = Correction(box=[0.25, 0.25, 0.75, 0.75])
    editor.show_photo(shown_photo(box))
    qtbot.keyClick(editor.canvas, Qt.Key.Key_Right)
    assert editor.steps[0].box == pytest.approx([0.27, 0.25, 0.77, 0.75])
    editor.show_photo(shown_photo(box))
    qtbot.keyClick(editor.canvas, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert editor.steps[1].box == pytest.approx([0.25, 0.25, 0.75, 0.73])


# --- what one sees ---------------------------------------------------------------------------------------------------


def test_garment_and_background_differ_in_brightness(editor):
    strokes = [Stroke(True, [0.2, 0.1, 0.8, 0.1]), Stroke(False, [0.5, 0.9])]
    editor.show_photo(shown_photo(Correction(strokes=strokes)))
    assert brightness_at(editor, 0.5, 0.1) > brightness_at(editor, 0.5, 0.9) + 50


@pytest.mark.parametrize("shade", [0, 128, 255])
def test_the_outline_shows_on_any_photo(editor, shade):
    editor.show_photo(shown_photo(photo=grey_picture(shade=shade)))
    here = point(editor, 0.5, 0.25)
    across = pixels(editor.canvas)[here.y() - 5 : here.y() + 6, here.x()]
    assert np.abs(across - shade).max(axis=1).max() > 100  # the line or its halo stands out
    red, _, blue = across[5]
    assert blue > red + 100  # the line itself is blue


def test_outside_the_box_the_photo_is_darker(editor):
    editor.show_photo(shown_photo(Correction(box=[0.3, 0.3, 0.7, 0.7]), photo=grey_picture(shade=200)))
    assert brightness_at(editor, 0.1, 0.5) < brightness_at(editor, 0.5, 0.5) - 50


def test_what_is_drawn_shows_at_once(editor, qtbot):
    editor.choose_tool("background")
    before = brightness_at(editor, 0.3, 0.6)
    drag(qtbot, editor, (0.3, 0.6), (0.5, 0.6), release=False)
    assert brightness_at(editor, 0.3, 0.6) < before - 20


def test_a_hidden_editor_shows_the_last_photo_when_it_comes(editor):
    editor.hide()
    editor.show_photo(shown_photo(Correction(inverted=True)))
    assert not editor.tools._changes["invert"].isChecked()
    editor.show()
    assert editor.tools._changes["invert"].isChecked()


def test_without_a_photo_there_is_nothing_to_do(editor, qtbot):
    editor.show_photo(None)
    drag(qtbot, editor, (0.2, 0.2), (0.8, 0.8))
    qtbot.keyClick(editor, Qt.Key.Key_5)
    assert editor.steps == []
    assert editor._title.text() == "No photo: drop one anywhere in the window"
    assert not editor._pictures[0].pixmap()


# --- tools and keys --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "change"),
    [
        (Qt.Key.Key_4, {"quarter_turns": 3}),
        (Qt.Key.Key_5, {"quarter_turns": 1}),
        (Qt.Key.Key_6, {"mirrored": True}),
        (Qt.Key.Key_7, {"inverted": True}),
    ],
)
def test_turn_mirror_and_invert_have_keys(editor, qtbot, key, change):
    qtbot.keyClick(editor.canvas, key)
    assert editor.steps == [Correction(**change)]


@pytest.mark.parametrize(
    ("key", "tool"), [(Qt.Key.Key_1, "box"), (Qt.Key.Key_2, "garment"), (Qt.Key.Key_3, "background")]
)
def test_the_drawing_tools_have_keys(editor, qtbot, key, tool):
    editor.choose_tool("garment" if tool == "box" else "box")
    qtbot.keyClick(editor.canvas, key)
    assert editor.canvas.tool() == tool
    assert editor.tools._tools[tool].isChecked()


def test_undo_and_start_over_are_wished_only_when_there_is_something(editor, qtbot):
    wished = []
    editor.undo_requested.connect(lambda: wished.append("undo"))
    editor.start_over_requested.connect(lambda: wished.append("start over"))

    def press():
        qtbot.keyClick(editor.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClick(editor.canvas, Qt.Key.Key_0)

    press()
    assert wished == []
    editor.show_photo(shown_photo(Correction(mirrored=True), can_undo=True))
    press()
    assert wished == ["undo", "start over"]


def test_escape_and_done_close(editor, qtbot):
    with qtbot.waitSignal(editor.closed):
        qtbot.keyClick(editor.canvas, Qt.Key.Key_Escape)
    with qtbot.waitSignal(editor.closed):
        editor._done.click()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_tool_has_a_name_a_hint_and_a_key(editor, language):
    set_language(language)
    QApplication.processEvents()
    buttons = editor.tools.findChildren(QAbstractButton)
    assert len(buttons) == 9
    names = [button.accessibleName() for button in buttons]
    assert all(names)
    assert len(set(names)) == 9
    keys = {action.shortcut().toString() for action in editor.tools.actions()}
    assert keys == {*"12345670", QKeySequence(QKeySequence.StandardKey.Undo).toString()}
    for button in buttons:
        name, _, key = button.toolTip().rpartition(" (")
        assert name == button.accessibleName()
        assert key.removesuffix(")") in keys


@pytest.mark.parametrize("language", ["en", "ru"])
def test_it_fits_a_small_window(editor, language):
    set_language(language)
    QApplication.processEvents()
    assert editor.minimumSizeHint().width() <= 664  # 1000 less the photo panel and the margins
    assert editor.minimumSizeHint().height() <= 530
