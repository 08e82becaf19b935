import gc
import itertools
import json
import weakref

import keras
import numpy as np
import pytest
from generated import make_dataset, make_tiles

from fashion_gui.core.codec import decode, encode
from fashion_gui.core.networks import (
    ACTIVATIONS,
    COURSE_NETWORK,
    PHOTO_NETWORK,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    GlobalAveragePooling2D,
    MaxPooling2D,
    Network,
)
from fashion_gui.core.problems import Problem
from fashion_gui.core.questions import CountDead, LookInside, WalkNeuron
from fashion_gui.engine.current_model import CurrentModel, Frozen
from fashion_gui.engine.inside import count_dead, look_inside, walk_neuron

TINY = Network(
    (
        *(Conv2D(3, 3, "relu"), MaxPooling2D(2), BatchNormalization(), Dropout(0.5)),
        *(Conv2D(4, 3, "tanh"), GlobalAveragePooling2D(), Dense(10, "softmax")),
    )
)
FLATTENED = Network((Conv2D(2, 3, "relu"), MaxPooling2D(2), Dropout(0.5), Dense(10, "softmax")))
NORMALISED = Network((BatchNormalization(), Dense(12, "sigmoid"), Dropout(0.2), Dense(10, "softmax")))
TILE = make_tiles(1)[0][0]


def build(network, *, seed=1):
    current = CurrentModel.build(network, seed=seed)
    chance = np.random.default_rng(seed)
    # A little of everything, also in what begins at 0 and 1.
    weights = [array + chance.uniform(0, 0.05, array.shape).astype(np.float32) for array in current.model.get_weights()]
    current.model.set_weights(weights)
    return current


def frozen(*models):
    return Frozen(lambda: models)


def look(current, tile=TILE):
    *_, inside = look_inside(frozen(current), LookInside(5, tile.tobytes()))
    assert inside.id == 5
    return inside.layers


def walk(current, layer, neuron, tile=TILE):
    *_, walked = walk_neuron(frozen(current), WalkNeuron(6, tile.tobytes(), layer, neuron))
    assert (walked.id, walked.layer, walked.neuron) == (6, layer, neuron)
    return walked


def values(layer):
    return np.frombuffer(layer.values, np.float32).reshape(layer.shape)


def dead(current, dataset, network="current"):
    *pieces, counted = count_dead(frozen(current), CountDead(7, network), dataset)
    assert pieces == [None] * len(pieces)
    return counted


def test_the_course_network_against_numpy():
    current = build(COURSE_NETWORK)
    layers = look(current)
    assert [(layer.name, layer.kind, layer.layer, layer.shape) for layer in layers] == [
        ("rescaling", "Rescaling", -1, [28, 28, 1]),
        ("dense", "Dense", 0, [256]),
        ("dense_1", "Dense", 1, [128]),
        ("dense_2", "Dense", 2, [10]),
    ]
    first, bias, second, bias_1, third, bias_2 = current.model.get_weights()
    pixels = TILE.reshape(-1) / 255
    hidden = np.maximum(pixels @ first + bias, 0)
    hidden_1 = np.maximum(hidden @ second + bias_1, 0)
    powers = np.exp(hidden_1 @ third + bias_2)
    for layer, wanted in zip(layers, (TILE / 255, hidden, hidden_1, powers / powers.sum()), strict=True):
        np.testing.assert_allclose(values(layer).squeeze(), wanted, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("network", [TINY, FLATTENED, NORMALISED, PHOTO_NETWORK])
def test_any_network_against_its_layers_one_after_another(network):
    current = build(network)
    wanted = []
    given = TILE[np.newaxis]
    for layer in current.model.layers:
        given = layer(given)
        if not isinstance(layer, (keras.layers.Dropout, keras.layers.Flatten, keras.layers.Reshape)):
            wanted.append((layer.name, type(layer).__name__, given.numpy()))
    layers = look(current)
    assert [(layer.name, layer.kind) for layer in layers] == [(name, kind) for name, kind, _ in wanted]
    for layer, (_, _, found) in zip(layers, wanted, strict=True):
        assert layer.shape == [*found.shape[1:], 1][:3] if found.ndim > 2 else list(found.shape[1:])
        np.testing.assert_allclose(values(layer).ravel(), found.ravel(), rtol=1e-4, atol=1e-5)
    kinds = {type(layer).__name__ for layer in network.layers if not isinstance(layer, Dropout)}
    assert kinds == {layer.kind for layer in layers[1:]}
    np.testing.assert_allclose(values(layers[-1]), current.predictor.probabilities(TILE[np.newaxis])[0], atol=1e-5)


def test_it_follows_the_weights():
    current = build(COURSE_NETWORK)
    before = look(current)
    current.model.set_weights(build(COURSE_NETWORK, seed=2).model.get_weights())
    assert before[1].values != look(current)[1].values


def test_of_an_ensemble_the_first_network():
    first, second = build(FLATTENED), build(FLATTENED, seed=2)
    *_, inside = look_inside(frozen(first, second), LookInside(1, TILE.tobytes(), "photo"))
    assert inside.layers == look(first)
    assert inside.layers != look(second)


def test_a_model_that_nobody_needs_goes():
    current = build(FLATTENED)
    look(current)
    gone = weakref.ref(current.model)
    del current
    keras.backend.clear_session()  # Keras itself keeps names of layers, and graphs
    gc.collect()
    assert gone() is None


@pytest.mark.parametrize("network", [COURSE_NETWORK, TINY, FLATTENED, NORMALISED])
def test_a_neurons_sum_is_its_total_and_what_the_layer_gives(network):
    current = build(network)
    layers = look(current)
    for before, layer in itertools.pairwise(layers):
        if layer.kind != "Dense":
            continue
        for neuron in (0, layer.shape[0] - 1):
            walked = walk(current, layer.layer, neuron)
            inputs, weights = (np.frombuffer(part, np.float32) for part in (walked.inputs, walked.weights))
            np.testing.assert_array_equal(inputs, values(before).ravel())
            exact = inputs.astype(np.float64) @ weights.astype(np.float64) + walked.bias
            assert walked.total == pytest.approx(exact, abs=1e-12)
            totals = np.frombuffer(walked.totals, np.float32)
            assert totals.shape == tuple(layer.shape)
            assert totals[neuron] == np.float32(walked.total)
            assert walked.output == pytest.approx(values(layer)[neuron], abs=1e-5)
            assert walked.activation == network.layers[layer.layer].activation


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_activation(activation):
    current = build(Network((Dense(7, activation), Dense(10, "softmax"))))
    given = values(look(current)[1])
    for neuron in range(7):
        assert walk(current, 0, neuron).output == pytest.approx(given[neuron], abs=1e-5)


def test_large_totals_do_not_overflow():
    current = build(Network((Dense(3, "sigmoid"), Dense(10, "softmax"))))
    kernel, bias, kernel_1, bias_1 = current.model.get_weights()
    current.model.set_weights([kernel, bias - np.float32([2000, 0, -2000]), kernel_1, bias_1 + np.float32(2000)])
    assert (walk(current, 0, 0).output, walk(current, 0, 2).output) == (0, 1)
    assert sum(walk(current, 1, label).output for label in range(10)) == pytest.approx(1)


@pytest.mark.parametrize(("layer", "neuron"), [(0, 0), (1, 0), (-1, 0), (4, 0), (3, 10), (3, -1)])
def test_no_such_neuron(layer, neuron):
    with pytest.raises(Problem) as caught:
        walk(build(FLATTENED), layer, neuron)
    assert (caught.value.code, caught.value.parameters) == ("no_such_neuron", {"layer": layer, "neuron": neuron})


def test_dead_neurons_are_found_where_they_were_made():
    dataset = make_dataset(test_count=501)  # two pieces
    current = build(COURSE_NETWORK)
    weights = current.model.get_weights()
    weights[1][[3, 200]] = -1e6
    weights[3][[0, 64, 127]] = -1e6
    weights[5][2] = -1e6  # an output is small, not dead
    current.model.set_weights(weights)
    before = dead(build(COURSE_NETWORK), dataset)
    counted = dead(current, dataset)
    assert counted.pictures == 501
    assert [(layer.name, layer.layer, layer.units) for layer in counted.layers] == [
        ("dense", 0, 256),
        ("dense_1", 1, 128),
    ]
    assert [layer.dead for layer in before.layers] == [[], []]
    assert [layer.dead for layer in counted.layers] == [[3, 200], [0, 64, 127]]


def test_one_picture_is_enough_to_be_alive():
    dataset = make_dataset(test_count=600)
    dataset.test_images[:] = 0
    dataset.test_images[550, 4, 5] = 255  # in the second piece
    current = build(Network((Dense(2, "relu"), Dense(10, "softmax"))))
    kernel, bias, *rest = current.model.get_weights()
    kernel[4 * 28 + 5] = [2, 0.5]
    current.model.set_weights([kernel, np.full_like(bias, -1), *rest])
    assert dead(current, dataset).layers[0].dead == [1]


def test_dead_channels():
    dataset = make_dataset(test_count=1030)
    current = build(TINY)
    weights = current.model.get_weights()
    weights[1][1] = -1e6
    current.model.set_weights(weights)
    counted = dead(current, dataset)
    assert counted.pictures == 1000  # the first ones: convolutions take their time
    assert [(layer.name, layer.layer, layer.units, layer.dead) for layer in counted.layers] == [
        ("conv2d", 0, 3, [1])  # tanh and softmax are never quite silent
    ]


def test_other_questions_may_come_in_between():
    """One copy of a network serves all that is asked."""
    dataset = make_dataset(test_count=1200)
    network = Network((Dense(4, "relu"), Dense(10, "softmax")))
    current = build(network)
    alive = current.model.get_weights()
    asked = []

    def models():
        asked.append(None)
        current.model.set_weights(alive)
        return (current,)

    pieces = count_dead(Frozen(models), CountDead(1), dataset)
    for piece in pieces:
        silent = [array.copy() for array in alive]
        silent[1][:] = -1e6
        current.model.set_weights(silent)  # somebody else's weights
        counted = piece
    assert len(asked) >= 3
    assert counted.layers[0].dead == []


def test_the_replies_travel():
    current = build(TINY)
    *_, inside = look_inside(frozen(current), LookInside(1, TILE.tobytes()))
    counted = dead(current, make_dataset())
    for reply in (inside, walk(current, 6, 2), counted):
        line = encode(reply)
        assert "\n" not in line.rstrip("\n")
        json.loads(line)
        assert decode(line) == reply
