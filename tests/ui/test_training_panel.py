"""Options, buttons and charts of the training panel."""

import pytest

from fashion_gui.core.options import TrainOptions
from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import EpochFinished, RunFinished, RunStarted
from fashion_gui.ui.engine_client import EngineState
from fashion_gui.ui.language import set_language
from fashion_gui.ui.training_panel import TrainingPanel


@pytest.fixture
def panel(qtbot):
    panel = TrainingPanel()
    qtbot.addWidget(panel)
    panel.on_data(True)
    panel.on_state(EngineState.READY)
    return panel


def test_the_defaults_are_those_of_the_course(panel):
    assert panel.options() == TrainOptions()


def test_train_sends_what_the_fields_say(panel, qtbot):
    panel._edits["epochs"].setText("7")
    panel._edits["learning_rate"].setText("0,05")
    with qtbot.waitSignal(panel.train_requested) as asked:
        panel._train.click()
    assert asked.args == [TrainOptions(epochs=7, learning_rate=0.05)]


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("epochs", "0"),
        ("epochs", "2.5"),
        ("epochs", ""),
        ("batch_size", "0"),
        ("batch_size", "60001"),
        ("learning_rate", "0"),
        ("learning_rate", "1e9"),
        ("learning_rate", "nan"),
        ("seed", "-1"),
    ],
)
def test_a_value_out_of_range_is_explained_and_train_waits(panel, qtbot, field, text):
    panel._edits[field].setText(text)
    assert not panel._train.isEnabled()
    assert panel._edits[field].property("invalid") is True
    sentence = panel._sentence.text()
    set_language("ru")
    qtbot.waitUntil(lambda: panel._sentence.text() != sentence)
    panel._edits[field].setText(str(getattr(TrainOptions(), field)))
    assert panel._train.isEnabled()


@pytest.mark.parametrize(
    ("state", "train", "stop"),
    [
        (EngineState.STARTING, False, False),
        (EngineState.READY, True, False),
        (EngineState.TRAINING, False, True),
        (EngineState.STOPPING, False, False),
        (EngineState.FAILED, False, False),
    ],
)
def test_the_state_decides_the_buttons(panel, state, train, stop):
    panel.on_state(state)
    assert (panel._train.isEnabled(), panel._stop.isEnabled()) == (train, stop)


def test_no_data_no_training(panel):
    panel.on_data(False)
    assert not panel._train.isEnabled()


def test_curves_grow_and_the_result_stands_beside_the_reports(panel):
    panel.on_state(EngineState.TRAINING)
    panel.on_started(RunStarted("r", "", TrainOptions(epochs=3), 3, 240))
    for epoch in (1, 2, 3):
        panel.on_epoch(EpochFinished("r", epoch, 1 / epoch, 0.5, 1 / epoch, 0.4 + epoch / 10, 0.5))
        assert len(panel.charts.history()) == epoch
    assert panel._progress_text.text() == "Epoch 3 of 3"
    panel.on_state(EngineState.READY)
    panel.on_finished(RunFinished("r", "completed", 3, 0.3612, 0.8725, 1.5, ""))
    text = panel._sentence.text()
    assert all(figure in text for figure in ("0.8725", "0.3612", "0.8731", "0.3602", "3 epochs"))


def test_a_diverged_training_says_why(panel):
    panel.on_started(RunStarted("r", "", TrainOptions(epochs=3), 3, 240))
    panel.on_diverged(Problem("diverged", epoch=1))
    assert "smaller learning rate" in panel._sentence.text()
