"""Learning from the user's photos in the whole window, with a fake engine and a fake photo worker."""

import sys
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt

from fashion_gui.core.collection import Collection
from fashion_gui.core.paths import collection_folder
from fashion_gui.core.photo_set import read_photo_set
from fashion_gui.ui import dialogs, main_window
from fashion_gui.ui.collection_dialog import CollectionDialog
from fashion_gui.ui.engine_client import EngineClient, EngineState
from fashion_gui.ui.main_window import MainWindow
from fashion_gui.ui.photo_client import PhotoClient
from fashion_gui.ui.photo_gathering import PhotoGathering
from fashion_gui.ui.settings import Settings

FOLDER = Path(__file__).resolve().parent.parent


def fake(name, mode):
    return [sys.executable, str(FOLDER / f"fake_{name}.py"), mode]


def close(window):
    """Without the question whether to stop a training."""
    window.conductor.closing = True
    window.conductor.close()


@pytest.fixture
def window(qtbot):
    workers = {
        "engine": EngineClient(command=fake("engine", "normal")),
        "photos": PhotoClient(command=fake("photo_worker", "fake")),
        "gathering": PhotoGathering(command=fake("photo_worker", "fake")),
    }
    window = MainWindow(Settings(), **workers)
    qtbot.addWidget(window, before_close_func=close)
    with qtbot.waitSignal(window.engine.ready, timeout=20_000):
        window.engine.start()
    window.training.on_data(True)
    return window


@pytest.fixture
def choose_photos(window, tmp_path, monkeypatch):
    """`choose_photos(names)` chooses the preset for photos and a folder with these."""

    def choose(*names):
        for name in names:
            path = tmp_path / "photos" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(name.encode())
        monkeypatch.setattr(dialogs, "ask_learning_folder", lambda _parent: tmp_path / "photos")
        fields = window.training.fields
        fields.presets.setCurrentIndex(fields.presets.findData("photo"))
        window.training.source.folder_requested.emit()

    return choose


# --- learning --------------------------------------------------------------------------------------------------------


def test_photos_become_tiles_and_the_training_gets_their_file(window, choose_photos, qtbot):
    choose_photos("Dress/a.jpg", "Dress/bad.jpg", "hat/b.jpg")
    with qtbot.waitSignal(window.engine.run_started, timeout=30_000) as started:
        window.training.press_train()
        assert window.training.controls.buttons["stop"].isEnabled()
        assert not window.menus._train.isEnabled()
        assert window.engine.state is EngineState.READY
    made = read_photo_set(Path(started.args[0].options.photos))
    assert [np.flatnonzero(row).tolist() for row in made.allowed] == [[3], []]
    assert window.training.source._lines[2].text() == "1 photo could not be read and was left out"


def test_without_photos_the_training_begins_at_once(window, qtbot):
    with qtbot.waitSignal(window.engine.run_started, timeout=20_000) as started:
        window.training.press_train()
    assert started.args[0].options.photos == ""
    with qtbot.waitSignal(window.engine.run_finished, timeout=20_000):
        window.training.controls.buttons["stop"].click()


def test_stop_gives_the_preparing_up(window, choose_photos, qtbot):
    choose_photos("Dress/hang.jpg")
    window.training.press_train()
    assert window.gathering.is_busy()
    window.menus.stop.emit()
    assert not window.gathering.is_busy()
    assert window.training.controls.train.isEnabled()
    assert window.engine.state is EngineState.READY
    assert window.training.progress.text() == "Ready to train"


@pytest.mark.parametrize("answer", [False, True])
def test_closing_while_photos_are_prepared_asks_first(window, choose_photos, monkeypatch, answer):
    asked = []
    monkeypatch.setattr(main_window, "ask_stop_and_close", lambda parent: asked.append(parent) or answer)
    choose_photos("Dress/hang.jpg")
    window.training.press_train()
    assert window.close() is answer
    assert asked == [window]
    assert window.gathering.is_busy() is not answer
    assert (window.engine.engine_pid() == 0) is answer


def test_photos_that_cannot_be_read_are_told_and_nothing_begins(window, choose_photos, qtbot):
    choose_photos("Dress/bad.jpg")
    window.training.press_train()
    qtbot.waitUntil(lambda: not window.gathering.is_busy(), timeout=20_000)
    assert "None of the photos" in window.banner.text()
    assert window.engine.state is EngineState.READY
    assert window.training.controls.train.isEnabled()


def test_an_engine_that_dies_ends_the_preparing(window, choose_photos, qtbot):
    choose_photos("Dress/hang.jpg")
    window.training.press_train()
    with qtbot.waitSignal(window.engine.lost, timeout=20_000):
        window.engine._worker._process.kill()
    assert not window.gathering.is_busy()
    assert not window.training.controls.train.isEnabled()


def test_no_folder_chosen_changes_nothing(window, monkeypatch):
    monkeypatch.setattr(dialogs, "ask_learning_folder", lambda _parent: None)
    window.training.source.folder_requested.emit()
    assert window.training.source.choice.currentData() == "none"


# --- the collection --------------------------------------------------------------------------------------------------


@pytest.fixture
def photo(window, qtbot, tmp_path):
    """A photo on show."""
    path = tmp_path / "моё.png"
    path.write_bytes(b"a photo")
    with qtbot.waitSignal(window.photos.prepared, timeout=20_000):
        window.conductor.photos.open_photos([path])
    return path


@pytest.mark.parametrize(
    ("label", "folder", "name"), [(6, "Shirt", "Shirt"), (-1, "None of the ten", "none of the ten")]
)
def test_the_photo_on_show_is_taught(window, photo, label, folder, name):
    window.training.source.choice.setCurrentIndex(1)
    window.conductor.photos.teach(label)
    (kept,) = Collection().photos()
    assert (kept.label, kept.path.read_bytes()) == (label, b"a photo")
    assert kept.path.parent == collection_folder() / folder
    assert window.training.source.photos() == [kept.path]
    assert f"Kept in your collection: {name}." in window.statusBar().currentMessage()


def test_photos_of_the_table_are_taught(window, tmp_path):
    tiles = [np.full((28, 28), value, np.uint8) for value in (1, 2)]
    paths = [tmp_path / "a.png", tmp_path / "b.png"]
    for path in paths:
        path.write_bytes(path.name.encode())
    window.many.taught.emit(list(zip(paths, tiles, strict=True)), 6)
    kept = Collection().photos()
    assert {(photo.path.read_bytes(), int(photo.tile[0, 0]), photo.label) for photo in kept} == {
        (b"a.png", 1, 6),
        (b"b.png", 2, 6),
    }
    assert window.many.state.text() == "Kept in your collection as Shirt: 2"
    paths[1].unlink()
    window.many.taught.emit(list(zip(paths, tiles, strict=True)), 3)
    assert window.many.state.text() == "Kept in your collection as Dress: 1"
    assert "b.png" in window.banner.text()


def test_a_few_photos_can_be_put_into_the_table(window, tmp_path, monkeypatch, qtbot):
    opened = []
    monkeypatch.setattr(window.many, "open", lambda files, **how: opened.append((files, how)))
    paths = [tmp_path / "a.png", tmp_path / "b.png"]
    window.conductor.photos.open_photos(paths)
    qtbot.mouseClick(window.photo._stepper.table, Qt.MouseButton.LeftButton)
    assert opened == [(paths, {"recipe": window.photo.recipe(), "network": window.photo.network()})]


def test_a_photo_that_has_gone_is_told(window, photo):
    photo.unlink()
    window.conductor.photos.teach(6)
    assert "no longer there" in window.banner.text()
    assert Collection().photos() == []


def test_without_a_photo_there_is_nothing_to_teach(window):
    window.conductor.photos.teach(6)
    assert Collection().photos() == []
    assert window.banner.isHidden()


def test_the_menu_opens_the_collection(window, photo):
    window.conductor.photos.teach(6)
    window.menus.collection.emit()
    dialog = window.findChild(CollectionDialog)
    assert dialog.isVisible()
    assert len(dialog.grid.tiles()) == 1
    dialog.accept()
