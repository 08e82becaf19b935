import math

import keras
import numpy as np
import pytest
from generated import make_tiles

from fashion_gui.core.networks import (
    COURSE_NETWORK,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    GlobalAveragePooling2D,
    MaxPooling2D,
    Network,
)
from fashion_gui.core.presets import PRESETS
from fashion_gui.engine.inference import Predictor
from fashion_gui.engine.networks import build_model

NETWORKS = {
    "course": COURSE_NETWORK,
    "one layer": Network((Dense(10, "softmax"),)),
    "five layers": Network((*(Dense(units, "relu") for units in (20, 3, 30, 7)), Dense(10, "softmax"))),
}
EVERY_LAYER = Network(
    (
        Conv2D(8, 3, "relu"),
        BatchNormalization(),
        MaxPooling2D(2),
        Conv2D(4, 5, "linear"),
        Dropout(0.25),
        MaxPooling2D(3),
        Conv2D(6, 1, "relu"),
        GlobalAveragePooling2D(),
        Dense(7, "relu"),
        Dense(10, "softmax"),
    )
)
FLATTENED = Network((Conv2D(2, 3, "relu"), MaxPooling2D(2), Dense(5, "relu"), Dense(10, "softmax")))
table_networks = pytest.mark.parametrize(
    "network", [*NETWORKS.values(), EVERY_LAYER, FLATTENED, *(preset.network for preset in PRESETS.values())]
)


@table_networks
def test_keras_counts_as_the_table_does(network):
    model = build_model(network, seed=1)
    rows = network.rows()
    assert model.count_params() == network.parameter_count()
    assert [layer.name for layer in model.layers] == [row.name for row in rows]
    assert [type(layer).__name__ for layer in model.layers] == [row.kind for row in rows]
    assert [layer.output.shape[1:] for layer in model.layers] == [row.output_shape for row in rows]
    assert [layer.count_params() for layer in model.layers] == [row.parameters for row in rows]
    assert sum(int(np.prod(weight.shape)) for weight in model.trainable_weights) == network.trainable_count()
    assert [array.shape for array in model.get_weights()] == list(network.weight_shapes())


def test_the_course_network_has_the_parameters_of_the_report():
    assert build_model(COURSE_NETWORK, seed=1).count_params() == 235_146


def test_the_seed_alone_decides_the_weights():
    first, again, other = (build_model(COURSE_NETWORK, seed=seed).get_weights() for seed in (4, 4, 5))
    for one, two in zip(first, again, strict=True):
        np.testing.assert_array_equal(one, two)
    kernels = range(0, len(first), 2)
    assert not any(np.array_equal(first[index], other[index]) for index in kernels)


def test_layers_of_one_shape_start_differently():
    weights = build_model(Network((Dense(784, "relu"), Dense(784, "relu"), Dense(10, "softmax"))), seed=1).get_weights()
    assert not np.array_equal(weights[0], weights[2])


def test_initial_weights_are_glorot_uniform():
    kernel, bias, *_ = build_model(COURSE_NETWORK, seed=1).get_weights()
    limit = np.sqrt(6 / (784 + 256))
    assert 0.99 * limit < np.abs(kernel).max() <= limit
    assert not bias.any()


def by_hand(network, weights, tiles):
    """The forward pass in float64."""
    values = tiles[..., np.newaxis] / 255
    arrays = iter([array.astype(np.float64) for array in weights])
    for layer in network.layers:
        match layer:
            case Dense():
                values = values.reshape(len(tiles), math.prod(values.shape[1:]))
                values = activated(values @ next(arrays) + next(arrays), layer.activation)
            case Conv2D(size=size):
                kernel, bias = next(arrays), next(arrays)
                edge = size // 2
                padded = np.pad(values, ((0, 0), (edge, edge), (edge, edge), (0, 0)))
                windows = np.lib.stride_tricks.sliding_window_view(padded, (size, size), axis=(1, 2))
                values = activated(np.einsum("bhwcij,ijcf->bhwf", windows, kernel) + bias, layer.activation)
            case BatchNormalization():
                scale, shift, mean, variance = (next(arrays) for _ in range(4))
                values = (values - mean) / np.sqrt(variance + 1e-3) * scale + shift
            case MaxPooling2D(size=size):
                side = values.shape[1] // size
                cut = values[:, : side * size, : side * size]
                values = cut.reshape(len(tiles), side, size, side, size, cut.shape[-1]).max(axis=(2, 4))
            case GlobalAveragePooling2D():
                values = values.mean(axis=(1, 2))
    return values


def activated(values, activation):
    if activation == "softmax":
        powers = np.exp(values - values.max(axis=1, keepdims=True))
        return powers / powers.sum(axis=1, keepdims=True)
    return np.maximum(values, 0) if activation == "relu" else values


@pytest.mark.parametrize(
    ("network", "count"),
    [
        *[(network, count) for network in NETWORKS.values() for count in (0, 1, 1000, 1001)],
        *[(network, count) for network in (EVERY_LAYER, FLATTENED, PRESETS["photo"].network) for count in (0, 3)],
    ],
)
def test_answers_equal_numpy(network, count):
    model = build_model(network, seed=2)
    # Biases away from 0, or leaving them out would not be noticed.
    model.set_weights([array + np.float32(0.05) for array in model.get_weights()])
    tiles, _ = make_tiles(count)
    answers = Predictor(model).probabilities(tiles)
    assert (answers.dtype, answers.shape) == (np.float32, (count, 10))
    np.testing.assert_allclose(answers, by_hand(network, model.get_weights(), tiles), atol=1e-5)


def test_a_mirrored_predictor_asks_twice():
    model = build_model(EVERY_LAYER, seed=3)
    tiles, _ = make_tiles(5)
    plain, mirrored = Predictor(model), Predictor(model, mirrored=True)
    wanted = (plain.probabilities(tiles) + plain.probabilities(tiles[:, :, ::-1])) / 2
    np.testing.assert_allclose(mirrored.probabilities(tiles), wanted, atol=1e-6)
    assert not np.allclose(plain.probabilities(tiles), wanted, atol=1e-6)


def test_a_tile_goes_in_as_it_is():
    model = build_model(COURSE_NETWORK, seed=1)
    assert keras.backend.standardize_dtype(model.inputs[0].dtype) == "uint8"
    tiles, _ = make_tiles(3)
    np.testing.assert_allclose(Predictor(model).probabilities(tiles), model(tiles).numpy(), atol=1e-6)


def test_the_predictor_follows_the_weights():
    model = build_model(COURSE_NETWORK, seed=1)
    predictor = Predictor(model)
    tiles, _ = make_tiles(3)
    before = predictor.probabilities(tiles)
    model.set_weights(build_model(COURSE_NETWORK, seed=2).get_weights())
    assert not np.allclose(before, predictor.probabilities(tiles))
