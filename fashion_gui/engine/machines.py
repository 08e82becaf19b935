"""Several machines train one network together: the workers of a cluster.

All hold the same data and the same weights.  The chief decides: before each piece it tells the others which steps come
and at which rates, then all make these together.  It alone keeps the run; the others write nothing.
"""

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, Final

import keras
import numpy as np
import numpy.typing as npt
import tensorflow as tf

from fashion_gui.core.cluster import Task
from fashion_gui.core.dataset import Dataset
from fashion_gui.core.networks import Network
from fashion_gui.core.options import TrainOptions
from fashion_gui.core.problems import Problem
from fashion_gui.engine.distributed import DistributedLearner, Replicas
from fashion_gui.engine.training import PIECE_STEPS, Order, Rates, Samples, epoch_order, steps_per_epoch

_HEAD: Final = 4  # epoch, step, number of rates, who asks to stop
_WORDS: Final = _HEAD + PIECE_STEPS

_LOST: Final = (
    tf.errors.UnavailableError,
    tf.errors.AbortedError,
    tf.errors.CancelledError,
    tf.errors.DeadlineExceededError,
    tf.errors.FailedPreconditionError,
)


@dataclass(frozen=True)
class _Piece:
    """Steps of epoch `epoch` (1-based) from its `step` (0-based) on, one a rate."""

    epoch: int
    step: int
    rates: Rates


class Workers(Replicas):
    """The workers of a cluster, of which this one is `task`."""

    def __init__(self, task: Task) -> None:
        """Waits until all are there.  Nothing of TensorFlow may have been used before.

        Raises Problem `workers_not_joined`.
        """
        try:
            strategy = tf.distribute.MultiWorkerMirroredStrategy()
        except (tf.errors.OpError, ValueError, RuntimeError) as error:
            raise Problem("workers_not_joined", reason=str(error).strip()[:200]) from error
        super().__init__(strategy)
        self.task = task
        self.stop_asked: Callable[[], None] = lambda: None  # of the chief, by another worker
        self._local = len(strategy.extended.worker_devices)

        @tf.function(reduce_retracing=True)
        def added_up(values: tf.Tensor) -> tf.Tensor:
            def of_replica(values: tf.Tensor) -> tf.Tensor:
                replica = tf.distribute.get_replica_context().replica_id_in_sync_group
                speaks = tf.equal(replica % self._local, 0)  # one of each worker's
                return tf.where(speaks, values, tf.zeros_like(values))

            return strategy.reduce(tf.distribute.ReduceOp.SUM, strategy.run(of_replica, (values,)), axis=None)

        self._added_up = added_up

    def learner(self, model: keras.Sequential, samples: Samples, options: TrainOptions) -> "ChiefLearner":
        """The chief's."""
        with _others_needed():
            return ChiefLearner(model, samples, options, self)

    def model(self, network: Network, *, seed: int) -> keras.Sequential:
        """See `Replicas`."""
        with _others_needed():
            return super().model(network, seed=seed)

    def agree(self, options: TrainOptions, network: Network, dataset: Dataset) -> None:
        """Make sure that all have the same.  Raises Problem `workers_differ`, `worker_lost`."""
        about = json.dumps([asdict(options), network.to_dict()], sort_keys=True).encode()
        digest = hashlib.sha256(about)
        for array in (dataset.train_images, dataset.train_labels):
            digest.update(np.ascontiguousarray(array).data)
        said = np.zeros(self.task.count, np.int64)
        said[self.task.number - 1] = int.from_bytes(digest.digest()[:7], "big")
        heard = self.exchange(said)
        if len(set(heard.tolist())) > 1:
            raise Problem("workers_differ")

    def exchange(self, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """The sum of what all workers give at the same time, arrays of one shape.  Raises Problem `worker_lost`."""
        with _others_needed():
            summed: npt.NDArray[Any] = self._added_up(tf.constant(values)).numpy()
            return summed

    def tell(self, piece: _Piece | None) -> None:
        """From the chief to the others: what comes now; None: that was all."""
        words = np.zeros(_WORDS, np.int64)
        if piece is not None:
            bits = piece.rates.astype(np.float32).view(np.int32)
            words[:3] = piece.epoch, piece.step, len(bits)
            words[_HEAD : _HEAD + len(bits)] = bits
        if self.exchange(words)[3]:
            self.stop_asked()

    def hear(self, asks_to_stop: bool) -> _Piece | None:
        """What the chief tells; it is told at the same time if this worker `asks_to_stop`."""
        words = np.zeros(_WORDS, np.int64)
        words[3] = asks_to_stop
        epoch, step, count, _, *bits = self.exchange(words).tolist()
        rates = np.array(bits[:count], np.int32).view(np.float32)
        return _Piece(epoch, step, rates) if count else None

    def share(self, learner: DistributedLearner) -> None:
        """All take over the chief's weights and all that its learner keeps."""
        state = [*learner.model.get_weights(), *learner.state()]
        sizes = np.cumsum([array.size for array in state])
        flat = np.concatenate([array.ravel() for array in state]).astype(np.float32)
        heard = self.exchange(flat if self.task.is_chief else np.zeros_like(flat))
        if not self.task.is_chief:
            parts = zip(np.split(heard, sizes[:-1]), state, strict=True)
            taken = [part.reshape(array.shape) for part, array in parts]
            count = len(learner.model.weights)
            learner.model.set_weights(taken[:count])
            learner.restore(taken[count:])


@contextlib.contextmanager
def _others_needed() -> Iterator[None]:
    """What fails in it because another worker has gone is Problem `worker_lost`."""
    try:
        yield
    except _LOST as error:
        raise Problem("worker_lost") from error


class ChiefLearner(DistributedLearner):
    """Tells the other workers what to do, then does it with them.  A `Learner`."""

    def __init__(self, model: keras.Sequential, samples: Samples, options: TrainOptions, workers: Workers) -> None:
        super().__init__(model, samples, options, workers.strategy)
        self._workers = workers
        self._is_shared = False
        self._steps = steps_per_epoch(len(samples), options.batch_size)

    def learn(self, batches: Order, *, epoch: int, first: int, rates: Rates) -> tuple[list[float], int]:
        """As `Learner` says.  Raises Problem `worker_lost`."""
        if not self._is_shared:
            self._workers.share(self)
            self._is_shared = True
        self._workers.tell(_Piece(epoch, first - (epoch - 1) * self._steps, rates))
        with _others_needed():
            return super().learn(batches, epoch=epoch, first=first, rates=rates)


def help_along(
    workers: Workers, *, network: Network, options: TrainOptions, dataset: Dataset, stops: Callable[[], bool]
) -> None:
    """Make the chief's steps with it until it has done; as soon as `stops()` it is asked to end.

    Raises Problem `worker_lost`.
    """
    count = options.training_count(len(dataset.train_labels))
    steps = steps_per_epoch(count, options.batch_size)
    model = workers.model(network, seed=options.seed)
    samples = Samples.of(dataset.train_images[:count], dataset.train_labels[:count])
    with _others_needed():
        learner = DistributedLearner(model, samples, options, workers.strategy)
    workers.share(learner)
    while piece := workers.hear(stops()):
        order = epoch_order(count, seed=options.seed, epoch=piece.epoch)
        size = options.batch_size
        rows = order[piece.step * size : (piece.step + len(piece.rates)) * size]
        first = (piece.epoch - 1) * steps + piece.step
        with _others_needed():
            learner.learn(rows.reshape(len(piece.rates), -1), epoch=piece.epoch, first=first, rates=piece.rates)
