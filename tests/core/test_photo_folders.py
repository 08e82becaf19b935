"""Which photos are found in folders to learn from, what they are taken for, and where their tiles are kept."""

import pytest

from fashion_gui.core import photo_folders
from fashion_gui.core.labels import SHOES
from fashion_gui.core.paths import photo_sets_folder
from fashion_gui.core.photo_folders import FolderOfPhotos, folders_of, photo_set_file, photos_to_learn_from
from fashion_gui.core.problems import Problem


@pytest.fixture
def folder(tmp_path):
    """Four photos in three sub-folders, and what does not count."""
    names = ["shoes/b.jpg", "shoes/a.PNG", "hat/c.webp", "T-shirt_top/футболка.jpeg"]
    others = ["shoes/notes.txt", "shoes/.hidden.jpg", ".removed/d.jpg", "lies-above.jpg", "shoes/deeper/e.jpg"]
    for name in [*names, *others]:
        path = tmp_path / "photos" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"photo")
    (tmp_path / "photos" / "hat" / "folder.jpg").mkdir()
    return tmp_path / "photos"


def test_photos_lie_in_sub_folders(folder):
    found = [path.relative_to(folder).as_posix() for path in photos_to_learn_from([folder])]
    assert found == ["T-shirt_top/футболка.jpeg", "hat/c.webp", "shoes/a.PNG", "shoes/b.jpg"]


def test_each_folder_is_taken_for_what_its_name_says(folder):
    assert folders_of(photos_to_learn_from([folder])) == [
        FolderOfPhotos("T-shirt_top", (0,), 1),
        FolderOfPhotos("hat", (), 1),
        FolderOfPhotos("shoes", SHOES, 2),
    ]


def code_of(folders):
    with pytest.raises(Problem) as caught:
        photos_to_learn_from(folders)
    return caught.value.code


def test_a_folder_without_photos_is_told(folder, tmp_path):
    assert code_of([folder, tmp_path / "nowhere"]) == "photo_folder_missing"
    assert code_of([folder, folder / "hat"]) == "no_photos_in_folder"


def test_too_many_photos_are_told(folder, monkeypatch):
    monkeypatch.setattr(photo_folders, "MAX_PHOTOS", 7)
    assert len(photos_to_learn_from([folder])) == 4
    assert code_of([folder, folder]) == "too_many_photos"


def test_the_file_follows_from_names_and_sizes(folder):
    photos = photos_to_learn_from([folder])
    path = photo_set_file(photos)
    assert path == photo_sets_folder() / "505d02f0a2ec13cb.npy"  # by this rule files were made already
    (folder / "shoes" / "b.jpg").write_bytes(b"other")
    assert photo_set_file(photos) == path
    (folder / "shoes" / "b.jpg").write_bytes(b"longer than before")
    assert photo_set_file(photos) != path
    assert photo_set_file(photos[1:]) != path


def test_a_photo_that_has_gone_is_told(folder):
    photos = photos_to_learn_from([folder])
    photos[0].unlink()
    with pytest.raises(Problem) as caught:
        photo_set_file(photos)
    assert caught.value.code == "file_missing"
