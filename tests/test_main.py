"""Which part of the program the arguments lead to."""

import sys

import pytest

from fashion_gui import __main__


@pytest.fixture
def window(monkeypatch):
    """The photos that the window was opened with, each time."""
    opened = []
    monkeypatch.setattr("fashion_gui.ui.app.main", lambda photos: opened.append(photos) or 0)
    return opened


def run(monkeypatch, *arguments):
    monkeypatch.setattr(sys, "argv", ["fashion-gui", *arguments])
    return __main__.main()


@pytest.mark.parametrize(
    ("arguments", "photos"),
    [
        ((), []),
        (("a.jpg", "b c.png"), ["a.jpg", "b c.png"]),
        (("--", "-odd-name.jpg"), ["-odd-name.jpg"]),
        (("a.jpg", "--", "--help"), ["a.jpg", "--help"]),
        (("--", "train"), ["train"]),
        (("a.jpg", "train"), ["a.jpg", "train"]),
    ],
)
def test_photos_open_the_window(monkeypatch, window, arguments, photos):
    assert run(monkeypatch, *arguments) == 0
    assert window == [photos]


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("--bogus",), "--bogus"),
        (("-x",), "-x"),
        (("-odd-name.jpg",), "-odd-name.jpg"),
        (("a.jpg", "--json"), "--json"),
        (("--worker", "nosuch"), "--worker"),
        (("--worker",), "--worker"),
        (("classify", "--bogus", "a.jpg"), "--bogus"),
    ],
)
def test_an_unknown_option_opens_no_window(monkeypatch, window, capfd, arguments, word):
    assert run(monkeypatch, *arguments) == 2
    told = capfd.readouterr()
    assert (told.out, window) == ("", [])
    assert told.err.startswith("usage: ")
    assert told.err.splitlines()[-1] == f"fashion-gui: error: unknown: {word}"


@pytest.mark.parametrize("arguments", [("--help",), ("-h",), ("a.jpg", "--help"), ("train", "--help")])
def test_help_opens_no_window(monkeypatch, window, capfd, arguments):
    assert run(monkeypatch, *arguments) == 0
    assert capfd.readouterr().out.startswith("usage: fashion-gui")
    assert window == []
