"""Two workers of a cluster, each a real process of the command line, on this machine."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from generated import make_dataset
from trainings import training_events

from fashion_gui.cli import main
from fashion_gui.core import runs
from fashion_gui.core.dataset import write_dataset
from fashion_gui.core.presets import preset_options
from fashion_gui.core.problems import problem_sentence
from fashion_gui.core.workers import worker_folder
from fashion_gui.engine.engine import Engine

DATASET = make_dataset(train_count=1000)
ENDLESS = ("--epochs", "10000", "--batch-size", "50")


@dataclass
class Started:
    """A worker: its process, the folder where it would keep a run, and the program's own folder."""

    process: subprocess.Popen
    out: Path
    home: Path

    def ended(self):
        """Its exit status and what it wrote to stderr."""
        _, errors = self.process.communicate(timeout=300)
        return self.process.returncode, errors

    def wait_for(self, event):
        """Read its answers until there is this one."""
        for line in self.process.stdout:
            if json.loads(line)["event"] == event:
                return
        raise AssertionError(self.ended())


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    write_dataset(folder, DATASET)
    return str(folder)


@pytest.fixture
def start(tmp_path, data):
    """A function that starts one worker for each list of arguments."""
    started = []

    def start_all(*each):
        cluster = {"worker": [f"127.0.0.1:{port}" for port in free_ports(len(each))]}
        for index, arguments in enumerate(each):
            home, out = tmp_path / f"home{index}", tmp_path / f"out{index}"
            out.mkdir()
            config = json.dumps({"cluster": cluster, "task": {"type": "worker", "index": index}})
            command = [sys.executable, "-m", "fashion_gui", "train", "--json", "--dataset", data, "--out", str(out)]
            process = subprocess.Popen(
                [*command, *arguments],
                cwd=worker_folder(),
                env={**os.environ, "FASHION_GUI_HOME": str(home), "TF_CONFIG": config},
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            started.append(Started(process, out, home))
        return started

    yield start_all
    for worker in started:
        worker.process.kill()
        with contextlib.suppress(ValueError):
            worker.process.communicate()


def free_ports(count):
    """Ports that nobody listens on."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


def test_two_workers_train_the_network_that_one_process_trains(start, tmp_path):
    arguments = ("--preset", "quick", "--epochs", "2", "--batch-size", "130", "--seed", "4")
    chief, helper = start(arguments, arguments)
    assert chief.ended()[0] == 0
    out, errors = helper.process.communicate(timeout=300)
    assert (helper.process.returncode, out) == (0, "")
    assert "writes nothing" in errors
    assert list(helper.out.iterdir()) == []
    assert {path.name for path in helper.home.rglob("*") if path.is_file()} <= {"keras.json"}  # Keras' own

    engine = Engine()
    engine.dataset = DATASET
    options = preset_options("quick", epochs=2, batch_size=130, seed=4)
    list(training_events(engine, options, tmp_path / "alone"))
    alone = runs.read_run(tmp_path / "alone" / "run")
    (folder,) = chief.out.iterdir()
    together = runs.read_run(folder)
    assert (together.options, together.network, together.result.reason) == (alone.options, alone.network, "completed")
    for epoch, other in zip(together.history, alone.history, strict=True):
        assert (epoch.loss, epoch.accuracy, epoch.val_loss) == pytest.approx(
            (other.loss, other.accuracy, other.val_loss), rel=1e-4
        )
    for here, there in zip(runs.read_weights(together), runs.read_weights(alone), strict=True):
        np.testing.assert_allclose(here, there, atol=1e-4)  # Adam makes much of rounding where gradients are small


def test_workers_with_different_options_do_not_begin(start):
    workers = start(("--epochs", "1"), ("--epochs", "1", "--seed", "2"))
    for worker in workers:
        status, errors = worker.ended()
        assert status == 1
        assert problem_sentence("workers_differ", {}, "en") in errors
        assert list(worker.out.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "index", "sentence"),
    [
        (["--preset", "photo"], 1, "The preset “photo” is trained on one machine"),
        ([], 2, "TF_CONFIG does not say which workers train together"),
    ],
)
def test_what_cannot_be_done_is_told_before_anybody_waits(capfd, monkeypatch, data, arguments, index, sentence):
    cluster = {"worker": ["127.0.0.1:1", "127.0.0.1:2"]}
    config = {"cluster": cluster, "task": {"type": "worker", "index": index}}
    monkeypatch.setenv("TF_CONFIG", json.dumps(config))
    assert main(["train", "--dataset", data, *arguments]) == 1
    assert sentence in capfd.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("killed", [0, 1])
def test_when_a_worker_is_killed_the_other_says_so_and_ends(start, killed):
    workers = start(ENDLESS, ENDLESS)
    workers[0].wait_for("epoch")
    workers[killed].process.kill()
    status, errors = workers[1 - killed].ended()
    assert status == 1
    assert problem_sentence("worker_lost", {}, "en") in errors
    (folder,) = workers[0].out.iterdir()
    run = runs.read_run(folder)
    assert len(run.history) >= 1
    runs.read_weights(run)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
@pytest.mark.parametrize("interrupted", [0, 1])
def test_ctrl_c_at_any_of_them_stops_all_and_keeps_the_run(start, interrupted):
    workers = start(ENDLESS, ENDLESS)
    workers[0].wait_for("epoch")
    workers[interrupted].process.send_signal(signal.SIGINT)
    assert [worker.ended()[0] for worker in workers] == [0, 0]
    (folder,) = workers[0].out.iterdir()
    assert runs.read_run(folder).result.reason == "stopped"
