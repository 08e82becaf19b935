import errno
import json
import os
import shutil
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from fashion_gui.core import download
from fashion_gui.core.dataset import FILES, load_dataset
from fashion_gui.core.dataset_files import Manifest
from fashion_gui.core.download import TOTAL_BYTES, download_dataset
from fashion_gui.core.problems import Problem


class Server(ThreadingHTTPServer):
    """Serves `bodies` by file name.  `cut`: files whose connection ends in the middle."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.bodies = {}
        self.cut = set()
        self.asked = []
        self.address = f"http://127.0.0.1:{self.server_address[1]}/"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        name = self.path.lstrip("/")
        self.server.asked.append(name)
        if name not in self.server.bodies:
            self.send_error(404)
            return
        body = self.server.bodies[name]
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if name in self.server.cut else body)

    def log_message(self, *_args):
        pass


@pytest.fixture
def start_server(monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    started = []

    def start(bodies):
        server = Server()
        server.bodies = dict(bodies)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        started.append((server, thread))
        return server

    yield start
    for server, thread in started:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def bodies(small_folder):
    return {f"{name}.gz": (small_folder / f"{name}.gz").read_bytes() for name in FILES}


@pytest.fixture
def expected(small_folder, monkeypatch, bodies):
    """The manifest of the small set, with its sizes in place of the published ones."""
    monkeypatch.setattr(download, "_SIZES", {name: len(bodies[f"{name}.gz"]) for name in FILES})
    return Manifest.of(**json.loads((small_folder / "dataset.json").read_text()))


@pytest.fixture
def fetch(tmp_path, expected):
    """`fetch(*servers)` downloads into tmp_path/target and gives the reported progress."""

    def run(*servers, cancelled=lambda: False):
        progress = []
        download_dataset(
            tmp_path / "target",
            progress=lambda done, total: progress.append((done, total)),
            cancelled=cancelled,
            sources=[server if isinstance(server, str) else server.address for server in servers],
            expected=expected,
        )
        return progress

    return run


def files_in(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def code_of(call, *args, **more):
    with pytest.raises(Problem) as caught:
        call(*args, **more)
    return caught.value.code


def test_known_sizes():
    assert TOTAL_BYTES == 26_421_880 + 29_515 + 4_422_102 + 5_148


def test_good(start_server, bodies, fetch, tmp_path, small_folder, small_dataset):
    progress = fetch(start_server(bodies))

    assert files_in(tmp_path / "target") == sorted(bodies)
    shutil.copy(small_folder / "dataset.json", tmp_path / "target")
    assert (load_dataset(tmp_path / "target").train_labels == small_dataset.train_labels).all()
    done = [step for step, _total in progress]
    assert done == sorted(done)
    assert done[-1] == sum(map(len, bodies.values()))
    assert {total for _step, total in progress} == {TOTAL_BYTES}


def test_files_already_there_are_not_fetched(start_server, bodies, fetch):
    server = start_server(bodies)
    fetch(server)
    server.asked.clear()

    progress = fetch(server)

    assert server.asked == []
    assert progress[-1][0] == sum(map(len, bodies.values()))


def test_retry_continues(start_server, bodies, fetch, tmp_path):
    third = f"{FILES[2]}.gz"
    server = start_server({name: body for name, body in bodies.items() if name != third})
    assert code_of(fetch, server) == "download_failed"
    assert files_in(tmp_path / "target") == sorted(f"{name}.gz" for name in FILES[:2])

    server.bodies = bodies
    server.asked.clear()
    fetch(server)

    assert server.asked == [f"{name}.gz" for name in FILES[2:]]


def test_what_a_killed_download_left_is_removed(start_server, bodies, fetch, tmp_path):
    server = start_server(bodies)
    fetch(server)
    old, new = (tmp_path / "target" / f".{name}.gz.0123abcd.part" for name in FILES[:2])
    for leftover in (old, new):
        leftover.write_bytes(b"half")
    os.utime(old, (0, 0))

    fetch(server)

    assert files_in(tmp_path / "target") == sorted([*bodies, new.name])  # another window may be writing the new one


def test_damaged_file_is_fetched_again(start_server, bodies, fetch, tmp_path):
    server = start_server(bodies)
    fetch(server)
    broken = tmp_path / "target" / f"{FILES[1]}.gz"
    broken.write_bytes(b"broken")
    server.asked.clear()

    fetch(server)

    assert server.asked == [broken.name]
    assert broken.read_bytes() == bodies[broken.name]


def test_not_found(start_server, fetch, tmp_path):
    with pytest.raises(Problem) as caught:
        fetch(start_server({}))

    assert caught.value.code == "download_failed"
    assert caught.value.parameters == {"reason": "HTTP 404"}
    assert files_in(tmp_path / "target") == []


def test_nobody_answers(fetch):
    with socket.socket() as reserved:  # bound, but not listening
        reserved.bind(("127.0.0.1", 0))
        with pytest.raises(Problem) as caught:
            fetch(f"http://127.0.0.1:{reserved.getsockname()[1]}/")

    assert caught.value.code == "download_failed"
    assert len(str(caught.value.parameters["reason"])) in range(3, 60)


@pytest.mark.parametrize("source", ["nonsense/", "http://127.0.0.1:99999/", "http://[/", "http://in valid/"])
def test_impossible_address(fetch, source):
    assert code_of(fetch, source) == "download_failed"


def test_no_source(fetch):
    assert code_of(fetch) == "download_failed"


def wrong_content(body):
    return body[:-20] + bytes(20)


def another_file(_body):
    return b"<html>Please log in to the hotel's network</html>"


@pytest.mark.parametrize("spoil", [wrong_content, another_file])
def test_wrong_content(start_server, bodies, fetch, tmp_path, spoil):
    first = f"{FILES[0]}.gz"

    with pytest.raises(Problem) as caught:
        fetch(start_server(bodies | {first: spoil(bodies[first])}))

    assert caught.value.code == "dataset_damaged"
    assert caught.value.parameters == {"file": first}
    assert files_in(tmp_path / "target") == []


def test_content_of_another_file(start_server, bodies, fetch):
    first, second = (f"{name}.gz" for name in FILES[:2])

    assert code_of(fetch, start_server(bodies | {first: bodies[second]})) == "dataset_damaged"


def test_connection_cut_in_the_middle(start_server, bodies, fetch, tmp_path):
    server = start_server(bodies)
    server.cut = set(bodies)

    assert code_of(fetch, server) == "download_failed"
    assert files_in(tmp_path / "target") == []


def test_answer_without_end(start_server, bodies, fetch, tmp_path):
    first = f"{FILES[0]}.gz"
    server = start_server(bodies | {first: bytes(3 * len(bodies[first]))})

    with pytest.raises(Problem) as caught:
        fetch(server)

    assert caught.value.parameters == {"reason": "the answer is too long"}
    assert files_in(tmp_path / "target") == []


def test_second_source_is_used(start_server, bodies, fetch, tmp_path):
    last = f"{FILES[3]}.gz"
    first, second = start_server(bodies | {last: b"wrong"}), start_server(bodies)
    first.cut = {f"{FILES[0]}.gz"}
    del first.bodies[f"{FILES[1]}.gz"]

    fetch(first, second)

    assert second.asked == [f"{FILES[0]}.gz", f"{FILES[1]}.gz", last]
    assert files_in(tmp_path / "target") == sorted(bodies)


@pytest.mark.parametrize("calls", [0, 1, 2, 3, 4, 9])
def test_cancelled(start_server, bodies, fetch, tmp_path, calls):
    asked = iter([False] * calls)

    assert code_of(fetch, start_server(bodies), cancelled=lambda: next(asked, True)) == "download_cancelled"
    assert [name for name in files_in(tmp_path / "target") if name not in bodies] == []


def test_cancelled_while_checking_what_is_there(start_server, bodies, fetch):
    server = start_server(bodies)
    fetch(server)

    assert code_of(fetch, server, cancelled=lambda: True) == "download_cancelled"


def test_disk_full(start_server, bodies, fetch, tmp_path, monkeypatch):
    def full(_handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    first, second = start_server(bodies), start_server(bodies)

    assert code_of(fetch, first, second) == "disk_full"
    assert second.asked == []  # another source would not help
    assert files_in(tmp_path / "target") == []
