"""Keras' Dropout with random numbers that cost next to nothing and depend on the step alone."""

from typing import Any

import keras
import tensorflow as tf

from fashion_gui.engine.chance import DROPOUT, uniform


class Dropout(keras.layers.Dropout):
    """Dropout whose masks follow from `seed` and `step`; all else is that of Keras.

    Whoever trains says before each step which one it is, see `set_step`: without that, the mask stays the same.
    """

    def __init__(self, rate: float, *, seed: int, **settings: Any) -> None:
        """`rate` in 0..1 of the inputs is dropped.  Two layers of a network need different seeds >= 0."""
        super().__init__(rate, seed=seed, **settings)
        # int64: TensorFlow keeps int32 variables off a GPU, where a compiled step could not read them.  A variable of
        # TensorFlow, not of Keras: it is none of the model's weights and in no file.
        self.step = tf.Variable(0, trainable=False, dtype=tf.int64, name="step")
        self.first_row = tf.Variable(0, trainable=False, dtype=tf.int64, name="first_row")

    def call(self, inputs: tf.Tensor, training: bool = False) -> tf.Tensor:
        """Float (batch, ...) -> the same shape; while training, what is kept is scaled by 1 / (1 - rate)."""
        if not training or self.rate == 0:
            return inputs
        if self.rate == 1:
            return tf.zeros_like(inputs)
        shape, row = tf.shape(inputs), self.first_row
        chances = uniform(shape, seed=self.seed, step=self.step, stream=DROPOUT, first_row=row)
        return tf.where(chances < self.rate, tf.zeros_like(inputs), inputs / (1 - self.rate))


def set_step(model: keras.Sequential, step: tf.Tensor | int, *, first_row: tf.Tensor | int = 0) -> None:
    """Tell each Dropout of `model` the number of the step to come, an integer >= 0.  Works inside XLA.

    A device that works on a part of the batch says where that begins.
    """
    for layer in model.layers:
        if isinstance(layer, Dropout):
            layer.step.assign(tf.cast(step, tf.int64))
            layer.first_row.assign(tf.cast(first_row, tf.int64))
