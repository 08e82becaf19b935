import json

import numpy as np
import pytest

from fashion_gui.core import run_list, runs
from fashion_gui.core.history import Epoch
from fashion_gui.core.networks import Dense, Network
from fashion_gui.core.options import TrainOptions
from fashion_gui.core.run_list import RunList, RunState
from fashion_gui.core.run_lock import lock_run

NETWORK = Network((Dense(10, "softmax"),))
WEIGHTS = [np.zeros(shape, np.float32) for shape in NETWORK.weight_shapes()]


def make_run(folder, name, *, epochs=2, asked=3, reason=""):
    options = TrainOptions(epochs=asked)
    runs.create_run(folder / name, options=options, network=NETWORK, versions={})
    for count in range(1, epochs + 1):
        history = tuple(Epoch(number, 0.5, 0.8, 0.5, 0.8, 1.0) for number in range(1, count + 1))
        runs.save_epoch(folder / name, options=options, history=history, weights=WEIGHTS, state=[np.zeros(3)])
    if reason:
        runs.save_result(folder / name, runs.Result(reason, 0.4, 0.85, 3.0))
    return folder / name


def age(folder, created):
    about = json.loads((folder / "run.json").read_text())
    (folder / "run.json").write_text(json.dumps({**about, "created": created}))


@pytest.fixture
def readings(monkeypatch):
    """The names of the runs that were read from disk."""
    names = []

    def read(folder):
        names.append(folder.name)
        return runs.read_run(folder)

    monkeypatch.setattr(run_list, "read_run", read)
    return names


@pytest.mark.parametrize(
    ("reason", "epochs", "state", "resumable"),
    [
        ("completed", 3, RunState.COMPLETED, False),
        ("stopped", 2, RunState.STOPPED, True),
        ("early", 2, RunState.EARLY, True),
        ("diverged", 2, RunState.DIVERGED, False),
        ("", 2, RunState.INTERRUPTED, True),
        ("", 3, RunState.INTERRUPTED, True),  # only its figures on the test set are missing
    ],
)
def test_how_a_run_stands(tmp_path, reason, epochs, state, resumable):
    make_run(tmp_path, "a", epochs=epochs, reason=reason)
    (listed,) = RunList(tmp_path).read()
    assert (listed.run.name, listed.state, listed.resumable) == ("a", state, resumable)


def test_a_run_without_the_optimizers_numbers_cannot_be_resumed(tmp_path):
    folder = make_run(tmp_path, "a")
    (folder / "state" / "epoch-0002.npz").unlink()
    (listed,) = RunList(tmp_path).read()
    assert (listed.state, listed.resumable) == (RunState.INTERRUPTED, False)


def test_a_run_is_in_training_while_its_lock_is_held_or_its_name_is_given(tmp_path):
    folder = make_run(tmp_path, "a")
    kept = RunList(tmp_path)
    lock = lock_run(folder)
    assert kept.read()[0].state is RunState.TRAINING
    lock.release()
    assert kept.read()[0].state is RunState.INTERRUPTED
    assert kept.read(training={"a"})[0].state is RunState.TRAINING


def test_a_run_without_an_epoch_is_listed_only_in_training(tmp_path):
    make_run(tmp_path, "a", epochs=0)
    assert RunList(tmp_path).read() == []
    (listed,) = RunList(tmp_path).read(training={"a"})
    assert listed.run.history == ()


def test_the_newest_comes_first_and_what_is_no_run_is_left_out(tmp_path):
    for name, created in (("a", "2026-01-02"), ("b", "2026-01-03"), ("c", "2026-01-01")):
        age(make_run(tmp_path, name), created)
    (tmp_path / "a file").touch()
    (tmp_path / "a folder").mkdir()
    kept = RunList(tmp_path)
    assert [one.run.name for one in kept.read()] == ["b", "a", "c"]
    assert kept.damaged == ()


def test_damaged_runs_are_named(tmp_path):
    (make_run(tmp_path, "b") / "history.json").write_text("{")
    make_run(tmp_path, "a")
    kept = RunList(tmp_path)
    assert [one.run.name for one in kept.read()] == ["a"]
    assert kept.damaged == ("b",)


def test_only_what_changed_is_read_again(tmp_path, readings):
    for name in "ab":
        make_run(tmp_path, name)
    (make_run(tmp_path, "c") / "history.json").write_text("{")
    kept = RunList(tmp_path)
    kept.read()
    kept.read()
    assert sorted(readings) == ["a", "b", "c"]
    readings.clear()
    runs.rename_run(tmp_path / "b", "mine")
    assert "mine" in [one.run.title for one in kept.read()]
    runs.save_result(tmp_path / "a", runs.Result("completed", 0.4, 0.85, 3.0))
    kept.read()
    assert readings == ["b", "a"]


def test_runs_come_and_go(tmp_path):
    kept = RunList(tmp_path / "runs")
    assert kept.read() == []
    folder = make_run(tmp_path / "runs", "a")
    assert len(kept.read()) == 1
    folder.rename(tmp_path / "elsewhere")
    assert kept.read() == []
