"""Building one's own network in the tab "Network": by mouse, by keyboard, and what follows from each step."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QSpinBox, QWidget

from fashion_gui.core.keras_code import keras_code
from fashion_gui.core.networks import (
    COURSE_NETWORK,
    PHOTO_NETWORK,
    Conv2D,
    Dense,
    Dropout,
    MaxPooling2D,
    Network,
)
from fashion_gui.core.options import TrainOptions
from fashion_gui.core.presets import PRESETS
from fashion_gui.ui.language import set_language
from fashion_gui.ui.network_draft import NEW_LAYERS, OUTPUT
from fashion_gui.ui.network_panel import NetworkPanel
from fashion_gui.ui.network_summary import summary_text
from fashion_gui.ui.preset_texts import preset_name

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen: size hints, raise()

A, B = Dense(256, "relu"), Dense(128, "relu")
CONV = Conv2D(16, 3, "relu")
LEFT = Qt.MouseButton.LeftButton
SMALL = (676, 530)  # what a window of 1024x640 leaves


@pytest.fixture
def panel(qtbot):
    panel = NetworkPanel()
    qtbot.addWidget(panel)
    panel.resize(915, 690)
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()
    panel.told = []
    panel.edit_started.connect(lambda: panel.told.append("started"))
    panel.edit_left.connect(lambda: panel.told.append("left"))
    panel.network_edited.connect(panel.told.append)
    panel.network_refused.connect(lambda problem: panel.told.append(problem.code))
    return panel


@pytest.fixture
def building(panel):
    panel.start_building(COURSE_NETWORK)
    panel.told.clear()
    return panel


def lines(panel):
    return panel.editor.list.lines


def layers(panel):
    return panel.editor.draft.layers


def field(panel, place, name):
    return lines(panel)[place].fields.fields[name]


def menu_action(button, text):
    return next(action for action in button.menu().actions() if text in action.text())


def add(panel, name):
    """`name` is Keras'."""
    menu_action(panel.editor.add, f"\t{name}").trigger()


def shown_names(panel):
    """The layers in the table: those of the last possible network."""
    return [panel.table.item(row, 0).text().split()[0] for row in range(panel.table.rowCount())]


def keys(widget, *sequence):
    for key in sequence:
        QTest.keyClick(widget, key)


def press(panel, key, modifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


# --- the mode ---------------------------------------------------------------------------------------------------------


def test_building_starts_from_what_is_shown_and_says_so(panel):
    panel.show_network(PHOTO_NETWORK)
    assert not panel.is_building()
    assert panel.editor.isHidden()
    QTest.mouseClick(panel.build, LEFT)
    assert panel.is_building()
    assert panel.editor.isVisible()
    assert layers(panel) == PHOTO_NETWORK.layers
    assert panel.told == ["started", PHOTO_NETWORK]


def test_what_the_window_shows_waits_while_one_builds(building):
    building.show_network(PHOTO_NETWORK)
    assert layers(building) == COURSE_NETWORK.layers
    assert building.total.text() == "Total params: 235,146"
    building.leave_building()
    assert building.told == ["left"]
    assert building.editor.isHidden()
    assert building.total.text() == f"Total params: {PHOTO_NETWORK.parameter_count():,}"


def test_the_own_network_is_still_there_the_next_time(building):
    add(building, "Dropout")
    own = building.own_network()
    building.leave_building()
    building.show_network(PHOTO_NETWORK)
    building.told.clear()
    building.start_building()
    assert building.own_network() == own
    assert building.told == ["started", own]


def test_another_network_can_be_given_to_build_on(building):
    building.start_building(PHOTO_NETWORK)
    assert layers(building) == PHOTO_NETWORK.layers
    assert building.told == [PHOTO_NETWORK]
    assert not building.editor.steps["undo"].isEnabled()


def test_no_layer_of_the_old_network_is_chosen_in_a_new_one(building):
    lines(building)[1].setFocus()
    building.start_building(PHOTO_NETWORK)
    assert building.editor.list.place() == 0  # the keyboard stays in the list
    assert QApplication.focusWidget() is lines(building)[0]


def test_while_a_training_runs_it_is_said_for_which_training_one_builds(building):
    before = building._title.text()
    building.show_training(trains=True)
    assert building._title.text() != before
    add(building, "Dropout")
    assert len(layers(building)) == 4
    building.show_training(trains=False)
    assert building._title.text() == before


# --- steps ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("layer", NEW_LAYERS, ids=lambda layer: type(layer).__name__)
def test_every_kind_can_be_added_from_the_menu(panel, layer):
    panel.start_building(Network((CONV, OUTPUT)))
    add(panel, type(layer).__name__)
    assert layers(panel) == (CONV, layer, OUTPUT)
    assert panel.told[-1] == Network(layers(panel))
    assert panel.editor.list.place() == 1


def test_a_new_layer_comes_behind_the_chosen_one_and_has_the_keyboard(building):
    lines(building)[0].setFocus()
    add(building, "Dropout")
    assert layers(building) == (A, Dropout(0.3), B, OUTPUT)
    assert QApplication.focusWidget() is lines(building)[1]


def test_settings_are_edited_in_place(panel):
    panel.start_building(Network((CONV, MaxPooling2D(2), Dropout(0.3), Dense(64, "relu"), OUTPUT)))
    field(panel, 0, "filters").setValue(24)
    field(panel, 0, "size").setCurrentText("5 × 5")
    field(panel, 0, "activation").setCurrentText("tanh")
    field(panel, 1, "size").setCurrentText("4 × 4")
    field(panel, 2, "rate").setValue(12.5)
    field(panel, 3, "units").setValue(100)
    field(panel, 3, "activation").setCurrentText("sigmoid")
    wanted = (Conv2D(24, 5, "tanh"), MaxPooling2D(4), Dropout(0.125), Dense(100, "sigmoid"), OUTPUT)
    assert layers(panel) == wanted
    assert panel.told[-1] == Network(wanted)
    assert "12.5 %" in field(panel, 2, "rate").text()


def test_numbers_are_typed(building):
    number = field(building, 0, "units")
    number.setFocus()
    number.selectAll()
    QTest.keyClicks(number, "300")
    assert layers(building)[0] == Dense(300, "relu")
    press(building, Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier)
    assert layers(building)[0] == Dense(512, "relu")
    press(building, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
    press(building, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
    assert layers(building)[0] == Dense(128, "relu")


def test_arrows_of_a_number_stay_inside_its_range(building):
    number = field(building, 1, "units")
    number.stepBy(20)
    assert number.value() == 4096
    number.stepBy(-20)
    assert number.value() == 1
    number.stepBy(-1)
    assert number.value() == 1


def test_a_foreign_activation_is_kept(panel):
    panel.start_building(Network((Dense(20, "softmax"), OUTPUT)))
    assert field(panel, 0, "activation").currentText() == "softmax"
    field(panel, 0, "units").setValue(21)
    assert layers(panel)[0] == Dense(21, "softmax")


def test_layers_are_moved_and_removed_by_buttons(building):
    steps = building.editor.steps
    assert not any(steps[name].isEnabled() for name in ("up", "down", "remove"))
    lines(building)[0].setFocus()
    assert [steps[name].isEnabled() for name in ("up", "down", "remove")] == [False, True, True]
    QTest.mouseClick(steps["down"], LEFT)
    assert layers(building) == (B, A, OUTPUT)
    assert building.editor.list.place() == 1
    QTest.mouseClick(steps["up"], LEFT)
    QTest.mouseClick(steps["remove"], LEFT)
    assert layers(building) == (B, OUTPUT)


def test_the_outputs_are_fixed_and_say_why(building):
    last = lines(building)[-1]
    last.setFocus()
    assert not any(building.editor.steps[name].isEnabled() for name in ("up", "down", "remove"))
    assert last.fields.isHidden()
    assert "fixed" in last.accessibleDescription()
    QTest.keyClick(last, Qt.Key.Key_Delete)
    assert layers(building) == COURSE_NETWORK.layers


def test_one_can_start_from_any_network(building):
    offered = [action.text() for action in building.editor.start.menu().actions() if not action.isSeparator()]
    assert preset_name("course") in offered
    assert preset_name("photo") in offered
    networks = set()
    for action in building.editor.start.menu().actions():
        if not action.isSeparator():
            action.trigger()
            networks.add(Network(layers(building)))
    assert networks == {*(preset.network for preset in PRESETS.values()), Network((OUTPUT,))}
    for _ in offered:
        QTest.mouseClick(building.editor.steps["undo"], LEFT)
    assert layers(building) == COURSE_NETWORK.layers


def test_the_keyboard_alone_builds_a_network(building):
    first = lines(building)[0]
    first.setFocus()
    keys(first, Qt.Key.Key_Down, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is first
    keys(first, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is lines(building)[1]
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    press(building, Qt.Key.Key_Up, both)
    assert layers(building) == (B, A, OUTPUT)
    assert QApplication.focusWidget() is lines(building)[0]
    press(building, Qt.Key.Key_Down, both)
    assert layers(building) == (A, B, OUTPUT)
    press(building, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
    assert layers(building) == (A, OUTPUT)
    press(building, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert layers(building) == (A, B, OUTPUT)
    press(building, Qt.Key.Key_Z, both)
    assert layers(building) == (A, OUTPUT)


def test_tab_reaches_everything(building):
    wanted = {
        *(line for line in lines(building)),
        *(line.fields.fields[name] for line in lines(building)[:-1] for name in ("units", "activation")),
        *(building.editor.add, building.editor.start, building.build, building.diagram),
    }
    building.build.setFocus()
    reached = set()
    for _ in range(60):
        reached.add(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert wanted <= reached
    assert building.views.buttons["layers"] in reached


def test_arrow_keys_go_from_view_to_view(building):
    buttons = building.views.buttons
    buttons["layers"].setFocus()
    press(building, Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier)
    assert building.table.isVisible()
    press(building, Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier)
    assert building.views.code.isVisible()
    press(building, Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier)
    assert building.table.isVisible()


def drag(panel, place, target, *, release=True):
    """By the number of the line at `place` to just above the middle of the line at `target`."""
    line = lines(panel)[place]
    start = line.handle.geometry().center()
    end = line.mapFrom(panel.editor.list.widget(), QPoint(40, lines(panel)[target].geometry().center().y() - 4))
    QTest.mousePress(line, LEFT, pos=start)
    QTest.mouseMove(line, end)
    if release:
        QTest.mouseRelease(line, LEFT, pos=end)


@pytest.mark.parametrize(
    ("place", "target", "wanted"),
    [
        (2, 0, (Dropout(0.3), A, B, OUTPUT)),
        (0, 3, (B, Dropout(0.3), A, OUTPUT)),
        (0, 2, (B, A, Dropout(0.3), OUTPUT)),
        (1, 1, (A, B, Dropout(0.3), OUTPUT)),
        (1, 2, (A, B, Dropout(0.3), OUTPUT)),
        (3, 0, (A, B, Dropout(0.3), OUTPUT)),
    ],
)
def test_layers_are_dragged(panel, place, target, wanted):
    panel.start_building(Network((A, B, Dropout(0.3), OUTPUT)))
    drag(panel, place, target)
    assert layers(panel) == wanted


def test_a_mark_shows_where_a_dragged_layer_would_go(building):
    drag(building, 1, 0, release=False)
    mark = building.editor.list._mark
    assert mark.isVisible()
    assert mark.y() < lines(building)[0].geometry().center().y()
    QTest.mouseRelease(lines(building)[1], LEFT)
    assert mark.isHidden()


def test_the_wheel_scrolls_and_changes_nothing(panel, qapp):
    panel.resize(*SMALL)
    panel.start_building(PHOTO_NETWORK)
    qapp.processEvents()
    number, choice = field(panel, 0, "filters"), field(panel, 0, "activation")
    for widget in (number, choice):
        place = QPointF(widget.mapTo(panel, widget.rect().center()))
        QTest.wheelEvent(panel.windowHandle(), place, QPoint(0, -120))
        assert panel.editor.list.verticalScrollBar().value() > 0
        panel.editor.list.verticalScrollBar().setValue(0)
    assert layers(panel) == PHOTO_NETWORK.layers


# --- what follows -----------------------------------------------------------------------------------------------------


def test_everything_follows_a_change(building):
    field(building, 0, "units").setValue(100)
    network = Network((Dense(100, "relu"), B, OUTPUT))
    assert building.told == [network]
    assert building.total.text() == f"Total params: {network.parameter_count():,}"
    assert building.diagram.layout_now().rows == network.rows()
    assert building.table.item(2, 2).text() == "78,500"
    assert building.views.code.toPlainText() == keras_code(network, TrainOptions())
    assert "78\u202f500 parameters" in lines(building)[0].accessibleDescription()
    assert "→ 100" in lines(building)[0].accessibleDescription()


def test_the_code_follows_the_options(panel):
    options = TrainOptions(epochs=7, optimizer="adam", schedule="cosine", flips=True)
    panel.show_options(options)
    assert panel.views.code.toPlainText() == keras_code(COURSE_NETWORK, options)


def test_comments_of_the_code_follow_the_language(panel, qapp):
    set_language("ru")
    qapp.processEvents()
    assert panel.views.code.toPlainText() == keras_code(COURSE_NETWORK, TrainOptions(), "ru")


def test_code_and_summary_are_copied(panel):
    QTest.mouseClick(panel.views.buttons["code"], LEFT)
    assert panel.views.code.isVisible()
    assert panel.table.isHidden()
    panel.copy.click()
    assert QGuiApplication.clipboard().text() == keras_code(COURSE_NETWORK, TrainOptions())
    told = panel.copy.text()
    QTest.mouseClick(panel.views.buttons["summary"], LEFT)
    assert panel.copy.text() != told  # this has not been copied yet
    panel.copy.click()
    assert QGuiApplication.clipboard().text() == summary_text(COURSE_NETWORK)


def test_what_is_read_stays_in_view_while_the_code_changes(building):
    building.views.show_view("code")
    bar = building.views.code.verticalScrollBar()
    bar.setValue(7)
    building.show_options(TrainOptions(epochs=3))
    assert bar.value() == 7


def test_a_chosen_layer_is_the_same_everywhere(panel):
    panel.start_building(PHOTO_NETWORK)
    lines(panel)[3].setFocus()
    row = PHOTO_NETWORK.row_indices()[3]
    assert panel.diagram.selected() == panel.table.currentRow() == row
    panel.diagram.layer_chosen.emit(PHOTO_NETWORK.row_indices()[5])
    assert panel.editor.list.place() == 5
    panel.diagram.layer_chosen.emit(0)  # the division by 255 is in no list
    assert panel.diagram.selected() == 0


def test_the_chosen_layer_stays_chosen_while_it_is_edited(building):
    field(building, 1, "units").setFocus()
    field(building, 1, "units").setValue(77)
    assert building.editor.list.place() == 1
    assert building.diagram.selected() == 3
    assert QApplication.focusWidget() is field(building, 1, "units")


# --- impossible networks ----------------------------------------------------------------------------------------------


def test_an_impossible_network_is_explained_at_its_layer(building):
    add(building, "Conv2D")
    possible = building.own_network()
    QTest.mouseClick(building.editor.steps["down"], LEFT)
    assert building.told[-1] == "layer_without_picture"
    assert building.own_problem().code == "layer_without_picture"
    problems = [line.problem.text() for line in lines(building)]
    assert [bool(text) for text in problems] == [False, True, False, False]
    assert lines(building)[1].problem.isVisible()
    assert problems[1] in lines(building)[1].accessibleDescription()
    assert "2" in building.total.text()
    # What was possible last is still drawn, and it is said that it is not what is built.
    assert building.own_network() == possible
    assert building.diagram.layout_now().rows == possible.rows()
    assert "last" in building.hint.text()


def test_a_mended_network_is_possible_again(building):
    add(building, "Conv2D")
    QTest.mouseClick(building.editor.steps["down"], LEFT)
    QTest.mouseClick(building.editor.steps["undo"], LEFT)
    assert building.told[-1] == building.own_network() == Network((CONV, A, B, OUTPUT))
    assert not any(line.problem.text() for line in lines(building))
    assert building.total.text().startswith("Total params")


def test_problems_of_no_single_layer_are_explained_above(panel):
    panel.start_building(Network((Dense(8, "relu"),) * 19 + (OUTPUT,)))
    assert panel.editor.problem.isHidden()
    add(panel, "Dense")
    assert panel.told[-1] == "network_too_long"
    assert panel.editor.problem.isVisible()
    assert "20" in panel.editor.problem.text()
    QTest.mouseClick(panel.editor.steps["remove"], LEFT)
    assert panel.editor.problem.isHidden()


def test_choosing_layers_of_an_impossible_network_chooses_none_in_the_diagram(building):
    add(building, "Conv2D")
    QTest.mouseClick(building.editor.steps["down"], LEFT)
    for line in lines(building):
        line.setFocus()
        assert building.diagram.selected() == -1


def test_the_explanation_follows_the_language(building, qapp):
    add(building, "Conv2D")
    QTest.mouseClick(building.editor.steps["down"], LEFT)
    set_language("ru")
    qapp.processEvents()
    assert lines(building)[1].problem.text().startswith("Слою 2")
    assert lines(building)[1].accessibleName() == "Слой 2: Свёртка"
    set_language("en")
    qapp.processEvents()
    assert lines(building)[1].problem.text().startswith("Layer 2")


def test_an_impossible_network_is_still_refused_after_coming_back(building):
    add(building, "Conv2D")
    QTest.mouseClick(building.editor.steps["down"], LEFT)
    building.leave_building()
    assert building.total.text() == "Total params: 235,146"
    building.told.clear()
    building.start_building()
    assert building.told == ["started", "layer_without_picture"]


# --- looks ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("view", ["layers", "summary", "code"])
@pytest.mark.parametrize("network", [COURSE_NETWORK, PHOTO_NETWORK, Network((Dense(8, "relu"),) * 19 + (OUTPUT,))])
def test_it_fits_into_a_small_window(panel, language, view, network):
    set_language(language)
    panel.resize(*SMALL)
    panel.show_options(PRESETS["photo"].options)
    panel.start_building(network)
    panel.views.show_view(view)
    assert panel.minimumSizeHint().width() <= SMALL[0]
    assert panel.minimumSizeHint().height() <= SMALL[1]
    assert (panel.width(), panel.height()) == SMALL
    inside = panel.editor.list.viewport().width()
    assert all(line.minimumSizeHint().width() <= inside for line in lines(panel)) or view != "layers"


def test_every_field_and_button_has_a_name(panel):
    panel.start_building(PHOTO_NETWORK)
    fields = [widget for line in lines(panel) for widget in line.findChildren(QSpinBox) + line.findChildren(QComboBox)]
    buttons = [*panel.editor.steps.values(), panel.editor.add, panel.editor.start, *panel.views.buttons.values()]
    named: list[QWidget] = [*lines(panel), *fields, *buttons, panel.views.code, panel.build]
    assert len(fields) > 10
    assert all(widget.accessibleName() or widget.text() for widget in named)


def test_a_chosen_and_an_impossible_line_look_different(building):
    plain = lines(building)[1].grab().toImage()
    lines(building)[1].set_chosen(True)
    chosen = lines(building)[1].grab().toImage()
    lines(building)[1].show_problem("!")
    assert chosen != plain
    assert lines(building)[1].grab().toImage() not in (plain, chosen)
