import weakref
from dataclasses import replace

import numpy as np
import pytest
from generated import make_dataset, make_tiles

from fashion_gui.core.networks import (
    COURSE_NETWORK,
    BatchNormalization,
    Conv2D,
    Dense,
    GlobalAveragePooling2D,
    MaxPooling2D,
    Network,
)
from fashion_gui.core.questions import FindTwins
from fashion_gui.engine import twins
from fashion_gui.engine.current_model import CurrentModel, Frozen
from fashion_gui.engine.embedding import embedded
from fashion_gui.engine.twins import TwinSearch

CONVOLUTIONAL = Network(
    (
        *(Conv2D(3, 3, "relu"), BatchNormalization(), MaxPooling2D(2), Conv2D(5, 3, "relu")),
        *(GlobalAveragePooling2D(), Dense(10, "softmax")),
    )
)
NETWORKS = {"dense": COURSE_NETWORK, "convolutional": CONVOLUTIONAL, "one layer": Network((Dense(10, "softmax"),))}
every_network = pytest.mark.parametrize("network", NETWORKS.values(), ids=NETWORKS)


@pytest.fixture(scope="module")
def dataset():
    return make_dataset(train_count=330)


def frozen_of(*models):
    return Frozen(lambda: models)


def found(search, frozen, tile, dataset, *, count=8):
    """The two replies, and how often it gave way before each."""
    replies, pauses = [], [0]
    for piece in search.find(frozen, FindTwins(5, tile.tobytes(), count), dataset):
        if piece is None:
            pauses[-1] += 1
        else:
            replies.append(piece)
            pauses.append(0)
    return replies, pauses


def by_hand(vectors, wanted, left_out, count):
    """Brute force in Python's own numbers: (distance, place), the nearest first."""
    pairs = []
    for place, vector in enumerate(vectors):
        if place not in left_out:
            pairs.append((sum((float(a) - float(b)) ** 2 for a, b in zip(vector, wanted, strict=True)) ** 0.5, place))
    return sorted(pairs)[:count]


@every_network
@pytest.mark.parametrize("query", ["test", "train"])
def test_they_equal_brute_force(network, query, dataset):
    current = CurrentModel.build(network, seed=3)
    images = dataset.train_images
    tile, itself = (dataset.test_images[7], ()) if query == "test" else (images[12], (12,))
    (first, last), _ = found(TwinSearch(), frozen_of(current), tile, dataset)
    wanted = by_hand(images.reshape(-1, 784) / 255, tile.reshape(784) / 255, itself, 8)
    assert first.by_pixels == last.by_pixels
    assert last.by_pixels.indices == [place for _, place in wanted]
    np.testing.assert_allclose(last.by_pixels.distances, [distance for distance, _ in wanted], rtol=1e-12)
    layer = embedded(current, images), embedded(current, tile[np.newaxis])[0]
    wanted = by_hand(*layer, itself, 8)
    assert last.by_layer.indices == [place for _, place in wanted]
    np.testing.assert_allclose(last.by_layer.distances, [distance for distance, _ in wanted], rtol=1e-5, atol=1e-6)


@every_network
def test_by_pixels_comes_first(network, dataset):
    (first, last), _ = found(TwinSearch(), frozen_of(CurrentModel.build(network)), dataset.test_images[0], dataset)
    assert (first.id, first.final, last.id, last.final) == (5, False, 5, True)
    assert (first.by_layer.indices, first.by_layer.distances, first.by_layer.probabilities) == ([], [], b"")


def test_the_network_answers_the_twins(dataset):
    frozen = frozen_of(CurrentModel.build(COURSE_NETWORK, seed=3), CurrentModel.build(CONVOLUTIONAL, seed=4))
    (_, last), _ = found(TwinSearch(), frozen, dataset.test_images[1], dataset, count=5)
    for part in (last.by_pixels, last.by_layer):
        answers = np.frombuffer(part.probabilities, np.float32).reshape(5, 10)
        np.testing.assert_allclose(answers, frozen.probabilities(dataset.train_images[part.indices]), atol=1e-6)


def test_equal_pictures_are_left_out_and_equally_near_ones_come_in_order():
    tiles, labels = make_tiles(6)
    near = tiles[0].astype(int)
    near[3, 3] += 7
    images = np.stack([tiles[1], near, tiles[0], near, tiles[0], near]).astype(np.uint8)
    dataset = replace(make_dataset(), train_images=images, train_labels=labels)
    (_, last), _ = found(TwinSearch(), frozen_of(CurrentModel.build(COURSE_NETWORK)), tiles[0], dataset)
    assert last.by_pixels.indices == last.by_layer.indices == [1, 3, 5, 0]
    assert last.by_pixels.distances[:3] == pytest.approx([7 / 255] * 3)


def test_none_where_all_pictures_are_the_tile():
    tiles, labels = make_tiles(1)
    dataset = replace(make_dataset(), train_images=tiles, train_labels=labels)
    (_, last), _ = found(TwinSearch(), frozen_of(CurrentModel.build(COURSE_NETWORK)), tiles[0], dataset)
    assert (last.by_pixels.indices, last.by_layer.indices, last.by_layer.probabilities) == ([], [], b"")


@pytest.fixture
def embedded_tiles(monkeypatch):
    """How many tiles went through a network, call by call."""
    counts = []

    def counted(current, tiles):
        counts.append(len(tiles))
        return embedded(current, tiles)

    monkeypatch.setattr(twins, "embedded", counted)
    return counts


def test_the_training_set_goes_through_the_network_once(dataset, embedded_tiles):
    search, model = TwinSearch(), CurrentModel.build(CONVOLUTIONAL, seed=3)
    _, pauses = found(search, frozen_of(model), dataset.test_images[0], dataset)
    assert (embedded_tiles, pauses[1]) == ([1, 100, 100, 100, 30], 4)
    embedded_tiles.clear()
    again = CurrentModel.build(CONVOLUTIONAL, weights=model.model.get_weights())
    here, _ = found(search, frozen_of(again), dataset.test_images[1], dataset)
    assert embedded_tiles == [1]
    there, _ = found(TwinSearch(), frozen_of(model), dataset.test_images[1], dataset)
    assert here == there


@pytest.mark.parametrize("other", ["weights", "network", "dataset"])
def test_another_network_or_data_set_is_searched_anew(other, dataset, embedded_tiles):
    search, tile = TwinSearch(), dataset.test_images[0]
    found(search, frozen_of(CurrentModel.build(CONVOLUTIONAL, seed=3)), tile, dataset)
    embedded_tiles.clear()
    model = CurrentModel.build(
        COURSE_NETWORK if other == "network" else CONVOLUTIONAL, seed=4 if other == "weights" else 3
    )
    data = make_dataset(train_count=210) if other == "dataset" else dataset
    here, _ = found(search, frozen_of(model), tile, data)
    assert sum(embedded_tiles) == 1 + len(data.train_images)
    there, _ = found(TwinSearch(), frozen_of(model), tile, data)
    assert here == there


def test_a_search_goes_on_where_another_was_given_up(dataset, embedded_tiles):
    search, frozen = TwinSearch(), frozen_of(CurrentModel.build(CONVOLUTIONAL, seed=3))
    given_up = search.find(frozen, FindTwins(1, dataset.test_images[0].tobytes(), 8), dataset)
    while sum(embedded_tiles) < 201:
        next(given_up)
    embedded_tiles.clear()
    here, _ = found(search, frozen, dataset.test_images[1], dataset)
    assert embedded_tiles == [1, 100, 30]
    there, _ = found(TwinSearch(), frozen, dataset.test_images[1], dataset)
    assert here == there


def test_what_would_take_too_much_memory_is_not_kept(dataset, embedded_tiles, monkeypatch):
    frozen = frozen_of(CurrentModel.build(CONVOLUTIONAL, seed=3))
    kept, _ = found(TwinSearch(), frozen, dataset.test_images[0], dataset)
    monkeypatch.setattr(twins, "_MOST_KEPT", 100)
    search = TwinSearch()
    for _ in range(2):
        embedded_tiles.clear()
        assert found(search, frozen, dataset.test_images[0], dataset)[0] == kept
        assert sum(embedded_tiles) == 331


def test_the_data_set_is_not_kept_alive():
    dataset = make_dataset(train_count=20)
    search = TwinSearch()
    found(search, frozen_of(CurrentModel.build(COURSE_NETWORK)), dataset.test_images[0], dataset)
    gone = weakref.ref(dataset)
    del dataset
    assert gone() is None
