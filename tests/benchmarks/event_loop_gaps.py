"""How long the window does not react while a network trains.

Run: `python tests/benchmarks/event_loop_gaps.py`.  The real window with the real engine trains the course's network
for 20 epochs on Fashion-MNIST, charts live and a photo on show, while a timer wants to tick every 5 ms.  A gap is the
time between two ticks in milliseconds, from the start of the training to one second after its end (when the answers
for the test set arrive).

- "p50" should be near 5; "p99" under 33 (two frames of a 60 Hz screen); "largest" under 100, what a person notices.
- The slowest gaps follow with the engine's messages that came in them, which is where to look for the cause.

Without a screen by default; `QT_QPA_PLATFORM=xcb` measures on the screen.  The engine takes all cores: a few long gaps
on a machine with two cores are the operating system's.  `--profile` prints where the window's own time went instead.
"""

import cProfile
import os
import pstats
import sys
import tempfile
import time
from pathlib import Path

_EPOCHS = 20
_TICK_MS = 5
_DATASET = Path("/usr/share/datasets/fashion-mnist")

if __name__ == "__main__":  # before Qt and the program are imported
    _HOME = tempfile.TemporaryDirectory()
    os.environ["FASHION_GUI_HOME"] = _HOME.name
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from fashion_gui.core.paths import resource
from fashion_gui.ui.engine_client import EngineState
from fashion_gui.ui.language import set_language
from fashion_gui.ui.main_window import MainWindow
from fashion_gui.ui.settings import Settings
from fashion_gui.ui.theme import apply_theme, choose_font


class Gaps(QObject):
    """Milliseconds between the ticks of a timer, with the messages that came between them."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.gaps: list[tuple[float, float, str]] = []  # gap in ms, seconds since the start, messages
        self._messages: list[str] = []
        self._start = self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        window.engine._worker.message.connect(lambda message: self._messages.append(type(message).__name__))

    def start(self) -> None:
        """Begin to measure."""
        self._start = self._last = time.perf_counter()
        self._messages.clear()
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.gaps.append(((now - self._last) * 1000, self._last - self._start, " ".join(self._messages)))
        self._messages.clear()
        self._last = now


def main() -> None:
    """Train in a window, then print the gaps."""
    if not (_DATASET / "train-images-idx3-ubyte.gz").is_file():
        sys.exit("Fashion-MNIST is not installed: apt-get install dataset-fashion-mnist")
    app = QApplication([])
    app.setStyle("Fusion")
    settings = Settings()
    settings.dataset_folder = _DATASET
    set_language("en")
    choose_font(app)
    apply_theme(app, scheme="light", icons=str(resource("icons")))
    window = MainWindow(settings)
    window.show()
    window.begin([_draw_garment(Path(_HOME.name))])
    gaps = Gaps(window)
    profile = cProfile.Profile() if "--profile" in sys.argv else None
    _train_when_ready(window, gaps, profile)
    QTimer.singleShot(300_000, app.quit)
    app.exec()
    window.close()
    if len(window.training.charts.history()) != _EPOCHS:
        sys.exit("The training did not come to its end.")
    if profile is not None:
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)
    else:
        _print_gaps(gaps.gaps)


def _train_when_ready(window: MainWindow, gaps: Gaps, profile: cProfile.Profile | None) -> None:
    """Press Train once the engine is ready and has answered the photo; quit a second after the training."""

    def look() -> None:
        if window.engine.state is EngineState.READY and window.photo.answer_text() and window.training._has_data:
            waiting.stop()
            window.training._edits["epochs"].setText(str(_EPOCHS))
            window.training.press_train()

    def begin() -> None:
        gaps.start()
        if profile is not None:
            profile.enable()

    def end() -> None:
        if profile is not None:
            profile.disable()
        QApplication.quit()

    window.engine.run_started.connect(begin)
    window.engine.run_finished.connect(lambda: QTimer.singleShot(1000, end))
    waiting = QTimer(window)
    waiting.timeout.connect(look)
    waiting.start(100)


def _draw_garment(folder: Path) -> Path:
    """A dark T-shirt on white paper, as large as a phone takes it."""
    image = QImage(1500, 2000, QImage.Format.Format_RGB888)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.fillRect(450, 400, 600, 1250, QColor("#283040"))
    painter.fillRect(150, 400, 1200, 400, QColor("#283040"))
    painter.end()
    path = folder / "garment.png"
    if not image.save(str(path)):
        sys.exit(f"The photo could not be written: {path}")
    return path


def _print_gaps(gaps: list[tuple[float, float, str]]) -> None:
    milliseconds = np.array([gap for gap, _, _ in gaps])
    p50, p99 = np.percentile(milliseconds, [50, 99])
    over = {limit: int((milliseconds > limit).sum()) for limit in (33, 100)}
    print(f"{len(gaps)} gaps in {milliseconds.sum() / 1000:.1f} s")
    print(f"p50 {p50:.1f} ms, p99 {p99:.1f} ms, largest {milliseconds.max():.1f} ms")
    print(f"over 33 ms: {over[33]}, over 100 ms: {over[100]}")
    for gap, second, messages in sorted(gaps, reverse=True)[:8]:
        print(f"  {gap:6.1f} ms at {second:5.1f} s  {messages}")


if __name__ == "__main__":
    main()
