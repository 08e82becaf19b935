"""Training of the preset "photo": the dataset's tiles, some of them changed, beside tiles of real photos.

Each step looks at three kinds of tiles:

- Fashion-MNIST, two thirds as it is (a little moved), the rest with tones, geometry and holes changed at random;
- variants of real photos, each group of garments about equally often.  Where several answers are right (a pair of
  shoes), the loss takes the sum of their probabilities;
- pictures that are none of the ten.  Their loss pulls the ten outputs to one tenth each: outlier exposure,
  arXiv 1812.04606.  This is what makes "I do not know" possible.

Without photos the first kind alone is learnt from.
"""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import keras
import numpy as np
import numpy.typing as npt
import tensorflow as tf

from fashion_gui.core.labels import CLASS_COUNT, TILE_SIDE
from fashion_gui.core.options import TrainOptions
from fashion_gui.core.photo_set import PhotoSet
from fashion_gui.core.runs import State
from fashion_gui.engine.augmentation import erased, moved, toned
from fashion_gui.engine.averaging import Average
from fashion_gui.engine.dropout import set_step
from fashion_gui.engine.optimizers import Optimizer
from fashion_gui.engine.training import Rates, Samples, count_right

PHOTOS_A_STEP: Final = 2 / 3  # of the batch size, besides the batch itself
OTHERS_A_STEP: Final = 1 / 3
OTHERS_WEIGHT: Final = 0.75  # of a picture that is none of the ten, against one that is
_LEAST: Final = 1e-7

Indices = npt.NDArray[np.int32]


@dataclass(frozen=True)
class _Pool:
    """Tiles uint8 (n, 28, 28) of which some are drawn at random: those of a row of `chances` (m,), n = m * variants."""

    tiles: tf.Tensor
    allowed: tf.Tensor  # float32 (m, 10)
    chances: npt.NDArray[np.float64]
    variants: int

    @classmethod
    def of(cls, photos: PhotoSet) -> "_Pool":
        """Each group of photos is drawn by the root of its size: small ones more often than their share."""
        _, group, sizes = np.unique(photos.groups, return_inverse=True, return_counts=True)
        chances = sizes.astype(np.float64)[group] ** -0.5
        flat = tf.constant(photos.tiles.reshape(-1, *photos.tiles.shape[2:]))
        allowed = tf.constant(photos.allowed, tf.float32)
        return cls(flat, allowed, chances / max(float(chances.sum()), 1e-9), photos.tiles.shape[1])

    def draw(self, count: int, random: np.random.Generator) -> Indices:
        """At most as many as there are photos: three photos of one's own must not outweigh the dataset."""
        count = min(count, len(self.chances))
        if not count:
            return np.zeros(0, np.int32)
        rows = random.choice(len(self.chances), count, p=self.chances)
        return (rows * self.variants + random.integers(0, self.variants, count)).astype(np.int32)


class PhotoLearner:
    """Trains `model` on `samples` and `photos`; loss and accuracy are those on Fashion-MNIST.  A `Learner`."""

    def __init__(self, model: keras.Model, samples: Samples, options: TrainOptions, photos: PhotoSet | None) -> None:
        self.model = model
        self._seed = options.seed
        self._garments, self._others = _pools(photos)
        self._random = tf.random.Generator.from_seed(options.seed)
        self._optimizer = Optimizer(model.trainable_variables, options)
        self._average = Average(model) if options.averaging else None
        self._step = _compiled_step(
            model, samples, self._garments, self._others, self._random, self._optimizer, self._average
        )

    def learn(self, batches: Indices, *, epoch: int, first: int, rates: Rates) -> tuple[list[float], int]:
        """As `Learner` says.  What is drawn and changed at random follows from the seed and the step's number."""
        losses, right = [], 0
        for step, (batch, rate) in enumerate(zip(batches, rates, strict=True), start=first):
            random = np.random.default_rng([self._seed, step])
            from_photos = self._garments.draw(round(len(batch) * PHOTOS_A_STEP), random)
            from_others = self._others.draw(round(len(batch) * OTHERS_A_STEP), random)
            self._random.reset_from_seed(int(random.integers(2**31)))
            loss, hits = self._step(batch, from_photos, from_others, tf.constant(rate), tf.constant(step))
            losses.append(float(loss))
            right += int(hits)
        return losses, right

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


def _pools(photos: PhotoSet | None) -> tuple[_Pool, _Pool]:
    """Photos of garments, and pictures that are none of the ten."""
    if photos is None:
        nothing = np.zeros((0, 1, TILE_SIDE, TILE_SIDE), np.uint8)
        photos = PhotoSet(nothing, np.zeros((0, CLASS_COUNT), np.bool_), np.zeros(0, np.int32))
    garment: npt.NDArray[np.bool_] = np.asarray(photos.allowed.any(axis=1))
    return _Pool.of(photos.chosen(garment)), _Pool.of(photos.chosen(~garment))


def _compiled_step(
    model: keras.Model,
    samples: Samples,
    garments: _Pool,
    others: _Pool,
    random: tf.random.Generator,
    optimizer: Optimizer,
    average: Average | None,
) -> Callable[..., tuple[tf.Tensor, tf.Tensor]]:
    """A function that takes the indices of a step's tiles, its rate and its number, and makes the step.

    It returns cross-entropy summed over the tiles of Fashion-MNIST and the number of right answers among them.
    """
    weights = model.trainable_variables

    # Not XLA: its convolutions take twice as long on a processor.
    @tf.function(reduce_retracing=True)
    def make_step(
        batch: tf.Tensor, from_photos: tf.Tensor, from_others: tf.Tensor, rate: tf.Tensor, step: tf.Tensor
    ) -> tuple[tf.Tensor, tf.Tensor]:
        set_step(model, step)
        known, plain = tf.shape(batch)[0], tf.shape(batch)[0] * 2 // 3
        catalogue = _floats(samples.tiles, batch)
        as_it_is = moved(catalogue[:plain], random, turn=0.03, stretch=0.02, shift=0.5, shear=0.0)
        changed = moved(catalogue[plain:], random, turn=0.14, stretch=0.09, shift=0.9, shear=0.08)
        changed = erased(toned(changed, random), random, share=0.3)
        photo = moved(_floats(garments.tiles, from_photos), random, turn=0.02, stretch=0.02, shift=0.4, shear=0.02)
        photo = erased(photo, random, share=0.2)
        other = moved(_floats(others.tiles, from_others), random, turn=0.1, stretch=0.05, shift=0.7, shear=0.05)
        tiles = tf.concat([as_it_is, changed, photo, other], axis=0)[..., 0]
        tiles = tf.cast(tf.clip_by_value(tf.round(tiles), 0, 255), tf.uint8)
        labels = tf.gather(samples.labels, batch)
        allowed = tf.gather(garments.allowed, from_photos // garments.variants)
        with tf.GradientTape() as tape:
            probabilities = tf.clip_by_value(model(tiles, training=True), _LEAST, 1.0)
            of_garments = probabilities[: tf.shape(tiles)[0] - tf.shape(other)[0]]
            right = tf.concat([tf.one_hot(labels, CLASS_COUNT), allowed], axis=0)
            losses = -tf.math.log(tf.reduce_sum(of_garments * right, axis=1))
            surprise = -tf.reduce_mean(tf.math.log(probabilities[tf.shape(of_garments)[0] :]), axis=1)
            loss = tf.reduce_sum(losses) + OTHERS_WEIGHT * tf.reduce_sum(surprise)
            loss /= tf.cast(tf.shape(tiles)[0], tf.float32)
        optimizer.apply(tape.gradient(loss, weights), rate=rate, step=step)
        if average:
            average.follow(step)
        return tf.reduce_sum(losses[:known]), count_right(labels, probabilities[:known])

    return make_step


def _floats(tiles: tf.Tensor, indices: tf.Tensor) -> tf.Tensor:
    """uint8 (n, 28, 28) -> float32 (indices, 28, 28, 1)."""
    return tf.cast(tf.gather(tiles, indices), tf.float32)[..., tf.newaxis]
