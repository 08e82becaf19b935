"""The optimizers, a few lines each, so that a step can be compiled together with its update.

The formulas and constants are those of Keras' classes of the same names, which the tests hold them to.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import tensorflow as tf

from fashion_gui.core.options import TrainOptions

MOMENTUM: Final = 0.9  # Nesterov's
MEAN_DECAY: Final = 0.9  # of Adam's running mean of the gradient
SQUARE_DECAY: Final = 0.999  # of Adam's running mean of its square
_SMALL: Final = 1e-7


class Optimizer:
    """Changes `variables` by their gradients.  Weight decay takes a share off each kernel, never off biases."""

    def __init__(self, variables: Sequence[Any], options: TrainOptions) -> None:
        self._variables = variables
        self._kind = options.optimizer
        self._weight_decay = options.weight_decay
        kept = {"sgd": 0, "momentum": 1, "adam": 2, "adamw": 2}[self._kind]  # numbers kept for each weight
        self._slots = [[tf.Variable(tf.zeros(variable.shape)) for variable in variables] for _ in range(kept)]

    def apply(self, gradients: Sequence[tf.Tensor], *, rate: tf.Tensor, step: tf.Tensor) -> None:
        """One update.  `rate` is float32, `step` the number of updates made before, int32.  Inside a tf.function."""
        for index, (variable, gradient) in enumerate(zip(self._variables, gradients, strict=True)):
            if self._weight_decay and len(variable.shape) > 1:
                variable.assign_sub(variable * (self._weight_decay * rate))
            slots = [slot[index] for slot in self._slots]
            if self._kind == "sgd":
                variable.assign_sub(rate * gradient)
            elif self._kind == "momentum":
                (speed,) = slots
                speed.assign(MOMENTUM * speed - rate * gradient)
                variable.assign_add(MOMENTUM * speed - rate * gradient)
            else:
                mean, square = slots
                count = tf.cast(step + 1, tf.float32)
                corrected = rate * tf.sqrt(1 - SQUARE_DECAY**count) / (1 - MEAN_DECAY**count)
                mean.assign_add((gradient - mean) * (1 - MEAN_DECAY))
                square.assign_add((tf.square(gradient) - square) * (1 - SQUARE_DECAY))
                variable.assign_sub(corrected * mean / (tf.sqrt(square) + _SMALL))

    def state(self) -> list[npt.NDArray[np.float32]]:
        """What it keeps, to go on later; the same shapes as the variables, float32."""
        return [value.numpy() for slot in self._slots for value in slot]

    def restore(self, state: Sequence[npt.NDArray[np.float32]]) -> None:
        """Take up a `state` of the same shapes."""
        values = [value for slot in self._slots for value in slot]
        for value, saved in zip(values, state, strict=True):
            value.assign(saved)
