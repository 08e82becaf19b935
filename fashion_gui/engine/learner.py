"""How most presets learn: from the dataset's tiles, a few dozen steps in one compiled program."""

import contextlib
from collections.abc import Callable

import keras
import numpy as np
import tensorflow as tf

from fashion_gui.core.options import TrainOptions
from fashion_gui.core.runs import State
from fashion_gui.engine.averaging import Average
from fashion_gui.engine.dropout import set_step
from fashion_gui.engine.optimizers import Optimizer
from fashion_gui.engine.shifts import augmented
from fashion_gui.engine.training import (
    PIECE_STEPS,
    Order,
    Rates,
    Samples,
    count_right,
    cross_entropy,
    is_quicker_compiled,
)


class OptimizedModel:
    """What all learners have: a model, its optimizer, and, if `options` say so, the running mean of its weights."""

    def __init__(self, model: keras.Model, options: TrainOptions) -> None:
        self.model = model
        self._optimizer = Optimizer(model.trainable_variables, options)
        self._average = Average(model) if options.averaging else None

    def answering(self) -> contextlib.AbstractContextManager[None]:
        """The averaged weights, if they are averaged."""
        return self._average.in_use() if self._average else contextlib.nullcontext()

    def state(self) -> State:
        """The optimizer's numbers; with averaging, the weights and their means, too."""
        return [*self._optimizer.state(), *(self._average.state() if self._average else ())]

    def restore(self, state: State) -> None:
        """Take up a `state` of the same shapes."""
        count = len(self._optimizer.state())
        self._optimizer.restore(state[:count])
        if self._average:
            self._average.restore(state[count:])


class DatasetLearner(OptimizedModel):
    """Trains `model` on `samples` as `options` say.  A `Learner`."""

    def __init__(self, model: keras.Model, samples: Samples, options: TrainOptions) -> None:
        super().__init__(model, options)
        self._run_steps = _compiled_steps(model, samples, options, self._optimizer, self._average)

    def learn(self, batches: Order, *, epoch: int, first: int, rates: Rates) -> tuple[list[float], int]:
        """As `Learner` says; at most `PIECE_STEPS` rows."""
        count, size = batches.shape
        # One shape, whatever the number of steps, is one program: a compilation takes longer than many steps.
        padded = np.zeros((PIECE_STEPS, size), np.int32)
        padded[:count] = batches
        padded_rates = np.zeros(PIECE_STEPS, np.float32)
        padded_rates[:count] = rates
        losses, right = self._run_steps(padded, tf.constant(count), tf.constant(first), padded_rates)
        return losses.numpy()[:count].tolist(), int(right)


def _compiled_steps(
    model: keras.Model, samples: Samples, options: TrainOptions, optimizer: Optimizer, average: Average | None
) -> Callable[..., tuple[tf.Tensor, tf.Tensor]]:
    """A function that makes the first `count` steps of `batches`, indices (PIECE_STEPS, batch).

    It returns each step's cross-entropy summed over its samples, (PIECE_STEPS,), and the number of right answers.
    """
    weights = model.trainable_variables

    def make_step(batch: tf.Tensor, step: tf.Tensor, rate: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        set_step(model, step)
        tiles = tf.gather(samples.tiles, batch)  # uint8 (batch, 28, 28)
        labels = tf.gather(samples.labels, batch)  # int32 (batch,)
        tiles = augmented(tiles, flips=options.flips, shifts=options.shifts, seed=options.seed, step=step)
        with tf.GradientTape() as tape:
            probabilities = model(tiles, training=True)  # (batch, 10)
            loss = tf.reduce_mean(cross_entropy(labels, probabilities, options.label_smoothing))
        optimizer.apply(tape.gradient(loss, weights), rate=rate, step=step)
        if average:
            average.follow(step)
        return tf.reduce_sum(cross_entropy(labels, probabilities)), count_right(labels, probabilities)

    # Without autograph, which takes half a second to read what it finds here: nothing needs it.
    @tf.function(jit_compile=is_quicker_compiled(model), autograph=False)
    def run_steps(
        batches: tf.Tensor, count: tf.Tensor, first: tf.Tensor, rates: tf.Tensor
    ) -> tuple[tf.Tensor, tf.Tensor]:
        def one_more(index: tf.Tensor, losses: tf.Tensor, right: tf.Tensor) -> tuple[tf.Tensor, ...]:
            loss, hits = make_step(batches[index], first + index, rates[index])
            return index + 1, tf.where(tf.range(PIECE_STEPS) == index, loss, losses), right + hits

        # Not over a range: XLA would compile that anew for each number of steps.
        start = tf.constant(0), tf.zeros(PIECE_STEPS), tf.constant(0)
        _, losses, right = tf.while_loop(lambda index, *_: index < count, one_more, start)
        return losses, right

    return run_steps
