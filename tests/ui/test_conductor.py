"""What follows from what, in the whole window with a fake engine."""

import sys
from pathlib import Path

import pytest

from fashion_gui.ui.engine_client import EngineClient, EngineState
from fashion_gui.ui.main_window import MainWindow
from fashion_gui.ui.settings import Settings

FAKE = str(Path(__file__).resolve().parent.parent / "fake_engine.py")


@pytest.fixture
def make_window(qtbot):
    """A window whose engine is ready and misbehaves as `mode` says; no photo worker is started."""

    def make(mode="normal"):
        window = MainWindow(Settings(), engine=EngineClient(command=[sys.executable, FAKE, mode]))
        qtbot.addWidget(window, before_close_func=lambda window: window.conductor.close())
        with qtbot.waitExposed(window):
            window.show()
        with qtbot.waitSignal(window.engine.ready, timeout=20_000):
            window.engine.start()
        return window

    return make


@pytest.fixture
def window(make_window):
    return make_window()


def open_network(qtbot, window, path):
    with qtbot.waitSignal(window.engine.model_opened, timeout=20_000):
        window.engine.open_model(path)


def train(qtbot, window, signal):
    """Train until the engine sends `signal`."""
    window.training.on_data(True)
    with qtbot.waitSignal(signal, timeout=20_000):
        window.training.press_train()


# --- which network answers -------------------------------------------------------------------------------------------


def test_the_status_bar_names_the_run_from_its_start(window, qtbot, tmp_path):
    open_network(qtbot, window, tmp_path / "before.keras")
    assert "answers of: before.keras" in window.status.text()
    train(qtbot, window, window.engine.epoch_finished)
    run = window.engine._run
    assert f"answers of: {run}" in window.status.text()
    with qtbot.waitSignal(window.engine.run_finished, timeout=20_000):
        window.engine.stop()
    assert f"answers of: {run}" in window.status.text()


@pytest.mark.parametrize("mode", ["no_epoch", "diverge"])
def test_without_a_finished_epoch_the_network_before_is_named_again(make_window, qtbot, tmp_path, mode):
    window = make_window(mode)
    open_network(qtbot, window, tmp_path / "before.keras")
    if mode == "diverge":
        train(qtbot, window, window.engine.run_finished)
    else:
        train(qtbot, window, window.engine.steps_done)
        assert "before.keras" not in window.status.text()
        with qtbot.waitSignal(window.engine.run_finished, timeout=20_000):
            window.engine.stop()
    assert window.engine.state is EngineState.READY
    assert "engine: ready  ·  answers of: before.keras" in window.status.text()
