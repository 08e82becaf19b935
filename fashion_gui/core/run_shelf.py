"""Runs that the user no longer wants: into the trash, back out of it, and gone for good.

    runs/2026-11-24_10-15-00_course_seed1/
    runs-trash/2026-11-24_10-15-00_course_seed1~1795515300/     the time it was put there, seconds since 1970
    runs-trash/2026-11-24_10-15-00_course_seed1~1795515300.2/   another one of that name in that second
    runs-trash/.going-0a1b2c3d/                                 being deleted; what a killed process left of it

The trash lies beside the runs, so on the same disk: moving a run is one rename, which has happened or has not,
whatever is killed.  What is in the trash needs no list that could disagree with it.  Anything else there is left alone.
"""

import contextlib
import errno
import os
import re
import shutil
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fashion_gui.core.files import free_name, sync_folder
from fashion_gui.core.problems import Problem
from fashion_gui.core.run_lock import is_in_training, lock_run
from fashion_gui.core.runs import is_empty_run, remove_empty_run

KEPT_DAYS: Final = 30  # in the trash

_DAY: Final = 24 * 3600
_YOUNG: Final = 60  # seconds: it may just be beginning, in another window
_GOING: Final = ".going-"
_TRASHED: Final = re.compile(r"(?P<name>.+)~(?P<time>\d{1,12})(\.\d+)?")


@dataclass(frozen=True)
class TrashedRun:
    """A run in the trash: where it lies now, where it lay, and since when (seconds since 1970)."""

    folder: Path
    origin: Path
    since: int


def trash_folder(runs: Path) -> Path:
    """The trash of the folder `runs`.  May not exist yet."""
    return runs.with_name(f"{runs.name}-trash")


def move_to_trash(folder: Path) -> TrashedRun:
    """Move the run `folder` to the trash; `restore_run` undoes it.

    Raises Problem: `run_missing`, `run_in_training`, `run_not_trashed`.
    """
    if not folder.is_dir():
        raise Problem("run_missing", name=folder.name)
    since = int(time.time())
    target = free_name(trash_folder(folder.parent) / f"{folder.name}~{since}", ".")
    try:
        lock = lock_run(folder)  # nobody may begin to train in it between looking and moving
    except Problem as problem:
        if problem.code == "run_in_training":
            raise
        reason = str(problem.parameters.get("reason", ""))
        raise Problem("run_not_trashed", name=folder.name, reason=reason) from problem
    try:
        if os.name == "nt":
            lock.release()  # Windows moves no folder with an open file in it
        _move(folder, target)
    except OSError as error:
        raise Problem("run_not_trashed", name=folder.name, reason=_reason(error)) from error
    finally:
        lock.release()
    return TrashedRun(target, folder, since)


def restore_run(run: TrashedRun) -> Path:
    """Move `run` back and return its folder: another name where the old one is taken by now.

    Raises Problem: `run_not_restored`.
    """
    target = free_name(run.origin, "_")
    try:
        _move(run.folder, target)
    except OSError as error:
        raise Problem("run_not_restored", name=run.origin.name, reason=_reason(error)) from error
    return target


def trashed_runs(runs: Path) -> list[TrashedRun]:
    """What lies in the trash of the folder `runs`, the latest first.  One that cannot be looked into is empty."""
    found = []
    for folder in _folders_in(trash_folder(runs)):
        parts = _TRASHED.fullmatch(folder.name)
        if parts:
            found.append(TrashedRun(folder, runs / parts["name"], int(parts["time"])))
    return sorted(found, key=lambda run: (run.since, run.folder.name), reverse=True)


def empty_trash(runs: Path, *, older_than_days: float | None = None) -> None:
    """Delete for good what has been in the trash of `runs` for longer (None: all of it).

    What a killed process left half deleted goes as well.

    Raises Problem (`trash_not_emptied`) after all that could be deleted is.
    """
    trash = trash_folder(runs)
    failure: tuple[str, OSError] | None = None
    for run in trashed_runs(runs):
        if older_than_days is None or time.time() - run.since >= older_than_days * _DAY:
            # Renamed first: a run of which a part is gone must not come back.
            going = trash / f"{_GOING}{uuid.uuid4().hex[:8]}"
            try:
                run.folder.rename(going)
                shutil.rmtree(going)
            except OSError as error:
                failure = run.origin.name, error
    for leftover in _folders_in(trash):
        if leftover.name.startswith(_GOING):
            shutil.rmtree(leftover, ignore_errors=True)
    with contextlib.suppress(OSError):
        trash.rmdir()  # only an empty one goes
    if failure:
        name, cause = failure
        raise Problem("trash_not_emptied", name=name, reason=_reason(cause)) from cause


def clear_empty_runs(runs: Path) -> None:
    """Remove what is left in `runs` of trainings that were killed before their first epoch was over.

    One that is younger than `_YOUNG` seconds, or in training, stays.  What cannot be removed stays, too.
    """
    for folder in _folders_in(runs):
        with contextlib.suppress(OSError):
            is_old = is_empty_run(folder) and time.time() - (folder / "run.json").stat().st_mtime > _YOUNG
            if is_old and not is_in_training(folder):
                remove_empty_run(folder)


def size_on_disk(folder: Path) -> int:
    """Bytes of all files below `folder`; 0 if it is not there.  What goes meanwhile is not counted."""
    total = 0
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            with contextlib.suppress(OSError):
                if entry.is_dir(follow_symlinks=False):
                    total += size_on_disk(Path(entry.path))
                else:
                    total += entry.stat(follow_symlinks=False).st_size
    return total


def _move(source: Path, target: Path) -> None:
    """Rename, made durable in both folders.  Raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():  # os.rename would take the place of an empty folder
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
    source.rename(target)
    for folder in (target.parent, source.parent):
        sync_folder(folder)


def _folders_in(folder: Path) -> Iterator[Path]:
    with contextlib.suppress(OSError):
        for path in list(folder.iterdir()):
            with contextlib.suppress(OSError):
                if path.is_dir() and not path.is_symlink():
                    yield path


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
