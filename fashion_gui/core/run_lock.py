"""At most one process trains in a run's folder: it holds the run's lock, which the system frees with the process."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from fashion_gui.core.problems import Problem

if TYPE_CHECKING:
    from filelock import FileLock

_LOCK: Final = "run.lock"
_PATIENCE: Final = 0.5  # seconds: somebody may just be looking whether it is free


def lock_run(folder: Path) -> "FileLock":
    """Hold the lock of the run `folder` until `release()` or the end of the process.

    Raises Problem: `run_in_training` if another holds it, `cannot_write` where no lock can be made.
    """
    from filelock import FileLock, Timeout  # 50 ms: not for the window's start

    lock = FileLock(folder / _LOCK)
    try:
        lock.acquire(timeout=_PATIENCE)
    except Timeout as error:
        raise Problem("run_in_training", name=folder.name) from error
    except OSError as error:
        raise Problem("cannot_write", path=str(folder), reason=error.strerror or str(error)) from error
    return lock


def is_in_training(folder: Path) -> bool:
    """Whether any process, this one included, trains in the run `folder`."""
    if not (folder / _LOCK).is_file():
        return False
    from filelock import FileLock, Timeout

    lock = FileLock(folder / _LOCK)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        return True
    except OSError:  # a folder that cannot be written to is not trained in
        return False
    lock.release()
    return False
