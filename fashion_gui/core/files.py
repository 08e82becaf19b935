"""Atomic saving: the previous good file survives any failure."""

import contextlib
import errno
import glob
import json
import os
import shutil
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from fashion_gui.core.problems import Problem


class AtomicFile:
    """A file that is written bit by bit: `file` lies beside `path` until `publish` renames it.

    `discard` leaves nothing of it; after `publish` that does nothing.  All but `discard` raise Problem (`disk_full`,
    `cannot_write`); `path` is then what it was before.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.part")
        with problems_of(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            self.file: IO[bytes] = open(self._temporary, "xb")  # noqa: SIM115 - closed by publish or discard

    def write(self, data: bytes) -> None:
        """Append."""
        with problems_of(self.path):
            self.file.write(data)

    def publish(self) -> None:
        """Flush, fsync and rename."""
        with problems_of(self.path):
            self.file.flush()
            os.fsync(self.file.fileno())
            self.file.close()
            os.replace(self._temporary, self.path)
            sync_folder(self.path.parent)

    def discard(self) -> None:
        """Give up."""
        with contextlib.suppress(OSError):
            self.file.close()
        with contextlib.suppress(OSError):
            self._temporary.unlink(missing_ok=True)


def atomic_write(path: Path, write: Callable[[IO[bytes]], object]) -> None:
    """Call `write(file)` on a temporary file beside `path`, flush and fsync it, then rename it onto `path`.

    Raises:
        Problem: `disk_full` or `cannot_write`; `path` is then what it was before.
    """
    atomic = AtomicFile(path)
    try:
        with problems_of(path):
            write(atomic.file)
        atomic.publish()
    finally:
        atomic.discard()


def atomic_write_json(path: Path, value: Any) -> None:
    """Save `value` as UTF-8 JSON.  Raises `Problem` like `atomic_write`; ValueError for NaN and infinity."""
    text = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)
    atomic_write(path, lambda file: file.write(text.encode()))


def move_file(source: Path, target: Path) -> None:
    """Rename `source` to `target`, which must be on the same disk; its folder is made.  Raises Problem."""
    with problems_of(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(source, target)
        sync_folder(target.parent)


def free_name(path: Path, mark: str, *, suffix: str = "") -> Path:
    """`path` with `suffix`, or with `mark` and a number between the two where that is taken."""
    free, number = path.with_name(f"{path.name}{suffix}"), 2
    while free.exists():
        free, number = path.with_name(f"{path.name}{mark}{number}{suffix}"), number + 1
    return free


def check_space(path: Path, size: int) -> None:
    """Raise Problem `disk_full` where `size` bytes do not fit beside `path`."""
    free = _free_megabytes(path)
    if size > free * 1_000_000:
        raise Problem("disk_full", path=str(path), free_mb=free)


def remove_leftovers(path: Path, *, older_than: float) -> None:
    """Delete the temporary files that killed `atomic_write`s of `path` left.

    One that was written to in the last `older_than` seconds may still be another process' and stays.
    """
    _remove_old(path.parent.glob(f".{glob.escape(path.name)}.*.part"), older_than)


def remove_all_leftovers(folder: Path, *, older_than: float) -> None:
    """The same for all files in `folder`."""
    _remove_old(folder.glob(".*.part"), older_than)


def _remove_old(leftovers: Iterable[Path], older_than: float) -> None:
    for leftover in leftovers:
        with contextlib.suppress(OSError):
            if time.time() - leftover.stat().st_mtime > older_than:
                leftover.unlink()


def remove_temporary_files(folder: Path) -> None:
    """Delete all temporary files of killed `atomic_write`s in `folder`.  Only where nobody else can be writing."""
    for leftover in folder.glob(".*.part"):
        leftover.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make the rename itself durable.  Not every platform can open a folder."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def problems_of(path: Path) -> Iterator[None]:
    """What the system refuses in it becomes Problem `disk_full` or `cannot_write` of `path`."""
    try:
        yield
    except OSError as error:
        raise _problem_of(error, path) from error


def _problem_of(error: OSError, path: Path) -> Problem:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return Problem("disk_full", path=str(path), free_mb=_free_megabytes(path))
    return Problem("cannot_write", path=str(path), reason=error.strerror or str(error))


def _free_megabytes(path: Path) -> int:
    folder = path.parent
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    with contextlib.suppress(OSError):
        return shutil.disk_usage(folder).free // 1_000_000
    return 0
