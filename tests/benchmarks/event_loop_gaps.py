"""How long the window does not react while a network trains.

Run: `python tests/benchmarks/event_loop_gaps.py`.  The real window with the real engine trains the course's network
for 20 epochs on Fashion-MNIST, charts live and a photo on show, while a timer wants to tick every 5 ms.  A gap is the
time between two ticks in milliseconds, from the start of the training to one second after its end (when the answers
for the test set arrive).

- "p50" should be near 5; "p99" under 33 (two frames of a 60 Hz screen); "largest" under 100, what a person notices.
- "own work" is the processor time of the window's thread in the same gaps.  A long gap with little own work is the
  operating system's: the engine computes on all cores, and the window waits for its turn.
- The slowest gaps follow with the engine's messages that came in them, which is where to look for the cause.

Without a screen by default; `QT_QPA_PLATFORM=xcb` measures on the screen.  `--profile` prints where the window's own
time went instead, which slows it down.
"""

import cProfile
import os
import pstats
import sys
import tempfile
import time
from pathlib import Path

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

_EPOCHS = 20
_TICK_MS = 5
_DATASET = Path("/usr/share/datasets/fashion-mnist")


class Gaps(QObject):
    """Milliseconds between the ticks of a timer, with the messages that came between them."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.gaps: list[tuple[float, float, float, str]] = []  # gap and own work in ms, seconds since start, messages
        self._messages: list[str] = []
        self._start = self._last = self._last_work = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        window.engine._worker.message.connect(lambda message: self._messages.append(type(message).__name__))

    def start(self) -> None:
        """Begin to measure."""
        self._start = self._last = time.perf_counter()
        self._last_work = time.thread_time()
        self._messages.clear()
        self._timer.start()

    def _tick(self) -> None:
        now, work = time.perf_counter(), time.thread_time()
        gap, own = (now - self._last) * 1000, (work - self._last_work) * 1000
        self.gaps.append((gap, own, self._last - self._start, " ".join(self._messages)))
        self._messages.clear()
        self._last, self._last_work = now, work


def main() -> None:
    """Train in a window, then print the gaps."""
    if not (_DATASET / "train-images-idx3-ubyte.gz").is_file():
        sys.exit("Fashion-MNIST is not installed: apt-get install dataset-fashion-mnist")
    with tempfile.TemporaryDirectory() as home:
        os.environ["FASHION_GUI_HOME"] = home
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _measure(Path(home))


def _measure(home: Path) -> None:
    app = QApplication([])
    app.setStyle("Fusion")
    settings = Settings()
    settings.dataset_folder = _DATASET
    set_language("en")
    choose_font(app)
    apply_theme(app, scheme="light", icons=str(resource("icons")))
    window = MainWindow(settings)
    window.show()
    window.begin([_draw_garment(home)])
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
        if (
            window.engine.state is EngineState.READY
            and window.photo.answer_text()
            and window.training.learning.has_data
        ):
            waiting.stop()
            window.training.fields.edits["epochs"].setText(str(_EPOCHS))
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


def _print_gaps(gaps: list[tuple[float, float, float, str]]) -> None:
    whole = np.array([gap for gap, _, _, _ in gaps])
    print(f"{len(gaps)} gaps in {whole.sum() / 1000:.1f} s")
    for name, values in (("gaps", whole), ("own work", np.array([own for _, own, _, _ in gaps]))):
        p50, p99 = np.percentile(values, [50, 99])
        over = [int((values > limit).sum()) for limit in (33, 100)]
        print(
            f"{name:9} p50 {p50:5.1f} ms, p99 {p99:5.1f} ms, largest {values.max():6.1f} ms; "
            f"over 33 ms: {over[0]}, over 100 ms: {over[1]}"
        )
    for gap, own, second, messages in sorted(gaps, reverse=True)[:8]:
        print(f"  {gap:6.1f} ms (own work {own:5.1f}) at {second:5.1f} s  {messages}")


if __name__ == "__main__":
    main()
