"""Photos become a file of tiles, with a fake photo worker that misbehaves on demand."""

import os
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication

from fashion_gui.core.photo_folders import photo_set_file
from fashion_gui.core.photo_set import VARIANTS, PhotoSetWriter, read_photo_set
from fashion_gui.core.problems import Problem
from fashion_gui.ui.photo_gathering import PhotoGathering

FAKE = str(Path(__file__).resolve().parent.parent / "fake_photo_worker.py")


@pytest.fixture
def make_photos(tmp_path):
    """Files in sub-folders; what the fake worker does follows from their names."""

    def make(*names):
        photos = [tmp_path / "photos" / name for name in names]
        for photo in photos:
            photo.parent.mkdir(parents=True, exist_ok=True)
            photo.write_bytes(photo.name.encode())
        return photos

    return make


@pytest.fixture
def make_gathering(qtbot):
    made = []

    def make(*, mode="fake", command=None, seconds=20.0):
        gathering = PhotoGathering(command=command or [sys.executable, FAKE, mode], seconds=seconds)
        gathering.told = []
        gathering.progressed.connect(lambda done, count: gathering.told.append((done, count)))
        gathering.failed.connect(lambda problem: gathering.told.append(problem.code))
        gathering.gathered.connect(lambda path, left_out: gathering.told.append((path, left_out)))
        made.append(gathering)
        return gathering

    yield make
    for gathering in made:
        gathering.close()


def gather(qtbot, gathering, photos):
    """Start and wait for the end; returns what was told last."""
    gathering.start(photos)
    qtbot.waitUntil(lambda: not gathering.is_busy(), timeout=30_000)
    return gathering.told[-1]


def test_each_photo_becomes_tiles_with_the_answers_of_its_folder(make_gathering, make_photos, qtbot):
    photos = make_photos("hat/a.jpg", "shirt/b.jpg", "shirt/футболка.jpg")
    gathering = make_gathering()
    assert gather(qtbot, gathering, photos) == (photo_set_file(photos), 0)
    assert gathering.told[:-1] == [(0, 3), (1, 3), (2, 3), (3, 3)]
    made = read_photo_set(photo_set_file(photos))
    assert made.tiles.shape == (3, VARIANTS, 28, 28)
    assert made.pick(np.arange(3), 5)[:, 9, 9].tolist() == [0, 1, 2]  # the seeds: each photo's place
    assert [np.flatnonzero(row).tolist() for row in made.allowed] == [[], [6], [6]]
    assert gathering._worker.pid() == 0


def test_a_file_that_was_made_before_is_used_again(make_gathering, make_photos, qtbot):
    photos = make_photos("shirt/a.jpg")
    gather(qtbot, make_gathering(), photos)
    again = make_gathering(command=["no such program"])
    assert gather(qtbot, again, photos) == (photo_set_file(photos), 0)
    assert len(again.told) == 1


def test_photos_that_cannot_be_read_are_left_out_and_counted(make_gathering, make_photos, qtbot):
    photos = make_photos("bag/bad.jpg", "bag/crash.jpg", "bag/good.jpg", "bag/exit.jpg", "dress/good.jpg")
    assert gather(qtbot, make_gathering(), photos) == (photo_set_file(photos), 3)
    made = read_photo_set(photo_set_file(photos))
    assert made.pick(np.arange(2), 0)[:, 0, 0].tolist() == [2, 4]
    assert [np.flatnonzero(row).tolist() for row in made.allowed] == [[8], [3]]


def test_a_photo_that_takes_too_long_is_left_out(make_gathering, make_photos, qtbot):
    photos = make_photos("bag/good.jpg", "bag/hang.jpg")
    assert gather(qtbot, make_gathering(seconds=1), photos) == (photo_set_file(photos), 1)


def test_without_a_readable_photo_nothing_is_saved(make_gathering, make_photos, qtbot):
    photos = make_photos("bag/bad.jpg", "bag/bad 2.jpg")
    assert gather(qtbot, make_gathering(), photos) == "no_photo_readable"
    assert not photo_set_file(photos).exists()


def test_a_photo_that_has_gone_is_told_at_once(make_gathering, make_photos):
    photos = make_photos("bag/a.jpg")
    photos[0].unlink()
    gathering = make_gathering()
    gathering.start(photos)
    assert gathering.told == ["file_missing"]


@pytest.mark.parametrize("how", ["missing", "broken"])
def test_without_a_worker_nothing_is_tried_again(make_gathering, make_photos, qtbot, tmp_path, how):
    command = [str(tmp_path / "no such program")] if how == "missing" else None
    gathering = make_gathering(mode=how, command=command)
    problems = []
    gathering.failed.connect(problems.append)
    assert gather(qtbot, gathering, make_photos("bag/a.jpg", "bag/b.jpg")) == "photo_worker_missing"
    assert how == "missing" or problems[0].parameters["reason"] == "no decoder was found"
    assert gathering.told == [(0, 2), "photo_worker_missing"]


def test_cancel_ends_it_without_a_word(make_gathering, make_photos, qtbot):
    photos = make_photos("bag/good.jpg", "bag/hang.jpg")
    gathering = make_gathering()
    gathering.start(photos)
    qtbot.waitUntil(lambda: (1, 2) in gathering.told, timeout=20_000)
    pid = gathering._worker.pid()
    gathering.cancel()
    assert not gathering.is_busy()
    assert gathering.told == [(0, 2), (1, 2)]
    if sys.platform != "win32":
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
    good = photos[:1]  # and it can be started again
    assert gather(qtbot, gathering, good) == (photo_set_file(good), 0)


def test_cancel_while_the_file_is_written(make_gathering, make_photos, qtbot, monkeypatch):
    go_on = threading.Event()
    publish = PhotoSetWriter.publish
    monkeypatch.setattr(PhotoSetWriter, "publish", lambda writer: go_on.wait(20) and publish(writer))
    photos = make_photos("bag/good.jpg")
    gathering = make_gathering()
    gathering.start(photos)
    qtbot.waitUntil(lambda: gathering._saving is not None, timeout=20_000)
    saving = gathering._saving
    gathering.cancel()
    go_on.set()
    assert saving.wait(20_000)
    QCoreApplication.processEvents()  # what it may have said
    assert photo_set_file(photos).is_file()
    assert gathering.told == [(0, 1), (1, 1)]


def test_a_full_disk_is_told(make_gathering, make_photos, qtbot, monkeypatch):
    def full(writer):
        writer.discard()
        raise Problem("disk_full", path="there", free_mb=0)

    monkeypatch.setattr(PhotoSetWriter, "publish", full)
    assert gather(qtbot, make_gathering(), make_photos("bag/a.jpg")) == "disk_full"
