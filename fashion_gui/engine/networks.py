"""The Keras model of a network."""

from typing import Any

import keras

from fashion_gui.core.labels import TILE_SIDE
from fashion_gui.core.networks import (
    NORMALIZATION_MOMENTUM,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Layer,
    MaxPooling2D,
    Network,
)
from fashion_gui.engine import dropout, normalization
from fashion_gui.engine.processor import computes_on_processor


def build_model(
    network: Network, *, seed: int, trains: bool = False, together: bool = False, half: bool = False
) -> keras.Sequential:
    """uint8 tiles (batch, 28, 28) in, float32 probabilities (batch, 10) out.

    Scaling by 255 is a layer, so training and use cannot drift apart.  Initial weights (Glorot uniform, biases 0, the
    defaults of Keras and of the report) depend on `seed` alone.  A model that `trains` drops out as `engine.dropout`
    does, and on a processor normalises as `engine.normalization` does, for which other programs have no classes: it is
    none to be saved as a file.  Where several devices train `together`, batch normalisation takes the mean and variance
    of the whole batch, as on one device.  With `half`, what is between the pictures and the dense layers is computed in
    bfloat16; all weights stay float32.
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
                settings = {"name": row.name}
                if half and not isinstance(layer, Dense):
                    settings["dtype"] = "mixed_bfloat16"
                layers.append(_keras_layer(layer, seed * 1000 + index, settings, trains=trains, together=together))
    return keras.Sequential(layers, name="network")


def _keras_layer(layer: Layer, seed: int, settings: dict[str, Any], *, trains: bool, together: bool) -> keras.Layer:
    match layer:
        case Dense(units=units, activation=activation):
            start = keras.initializers.GlorotUniform(seed=seed)
            return keras.layers.Dense(units, activation=activation, kernel_initializer=start, **settings)
        case Conv2D(filters=filters, size=size, activation=activation):
            start = keras.initializers.GlorotUniform(seed=seed)
            return keras.layers.Conv2D(
                filters, size, padding="same", activation=activation, kernel_initializer=start, **settings
            )
        case MaxPooling2D(size=size):
            return keras.layers.MaxPooling2D(size, **settings)
        case Dropout(rate=rate):
            kind = dropout.Dropout if trains else keras.layers.Dropout
            return kind(rate, seed=seed, **settings)
        case BatchNormalization():
            settings["momentum"] = NORMALIZATION_MOMENTUM
            if trains and not together and computes_on_processor():
                return normalization.BatchNormalization(**settings)
            return keras.layers.BatchNormalization(synchronized=together, **settings)
        case _:
            plain: type[keras.Layer] = getattr(keras.layers, type(layer).__name__)
            return plain(**settings)
