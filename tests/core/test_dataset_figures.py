import numpy as np
import pytest
from generated import make_dataset

from fashion_gui.core.dataset import Dataset, load_dataset
from fashion_gui.core.dataset_figures import QUANTILES, dataset_figures, shoes_pointing_left
from fashion_gui.core.labels import SHOES


def of_tiles(tiles, labels):
    """A data set whose first half is for training."""
    half = len(labels) // 2
    return Dataset(tiles[:half], labels[:half], tiles[half:], labels[half:], "Own")


@pytest.fixture
def everything():
    dataset = make_dataset(train_count=9000, test_count=500)  # more than one piece
    tiles = np.concatenate([dataset.train_images, dataset.test_images])
    return dataset, tiles, np.concatenate([dataset.train_labels, dataset.test_labels])


def test_means_spreads_and_counts_are_those_of_numpy(everything):
    dataset, tiles, labels = everything
    figures = dataset_figures(dataset)
    assert figures.train_counts.tolist() == [900] * 10
    assert figures.test_counts.tolist() == [50] * 10
    for label in range(10):
        own = tiles[labels == label].astype(np.float64)
        np.testing.assert_allclose(figures.means[label], own.mean(axis=0), atol=1e-4)
        np.testing.assert_allclose(figures.spreads[label], own.std(axis=0), atol=1e-3)


def test_brightness_is_that_of_the_pixels_above_0():
    generator = np.random.default_rng(2)
    tiles = generator.integers(0, 256, (500, 28, 28)).astype(np.uint8)
    tiles[generator.random(tiles.shape) < 0.5] = 0
    tiles = (tiles * generator.uniform(0.05, 1, (500, 1, 1))).astype(np.uint8)
    labels = (np.arange(500) % 4).astype(np.uint8)
    figures = dataset_figures(of_tiles(tiles, labels))
    inks = np.array([np.rint(tile[tile > 0].mean()) for tile in tiles])
    for label in range(4):
        wanted = np.quantile(inks[labels == label], QUANTILES, method="inverted_cdf")
        assert figures.ink_quantiles(label) == wanted.tolist()
    assert figures.ink_quantiles(9) == []
    assert figures.darker_than(32) == (inks < 32).sum() > 0


def test_a_shoe_points_away_from_its_heavy_side():
    tiles = np.zeros((8, 28, 28), np.uint8)
    labels = np.array([7, 7, 7, 5, 7, 7, 9, 9], np.uint8)
    tiles[:3, 20, 14:] = 90  # heavy at the right: it points left
    tiles[3, 20, 0] = 1
    tiles[4, 20, :14] = 90
    tiles[5, 20, 13:15] = 90  # in the middle
    figures = dataset_figures(of_tiles(tiles, labels))  # the last two are empty
    assert figures.pointing_left(7) == 0.75
    assert figures.pointing_left(5) == 0
    assert np.isnan(figures.pointing_left(9))
    assert shoes_pointing_left(figures) == pytest.approx(3 / 5)
    assert figures.inks[9, 0] == 2


def test_the_class_with_the_most_similar_average():
    tiles = np.zeros((6, 28, 28), np.uint8)
    tiles[[0, 1]], tiles[[2, 3]], tiles[[4, 5]] = 10, 200, 190
    labels = np.array([0, 0, 1, 1, 2, 2], np.uint8)
    figures = dataset_figures(of_tiles(tiles, labels))
    assert [figures.nearest_class(label) for label in (0, 1, 2, 3)] == [2, 2, 1, None]
    alone = dataset_figures(of_tiles(tiles[:2], labels[:2]))
    assert alone.nearest_class(0) is None


def test_a_set_without_pictures_has_figures():
    figures = dataset_figures(of_tiles(np.zeros((0, 28, 28), np.uint8), np.zeros(0, np.uint8)))
    assert figures.counts().tolist() == [0] * 10
    assert np.isnan(shoes_pointing_left(figures))
    assert not figures.means.any()


def test_it_stops_when_told(everything):
    asked = []

    def cancelled():
        asked.append(True)
        return len(asked) == 2

    assert dataset_figures(everything[0], cancelled=cancelled) is None
    assert len(asked) == 2


def test_fashion_mnist(fashion_mnist_folder):
    """What the panel says of the real data."""
    figures = dataset_figures(load_dataset(fashion_mnist_folder))
    assert figures.counts().tolist() == [7000] * 10
    sandal, sneaker, boot = (figures.pointing_left(label) for label in SHOES)
    assert 0.93 < sandal < 0.95
    assert sneaker > 0.995
    assert boot > 0.999
    assert figures.darker_than(32) < 0.002 * 70_000
    assert figures.nearest_class(4) == 2  # the coat's is the pullover
