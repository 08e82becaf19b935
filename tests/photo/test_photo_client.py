"""The client outlives every worker."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from photo_samples import draw_shirt

from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import PreparePhoto
from fashion_gui.photo.client import PhotoClient
from fashion_gui.photo.worker import prepare

# The real worker with a recipe that kills it in the middle of a photo, and one that hangs.
ODD_WORKER = """
import os, signal, sys, threading
from fashion_gui.photo import recipes
from fashion_gui.photo.worker import main
recipes.RECIPES.update(
    die=lambda photo, correction: os.kill(os.getpid(), signal.SIGKILL),
    leave=lambda photo, correction: os._exit(0),
    hang=lambda photo, correction: threading.Event().wait(),
)
sys.exit(main())
"""
# A worker whose answer to anything is noise and somebody else's answer, before the right one.
CHATTERING_WORKER = """
import sys
from fashion_gui.core.codec import encode
from fashion_gui.core.protocol import EngineReady, Failed, PhotoReady
print(encode(PhotoReady("1")), flush=True)
for line in sys.stdin:
    print("noise")
    print(encode(EngineReady("2", "3", [])))
    print(encode(Failed(1, "", "empty_file", {"name": "x"}, "")), flush=True)
"""

needs_signals = pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="no such signals here")


@pytest.fixture
def shirt(tmp_path: Path) -> Path:
    draw_shirt().save(tmp_path / "Рубашка.png")
    return tmp_path / "Рубашка.png"


@pytest.fixture
def client() -> Iterator[PhotoClient]:
    with PhotoClient() as client:
        yield client


def code_of(client: PhotoClient, path: Path, recipe: str = "trim") -> str:
    with pytest.raises(Problem) as caught:
        client.prepare(path, recipe)
    assert caught.value.parameters.get("name", path.name) == path.name
    assert path.name in str(caught.value) or caught.value.code == "photo_worker_missing"
    return caught.value.code


def worker_pid(client: PhotoClient) -> int:
    assert client._worker is not None
    return client._worker._process.pid


def odd_client(timeout: float = 10.0) -> PhotoClient:
    return PhotoClient(command=[sys.executable, "-c", ODD_WORKER], timeout=timeout)


def test_answers_are_the_worker_s(client: PhotoClient, shirt: Path) -> None:
    assert client.prepare(shirt, "trim") == prepare(PreparePhoto(1, str(shirt), "trim"))
    first = worker_pid(client)
    assert client.prepare(shirt, "report") == prepare(PreparePhoto(2, str(shirt), "report"))
    assert worker_pid(client) == first


def test_problems_are_the_worker_s(client: PhotoClient, shirt: Path) -> None:
    assert code_of(client, shirt.parent) == "is_a_folder"
    assert code_of(client, shirt.with_name("none.png")) == "file_missing"
    assert client.prepare(shirt, "trim").format == "PNG"


def test_relative_paths_are_those_of_the_caller(
    client: PhotoClient, shirt: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (shirt.parent / "numpy.py").write_text("raise SystemExit('a file beside the photos was run')")
    monkeypatch.chdir(shirt.parent)
    assert client.prepare(Path(shirt.name), "report").path == str(shirt)


def test_a_name_that_is_no_unicode(client: PhotoClient, shirt: Path) -> None:
    odd = shirt.with_name(os.fsdecode(b"\xff\xfe.png"))
    try:
        shirt.rename(odd)
    except OSError:
        pytest.skip("this file system wants Unicode")
    assert client.prepare(odd, "report").width == 300


@needs_signals
@pytest.mark.parametrize("recipe", ["die", "leave"])
def test_a_worker_that_dies_over_a_photo(recipe: str, shirt: Path) -> None:
    with odd_client() as client:
        assert code_of(client, shirt, recipe) == "photo_crashed"
        assert client.prepare(shirt, "report").id == 2


@needs_signals
def test_a_worker_that_died_before_the_photo_is_replaced(client: PhotoClient, shirt: Path) -> None:
    client.prepare(shirt, "report")
    first = worker_pid(client)
    os.kill(first, signal.SIGKILL)
    os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT)
    assert client.prepare(shirt, "report").id == 2
    assert worker_pid(client) != first


def test_a_worker_that_hangs_is_ended(shirt: Path) -> None:
    with odd_client(timeout=0.5) as client:
        with pytest.raises(Problem) as caught:
            client.prepare(shirt, "hang")
        assert (caught.value.code, caught.value.parameters) == ("photo_timeout", {"name": shirt.name, "seconds": 0.5})
        client.timeout = 10.0
        assert client.prepare(shirt, "report").id == 2


@needs_signals
def test_a_stopped_worker_is_ended(client: PhotoClient, shirt: Path) -> None:
    client.prepare(shirt, "report")
    first = worker_pid(client)
    os.kill(first, signal.SIGSTOP)
    client.timeout = 0.5
    assert code_of(client, shirt) == "photo_timeout"
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)
    client.timeout = 10.0
    assert client.prepare(shirt, "report").id == 3


@pytest.mark.parametrize("command", [["/no/such/program"], [sys.executable, "-c", "print('not a worker')"]])
def test_a_worker_that_does_not_start(command: list[str], shirt: Path) -> None:
    with PhotoClient(command=command) as client:
        assert code_of(client, shirt) == "photo_worker_missing"
        assert code_of(client, shirt) == "photo_worker_missing"


def test_noise_on_the_wire_is_skipped(shirt: Path) -> None:
    with PhotoClient(command=[sys.executable, "-c", CHATTERING_WORKER]) as client, pytest.raises(Problem) as caught:
        client.prepare(shirt, "trim")
    assert caught.value.code == "empty_file"


def test_an_interrupted_request_does_not_answer_the_next(
    client: PhotoClient, shirt: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    client.prepare(shirt, "trim")
    with monkeypatch.context() as patch:
        patch.setattr(type(client._worker), "receive", interrupt)
        with pytest.raises(KeyboardInterrupt):
            client.prepare(shirt, "trim")
    assert client.prepare(shirt, "report").recipe == "report"


def test_close_ends_the_worker_and_may_be_repeated(shirt: Path) -> None:
    client = PhotoClient()
    client.close()
    client.prepare(shirt, "report")
    worker = client._worker
    client.close()
    client.close()
    assert worker is not None
    assert worker._process.returncode == 0
