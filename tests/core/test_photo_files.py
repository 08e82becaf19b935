"""Which photos are found in folders."""

import os
import sys

import pytest

from fashion_gui.core.photo_files import Unanswered, find_photos


@pytest.fixture
def folder(tmp_path):
    top = tmp_path / "top"
    for name in ("b.PNG", "a.jpeg", "notes.txt", ".hidden.png", "more/c.heic", ".git/d.png", "more/deep/e.Tif"):
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    return top


def test_folders_are_searched_in_order_and_hidden_ones_left_out(folder):
    found = [photo.relative_to(folder).as_posix() for photo in find_photos([folder])]
    assert found == ["a.jpeg", "b.PNG", "more/c.heic", "more/deep/e.Tif"]


def test_files_come_as_they_are_given(folder):
    given = [folder / "notes.txt", folder / ".hidden.png", folder / "gone.png"]
    assert list(find_photos(given)) == given


def test_a_folder_without_photos_is_told_among_the_others(folder):
    empty = folder / "empty"
    empty.mkdir()
    first, second = find_photos([empty, folder / "b.PNG"])
    assert isinstance(first, Unanswered)
    assert (first.path, first.problem.code, first.problem.parameters) == (
        empty,
        "no_photos_in_folder",
        {"name": "empty"},
    )
    assert second == folder / "b.PNG"


@pytest.mark.skipif(sys.platform == "win32" or not hasattr(os, "geteuid"), reason="permissions are POSIX")
def test_a_folder_that_cannot_be_read_is_told(folder, monkeypatch):
    really_scan = os.scandir

    def scan(path):
        if os.fspath(path).endswith("more"):
            raise PermissionError(13, "Permission denied", path)
        return really_scan(path)

    monkeypatch.setattr(os, "scandir", scan)
    *photos, told = find_photos([folder])
    assert [photo.name for photo in photos] == ["a.jpeg", "b.PNG"]
    assert (told.path, told.problem.code) == (folder / "more", "file_unreadable")
