"""At most one process trains in a run: held against by a real second process."""

import os
import subprocess
import sys

import pytest

from fashion_gui.core.problems import Problem
from fashion_gui.core.run_lock import is_in_training, lock_run
from fashion_gui.core.workers import worker_folder

HOLDER = """
import sys
from pathlib import Path
from fashion_gui.core.run_lock import lock_run

lock = lock_run(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that holds the lock of the run `tmp_path`."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)],
        cwd=worker_folder(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with process:
        assert process.stdout.readline() == b"held" + os.linesep.encode()
        yield process
        process.kill()


def refused(folder):
    with pytest.raises(Problem) as problem:
        lock_run(folder)
    return problem.value.code, problem.value.parameters["name"]


def test_a_run_that_another_process_trains_is_refused(holder, tmp_path):
    assert is_in_training(tmp_path)
    assert refused(tmp_path) == ("run_in_training", tmp_path.name)
    assert is_in_training(tmp_path)


@pytest.mark.parametrize("end", ["kill", "leave"])
def test_the_lock_ends_with_its_process(holder, tmp_path, end):
    if end == "kill":
        holder.kill()
    else:
        holder.stdin.close()
    holder.wait(timeout=60)
    assert not is_in_training(tmp_path)
    lock_run(tmp_path).release()


def test_this_process_counts_too(tmp_path):
    lock = lock_run(tmp_path)
    assert is_in_training(tmp_path)
    assert refused(tmp_path)[0] == "run_in_training"
    lock.release()
    assert not is_in_training(tmp_path)


def test_looking_makes_no_file(tmp_path):
    assert not is_in_training(tmp_path)
    assert not is_in_training(tmp_path / "missing")
    assert list(tmp_path.iterdir()) == []


def test_a_lock_that_cannot_be_made_is_a_problem(tmp_path):
    (tmp_path / "run.lock").mkdir()
    with pytest.raises(Problem) as problem:
        lock_run(tmp_path)
    assert problem.value.code == "cannot_write"
    assert not is_in_training(tmp_path)
