"""The photo worker over real pipes, and `prepare` in this process."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import PIL
import pytest
from photo_samples import draw_shirt

from fashion_gui.core.codec import Message, decode, encode
from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import Failed, Finding, PhotoPrepared, PhotoReady, PreparePhoto, Stop
from fashion_gui.core.workers import worker_command, worker_folder
from fashion_gui.photo.worker import prepare

# A worker with recipes that no photo needs: to be run with `python -c`.
ODD_WORKER = """
import os, sys
from fashion_gui.photo import recipes
from fashion_gui.photo.worker import main

def noisy(photo, correction):
    print("from Python")
    os.write(1, b"from a C library\\n")
    return recipes.RECIPES["report"](photo, correction)

def greedy(photo, correction):
    bytearray(4 << 30)

def broken(photo, correction):
    return {}["no such key"]

recipes.RECIPES.update(noisy=noisy, greedy=greedy, broken=broken)
sys.exit(main())
"""


@pytest.fixture
def shirt(tmp_path: Path) -> Path:
    path = tmp_path / "Моя рубашка.png"
    draw_shirt(size=(600, 800), box=(100, 200, 500, 600)).save(path)
    return path


@pytest.fixture
def worker() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(
        worker_command("photo"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=worker_folder()
    ) as process:
        yield process
        process.kill()


def ask(process: subprocess.Popen[bytes], line: bytes) -> Message:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(line + b"\n")
    process.stdin.flush()
    return decode(process.stdout.readline())


def talk(command: list[str], messages: list[Message]) -> tuple[list[Message], str]:
    """All that a worker answers to `messages`, and its log."""
    lines = "".join(encode(message) + "\n" for message in messages).encode()
    done = subprocess.run(command, input=lines, capture_output=True, cwd=worker_folder(), timeout=60, check=True)
    return [decode(line) for line in done.stdout.splitlines()], done.stderr.decode()


def test_prepare(shirt: Path) -> None:
    answer = prepare(PreparePhoto(7, str(shirt), "trim"))
    assert (answer.id, answer.path, answer.recipe, answer.format) == (7, str(shirt), "trim", "PNG")
    assert (answer.width, answer.height) == (600, 800)
    assert (answer.photo.width, answer.photo.height) == (360, 480)
    assert len(answer.photo.rgb) == 360 * 480 * 3
    assert max(answer.cut_out.width, answer.cut_out.height) <= 320
    assert len(answer.cut_out.rgb) == answer.cut_out.width * answer.cut_out.height * 3
    assert np.frombuffer(answer.tile, np.uint8).reshape(28, 28)[14, 14] > 200
    assert answer.findings == [Finding("filled_share", {"percent": 67})]
    assert decode(encode(answer)) == answer


def test_prepare_does_not_enlarge_small_pictures(tmp_path: Path) -> None:
    draw_shirt(size=(40, 30), box=(5, 5, 35, 25)).save(tmp_path / "small.png")
    answer = prepare(PreparePhoto(1, str(tmp_path / "small.png"), "report"))
    assert (answer.photo.width, answer.photo.height) == (answer.cut_out.width, answer.cut_out.height) == (40, 30)


def test_unknown_recipe(shirt: Path) -> None:
    with pytest.raises(Problem) as caught:
        prepare(PreparePhoto(1, str(shirt), "magic"))
    assert caught.value.code == "internal_error"


def test_worker_answers_problems_and_garbage_in_turn(worker: subprocess.Popen[bytes], shirt: Path) -> None:
    assert worker.stdout is not None
    assert decode(worker.stdout.readline()) == PhotoReady(pillow=PIL.__version__)
    request = PreparePhoto(1, str(shirt), "trim")
    assert ask(worker, encode(request).encode()) == prepare(request)
    failed = ask(worker, encode(PreparePhoto(2, str(shirt.parent), "trim")).encode())
    assert isinstance(failed, Failed)
    assert (failed.id, failed.run, failed.code) == (2, "", "is_a_folder")
    assert failed.parameters == {"name": shirt.parent.name}
    assert "Traceback" in failed.details
    garbage = [b"", b"{", b"\xff\xfe", b"[1]", b'{"command": "prepare_photo"}', encode(Stop("x")).encode()]
    answer = ask(worker, b"\n".join([*garbage, encode(PreparePhoto(3, str(shirt), "report")).encode()]))
    assert isinstance(answer, PhotoPrepared)
    assert answer.id == 3


def test_worker_leaves_at_the_end_of_stdin(worker: subprocess.Popen[bytes]) -> None:
    assert worker.stdin is not None
    assert worker.stdout is not None
    worker.stdout.readline()
    worker.stdin.close()
    assert worker.wait(timeout=2) == 0
    assert worker.stdout.read() == b""


def test_worker_leaves_when_nobody_listens(worker: subprocess.Popen[bytes], shirt: Path) -> None:
    assert worker.stdin is not None
    assert worker.stdout is not None
    worker.stdout.readline()
    worker.stdout.close()
    worker.stdin.write(encode(PreparePhoto(1, str(shirt), "report")).encode() + b"\n")
    worker.stdin.flush()
    assert worker.wait(timeout=10) == 0


def test_libraries_cannot_print_into_the_wire(shirt: Path) -> None:
    messages, log = talk([sys.executable, "-c", ODD_WORKER], [PreparePhoto(1, str(shirt), "noisy")])
    assert [type(message) for message in messages] == [PhotoReady, PhotoPrepared]
    assert "from Python" in log
    assert "from a C library" in log


def test_our_own_bug_does_not_end_the_worker(shirt: Path) -> None:
    wishes = [PreparePhoto(1, str(shirt), "broken"), PreparePhoto(2, str(shirt), "report")]
    messages, _ = talk([sys.executable, "-c", ODD_WORKER], wishes)
    _, failed, answer = messages
    assert (failed.id, failed.code) == (1, "internal_error")
    assert "no such key" in failed.details
    assert answer.id == 2


def test_memory_is_limited(shirt: Path) -> None:
    pytest.importorskip("resource", reason="no limits on this system")
    wishes = [PreparePhoto(1, str(shirt), "greedy"), PreparePhoto(2, str(shirt), "report")]
    messages, _ = talk([sys.executable, "-c", ODD_WORKER], wishes)
    _, failed, answer = messages
    assert (failed.code, failed.parameters) == ("too_much_memory", {"name": shirt.name})
    assert answer.id == 2


def test_a_name_that_is_no_unicode_is_answered(tmp_path: Path) -> None:
    command = encode(PreparePhoto(5, "/\udcff.png", "trim"))
    done = subprocess.run(
        worker_command("photo"), input=command.encode() + b"\n", capture_output=True, cwd=worker_folder(), check=True
    )
    failed = decode(done.stdout.splitlines()[1])
    assert (failed.id, failed.code, failed.parameters) == (5, "file_missing", {"name": "?.png"})


def test_pillow_is_not_imported_before_the_wire_is_made() -> None:
    code = "import sys, fashion_gui.photo.worker; sys.exit('PIL' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=worker_folder(), check=False).returncode == 0
