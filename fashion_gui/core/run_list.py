"""The kept runs for a table: read again only where their files changed, each with how it stands."""

import contextlib
from collections.abc import Container
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from fashion_gui.core.problems import Problem
from fashion_gui.core.run_lock import is_in_training
from fashion_gui.core.runs import Run, read_run

_FILES: Final = ("run.json", "history.json", "result.json", "title.json")

_Stamp = tuple[tuple[int, int] | None, ...]  # of each of `_FILES`: time of its last change and size


class RunState(Enum):
    """How a run stands."""

    TRAINING = "training"  # some process trains in it now
    COMPLETED = "completed"
    STOPPED = "stopped"  # by the user
    EARLY = "early"  # by itself: the validation loss fell no longer
    DIVERGED = "diverged"
    INTERRUPTED = "interrupted"  # the process that trained in it ended without a word


@dataclass(frozen=True)
class ListedRun:
    """A run and how it stands.  `resumable`: it can be trained on."""

    run: Run
    state: RunState
    resumable: bool


class RunList:
    """The runs in `folder`.  `damaged` are the names of those that could not be read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.damaged: tuple[str, ...] = ()
        self._kept: dict[str, tuple[_Stamp, Run | None]] = {}  # None: damaged

    def read(self, *, training: Container[str] = ()) -> list[ListedRun]:
        """All runs with a finished epoch and those in training, the newest first.

        `training` are names known to be in training; whether another process trains is asked of the run's lock.
        """
        kept: dict[str, tuple[_Stamp, Run | None]] = {}
        for folder in self._folders():
            stamp = _stamp_of(folder)
            if stamp[0] is None:
                continue
            known = self._kept.get(folder.name)
            kept[folder.name] = known if known and known[0] == stamp else (stamp, _read(folder))
        self._kept = kept
        self.damaged = tuple(sorted(name for name, (_, run) in kept.items() if run is None))
        listed = [_listed(run, training) for _, run in kept.values() if run is not None]
        shown = [one for one in listed if one.run.history or one.state is RunState.TRAINING]
        return sorted(shown, key=lambda one: (one.run.created, one.run.name), reverse=True)

    def _folders(self) -> list[Path]:
        with contextlib.suppress(OSError):
            return list(self.folder.iterdir())
        return []


def _listed(run: Run, training: Container[str]) -> ListedRun:
    # A run with a result is closed: going on in it begins with taking the result away.
    if run.name in training or (run.result is None and is_in_training(run.folder)):
        return ListedRun(run, RunState.TRAINING, resumable=False)
    state = RunState(run.result.reason) if run.result else RunState.INTERRUPTED
    return ListedRun(run, state, resumable=run.is_unfinished() and _has_state(run))


def _has_state(run: Run) -> bool:
    """Whether the optimizer's numbers after the last epoch were kept; earlier versions did not."""
    return (run.folder / "state" / f"epoch-{len(run.history):04d}.npz").is_file()


def _read(folder: Path) -> Run | None:
    try:
        return read_run(folder)
    except (Problem, OSError):
        return None


def _stamp_of(folder: Path) -> _Stamp:
    return tuple(_stat(folder / name) for name in _FILES)


def _stat(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size
