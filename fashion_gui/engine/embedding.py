"""What the last hidden layer gives: a picture as the network sees it just before it decides."""

from collections.abc import Callable
from typing import Final
from weakref import WeakKeyDictionary

import keras
import numpy as np
import numpy.typing as npt
import tensorflow as tf

from fashion_gui.engine.current_model import CurrentModel

_BATCH: Final = 500  # tiles at once: bounds the memory of a long list

_compiled: "WeakKeyDictionary[keras.Model, Callable[[npt.NDArray[np.uint8]], tf.Tensor]]" = WeakKeyDictionary()


def embedded(current: CurrentModel, tiles: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """uint8 (n, 28, 28) -> float32 (n, units): what goes into the last layer that has weights.

    That is the network's answer before the ten outputs are made of it; where there is no hidden layer it is the pixels,
    0..1.  A tile's mirror image is left alone, also where the network is asked about both.
    """
    last = current.model.layers[-1]
    found = np.empty((len(tiles), int(last.kernel.shape[0])), np.float32)
    embed = _embed(current.model)
    for first in range(0, len(tiles), _BATCH):
        found[first : first + _BATCH] = embed(tiles[first : first + _BATCH]).numpy()
    return found


def _embed(model: keras.Model) -> Callable[[npt.NDArray[np.uint8]], tf.Tensor]:
    """All layers but the last, compiled once; follows the model's weights."""
    embed = _compiled.get(model)
    if embed is None:
        layers = model.layers[:-1]  # not the model itself: it has to go when nobody else needs it

        def run(tiles: tf.Tensor) -> tf.Tensor:
            return through(layers, tiles)

        embed = tf.function(run, autograph=False, input_signature=[tf.TensorSpec((None, 28, 28), tf.uint8)])
        _compiled[model] = embed
    return embed


def through(layers: list[keras.Layer], values: tf.Tensor) -> tf.Tensor:
    """What the layers, one after the other, make of `values` when a network is asked."""
    for layer in layers:
        learns = isinstance(layer, (keras.layers.Dropout, keras.layers.BatchNormalization))  # others know no such word
        values = layer(values, training=False) if learns else layer(values)
    return values
