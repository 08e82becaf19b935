import sys
from pathlib import Path

import pytest

from fashion_gui.core import paths

FOLDERS = {
    "runs": paths.runs_folder,
    "collection": paths.collection_folder,
    "votes.json": paths.votes_file,
    "photo-sets": paths.photo_sets_folder,
    "fashion-mnist": paths.dataset_cache_folder,
    "log": paths.log_folder,
    "settings.ini": paths.settings_file,
    "keras": paths.keras_home,
}


@pytest.mark.parametrize("name", FOLDERS)
def test_home_moves_everything(name, tmp_path, monkeypatch):
    monkeypatch.setenv("FASHION_GUI_HOME", str(tmp_path))

    assert FOLDERS[name]() == tmp_path / name
    assert list(tmp_path.iterdir()) == []  # asking makes nothing


@pytest.mark.parametrize("name", FOLDERS)
@pytest.mark.parametrize("home", [None, ""])
def test_without_home_it_is_the_platform_that_decides(name, home, monkeypatch):
    if home is None:
        monkeypatch.delenv("FASHION_GUI_HOME", raising=False)
    else:
        monkeypatch.setenv("FASHION_GUI_HOME", home)

    path = FOLDERS[name]()
    assert path.is_absolute()
    assert path.name == name
    assert "fashion-gui" in path.parts


def test_home_may_be_relative_or_start_with_a_tilde(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FASHION_GUI_HOME", "portable")
    assert paths.runs_folder() == tmp_path / "portable" / "runs"

    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("FASHION_GUI_HOME", "~/portable")
    assert paths.runs_folder() == tmp_path / "portable" / "runs"


def test_resources_of_a_frozen_bundle(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)

    assert paths.resource("models/course") == tmp_path / "resources" / "models" / "course"


def test_resources_of_a_checkout_or_wheel(tmp_path, monkeypatch):
    package = tmp_path / "fashion_gui"
    monkeypatch.setattr(paths, "__file__", str(package / "core" / "paths.py"))
    assert paths.resource("icons") == tmp_path / "resources" / "icons"

    (package / "resources" / "icons").mkdir(parents=True)
    assert paths.resource("icons") == package / "resources" / "icons"


def test_a_missing_resource_is_a_path_all_the_same():
    assert isinstance(paths.resource("no such"), Path)
    assert not paths.resource("no such").exists()
