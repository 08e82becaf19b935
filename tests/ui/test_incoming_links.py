"""A link to a picture: asked about first, fetched beside the window, and every failure has its sentence."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from fashion_gui.core.problems import Problem, problem_sentence
from fashion_gui.ui import link_fetch
from fashion_gui.ui.language import set_language
from fashion_gui.ui.link_dialog import LinkDialog
from fashion_gui.ui.link_fetch import REDIRECTS, fetch

PICTURE = b"as good as a picture" * 5000
SECONDS = 20_000  # milliseconds, for what has to come


class Server(ThreadingHTTPServer):
    """What it answers follows from the path.  `/held` waits in the middle until `release` is set."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.release = threading.Event()
        self.asked = []
        self.headers = []
        self.address = f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        self.server.headers.append(self.headers)
        kind, _, rest = self.path.lstrip("/").partition("/")
        getattr(self, f"answer_{kind}")(rest)

    def answer_picture(self, _name):
        self.begin(200, **{"Content-Length": str(len(PICTURE))})
        self.wfile.write(PICTURE)

    def answer_status(self, code):
        self.begin(int(code), **{"Content-Length": "0"})

    def answer_redirect(self, count):
        target = f"/redirect/{int(count) - 1}" if int(count) > 1 else "../picture/shirt.png"
        self.begin(302, Location=target)

    def answer_to(self, target):
        self.begin(301, Location=target)

    def answer_claims(self, size):
        self.begin(200, **{"Content-Length": size})

    def answer_endless(self, _name):
        self.begin(200)
        for _ in range(1000):
            self.wfile.write(PICTURE)

    def answer_cut(self, _name):
        self.begin(200, **{"Content-Length": str(2 * len(PICTURE))})
        self.wfile.write(PICTURE)

    def answer_held(self, _name):
        self.begin(200, **{"Content-Length": str(2 * len(PICTURE))})
        self.wfile.write(PICTURE)
        self.server.release.wait(60)
        self.wfile.write(PICTURE)

    def answer_silent(self, _name):
        self.server.release.wait(60)

    def answer_nonsense(self, _name):
        self.wfile.write(b"\x00\x01 no HTTP at all\r\n\r\n")

    def begin(self, status, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_args):
        pass


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    server = Server()
    server.handle_error = lambda *_: None  # a client that leaves is what is tested
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.release.set()
    server.shutdown()
    thread.join()
    server.server_close()


# --- fetching --------------------------------------------------------------------------------------------------------


@pytest.fixture
def problem_of(tmp_path):
    """`problem_of(link)` fetches, expects a problem with a sentence of its own in both languages, and no file."""

    def run(link, *, path=tmp_path / "fetched", cancelled=lambda: False):
        with pytest.raises(Problem) as caught:
            fetch(link, path, progress=lambda _: None, cancelled=cancelled)
        assert not path.exists()
        problem = caught.value
        if problem.code.startswith("link_"):
            for language in ("en", "ru"):
                assert "127.0.0.1" in problem_sentence(problem.code, problem.parameters, language)
        return problem

    return run


def test_a_picture_is_fetched(server, tmp_path):
    progress = []
    fetch(f"{server.address}/picture/a.png", tmp_path / "a", progress=progress.append, cancelled=lambda: False)
    assert (tmp_path / "a").read_bytes() == PICTURE
    assert progress == sorted(progress)
    assert progress[-1] == len(PICTURE)


def test_nothing_is_said_about_the_user(server, tmp_path):
    fetch(f"{server.address}/redirect/1", tmp_path / "a", progress=lambda _: None, cancelled=lambda: False)
    for headers in server.headers:
        assert set(headers) <= {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
        assert headers["User-Agent"].startswith("fashion-gui/")


@pytest.mark.parametrize("count", range(1, REDIRECTS + 1))
def test_some_redirects_are_followed(server, tmp_path, count):
    fetch(f"{server.address}/redirect/{count}", tmp_path / "a", progress=lambda _: None, cancelled=lambda: False)
    assert (tmp_path / "a").read_bytes() == PICTURE
    assert len(server.asked) == count + 1


def test_many_redirects_are_not(server, problem_of):
    assert problem_of(f"{server.address}/redirect/{REDIRECTS + 1}").code == "link_redirects"
    assert len(server.asked) == REDIRECTS + 1


@pytest.mark.parametrize(
    "target", ["file:///etc/hostname", "FILE:/etc/hostname", "ftp://127.0.0.1/a", "data:image/png,x", "javascript:x"]
)
def test_redirects_stay_in_the_web(server, problem_of, target):
    assert problem_of(f"{server.address}/to/{target}").code == "link_leads_elsewhere"


@pytest.mark.parametrize(
    ("code", "status"),
    [
        (403, "403 Forbidden"),
        (404, "404 Not Found"),
        (500, "500 Internal Server Error"),
        (599, "599"),
        (304, "304 Not Modified"),
    ],
)
def test_a_refusal_is_told_with_its_status(server, problem_of, code, status):
    problem = problem_of(f"{server.address}/status/{code}")
    assert (problem.code, problem.parameters["status"]) == ("link_refused", status)


def test_a_redirect_to_nowhere_is_a_refusal(server, problem_of):
    assert problem_of(f"{server.address}/status/302").parameters["status"] == "302 Found"


def test_too_large_by_its_own_account(server, problem_of):
    problem = problem_of(f"{server.address}/claims/64000001")
    assert (problem.code, problem.parameters["limit"]) == ("link_too_large", 64)


def test_too_large_without_saying_so(server, problem_of, monkeypatch):
    monkeypatch.setattr(link_fetch, "MAX_BYTES", 3 * len(PICTURE))
    assert problem_of(f"{server.address}/endless/").code == "link_too_large"


@pytest.mark.parametrize("what", ["silent", "held"])
def test_a_silent_server(server, problem_of, monkeypatch, what):
    monkeypatch.setattr(link_fetch, "SECONDS", 0.2)
    assert problem_of(f"{server.address}/{what}/").code == "link_too_slow"


def test_a_connection_that_ends_early(server, problem_of):
    assert problem_of(f"{server.address}/cut/").code == "link_cut_off"


def test_nobody_there(server, problem_of):
    with socket.socket() as reserved:  # bound, but not listening
        reserved.bind(("127.0.0.1", 0))
        problem = problem_of(f"http://127.0.0.1:{reserved.getsockname()[1]}/")
    assert problem.code == "link_unreachable"
    assert len(str(problem.parameters["reason"])) in range(3, 60)


def test_no_http(server, problem_of):
    assert problem_of(f"{server.address}/nonsense/").code == "link_unreachable"


def test_cancelled(server, problem_of):
    assert problem_of(f"{server.address}/picture/", cancelled=lambda: True).code == "download_cancelled"


def test_a_folder_that_is_gone_is_no_matter_of_the_network(server, problem_of, tmp_path):
    assert problem_of(f"{server.address}/picture/", path=tmp_path / "none" / "a").code == "picture_not_kept"


# --- asking ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def dialog(qtbot):
    """A dialog over a small window, with what it told."""
    window = QWidget()
    qtbot.addWidget(window)
    dialog = LinkDialog(window)
    dialog.told = []
    dialog.fetched.connect(dialog.told.append)
    dialog.failed.connect(lambda problem: dialog.told.append(problem.code))
    yield dialog
    dialog.give_up()


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_question_names_the_host(dialog, qtbot):
    dialog.ask("http://example.org/a.png", Path("a"))
    assert dialog.isVisible()
    assert not dialog.isModal()
    assert dialog.text().startswith("Fetch the picture from example.org?")
    set_language("ru")
    qtbot.waitUntil(lambda: dialog.text().startswith("Загрузить картинку с example.org?"), timeout=SECONDS)
    assert dialog._fetch.text() == "Загрузить"


def test_yes_fetches(dialog, qtbot, server, tmp_path):
    dialog.ask(f"{server.address}/picture/a.png", tmp_path / "a")
    assert server.asked == []
    press(qtbot, dialog._fetch)
    qtbot.waitUntil(lambda: dialog.told == [tmp_path / "a"], timeout=SECONDS)
    assert (tmp_path / "a").read_bytes() == PICTURE
    assert dialog.isHidden()


@pytest.mark.parametrize("how", ["cancel", "escape", "enter", "close"])
def test_anything_but_yes_fetches_nothing(dialog, qtbot, server, tmp_path, how):
    dialog.ask(f"{server.address}/picture/a.png", tmp_path / "a")
    with qtbot.waitExposed(dialog):
        pass
    match how:
        case "cancel":
            press(qtbot, dialog._cancel)
        case "escape":
            qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        case "enter":
            qtbot.keyClick(dialog, Qt.Key.Key_Return)
        case "close":
            dialog.close()
    assert dialog.isHidden()
    assert dialog._fetching is None
    assert (server.asked, dialog.told) == ([], [])


def test_a_fetch_shows_how_far_it_is_and_can_be_cancelled(dialog, qtbot, server, tmp_path):
    dialog.ask(f"{server.address}/held/", tmp_path / "a")
    press(qtbot, dialog._fetch)
    qtbot.waitUntil(lambda: "0.1 MB" in dialog.text(), timeout=SECONDS)
    assert dialog._fetch.isHidden()
    fetching = dialog._fetching
    press(qtbot, dialog._cancel)
    assert dialog.isHidden()
    server.release.set()
    fetching.join(20)
    assert not fetching.is_alive()
    assert not (tmp_path / "a").exists()
    assert not dialog._timer.isActive()
    assert dialog.told == []


def test_a_fetch_that_takes_too_long_is_given_up(dialog, qtbot, server, tmp_path):
    dialog.seconds = 0.2
    dialog.ask(f"{server.address}/held/", tmp_path / "a")
    press(qtbot, dialog._fetch)
    qtbot.waitUntil(lambda: dialog.told == ["link_too_slow"], timeout=SECONDS)
    assert dialog.isHidden()


def test_what_goes_wrong_is_told(dialog, qtbot, server, tmp_path):
    dialog.ask(f"{server.address}/status/404", tmp_path / "a")
    press(qtbot, dialog._fetch)
    qtbot.waitUntil(lambda: dialog.told == ["link_refused"], timeout=SECONDS)


def test_our_own_bug_does_not_leave_it_waiting(dialog, qtbot, server, tmp_path, monkeypatch):
    monkeypatch.setattr(link_fetch, "fetch", None)
    dialog.ask(f"{server.address}/picture/", tmp_path / "a")
    press(qtbot, dialog._fetch)
    qtbot.waitUntil(lambda: dialog.told == ["internal_error"], timeout=SECONDS)


def test_another_link_takes_the_place_of_the_first(dialog, qtbot, server, tmp_path):
    dialog.ask(f"{server.address}/held/", tmp_path / "first")
    press(qtbot, dialog._fetch)
    qtbot.waitUntil(lambda: server.asked == ["/held/"], timeout=SECONDS)
    dialog.ask(f"{server.address}/picture/", tmp_path / "second")
    assert dialog.text().startswith("Fetch the picture from")
    assert not dialog._fetch.isHidden()
    press(qtbot, dialog._fetch)
    qtbot.waitUntil(lambda: dialog.told == [tmp_path / "second"], timeout=SECONDS)
