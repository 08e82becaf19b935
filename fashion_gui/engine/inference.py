"""Asking a network."""

import keras
import numpy as np
import numpy.typing as npt
import tensorflow as tf

from fashion_gui.core.labels import CLASS_COUNT

_BATCH = 1000  # tiles at once: bounds the memory of a long list


class Predictor:
    """Answers of one model, compiled once; follows the model's weights while they are trained."""

    def __init__(self, model: keras.Model) -> None:
        signature = [tf.TensorSpec((None, 28, 28), tf.uint8)]
        self._answer = tf.function(lambda tiles: model(tiles, training=False), input_signature=signature)

    def probabilities(self, tiles: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
        """uint8 (n, 28, 28) -> float32 (n, 10); each row sums to 1."""
        answers = np.empty((len(tiles), CLASS_COUNT), np.float32)
        for first in range(0, len(tiles), _BATCH):
            answers[first : first + _BATCH] = self._answer(tiles[first : first + _BATCH]).numpy()
        return answers
