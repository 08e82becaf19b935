"""The processes that `random_kills` kills, and what they tell."""

import json
import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).resolve().parent
STUB, REAL = "stub", "real"  # kinds of engines
_PATIENCE: Final = 120.0  # seconds for what must come


class Told:
    """A process of which each line on stdout is one JSON object."""

    def __init__(self, command: list[str], home: Path) -> None:
        environment = {**os.environ, "FASHION_GUI_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
        pipe, log = subprocess.PIPE, open(home / "log.txt", "ab")  # noqa: SIM115 - the process has its own handle of it
        self.process = subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=log, env=environment, cwd=HERE.parents[1]
        )
        log.close()
        self.news: list[dict[str, Any]] = []
        self._changed = threading.Condition()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        for line in self.process.stdout or ():
            with self._changed:
                self.news.append(json.loads(line))
                self._changed.notify_all()

    def ask(self, **command: Any) -> int:
        """Send a command; returns the place in `news` of what comes after it."""
        place = len(self.news)
        assert self.process.stdin
        self.process.stdin.write(json.dumps(command).encode() + b"\n")
        self.process.stdin.flush()
        return place

    def wait(self, key: str, value: object = None, *, after: int = 0) -> dict[str, Any]:
        """The first news, from the place `after` on, with that value under `key`."""
        news = self.look(key, value, after=after, seconds=_PATIENCE)
        if not news:
            said = [one for one in self.news[after:] if one.get("event") != "epoch"]
            raise TimeoutError(f"no {value or key} in {_PATIENCE:.0f} s, but {said}")
        return news

    def look(self, key: str, value: object = None, *, after: int = 0, seconds: float) -> dict[str, Any]:
        """As `wait`, but {} if it does not come in `seconds`."""

        def come() -> dict[str, Any] | None:
            fits = (one for one in self.news[after:] if key in one and value in (None, one[key]))
            return next(fits, None)

        with self._changed:
            self._changed.wait_for(come, seconds)
            return come() or {}

    def last_epoch(self, *, after: int) -> int:
        """The last one that was told of, from the place `after` in `news` on."""
        return max((one["epoch"] for one in self.news[after:] if one.get("event") == "epoch"), default=0)

    def drain(self) -> None:
        """After the end of the process: what it said last."""
        self.process.wait()
        self._reader.join()

    def close(self) -> None:
        """Let it end by itself."""
        with suppress(OSError):
            self.process.stdin.close()  # type: ignore[union-attr]
        self.drain()


@dataclass(frozen=True)
class Site:
    """Where trainings take place: with which kind of engine, in which FASHION_GUI_HOME, on which data."""

    kind: str
    home: Path
    dataset: Path

    def window(self) -> Told:
        """A window that waits for commands, see `driven_window`."""
        stub = ["--stub"] if self.kind == STUB else []
        command = [sys.executable, str(HERE / "driven_window.py"), str(self.home), str(self.dataset), *stub]
        return Told(command, self.home)

    def headless(self, preset: str, epochs: int) -> Told:
        """`train`, telling what happens."""
        program = [str(HERE / "stub_engine.py")] if self.kind == STUB else ["-m", "fashion_gui"]
        options = ["--json", "--preset", preset, "--epochs", str(epochs), "--dataset", str(self.dataset)]
        return Told([sys.executable, *program, "train", *options], self.home)


def descendants(pid: int) -> list[int]:
    """Its children and theirs (Linux)."""
    found = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += [int(child), *descendants(int(child))]
    return found


def living_after(pids: list[int], end: float) -> list[int]:
    """Those of `pids` that still live at the moment `end`; returns as soon as none does."""
    while True:
        pids = [pid for pid in pids if is_alive(pid)]
        if not pids or time.monotonic() > end:
            return pids
        time.sleep(0.01)


def is_alive(pid: int) -> bool:
    """One that has ended counts no more, even if nobody has asked about it; its threads end one by one."""
    try:
        ended = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in ("Z", "X")
        return not ended or len(os.listdir(f"/proc/{pid}/task")) > 1
    except OSError:
        return False
