"""The photo worker: photos in, tiles or `Failed` out.  Pillow and OpenCV are imported after the wire is made."""

import contextlib
import os
import signal
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fashion_gui.core.codec import ProtocolError, decode
from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import Failed, PhotoPrepared, PhotoReady, PhotoVaried, Picture, PreparePhoto, VaryPhoto
from fashion_gui.core.wire import Wire

if TYPE_CHECKING:
    from fashion_gui.photo.decode import DecodedPhoto, Pixels

MEMORY_LIMIT: Final = 1_500_000_000  # bytes of address space; 80 megapixels of PNG take 1.1, of WEBP 1.4 GB
NICENESS: Final = 5  # the window and the training come first
PHOTO_SIDE: Final = 480  # pixels; the long side of the pictures to show
CUT_OUT_SIDE: Final = 320

_last: "tuple[tuple[str, int, int, int], DecodedPhoto] | None" = None


def main() -> int:
    """Answer commands until stdin ends.  Returns the exit status."""
    wire = Wire()
    _limit_resources()
    try:
        wire.send(_ready())
        while line := wire.read_line():
            answer = _answer(line)
            if answer is not None:
                wire.send(answer)
    except BrokenPipeError:
        return 0  # the window is gone: nobody is left to answer
    return 0


def prepare(command: PreparePhoto) -> PhotoPrepared:
    """Decode the photo and make a tile of it.

    Raises `Problem` as `decode_photo` does, and `internal_error` for an unknown recipe.
    """
    from fashion_gui.photo.recipes import RECIPES, turned

    if command.recipe not in RECIPES:
        raise Problem("internal_error", reason=f"unknown recipe {command.recipe!r}")
    photo = turned(_decoded(Path(command.path)), command.correction)
    prepared = RECIPES[command.recipe](photo, command.correction)
    return PhotoPrepared(
        id=command.id,
        path=_printable(command.path),
        recipe=command.recipe,
        format=photo.format,
        width=photo.width,
        height=photo.height,
        photo=_picture(photo.rgb, PHOTO_SIDE),
        cut_out=_picture(prepared.cut_out, CUT_OUT_SIDE),
        tile=prepared.tile.tobytes(),
        findings=[*photo.findings, *prepared.findings],
        outline=prepared.outline,
    )


def vary(command: VaryPhoto) -> PhotoVaried:
    """Many tiles of one photo.  Raises `Problem` as `decode_photo` does."""
    from fashion_gui.core.photo_set import MAX_VARIANTS
    from fashion_gui.photo.decode import decode_photo
    from fashion_gui.photo.variants import tile_variants

    count = min(max(command.count, 1), MAX_VARIANTS)
    tiles = tile_variants(decode_photo(Path(command.path)), count, seed=command.seed)
    return PhotoVaried(command.id, tiles.tobytes())


def _decoded(path: Path) -> "DecodedPhoto":
    """The photo at `path`; the last one is remembered, so that a correction need not decode it again."""
    from fashion_gui.photo.decode import decode_photo

    global _last
    try:
        status = path.stat()
        key = str(path), status.st_mtime_ns, status.st_size, status.st_ino
    except (OSError, ValueError):  # `decode_photo` says it better
        return decode_photo(path)
    if _last is None or _last[0] != key:
        _last = None  # frees the old one before the new one is made
        _last = key, decode_photo(path)
    return _last[1]


def _ready() -> PhotoReady:
    """Load everything that the first photo would otherwise wait for."""
    import PIL

    import fashion_gui.photo.outline_net
    import fashion_gui.photo.recipes

    fashion_gui.photo.outline_net.load()

    return PhotoReady(pillow=PIL.__version__)


def _answer(line: bytes) -> PhotoPrepared | PhotoVaried | Failed | None:
    """What to say to `line`; None if it is no command for this worker, which only the log hears of."""
    try:
        command = decode(line)
    except ProtocolError as error:
        print(f"line skipped: {error}", file=sys.stderr, flush=True)
        return None
    if not isinstance(command, (PreparePhoto, VaryPhoto)):
        print(f"message skipped: {type(command).__name__}", file=sys.stderr, flush=True)
        return None
    path = Path(command.path)
    try:
        return vary(command) if isinstance(command, VaryPhoto) else prepare(command)
    except Problem as problem:
        return _failed(command.id, problem)
    except MemoryError:
        return _failed(command.id, Problem("too_much_memory", name=path.name))
    except Exception as error:  # our own bug: the next photo has to be answered all the same
        return _failed(command.id, Problem("internal_error", reason=f"{type(error).__name__}: {error}"))


def _failed(request: int, problem: Problem) -> Failed:
    """To be called while the exception is being handled: its trace goes into the report."""
    parameters = {
        key: _printable(value) if isinstance(value, str) else value for key, value in problem.parameters.items()
    }
    return Failed(request, "", problem.code, parameters, _printable(traceback.format_exc()))


def _printable(text: str) -> str:
    """A file name that is no valid Unicode has lone surrogates, which UTF-8 on the wire cannot hold."""
    return text.encode(errors="replace").decode()


def _picture(rgb: "Pixels", long_side: int) -> Picture:
    """uint8 (h, w, 3), reduced if it is larger than `long_side` pixels."""
    from PIL import Image

    image = Image.fromarray(rgb)
    image.thumbnail((long_side, long_side), Image.Resampling.BOX)
    return Picture(image.width, image.height, image.tobytes())


def _limit_resources() -> None:
    """A stranger's file must not eat the machine.  Where the system knows no such limit, the time-out remains."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # each of its threads would reserve address space
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is for the parent; the end of stdin follows
    with contextlib.suppress(ImportError, OSError, ValueError, AttributeError):
        os.nice(NICENESS)
    with contextlib.suppress(ImportError, OSError, ValueError, AttributeError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        limit = MEMORY_LIMIT if hard == resource.RLIM_INFINITY else min(MEMORY_LIMIT, hard)
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
