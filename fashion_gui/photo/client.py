"""The photo worker for programs without a window: one photo at a time, in a process that may be lost."""

import contextlib
import queue
import subprocess
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, Self

import numpy as np
import numpy.typing as npt

from fashion_gui.core.codec import Message, ProtocolError, decode, encode
from fashion_gui.core.labels import TILE_SIDE
from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import (
    Correction,
    Failed,
    PhotoPrepared,
    PhotoReady,
    PhotoVaried,
    PreparePhoto,
    VaryPhoto,
)
from fashion_gui.core.workers import worker_command, worker_folder

PHOTO_SECONDS: Final = 10.0
START_SECONDS: Final = 60.0  # a cold disk and a busy machine
LEAVE_SECONDS: Final = 2.0

Pixels = npt.NDArray[np.uint8]


class PhotoClient:
    """Asks a photo worker, which is started when first needed and again after it was lost.  For one thread only.

    Attributes:
        command: program and arguments that start the worker.
        timeout: seconds that one photo may take.
        log: where the worker's stderr goes, as `subprocess.Popen` takes it; None inherits ours.
    """

    def __init__(
        self,
        *,
        command: Sequence[str] | None = None,
        timeout: float = PHOTO_SECONDS,
        log: int | IO[bytes] | None = subprocess.DEVNULL,
    ) -> None:
        self.command = list(command or worker_command("photo"))
        self.timeout = timeout
        self.log = log
        self._worker: _Worker | None = None
        self._last_id = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def prepare(self, path: Path, recipe: str, correction: Correction | None = None) -> PhotoPrepared:
        """Decode the photo at `path` and make a tile of it with `recipe`, a key of `recipes.RECIPES`.

        Raises:
            Problem: what the worker answered (see `decode.decode_photo`); `photo_timeout`, `photo_crashed`,
                `photo_worker_missing`.  The client stays usable.
        """
        self._last_id += 1
        request = PreparePhoto(self._last_id, str(path.absolute()), recipe, correction or Correction())
        answer = self._ask(request, path)
        assert isinstance(answer, PhotoPrepared)
        return answer

    def vary(self, path: Path, count: int, *, seed: int) -> Pixels:
        """uint8 (count, 28, 28): different tiles of the photo at `path`.  Raises `Problem` as `prepare` does."""
        self._last_id += 1
        answer = self._ask(VaryPhoto(self._last_id, str(path.absolute()), count, seed), path)
        assert isinstance(answer, PhotoVaried)
        return np.frombuffer(answer.tiles, np.uint8).reshape(-1, TILE_SIDE, TILE_SIDE)

    def _ask(self, request: PreparePhoto | VaryPhoto, path: Path) -> PhotoPrepared | PhotoVaried:
        worker = self._running_worker()
        try:
            worker.send(request)
            answer = worker.receive(self.timeout)
        except TimeoutError as error:
            self._drop_worker()
            raise Problem("photo_timeout", name=path.name, seconds=round(self.timeout, 1)) from error
        except EOFError as error:
            self._drop_worker()
            raise Problem("photo_crashed", name=path.name) from error
        except BaseException:  # Ctrl+C: the answer that is still to come would be taken for the next photo's
            self._drop_worker()
            raise
        if isinstance(answer, Failed):
            raise Problem(answer.code, **answer.parameters)
        assert isinstance(answer, (PhotoPrepared, PhotoVaried))
        return answer

    def close(self) -> None:
        """Let the worker leave; kill it if it does not."""
        if self._worker is not None:
            self._worker.leave()
            self._worker = None

    def _running_worker(self) -> "_Worker":
        """The worker, started if there is none or if it died of its own while nothing was asked of it."""
        if self._worker is not None and self._worker.has_ended():
            self._drop_worker()
        if self._worker is None:
            try:
                self._worker = _Worker(self.command, self.log)
                self._worker.receive(START_SECONDS, PhotoReady)
            except (OSError, EOFError) as error:  # a TimeoutError is an OSError
                self._drop_worker()
                reason = getattr(error, "strerror", None) or str(error)
                raise Problem("photo_worker_missing", reason=reason) from error
        return self._worker

    def _drop_worker(self) -> None:
        if self._worker is not None:
            self._worker.kill()
            self._worker = None


class _Worker:
    """One process, and the thread that reads what it says: the only way to wait for a pipe everywhere with a limit."""

    def __init__(self, command: list[str], log: int | IO[bytes] | None) -> None:
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            cwd=worker_folder(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._stdin, self._stdout = self._process.stdin, self._process.stdout
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, name="photo worker's answers", daemon=True)
        self._reader.start()

    def send(self, message: Message) -> None:
        """Raises EOFError when the worker is gone."""
        try:
            # A file name that is no valid Unicode has lone surrogates; JSON readers in Python take them back like this.
            self._stdin.write(encode(message).encode(errors="surrogatepass") + b"\n")
            self._stdin.flush()
        except OSError as error:
            raise EOFError("the worker is gone") from error

    def receive(self, seconds: float, *kinds: type) -> Any:
        """The next message of one of `kinds`, by default an answer.

        Raises TimeoutError after `seconds`, EOFError when the worker is gone.
        """
        deadline = time.monotonic() + seconds
        while True:
            try:
                line = self._lines.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty as error:
                raise TimeoutError(f"no answer within {seconds} s") from error
            if not line:
                raise EOFError("the worker is gone")
            with contextlib.suppress(ProtocolError):
                message = decode(line)
                if isinstance(message, kinds or (PhotoPrepared, PhotoVaried, Failed)):
                    return message

    def has_ended(self) -> bool:
        return self._process.poll() is not None

    def leave(self) -> None:
        """End its stdin, which tells it to leave, and wait for a moment."""
        with contextlib.suppress(OSError):
            self._stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(LEAVE_SECONDS)
        self.kill()

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        self._reader.join(LEAVE_SECONDS)  # it ends with the pipe
        self._stdout.close()
        with contextlib.suppress(OSError):
            self._stdin.close()

    def _read(self) -> None:
        for line in self._stdout:
            self._lines.put(line)
        self._lines.put(b"")
