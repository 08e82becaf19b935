"""Dropping and pasting on the whole window, with the real photo worker and a fake engine."""

import base64
import errno
import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import quote_from_bytes

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from fashion_gui.core.problems import problem_sentence
from fashion_gui.ui.engine_client import EngineClient
from fashion_gui.ui.main_window import MainWindow
from fashion_gui.ui.settings import Settings

FAKE = str(Path(__file__).resolve().parent.parent / "fake_engine.py")
MILLISECONDS = 20_000

posix = pytest.mark.skipif(os.name == "nt", reason="no such files there")


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked += 1
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.server.content)

    def log_message(self, *_args):
        pass


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    server = HTTPServer(("127.0.0.1", 0), Answers)
    server.asked, server.content = 0, b""
    server.link = f"http://127.0.0.1:{server.server_address[1]}/shirt.png"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def window(qtbot):
    window = MainWindow(Settings(), engine=EngineClient(command=[sys.executable, FAKE, "normal"]))
    window.prepared = []
    window.photos.prepared.connect(lambda answer: window.prepared.append(Path(answer.path)))
    qtbot.addWidget(window, before_close_func=lambda window: window.conductor.close())
    with qtbot.waitExposed(window):
        window.show()
    return window


@pytest.fixture
def shirt(tmp_path):
    path = tmp_path / "shirt.png"
    image = QImage(60, 80, QImage.Format.Format_RGB32)
    image.fill(QColor("navy"))
    assert image.save(str(path))
    return path


def drop(window, mime, target=None):
    """Real drop events; returns once the window took the drop."""
    where = target or window
    action, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(5, 5).toPoint(), action, mime, button, none)
    QApplication.sendEvent(where, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(where, QDropEvent(QPointF(5, 5), action, mime, button, none))


def files(*paths):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def uri_list(raw):
    mime = QMimeData()
    mime.setData("text/uri-list", raw)
    return mime


def wait_for_photo(qtbot, window, path):
    qtbot.waitUntil(lambda: window.prepared[-1:] == [path], timeout=MILLISECONDS)
    assert window.photo.problem_text() == ""


def wait_for_problem(qtbot, window, code, **parameters):
    sentence = problem_sentence(code, parameters, "en")
    qtbot.waitUntil(lambda: window.photo.problem_text() == sentence, timeout=MILLISECONDS)


# --- files -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["two\nlines.png", "-rf.png", "Моя рубашка.png", "👕.png", "%41#?.png", "n" * 250 + ".png", "http:"]
)
def test_odd_names_are_opened(window, qtbot, shirt, name):
    odd = shirt.rename(shirt.with_name(name))
    drop(window, files(odd))
    wait_for_photo(qtbot, window, odd)


@posix
def test_a_name_that_is_no_unicode_is_opened_or_told(window, qtbot, shirt):
    raw = os.fsencode(shirt.parent) + b"/\xff\xfe.png"
    os.rename(shirt, raw)
    mime = uri_list(b"file://" + quote_from_bytes(raw).encode())
    drop(window, mime)
    qtbot.waitUntil(lambda: len(window.prepared) == 1, timeout=MILLISECONDS)
    os.remove(raw)
    drop(window, mime)
    wait_for_problem(qtbot, window, "file_missing", name="??.png")


@posix
def test_odd_files_are_told(window, qtbot, tmp_path):
    os.mkfifo(tmp_path / "fifo.png")
    (tmp_path / "loop.png").symlink_to("loop.png")
    drop(window, files(tmp_path / "fifo.png"))
    wait_for_problem(qtbot, window, "not_a_file", name="fifo.png")
    drop(window, files(tmp_path / "loop.png"))
    reason = os.strerror(errno.ELOOP)
    wait_for_problem(qtbot, window, "file_unreadable", name="loop.png", reason=reason)


def test_a_name_is_never_taken_for_markup(window, qtbot, tmp_path):
    name = "<b>bold</b><img src='x'>.png".replace("/", "\u2044")
    (tmp_path / name).write_text("no image")
    drop(window, files(tmp_path / name, tmp_path / "b.png"))
    wait_for_problem(qtbot, window, "not_an_image", name=name)
    shown = [label for label in window.photo.findChildren(QLabel) if name in label.text()]
    assert shown
    assert {label.textFormat() for label in shown} == {Qt.TextFormat.PlainText}
    assert not [child for child in window.findChildren(QWidget) if name in child.toolTip()]


def test_hundreds_of_files_are_all_taken(window, tmp_path, monkeypatch):
    taken = []
    monkeypatch.setattr(window.many, "open", lambda files, **_: taken.extend(files))
    paths = [tmp_path / f"{number}.png" for number in range(1200)]
    drop(window, files(*paths))
    assert taken == paths


@pytest.mark.parametrize("name", ["n" * 300 + ".png", "a/" * 3000 + "b.png"])
def test_a_name_too_long_for_any_disk_is_told(window, qtbot, tmp_path, name):
    drop(window, files(tmp_path / name))
    short = Path(name).name
    wait_for_problem(qtbot, window, "file_unreadable", name=short, reason=os.strerror(errno.ENAMETOOLONG))


# --- everywhere ------------------------------------------------------------------------------------------------------


def test_a_photo_may_be_dropped_anywhere(window, tmp_path):
    """Qt offers a drag to the deepest widget that takes drops: there is to be none but the window."""
    for child in window.findChildren(QWidget):
        assert child.window() is not window or not child.acceptDrops(), child
    assert window.acceptDrops()


# --- pictures without a file -----------------------------------------------------------------------------------------


def test_a_pasted_image_is_opened(window, qtbot, shirt):
    QGuiApplication.clipboard().setImage(QImage(str(shirt)))
    window.menus.paste.emit()
    qtbot.waitUntil(lambda: len(window.prepared) == 1, timeout=MILLISECONDS)
    assert window.photo.problem_text() == ""


def test_a_pasted_page_with_the_picture_in_it_is_opened(window, qtbot, shirt):
    mime = QMimeData()
    mime.setHtml(f"<p>See <img src='data:image/png;base64,{base64.b64encode(shirt.read_bytes()).decode()}'></p>")
    QGuiApplication.clipboard().setMimeData(mime)
    window.menus.paste.emit()
    qtbot.waitUntil(lambda: len(window.prepared) == 1, timeout=MILLISECONDS)
    assert window.photo.problem_text() == ""


def test_what_has_no_picture_is_told_and_the_photo_stays(window, qtbot, shirt):
    drop(window, files(shirt))
    wait_for_photo(qtbot, window, shirt)
    mime = QMimeData()
    mime.setText("just words")
    drop(window, mime)
    assert window.photo.problem_text() == problem_sentence("nothing_to_open", {}, "en")
    assert window.photo.tile() is not None


# --- links -----------------------------------------------------------------------------------------------------------


def yes(qtbot, window):
    qtbot.mouseClick(window.conductor.photos.link_dialog._fetch, Qt.MouseButton.LeftButton)


def test_a_link_is_asked_about_each_time_then_opened(window, qtbot, server, shirt):
    server.content = shirt.read_bytes()
    for count in (1, 2):
        drop(window, uri_list(server.link.encode()))
        assert window.conductor.photos.link_dialog.isVisible()
        assert server.asked == count - 1
        yes(qtbot, window)
        qtbot.waitUntil(lambda count=count: len(window.prepared) == count, timeout=MILLISECONDS)
    assert window.prepared[-1].name == "shirt.png"


def test_a_page_behind_a_link_is_no_image(window, qtbot, server):
    server.content = b"<html>sign in first</html>"
    drop(window, uri_list(server.link.encode()))
    yes(qtbot, window)
    wait_for_problem(qtbot, window, "not_an_image", name="shirt.png")


def test_a_file_takes_the_place_of_a_question(window, qtbot, server, shirt):
    drop(window, uri_list(server.link.encode()))
    drop(window, files(shirt))
    assert window.conductor.photos.link_dialog.isHidden()
    wait_for_photo(qtbot, window, shirt)
    assert server.asked == 0
