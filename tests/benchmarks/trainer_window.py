"""The real window with its real engine, worked by mouse clicks: what the trainer's benchmarks share."""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from fashion_gui.core.paths import resource as shipped
from fashion_gui.ui.engine_client import EngineClient, EngineState
from fashion_gui.ui.language import set_language
from fashion_gui.ui.main_window import MainWindow
from fashion_gui.ui.settings import Settings
from fashion_gui.ui.theme import apply_theme, choose_font

DATASET = Path("/usr/share/datasets/fashion-mnist")
RIVALS = Path(__file__).with_name("rivals.py")
_LOOK_MS = 20


class TrainerWindow:
    """`marks` are (seconds of `time.perf_counter`, message) of everything the engine has said."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.engine = window.engine
        self.marks: list[tuple[float, object]] = []
        self.engine._worker.message.connect(lambda message: self.marks.append((time.perf_counter(), message)))

    def wait(self, condition: Callable[[], object], *, seconds: float = 120) -> None:
        """Let the window work until `condition`, which is looked at after each message of the engine."""
        loop = QEventLoop()

        def look(*_: object) -> None:
            if condition() or self.engine.state is EngineState.FAILED:
                loop.quit()

        timer = QTimer(loop)
        timer.timeout.connect(look)
        timer.start(_LOOK_MS)
        QTimer.singleShot(round(1000 * seconds), loop, loop.quit)
        self.engine._worker.message.connect(look)
        if not condition():
            loop.exec()
        self.engine._worker.message.disconnect(look)
        if not condition():
            sys.exit(f"In vain for {seconds:.0f} s, engine {self.engine.state.value}: {self.window.status.text()}")

    def sleep(self, seconds: float) -> None:
        """Let the window work so long."""
        loop = QEventLoop()
        QTimer.singleShot(round(1000 * seconds), loop, loop.quit)
        loop.exec()

    def wait_until_warm(self) -> None:
        """Until Train can be pressed and the network has answered about the gallery."""
        told = self.marks
        self.wait(lambda: self.window.training.controls.train.isEnabled())
        self.wait(lambda: any(type(message).__name__ == "Predicted" for _, message in told))
        self.sleep(0.5)

    def choose(self, preset: str, **numbers: object) -> None:
        """Choose a preset and fill in fields, e.g. `epochs=10`."""
        fields = self.window.training.fields
        fields.presets.setCurrentIndex(fields.presets.findData(preset))
        for name, number in numbers.items():
            fields.edits[name].setText(str(number))

    def train(self) -> float:
        """Click Train; returns when, and forgets earlier marks."""
        self.marks.clear()
        return click(self.window.training.controls.train)

    def first(self, kind: type) -> tuple[float, object] | None:
        """The first mark of a message of `kind`."""
        return next((mark for mark in self.marks if isinstance(mark[1], kind)), None)

    def all(self, kind: type) -> list[tuple[float, object]]:
        """All marks of messages of `kind`."""
        return [mark for mark in self.marks if isinstance(mark[1], kind)]


@contextmanager
def trainer_window(
    *, home: Path | None = None, dataset: Path = DATASET, command: list[str] | None = None
) -> Iterator[TrainerWindow]:
    """A window that has just been shown, closed at the end.

    Settings and runs lie in `home`, a new folder by default; `command` starts another engine than the real one.
    """
    with tempfile.TemporaryDirectory() as folder:
        os.environ["FASHION_GUI_HOME"] = str(home or folder)
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        app = QApplication.instance() or QApplication([])
        app.setStyle("Fusion")
        settings = Settings()
        settings.dataset_folder = dataset
        set_language("en")
        choose_font(app)
        apply_theme(app, scheme="light", icons=str(shipped("icons")))
        window = MainWindow(settings, engine=EngineClient(command=command))
        window.show()
        trainer = TrainerWindow(window)
        window.begin([])
        yield trainer
        window.conductor.closing = True  # nobody is there to be asked
        window.close()


def click(widget: QWidget) -> float:
    """Click with the mouse; returns the moment just before."""
    if not widget.isEnabled():
        sys.exit(f"{widget.accessibleName() or widget} cannot be clicked now.")
    moment = time.perf_counter()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    return moment


def need_dataset() -> None:
    """End the benchmark where Fashion-MNIST is not installed."""
    if not (DATASET / "train-images-idx3-ubyte.gz").is_file():
        sys.exit("Fashion-MNIST is not installed: apt-get install dataset-fashion-mnist")


def run_json(command: list[str]) -> dict[str, Any]:
    """Run a process of its own; the JSON object that it prints last."""
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr[-3000:]}")
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def peak_megabytes(pid: int | str = "self") -> float:
    """The largest resident memory that the process has had so far (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")) / 1024


class Others:
    """How much of the processor others have used since: their share of what it could do (Linux).

    Figures mean something only while that is near 0.
    """

    def __init__(self) -> None:
        self._start = (time.monotonic(), *self._seconds())

    def share(self) -> float:
        """0..1; to be asked when all processes of one's own have ended."""
        wall, busy, own = (
            now - then for now, then in zip((time.monotonic(), *self._seconds()), self._start, strict=True)
        )
        return max(0.0, busy - own) / wall / (os.cpu_count() or 1)

    @staticmethod
    def _seconds() -> tuple[float, float]:
        """Processor seconds of everybody, and of this process and its ended children."""
        user, nice, system, _, _, irq, soft_irq = (int(word) for word in Path("/proc/stat").read_text().split()[1:8])
        usages = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
        own = sum(usage.ru_utime + usage.ru_stime for usage in usages)
        return (user + nice + system + irq + soft_irq) / os.sysconf("SC_CLK_TCK"), own
