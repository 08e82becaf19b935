"""Photos in the whole window: the editor beside the panel, whose answers count, and which network is asked."""

import sys
from pathlib import Path

import pytest
from prepared_samples import make_prepared, probabilities
from PySide6.QtCore import QMimeData, Qt, QUrl

from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import Correction, PhotoPrepared, Predict, Predicted
from fashion_gui.ui import photo_panel
from fashion_gui.ui.engine_client import EngineClient
from fashion_gui.ui.main_window import MainWindow
from fashion_gui.ui.photo_client import PhotoClient
from fashion_gui.ui.settings import Settings

FOLDER = Path(__file__).resolve().parent.parent
A, B = Path("a.png"), Path("b.png")
TURNED = Correction(quarter_turns=1)


def close(window):
    window.conductor.closing = True
    window.conductor.close()


@pytest.fixture
def make_window(qtbot, monkeypatch, tmp_path):
    """A window whose photo worker answers only when the test does; the engine is not started."""

    def make(*, photo_network=False):
        folder = tmp_path if photo_network else tmp_path / "none"
        monkeypatch.setattr(photo_panel, "resource", lambda _name: folder)
        engine = EngineClient(command=[sys.executable, str(FOLDER / "fake_engine.py"), "normal"])
        window = MainWindow(Settings(), engine=engine, photos=PhotoClient(command=["none"]))
        qtbot.addWidget(window, before_close_func=close)
        window.asked, window.predicted = [], []

        def prepare(path, *, recipe, correction):
            window.asked.append((path, recipe, correction))
            return len(window.asked)

        def send(message, send=engine._worker.send):
            if isinstance(message, Predict):
                window.predicted.append(message.network)
            send(message)

        monkeypatch.setattr(window.photos, "prepare", prepare)
        monkeypatch.setattr(engine._worker, "send", send)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    return make


@pytest.fixture
def window(make_window):
    return make_window()


def answer(window, number, **arguments):
    """As the worker would answer its question `number`, counted from 1."""
    _, recipe, correction = window.asked[number - 1]
    prepared: PhotoPrepared = make_prepared(recipe=recipe, number=number, **arguments)
    window.photos.prepared.emit(prepared, correction)


def start_engine(qtbot, window):
    with qtbot.waitSignal(window.engine.ready, timeout=20_000):
        window.engine.start()


# --- the editor ------------------------------------------------------------------------------------------------------


def test_the_editor_takes_the_place_of_the_tabs_and_gives_it_back(window, qtbot):
    window.photo.open_photos([A])
    answer(window, 1)
    window.photo._doctor.fix_requested.emit("background")
    assert window.editor.isVisible()
    assert window.photo.isVisible()
    assert not window.tabs.isVisible()
    assert window.editor.canvas.tool() == "background"
    qtbot.keyClick(window.editor.canvas, Qt.Key.Key_Escape)
    assert not window.editor.isVisible()
    assert window.tabs.isVisible()


def test_a_step_in_the_editor_is_asked_about_and_comes_back_to_it(window, qtbot):
    window.photo.open_photos([A])
    answer(window, 1)
    window.photo.correct_requested.emit("")
    qtbot.keyClick(window.editor.canvas, Qt.Key.Key_5)
    qtbot.waitUntil(lambda: window.asked[-1] == (A, "cut_out", TURNED), timeout=5000)
    answer(window, len(window.asked))
    assert window.editor._photo.answered == TURNED
    qtbot.keyClick(window.editor.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.asked[-1] == (A, "cut_out", Correction()), timeout=5000)
    assert not window.editor._photo.can_undo
    window.editor.tools._changes["mirror"].click()
    window.editor.tools._start_over.click()
    assert window.editor._photo.correction == Correction()
    assert window.editor._photo.can_undo


def test_a_drag_in_the_editor_is_asked_about_before_it_ends(window):
    window.photo.open_photos([A])
    answer(window, 1)
    window.photo._album._pause.stop()
    drawn = Correction(box=[0.25, 0.25, 0.75, 0.75])
    window.editor.canvas.drawing.emit(drawn)
    assert window.asked[-1] == (A, "cut_out", drawn)
    assert not window.photo._album.current().steps.can_undo()


def test_a_photo_dropped_while_the_editor_is_open_is_shown_in_it(window, tmp_path):
    window.photo.open_photos([A])
    answer(window, 1)
    window.photo.correct_requested.emit("")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "other.png"))])
    window.conductor.photos.take(mime)
    answer(window, len(window.asked))
    assert window.editor.isVisible()
    assert window.editor._photo.name == "other.png"
    assert window.editor._photo.correction == Correction()


# --- whose answers count ---------------------------------------------------------------------------------------------


def test_every_answer_to_the_photo_on_show_is_shown_while_it_is_corrected(window, qtbot):
    window.photo.open_photos([A])
    answer(window, 1)
    for turns in (1, 2):
        window.photo._album._pause.stop()
        window.photo.correct(Correction(quarter_turns=turns))
    assert len(window.asked) == 3
    answer(window, 2)  # the third is asked already: still better than to wait for the end of a long drag
    assert window.photo._album.current().answered == Correction(quarter_turns=1)
    answer(window, 3)
    assert window.photo._album.current().answered == Correction(quarter_turns=2)


def test_answers_to_another_photo_or_recipe_are_dropped(window):
    window.photo.open_photos([A])
    window.photo.open_photos([B])
    answer(window, 1)
    assert window.photo.tile() is None
    window.photos.failed.emit(1, Problem("photo_crashed", name="a.png"))
    assert window.photo.problem_text() == ""
    window.photo.set_recipe("trim")
    answer(window, 2)
    assert window.photo.tile() is None
    answer(window, 3)
    assert window.photo.tile() is not None


# --- which network answers -------------------------------------------------------------------------------------------


def test_the_network_for_photos_answers_before_any_other_was_opened(make_window, qtbot):
    window = make_window(photo_network=True)
    window.photo.open_photos([A])
    answer(window, 1)
    assert window.predicted == []
    with qtbot.waitSignal(window.asker.photo_answered, timeout=20_000):
        start_engine(qtbot, window)
    assert window.predicted == ["photo"]


def test_your_own_network_answers_only_when_there_is_one(window, qtbot, tmp_path):
    start_engine(qtbot, window)
    window.photo.open_photos([A])
    answer(window, 1)
    assert window.predicted == []
    with qtbot.waitSignal(window.asker.photo_answered, timeout=20_000):
        window.engine.open_model(tmp_path / "a.keras")
    assert window.predicted == ["current"]


def test_the_other_network_is_asked_at_once_and_remembered(make_window, qtbot, tmp_path):
    window = make_window(photo_network=True)
    start_engine(qtbot, window)
    with qtbot.waitSignal(window.engine.model_opened, timeout=20_000):
        window.engine.open_model(tmp_path / "a.keras")
    window.photo.open_photos([A])
    answer(window, 1)
    window.photo.set_network("current")
    assert window.predicted == ["photo", "current"]
    assert Settings().photo_network == "current"
    answers = []
    window.asker.photo_answered.connect(answers.append)
    newest = window.asker._photo_id
    for number in (newest - 1, newest):  # the first network's answer, come late, is nobody's any more
        window.engine.predicted.emit(Predicted(number, probabilities().tobytes(), 1))
        assert len(answers) == number - newest + 1


def test_an_answer_to_a_choice_taken_back_is_not_shown(make_window, qtbot):
    window = make_window(photo_network=True)
    start_engine(qtbot, window)
    window.photo.open_photos([A])
    answer(window, 1)
    window.photo.set_network("current")  # there is none: the question to the other one is still on its way
    assert window.predicted == ["photo"]
    with qtbot.waitSignal(window.engine.predicted, timeout=20_000):
        pass
    assert window.photo.answer_text() == ""


def test_only_your_own_network_is_asked_again_after_each_epoch(make_window, qtbot, tmp_path):
    window = make_window(photo_network=True)
    start_engine(qtbot, window)
    with qtbot.waitSignal(window.engine.model_opened, timeout=20_000):
        window.engine.open_model(tmp_path / "a.keras")
    window.photo.open_photos([A])
    answer(window, 1)
    window.predicted.clear()
    window.asker.ask_all()
    assert window.predicted == []
    window.photo.set_network("current")
    window.asker.ask_all()
    assert window.predicted == ["current", "current"]
