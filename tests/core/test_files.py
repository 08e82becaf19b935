import errno
import json
import os
import stat
import subprocess
import sys
import time

import pytest

from fashion_gui.core.files import atomic_write, atomic_write_json, remove_leftovers
from fashion_gui.core.problems import Problem


@pytest.fixture
def kept(tmp_path):
    """A good file; after the test nothing else may lie beside it."""
    path = tmp_path / "kept.txt"
    path.write_bytes(b"good")
    yield path
    assert [file.name for file in tmp_path.iterdir()] == ["kept.txt"]


def raising(error):
    def call(*_args, **_more):
        raise error

    return call


def test_new_content(kept):
    atomic_write(kept, lambda file: file.write(b"new"))

    assert kept.read_bytes() == b"new"


def test_missing_folders_are_made(tmp_path):
    atomic_write(tmp_path / "a" / "b" / "c.txt", lambda file: file.write(b"new"))

    assert (tmp_path / "a" / "b" / "c.txt").read_bytes() == b"new"


def test_the_writer_may_write_in_pieces(kept):
    def write(file):
        for number in range(1000):
            file.write(b"%d\n" % number)

    atomic_write(kept, write)

    assert kept.read_bytes().splitlines()[-1] == b"999"


@pytest.mark.parametrize("error", [ValueError("broken"), KeyboardInterrupt(), Problem("internal_error", reason="x")])
def test_content_survives_an_exception_of_the_writer(kept, error):
    def write(file):
        file.write(b"half")
        raise error

    with pytest.raises(type(error)):
        atomic_write(kept, write)
    assert kept.read_bytes() == b"good"


@pytest.mark.parametrize("function", ["fsync", "replace"])
@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "disk_full"),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), "disk_full"),
        (OSError(errno.EFBIG, "File too large"), "disk_full"),
        (OSError(errno.EIO, "Input/output error"), "cannot_write"),
        (PermissionError(errno.EACCES, "Permission denied"), "cannot_write"),
        (OSError("no number"), "cannot_write"),
    ],
)
def test_content_survives_an_error_of_the_system(kept, monkeypatch, function, error, code):
    monkeypatch.setattr(os, function, raising(error))

    with pytest.raises(Problem) as caught:
        atomic_write(kept, lambda file: file.write(b"new"))

    assert caught.value.code == code
    assert str(kept) in str(caught.value)
    assert kept.read_bytes() == b"good"


def test_read_only_folder(kept, monkeypatch):
    monkeypatch.setattr("fashion_gui.core.files.open", raising(OSError(errno.EROFS, "Read-only")), raising=False)

    with pytest.raises(Problem) as caught:
        atomic_write(kept, lambda file: file.write(b"new"))

    assert caught.value.code == "cannot_write"
    assert caught.value.parameters["reason"] == "Read-only"
    assert kept.read_bytes() == b"good"


def test_a_file_where_a_folder_should_be(kept):
    with pytest.raises(Problem) as caught:
        atomic_write(kept / "below.txt", lambda file: file.write(b"new"))

    assert caught.value.code == "cannot_write"
    assert kept.read_bytes() == b"good"


def test_a_folder_that_cannot_be_synced_does_no_harm(kept, monkeypatch):
    real = os.fsync

    def only_files(handle):
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        real(handle)

    monkeypatch.setattr(os, "fsync", only_files)
    atomic_write(kept, lambda file: file.write(b"new"))

    assert kept.read_bytes() == b"new"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no umask")
@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_permissions_follow_the_umask(kept, umask, mode):
    before = os.umask(umask)
    try:
        atomic_write(kept, lambda file: file.write(b"new"))
    finally:
        os.umask(before)

    assert stat.S_IMODE(kept.stat().st_mode) == mode


def test_json_is_readable_utf8(kept):
    atomic_write_json(kept, {"name": "брюки", "values": [1, 0.5, None]})

    assert "брюки" in kept.read_text(encoding="utf-8")
    assert json.loads(kept.read_bytes()) == {"name": "брюки", "values": [1, 0.5, None]}


@pytest.mark.parametrize("value", [float("nan"), float("inf"), [{"a": -float("inf")}]])
def test_json_refuses_what_json_does_not_have(kept, value):
    with pytest.raises(ValueError, match="JSON"):
        atomic_write_json(kept, value)
    assert kept.read_bytes() == b"good"


KILLED = """
import os, sys
from pathlib import Path
from fashion_gui.core.files import atomic_write
atomic_write(Path(sys.argv[1]), lambda file: os._exit(9))
"""


@pytest.mark.parametrize("name", ["kept.txt", "[1] ?*.txt"])
def test_what_a_killed_process_left_is_removed(tmp_path, name):
    (tmp_path / name).write_bytes(b"good")
    strangers = [tmp_path / f".other-{name}.0123abcd.part", tmp_path / f"{name}.part"]
    for stranger in strangers:
        stranger.write_bytes(b"")
    assert subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / name)]).returncode == 9
    (leftover,) = set(tmp_path.iterdir()) - {tmp_path / name, *strangers}

    remove_leftovers(tmp_path / name, older_than=60)
    assert leftover.exists()  # it could still be written
    os.utime(leftover, (0, time.time() - 61))
    remove_leftovers(tmp_path / name, older_than=60)

    assert set(tmp_path.iterdir()) == {tmp_path / name, *strangers}


def test_without_the_folder_nothing_was_left(tmp_path):
    remove_leftovers(tmp_path / "missing" / "kept.txt", older_than=60)
    assert list(tmp_path.iterdir()) == []
