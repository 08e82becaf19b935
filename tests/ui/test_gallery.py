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


def answers_to(labels, wrong):
    """Answers float32 (n, 10) that are right but for the places in `wrong`."""
    said = labels.astype(np.int64)
    said[list(wrong)] = (said[list(wrong)] + 1) % 10
    return np.eye(10, dtype=np.float32)[said]


def test_wrong_and_right_ones_are_found_among_many(gallery, qtbot, small_dataset):
    with qtbot.waitSignal(gallery.tiles_changed):
        gallery._kind.setCurrentIndex(2)
    assert len(gallery.tiles()) == 250  # all that there are, not only those that fit
    assert gallery.captions() == []
    assert "known once a network answers" in gallery._none.text()
    gallery.show_answers(answers_to(small_dataset.train_labels, [7, 120, 249]))
    assert [tile.index for tile in gallery._grid.tiles()] == [7, 120, 249]
    assert gallery._found.text() == "3 of 250"
    gallery._kind.setCurrentIndex(1)
    gallery.show_answers(answers_to(small_dataset.train_labels, [0, 7]))
    assert [tile.index for tile in gallery._grid.tiles()] == [*range(1, 7), *range(8, 27)]
    gallery._kind.setCurrentIndex(0)
    assert len(gallery.tiles()) == len(gallery.captions()) == 25


def test_after_an_epoch_the_wrong_ones_are_others(gallery, small_dataset):
    gallery._kind.setCurrentIndex(2)
    gallery.show_network_names()
    for wrong in ([3, 4], [5]):
        gallery.show_answers(answers_to(small_dataset.train_labels, wrong))
        assert [tile.index for tile in gallery._grid.tiles()] == wrong
    assert [tile.right for tile in gallery._grid.tiles()] == [False]


def test_nothing_wrong_among_those_looked_at_is_said(gallery, small_dataset):
    gallery._kind.setCurrentIndex(2)
    gallery.show_answers(answers_to(small_dataset.train_labels, []))
    assert gallery._shown.currentWidget() is gallery._none
    assert gallery._none.text() == "None among these 250. Shuffle, or choose another class."
    gallery.show_answers(answers_to(small_dataset.train_labels, [9]))
    assert gallery._shown.currentWidget() is gallery._grid


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
