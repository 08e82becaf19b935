"""Fetching Fashion-MNIST: the four .gz files, each checked before it gets its name."""

import contextlib
import http.client
import urllib.error
import urllib.request
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import IO, Final

from fashion_gui.core.dataset_files import FASHION_MNIST, FILES, Manifest, locate, read_file
from fashion_gui.core.files import atomic_write, remove_leftovers
from fashion_gui.core.problems import Problem

# The copy that Keras uses (https), then Zalando's own home.  Which of them answers does not matter: content is checked.
SOURCES: Final = (
    "https://storage.googleapis.com/tensorflow/tf-keras-datasets/",
    "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
)
_SIZES: Final = dict(zip(FILES, (26_421_880, 29_515, 4_422_102, 5_148), strict=True))  # bytes, as published
TOTAL_BYTES: Final = sum(_SIZES.values())
_TIMEOUT: Final = 15.0  # seconds that the other side may stay silent
_CHUNK: Final = 65_536  # bytes
_TRY_NEXT_SOURCE: Final = ("download_failed", "dataset_damaged")

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


def download_dataset(
    folder: Path,
    *,
    progress: Progress,
    cancelled: Cancelled,
    sources: Sequence[str] = SOURCES,
    expected: Manifest = FASHION_MNIST,
) -> None:
    """Put the four files into `folder`; those that are there and good are kept, so a retry continues.

    `progress(bytes_done, bytes_total)` is called after every chunk; the total is the sum of the published sizes.
    `cancelled()` is asked before every chunk. Each of `sources` (base addresses ending in "/") is tried in turn.

    Raises:
        Problem: `download_cancelled`, `download_failed`, `dataset_damaged` (an answer, but another content),
            `disk_full` or `cannot_write`. No partial file stays behind, nor one of an earlier download that was killed.
    """
    for name in FILES:
        # A download that lives writes, or fails, at least that often.
        remove_leftovers(folder / f"{name}.gz", older_than=2 * _TIMEOUT)
    done = 0
    try:
        for name in FILES:
            if not _is_good(folder, name, expected, cancelled):
                _download_file(folder, name, expected, sources, _progress_from(progress, done), cancelled)
            done += _SIZES[name]
            progress(done, TOTAL_BYTES)
    except Problem as problem:
        if problem.code == "dataset_cancelled":
            raise Problem("download_cancelled") from problem
        raise


def _is_good(folder: Path, name: str, expected: Manifest, cancelled: Cancelled) -> bool:
    path = locate(folder, name)
    if path is None:
        return False
    try:
        read_file(path, name, expected, cancelled=cancelled)
    except Problem as problem:
        if problem.code == "dataset_cancelled":
            raise
        return False
    return True


def _progress_from(progress: Progress, before: int) -> Progress:
    """Progress within one file as progress within all."""
    return lambda received, size: progress(before + min(received, size), TOTAL_BYTES)


def _download_file(
    folder: Path, name: str, expected: Manifest, sources: Sequence[str], progress: Progress, cancelled: Cancelled
) -> None:
    """Fetch one file from the first source that has it.  Raises the last source's `Problem`."""
    target = folder / f"{name}.gz"
    failure = Problem("download_failed", reason="no address to ask")

    for source in sources:

        def fetch(file: IO[bytes], source: str = source) -> None:
            _fetch(source + target.name, file, size=_SIZES[name], progress=progress, cancelled=cancelled)
            file.flush()
            _check(Path(file.name), name, expected, cancelled)

        try:
            atomic_write(target, fetch)
            return
        except Problem as problem:
            if problem.code not in _TRY_NEXT_SOURCE:
                raise
            failure = problem
    raise failure


def _fetch(address: str, file: IO[bytes], *, size: int, progress: Progress, cancelled: Cancelled) -> None:
    """Copy `address` into `file`.  A server that sends more than twice the published `size` is cut off."""
    received = 0
    with contextlib.closing(_chunks(address, cancelled)) as chunks:
        for chunk in chunks:
            received += len(chunk)
            if received > 2 * size:
                raise Problem("download_failed", reason="the answer is too long")
            file.write(chunk)
            progress(received, size)


def _chunks(address: str, cancelled: Cancelled) -> Generator[bytes, None, None]:
    """The body behind `address` as it comes in.

    Network errors become `Problem` here, inside the generator, so that errors of the disk stay apart from them.
    """
    try:
        request = urllib.request.Request(address, headers={"User-Agent": "fashion-gui"})
        with urllib.request.urlopen(request, timeout=_TIMEOUT) as response:
            while True:
                if cancelled():
                    raise Problem("download_cancelled")
                chunk = response.read1(_CHUNK)
                if not chunk:
                    return
                yield chunk
    except urllib.error.HTTPError as error:
        error.close()
        raise Problem("download_failed", reason=f"HTTP {error.code}") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Problem("download_failed", reason=_reason(error)) from error


def _reason(error: Exception) -> str:
    """Short and readable: "timed out", "Name or service not known"."""
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(cause, OSError) and cause.strerror:
        return cause.strerror
    return str(cause) or type(cause).__name__


def _check(path: Path, name: str, expected: Manifest, cancelled: Cancelled) -> None:
    try:
        read_file(path, name, expected, cancelled=cancelled)
    except Problem as problem:
        match problem.code:
            case "dataset_truncated":
                raise Problem("download_failed", reason="the connection ended early") from problem
            case "dataset_damaged" | "dataset_swapped":
                raise Problem("dataset_damaged", file=f"{name}.gz") from problem
        raise
