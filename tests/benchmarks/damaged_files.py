"""What the photo worker says to thousands of damaged files.

Run: `python tests/benchmarks/damaged_files.py [COUNT] [--seed N] [--keep FOLDER]`.  COUNT (2000) damaged files, shared
out over every format that is opened, go one after another through the real worker by the real client, recipe
"cut_out".  Each line is one format:

- "tile": answered all the same, the damage did not reach the pixels or was survived.
- a problem's code: answered with its sentence.
- "photo_crashed", "photo_timeout": the worker was lost over the file, and the next file got a new one.
- "untyped": anything else, that is, a bug of ours; the exit status is then 1.

Files of the last two kinds are kept in FOLDER if one is given.  The same seed gives the same files.
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "photo"))

from photo_damage import damaged
from photo_samples import SAMPLES, draw_shirt, sample_bytes
from PIL import Image

from fashion_gui.core.labels import TILE_SIDE
from fashion_gui.core.problems import Problem
from fashion_gui.photo.client import PhotoClient

FORMATS = ("JPEG", "MPO", "PNG", "WEBP", "AVIF", "GIF", "BMP", "TIFF")
LOST = ("photo_crashed", "photo_timeout")
UNTYPED = "untyped"
_OURS = ("internal_error", "photo_worker_missing")  # typed, but nothing that a file may bring about


def main() -> int:
    """Send the files and print the table.  Returns the exit status."""
    parser = argparse.ArgumentParser(description="Damaged files through the photo worker.")
    parser.add_argument("count", nargs="?", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder for files that were too much for the worker")
    arguments = parser.parse_args()
    outcomes = {kind: Counter[str]() for kind in FORMATS}
    slowest = dict.fromkeys(FORMATS, 0.0)
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, PhotoClient() as client:
        for kind, path in _files(Path(folder), arguments.count, arguments.seed):
            before = time.monotonic()
            outcome = _ask(client, path)
            slowest[kind] = max(slowest[kind], time.monotonic() - before)
            outcomes[kind][outcome] += 1
            if outcome in (*LOST, UNTYPED):
                print(f"{path.name}: {outcome}", file=sys.stderr)
                if arguments.keep:
                    arguments.keep.mkdir(parents=True, exist_ok=True)
                    (arguments.keep / path.name).write_bytes(path.read_bytes())
            path.unlink()
    _print_table(outcomes, slowest)
    print(f"{sum(outcome.total() for outcome in outcomes.values())} files in {time.monotonic() - started:.0f} s")
    return 1 if any(outcome[UNTYPED] for outcome in outcomes.values()) else 0


def _files(folder: Path, count: int, seed: int) -> Iterator[tuple[str, Path]]:
    """Format and file, the formats in turn; each file is written when its turn comes."""
    sources = _sources(folder)
    everything = [content for contents in sources.values() for content in contents]
    dice = random.Random(seed)
    for number in range(count):
        kind = FORMATS[number % len(FORMATS)]
        path = folder / f"{number:05d}.{kind.lower()}"
        path.write_bytes(damaged(dice.choice(sources[kind]), dice, everything))
        yield kind, path


def _sources(folder: Path) -> dict[str, list[bytes]]:
    """Valid files of each format; a JPEG with a phone's EXIF block is among them."""
    sources: dict[str, list[bytes]] = {kind: [] for kind in FORMATS}
    for name, (_, kind, _) in SAMPLES.items():
        sources["MPO" if name.endswith(".mpo") else kind].append(sample_bytes(name, folder))
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "A phone"
    draw_shirt().save(folder / "exif.jpg", exif=exif)
    sources["JPEG"].append((folder / "exif.jpg").read_bytes())
    return sources


def _ask(client: PhotoClient, path: Path) -> str:
    """ "tile", the code of the problem, or "untyped"."""
    try:
        answer = client.prepare(path, "cut_out")
    except Problem as problem:
        return UNTYPED if problem.code in _OURS else problem.code
    except Exception as error:
        print(f"{path.name}: {type(error).__name__}: {error}", file=sys.stderr)
        return UNTYPED
    return "tile" if len(answer.tile) == TILE_SIDE * TILE_SIDE else UNTYPED


def _print_table(outcomes: dict[str, Counter[str]], slowest: dict[str, float]) -> None:
    seen = Counter[str]()
    for outcome in outcomes.values():
        seen.update(outcome)
    columns = [*(code for code, _ in seen.most_common() if code not in (*LOST, UNTYPED)), *LOST, UNTYPED]
    print(" ".join(["format", " files", *columns, "slowest"]))
    for kind, outcome in [*outcomes.items(), ("all", seen)]:
        cells = [f"{outcome[column]:{len(column)}d}" for column in columns]
        seconds = slowest.get(kind, max(slowest.values()))
        print(" ".join([f"{kind:6}", f"{outcome.total():6d}", *cells, f"{seconds:5.2f} s"]))


if __name__ == "__main__":
    sys.exit(main())
