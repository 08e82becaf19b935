"""What follows from what, in the whole window with a fake engine."""

import sys
from pathlib import Path

import numpy as np
import pytest
from generated import make_dataset
from PySide6.QtGui import QImage

from fashion_gui.core.calibration import Calibration, calibrated, save_calibration
from fashion_gui.core.dataset import FILES, write_dataset
from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import EngineReady
from fashion_gui.ui import dataset_loader, dialogs
from fashion_gui.ui.engine_client import EngineClient, EngineState
from fashion_gui.ui.main_window import MainWindow
from fashion_gui.ui.settings import Settings

FAKE = str(Path(__file__).resolve().parent.parent / "fake_engine.py")


def close(window):
    """Without the question whether to stop a training."""
    window.conductor.closing = True
    window.conductor.close()


@pytest.fixture
def make_window(qtbot):
    """A window whose engine is ready and misbehaves as `mode` says; no photo worker is started."""

    def make(mode="normal"):
        window = MainWindow(Settings(), engine=EngineClient(command=[sys.executable, FAKE, mode]))
        qtbot.addWidget(window, before_close_func=close)
        with qtbot.waitExposed(window):
            window.show()
        with qtbot.waitSignal(window.engine.ready, timeout=20_000):
            window.engine.start()
        return window

    return make


@pytest.fixture
def window(make_window):
    return make_window()


def open_network(qtbot, window, path):
    with qtbot.waitSignal(window.engine.model_opened, timeout=20_000):
        window.engine.open_model(path)


def train(qtbot, window, signal):
    """Train until the engine sends `signal`."""
    window.training.on_data(True)
    with qtbot.waitSignal(signal, timeout=20_000):
        window.training.press_train()


# --- which network answers -------------------------------------------------------------------------------------------


def test_the_status_bar_names_the_run_from_its_start(window, qtbot, tmp_path):
    open_network(qtbot, window, tmp_path / "before.keras")
    assert "answers of: before.keras" in window.status.text()
    train(qtbot, window, window.engine.epoch_finished)
    run = window.engine._run
    assert f"answers of: {run}" in window.status.text()
    with qtbot.waitSignal(window.engine.run_finished, timeout=20_000):
        window.engine.stop()
    assert f"answers of: {run}" in window.status.text()


def test_the_status_bar_names_the_graphics_processors(window):
    def ready_with(*devices):
        window.engine._set_state(EngineState.STARTING)
        window.engine._on_ready(EngineReady("1", "1", list(devices)))

    ready_with("CPU")
    assert "CPU" not in window.status.text()
    ready_with("NVIDIA L4", "NVIDIA T4")
    assert "engine: ready  ·  NVIDIA L4  ·  NVIDIA T4  ·  answers of" in window.status.text()


@pytest.mark.parametrize("mode", ["no_epoch", "diverge"])
def test_without_a_finished_epoch_the_network_before_is_named_again(make_window, qtbot, tmp_path, mode):
    window = make_window(mode)
    open_network(qtbot, window, tmp_path / "before.keras")
    if mode == "diverge":
        train(qtbot, window, window.engine.run_finished)
    else:
        train(qtbot, window, window.engine.steps_done)
        assert "before.keras" not in window.status.text()
        with qtbot.waitSignal(window.engine.run_finished, timeout=20_000):
            window.engine.stop()
    assert window.engine.state is EngineState.READY
    assert "engine: ready  ·  answers of: before.keras" in window.status.text()


def test_the_network_tab_follows_the_preset(window):
    fields = window.training.fields
    fields.presets.setCurrentIndex(fields.presets.findData("photo"))
    assert "280" in window.network.total.text()
    assert window.network.recipe.values[0].text() == "AdamW"
    fields.presets.setCurrentIndex(fields.presets.findData("course"))
    assert "235" in window.network.total.text()
    assert window.network.recipe.values[0].text() == "SGD"


# --- data ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def choose_data(monkeypatch, qtbot):
    """`choose_data(window, folder)` answers the dialog and waits until the folder was read or refused."""

    def choose(window, folder):
        monkeypatch.setattr(dialogs, "ask_data_folder", lambda _parent: folder)
        ended = []
        window.loader.loaded.connect(lambda *_: ended.append("loaded"))
        window.loader.failed.connect(lambda *_: ended.append("failed"))
        window.menus.choose_data.emit()
        qtbot.waitUntil(lambda: ended != [], timeout=20_000)
        return ended

    return choose


@pytest.fixture
def good_folder(tmp_path):
    write_dataset(tmp_path / "good", make_dataset())
    return tmp_path / "good"


@pytest.fixture
def other_folder(tmp_path):
    write_dataset(tmp_path / "other", make_dataset(train_count=300))
    return tmp_path / "other"


def shown_count(window):
    """How many training tiles the window has."""
    data = window.conductor._dataset
    return len(data.train_labels) if data else 0


def test_a_chosen_folder_is_used_and_remembered(window, choose_data, good_folder, qtbot):
    with qtbot.waitSignal(window.engine.dataset_ready, timeout=20_000) as ready:
        assert choose_data(window, good_folder) == ["loaded"]
    assert ready.args[0].folder == str(good_folder)
    assert shown_count(window) == 250
    assert len(window.gallery.tiles()) == 25
    assert window.training.controls.train.isEnabled()
    assert window.settings.dataset_folder == good_folder


def test_a_folder_without_data_is_explained_where_the_gallery_would_be(window, choose_data, tmp_path):
    assert choose_data(window, tmp_path) == ["failed"]
    assert FILES[0] in window.gallery.notice.text()
    assert window.banner.isHidden()
    assert not window.training.controls.train.isEnabled()
    assert window.settings.dataset_folder is None


def test_a_damaged_folder_is_told_and_the_data_stay(window, choose_data, good_folder, other_folder, qtbot):
    with qtbot.waitSignal(window.engine.dataset_ready, timeout=20_000):
        choose_data(window, good_folder)
    damaged = other_folder / f"{FILES[2]}.gz"
    damaged.write_bytes(damaged.read_bytes()[:-30])
    assert choose_data(window, other_folder) == ["failed"]
    assert not window.banner.isHidden()
    assert f"{FILES[2]}.gz" in window.banner.text()
    assert shown_count(window) == 250
    assert len(window.gallery.tiles()) == 25
    assert window.training.controls.train.isEnabled()
    assert window.settings.dataset_folder == good_folder
    assert window.engine._dataset_folder == str(good_folder)


def test_no_folder_can_be_chosen_during_a_training(window, qtbot):
    assert window.menus._choose_data.isEnabled()
    train(qtbot, window, window.engine.epoch_finished)
    assert not window.menus._choose_data.isEnabled()
    with qtbot.waitSignal(window.engine.run_finished, timeout=20_000):
        window.engine.stop()
    assert window.menus._choose_data.isEnabled()


def test_data_that_come_during_a_training_wait_for_its_end(window, choose_data, good_folder, other_folder, qtbot):
    with qtbot.waitSignal(window.engine.dataset_ready, timeout=20_000):
        choose_data(window, good_folder)
    train(qtbot, window, window.engine.epoch_finished)
    choose_data(window, other_folder)  # as if chosen just before
    assert "The new data are shown when it is over." in window.statusBar().currentMessage()
    assert (shown_count(window), window.engine.state) == (250, EngineState.TRAINING)
    assert window.banner.isHidden()
    with qtbot.waitSignal(window.engine.dataset_ready, timeout=20_000) as ready:
        window.engine.stop()
    assert ready.args[0].folder == str(other_folder)
    assert shown_count(window) == 300
    assert window.settings.dataset_folder == other_folder


def test_the_test_set_is_asked_about_only_when_there_is_one(window, choose_data, good_folder, qtbot, tmp_path):
    open_network(qtbot, window, tmp_path / "a.keras")
    open_network(qtbot, window, tmp_path / "b.keras")  # by then a question about the first is answered
    assert window.banner.isHidden()
    window.tabs.setCurrentIndex(2)
    with qtbot.waitSignal(window.asker.test_answered, timeout=20_000):
        choose_data(window, good_folder)


def test_the_test_set_is_asked_about_only_when_somebody_looks(window, choose_data, good_folder, qtbot, tmp_path):
    asked = []
    window.test_set.evaluate_requested.connect(lambda: asked.append(True))
    with qtbot.waitSignal(window.engine.dataset_ready, timeout=20_000):
        choose_data(window, good_folder)
    open_network(qtbot, window, tmp_path / "a.keras")
    train(qtbot, window, window.engine.epoch_finished)
    with qtbot.waitSignal(window.engine.run_finished, timeout=20_000):
        window.engine.stop()
    assert asked == []
    with qtbot.waitSignal(window.asker.test_answered, timeout=20_000):
        window.tabs.setCurrentIndex(2)


def test_the_test_set_is_shown_as_the_network_was_calibrated_for_tiles(
    window, choose_data, good_folder, qtbot, tmp_path, monkeypatch
):
    shown = []
    monkeypatch.setattr(window.test_set, "show_answers", shown.append)
    save_calibration(tmp_path / "run", {"tiles": Calibration(temperature=3.0)})
    choose_data(window, good_folder)
    open_network(qtbot, window, tmp_path / "run")
    answers = np.array([[0.91, *[0.01] * 9]], np.float32)
    window.asker.test_answered.emit(answers)
    np.testing.assert_allclose(shown[-1], calibrated(answers, 3.0))
    open_network(qtbot, window, tmp_path / "plain.keras")
    window.asker.test_answered.emit(answers)
    np.testing.assert_array_equal(shown[-1], answers)


def test_the_test_set_opened_during_a_training_shows_the_network_that_learns(
    window, choose_data, good_folder, qtbot, tmp_path
):
    with qtbot.waitSignal(window.engine.dataset_ready, timeout=20_000):
        choose_data(window, good_folder)
    open_network(qtbot, window, tmp_path / "before.keras")
    assert window.test_set._name_label.text() == "answers of: before.keras"
    train(qtbot, window, window.engine.epoch_finished)
    with qtbot.waitSignal(window.asker.test_answered, timeout=20_000):
        window.tabs.setCurrentIndex(2)
    assert window.test_set._name_label.text() == f"answers of: {window.engine._run}"
    assert "do not follow it" in window.test_set._note_label.text()


def test_without_a_finished_epoch_the_calibration_before_counts_again(make_window, qtbot, tmp_path, monkeypatch):
    window = make_window("no_epoch")
    used = []
    monkeypatch.setattr(window.photo, "set_own_calibration", used.append)
    kept = Calibration(2.0, 0.4)
    save_calibration(tmp_path / "run", {"photos": kept})
    open_network(qtbot, window, tmp_path / "run")
    train(qtbot, window, window.engine.steps_done)
    with qtbot.waitSignal(window.engine.run_finished, timeout=20_000):
        window.engine.stop()
    assert used == [kept, Calibration(), kept]


def test_a_remembered_folder_that_is_gone_does_not_hide_the_data(window, good_folder, qtbot, monkeypatch, tmp_path):
    def find(chosen):
        if chosen is None:
            return good_folder
        raise Problem("dataset_file_missing", folder=str(chosen), file="train-images")

    monkeypatch.setattr(dataset_loader, "find_dataset", find)
    window.settings.dataset_folder = tmp_path / "gone"
    with qtbot.waitSignal(window.engine.dataset_ready, timeout=20_000) as ready:
        window.loader.find(window.settings.dataset_folder)
    assert ready.args[0].folder == str(good_folder)
    assert window.settings.dataset_folder is None
    said = window.statusBar().currentMessage()
    assert said == f"There are no usable data in {tmp_path / 'gone'} any more: those in {good_folder} are used."


def test_search_again_searches_everywhere(window, good_folder, qtbot, monkeypatch, tmp_path):
    searched = []
    monkeypatch.setattr(dataset_loader, "find_dataset", lambda chosen: searched.append(chosen) or good_folder)
    window.settings.dataset_folder = tmp_path / "gone"
    with qtbot.waitSignal(window.engine.dataset_ready, timeout=20_000):
        window.gallery.notice.retry_requested.emit()
    assert searched == [None]


# --- many photos -----------------------------------------------------------------------------------------------------


@pytest.fixture
def opened(window, monkeypatch):
    """What the window for many photos and the panel were asked to show."""
    opened = []
    monkeypatch.setattr(window.many, "open", lambda files, **choices: opened.append(("many", files, choices)))
    monkeypatch.setattr(window.photo, "open_photos", lambda files: opened.append(("panel", files)))
    return opened


def test_a_few_photos_go_to_the_panel_and_many_to_their_window(window, opened, tmp_path):
    few, many = ([tmp_path / f"{number}.png" for number in range(count)] for count in (12, 13))
    for files in (few, many, [tmp_path]):
        window.conductor.photos.open_photos(files)
    choices = {"recipe": window.photo.recipe(), "network": window.photo.network()}
    assert opened == [("panel", few), ("many", many, choices), ("many", [tmp_path], choices)]


@pytest.mark.parametrize("answer", ["a folder", "cancelled"])
def test_the_menu_asks_for_a_folder_of_photos(window, opened, monkeypatch, tmp_path, answer):
    monkeypatch.setattr(dialogs, "ask_photo_folder", lambda _parent: tmp_path if answer == "a folder" else None)
    window.menus._many_photos.trigger()
    assert [files for _, files, _ in opened] == ([[tmp_path]] if answer == "a folder" else [])


def test_one_of_many_is_opened_in_the_panel(window, opened, tmp_path):
    window.many.photo_opened.emit(tmp_path)  # also a folder in which there was no photo
    assert opened == [("panel", [tmp_path])]


def test_closing_the_main_window_ends_the_other(window, qtbot, tmp_path):
    with qtbot.waitExposed(window.many):
        window.many.open([tmp_path], recipe="trim", network="current")
    window.close()
    assert window.many.isHidden()
    assert not window.many.work.running


# --- saving the charts -----------------------------------------------------------------------------------------------


@pytest.fixture
def charted(window, qtbot):
    """A window in a training, with its first epoch on the charts."""
    train(qtbot, window, window.engine.epoch_finished)
    return window


def save_charts(window, monkeypatch, path):
    monkeypatch.setattr(dialogs, "ask_save_charts", lambda _parent: path)
    window.training._save.click()


def test_charts_are_saved_where_the_dialog_says(charted, monkeypatch, tmp_path):
    path = tmp_path / "графики.png"
    save_charts(charted, monkeypatch, path)
    assert QImage(str(path)).width() == 2 * charted.training.charts.width()
    assert charted.statusBar().currentMessage() == f"Saved: {path}"
    assert charted.banner.isHidden()


def test_charts_that_cannot_be_saved_are_told(charted, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    save_charts(charted, monkeypatch, tmp_path / "file" / "charts.png")
    assert not charted.banner.isHidden()
    assert "charts.png” cannot be saved" in charted.banner.text()
    assert charted.statusBar().currentMessage() == ""


def test_no_charts_are_saved_when_the_dialog_is_cancelled(charted, monkeypatch, tmp_path):
    save_charts(charted, monkeypatch, None)
    assert charted.banner.isHidden()
    assert charted.statusBar().currentMessage() == ""


def test_empty_charts_cannot_be_saved(window):
    assert not window.training._save.isEnabled()
