import os
import shutil
from pathlib import Path

import pytest

from fashion_gui.core import paths
from fashion_gui.core.dataset import FILES, find_dataset, load_dataset, search_folders
from fashion_gui.core.problems import Problem

DEBIAN = Path("/usr/share/datasets/fashion-mnist")
TEST_IMAGES, TEST_LABELS = FILES[2:]


@pytest.fixture
def places(tmp_path, monkeypatch):
    """The four places of the search, in order; the second is the system's and left as it is."""
    bundle = tmp_path / "bundle"
    monkeypatch.setattr(paths, "resource", lambda name: bundle / name)
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    monkeypatch.setenv("FASHION_GUI_HOME", str(tmp_path / "home"))
    keras = tmp_path / "keras" / "datasets" / "fashion-mnist"
    return [bundle / "fashion-mnist", DEBIAN, keras, tmp_path / "home" / "fashion-mnist"]


@pytest.fixture
def no_debian(monkeypatch):
    """As if the system had no dataset of its own."""
    isfile = os.path.isfile
    monkeypatch.setattr(os.path, "isfile", lambda path: DEBIAN not in Path(path).parents and isfile(path))


def test_search_order(places):
    assert search_folders(None) == places


def test_keras_cache_without_keras_home(places, monkeypatch, tmp_path):
    monkeypatch.delenv("KERAS_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))

    assert search_folders(None)[2] == tmp_path / ".keras" / "datasets" / "fashion-mnist"


def test_chosen_folder_is_the_only_one(places, tmp_path):
    assert search_folders(tmp_path) == [tmp_path]


@pytest.mark.usefixtures("no_debian")
def test_the_first_whole_folder_wins(places, small_folder):
    bundle, _debian, keras, own = places
    shutil.copytree(small_folder, own)
    assert find_dataset(None) == own

    shutil.copytree(small_folder, keras)
    assert find_dataset(None) == keras

    shutil.copytree(small_folder, bundle)
    (bundle / f"{TEST_LABELS}.gz").unlink()
    assert find_dataset(None) == keras

    (bundle / TEST_LABELS).write_bytes(b"")  # the content is not looked at
    assert find_dataset(None) == bundle


@pytest.mark.usefixtures("places", "no_debian")
def test_nothing_found():
    with pytest.raises(Problem) as caught:
        find_dataset(None)
    assert caught.value.code == "dataset_missing"


def test_chosen_folder_with_all_files(small_folder):
    assert find_dataset(small_folder) == small_folder


def test_chosen_folder_without_a_file(small_folder):
    (small_folder / f"{TEST_IMAGES}.gz").unlink()

    with pytest.raises(Problem) as caught:
        find_dataset(small_folder)
    assert caught.value.code == "dataset_file_missing"
    assert caught.value.parameters == {"folder": str(small_folder), "file": TEST_IMAGES}


@pytest.mark.parametrize("look", [find_dataset, load_dataset])
def test_chosen_folder_is_a_file(small_folder, look):
    path = small_folder / "dataset.json"

    with pytest.raises(Problem) as caught:
        look(path)
    assert caught.value.code == "dataset_file_missing"
