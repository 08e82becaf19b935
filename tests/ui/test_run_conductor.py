"""The time machine, going on with what was cut off, and the list of runs, in the whole window with a fake engine."""

import os
import signal
import sys
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt

from fashion_gui.core import runs
from fashion_gui.core.history import Epoch
from fashion_gui.core.networks import Dense, Network
from fashion_gui.core.options import OWN, TrainOptions
from fashion_gui.core.paths import runs_folder
from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import Stop
from fashion_gui.core.run_lock import lock_run
from fashion_gui.ui.engine_client import EngineClient, EngineState
from fashion_gui.ui.language import set_language
from fashion_gui.ui.main_window import MainWindow
from fashion_gui.ui.race_dialog import RaceDialog
from fashion_gui.ui.settings import Settings

FAKE = str(Path(__file__).resolve().parent.parent / "fake_engine.py")
NETWORK = Network((Dense(4, "relu"), Dense(10, "softmax")))
LONG = 20_000  # ms


def close(window):
    """Without the question whether to stop a training."""
    window.conductor.closing = True
    window.conductor.close()


def epochs(count):
    return tuple(Epoch(number, 1 / number, 0.5, 2 / number, 0.4, 0.1, 0.01) for number in range(1, count + 1))


def keep_run(name="2026-11-25_10-00-00_course_seed1", *, finished=2, result=None, options=None):
    """A run in the runs folder; its folder."""
    folder, options = runs_folder() / name, options or TrainOptions()
    runs.create_run(folder, options=options, network=NETWORK, versions={})
    weights = [np.zeros(shape, np.float32) for shape in NETWORK.weight_shapes()]
    runs.save_start(folder, weights)
    for count in range(1, finished + 1):
        runs.save_epoch(folder, options=options, history=epochs(count), weights=weights, state=[])
    if result:
        runs.save_result(folder, runs.Result(result, 0.4, 0.85, 1.0))
    return folder


@pytest.fixture
def make_window(qtbot):
    """A window that has begun, with an engine that is ready."""

    def make(mode="normal"):
        window = MainWindow(Settings(), engine=EngineClient(command=[sys.executable, FAKE, mode]))
        qtbot.addWidget(window, before_close_func=close)
        with qtbot.waitExposed(window):
            window.show()
        with qtbot.waitSignal(window.engine.ready, timeout=LONG):
            window.begin([])
        return window

    return make


def give_data(window, qtbot, folder):
    with qtbot.waitSignal(window.engine.dataset_ready, timeout=LONG):
        window.engine.use_dataset(folder)
    window.training.on_data(True)


def press(banner, qtbot):
    qtbot.mouseClick(banner._action_button, Qt.MouseButton.LeftButton)


# --- what was cut off ------------------------------------------------------------------------------------------------


def test_a_training_that_was_cut_off_is_offered_and_goes_on(make_window, qtbot, tmp_path):
    folder = keep_run(finished=2)
    window = make_window()
    assert "cut off after epoch 2 of 100" in window.banner.text()
    set_language("ru")
    qtbot.waitUntil(lambda: "оборвалось после эпохи 2 из 100" in window.banner.text())
    press(window.banner, qtbot)  # before the engine has its data: it waits for them
    with qtbot.waitSignal(window.engine.epoch_finished, timeout=LONG) as finished:
        give_data(window, qtbot, tmp_path)
    assert (finished.args[0].run, finished.args[0].epoch) == (folder.name, 3)
    assert [epoch.epoch for epoch in window.training.charts.history()] == [1, 2, 3]
    assert window.banner.isHidden()


@pytest.mark.parametrize("reason", ["completed", "stopped", "early", "diverged"])
def test_a_training_that_ended_is_not_offered(make_window, reason):
    keep_run(result=reason)
    assert make_window().banner.isHidden()


def test_a_training_in_another_window_is_not_offered(make_window):
    lock = lock_run(keep_run())
    try:
        assert make_window().banner.isHidden()
    finally:
        lock.release()


def test_after_a_crash_the_training_goes_on(make_window, qtbot, tmp_path):
    window = make_window()
    give_data(window, qtbot, tmp_path)
    with qtbot.waitSignal(window.engine.epoch_finished, timeout=LONG):
        window.training.press_train()
    run = window.engine._run
    with qtbot.waitSignal(window.engine.lost, timeout=LONG):
        os.kill(window.engine.engine_pid(), signal.SIGKILL)
    assert window.banner._action_button.text() == "Restart and resume the training"
    with qtbot.waitSignal(window.engine.run_started, timeout=LONG) as started:
        press(window.banner, qtbot)
    assert (started.args[0].run, started.args[0].done) == (run, 2)


def test_after_a_crash_at_rest_nothing_is_trained(make_window, qtbot):
    window = make_window()
    with qtbot.waitSignal(window.engine.lost, timeout=LONG):
        os.kill(window.engine.engine_pid(), signal.SIGKILL)
    assert window.banner._action_button.text() == "Restart"
    with qtbot.waitSignal(window.engine.ready, timeout=LONG):
        press(window.banner, qtbot)
    assert window.engine.state is EngineState.READY


# --- the time machine ------------------------------------------------------------------------------------------------


@pytest.fixture
def opened(make_window, qtbot):
    """A window whose network is that of a run of four epochs."""
    keep_run(finished=4, result="completed", options=TrainOptions(epochs=4))
    window = make_window()
    qtbot.waitUntil(lambda: len(window.training.charts.history()) == 4, timeout=LONG)
    return window


def test_the_slider_moves_everything_to_an_epoch_and_back(opened, qtbot):
    window = opened
    asked = []
    window.asker.ask_gallery = lambda: asked.append(window.conductor.runs.viewed_epoch())
    with qtbot.waitSignal(window.engine.epoch_viewed, timeout=LONG):
        window.training.slider.choose(2)
    assert window.training.charts.mark() == 2
    assert "after epoch 2" in window.status.text()
    assert asked == [2]
    with qtbot.waitSignal(window.engine.epoch_viewed, timeout=LONG):
        window.training.slider.choose(4)
    assert window.training.charts.mark() is None
    assert "after epoch" not in window.status.text()


def test_a_click_on_the_charts_moves_the_slider(opened, qtbot):
    with qtbot.waitSignal(opened.engine.epoch_viewed, timeout=LONG):
        opened.training.charts.epoch_chosen.emit(1)
    assert opened.training.slider.epoch() == 1


def test_of_many_wishes_the_last_one_counts(opened, qtbot):
    seen = []
    opened.engine.epoch_viewed.connect(lambda viewed: seen.append(viewed.epoch))
    for epoch in (1, 2, 3, 0):
        opened.conductor.runs.view(epoch)
    qtbot.waitUntil(lambda: seen == [1, 0], timeout=LONG)
    assert opened.training.charts.mark() == 0


def test_an_epoch_that_cannot_be_had_is_told_and_the_network_is_that_of_now(make_window, qtbot):
    keep_run(finished=9, result="completed", options=TrainOptions(epochs=9))
    window = make_window()
    qtbot.waitUntil(lambda: len(window.training.charts.history()) == 9, timeout=LONG)
    with qtbot.waitSignal(window.engine.failed, timeout=LONG):
        window.conductor.runs.view(7)
    assert "epoch 7 are not on disk" in window.banner.text()
    assert window.training.charts.mark() is None


# --- in hand ---------------------------------------------------------------------------------------------------------


def test_one_step_at_a_time(make_window, qtbot, tmp_path):
    window = make_window()
    give_data(window, qtbot, tmp_path)
    with qtbot.waitSignal(window.engine.run_paused, timeout=LONG):
        window.training.controls.step_requested.emit("step")
    qtbot.waitUntil(lambda: window.engine.state is EngineState.PAUSED, timeout=LONG)
    assert "engine: paused" in window.status.text()
    window.training.controls.resume_requested.emit()
    qtbot.waitUntil(lambda: window.engine.state is EngineState.TRAINING, timeout=LONG)
    window.training.controls.rate_requested.emit(0.5)
    qtbot.waitUntil(lambda: window.training.controls.rate.edit.text() == "0.5", timeout=LONG)
    with qtbot.waitSignal(window.engine.run_finished, timeout=LONG):
        window.training.controls.stop_requested.emit()


def test_a_built_network_is_what_train_trains(make_window, qtbot):
    window = make_window()
    window.training.on_data(True)
    window.network.network_edited.emit(NETWORK)
    assert window.training.fields.preset() == OWN
    with qtbot.waitSignal(window.training.train_requested) as asked:
        window.training.press_train()
    assert asked.args[0].network == NETWORK
    window.network.network_refused.emit(Problem("network_empty"))
    assert not window.training.controls.train.isEnabled()
    window.network.network_edited.emit(NETWORK)


# --- the list of runs ------------------------------------------------------------------------------------------------


def test_a_run_is_opened_from_the_list(make_window, qtbot):
    folder = keep_run(result="completed")
    window = make_window()
    with qtbot.waitSignal(window.engine.model_opened, timeout=LONG) as opened_now:
        window.runs.open_requested.emit(folder)
    assert opened_now.args[0].path == str(folder)


def test_two_runs_are_compared(make_window, qtbot, tmp_path, monkeypatch):
    one, two = (
        keep_run("2026-11-25_10-00-00_a", result="completed"),
        keep_run("2026-11-25_10-00-01_b", result="stopped"),
    )
    window = make_window()
    give_data(window, qtbot, tmp_path)
    shown = []
    monkeypatch.setattr(window.runs, "show_comparison", lambda *answers: shown.append(answers))
    window.runs.compare_requested.emit(one, two)
    qtbot.waitUntil(lambda: len(shown) == 1, timeout=LONG)
    assert len(shown[0]) == 2


# --- a race ----------------------------------------------------------------------------------------------------------


def test_a_race_ends_when_both_have(make_window, qtbot, tmp_path, monkeypatch):
    window = make_window()
    give_data(window, qtbot, tmp_path)
    drawn = []
    monkeypatch.setattr(window.runs, "overlay", lambda names: drawn.append(tuple(names)))
    first, second = (TrainOptions(epochs=5, seed=seed) for seed in (1, 2))
    rivals = []
    window.engine.rival_changed.connect(rivals.append)
    window.conductor.runs._race((first, NETWORK), (second, NETWORK))
    qtbot.waitUntil(lambda: len(rivals) == 2, timeout=LONG)  # it began, and learnt an epoch
    assert window.tabs.currentIndex() == window.pages.indexOf(window.runs)
    assert drawn == [(window.engine._run, rivals[0])]
    assert len(window.training.charts.history()) == 1
    ended = []
    window.engine.run_finished.connect(ended.append)
    window.engine.stop()
    qtbot.waitUntil(lambda: ended != [], timeout=LONG)
    assert len(rivals) == 4  # the first had ended, then the other, too
    assert ended[0].run != rivals[0]
    assert window.engine.state is EngineState.READY


def test_who_of_a_race_has_ended_is_no_longer_shown_as_training(make_window, qtbot, tmp_path):
    window = make_window()
    give_data(window, qtbot, tmp_path)
    one, two = window.engine.race((TrainOptions(), NETWORK), (TrainOptions(), NETWORK))
    qtbot.waitUntil(lambda: window.runs._training == {one, two}, timeout=LONG)
    window.engine._send(Stop(one))
    qtbot.waitUntil(lambda: window.runs._training == {two}, timeout=LONG)
    assert window.engine.runs_in_hand() == {two}
    assert window.engine.state is EngineState.TRAINING
    window.engine._send(Stop(two))
    qtbot.waitUntil(lambda: window.runs._training == set(), timeout=LONG)
    assert window.engine.runs_in_hand() == set()
    assert window.engine.state is EngineState.READY


def test_two_runs_of_a_race_have_two_names(make_window, qtbot, tmp_path):
    window = make_window()
    give_data(window, qtbot, tmp_path)
    one, two = window.engine.race((TrainOptions(), NETWORK), (TrainOptions(batch_size=50), NETWORK))
    assert one
    assert two
    assert one != two
    assert window.engine.race((TrainOptions(), NETWORK), (TrainOptions(), NETWORK)) == ("", "")  # one is in hand


def test_there_is_no_race_without_data(make_window, qtbot):
    window = make_window()
    window.runs.race_requested.emit()
    assert window.findChildren(RaceDialog) == []
