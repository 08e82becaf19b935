"""The window's end of the engine against a fake engine that misbehaves on demand."""

import os
import signal
import sys
from pathlib import Path

import numpy as np
import pytest

from fashion_gui.core.networks import COURSE_NETWORK
from fashion_gui.core.options import TrainOptions
from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import RunPaused
from fashion_gui.ui.engine_client import EngineClient, EngineState

FAKE = str(Path(__file__).resolve().parent.parent / "fake_engine.py")
SIGNALS = (
    *("ready", "dataset_ready", "model_opened", "run_started", "steps_done", "epoch_finished", "run_finished"),
    *("failed", "lost", "run_paused", "run_resumed", "epoch_viewed"),
)
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")


class Heard:
    """Everything a client said, in order: states, and names of signals with what they carried."""

    def __init__(self, client):
        self.states = []
        self.events = []
        client.state_changed.connect(self.states.append)
        for name in SIGNALS:
            getattr(client, name).connect(lambda *values, name=name: self.events.append((name, *values)))

    def all(self, name):
        return [event[1] for event in self.events if event[0] == name]


@pytest.fixture
def make_client(qtbot):
    clients = []

    def make(mode, command=None):
        client = EngineClient(command=command or [sys.executable, FAKE, mode])
        clients.append(client)
        return client, Heard(client)

    yield make
    for client in clients:
        client.close()


@pytest.fixture
def ready_client(make_client, qtbot):
    def make(mode):
        client, heard = make_client(mode)
        with qtbot.waitSignal(client.ready, timeout=20_000):
            client.start()
        return client, heard

    return make


def train_one_epoch(qtbot, client):
    with qtbot.waitSignal(client.epoch_finished, timeout=20_000):
        client.train(TrainOptions(), COURSE_NETWORK)


def beginning(event):
    """What a run that is to make a step says before that."""
    return RunPaused(event.run, 1, 0)


def lost_problem(heard):
    (problem,) = heard.all("lost")
    return problem


def test_the_states_of_a_stopped_training_in_order(ready_client, qtbot):
    client, heard = ready_client("normal")
    train_one_epoch(qtbot, client)
    with qtbot.waitSignal(client.run_finished, timeout=20_000):
        client.stop()
    state = EngineState
    assert heard.states == [state.STARTING, state.READY, state.TRAINING, state.STOPPING, state.READY]
    assert [event[0] for event in heard.events] == [
        *("ready", "run_started", "steps_done", "epoch_finished", "run_finished")
    ]
    assert not client._stop_timer.isActive()
    assert not client._silence_timer.isActive()


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (TrainOptions(epochs=0), "epochs_out_of_range"),
        (TrainOptions(batch_size=0), "batch_size_out_of_range"),
        (TrainOptions(learning_rate=float("nan")), "learning_rate_out_of_range"),
        (TrainOptions(preset="no such"), "unknown_preset"),
    ],
)
def test_options_out_of_range_change_nothing(ready_client, options, code):
    client, heard = ready_client("normal")
    with pytest.raises(Problem) as caught:
        client.train(options, COURSE_NETWORK)
    assert caught.value.code == code
    assert heard.states == [EngineState.STARTING, EngineState.READY]
    assert client._run == ""


def test_an_engine_that_ignores_stop_is_killed(ready_client, qtbot):
    client, heard = ready_client("ignore_stop")
    train_one_epoch(qtbot, client)
    client._stop_timer.setInterval(50)
    with qtbot.waitSignal(client.lost, timeout=20_000):
        client.stop()
    assert lost_problem(heard).code == "worker_would_not_stop"
    assert heard.states[-2:] == [EngineState.STOPPING, EngineState.FAILED]
    assert client.engine_pid() == 0


@posix
def test_a_crash_is_told_and_a_restart_brings_dataset_and_network_back(ready_client, qtbot, tmp_path):
    client, heard = ready_client("normal")
    with qtbot.waitSignal(client.dataset_ready, timeout=20_000):
        client.use_dataset(tmp_path / "data")
    with qtbot.waitSignal(client.model_opened, timeout=20_000):
        client.open_model(tmp_path / "opened before.keras")
    train_one_epoch(qtbot, client)
    run_folder = heard.all("run_started")[0].folder
    with qtbot.waitSignal(client.lost, timeout=20_000):
        os.kill(client.engine_pid(), signal.SIGKILL)
    problem = lost_problem(heard)
    assert (problem.code, problem.parameters["signal"]) == ("worker_killed", 9)
    assert client.state is EngineState.FAILED

    heard.events.clear()
    with qtbot.waitSignals([client.ready, client.dataset_ready, client.model_opened], timeout=20_000):
        client.restart()
    assert heard.all("dataset_ready")[0].folder == str(tmp_path / "data")
    assert heard.all("model_opened")[0].path == run_folder
    assert client.state is EngineState.READY


def test_what_is_asked_before_the_engine_is_ready_is_done_then(make_client, qtbot, tmp_path):
    client, heard = make_client("normal")
    client.start()
    client.use_dataset(tmp_path)
    client.open_model(tmp_path / "a.keras")
    with qtbot.waitSignals([client.dataset_ready, client.model_opened], timeout=20_000):
        pass
    assert heard.all("dataset_ready")[0].folder == str(tmp_path)
    assert heard.all("model_opened")[0].path == str(tmp_path / "a.keras")


def test_what_is_asked_during_a_training_is_done_at_its_end(ready_client, qtbot, tmp_path):
    client, heard = ready_client("normal")
    train_one_epoch(qtbot, client)
    client.open_model(tmp_path / "first.keras")
    number = client.open_model(tmp_path / "second.keras")
    client.use_dataset(tmp_path)
    with qtbot.waitSignals([client.dataset_ready, client.model_opened], timeout=20_000):
        client.stop()
    assert [event[0] for event in heard.events[-3:]] == ["run_finished", "model_opened", "dataset_ready"]
    (opened,) = heard.all("model_opened")
    assert (opened.id, opened.path) == (number, str(tmp_path / "second.keras"))
    assert heard.all("dataset_ready")[0].folder == str(tmp_path)


def test_what_is_asked_during_a_training_waits_for_the_next_one_too(ready_client, qtbot, tmp_path):
    client, heard = ready_client("normal")
    train_one_epoch(qtbot, client)
    client.open_model(tmp_path / "a.keras")
    client.run_finished.connect(
        lambda: len(heard.all("run_finished")) == 1 and client.train(TrainOptions(), COURSE_NETWORK)
    )
    with qtbot.waitSignal(client.epoch_finished, timeout=20_000):
        client.stop()
    assert heard.all("model_opened") == []
    with qtbot.waitSignal(client.model_opened, timeout=20_000):
        client.stop()
    assert heard.all("model_opened")[0].path == str(tmp_path / "a.keras")


@posix
def test_a_network_asked_for_during_a_training_that_crashes_is_opened_by_the_restart(ready_client, qtbot, tmp_path):
    client, heard = ready_client("normal")
    train_one_epoch(qtbot, client)
    client.open_model(tmp_path / "a.keras")
    with qtbot.waitSignal(client.lost, timeout=20_000):
        os.kill(client.engine_pid(), signal.SIGKILL)
    with qtbot.waitSignal(client.model_opened, timeout=20_000):
        client.restart()
    assert [opened.path for opened in heard.all("model_opened")] == [str(tmp_path / "a.keras")]


@pytest.mark.parametrize("program", ["no such program", ""])  # Qt tells of "" at once, as of any program on Windows
def test_a_missing_program_is_told_once(make_client, qtbot, tmp_path, program):
    client, heard = make_client("", command=[program and str(tmp_path / program)])
    with qtbot.waitSignal(client.lost, timeout=20_000):
        client.start()
    assert lost_problem(heard).code == "worker_not_started"
    assert heard.states == [EngineState.STARTING, EngineState.FAILED]
    assert not client._silence_timer.isActive()


def test_an_engine_that_leaves_is_told_with_its_last_words(make_client, qtbot):
    client, heard = make_client("exit")
    with qtbot.waitSignal(client.lost, timeout=20_000) as caught:
        client.start()
    assert lost_problem(heard).code == "worker_ended"
    assert lost_problem(heard).parameters["status"] == 7
    assert "last words" in caught.args[1]


def test_garbage_is_counted_and_ignored(ready_client):
    client, heard = ready_client("garbage")
    assert client._worker.invalid_lines == 5
    assert [event[0] for event in heard.events] == ["ready"]


@pytest.mark.parametrize("mode", ["mute", "silent"])
def test_silence_of_an_engine_that_owes_an_answer_is_a_hang(make_client, qtbot, mode):
    client, heard = make_client(mode)
    if mode == "mute":
        client._silence_timer.setInterval(50)
    with qtbot.waitSignal(client.lost if mode == "mute" else client.ready, timeout=20_000):
        client.start()
    if mode == "silent":
        client._silence_timer.setInterval(50)
        with qtbot.waitSignal(client.lost, timeout=20_000):
            client.predict(np.zeros((1, 28, 28), np.uint8))
    assert lost_problem(heard).code == "worker_hung"
    assert client.state is EngineState.FAILED
    assert client.engine_pid() == 0


def test_an_answer_ends_the_watch_for_silence(ready_client, qtbot):
    client, _ = ready_client("normal")
    with qtbot.waitSignal(client.predicted, timeout=20_000) as caught:
        number = client.predict(np.zeros((1, 28, 28), np.uint8))
    assert caught.args[0].id == number
    assert not client._silence_timer.isActive()
    assert client.state is EngineState.READY


def test_events_of_another_run_are_dropped(ready_client, qtbot):
    client, heard = ready_client("stale")
    train_one_epoch(qtbot, client)
    runs = {heard.all(name)[0].run for name in ("run_started", "steps_done", "epoch_finished")}
    assert runs == {client._run}
    assert [len(heard.all(name)) for name in SIGNALS[3:]] == [1, 1, 1, *[0] * 6]
    assert client.state is EngineState.TRAINING


def test_the_states_of_a_training_that_is_paused_and_stepped(ready_client, qtbot):
    client, heard = ready_client("normal")
    acts = [
        (client.run_paused, lambda: client.train(TrainOptions(), COURSE_NETWORK, advance="step")),
        (client.run_paused, lambda: client.advance("epoch")),
        (client.run_resumed, client.resume),
        (client.run_paused, client.pause),
    ]
    for signal_awaited, act in acts:
        with qtbot.waitSignal(signal_awaited, timeout=20_000, check_params_cb=lambda event: event != beginning(event)):
            act()
    state = EngineState
    assert heard.states[2:] == [state.TRAINING, *[state.PAUSED, state.TRAINING] * 3, state.PAUSED]


def test_a_paused_engine_may_be_silent(ready_client, qtbot):
    client, _ = ready_client("normal")
    with qtbot.waitSignal(client.run_paused, timeout=20_000, check_params_cb=lambda event: event.step == 1):
        client.train(TrainOptions(), COURSE_NETWORK, advance="step")
    assert not client._silence_timer.isActive()
    with qtbot.waitSignal(client.run_finished, timeout=20_000):
        client.stop()
    assert client.state is EngineState.READY


def test_the_rate_is_changed_during_a_training_only(ready_client, qtbot):
    client, heard = ready_client("normal")
    client.set_learning_rate(0.25)
    train_one_epoch(qtbot, client)
    with qtbot.waitSignal(client.steps_done, timeout=20_000):
        client.set_learning_rate(0.5)
    assert [event.learning_rate for event in heard.all("steps_done")] == [0.01, 0.5]


def test_a_kept_run_goes_on(ready_client, qtbot, tmp_path):
    client, heard = ready_client("normal")
    with qtbot.waitSignal(client.epoch_finished, timeout=20_000):
        client.continue_run(tmp_path / "kept")
    (began,), (epoch,) = heard.all("run_started"), heard.all("epoch_finished")
    assert (began.run, began.folder, began.done, epoch.epoch) == ("kept", str(tmp_path / "kept"), 2, 3)
    assert client.state is EngineState.TRAINING


def test_epochs_are_viewed_or_refused(ready_client, qtbot):
    client, heard = ready_client("normal")
    with qtbot.waitSignal(client.epoch_viewed, timeout=20_000):
        viewed = client.view_epoch(3)
    with qtbot.waitSignal(client.failed, timeout=20_000):
        refused = client.view_epoch(7)
    assert [(event.id, event.epoch) for event in heard.all("epoch_viewed")] == [(viewed, 3)]
    assert [(event.id, event.code) for event in heard.all("failed")] == [(refused, "epoch_not_kept")]
    assert not client._silence_timer.isActive()


def test_a_training_refused_before_it_began_is_over(ready_client, qtbot):
    client, heard = ready_client("refuse")
    with qtbot.waitSignal(client.failed, timeout=20_000):
        client.train(TrainOptions(), COURSE_NETWORK)
    assert heard.states[-2:] == [EngineState.TRAINING, EngineState.READY]
    assert heard.all("failed")[0].code == "dataset_missing"
    assert client._run == ""


@posix
@pytest.mark.parametrize("mode", ["normal", "stays"])
def test_close_leaves_no_process_and_tells_nothing(ready_client, monkeypatch, mode):
    monkeypatch.setattr("fashion_gui.ui.worker_process._CLOSE_MS", 2000 if mode == "normal" else 300)
    client, heard = ready_client(mode)
    pid = client.engine_pid()
    client.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert client.engine_pid() == 0
    assert heard.all("lost") == []
