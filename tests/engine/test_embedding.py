import gc
import weakref

import keras
import numpy as np
import pytest
from generated import make_tiles

from fashion_gui.core.networks import (
    COURSE_NETWORK,
    PHOTO_NETWORK,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    MaxPooling2D,
    Network,
)
from fashion_gui.engine.current_model import CurrentModel
from fashion_gui.engine.embedding import embedded

FLATTENED = Network((Conv2D(2, 3, "relu"), MaxPooling2D(2), Dropout(0.5), Dense(10, "softmax")))
NORMALISED = Network((Dense(12, "tanh"), BatchNormalization(), Dense(10, "softmax")))
NETWORKS = {COURSE_NETWORK: 128, PHOTO_NETWORK: 128, FLATTENED: 392, NORMALISED: 12}


@pytest.mark.parametrize(("network", "units"), NETWORKS.items())
@pytest.mark.parametrize("count", [0, 1, 501])
def test_the_last_layer_makes_the_answer_of_it(network, units, count):
    current = CurrentModel.build(network, seed=1)
    current.model.set_weights([array + np.float32(0.05) for array in current.model.get_weights()])
    tiles, _ = make_tiles(count)
    found = embedded(current, tiles)
    assert (found.dtype, found.shape) == (np.float32, (count, units))
    kernel, bias = current.model.layers[-1].get_weights()
    totals = found @ kernel + bias
    shares = np.exp(totals - totals.max(axis=1, keepdims=True))
    wanted = current.predictor.probabilities(tiles)
    np.testing.assert_allclose(shares / shares.sum(axis=1, keepdims=True), wanted, atol=1e-5)


def test_without_a_hidden_layer_it_is_the_pixels():
    tiles, _ = make_tiles(3)
    found = embedded(CurrentModel.build(Network((Dense(10, "softmax"),))), tiles)
    np.testing.assert_allclose(found, tiles.reshape(3, 784) / 255, atol=1e-6)


def test_it_follows_the_weights():
    current = CurrentModel.build(COURSE_NETWORK, seed=1)
    tiles, _ = make_tiles(3)
    before = embedded(current, tiles)
    current.model.set_weights(CurrentModel.build(COURSE_NETWORK, seed=2).model.get_weights())
    assert not np.allclose(before, embedded(current, tiles))


def test_a_model_that_nobody_needs_goes():
    current = CurrentModel.build(FLATTENED)
    tiles, _ = make_tiles(2)
    embedded(current, tiles)
    gone = weakref.ref(current.model)
    del current
    keras.backend.clear_session()  # Keras itself keeps names of layers, and graphs
    gc.collect()
    assert gone() is None
