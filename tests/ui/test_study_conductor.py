"""The ways into the tab "Why", in the whole window with a fake engine."""

import sys
from pathlib import Path

import numpy as np
import pytest
from generated import make_dataset

from fashion_gui.ui.engine_client import EngineClient
from fashion_gui.ui.main_window import MainWindow
from fashion_gui.ui.settings import Settings
from fashion_gui.ui.study import TEST, TRAIN

FAKE = str(Path(__file__).resolve().parent.parent / "fake_engine.py")


@pytest.fixture
def data():
    return make_dataset(train_count=30, test_count=20)


@pytest.fixture
def window(qtbot, data):
    def close(window):
        window.conductor.closing = True
        window.conductor.close()

    window = MainWindow(Settings(), engine=EngineClient(command=[sys.executable, FAKE, "normal"]))
    qtbot.addWidget(window, before_close_func=close)
    with qtbot.waitExposed(window):
        window.show()
    window.conductor.studies.show_data(data)
    return window


def explained(window):
    assert window.pages.currentWidget() is window.why
    subject = window.why.subject()
    return subject.set_name, subject.index, subject.label


def test_a_test_picture_is_explained(window, data):
    window.test_set.why_requested.emit(7)
    assert explained(window) == (TEST, 7, int(data.test_labels[7]))
    np.testing.assert_array_equal(window.why.subject().tile, data.test_images[7])


def test_the_picture_whose_numbers_are_shown_is_explained_and_they_give_way(window, data):
    window.inspector.show_tile(tile=data.train_images[3], set_name="train", index=3, label=0, raw=True)
    window.inspector.why.click()
    assert explained(window) == (TRAIN, 3, int(data.train_labels[3]))
    assert not window.inspector.isVisible()


def test_an_editor_of_photos_gives_way(window):
    window.left.setCurrentWidget(window.editor)
    window.test_set.why_requested.emit(0)
    assert window.why.isVisible()


def test_a_picture_that_is_not_there_is_not_explained(window):
    before = window.pages.currentWidget()
    window.conductor.studies.explain_picture(TEST, 20)
    assert window.pages.currentWidget() is before


def test_without_a_photo_its_why_does_nothing(window):
    before = window.pages.currentWidget()
    window.photo.why_requested.emit()
    assert window.pages.currentWidget() is before
