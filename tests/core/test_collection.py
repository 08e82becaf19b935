"""The user's own photos: added, listed, moved, removed; what is damaged or foreign does no harm."""

import errno
import os

import numpy as np
import pytest

from fashion_gui.core import collection as collection_module
from fashion_gui.core.collection import LABELS, NONE, Collection, folder_name
from fashion_gui.core.paths import collection_folder
from fashion_gui.core.photo_folders import folders_of, photos_to_learn_from
from fashion_gui.core.photo_set import labels_of_folder
from fashion_gui.core.problems import Problem

TILE = np.arange(784, dtype=np.uint16).astype(np.uint8).reshape(28, 28)


@pytest.fixture
def collection():
    return Collection()


@pytest.fixture
def make_photo(tmp_path):
    def make(name, content=None):
        path = tmp_path / name
        path.write_bytes(name.encode() if content is None else content)
        return path

    return make


def listed(collection):
    return [(photo.path.read_bytes().decode(), photo.label) for photo in collection.photos()]


def code_of(action, *given):
    with pytest.raises(Problem) as caught:
        action(*given)
    return caught.value.code


@pytest.mark.parametrize("label", LABELS)
def test_training_takes_each_folder_for_its_label(label):
    assert labels_of_folder(folder_name(label)) == (() if label == NONE else (label,))
    assert set(folder_name(label)).isdisjoint('/\\:*?"<>|')


def test_it_lies_with_the_users_data_and_nothing_is_made_by_looking(collection):
    assert collection.folder == collection_folder()
    assert collection.photos() == []
    assert not collection.folder.exists()


def test_a_photo_is_copied_with_its_tile_and_label(collection, make_photo):
    photo = make_photo("Фото.JPG")
    added = collection.add(photo, TILE, 6)
    photo.unlink()
    assert collection.photos() == [added]
    assert listed(collection) == [("Фото.JPG", 6)]
    assert np.array_equal(collection.photos()[0].tile, TILE)
    assert (added.path.suffix, added.path.parent.name) == (".jpg", "Shirt")


def test_photos_are_listed_by_class_in_the_order_they_came(collection, make_photo):
    given = [("b", 8), ("a", 8), ("c", NONE), ("d", 0)]
    for time, (name, label) in enumerate(given):
        os.utime(collection.add(make_photo(name), TILE, label).path, (time, time))
    assert listed(collection) == [("d", 0), ("b", 8), ("a", 8), ("c", NONE)]


def test_what_is_learnt_from_is_what_is_listed(collection, make_photo):
    for name, label in (("a.png", 0), ("b", 9), ("c.webp", NONE)):
        collection.add(make_photo(name), TILE, label)
    collection.remove(collection.add(make_photo("d.jpg"), TILE, 3))
    photos = photos_to_learn_from([collection.folder])
    assert sorted(photos) == sorted(photo.path for photo in collection.photos())
    assert [folder.labels for folder in folders_of(photos)] == [(9,), (), (0,)]


def test_the_same_photo_again_only_changes_its_answer(collection, make_photo):
    collection.add(make_photo("a.jpg", b"same"), TILE, 2)
    collection.add(make_photo("b.jpeg", b"same"), TILE + np.uint8(1), 4)
    assert listed(collection) == [("same", 4)]
    assert np.array_equal(collection.photos()[0].tile, TILE + np.uint8(1))
    assert len(photos_to_learn_from([collection.folder])) == 1


def test_a_photo_is_given_another_label(collection, make_photo):
    added = collection.add(make_photo("a.jpg"), TILE, 2)
    moved = collection.move(added, NONE)
    assert collection.photos() == [moved]
    assert listed(collection) == [("a.jpg", NONE)]
    assert collection.move(moved, NONE) == moved


def test_what_is_removed_can_be_brought_back_until_it_is_forgotten(collection, make_photo):
    first, second = (collection.add(make_photo(name), TILE, 2) for name in ("a.jpg", "b.jpg"))
    removed = [collection.remove(first), collection.remove(second)]
    assert collection.photos() == []
    assert collection.restore(removed[0]) == first
    assert listed(collection) == [("a.jpg", 2)]
    collection.forget_removed()
    assert listed(collection) == [("a.jpg", 2)]
    assert code_of(collection.restore, removed[1]) == "cannot_write"


def test_damaged_and_foreign_files_are_skipped(collection, make_photo):
    good = collection.add(make_photo("good.jpg"), TILE, 2)
    broken = [collection.add(make_photo(f"{number}.jpg"), TILE, 2).path for number in range(4)]
    broken[0].with_suffix(".tile").unlink()
    broken[1].with_suffix(".tile").write_bytes(b"short")
    broken[2].write_bytes(b"")
    broken[3].unlink()
    (collection.folder / "Pullover" / "notes.txt").write_text("mine")
    (collection.folder / "Pullover" / "folder.jpg").mkdir()
    (collection.folder / "my own").mkdir()
    (collection.folder / "Dress").write_text("a file where a folder should be")
    assert collection.photos() == [good]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes in folders are POSIX")
def test_a_pipe_is_not_waited_for(collection, tmp_path):
    os.mkfifo(tmp_path / "pipe.jpg")
    assert code_of(collection.add, tmp_path / "pipe.jpg", TILE, 2) == "not_a_file"


def test_a_photo_that_cannot_be_copied_is_told(collection, make_photo, tmp_path, monkeypatch):
    assert code_of(collection.add, tmp_path / "gone.jpg", TILE, 2) == "file_missing"
    monkeypatch.setattr(collection_module, "MAX_BYTES", 4)
    assert code_of(collection.add, make_photo("large.jpg", b"12345"), TILE, 2) == "too_many_bytes"
    assert listed(collection) == []
    collection.add(make_photo("small.jpg", b"1234"), TILE, 2)
    assert listed(collection) == [("1234", 2)]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="whom permissions do not stop")
def test_a_photo_that_may_not_be_read_is_told(collection, make_photo):
    photo = make_photo("a.jpg")
    photo.chmod(0)
    assert code_of(collection.add, photo, TILE, 2) == "file_unreadable"


def test_a_full_disk_is_told_and_what_was_there_stays(collection, make_photo, monkeypatch):
    added = collection.add(make_photo("a.jpg"), TILE, 2)

    def full(*_given):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert code_of(collection.add, make_photo("b.jpg"), TILE, 2) == "disk_full"
    monkeypatch.setattr(os, "replace", full)
    assert code_of(collection.move, added, 4) == "disk_full"
    assert code_of(collection.remove, added) == "disk_full"
    assert collection.photos() == [added]
