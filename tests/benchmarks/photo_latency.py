"""How long a photo takes from being given to its answer.

Run: `python tests/benchmarks/photo_latency.py`.  The real window with its real workers, all warm, is given twenty
JPEGs of 12 megapixels one after another: a garment on a floor of boards, each another one, read from the system's
file cache.  Each line is the median, the 90th percentile and the largest in milliseconds:

- "whole" is from handing the file to the photo panel until the answer is painted; it should stay under 250.
- The four lines above it are its parts, in their order.
- The indented lines are processor time of the photo worker's work on the same files, done again in this process; what
  is missing from the part above them are the pictures to show, JSON, the pipe, and on a busy machine the waiting.

Without a screen by default; `QT_QPA_PLATFORM=xcb` measures on the screen.  The figures mean something only while
nothing else runs.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from fashion_gui.core.paths import resource
from fashion_gui.core.protocol import Correction
from fashion_gui.ui.engine_client import EngineClient
from fashion_gui.ui.language import set_language
from fashion_gui.ui.main_window import MainWindow
from fashion_gui.ui.photo_client import PhotoClient
from fashion_gui.ui.settings import Settings
from fashion_gui.ui.theme import apply_theme, choose_font

_PHOTOS = 20
_SIZE = 4000, 3000  # pixels
_RECIPE = "cut_out"
_PAUSE_MS = 200  # between two photos, for what follows an answer
_PATIENCE_MS = 60_000
_PARTS = (
    ("photo worker: file to tile", "given", "prepared"),
    ("window: show the photo, ask", "prepared", "asked"),
    ("engine: answer", "asked", "answered"),
    ("window: show the answer", "answered", "shown"),
    ("whole", "given", "shown"),
)
Moments = dict[str, float]


def main() -> None:
    """Measure and print the table."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["FASHION_GUI_HOME"] = home
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        photos = _draw_photos(Path(home))
        size = sum(path.stat().st_size for path in photos) / len(photos) / 1e6
        print(f"{_PHOTOS} photos of {_SIZE[0]} x {_SIZE[1]} pixels, {size:.1f} MB each; milliseconds")
        runs = _measure_window(photos)
        own_work = {"decoding": _times(_decode, photos), "cutting out": _times(_cut_out, photos)}
    print(f"{'':32}{'median':>8}{'p90':>8}{'most':>8}")
    for number, (name, begin, end) in enumerate(_PARTS):
        _print_line(name, [run[end] - run[begin] for run in runs])
        if number == 0:
            for part, times in own_work.items():
                _print_line(f"    {part}", times)


def _print_line(name: str, seconds: list[float]) -> None:
    median, high, most = np.percentile(np.array(seconds) * 1000, [50, 90, 100])
    print(f"{name:32}{median:8.0f}{high:8.0f}{most:8.0f}")


def _draw_photos(folder: Path) -> list[Path]:
    """As many as are measured, and one before them: shirts of different colours on boards that lie differently."""
    random = np.random.default_rng(1)
    width, height = _SIZE
    boards = np.repeat(random.normal(0, 14, (height // 150 + 1, 1, 1)), 150, axis=0)[:height]
    grain = Image.fromarray(random.integers(0, 256, (height, width // 8), np.uint8)).resize(_SIZE)
    floor = (150, 110, 70) + boards + (np.asarray(grain)[..., np.newaxis] - 127.0) * 0.15
    floor = (floor + random.normal(0, 3, (height, width, 1))).clip(0, 255).astype(np.uint8)
    paths = []
    for number in range(_PHOTOS + 1):
        picture = Image.fromarray(np.roll(floor, (97 * number, 331 * number), axis=(0, 1)))
        left, colour = 1000 + 20 * number, tuple(int(value) for value in random.integers(20, 230, 3))
        shirt = [(0.3, 0), (0.7, 0), (1, 0.25), (0.88, 0.4), (0.75, 0.3), (0.75, 1)]
        shirt += [(0.25, 1), (0.25, 0.3), (0.12, 0.4), (0, 0.25)]
        mask = Image.new("L", _SIZE)
        ImageDraw.Draw(mask).polygon([(left + 1800 * x, 500 + 2000 * y) for x, y in shirt], fill=255)
        picture.paste(colour, mask=mask.filter(ImageFilter.BoxBlur(2)))
        paths.append(folder / f"photo {number}.jpg")
        picture.save(paths[-1], quality=92)
        paths[-1].read_bytes()
    return paths


def _measure_window(photos: list[Path]) -> list[Moments]:
    """The moments of each photo but the first, in seconds."""
    app = QApplication([])
    app.setStyle("Fusion")
    set_language("en")
    choose_font(app)
    apply_theme(app, scheme="light", icons=str(resource("icons")))
    moments: Moments = {}

    def mark(name: str) -> Callable[..., None]:
        return lambda *_: moments.update({name: time.perf_counter()})

    clients = EngineClient(), PhotoClient()
    clients[1].prepared.connect(mark("prepared"))  # before the window's own connections, so before it does anything
    clients[0].predicted.connect(mark("answered"))
    window = MainWindow(Settings(), engine=clients[0], photos=clients[1])
    window.photo.tile_changed.connect(mark("asked"))  # after them
    loop = QEventLoop()

    def show() -> None:
        window.photo.repaint()
        moments["shown"] = time.perf_counter()
        QTimer.singleShot(_PAUSE_MS, loop.quit)

    window.asker.photo_answered.connect(show)
    window.photo.set_recipe(_RECIPE)
    window.show()
    window.begin([])
    patience = QTimer(loop)
    patience.timeout.connect(loop.quit)
    patience.start(_PATIENCE_MS)
    window.engine.model_opened.connect(loop.quit)
    loop.exec()
    runs = []
    for path in photos:
        patience.start()
        moments.clear()
        moments["given"] = time.perf_counter()
        window.photo.open_photos([path])
        loop.exec()
        if "shown" not in moments:
            sys.exit(f"No answer: {window.photo.problem_text() or window.status.text()}")
        runs.append(dict(moments))
    window.close()
    return runs[1:]


def _decode(path: Path) -> object:
    from fashion_gui.photo.decode import decode_photo

    return decode_photo(path)


def _cut_out(path: Path) -> Callable[[], object]:
    from fashion_gui.photo.decode import decode_photo
    from fashion_gui.photo.recipes import RECIPES

    photo = decode_photo(path)
    return lambda: RECIPES[_RECIPE](photo, Correction())


def _times(work: Callable[[Path], object], photos: list[Path]) -> list[float]:
    """Processor seconds of `work` for each photo but the first; of what it returns, where that is work itself."""
    seconds = []
    for path in photos:
        begin = time.process_time()
        result = work(path)
        if callable(result):
            begin = time.process_time()
            result()
        seconds.append(time.process_time() - begin)
    return seconds[1:]


if __name__ == "__main__":
    main()
