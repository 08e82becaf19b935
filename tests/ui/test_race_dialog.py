from dataclasses import replace

import pytest

from fashion_gui.core.networks import COURSE_NETWORK
from fashion_gui.core.options import TrainOptions
from fashion_gui.core.presets import PRESETS
from fashion_gui.ui.race_dialog import RaceDialog

OPTIONS = TrainOptions(epochs=7, seed=5)


@pytest.fixture
def dialog(qtbot):
    dialog = RaceDialog(OPTIONS, COURSE_NETWORK)
    qtbot.addWidget(dialog)
    return dialog


def choose(dialog, knob):
    dialog.knob.setCurrentIndex(dialog.knob.findData(knob))


def knobs():
    dialog_knobs = ["learning_rate", "optimizer", "schedule", "batch_size", "epochs", "seed", "weight_decay"]
    return [*dialog_knobs, "label_smoothing", "shifts", "flips", "averaging"]


@pytest.mark.parametrize("knob", knobs())
def test_each_knob_begins_with_something_else_and_nothing_more(dialog, knob):
    choose(dialog, knob)
    options, network = dialog.second()
    assert getattr(options, knob) != getattr(OPTIONS, knob)
    assert replace(options, **{knob: getattr(OPTIONS, knob)}) == OPTIONS
    assert network == COURSE_NETWORK
    assert dialog.start.isEnabled()


def test_another_preset_brings_its_network_and_its_options(dialog):
    choose(dialog, "preset")
    assert dialog.choice.findData("course") < 0
    dialog.choice.setCurrentIndex(dialog.choice.findData("quick"))
    assert dialog.second() == (replace(PRESETS["quick"].options, seed=5), PRESETS["quick"].network)


def test_what_cannot_be_is_explained(dialog):
    dialog.number.setText("0")
    assert not dialog.start.isEnabled()
    assert "Learning rate" in dialog._sentence.text()
    dialog.number.setText("0,01")  # what the first has
    assert "Nothing differs" in dialog._sentence.text()
    dialog.number.setText("0.3")
    assert dialog.start.isEnabled()
    assert dialog._sentence.text() == ""


def test_start_tells_both(dialog, qtbot):
    with qtbot.waitSignal(dialog.started) as started:
        dialog.start.click()
    assert started.args == [(OPTIONS, COURSE_NETWORK), (replace(OPTIONS, learning_rate=0.1), COURSE_NETWORK)]
