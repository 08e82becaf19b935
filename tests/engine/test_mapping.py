import numpy as np
import pytest
from generated import make_dataset, make_tiles
from sklearn.decomposition import PCA

from fashion_gui.core.dataset import Dataset, load_dataset
from fashion_gui.core.map_questions import MapPictures
from fashion_gui.core.networks import COURSE_NETWORK, Conv2D, Dense, Network
from fashion_gui.engine.current_model import CurrentModel, Frozen
from fashion_gui.engine.embedding import embedded
from fashion_gui.engine.mapping import map_pictures, principal_plane


def result(pieces):
    """What a generator returns."""
    while True:
        try:
            assert next(pieces) is None
        except StopIteration as end:
            return end.value


def freeze(network, **options):
    current = CurrentModel.build(network, seed=1, **options)
    return Frozen(lambda: (current,))


def mapped(frozen, space, count, dataset):
    *pieces, reply = map_pictures(frozen, MapPictures(7, space, count), dataset)
    assert pieces
    assert set(pieces) == {None}
    points = np.frombuffer(reply.points, np.float32).reshape(-1, 2)
    assert (reply.id, reply.space, reply.count) == (7, space, len(points))
    return points, reply.kept


def assert_is_principal_plane(points, kept, table):
    """Up to the sign of each axis."""
    wanted = PCA(n_components=2, svd_solver="full").fit(table.astype(np.float64))
    expected = wanted.transform(table.astype(np.float64))
    signs = np.sign((expected * points).sum(axis=0))
    scale = np.abs(expected).max()
    np.testing.assert_allclose(points * signs, expected, atol=1e-4 * scale)
    assert kept == pytest.approx(wanted.explained_variance_ratio_.sum(), abs=1e-5)


@pytest.mark.parametrize(("count", "width"), [(60, 3), (300, 40), (40, 300), (2000, 784), (3, 2)])
def test_it_is_the_plane_of_scikit_learn(count, width):
    generator = np.random.default_rng(count)
    table = generator.standard_normal((count, width)) @ np.diag(1 / np.sqrt(np.arange(1, width + 1)))
    table = (table + generator.standard_normal(width)).astype(np.float32)
    points, kept = result(principal_plane(table.copy()))
    assert_is_principal_plane(points, kept, table)


def test_real_pictures(fashion_mnist_folder):
    dataset = load_dataset(fashion_mnist_folder)
    points, kept = mapped(freeze(COURSE_NETWORK), "pixels", 1000, dataset)
    assert_is_principal_plane(points, kept, dataset.test_images[:1000].reshape(1000, 784) / 255)


@pytest.mark.parametrize("network", [COURSE_NETWORK, Network((Conv2D(2, 3, "relu"), Dense(10, "softmax")))])
def test_the_layer_is_that_of_the_network(network):
    dataset, frozen = make_dataset(test_count=230), freeze(network)
    points, kept = mapped(frozen, "layer", 230, dataset)
    assert_is_principal_plane(points, kept, embedded(frozen.models()[0], dataset.test_images))


def test_the_same_question_has_the_same_answer():
    dataset, frozen = make_dataset(test_count=120), freeze(COURSE_NETWORK)
    for space in ("pixels", "layer"):
        first, again = (mapped(frozen, space, 100, dataset)[0] for _ in range(2))
        np.testing.assert_array_equal(first, again)


def test_the_sign_of_a_direction_does_not_depend_on_chance():
    generator = np.random.default_rng(3)
    table = (generator.standard_normal((200, 30)) * np.arange(30)).astype(np.float32)
    points, _kept = result(principal_plane(table.copy()))
    directions = np.linalg.lstsq(table - table.mean(axis=0), points, rcond=None)[0]
    largest = directions[np.abs(directions).argmax(axis=0), [0, 1]]
    assert (largest > 0).all()


def test_fewer_pictures_than_asked_for():
    points, _kept = mapped(freeze(COURSE_NETWORK), "pixels", 1000, make_dataset(test_count=40))
    assert len(points) == 40


@pytest.mark.parametrize("space", ["pixels", "layer"])
@pytest.mark.parametrize("count", [0, 1, 30])
def test_pictures_that_are_all_alike_lie_at_one_place(space, count):
    tiles, labels = make_tiles(1)
    same = np.repeat(tiles, 30, axis=0)
    dataset = Dataset(tiles, labels, same, np.repeat(labels, 30), "Same")
    points, kept = mapped(freeze(COURSE_NETWORK), space, count, dataset)
    assert points.shape == (count, 2)
    np.testing.assert_allclose(points, 0, atol=1e-4)
    assert np.isfinite(kept)


def test_a_single_unit_has_one_direction():
    points, kept = mapped(freeze(Network((Dense(1, "tanh"), Dense(10, "softmax")))), "layer", 50, make_dataset())
    assert points[:, 0].any()
    assert not points[:, 1].any()
    assert kept == pytest.approx(1, abs=1e-5)


def test_the_network_may_change_in_between():
    """A copy serves all questions: it is asked for again after each pause."""
    dataset = make_dataset(test_count=2500)
    right, wrong = CurrentModel.build(COURSE_NETWORK, seed=1), CurrentModel.build(COURSE_NETWORK, seed=2)
    copy = CurrentModel.build(COURSE_NETWORK, seed=3)

    def models():
        copy.model.set_weights(right.model.get_weights())
        return (copy,)

    pieces = map_pictures(Frozen(models), MapPictures(7, "layer", 2500), dataset)
    replies = []
    for piece in pieces:
        copy.model.set_weights(wrong.model.get_weights())
        replies.append(piece)
    reply = replies[-1]
    points = np.frombuffer(reply.points, np.float32).reshape(-1, 2)
    np.testing.assert_allclose(points, mapped(Frozen(lambda: (right,)), "layer", 2500, dataset)[0], atol=1e-5)
