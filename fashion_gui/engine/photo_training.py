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
import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import keras
import numpy as np
import numpy.typing as npt
import tensorflow as tf

from fashion_gui.core.history import Epoch
from fashion_gui.core.labels import CLASS_COUNT, TILE_SIDE
from fashion_gui.core.options import TrainOptions
from fashion_gui.core.photo_set import PhotoSet
from fashion_gui.engine.augmentation import erased, moved, toned
from fashion_gui.engine.training import Diverged, Progress, Samples, compiled_evaluation, epoch_order, steps_per_epoch

PHOTOS_A_STEP: Final = 2 / 3  # of the batch size, besides the batch itself
OTHERS_A_STEP: Final = 1 / 3
OTHERS_WEIGHT: Final = 0.75  # of a picture that is none of the ten, against one that is
WEIGHT_DECAY: Final = 2e-3
WARM_UP: Final = 200  # steps until the learning rate is reached
LAST_RATE: Final = 0.01  # of the learning rate, at the end of the cosine
AVERAGED_STEPS: Final = 1000  # the weights that answer are a running mean over about so many steps
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


def train(
    model: keras.Model, training: Samples, validation: Samples, options: TrainOptions, photos: PhotoSet | None
) -> Iterator[Progress | Epoch]:
    """Train `model` in place, as `training.train` does; loss and accuracy are those on Fashion-MNIST.

    AdamW with a cosine-shaped rate.  Whenever an `Epoch` is yielded the model holds the averaged weights, which are
    the ones to keep.  Closing the iterator stops.  Raises `Diverged` when a loss is nan or infinite.
    """
    keras.utils.set_random_seed(options.seed)  # for dropout
    random = np.random.default_rng(options.seed)
    garments, others = _pools(photos)
    steps = steps_per_epoch(len(training), options.batch_size)
    average = _Average(model)
    step = _compiled_step(model, training, garments, others, options, steps, average)
    evaluate = compiled_evaluation(model)
    for epoch in range(1, options.epochs + 1):
        started = time.monotonic()
        order = epoch_order(len(training), seed=options.seed, epoch=epoch)
        loss_sum, right, seen = 0.0, 0, 0
        for number in range(steps):
            batch = order[number * options.batch_size : (number + 1) * options.batch_size]
            from_photos = garments.draw(round(len(batch) * PHOTOS_A_STEP), random)
            from_others = others.draw(round(len(batch) * OTHERS_A_STEP), random)
            loss, hits = step(batch, from_photos, from_others)
            loss_sum, right, seen = loss_sum + float(loss), right + int(hits), seen + len(batch)
            if not math.isfinite(loss_sum):
                raise Diverged(epoch)
            yield Progress(epoch, number + 1, loss_sum / seen, right / seen)
        with average.in_use():
            val_loss, val_accuracy = evaluate(validation)
            if not math.isfinite(val_loss):
                raise Diverged(epoch)
            seconds = time.monotonic() - started
            yield Epoch(epoch, loss_sum / seen, right / seen, val_loss, val_accuracy, seconds)


def _pools(photos: PhotoSet | None) -> tuple[_Pool, _Pool]:
    """Photos of garments, and pictures that are none of the ten."""
    if photos is None:
        nothing = np.zeros((0, 1, TILE_SIDE, TILE_SIDE), np.uint8)
        photos = PhotoSet(nothing, np.zeros((0, CLASS_COUNT), np.bool_), np.zeros(0, np.int32))
    garment: npt.NDArray[np.bool_] = np.asarray(photos.allowed.any(axis=1))
    return _Pool.of(photos.chosen(garment)), _Pool.of(photos.chosen(~garment))


class _Average:
    """The running mean of a model's weights, batch normalisation's own means included."""

    def __init__(self, model: keras.Model) -> None:
        self._weights = model.weights
        self._means = [tf.Variable(weight) for weight in model.weights]
        self._steps = tf.Variable(0.0)

    def follow(self) -> None:
        """After a step; inside the compiled function."""
        self._steps.assign_add(1.0)
        share = tf.maximum(1 / AVERAGED_STEPS, 9 / (9 + self._steps))  # quick at first
        for mean, weight in zip(self._means, self._weights, strict=True):
            mean.assign_add(share * (weight - mean))

    @contextlib.contextmanager
    def in_use(self) -> Iterator[None]:
        """The model holds the means; afterwards its own weights again, to be trained on."""
        own = [weight.numpy() for weight in self._weights]
        for weight, mean in zip(self._weights, self._means, strict=True):
            weight.assign(mean)
        yield
        for weight, value in zip(self._weights, own, strict=True):
            weight.assign(value)


def _compiled_step(
    model: keras.Model,
    samples: Samples,
    garments: _Pool,
    others: _Pool,
    options: TrainOptions,
    steps: int,
    average: _Average,
) -> Callable[[Indices, Indices, Indices], tuple[tf.Tensor, tf.Tensor]]:
    """A function that takes the indices of a step's tiles and makes the step.

    It returns cross-entropy summed over the tiles of Fashion-MNIST and the number of right answers among them.
    """
    random = tf.random.Generator.from_seed(options.seed)
    weights = model.trainable_variables
    optimizer = keras.optimizers.AdamW(_rate(options, steps), weight_decay=WEIGHT_DECAY)
    optimizer.exclude_from_weight_decay(var_names=["bias", "gamma", "beta"])

    # Not XLA: its convolutions take twice as long on a processor.
    @tf.function(reduce_retracing=True)
    def step(batch: tf.Tensor, from_photos: tf.Tensor, from_others: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
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
        optimizer.apply_gradients(zip(tape.gradient(loss, weights), weights, strict=True))
        average.follow()
        answers = tf.argmax(probabilities[:known], axis=1, output_type=tf.int32)
        return tf.reduce_sum(losses[:known]), tf.reduce_sum(tf.cast(answers == labels, tf.int32))

    return step


def _rate(options: TrainOptions, steps: int) -> keras.optimizers.schedules.LearningRateSchedule:
    """From a tenth of the learning rate up to all of it, then down along a cosine."""
    whole = steps * options.epochs
    warm_up = min(WARM_UP, whole // 5)
    return keras.optimizers.schedules.CosineDecay(
        options.learning_rate / 10,
        max(whole - warm_up, 1),
        alpha=LAST_RATE,
        warmup_target=options.learning_rate,
        warmup_steps=warm_up,
    )


def _floats(tiles: tf.Tensor, indices: tf.Tensor) -> tf.Tensor:
    """uint8 (n, 28, 28) -> float32 (indices, 28, 28, 1)."""
    return tf.cast(tf.gather(tiles, indices), tf.float32)[..., tf.newaxis]
