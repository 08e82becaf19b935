import numpy as np
import pytest
from generated import make_tiles

from fashion_gui.core.networks import (
    CONVOLUTIONAL_NETWORK,
    COURSE_NETWORK,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    GlobalAveragePooling2D,
    MaxPooling2D,
    Network,
)
from fashion_gui.core.questions import Explain
from fashion_gui.engine.current_model import CurrentModel, Frozen
from fashion_gui.engine.explaining import explain, has_exact_account
from fashion_gui.engine.integrated_gradients import integrate

LAST = Dense(10, "softmax")
EXACT = {
    "course": COURSE_NETWORK,
    "one layer": Network((LAST,)),
    "deep": Network((*(Dense(units, "relu") for units in (20, 9, 30, 7)), LAST)),
    "linear": Network((Dense(12, "linear"), Dropout(0.5), Dense(8, "relu"), LAST)),
    "normalised": Network((Dense(20, "relu"), BatchNormalization(), Dense(15, "relu"), BatchNormalization(), LAST)),
    "normalised pixels": Network((BatchNormalization(), Dense(20, "relu"), LAST)),
}
SMALL_PICTURES = Network((Conv2D(4, 3, "relu"), MaxPooling2D(2), GlobalAveragePooling2D(), LAST))
APPROXIMATE = {
    "convolutional": CONVOLUTIONAL_NETWORK,
    "small": SMALL_PICTURES,
    "tanh": Network((Dense(20, "tanh"), BatchNormalization(), LAST)),
    "sigmoid": Network((Dense(20, "sigmoid"), LAST)),
}


def model(network, *, seed=1, mirrored=False):
    """All numbers are away from where they begin, also those of batch normalisation."""
    current = CurrentModel.build(network, seed=seed, mirrored=mirrored)
    random = np.random.default_rng(seed)
    weights = [array + random.uniform(0.0, 0.1, array.shape) for array in current.model.get_weights()]
    current.model.set_weights([array.astype(np.float32) for array in weights])
    return current


def frozen_of(*models):
    return Frozen(lambda: models)


def account(frozen, tile):
    """The reply, its four arrays by name, and how often it gave way."""
    *pieces, reply = explain(frozen, Explain(7, tile.tobytes()))
    assert all(piece is None for piece in pieces)
    shapes = {"outputs": (10,), "biases": (10,), "contributions": (10, 28, 28), "rests": (10,)}
    arrays = {name: np.frombuffer(getattr(reply, name)).reshape(shape) for name, shape in shapes.items()}
    return reply, arrays, len(pieces)


def keras_logits(current, tile):
    """Of the last layer without its softmax, as Keras computes them."""
    values = tile[np.newaxis]
    for layer in current.model.layers[:-1]:
        values = layer(values)
    return (values @ current.model.layers[-1].kernel + current.model.layers[-1].bias).numpy()[0]


def softmax(logits):
    powers = np.exp(logits - logits.max())
    return powers / powers.sum()


@pytest.mark.parametrize("network", EXACT.values(), ids=EXACT)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_exact_account_adds_up(network, seed):
    current, tile = model(network, seed=seed), make_tiles(3, seed=seed)[0][2]
    reply, parts, pieces = account(frozen_of(current), tile)
    assert (reply.id, reply.method, reply.unit, pieces) == (7, "exact", "logit", 0)
    made = parts["biases"] + parts["contributions"].sum(axis=(1, 2))
    np.testing.assert_allclose(made, parts["outputs"], atol=1e-6, rtol=0)
    np.testing.assert_allclose(parts["rests"], parts["outputs"] - made, atol=1e-12)
    np.testing.assert_allclose(parts["outputs"], keras_logits(current, tile), atol=1e-4, rtol=1e-5)
    shown = frozen_of(current).probabilities(tile[np.newaxis])[0]
    np.testing.assert_allclose(softmax(parts["outputs"]), shown, atol=1e-5)
    assert np.abs(parts["biases"]).max() > 0.01


@pytest.mark.parametrize("network", EXACT.values(), ids=EXACT)
def test_black_pixels_contribute_nothing(network):
    tile = make_tiles(1)[0][0].copy()
    tile[:9] = 0
    _, parts, _ = account(frozen_of(model(network)), tile)
    assert not parts["contributions"][:, :9].any()
    assert parts["contributions"][:, 9:].any(axis=(1, 2)).all()


def test_of_a_black_picture_only_the_bias_is_left():
    _, parts, _ = account(frozen_of(model(COURSE_NETWORK)), np.zeros((28, 28), np.uint8))
    assert not parts["contributions"].any()
    np.testing.assert_allclose(parts["biases"], parts["outputs"], atol=1e-12)


@pytest.mark.parametrize("network", EXACT.values(), ids=EXACT)
def test_a_contribution_says_what_a_little_less_of_the_pixel_would_change(network):
    """While the same neurons stay switched on, the outputs follow each pixel by its weight."""
    current, tile = model(network), make_tiles(1)[0][0]
    _, parts, _ = account(frozen_of(current), tile)
    lit = np.argwhere(tile > 100)[::40]
    for row, column in lit:
        darker = tile.copy()
        darker[row, column] -= 1
        _, other, _ = account(frozen_of(current), darker)
        change = parts["contributions"][:, row, column] / tile[row, column]
        np.testing.assert_allclose(parts["outputs"] - other["outputs"], change, atol=2e-4)


@pytest.mark.parametrize("network", APPROXIMATE.values(), ids=APPROXIMATE)
def test_the_approximation_tells_what_it_misses(network):
    current, tile = model(network), make_tiles(1)[0][0]
    assert not has_exact_account(current)
    reply, parts, pieces = account(frozen_of(current), tile)
    assert (reply.method, reply.unit) == ("integrated_gradients", "logit")
    assert pieces > 10
    made = parts["biases"] + parts["contributions"].sum(axis=(1, 2)) + parts["rests"]
    np.testing.assert_allclose(made, parts["outputs"], atol=1e-12)
    np.testing.assert_allclose(parts["outputs"], keras_logits(current, tile), atol=1e-4, rtol=1e-4)
    np.testing.assert_allclose(parts["biases"], keras_logits(current, np.zeros_like(tile)), atol=1e-4, rtol=1e-4)
    spread = np.abs(parts["outputs"] - parts["biases"]).max()
    assert np.abs(parts["rests"]).max() < 0.05 * spread


def finished(steps):
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


@pytest.mark.parametrize("name", ["course", "linear"])
def test_where_nothing_bends_the_approximation_equals_the_exact_account(name):
    """Without biases ReLU networks are straight along the way from black, so both methods say the same."""
    current, tile = CurrentModel.build(EXACT[name], seed=5), make_tiles(1)[0][0]
    _, parts, _ = account(frozen_of(current), tile)
    outputs, biases, contributions = finished(integrate(frozen_of(current), tile))
    np.testing.assert_allclose(outputs, parts["outputs"], atol=1e-5)
    np.testing.assert_allclose(biases, 0, atol=1e-7)
    np.testing.assert_allclose(contributions.reshape(10, 28, 28), parts["contributions"], atol=1e-5)


@pytest.mark.parametrize(
    "models",
    [
        lambda: (model(COURSE_NETWORK, mirrored=True),),
        lambda: (model(SMALL_PICTURES, mirrored=True), model(SMALL_PICTURES, seed=2, mirrored=True)),
        lambda: (model(EXACT["deep"]), model(EXACT["normalised"], seed=2)),
    ],
    ids=["mirrored", "two mirrored", "two"],
)
def test_means_are_explained_by_the_logarithm_of_the_mean(models):
    frozen, tile = frozen_of(*models()), make_tiles(1)[0][0]
    reply, parts, _ = account(frozen, tile)
    assert (reply.method, reply.unit) == ("integrated_gradients", "log_probability")
    np.testing.assert_allclose(np.exp(parts["outputs"]), frozen.probabilities(tile[np.newaxis])[0], atol=1e-5)
    black = frozen.probabilities(np.zeros((1, 28, 28), np.uint8))[0]
    np.testing.assert_allclose(np.exp(parts["biases"]), black, atol=1e-5)
    spread = np.abs(parts["outputs"] - parts["biases"]).max()
    assert np.abs(parts["rests"]).max() < 0.05 * spread


def test_a_mirrored_network_says_of_the_mirror_image_the_mirror_image():
    frozen, tile = frozen_of(model(SMALL_PICTURES, mirrored=True)), make_tiles(1)[0][0]
    _, parts, _ = account(frozen, tile)
    _, turned, _ = account(frozen, np.ascontiguousarray(tile[:, ::-1]))
    np.testing.assert_allclose(turned["contributions"][..., ::-1], parts["contributions"], atol=1e-5)


def test_the_network_is_asked_for_again_after_each_piece():
    """While one waits, the copy may have been given the weights of another epoch."""
    current, calls = model(SMALL_PICTURES), []

    def models():
        calls.append(None)
        return (current,)

    _, _, pieces = account(Frozen(models), make_tiles(1)[0][0])
    assert len(calls) > pieces
