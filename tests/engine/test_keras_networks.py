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
from fashion_gui.core.options import PRESETS
from fashion_gui.engine.inference import Predictor
from fashion_gui.engine.networks import build_model

NETWORKS = {name: preset.network for name, preset in PRESETS.items()} | {
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
table_networks = pytest.mark.parametrize("network", [*NETWORKS.values(), EVERY_LAYER, FLATTENED])
every_network = pytest.mark.parametrize("network", NETWORKS.values(), ids=NETWORKS.keys())


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
    values = tiles.reshape(len(tiles), 784) / 255
    for layer, kernel, bias in zip(network.layers, weights[::2], weights[1::2], strict=True):
        values = values @ kernel.astype(np.float64) + bias
        values = np.maximum(values, 0) if layer.activation == "relu" else np.exp(values - values.max(1, keepdims=True))
    return values / values.sum(axis=1, keepdims=True)


@every_network
@pytest.mark.parametrize("count", [0, 1, 1000, 1001])
def test_answers_equal_numpy(network, count):
    model = build_model(network, seed=2)
    # Biases away from 0, or leaving them out would not be noticed.
    model.set_weights([array + np.float32(0.05) for array in model.get_weights()])
    tiles, _ = make_tiles(count)
    answers = Predictor(model).probabilities(tiles)
    assert (answers.dtype, answers.shape) == (np.float32, (count, 10))
    np.testing.assert_allclose(answers, by_hand(network, model.get_weights(), tiles), atol=1e-5)


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
