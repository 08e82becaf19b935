"""The 5x5 gallery."""

import numpy as np
import pytest

from fashion_gui.core.labels import class_names
from fashion_gui.core.problems import Problem
from fashion_gui.ui.gallery import GalleryPanel
from fashion_gui.ui.language import set_language


@pytest.fixture
def gallery(qtbot, small_dataset, random):
    panel = GalleryPanel(random=random)
    qtbot.addWidget(panel)
    panel.show_dataset(small_dataset)
    return panel


def test_the_first_25_with_their_right_names(gallery, small_dataset):
    names = [class_names("en")[label] for label in small_dataset.train_labels[:25]]
    assert gallery.captions() == names
    assert (gallery.tiles() == small_dataset.train_images[:25]).all()


def test_shuffle_shows_others_and_first_25_brings_them_back(gallery, qtbot, small_dataset):
    with qtbot.waitSignal(gallery.tiles_changed):
        gallery._shuffle.click()
    assert not (gallery.tiles() == small_dataset.train_images[:25]).all()
    gallery._first.click()
    assert (gallery.tiles() == small_dataset.train_images[:25]).all()


def test_one_class_of_the_test_set(gallery, small_dataset):
    gallery._set.setCurrentIndex(1)
    gallery._class.setCurrentIndex(4)  # all classes, 0, 1, 2, 3: dress
    of_class = small_dataset.test_images[small_dataset.test_labels == 3][:25]
    assert (gallery.tiles() == of_class).all()
    assert set(gallery.captions()) == {"Dress"}


def test_the_networks_answers_stand_under_the_tiles_and_wrong_ones_are_marked(gallery, small_dataset):
    answers = np.zeros((25, 10), np.float32)
    answers[:, 8] = 1.0
    gallery.show_network_names()
    gallery.show_answers(answers)
    assert set(gallery.captions()) == {"Bag"}
    marks = [tile.right for tile in gallery._grid.tiles()]
    assert marks == [label == 8 for label in small_dataset.train_labels[:25]]


def test_answers_to_other_tiles_are_dropped(gallery):
    before = gallery.captions()
    gallery.show_network_names()
    gallery.show_answers(np.ones((7, 10), np.float32))
    assert gallery.captions() == before


def test_names_follow_the_language(gallery, qtbot, small_dataset):
    set_language("ru")
    names = [class_names("ru")[label] for label in small_dataset.train_labels[:25]]
    qtbot.waitUntil(lambda: gallery.captions() == names)


def test_a_click_opens_the_tile(gallery, qtbot):
    gallery.resize(360, 560)
    with qtbot.waitExposed(gallery):
        gallery.show()
    grid = gallery._grid
    with qtbot.waitSignal(gallery.tile_opened) as opened:
        grid.clicked.emit(grid.model().index(3, 0))
    assert opened.args == ["train", 3]


def test_five_columns(gallery, qtbot):
    gallery.resize(360, 600)
    with qtbot.waitExposed(gallery):
        gallery.show()
    grid = gallery._grid
    tops = [grid.visualRect(grid.model().index(place, 0)).top() for place in range(25)]
    assert [tops.count(top) for top in sorted(set(tops))] == [5] * 5


def test_without_data_the_ways_out_are_offered(qtbot):
    panel = GalleryPanel()
    qtbot.addWidget(panel)
    panel.notice.show_problem(Problem("dataset_missing"))
    assert "not found" in panel.notice.text()
    assert "dataset-fashion-mnist" in panel.notice._hint.text()
    for button, signal in (
        (panel.notice._retry, panel.notice.retry_requested),
        (panel.notice._download, panel.notice.download_requested),
        (panel.notice._folder, panel.notice.folder_requested),
    ):
        with qtbot.waitSignal(signal):
            button.click()


def test_download_progress_is_said_and_can_be_cancelled(qtbot):
    panel = GalleryPanel()
    qtbot.addWidget(panel)
    panel.notice.show_busy(downloading=True)
    panel.notice.show_progress(12_000_000, 30_000_000)
    assert "12.0" in panel.notice.text()
    with qtbot.waitSignal(panel.notice.cancel_requested):
        panel.notice._cancel.click()
