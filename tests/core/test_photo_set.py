import errno
import os

import numpy as np
import pytest

from fashion_gui.core.labels import SHOES, class_names
from fashion_gui.core.photo_set import VARIANTS, PhotoSet, PhotoSetWriter, labels_of_folder, read_photo_set
from fashion_gui.core.problems import Problem


def make_photos(count=25, variants=3):
    tiles = np.random.default_rng(1).integers(0, 256, (count, variants, 28, 28), dtype=np.uint8)
    return PhotoSet.of(list(tiles), [["shirt", "shoes", "hat"][number % 3] for number in range(count)])


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("t-shirt", (0,)),
        ("T-shirt", (0,)),
        ("T-shirt_top", (0,)),
        ("pants", (1,)),
        ("Trouser", (1,)),
        ("longsleeve", (2,)),
        ("outwear", (4,)),
        ("shoes", SHOES),
        ("Ankle boot", (9,)),
        ("ankle_boot", (9,)),
        ("футболка", (0,)),
        ("hat", ()),
        ("skirt", ()),
        ("", ()),
    ],
)
def test_labels_of_folder(name, labels):
    assert labels_of_folder(name) == labels


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_class_name_is_a_folder_s_name(language):
    assert [labels_of_folder(name) for name in class_names(language)] == [(label,) for label in range(10)]


def test_of_folders():
    photos = make_photos(3)
    assert photos.tiles.shape == (3, 3, 28, 28)
    assert [np.flatnonzero(row).tolist() for row in photos.allowed] == [[6], [5, 7, 9], []]
    assert len(set(photos.groups.tolist())) == 3


def test_every_tenth_is_kept_to_measure_on():
    photos = make_photos(505)
    learnt, measured = photos.split()
    assert (len(learnt), len(measured)) == (454, 51)
    np.testing.assert_array_equal(measured.rows, np.arange(0, 505, 10))
    assert sorted([*learnt.rows, *measured.rows]) == list(range(505))
    np.testing.assert_array_equal(measured.allowed, photos.allowed[::10])
    assert learnt.tiles is photos.tiles  # not a copy


@pytest.mark.parametrize("count", [1, 25, 499])
def test_a_small_set_is_learnt_from_whole(count):
    learnt, measured = make_photos(count).split()
    assert (len(learnt), len(measured)) == (count, 0)


def make_file(path, photos=25, variants=3):
    """The file of `make_photos(photos, variants)`."""
    writer = PhotoSetWriter(path, most=photos + 5, variants=variants)
    made = make_photos(photos, variants)
    for number, tiles in enumerate(made.tiles):
        writer.add(tiles, ["shirt", "shoes", "hat"][number % 3])
    assert not path.exists()
    writer.publish()
    return made


def code_of(function, *arguments):
    with pytest.raises(Problem) as caught:
        function(*arguments)
    return caught.value.code


def test_it_comes_back_from_its_file(tmp_path):
    path = tmp_path / "new" / "photos.npy"
    photos = make_file(path)
    again = read_photo_set(path)
    assert again.tiles.shape == photos.tiles.shape
    assert (len(again), again.variants) == (25, 3)
    np.testing.assert_array_equal(np.load(path), photos.tiles)
    for name in ("rows", "allowed", "groups"):
        one, two = getattr(photos, name), getattr(again, name)
        np.testing.assert_array_equal(one, two)
        assert one.dtype == two.dtype
    assert list(path.parent.iterdir()) == [path]


def test_tiles_are_picked_from_memory_and_from_the_file_alike(tmp_path):
    photos = make_file(tmp_path / "photos.npy", 30)
    odd = np.arange(30) % 2 == 1
    which, variants = np.array([0, 7, 7, 14]), np.array([2, 0, 1, 2])
    wanted = photos.tiles[odd][which, variants]
    for one in (photos, read_photo_set(tmp_path / "photos.npy")):
        picked = one.chosen(odd).pick(which, variants)
        np.testing.assert_array_equal(picked, wanted)
        assert type(picked) is np.ndarray
        np.testing.assert_array_equal(one.pick(which, 1), photos.tiles[which, 1])


def test_a_set_without_photos():
    nothing = PhotoSet.none()
    assert len(nothing) == 0
    assert nothing.pick(np.zeros(0, np.int64), np.zeros(0, np.int64)).shape == (0, 28, 28)


def test_a_file_that_is_given_up_leaves_nothing(tmp_path):
    writer = PhotoSetWriter(tmp_path / "photos.npy", most=1)
    writer.add(np.zeros((VARIANTS, 28, 28), np.uint8), "shirt")
    writer.discard()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "tiles", [np.zeros((VARIANTS, 28, 28)), np.zeros((3, 28, 28), np.uint8), np.zeros((VARIANTS, 28, 27), np.uint8)]
)
def test_what_is_no_photo_is_not_written(tmp_path, tiles):
    writer = PhotoSetWriter(tmp_path / "photos.npy", most=1)
    with pytest.raises(ValueError, match="not the tiles"):
        writer.add(tiles, "shirt")
    assert len(writer) == 0
    writer.discard()


def test_what_will_not_fit_is_told_at_once(tmp_path):
    assert code_of(lambda: PhotoSetWriter(tmp_path / "photos.npy", most=10**12)) == "disk_full"
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_is_full_in_the_end_is_told(tmp_path, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    assert code_of(make_file, tmp_path / "photos.npy") == "disk_full"
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_goes_after_an_hour(tmp_path):
    old, new, other = (tmp_path / name for name in (".a.npy.00000000.part", ".b.npy.11111111.part", "c.npy"))
    for path in (old, new, other):
        path.write_bytes(b"tiles")
    for path in (old, other):
        os.utime(path, (0, 0))
    PhotoSetWriter(tmp_path / "photos.npy", most=1).discard()
    assert sorted(tmp_path.iterdir()) == sorted([new, other])


def test_a_missing_file(tmp_path):
    assert code_of(read_photo_set, tmp_path / "none.npy") == "file_missing"
    make_file(tmp_path / "photos.npy")
    photos = read_photo_set(tmp_path / "photos.npy")
    (tmp_path / "photos.npy").unlink()
    assert code_of(photos.pick, np.arange(3), 0) == "file_missing"


def arrays_of(photos):
    return {"tiles": photos.tiles, "allowed": photos.allowed, "groups": photos.groups}


@pytest.mark.parametrize(
    "changes",
    [
        {"tiles": np.zeros((25, 3, 28, 27), np.uint8)},
        {"tiles": np.zeros((24, 3, 28, 28), np.uint8)},
        {"tiles": np.zeros((25, 3, 28, 28), np.float32)},
        {"tiles": np.zeros((25, 65, 28, 28), np.uint8)},
        {"tiles": np.zeros((25, 0, 28, 28), np.uint8)},
        {"tiles": np.zeros((0, 3, 28, 28), np.uint8)},
        {"tiles": np.asfortranarray(np.zeros((25, 3, 28, 28), np.uint8))},
        {"allowed": np.zeros((25, 9), np.bool_)},
        {"allowed": np.zeros((25, 10), np.uint8)},
        {"groups": np.zeros(24, np.int32)},
        {"groups": np.array([{}] * 25, dtype=object)},
        {"groups": None},
        {"more": np.zeros(1, np.uint8)},
    ],
)
def test_a_file_that_does_not_fit_is_refused(tmp_path, changes):
    arrays = {**arrays_of(make_photos()), **changes}
    with open(tmp_path / "photos.npy", "wb") as file:
        for array in arrays.values():
            if array is not None:
                np.save(file, array)
    assert code_of(read_photo_set, tmp_path / "photos.npy") == "photo_set_damaged"


def test_the_arrays_of_such_a_file_are_read(tmp_path):
    with open(tmp_path / "photos.npy", "wb") as file:
        for array in arrays_of(make_photos()).values():
            np.save(file, array)
    assert len(read_photo_set(tmp_path / "photos.npy")) == 25


@pytest.mark.parametrize("size", [0, 10, 2000, -1])
def test_a_truncated_file_is_refused(tmp_path, size):
    path = tmp_path / "photos.npy"
    make_file(path)
    path.write_bytes(path.read_bytes()[:size])
    assert code_of(read_photo_set, path) == "photo_set_damaged"


def test_a_file_that_is_cut_later_is_told(tmp_path):
    path = tmp_path / "photos.npy"
    make_file(path)
    photos = read_photo_set(path)
    path.write_bytes(path.read_bytes()[:2000])
    assert code_of(photos.pick, np.arange(3), 0) == "photo_set_damaged"
