"""Asking a network."""

from collections.abc import Callable, Iterator
from typing import Final

import keras
import numpy as np
import numpy.typing as npt
import tensorflow as tf

from fashion_gui.core.labels import CLASS_COUNT

_BATCH: Final = 1000  # tiles at once: bounds the memory of a long list
_PIECE: Final = 500  # tiles between two looks at whether somebody waits

Tiles = npt.NDArray[np.uint8]
Probabilities = npt.NDArray[np.float32]


class Predictor:
    """Answers of one model, compiled once; follows the model's weights while they are trained.

    With `mirrored`, an answer is the mean of those to the tile and to its mirror image.
    """

    def __init__(self, model: keras.Model, *, mirrored: bool = False) -> None:
        self.mirrored = mirrored

        def answer(tiles: tf.Tensor) -> tf.Tensor:
            probabilities = model(tiles, training=False)
            return (probabilities + model(tiles[:, :, ::-1], training=False)) / 2 if mirrored else probabilities

        self._answer = tf.function(answer, autograph=False, input_signature=[tf.TensorSpec((None, 28, 28), tf.uint8)])

    def probabilities(self, tiles: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
        """uint8 (n, 28, 28) -> float32 (n, 10); each row sums to 1."""
        answers = np.empty((len(tiles), CLASS_COUNT), np.float32)
        for first in range(0, len(tiles), _BATCH):
            answers[first : first + _BATCH] = self._answer(tiles[first : first + _BATCH]).numpy()
        return answers


class Answers:
    """Answers to many tiles, uint8 (n, 28, 28), in pieces: `probabilities`, float32 (n, 10), is None until all are."""

    def __init__(self, ask: Callable[[Tiles], Probabilities], tiles: Tiles) -> None:
        self.probabilities: Probabilities | None = None
        self._ask = ask
        self._tiles = tiles

    def pieces(self, go_on: Callable[[], bool] = lambda: True) -> Iterator[None]:
        """Ask, giving way after each piece; ends early when `go_on()` is not true."""
        answers = np.empty((len(self._tiles), CLASS_COUNT), np.float32)
        for first in range(0, len(self._tiles), _PIECE):
            if not go_on():
                return
            answers[first : first + _PIECE] = self._ask(self._tiles[first : first + _PIECE])
            yield
        self.probabilities = answers
