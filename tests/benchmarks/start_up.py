"""How long the window takes to appear, and the engine to be ready.

Run: `python tests/benchmarks/start_up.py`.  Each line is the median, smallest and largest of five starts, in seconds
since just before the process was started, and the median as a multiple of a bare `import tensorflow`.

- "paint begins" is the window's first paint event; "paint done" is the next turn of the event loop, so it has the
  drawing of every panel in it but the charts, which come next.  This is when a person sees the window, and should
  stay under a second.
- "engine ready" is the engine's first message, after it imported TensorFlow; it cannot be much below the import.
- The first start of all reads from a cold disk; one start that is not counted warms it up.

Without a screen by default; `QT_QPA_PLATFORM=xcb` measures on the screen.  The figures mean something only while
nothing else runs.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from unittest.mock import patch

_ROUNDS = 5
_MARKS = ("paint begins", "paint done", "engine ready")
_DATASET = Path("/usr/share/datasets/fashion-mnist")


def main() -> None:
    """Measure and print the table."""
    if not (_DATASET / "train-images-idx3-ubyte.gz").is_file():
        sys.exit("Fashion-MNIST is not installed: apt-get install dataset-fashion-mnist")
    _measure_window()
    imports = []
    windows: list[dict[str, float]] = []
    for _ in range(_ROUNDS):  # in turn, so that a busy minute meets both
        imports.append(_measure_import())
        windows.append(_measure_window())
    bare = statistics.median(imports)
    print(f"{'seconds from process start':28}{'median':>8}{'least':>8}{'most':>8}{'ratio':>8}")
    _print_line("python, import tensorflow", imports, bare)
    for mark in _MARKS:
        _print_line(mark, [marks[mark] for marks in windows], bare)


def _print_line(name: str, seconds: list[float], bare: float) -> None:
    median = statistics.median(seconds)
    print(f"{name:28}{median:8.2f}{min(seconds):8.2f}{max(seconds):8.2f}{median / bare:8.2f}")


def _measure_import() -> float:
    """Seconds of a Python that imports TensorFlow and ends."""
    start = time.time()
    subprocess.run([sys.executable, "-c", "import tensorflow"], check=True, stderr=subprocess.DEVNULL)
    return time.time() - start


def _measure_window() -> dict[str, float]:
    """Seconds from process start to each of `_MARKS`, of one start with nothing remembered."""
    with tempfile.TemporaryDirectory() as home:
        environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "FASHION_GUI_HOME": home}
        start = time.time()
        child = subprocess.run(
            [sys.executable, __file__, "--child"], env=environment, check=True, capture_output=True, text=True
        )
    lines = (line.split("\t") for line in child.stdout.splitlines())
    marks = {name: float(moment) - start for name, moment in lines}
    if set(marks) != set(_MARKS):
        sys.exit(f"the window told only {sorted(marks)}; its errors:\n{child.stderr}")
    return marks


def _child() -> int:
    """The program's own `main` with a window that tells the time and closes when the engine is ready."""
    from PySide6.QtCore import QEvent, QTimer

    from fashion_gui.ui import app
    from fashion_gui.ui.main_window import MainWindow
    from fashion_gui.ui.settings import Settings

    class TellingWindow(MainWindow):
        def __init__(self, settings: Settings) -> None:
            super().__init__(settings)
            self._painted = False
            self.engine.ready.connect(self._on_ready)
            QTimer.singleShot(120_000, self.close)

        def event(self, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and not self._painted:
                self._painted = True
                _tell("paint begins")
                QTimer.singleShot(0, lambda: _tell("paint done"))
            return super().event(event)

        def _on_ready(self) -> None:
            _tell("engine ready")
            QTimer.singleShot(0, self.close)

    with patch.object(app, "MainWindow", TellingWindow):
        return app.main([])


def _tell(mark: str) -> None:
    print(f"{mark}\t{time.time()}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:] == ["--child"]:
        sys.exit(_child())
    main()
