"""The real window with the real workers: train by a mouse click, drop a photo, read the answer."""

import sys
from pathlib import Path

import pytest
from generated import make_dataset
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage, QPainter
from PySide6.QtWidgets import QApplication

from fashion_gui.core.dataset import write_dataset
from fashion_gui.core.labels import class_names
from fashion_gui.core.paths import runs_folder
from fashion_gui.core.photo_set import read_photo_set
from fashion_gui.core.runs import list_runs
from fashion_gui.ui import dialogs
from fashion_gui.ui.engine_client import EngineState
from fashion_gui.ui.language import set_language
from fashion_gui.ui.main_window import MainWindow
from fashion_gui.ui.settings import Settings

pytestmark = pytest.mark.qt_log_ignore("ignored a line")


@pytest.fixture
def photo(tmp_path) -> Path:
    image = QImage(240, 300, QImage.Format.Format_RGB888)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.fillRect(70, 60, 100, 190, QColor("#283040"))
    painter.fillRect(20, 60, 200, 60, QColor("#283040"))
    painter.end()
    path = tmp_path / "футболка (1).png"
    assert image.save(str(path))
    return path


@pytest.fixture
def window(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr("fashion_gui.ui.main_window.ask_stop_and_close", lambda _parent: True)  # a test that fails ends
    set_language("en")
    write_dataset(tmp_path / "data", make_dataset())
    settings = Settings()
    settings.dataset_folder = tmp_path / "data"
    window = MainWindow(settings)
    qtbot.addWidget(window, before_close_func=lambda window: window.conductor.close())
    with qtbot.waitExposed(window):
        window.show()
    window.begin([])
    qtbot.waitUntil(
        lambda: window.engine.state is EngineState.READY and window.training.learning.has_data, timeout=90_000
    )
    return window


def drop(window: MainWindow, *files: Path) -> None:
    """Real drop events, as a file manager sends them."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    position = QPointF(600, 400)
    action, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(position.toPoint(), action, mime, button, none)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(position, action, mime, button, none))


def test_train_by_click_and_drop_a_photo(window, qtbot, photo, tmp_path, monkeypatch):
    # The shipped network answers before any training.
    drop(window, photo)
    qtbot.waitUntil(lambda: window.photo.answer_text() != "", timeout=20_000)

    # Train by a mouse click; the run is kept.
    window.training.fields.edits["epochs"].setText("3")
    window.training.fields.edits["batch_size"].setText("50")
    with qtbot.waitSignal(window.engine.run_finished, timeout=60_000) as finished:
        qtbot.mouseClick(window.training.controls.train, Qt.MouseButton.LeftButton)
    assert finished.args[0].reason == "completed"
    assert len(window.training.charts.history()) == 3
    kept = list_runs(runs_folder())
    assert len(kept) == 1
    assert len(kept[0].history) == 3

    # The photo is answered by the new network, by name.
    qtbot.waitUntil(lambda: window.photo.answer_text().lower() in {n.lower() for n in class_names("en")}, timeout=9000)
    set_language("ru")
    qtbot.waitUntil(lambda: window.photo.answer_text().lower() in class_names("ru"), timeout=5000)
    set_language("en")

    # What is no photo is said in a sentence, and the window goes on.
    bad = tmp_path / "notes.jpg"
    bad.write_text("not an image at all")
    for given, word in ((bad, "not an image"), (tmp_path / "gone.png", "no longer there")):
        drop(window, given)
        qtbot.waitUntil(lambda word=word: word in window.photo.problem_text(), timeout=9000)

    # A folder gets its table: the photo is answered, the other file has its sentence.
    drop(window, tmp_path)
    qtbot.waitUntil(lambda: not window.many.work.running and window.many.work.total == 2, timeout=20_000)
    assert window.many.isVisible()
    assert [row.path for row in window.many.table.shown()] == [bad, photo]
    counts = window.many.rows.counts
    assert (counts["unreadable"], sum(counts.values())) == (1, 2)

    # A network is saved and can be opened again.
    with qtbot.waitSignal(window.engine.model_saved, timeout=20_000):
        monkeypatch.setattr(dialogs, "ask_save_network", lambda _parent: tmp_path / "mine.keras")
        window.menus.save_network.emit()
    with qtbot.waitSignal(window.engine.model_opened, timeout=20_000):
        window.engine.open_model(tmp_path / "mine.keras")


def test_teach_a_photo_and_learn_from_the_collection(window, qtbot, photo):
    # The photo is told its right name and goes into the collection.
    drop(window, photo)
    qtbot.waitUntil(lambda: window.photo.tile() is not None, timeout=20_000)
    window.photo._answer._teach.menu().actions()[6].trigger()

    # The preset for photos prepares it and learns from it; the run remembers that.
    fields, source = window.training.fields, window.training.source
    fields.presets.setCurrentIndex(fields.presets.findData("photo"))
    source.choice.setCurrentIndex(source.choice.findData("collection"))
    fields.edits["epochs"].setText("1")
    fields.edits["batch_size"].setText("30")
    with qtbot.waitSignal(window.engine.run_finished, timeout=120_000) as finished:
        qtbot.mouseClick(window.training.controls.train, Qt.MouseButton.LeftButton)
    assert finished.args[0].reason == "completed"
    (run,) = list_runs(runs_folder())
    assert (run.options.preset, len(read_photo_set(Path(run.options.photos)))) == ("photo", 1)
    assert window.training._sentence.text().endswith("It learnt from real photos as well.")


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_killed_engine_costs_a_banner_and_the_run_is_kept(window, qtbot, monkeypatch):
    import os
    import signal

    window.training.fields.edits["epochs"].setText("5000")
    window.training.fields.edits["batch_size"].setText("50")
    with qtbot.waitSignal(window.engine.epoch_finished, timeout=60_000):
        window.training.controls.train.click()
    with qtbot.waitSignal(window.engine.lost, timeout=10_000):
        os.kill(window.engine.engine_pid(), signal.SIGKILL)
    assert window.engine.state is EngineState.FAILED
    assert not window.banner.isHidden()
    assert "kept" in window.banner.text()
    kept = list_runs(runs_folder())
    assert kept[0].history

    with qtbot.waitSignal(window.engine.model_opened, timeout=90_000) as opened:
        window.banner._action_button.click()
    assert opened.args[0].run == kept[0].name

    # The run that was cut off goes on from its last epoch.
    told = []
    for signal_heard in (window.engine.run_started, window.engine.epoch_finished):
        signal_heard.connect(told.append)
    with qtbot.waitSignal(window.engine.epoch_finished, timeout=60_000):
        window.engine.continue_run(kept[0].folder)
    began, epoch = told[:2]
    assert (began.run, began.done) == (kept[0].name, len(kept[0].history))
    assert epoch.epoch == began.done + 1
    with qtbot.waitSignal(window.engine.run_finished, timeout=20_000):
        window.engine.stop()

    # Closing while training asks; "no" keeps the window, "yes" stops, keeps and closes.
    with qtbot.waitSignal(window.engine.epoch_finished, timeout=60_000):
        window.training.controls.train.click()
    monkeypatch.setattr("fashion_gui.ui.main_window.ask_stop_and_close", lambda _parent: False)
    assert not window.close()
    assert window.engine.state is EngineState.TRAINING
    monkeypatch.setattr("fashion_gui.ui.main_window.ask_stop_and_close", lambda _parent: True)
    with qtbot.waitSignal(window.engine.run_finished, timeout=10_000) as finished:
        window.close()
    assert finished.args[0].reason == "stopped"
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=5000)
