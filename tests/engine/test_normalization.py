import keras
import numpy as np
import pytest
import tensorflow as tf

from fashion_gui.engine.normalization import BatchNormalization

SHAPES = [(32, 7), (8, 5, 6, 3)]


def both(shape, *, offset=0.0):
    """Our layer, Keras' with the same weights, and inputs."""
    random = np.random.default_rng(1)
    layers = [kind(momentum=0.9) for kind in (BatchNormalization, keras.layers.BatchNormalization)]
    weights = [random.normal(size=shape[-1]).astype(np.float32) for _ in range(3)]
    for layer in layers:
        layer.build(shape)
        layer.set_weights([*weights, random.uniform(1, 2, shape[-1]).astype(np.float32)])
    layers[1].set_weights(layers[0].get_weights())
    return (*layers, tf.constant(random.normal(offset, 2, shape), tf.float32))


def learnt(layer, inputs):
    """Outputs, the gradients of a loss, and the weights afterwards."""
    factors = tf.constant(np.random.default_rng(2).normal(size=inputs.shape), tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(inputs)
        outputs = layer(inputs, training=True)
        loss = tf.reduce_sum(tf.cast(outputs, tf.float32) * factors)
    gradients = tape.gradient(loss, [inputs, layer.gamma.value, layer.beta.value])
    return [outputs.numpy(), *(gradient.numpy() for gradient in gradients), *layer.get_weights()]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("offset", [0.0, 300.0])
def test_it_learns_as_keras_layer_does(shape, offset):
    ours, keras_layer, inputs = both(shape, offset=offset)
    for here, there in zip(learnt(ours, inputs), learnt(keras_layer, inputs), strict=True):
        np.testing.assert_allclose(here, there, rtol=2e-3, atol=2e-3 if offset else 2e-4)


def test_it_answers_as_keras_layer_does():
    ours, keras_layer, inputs = both((8, 5, 6, 3))
    np.testing.assert_array_equal(ours(inputs, training=False), keras_layer(inputs, training=False))


def test_half_precision_comes_in_and_goes_out():
    ours, _, inputs = both((8, 5, 6, 3))
    half = BatchNormalization(momentum=0.9, dtype="mixed_bfloat16")
    half.build((8, 5, 6, 3))
    half.set_weights(ours.get_weights())
    outputs = half(tf.cast(inputs, tf.bfloat16), training=True)
    assert outputs.dtype == tf.bfloat16
    np.testing.assert_allclose(tf.cast(outputs, tf.float32), ours(inputs, training=True), atol=0.05)


def test_it_works_in_a_graph_of_any_batch_size():
    ours, keras_layer, inputs = both((8, 5, 6, 3))

    @tf.function(input_signature=[tf.TensorSpec((None, 5, 6, 3))])
    def graph(tiles):
        return ours(tiles, training=True)

    np.testing.assert_allclose(graph(inputs), keras_layer(inputs, training=True), atol=1e-4)
