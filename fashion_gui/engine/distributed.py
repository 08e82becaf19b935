"""Several devices learn together: each works on its share of every batch, and their gradients are added up.

The mathematics is that of one device.  What is drawn at random (order, flips, shifts, dropped neurons) follows from
a row's place in the whole batch, batch normalisation takes the mean and variance of the whole batch, and sums differ by
rounding alone.
"""

from collections.abc import Callable, Sequence

import keras
import tensorflow as tf

from fashion_gui.core.networks import Network
from fashion_gui.core.options import TrainOptions
from fashion_gui.engine.averaging import Average
from fashion_gui.engine.dropout import set_step
from fashion_gui.engine.learner import DatasetLearner
from fashion_gui.engine.networks import build_model
from fashion_gui.engine.optimizers import Optimizer
from fashion_gui.engine.shifts import augmented
from fashion_gui.engine.training import PIECE_STEPS, Samples, count_right, cross_entropy


class Replicas:
    """The devices of a `strategy` of TensorFlow, each of which holds a replica of the model."""

    def __init__(self, strategy: tf.distribute.Strategy) -> None:
        self.strategy = strategy

    def model(self, network: Network, *, seed: int) -> keras.Sequential:
        """A model to train: see `build_model`."""
        with self.strategy.scope():
            return build_model(network, seed=seed, trains=True, together=True)

    def learner(self, model: keras.Sequential, samples: Samples, options: TrainOptions) -> DatasetLearner:
        """What trains a `model` of this object's."""
        return DistributedLearner(model, samples, options, self.strategy)


def all_gpus() -> Replicas | None:
    """The graphics processors, where there are several: TensorFlow uses a single one by itself."""
    several = len(tf.config.list_logical_devices("GPU")) > 1
    return Replicas(tf.distribute.MirroredStrategy()) if several else None


class DistributedLearner(DatasetLearner):
    """Trains a `model`, which was built in the scope of `strategy`, on all devices of that.  A `Learner`."""

    def __init__(
        self, model: keras.Sequential, samples: Samples, options: TrainOptions, strategy: tf.distribute.Strategy
    ) -> None:
        with strategy.scope():  # a replica of what the optimizer keeps and of the means, too
            super().__init__(model, samples, options)
        self._run_steps = _steps_together(model, samples, options, self._optimizer, self._average, strategy)


def _steps_together(
    model: keras.Sequential,
    samples: Samples,
    options: TrainOptions,
    optimizer: Optimizer,
    average: Average | None,
    strategy: tf.distribute.Strategy,
) -> Callable[..., tuple[tf.Tensor, tf.Tensor]]:
    """As `_compiled_steps` of `engine.learner`."""
    weights = model.trainable_variables

    def on_replica(tiles: tf.Tensor, labels: tf.Tensor, step: tf.Tensor, rate: tf.Tensor) -> tuple[tf.Tensor, ...]:
        rows = tf.shape(tiles)[0]
        mine, part = _share(rows, strategy.num_replicas_in_sync)
        set_step(model, step, first_row=mine.start)
        labels = labels[mine]
        with tf.GradientTape() as tape:
            probabilities = model(tiles[mine], training=True)
            loss = tf.reduce_sum(cross_entropy(labels, probabilities, options.label_smoothing))
            loss *= part / tf.cast(rows, tf.float32)
        loss_sum = part * tf.reduce_sum(cross_entropy(labels, probabilities))
        right = part * tf.cast(count_right(labels, probabilities), tf.float32)
        *gradients, loss_sum, right = _added_up((*tape.gradient(loss, weights), loss_sum, right))
        optimizer.apply(gradients, rate=rate, step=step)
        if average:
            average.follow(step)
        return loss_sum, right

    # Not XLA: it cannot compile what devices exchange.  One shape for all batches: one program.
    @tf.function(
        input_signature=[
            tf.TensorSpec((PIECE_STEPS, None), tf.int32),
            tf.TensorSpec((), tf.int32),
            tf.TensorSpec((), tf.int32),
            tf.TensorSpec((PIECE_STEPS,), tf.float32),
        ]
    )
    def run_steps(
        batches: tf.Tensor, count: tf.Tensor, first: tf.Tensor, rates: tf.Tensor
    ) -> tuple[tf.Tensor, tf.Tensor]:
        losses, right = tf.zeros(PIECE_STEPS), tf.constant(0.0)
        for index in tf.range(count):
            step = first + index
            # Here, not on each device: the samples lie on one of them, and a batch is little to hand over.
            tiles, labels = tf.gather(samples.tiles, batches[index]), tf.gather(samples.labels, batches[index])
            tiles = augmented(tiles, flips=options.flips, shifts=options.shifts, seed=options.seed, step=step)
            told = strategy.run(on_replica, (tiles, labels, step, rates[index]))
            loss, hits = (strategy.experimental_local_results(value)[0] for value in told)  # all have the same
            losses, right = tf.where(tf.range(PIECE_STEPS) == index, loss, losses), right + tf.round(hits)
        return losses, right

    return run_steps


def _share(rows: tf.Tensor, replicas: int) -> tuple[slice, tf.Tensor]:
    """This replica's rows of a batch, at least one, and which part of their sum counts.

    Of a batch with fewer rows than replicas each takes all: not every operation works with none.
    """
    replica = tf.distribute.get_replica_context().replica_id_in_sync_group
    few = rows < replicas
    first = tf.where(few, 0, replica * rows // replicas)
    end = tf.where(few, rows, (replica + 1) * rows // replicas)
    return slice(first, end), tf.where(few, 1 / replicas, 1.0)


def _added_up(values: Sequence[tf.Tensor]) -> list[tf.Tensor]:
    """Each of the `values`, float32, as the sum over all replicas: all of them in one message."""
    sizes = [value.shape.num_elements() for value in values]
    flat = tf.concat([tf.reshape(value, (-1,)) for value in values], axis=0)
    summed = tf.distribute.get_replica_context().all_reduce(tf.distribute.ReduceOp.SUM, flat)
    return [tf.reshape(part, value.shape) for part, value in zip(tf.split(summed, sizes), values, strict=True)]
