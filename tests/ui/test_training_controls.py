"""The row of buttons for a training in hand, and the rate while it runs."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget

from fashion_gui.ui.engine_client import EngineState
from fashion_gui.ui.language import set_language
from fashion_gui.ui.training_controls import TrainingControls

pytestmark = pytest.mark.usefixtures("set_theme")


@pytest.fixture
def controls(qtbot):
    controls = TrainingControls()
    qtbot.addWidget(controls)
    controls.show_rate(0.01)
    controls.show_state(EngineState.READY)
    with qtbot.waitExposed(controls):
        controls.show()
    return controls


def enabled(controls):
    parts = {"train": controls.train, **controls.buttons}
    return {name for name, button in parts.items() if button.isEnabled()}


@pytest.mark.parametrize(
    ("state", "wanted"),
    [
        (EngineState.STARTING, set()),
        (EngineState.READY, {"train", "epoch", "step"}),
        (EngineState.TRAINING, {"pause", "stop"}),
        (EngineState.PAUSED, {"pause", "epoch", "step", "stop"}),
        (EngineState.STOPPING, set()),
        (EngineState.FAILED, set()),
    ],
)
def test_the_state_decides_the_buttons(controls, state, wanted):
    controls.show_state(state)
    assert enabled(controls) == wanted
    assert controls.rate.isVisible() == (state in (EngineState.TRAINING, EngineState.PAUSED))


def test_without_data_nothing_can_begin(controls):
    controls.show_state(EngineState.READY, can_train=False)
    assert enabled(controls) == set()
    controls.show_state(EngineState.PAUSED, can_train=False)  # the one in hand has its data
    assert enabled(controls) == {"pause", "epoch", "step", "stop"}


@pytest.mark.parametrize("name", ["train", "step"])
def test_a_button_that_was_pressed_has_the_focus_again_when_it_can_be_pressed(controls, qtbot, name):
    pressed = {"train": controls.train, **controls.buttons}[name]
    pressed.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(pressed.hasFocus)
    controls.show_state(EngineState.TRAINING)
    assert controls.buttons["stop"].hasFocus()
    controls.show_state(EngineState.PAUSED)
    assert (controls.buttons["step"] if name == "step" else controls.buttons["stop"]).hasFocus()
    controls.show_state(EngineState.STOPPING)
    assert controls.hasFocus()
    controls.show_state(EngineState.READY)
    assert pressed.hasFocus()


def test_the_focus_elsewhere_stays_there(controls, qtbot):
    edit = QLineEdit()
    qtbot.addWidget(edit)
    with qtbot.waitExposed(edit):
        edit.show()
    edit.activateWindow()
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus)
    for state in (EngineState.TRAINING, EngineState.READY):
        controls.show_state(state)
        assert edit.hasFocus()


def test_each_button_wishes_its_own(controls, qtbot):
    told = []
    controls.train_requested.connect(lambda: told.append("train"))
    controls.pause_requested.connect(lambda: told.append("pause"))
    controls.resume_requested.connect(lambda: told.append("resume"))
    controls.step_requested.connect(told.append)
    controls.stop_requested.connect(lambda: told.append("stop"))
    controls.train.click()
    controls.buttons["epoch"].click()
    controls.show_state(EngineState.TRAINING)
    controls.buttons["pause"].click()
    controls.show_state(EngineState.PAUSED)
    controls.buttons["step"].click()
    controls.buttons["pause"].click()
    controls.buttons["stop"].click()
    assert told == ["train", "epoch", "pause", "step", "resume", "stop"]


def test_the_keys_work_and_stand_in_the_hints(controls, qtbot):
    QTest.qWait(0)
    with qtbot.waitSignal(controls.step_requested) as asked:
        QTest.keyClick(controls, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == ["epoch"]
    for name, action in controls.commands.items():
        assert action.shortcut().toString() in controls.buttons[name].toolTip()


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("width", [380, 520, 640])
def test_all_of_it_fits_and_nothing_moves_when_a_training_begins_or_pauses(controls, qtbot, language, width):
    set_language(language)
    controls.resize(width, controls.height())
    places = []
    for state in EngineState:
        controls.show_state(state)
        QApplication.processEvents()
        places.append([button.geometry() for button in (controls.train, *controls.buttons.values())])
        assert all(rect.width() >= 26 for rect in places[-1])
        assert controls.rate.geometry().right() < width
        assert controls.minimumSizeHint().width() <= 380
    assert [place for place in places if place != places[0]] == []


def test_texts_give_way_where_it_is_narrow_and_come_back(controls):
    def shown():
        icon_only = Qt.ToolButtonStyle.ToolButtonIconOnly
        return [button.toolButtonStyle() != icon_only for button in controls.buttons.values()]

    controls.resize(900, 40)
    assert all(shown())
    controls.resize(380, 40)
    assert not any(shown())
    assert all(button.accessibleName() and not button.icon().isNull() for button in controls.buttons.values())
    controls.resize(900, 40)
    assert all(shown())


def test_in_a_narrow_window_the_row_takes_what_is_there(qtbot):
    window, controls = QWidget(), TrainingControls()
    qtbot.addWidget(window)
    QHBoxLayout(window).addWidget(controls)
    window.show()
    window.resize(410, 80)
    QApplication.processEvents()
    assert window.width() == 410
    assert controls.width() <= 410


def test_the_language_is_followed(controls, qtbot):
    controls.show_state(EngineState.PAUSED)
    english = [controls.train.text(), *(button.text() for button in controls.buttons.values())]
    assert english == ["Train", "Resume", "One epoch", "One step", "Stop"]
    set_language("ru")
    qtbot.waitUntil(lambda: controls.train.text() == "Обучить")
    assert controls.buttons["pause"].text() == "Дальше"


# --- the rate --------------------------------------------------------------------------------------------------------


@pytest.fixture
def edit(controls) -> QLineEdit:
    controls.show_state(EngineState.TRAINING)
    return controls.rate.edit


def typed(edit, text):
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, text)


def test_the_rate_now_is_shown(controls, edit):
    assert edit.text() == "0.01"
    controls.show_rate(0.00123456)
    assert edit.text() == "0.001235"


@pytest.mark.parametrize("text", ["0.005", "0,005", " 5e-3 "])
def test_enter_applies_another_rate(controls, edit, qtbot, text):
    typed(edit, text)
    with qtbot.waitSignal(controls.rate_requested) as asked:
        QTest.keyClick(edit, Qt.Key.Key_Return)
    assert asked.args == [0.005]
    controls.show_rate(0.004)  # it goes on along its schedule
    assert edit.text() == "0.004"


@pytest.mark.parametrize("text", ["0", "-1", "11", "abc", "nan", "inf"])
def test_what_is_no_rate_is_explained_and_changes_nothing(controls, edit, qtbot, text):
    typed(edit, text)
    assert edit.property("invalid") is True
    assert "Learning rate" in edit.toolTip()
    with qtbot.assertNotEmitted(controls.rate_requested):
        QTest.keyClick(edit, Qt.Key.Key_Return)
    assert edit.text() == text
    typed(edit, "0.02")
    assert edit.property("invalid") is False


def test_what_is_being_typed_stays_until_escape(controls, edit):
    typed(edit, "0.5")
    controls.show_rate(0.009)
    assert edit.text() == "0.5"
    QTest.keyClick(edit, Qt.Key.Key_Escape)
    assert edit.text() == "0.009"


def test_going_elsewhere_gives_up_what_was_typed(controls, edit, qtbot):
    typed(edit, "abc")
    controls.buttons["pause"].setFocus()
    qtbot.waitUntil(lambda: edit.text() == "0.01")
    assert edit.property("invalid") is False
