"""The app's window in a process of its own, worked from outside: for `random_kills`, which kills it.

Run: `python tests/benchmarks/driven_window.py HOME DATASET [--stub]`.  It obeys lines of JSON on stdin:

- {"do": "train", "preset": ..., "epochs": ...}: fill in the fields and click Train
- {"do": "resume", "folder": ...}: click the banner that offers this run, or ask for it as the list of runs does
- {"do": "restart"}: click the banner that says that the engine is gone; it resumes what was trained

and tells on stdout what the engine tells it, as the protocol's lines, after {"pid": the engine's process} and
{"lost": 1} whenever an engine begins and ends.  It closes when stdin ends.
"""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from PySide6.QtCore import QObject, QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication
from trainer_window import TrainerWindow, click, trainer_window

from fashion_gui.core.codec import encode
from fashion_gui.core.paths import runs_folder
from fashion_gui.core.protocol import EngineReady, EpochFinished, Failed, RunFinished, RunStarted
from fashion_gui.core.runs import list_runs
from fashion_gui.ui.engine_client import EngineState

_LOOK_MS = 10


class Driver(QObject):
    """Reads commands without ever making the window wait."""

    def __init__(self, trainer: TrainerWindow) -> None:
        super().__init__()
        self._trainer, self._window, self._engine = trainer, trainer.window, trainer.engine
        self._commands: list[dict[str, Any]] = []
        self._rest = b""
        self._engine._worker.message.connect(self._tell)
        self._engine.lost.connect(lambda *_: say({"lost": 1}))
        self._stdin = QSocketNotifier(0, QSocketNotifier.Type.Read, self)
        self._stdin.activated.connect(self._read)
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._obey)
        self._timer.start()

    def _tell(self, message: object) -> None:
        if isinstance(message, EngineReady):
            say({"pid": self._engine.engine_pid()})
        if isinstance(message, RunStarted | EpochFinished | RunFinished | Failed):
            print(encode(message), flush=True)

    def _read(self) -> None:
        data = os.read(0, 65536)
        *lines, self._rest = (self._rest + data).split(b"\n")
        self._commands += [json.loads(line) for line in lines]
        if not data:
            QApplication.exit()

    def _obey(self) -> None:
        """The next command, as soon as a user could do that."""
        if self._commands and self._can(self._commands[0]):
            command = self._commands.pop(0)
            self._trainer.marks.clear()
            match command["do"]:
                case "train":
                    self._trainer.choose(command["preset"], epochs=command["epochs"])
                    click(self._window.training.controls.train)
                case "resume" if self._is_offered(Path(command["folder"])):
                    click(self._window.banner._action_button)
                case "resume":
                    self._window.runs.resume_requested.emit(Path(command["folder"]))
                case "restart":
                    click(self._window.banner._action_button)

    def _can(self, command: dict[str, Any]) -> bool:
        if command["do"] == "restart":
            return self._engine.state is EngineState.FAILED and self._window.banner._action_button.isVisible()
        return command["do"] == "resume" or self._window.training.controls.train.isEnabled()

    def _is_offered(self, folder: Path) -> bool:
        cut_off = self._window.conductor.runs.interrupted(list_runs(runs_folder()))
        return self._window.banner._action_button.isVisible() and cut_off is not None and cut_off.folder == folder


def say(news: dict[str, int]) -> None:
    """A line that is none of the protocol's."""
    print(json.dumps(news), flush=True)


def main() -> None:
    """Until stdin ends."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("home", type=Path)
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--stub", action="store_true")
    arguments = parser.parse_args()
    stub = [sys.executable, str(Path(__file__).with_name("stub_engine.py")), "--worker", "engine"]
    with trainer_window(home=arguments.home, dataset=arguments.dataset, command=stub if arguments.stub else None) as it:
        driver = Driver(it)
        QApplication.exec()
        del driver


if __name__ == "__main__":
    main()
