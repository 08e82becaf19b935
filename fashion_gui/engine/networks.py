"""The Keras model of a network."""

import keras

from fashion_gui.core.labels import TILE_SIDE
from fashion_gui.core.networks import Conv2D, Dense, Dropout, Layer, MaxPooling2D, Network


def build_model(network: Network, *, seed: int) -> keras.Sequential:
    """uint8 tiles (batch, 28, 28) in, float32 probabilities (batch, 10) out.

    Scaling by 255 is a layer, so training and use cannot drift apart.  Initial weights (Glorot uniform, biases 0, the
    defaults of Keras and of the report) depend on `seed` alone.
    """
    layers: list[keras.Layer] = [keras.Input((TILE_SIDE, TILE_SIDE), dtype="uint8")]
    wanted = list(enumerate(network.layers))
    for row in network.rows():
        match row.kind:
            case "Rescaling":
                layers.append(keras.layers.Rescaling(1 / 255, name=row.name))  # (batch, 28, 28) float32 in 0..1
            case "Reshape":
                layers.append(keras.layers.Reshape(row.output_shape, name=row.name))
            case "Flatten":
                layers.append(keras.layers.Flatten(name=row.name))
            case _:
                index, layer = wanted.pop(0)
                layers.append(_keras_layer(layer, row.name, seed * 1000 + index))
    return keras.Sequential(layers, name="network")


def _keras_layer(layer: Layer, name: str, seed: int) -> keras.Layer:
    match layer:
        case Dense(units=units, activation=activation):
            start = keras.initializers.GlorotUniform(seed=seed)
            return keras.layers.Dense(units, activation=activation, kernel_initializer=start, name=name)
        case Conv2D(filters=filters, size=size, activation=activation):
            start = keras.initializers.GlorotUniform(seed=seed)
            return keras.layers.Conv2D(
                filters, size, padding="same", activation=activation, kernel_initializer=start, name=name
            )
        case MaxPooling2D(size=size):
            return keras.layers.MaxPooling2D(size, name=name)
        case Dropout(rate=rate):
            return keras.layers.Dropout(rate, seed=seed, name=name)
        case _:
            kind: type[keras.Layer] = getattr(keras.layers, type(layer).__name__)
            return kind(name=name)
