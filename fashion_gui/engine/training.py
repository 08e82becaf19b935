"""The training loop: epochs of pieces, a piece being the steps that take about 50 ms, in one compiled call.

Between two pieces the caller has the floor: it answers photos, pauses, changes the rate, stops, or goes on.  The first
piece, which also compiles the network and takes a second or two, is made in a thread of its own for that.
"""

import contextlib
import math
import time
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final, Protocol

import keras
import numpy as np
import numpy.typing as npt
import tensorflow as tf

from fashion_gui.core.history import Epoch
from fashion_gui.core.labels import CLASS_COUNT
from fashion_gui.core.options import TrainOptions
from fashion_gui.core.runs import State
from fashion_gui.core.schedules import rates
from fashion_gui.engine.processor import has_xla

PIECE_STEPS: Final = 60  # in one compiled call at most: long enough to be fast
PIECE_SECONDS: Final = 0.05  # and about so long: short enough to answer within 100 ms
_LOOK_SECONDS: Final = 0.02  # while the first piece is made, the caller has the floor so often
EVALUATED_TILES: Final = 500  # in one call; of a network without convolutions four times as many

Order = npt.NDArray[np.int32]
Rates = npt.NDArray[np.float32]


class Diverged(Exception):
    """The loss is no longer a number.  `epoch` (1-based) is the one in which that happened."""

    def __init__(self, epoch: int) -> None:
        super().__init__(epoch)
        self.epoch = epoch


@dataclass(frozen=True)
class Progress:
    """Inside an epoch: `step` of the epoch's steps done; mean loss and share right so far; the last step's rate."""

    epoch: int
    step: int
    loss: float
    accuracy: float
    learning_rate: float


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


class Learner(Protocol):
    """A model, and how one step changes it."""

    @property
    def model(self) -> keras.Model:
        """The one that is trained, in place."""

    def learn(self, batches: Order, *, epoch: int, first: int, rates: Rates) -> tuple[list[float], int]:
        """One step a row of `batches`, indices int32 (steps, batch), with `rates` float32 (steps,).

        `epoch` counts from 1, `first` is the number of steps made in all before.  Returns each step's cross-entropy,
        summed over its samples, and the number of right answers.
        """

    def answering(self) -> contextlib.AbstractContextManager[None]:
        """While in it, the model holds the weights that answer and are kept."""

    def state(self) -> State:
        """What training on needs besides those weights."""

    def restore(self, state: State) -> None:
        """Take up a `state` of the same shapes; the model has its weights already."""


def epoch_order(count: int, *, seed: int, epoch: int) -> Order:
    """The order in which epoch `epoch` (1-based) visits the samples: a permutation of 0..count-1, int32 (count,)."""
    return np.random.default_rng([seed, epoch]).permutation(count).astype(np.int32)


def steps_per_epoch(count: int, batch_size: int) -> int:
    """As Keras counts: the last batch may be smaller."""
    return math.ceil(count / batch_size)


class TrainingLoop:
    """Trains a learner on `count` samples; the same mathematics as `compile` and `fit` of Keras in `epoch_order`.

    The same seed gives the same weights, also when a training goes on from a kept epoch.
    """

    def __init__(
        self,
        learner: Learner,
        *,
        count: int,
        validation: Samples,
        options: TrainOptions,
        done: int = 0,
        compiles_aside: bool = False,
    ) -> None:
        """`done` epochs were learnt before.

        With `compiles_aside` the first piece is made in a thread.  Whoever closes `events` then leaves it behind: it
        changes the learner for a second more.
        """
        self.most_steps: int | None = None  # in the next piece; None: as many as are quick
        self._done = done
        self._compiles_aside = compiles_aside
        self._learner = learner
        self._count = count
        self._options = options
        self._steps = steps_per_epoch(count, options.batch_size)
        self._evaluation = Evaluation(learner.model, validation)
        self._rate_scale = 1.0  # of the schedule's rate, by hand
        self._rate_wish: float | None = None
        self._step_seconds = 0.0  # what a step took in the last piece

    def set_rate(self, rate: float) -> None:
        """From the next step on; a schedule goes on from there in proportion."""
        self._rate_wish = rate

    def state(self) -> State:
        """What `restore` needs to go on after the last epoch, besides its weights.  Inside `answering`, too."""
        return [np.array(self._rate_scale), *self._learner.state()]

    def restore(self, state: State) -> None:
        """Go on as if never stopped, from a `state` of the same shapes."""
        scale, *rest = state
        self._rate_scale = float(scale)
        self._learner.restore(rest)

    def events(self) -> Iterator[Progress | Epoch | None]:
        """Train; yields `Progress` after each piece, `Epoch` after each epoch, and None in between.

        None comes while the first piece is being compiled, and inside the validation.

        Whenever an `Epoch` is yielded the model holds the weights to keep.  Closing the iterator stops.  Raises
        `Diverged` when a loss is nan or infinite.
        """
        for epoch in range(self._done + 1, self._options.epochs + 1):
            yield from self._epoch(epoch)

    def _epoch(self, epoch: int) -> Iterator[Progress | Epoch | None]:
        order = epoch_order(self._count, seed=self._options.seed, epoch=epoch)
        seconds, loss_sum, right, step, seen = 0.0, 0.0, 0, 0, 0  # seconds without those of a pause
        learning_rate = 0.0
        while step < self._steps:
            batches = self._next_batches(order, step)
            first = (epoch - 1) * self._steps + step
            now = self._rates(first, len(batches))
            losses, hits, passed = yield from self._piece(batches, epoch=epoch, first=first, rates=now)
            learning_rate = float(now[-1])
            for loss in losses:  # one after another: the sum is the same however the steps come in pieces
                loss_sum += loss
            right, seen, step = right + hits, seen + batches.size, step + len(batches)
            if not math.isfinite(loss_sum):
                raise Diverged(epoch)
            self._step_seconds = passed / len(batches)
            seconds += passed
            yield Progress(epoch, step, loss_sum / seen, right / seen, learning_rate)
        with self._learner.answering():
            started = time.monotonic()
            for _ in self._evaluation.pieces():
                seconds += time.monotonic() - started
                yield None
                started = time.monotonic()
            val_loss, val_accuracy = self._evaluation.result()
            if not math.isfinite(val_loss):
                raise Diverged(epoch)
            yield Epoch(epoch, loss_sum / seen, right / seen, val_loss, val_accuracy, seconds, learning_rate)

    def _piece(
        self, batches: Order, *, epoch: int, first: int, rates: Rates
    ) -> Generator[None, None, tuple[list[float], int, float]]:
        """As `Learner.learn`, and the seconds that it took."""

        def learn() -> tuple[list[float], int, float]:
            started = time.monotonic()
            losses, hits = self._learner.learn(batches, epoch=epoch, first=first, rates=rates)
            return losses, hits, time.monotonic() - started

        if not self._compiles_aside:
            return learn()
        self._compiles_aside = False
        thread = ThreadPoolExecutor(1, thread_name_prefix="compile")
        made = thread.submit(learn)
        thread.shutdown(wait=False)
        while True:
            try:
                return made.result(_LOOK_SECONDS)
            except TimeoutError:
                if made.done():  # its own
                    raise
                yield None

    def _next_batches(self, order: Order, step: int) -> Order:
        """Indices (steps, batch) from `step` on: some full batches, or the last smaller one."""
        size = self._options.batch_size
        full = len(order) // size
        if step == full:
            return order[full * size :][np.newaxis]
        quick = int(PIECE_SECONDS / self._step_seconds) if self._step_seconds else 1
        count = min(max(quick, 1), PIECE_STEPS, full - step, self.most_steps or PIECE_STEPS)
        return order[step * size : (step + count) * size].reshape(count, size)

    def _rates(self, first: int, count: int) -> Rates:
        planned = rates(self._options, first, count, steps=self._steps)
        if self._rate_wish is not None and planned[0] > 0:
            self._rate_scale, self._rate_wish = self._rate_wish / float(planned[0]), None
        return (planned * np.float32(self._rate_scale)).astype(np.float32)


class Evaluation:
    """Mean cross-entropy and share right of a model on samples, as Keras' `evaluate`, in pieces."""

    def __init__(self, model: keras.Model, samples: Samples) -> None:
        self._samples = samples
        self._at_once = 4 * EVALUATED_TILES if is_quicker_compiled(model) else EVALUATED_TILES
        self._loss_sum, self._right = 0.0, 0

        # Not XLA: here it is no faster, and its compilation takes as long as a dozen validations.
        @tf.function(
            autograph=False,
            input_signature=[
                tf.TensorSpec((None, *samples.tiles.shape[1:]), tf.uint8),
                tf.TensorSpec((None,), tf.int32),
            ],
        )
        def evaluate(tiles: tf.Tensor, labels: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
            probabilities = model(tiles, training=False)
            return cross_entropy(labels, probabilities), count_right(labels, probabilities)

        self._evaluate = evaluate

    def pieces(self) -> Iterator[None]:
        """Go through the samples, giving way after each piece."""
        self._loss_sum, self._right = 0.0, 0
        for first in range(0, len(self._samples), self._at_once):
            piece = slice(first, first + self._at_once)
            losses, right = self._evaluate(self._samples.tiles[piece], self._samples.labels[piece])
            self._loss_sum += float(losses.numpy().sum(dtype=np.float64))
            self._right += int(right)
            yield

    def result(self) -> tuple[float, float]:
        """Of the last time through: mean cross-entropy, share right."""
        return self._loss_sum / len(self._samples), self._right / len(self._samples)


def is_quicker_compiled(model: keras.Model) -> bool:
    """Whether XLA helps: its convolutions take twice as long as TensorFlow's own on a processor."""
    return has_xla() and not any(isinstance(layer, keras.layers.Conv2D) for layer in model.layers)


def cross_entropy(labels: tf.Tensor, probabilities: tf.Tensor, smoothing: float = 0.0) -> tf.Tensor:
    """Categorical cross-entropy of one-hot labels: labels (batch,), probabilities (batch, 10) -> (batch,)."""
    wanted = tf.one_hot(labels, CLASS_COUNT)
    return keras.losses.categorical_crossentropy(wanted, probabilities, label_smoothing=smoothing)


def count_right(labels: tf.Tensor, probabilities: tf.Tensor) -> tf.Tensor:
    """How many of the answers are right, int32."""
    answers = tf.argmax(probabilities, axis=1, output_type=tf.int32)
    return tf.reduce_sum(tf.cast(tf.equal(answers, labels), tf.int32))
