import keras
import numpy as np
import pytest
import tensorflow as tf

from fashion_gui.core.networks import Dense, Network
from fashion_gui.core.networks import Dropout as NetworkDropout
from fashion_gui.engine.dropout import Dropout, set_step
from fashion_gui.engine.networks import build_model

ONES = tf.ones((200, 300))


def dropped(*, rate=0.3, seed=5, step=1, inputs=ONES):
    layer = Dropout(rate, seed=seed)
    layer.step.assign(step)
    return layer(inputs, training=True).numpy()


def small_model(*, seed=5):
    return keras.Sequential(
        [
            keras.Input((28, 28), dtype="uint8"),
            keras.layers.Rescaling(1 / 255),
            keras.layers.Flatten(),
            keras.layers.Dense(16, "relu"),
            Dropout(0.4, seed=seed, name="dropout"),
            keras.layers.Dense(16, "relu"),
            Dropout(0.2, seed=seed + 1, name="dropout_2"),
            keras.layers.Dense(10, "softmax"),
        ]
    )


TILES = np.random.default_rng(2).integers(0, 256, (20, 28, 28), dtype=np.uint8)


@pytest.mark.parametrize("rate", [0.1, 0.3, 0.9])
def test_the_share_that_is_dropped_is_the_rate_and_the_rest_is_scaled(rate):
    answers = dropped(rate=rate)
    assert np.mean(answers == 0) == pytest.approx(rate, abs=5 * 0.5 / 60_000**0.5)
    np.testing.assert_allclose(answers[answers != 0], 1 / (1 - rate), rtol=1e-6)


def test_nothing_is_dropped_while_answering_nor_at_rate_0():
    np.testing.assert_array_equal(Dropout(0.5, seed=1)(ONES, training=False), ONES)
    np.testing.assert_array_equal(Dropout(0.5, seed=1)(ONES), ONES)
    np.testing.assert_array_equal(dropped(rate=0), ONES)


def test_all_is_dropped_at_rate_1():
    assert not dropped(rate=1).any()


def test_what_is_dropped_gets_no_gradient():
    layer = Dropout(0.5, seed=1)
    with tf.GradientTape() as tape:
        tape.watch(ONES)
        answers = layer(ONES, training=True)
    np.testing.assert_array_equal(tape.gradient(answers, ONES), answers)


@pytest.mark.parametrize("other", [{"step": 2}, {"seed": 6}], ids=str)
def test_other_steps_and_seeds_drop_others(other):
    same = np.mean((dropped(rate=0.5) == 0) == (dropped(rate=0.5, **other) == 0))
    assert same == pytest.approx(0.5, abs=5 * 0.5 / 60_000**0.5)


def test_the_same_step_drops_the_same_whatever_came_before():
    layer = Dropout(0.3, seed=5)
    for step in (9, 4, 1):
        layer.step.assign(step)
        answers = layer(ONES, training=True)
    np.testing.assert_array_equal(answers, dropped())


@pytest.mark.parametrize("compiled", [True, False])
def test_steps_within_one_graph_differ_and_are_those_outside(compiled):
    model = small_model()

    @tf.function(jit_compile=compiled)
    def answers(first):
        collected = tf.TensorArray(tf.float32, 3, element_shape=(20, 10))
        for index in tf.range(3):
            set_step(model, first + index)
            collected = collected.write(index, model(TILES, training=True))
        return collected.stack()

    inside = answers(tf.constant(7)).numpy()
    for index in range(3):
        set_step(model, 7 + index)
        np.testing.assert_allclose(inside[index], model(TILES, training=True), atol=1e-6)
    assert not np.allclose(inside[0], inside[1], atol=1e-3)


def test_set_step_reaches_all_layers_of_a_model():
    model = small_model()
    set_step(model, 12)
    assert [int(layer.step) for layer in model.layers if isinstance(layer, Dropout)] == [12, 12]


def test_it_adds_no_weights():
    assert len(small_model().weights) == 6
    assert all("step" not in variable.path for variable in small_model().variables)


def test_it_learns_with_keras_fit():
    model = small_model()
    model.compile("adam", "sparse_categorical_crossentropy")
    losses = model.fit(TILES, np.arange(20) % 10, epochs=30, verbose=0).history["loss"]
    assert losses[-1] < losses[0]


def test_any_keras_opens_a_file_of_a_network_that_answers(tmp_path):
    network = Network((Dense(16, "relu"), NetworkDropout(0.4), Dense(10, "softmax")))
    model = build_model(network, seed=1)
    model.save(tmp_path / "network.keras")
    opened = keras.models.load_model(tmp_path / "network.keras")
    dropouts = [layer for layer in opened.layers if isinstance(layer, keras.layers.Dropout)]
    assert [(type(layer), layer.rate) for layer in dropouts] == [(keras.layers.Dropout, 0.4)]
    np.testing.assert_allclose(opened(TILES), model(TILES), atol=1e-6)
