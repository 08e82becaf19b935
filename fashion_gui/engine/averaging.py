"""A running mean of a model's weights: steadier than the weights of the last step."""

import contextlib
from collections.abc import Iterator, Sequence
from typing import Final

import keras
import numpy as np
import numpy.typing as npt
import tensorflow as tf

AVERAGED_STEPS: Final = 1000  # the mean reaches back over about so many steps


class Average:
    """The running mean of all weights of `model`, batch normalisation's own means included."""

    def __init__(self, model: keras.Model) -> None:
        self._weights = model.weights
        self._means = [tf.Variable(weight) for weight in model.weights]
        self._own: list[npt.NDArray[np.float32]] | None = None  # the model's weights, while it holds the means

    def follow(self, step: tf.Tensor) -> None:
        """After the update number `step` (0-based).  Inside a tf.function."""
        count = tf.cast(step + 1, tf.float32)
        share = tf.maximum(1 / AVERAGED_STEPS, 9 / (9 + count))  # quick at first
        for mean, weight in zip(self._means, self._weights, strict=True):
            mean.assign_add(share * (weight - mean))

    @contextlib.contextmanager
    def in_use(self) -> Iterator[None]:
        """The model holds the means; afterwards its own weights again, to be trained on.  May be nested."""
        if self._own is not None:
            yield
            return
        own = self._own = [weight.numpy() for weight in self._weights]
        for weight, mean in zip(self._weights, self._means, strict=True):
            weight.assign(mean)
        try:
            yield
        finally:
            self._own = None
            for weight, value in zip(self._weights, own, strict=True):
                weight.assign(value)

    def state(self) -> list[npt.NDArray[np.float32]]:
        """The model's own weights, then their means, to go on later."""
        own = self._own or [weight.numpy() for weight in self._weights]
        return [*own, *(mean.numpy() for mean in self._means)]

    def restore(self, state: Sequence[npt.NDArray[np.float32]]) -> None:
        """Take up a `state` of the same shapes."""
        for value, saved in zip((*self._weights, *self._means), state, strict=True):
            value.assign(saved)
