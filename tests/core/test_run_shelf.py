import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fashion_gui.core import run_shelf
from fashion_gui.core.problems import Problem
from fashion_gui.core.run_lock import is_in_training, lock_run
from fashion_gui.core.run_shelf import (
    KEPT_DAYS,
    TrashedRun,
    clear_empty_runs,
    empty_trash,
    move_to_trash,
    restore_run,
    size_on_disk,
    trash_folder,
    trashed_runs,
)

NOW = 1_795_515_300


@pytest.fixture
def runs(tmp_path):
    return tmp_path / "runs"


@pytest.fixture
def clock(monkeypatch):
    """`clock(seconds)`: so late it is now."""

    def set_time(seconds):
        monkeypatch.setattr(time, "time", lambda: float(seconds))

    set_time(NOW)
    return set_time


def make_run(runs, name="a", content="good"):
    folder = runs / name
    (folder / "weights").mkdir(parents=True)
    (folder / "run.json").write_text(content)
    (folder / "weights" / "epoch-0001.npz").write_bytes(b"x" * 1000)
    return folder


def names_in(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def failing(function, error, *, when=lambda *_: True):
    """`function`, but it raises `error` where `when` says so."""

    def call(*args, **more):
        if when(*args):
            raise error
        return function(*args, **more)

    return call


# --- there and back --------------------------------------------------------------------------------------------------


def test_a_run_goes_to_the_trash_beside_the_runs_whole(runs, clock):
    folder = make_run(runs)
    trashed = move_to_trash(folder)
    assert trashed == TrashedRun(runs.parent / "runs-trash" / f"a~{NOW}", folder, NOW)
    assert not folder.exists()
    assert (trashed.folder / "run.json").read_text() == "good"
    assert (trashed.folder / "weights" / "epoch-0001.npz").stat().st_size == 1000
    assert trashed_runs(runs) == [trashed]


def test_undo_brings_it_back_to_its_place(runs):
    folder = make_run(runs)
    assert restore_run(move_to_trash(folder)) == folder
    assert (folder / "run.json").read_text() == "good"
    assert trashed_runs(runs) == []


def test_two_of_a_name_in_one_second_both_stay(runs, clock):
    first = move_to_trash(make_run(runs, content="first"))
    second = move_to_trash(make_run(runs, content="second"))
    assert second.folder.name == f"a~{NOW}.2"
    assert {run.folder: run.origin for run in trashed_runs(runs)} == {
        first.folder: runs / "a",
        second.folder: runs / "a",
    }
    assert restore_run(first) == runs / "a"
    assert restore_run(second) == runs / "a_2"
    assert [(runs / name / "run.json").read_text() for name in ("a", "a_2")] == ["first", "second"]


def test_undo_takes_nobodys_place(runs):
    trashed = move_to_trash(make_run(runs, content="old"))
    make_run(runs, content="new")
    assert restore_run(trashed) == runs / "a_2"
    assert (runs / "a" / "run.json").read_text() == "new"
    assert (runs / "a_2" / "run.json").read_text() == "old"


def test_a_run_with_a_wave_in_its_name_comes_back_under_it(runs, clock):
    move_to_trash(make_run(runs, name="a~2"))
    (trashed,) = trashed_runs(runs)
    assert restore_run(trashed) == runs / "a~2"


def test_undo_makes_the_folder_of_runs_anew(runs):
    trashed = move_to_trash(make_run(runs))
    runs.rmdir()
    assert restore_run(trashed) == runs / "a"


def test_a_run_that_is_not_there_is_missing(runs):
    with pytest.raises(Problem) as problem:
        move_to_trash(runs / "a")
    assert problem.value.code == "run_missing"
    assert not trash_folder(runs).exists()


def test_what_else_lies_in_the_trash_is_left_alone(runs):
    trash = trash_folder(runs)
    for name in ("mine", "~5", "a~soon"):
        (trash / name).mkdir(parents=True)
    (trash / "a~5").write_text("a file")
    assert trashed_runs(runs) == []
    empty_trash(runs)
    assert names_in(trash) == ["a~5", "a~soon", "mine", "~5"]


# --- in training -----------------------------------------------------------------------------------------------------


def test_a_run_in_training_stays(runs):
    folder = make_run(runs)
    lock = lock_run(folder)
    with pytest.raises(Problem) as problem:
        move_to_trash(folder)
    assert problem.value.code == "run_in_training"
    assert (folder / "run.json").read_text() == "good"
    lock.release()
    assert move_to_trash(folder).folder.is_dir()


def test_a_run_that_was_in_the_trash_can_be_trained_in(runs):
    folder = restore_run(move_to_trash(make_run(runs)))
    assert not is_in_training(folder)
    lock_run(folder).release()


TRAINING = """
import sys
from pathlib import Path
from fashion_gui.core.run_lock import lock_run
lock = lock_run(Path(sys.argv[1]))
print("locked", flush=True)
sys.stdin.read()
"""


def test_a_run_in_training_elsewhere_stays_and_goes_when_that_process_was_killed(runs):
    folder = make_run(runs)
    command = [sys.executable, "-c", TRAINING, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "locked\n"
        with pytest.raises(Problem) as problem:
            move_to_trash(folder)
        assert problem.value.code == "run_in_training"
        process.kill()
    assert move_to_trash(folder).folder.is_dir()


# --- what cannot be done ---------------------------------------------------------------------------------------------


def test_a_failed_move_changes_nothing_and_says_why(runs, monkeypatch):
    folder = make_run(runs)
    monkeypatch.setattr(Path, "rename", failing(Path.rename, OSError(errno.EACCES, "Permission denied")))
    with pytest.raises(Problem) as problem:
        move_to_trash(folder)
    assert problem.value.code == "run_not_trashed"
    assert "Permission denied" in str(problem.value)
    assert (folder / "run.json").read_text() == "good"
    monkeypatch.undo()
    trashed = move_to_trash(folder)
    monkeypatch.setattr(Path, "rename", failing(Path.rename, OSError(errno.EROFS, "Read-only file system")))
    with pytest.raises(Problem) as problem:
        restore_run(trashed)
    assert problem.value.code == "run_not_restored"
    assert trashed_runs(runs) == [trashed]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_read_only_folder_of_runs_is_told(runs):
    folder = make_run(runs)
    runs.chmod(0o555)
    try:
        with pytest.raises(Problem) as problem:
            move_to_trash(folder)
    finally:
        runs.chmod(0o755)
    assert problem.value.code == "run_not_trashed"
    assert folder.is_dir()


def test_a_file_in_the_place_of_the_trash_is_told(runs):
    folder = make_run(runs)
    trash_folder(runs).write_text("")
    with pytest.raises(Problem) as problem:
        move_to_trash(folder)
    assert problem.value.code == "run_not_trashed"
    assert folder.is_dir()
    assert trashed_runs(runs) == []
    empty_trash(runs)


def test_a_run_that_cannot_be_locked_stays(runs, monkeypatch):
    folder = make_run(runs)

    def cannot_lock(path):
        raise Problem("cannot_write", path=str(path), reason="Read-only file system")

    monkeypatch.setattr(run_shelf, "lock_run", cannot_lock)
    with pytest.raises(Problem) as problem:
        move_to_trash(folder)
    assert (problem.value.code, problem.value.parameters["reason"]) == ("run_not_trashed", "Read-only file system")
    assert folder.is_dir()


# --- gone for good ---------------------------------------------------------------------------------------------------


def test_only_what_is_older_goes(runs, clock):
    move_to_trash(make_run(runs, name="old"))
    clock(NOW + 1)
    young = move_to_trash(make_run(runs, name="young"))
    clock(NOW + KEPT_DAYS * 24 * 3600)
    empty_trash(runs, older_than_days=KEPT_DAYS)
    assert trashed_runs(runs) == [young]


def test_a_clock_that_was_set_back_deletes_nothing(runs, clock):
    trashed = move_to_trash(make_run(runs))
    clock(NOW - 10 * 365 * 24 * 3600)
    empty_trash(runs, older_than_days=KEPT_DAYS)
    assert trashed_runs(runs) == [trashed]
    empty_trash(runs)  # when the user says so, all goes
    assert trashed_runs(runs) == []


def test_an_empty_trash_goes_with_its_folder(runs):
    move_to_trash(make_run(runs))
    kept = make_run(runs, name="b")
    empty_trash(runs)
    assert not trash_folder(runs).exists()
    assert kept.is_dir()
    empty_trash(runs)


def test_the_latest_comes_first(runs, clock):
    for seconds, name in enumerate("bca"):
        clock(NOW + seconds)
        move_to_trash(make_run(runs, name=name))
    assert [run.origin.name for run in trashed_runs(runs)] == ["a", "c", "b"]


def test_what_cannot_be_deleted_is_told_after_all_else_is(runs, clock, monkeypatch):
    stuck = move_to_trash(make_run(runs, name="a stuck one"))
    for name in ("b", "c"):
        move_to_trash(make_run(runs, name=name))
    error = OSError(errno.EBUSY, "Device or resource busy")
    monkeypatch.setattr(Path, "rename", failing(Path.rename, error, when=lambda path, _: path == stuck.folder))
    with pytest.raises(Problem) as problem:
        empty_trash(runs)
    assert (problem.value.code, problem.value.parameters["name"]) == ("trash_not_emptied", "a stuck one")
    assert trashed_runs(runs) == [stuck]


KILLED = """
import os, shutil, sys
from pathlib import Path
from fashion_gui.core import run_shelf
def half(folder):
    (folder / "run.json").unlink()
    os._exit(9)
run_shelf.shutil.rmtree = half
run_shelf.empty_trash(Path(sys.argv[1]))
"""


def test_a_run_half_deleted_by_a_killed_process_never_comes_back(runs):
    move_to_trash(make_run(runs))
    assert subprocess.run([sys.executable, "-c", KILLED, str(runs)]).returncode == 9
    assert trashed_runs(runs) == []
    assert len(names_in(trash_folder(runs))) == 1
    empty_trash(runs, older_than_days=KEPT_DAYS)
    assert not trash_folder(runs).exists()


# --- size ------------------------------------------------------------------------------------------------------------


def test_size_counts_all_files_below(runs):
    make_run(runs, content="12345")
    make_run(runs, name="b", content="")
    assert size_on_disk(runs) == 2005
    assert size_on_disk(runs / "none") == 0


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_links_are_neither_followed_nor_deleted_through(runs, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "file").write_bytes(b"x" * 10_000)
    folder = make_run(runs)
    (folder / "link").symlink_to(outside)
    assert size_on_disk(runs) < 2000
    move_to_trash(folder)
    empty_trash(runs)
    assert (outside / "file").is_file()


def test_what_goes_while_it_is_counted_is_not_counted(runs, monkeypatch):
    make_run(runs)
    real = os.scandir

    def vanishing(path):
        if str(path).endswith("weights"):
            (runs / "a" / "weights" / "epoch-0001.npz").unlink()
            (runs / "a" / "weights").rmdir()
        return real(path)

    monkeypatch.setattr(os, "scandir", vanishing)
    assert size_on_disk(runs) == len("good")


def test_what_was_killed_before_its_first_epoch_goes(tmp_path):
    started = [tmp_path / name for name in ("old", "young", "in training", "with an epoch", "no run")]
    for folder in started:
        folder.mkdir()
        if folder.name != "no run":
            (folder / "run.json").write_text("{}")
    (started[3] / "history.json").write_text("[]")
    for folder in (started[0], started[2], started[3]):
        os.utime(folder / "run.json", (1, 1))
    lock = lock_run(started[2])
    try:
        clear_empty_runs(tmp_path)
    finally:
        lock.release()
    assert [folder.exists() for folder in started] == [False, True, True, True, True]


def test_no_folder_of_runs_is_no_trouble(tmp_path):
    clear_empty_runs(tmp_path / "none")
