"""The Keras model of a network."""

import keras

from fashion_gui.core.labels import TILE_SIDE
from fashion_gui.core.networks import Network


def build_model(network: Network, *, seed: int) -> keras.Sequential:
    """uint8 tiles (batch, 28, 28) in, float32 probabilities (batch, 10) out.

    Scaling by 255 is a layer, so training and use cannot drift apart.  Initial weights (Glorot uniform, biases 0, the
    defaults of Keras and of the report) depend on `seed` alone.
    """
    layers: list[keras.Layer] = [
        keras.Input((TILE_SIDE, TILE_SIDE), dtype="uint8"),
        keras.layers.Rescaling(1 / 255, name="rescaling"),  # (batch, 28, 28) float32 in 0..1
        keras.layers.Flatten(name="flatten"),  # (batch, 784)
    ]
    for index, layer in enumerate(network.layers):
        layers.append(
            keras.layers.Dense(
                layer.units,
                activation=layer.activation,
                kernel_initializer=keras.initializers.GlorotUniform(seed=seed * 1000 + index),
                name=f"dense_{index}" if index else "dense",
            )
        )
    return keras.Sequential(layers, name="network")
