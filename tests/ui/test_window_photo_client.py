"""The window's end of the photo worker against a fake worker that misbehaves on demand."""

import os
import sys
from pathlib import Path

import pytest

from fashion_gui.core.protocol import Correction, Stroke
from fashion_gui.ui.photo_client import PhotoClient

FAKE = str(Path(__file__).resolve().parent.parent / "fake_photo_worker.py")


@pytest.fixture
def make_client(qtbot):
    clients = []

    def make(*, command=None, seconds=20.0):
        client = PhotoClient(command=command or [sys.executable, FAKE, "fake"], seconds=seconds)
        client.answers = []
        client.prepared.connect(lambda message, _correction: client.answers.append((message.id, "prepared")))
        client.failed.connect(lambda number, problem: client.answers.append((number, problem.code)))
        clients.append(client)
        return client

    yield make
    for client in clients:
        client.close()


def wait_for_answers(qtbot, client, count):
    qtbot.waitUntil(lambda: len(client.answers) >= count, timeout=20_000)


def test_each_photo_is_answered_with_its_id(make_client, qtbot):
    client = make_client()
    with qtbot.waitSignal(client.prepared, timeout=20_000) as caught:
        first = client.prepare(Path("футболка (1).png"), recipe="any")
    answer, correction = caught.args
    assert (answer.id, answer.recipe, correction) == (first, "any", Correction())
    assert answer.path == str(Path("футболка (1).png").absolute())
    second, third = (client.prepare(Path(name), recipe="any") for name in ("bad.png", "b.png"))
    wait_for_answers(qtbot, client, 3)
    assert client.answers == [(first, "prepared"), (second, "photo_timeout"), (third, "prepared")]
    assert not client._timer.isActive()


def test_a_correction_reaches_the_worker_and_comes_back_with_the_answer(make_client, qtbot, monkeypatch):
    client = make_client()
    sent = []
    send = client._worker.send
    monkeypatch.setattr(client._worker, "send", lambda message: (sent.append(message), send(message)))
    wanted = Correction(1, True, [0.0, 0.25, 0.5, 1.0], [Stroke(False, [0.5, 0.5])], True)
    with qtbot.waitSignal(client.prepared, timeout=20_000) as caught:
        client.prepare(Path("a.png"), recipe="any", correction=wanted)
    assert [request.correction for request in sent] == [wanted]
    assert caught.args[1] == wanted


@pytest.mark.parametrize("name", ["crash.png", "exit.png"])
def test_after_a_crash_a_new_worker_takes_the_next_photo(make_client, qtbot, name):
    client = make_client()
    client.warm_up()
    before = client.worker_pid()
    bad = client.prepare(Path(name), recipe="any")
    good = client.prepare(Path("a.png"), recipe="any")
    wait_for_answers(qtbot, client, 2)
    assert client.answers == [(bad, "photo_crashed"), (good, "prepared")]
    assert client.worker_pid() not in (0, before)


def test_a_photo_that_takes_too_long_is_given_up(make_client, qtbot):
    client = make_client(seconds=0.5)
    bad = client.prepare(Path("hang.png"), recipe="any")
    before = client.worker_pid()
    wait_for_answers(qtbot, client, 1)
    assert client.answers == [(bad, "photo_timeout")]
    client._seconds = 20
    good = client.prepare(Path("a.png"), recipe="any")
    wait_for_answers(qtbot, client, 2)
    assert client.answers[1:] == [(good, "prepared")]
    assert client.worker_pid() not in (0, before)


@pytest.mark.parametrize("program", ["no such program", ""])  # Qt tells of "" at once, as of any program on Windows
def test_a_missing_program_is_told_for_each_photo(make_client, qtbot, tmp_path, program):
    client = make_client(command=[program and str(tmp_path / program)])
    numbers = [client.prepare(Path(name), recipe="any") for name in ("a.png", "b.png")]
    assert client.answers == []  # never before the caller knows the id
    wait_for_answers(qtbot, client, 2)
    assert client.answers == [(number, "photo_worker_missing") for number in numbers]
    assert not client._timer.isActive()


def test_forget_waiting_drops_what_has_not_begun(make_client, qtbot):
    client = make_client()
    first = client.prepare(Path("a.png"), recipe="any")
    client.prepare(Path("b.png"), recipe="any")
    client.forget_waiting()
    last = client.prepare(Path("c.png"), recipe="any")
    wait_for_answers(qtbot, client, 2)
    assert client.answers == [(first, "prepared"), (last, "prepared")]


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_close_leaves_no_process(make_client, qtbot):
    client = make_client()
    client.prepare(Path("a.png"), recipe="any")
    wait_for_answers(qtbot, client, 1)
    pid = client.worker_pid()
    client.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
