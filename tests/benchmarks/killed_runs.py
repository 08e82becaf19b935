"""What a killed training may have cost: the checks of `random_kills`.

"whole" is an uninterrupted run with the same options, to which everything kept must be equal bit for bit.
"""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from fashion_gui.core import runs
from fashion_gui.core.history import History
from fashion_gui.core.problems import Problem
from fashion_gui.core.run_lock import is_in_training

_MOVING = ("log", "log.txt", "keras", "settings.ini")  # written to while a training runs

Stamps = dict[Path, tuple[int, int, int]]  # of each file: which it is, when it was changed last, its size


@dataclass
class Kill:
    """One kill and what came of it.  `broken` are the promises that it broke, in words."""

    victim: str
    folder: Path
    broken: list[str]
    lost: int = 0  # finished epochs that had been told of and are not on disk
    kept: int = 0  # finished epochs on disk
    inside_save: bool = False  # something of an unfinished save lay about
    leftovers: int = 0  # temporary files
    was_over: bool = False  # nothing is there to go on with
    resumed: bool = False
    equal: bool = False  # the run that went on became the same as an uninterrupted one
    seconds: float = 0.0  # until all processes had ended and the lock was free


def look_at(kill: Kill, told: int, whole: runs.Run) -> None:
    """Read all of the killed run; `told` is the last epoch that anybody was told of."""
    if kill.victim == "window" and told == 0 and not kill.folder.exists():
        kill.was_over = True
        return
    try:
        run = runs.read_run(kill.folder)
        kill.kept = len(run.history)
        kill.was_over = not run.is_unfinished()
        kill.lost = max(0, told - kill.kept)
        kept = runs.kept_epochs(kill.folder)
        for epoch in range(kill.kept + 1):
            if not same_weights(run, whole, epoch):
                kill.broken.append(f"other weights after epoch {epoch}")
        if run.history:
            runs.read_state(run, like=_arrays(whole.folder / "state" / f"epoch-{len(whole.history):04d}.npz"))
    except Problem as problem:
        kill.broken.append(f"not opened: {problem.code}, {problem.__cause__!r}")
        return
    if kill.lost:
        kill.broken.append(f"{kill.lost} finished epochs lost")
    if figures(run.history) != figures(whole.history)[: kill.kept]:
        kill.broken.append("other figures")
    if is_in_training(kill.folder):
        kill.broken.append("locked")
    kill.leftovers = len(temporary_files(kill.folder))
    states = len(list((kill.folder / "state").glob("epoch-*.npz")))
    kill.inside_save = bool(kill.leftovers) or kept[-1] > kill.kept or states > 1


def same_weights(run: runs.Run, whole: runs.Run, epoch: int) -> bool:
    """Of the same `epoch`, bit for bit.  Raises Problem where they cannot be read."""
    pairs = zip(runs.read_weights(run, epoch), runs.read_weights(whole, epoch), strict=True)
    return all(np.array_equal(one, other) for one, other in pairs)


def is_same(run: runs.Run, whole: runs.Run) -> bool:
    """Whether a run that is over has become the same: curves, weights of each epoch, figures on the test set."""
    if run.result is None or whole.result is None or figures(run.history) != figures(whole.history):
        return False
    one, other = (replace(result, seconds=0) for result in (run.result, whole.result))
    return one == other and all(same_weights(run, whole, epoch) for epoch in range(len(run.history) + 1))


def figures(history: History) -> History:
    """All but the seconds, which are never the same."""
    return tuple(replace(epoch, seconds=0) for epoch in history)


def temporary_files(folder: Path) -> list[Path]:
    """What unfinished saves left."""
    return [path for path in folder.rglob(".*.part") if path.is_file()]


def stamps(home: Path, *, but: Path | None = None) -> Stamps:
    """Of all runs but one, and of whatever else nobody writes to while a training runs."""
    found = {}
    for path in home.rglob("*"):
        top = path.relative_to(home).parts[0]
        if path.is_file() and top not in _MOVING and (but is None or but not in path.parents):
            status = path.stat()
            found[path] = (status.st_ino, status.st_mtime_ns, status.st_size)
    return found


def _arrays(path: Path) -> runs.State:
    with np.load(path, allow_pickle=False) as arrays:
        return [arrays[name] for name in sorted(arrays.files)]
