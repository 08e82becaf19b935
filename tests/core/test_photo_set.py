import numpy as np
import pytest

from fashion_gui.core.labels import SHOES, class_names
from fashion_gui.core.photo_set import PhotoSet, labels_of_folder, read_photo_set, save_photo_set
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
    np.testing.assert_array_equal(measured.tiles, photos.tiles[::10])
    assert not any((tile == photos.tiles[::10]).all(axis=(1, 2, 3)).any() for tile in learnt.tiles)


@pytest.mark.parametrize("count", [1, 25, 499])
def test_a_small_set_is_learnt_from_whole(count):
    learnt, measured = make_photos(count).split()
    assert (len(learnt), len(measured)) == (count, 0)


def test_it_comes_back_from_its_file(tmp_path):
    photos = make_photos()
    save_photo_set(photos, tmp_path / "new" / "photos.npz")
    again = read_photo_set(tmp_path / "new" / "photos.npz")
    for one, two in zip(vars(photos).values(), vars(again).values(), strict=True):
        np.testing.assert_array_equal(one, two)
        assert one.dtype == two.dtype


def test_a_missing_file(tmp_path):
    with pytest.raises(Problem) as caught:
        read_photo_set(tmp_path / "none.npz")
    assert caught.value.code == "file_missing"


@pytest.mark.parametrize(
    "changes",
    [
        {"tiles": np.zeros((25, 3, 28, 27), np.uint8)},
        {"tiles": np.zeros((24, 3, 28, 28), np.uint8)},
        {"tiles": np.zeros((25, 3, 28, 28), np.float32)},
        {"tiles": np.zeros((25, 65, 28, 28), np.uint8)},
        {"tiles": np.zeros((25, 0, 28, 28), np.uint8)},
        {"allowed": np.zeros((25, 9), np.bool_)},
        {"allowed": np.zeros((25, 10), np.uint8)},
        {"groups": np.zeros(24, np.int32)},
        {"groups": np.array([{}] * 25, dtype=object)},
        {"groups": None},
    ],
)
def test_a_file_that_does_not_fit_is_refused(tmp_path, changes):
    arrays = {name: value for name, value in {**vars(make_photos()), **changes}.items() if value is not None}
    np.savez(tmp_path / "photos.npz", **arrays)
    with pytest.raises(Problem) as caught:
        read_photo_set(tmp_path / "photos.npz")
    assert caught.value.code == "photo_set_damaged"


@pytest.mark.parametrize("size", [0, 10, 2000])
def test_a_truncated_file_is_refused(tmp_path, size):
    path = tmp_path / "photos.npz"
    save_photo_set(make_photos(), path)
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(Problem) as caught:
        read_photo_set(path)
    assert caught.value.code == "photo_set_damaged"
