"""The training loop: SGD on categorical cross-entropy, a few dozen steps in one compiled program.

Between two such pieces (about 50 ms on two cores) the caller has the floor: it answers photos, stops, or goes on.
"""

import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import keras
import numpy as np
import numpy.typing as npt
import tensorflow as tf

from fashion_gui.core.history import Epoch
from fashion_gui.core.labels import CLASS_COUNT
from fashion_gui.core.options import TrainOptions

# In one compiled call at most: long enough to be fast, short enough to answer within 100 ms.
CHUNK_STEPS = 30
CHUNK_SAMPLES = 6000

Order = npt.NDArray[np.int32]


class Diverged(Exception):
    """The loss is no longer a number.  `epoch` (1-based) is the one in which that happened."""

    def __init__(self, epoch: int) -> None:
        super().__init__(epoch)
        self.epoch = epoch


@dataclass(frozen=True)
class Progress:
    """Inside an epoch: `step` of the epoch's steps done; mean loss and share right so far."""

    epoch: int
    step: int
    loss: float
    accuracy: float


@dataclass(frozen=True)
class Samples:
    """Pictures uint8 (n, 28, 28) and labels int32 (n,) as TensorFlow holds them."""

    tiles: tf.Tensor
    labels: tf.Tensor

    @classmethod
    def of(cls, tiles: npt.NDArray[np.uint8], labels: npt.NDArray[np.uint8]) -> "Samples":
        """Copies the arrays into TensorFlow once; they stay uint8, a quarter of the memory traffic of float32."""
        return cls(tf.constant(tiles), tf.constant(labels.astype(np.int32)))

    def __len__(self) -> int:
        return int(self.labels.shape[0])


def epoch_order(count: int, *, seed: int, epoch: int) -> Order:
    """The order in which epoch `epoch` (1-based) visits the samples: a permutation of 0..count-1, int32 (count,)."""
    return np.random.default_rng([seed, epoch]).permutation(count).astype(np.int32)


def steps_per_epoch(count: int, batch_size: int) -> int:
    """As Keras counts: the last batch may be smaller."""
    return math.ceil(count / batch_size)


def train(
    model: keras.Model, training: Samples, validation: Samples, options: TrainOptions
) -> Iterator[Progress | Epoch]:
    """Train `model` in place; yields `Progress` after each piece and `Epoch` after each epoch.

    The same mathematics as `model.compile("sgd", "categorical_crossentropy")` and `fit` with the samples in
    `epoch_order`.  Closing the iterator stops.  Raises `Diverged` when a loss is nan or infinite.
    """
    run_steps = _compiled_steps(model, training, options)
    evaluate = compiled_evaluation(model)
    for epoch in range(1, options.epochs + 1):
        started = time.monotonic()
        order = epoch_order(len(training), seed=options.seed, epoch=epoch)
        loss_sum, right = 0.0, 0  # summed over samples
        seen = 0
        for piece in _pieces(order, options.batch_size):
            piece_loss, piece_right = run_steps(piece)
            loss_sum += float(piece_loss)
            right += int(piece_right)
            seen += piece.size
            if not math.isfinite(loss_sum):
                raise Diverged(epoch)
            step = steps_per_epoch(seen, options.batch_size)
            yield Progress(epoch, step, loss_sum / seen, right / seen)
        val_loss, val_accuracy = evaluate(validation)
        if not math.isfinite(val_loss):
            raise Diverged(epoch)
        seconds = time.monotonic() - started
        yield Epoch(epoch, loss_sum / seen, right / seen, val_loss, val_accuracy, seconds)


def _pieces(order: Order, batch_size: int) -> Iterator[Order]:
    """`order` cut into arrays (steps, batch): full pieces, the rest of the full batches, the last smaller batch."""
    full = len(order) // batch_size * batch_size
    batches = order[:full].reshape(-1, batch_size)
    steps = max(1, min(CHUNK_STEPS, CHUNK_SAMPLES // batch_size))
    for first in range(0, len(batches), steps):
        yield batches[first : first + steps]
    if full < len(order):
        yield order[full:][np.newaxis]


def _compiled_steps(
    model: keras.Model, samples: Samples, options: TrainOptions
) -> Callable[[Order], tuple[tf.Tensor, tf.Tensor]]:
    """A function that takes the indices (steps, batch) of the next batches and makes one SGD step a batch.

    It returns the cross-entropy summed over the samples and the number of right answers.
    """
    weights = model.trainable_variables
    rate = tf.constant(options.learning_rate, tf.float32)

    @tf.function(jit_compile=True)
    def run_steps(batches: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        loss_sum = tf.constant(0.0)
        right = tf.constant(0)
        for index in tf.range(tf.shape(batches)[0]):
            tiles = tf.gather(samples.tiles, batches[index])  # uint8 (batch, 28, 28)
            labels = tf.gather(samples.labels, batches[index])  # int32 (batch,)
            with tf.GradientTape() as tape:
                probabilities = model(tiles, training=True)  # (batch, 10)
                losses = _cross_entropy(labels, probabilities)  # (batch,)
                loss = tf.reduce_mean(losses)
            for weight, gradient in zip(weights, tape.gradient(loss, weights), strict=True):
                weight.assign_sub(rate * gradient)
            loss_sum += tf.reduce_sum(losses)
            right += _count_right(labels, probabilities)
        return loss_sum, right

    return run_steps


def compiled_evaluation(model: keras.Model) -> Callable[[Samples], tuple[float, float]]:
    """A function that gives mean cross-entropy and share right of the model on samples, as Keras' `evaluate`."""

    @tf.function(jit_compile=True)
    def evaluate(tiles: tf.Tensor, labels: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        probabilities = model(tiles, training=False)
        return tf.reduce_mean(_cross_entropy(labels, probabilities)), _count_right(labels, probabilities)

    def call(samples: Samples) -> tuple[float, float]:
        loss, right = evaluate(samples.tiles, samples.labels)
        return float(loss), int(right) / len(samples)

    return call


def _cross_entropy(labels: tf.Tensor, probabilities: tf.Tensor) -> tf.Tensor:
    """Categorical cross-entropy of one-hot labels: labels (batch,), probabilities (batch, 10) -> (batch,)."""
    return keras.losses.categorical_crossentropy(tf.one_hot(labels, CLASS_COUNT), probabilities)


def _count_right(labels: tf.Tensor, probabilities: tf.Tensor) -> tf.Tensor:
    answers = tf.argmax(probabilities, axis=1, output_type=tf.int32)
    return tf.reduce_sum(tf.cast(tf.equal(answers, labels), tf.int32))
