"""Training of the preset "photo": the dataset's tiles, some of them changed, beside tiles of real photos.

Each step looks at three kinds of tiles:

- Fashion-MNIST, two thirds as it is (a little moved), the rest with tones, geometry and holes changed at random;
- variants of real photos, each group of garments about equally often.  Where several answers are right (a pair of
  shoes), the loss takes the sum of their probabilities;
- pictures that are none of the ten.  Their loss pulls the ten outputs to one tenth each: outlier exposure,
  arXiv 1812.04606.  This is what makes "I do not know" possible.

Without photos the first kind alone is learnt from.
"""

from collections.abc import Callable
from typing import Final

import keras
import tensorflow as tf

from fashion_gui.core.labels import CLASS_COUNT, TILE_SIDE
from fashion_gui.core.options import TrainOptions
from fashion_gui.core.photo_set import PhotoSet
from fashion_gui.engine.augmentation import erased, moved, toned
from fashion_gui.engine.averaging import Average
from fashion_gui.engine.dropout import set_step
from fashion_gui.engine.learner import OptimizedModel
from fashion_gui.engine.optimizers import Optimizer
from fashion_gui.engine.streaming import PhotoStream
from fashion_gui.engine.training import Order, Rates, Samples, count_right

OTHERS_WEIGHT: Final = 0.75  # of a picture that is none of the ten, against one that is
_LEAST: Final = 1e-7


class PhotoLearner(OptimizedModel):
    """Trains `model` on `samples` and `photos`; loss and accuracy are those on Fashion-MNIST.  A `Learner`."""

    def __init__(self, model: keras.Model, samples: Samples, options: TrainOptions, photos: PhotoSet | None) -> None:
        super().__init__(model, options)
        self._stream = PhotoStream(photos, count=len(samples), batch_size=options.batch_size, seed=options.seed)
        self._random = tf.random.Generator.from_seed(options.seed)
        self._step = _compiled_step(model, samples, self._random, self._optimizer, self._average)

    def learn(self, batches: Order, *, epoch: int, first: int, rates: Rates) -> tuple[list[float], int]:
        """As `Learner` says.  What is drawn and changed at random follows from the seed and the step's number.

        Raises Problem (`file_missing`, `photo_set_damaged`) when photos cannot be read any more.
        """
        losses, right = [], 0
        for step, (batch, rate) in enumerate(zip(batches, rates, strict=True), start=first):
            drawn = self._stream.at(step)
            self._random.reset_from_seed(int(drawn.seed))
            tiles = (drawn.garments, drawn.allowed, drawn.others)
            loss, hits = self._step(batch, *tiles, tf.constant(rate), tf.constant(step))
            losses.append(float(loss))
            right += int(hits)
        return losses, right


def _compiled_step(
    model: keras.Model,
    samples: Samples,
    random: tf.random.Generator,
    optimizer: Optimizer,
    average: Average | None,
) -> Callable[..., tuple[tf.Tensor, tf.Tensor]]:
    """A function that takes the indices of a step's samples, what is drawn from photos (see `Drawn`), its rate and its
    number, and makes the step.

    It returns cross-entropy summed over the tiles of Fashion-MNIST and the number of right answers among them.
    """
    weights = model.trainable_variables

    # Not XLA: its convolutions take twice as long on a processor.  Any size of batch is one program.
    @tf.function(
        autograph=False,
        input_signature=[
            tf.TensorSpec((None,), tf.int32),
            tf.TensorSpec((None, TILE_SIDE, TILE_SIDE), tf.uint8),
            tf.TensorSpec((None, CLASS_COUNT), tf.float32),
            tf.TensorSpec((None, TILE_SIDE, TILE_SIDE), tf.uint8),
            tf.TensorSpec((), tf.float32),
            tf.TensorSpec((), tf.int32),
        ],
    )
    def make_step(
        batch: tf.Tensor, garments: tf.Tensor, allowed: tf.Tensor, others: tf.Tensor, rate: tf.Tensor, step: tf.Tensor
    ) -> tuple[tf.Tensor, tf.Tensor]:
        set_step(model, step)
        known, plain = tf.shape(batch)[0], tf.shape(batch)[0] * 2 // 3
        catalogue = _floats(tf.gather(samples.tiles, batch))
        as_it_is = moved(catalogue[:plain], random, turn=0.03, stretch=0.02, shift=0.5, shear=0.0)
        changed = moved(catalogue[plain:], random, turn=0.14, stretch=0.09, shift=0.9, shear=0.08)
        changed = erased(toned(changed, random), random, share=0.3)
        photo = moved(_floats(garments), random, turn=0.02, stretch=0.02, shift=0.4, shear=0.02)
        photo = erased(photo, random, share=0.2)
        other = moved(_floats(others), random, turn=0.1, stretch=0.05, shift=0.7, shear=0.05)
        tiles = tf.concat([as_it_is, changed, photo, other], axis=0)[..., 0]
        tiles = tf.cast(tf.clip_by_value(tf.round(tiles), 0, 255), tf.uint8)
        labels = tf.gather(samples.labels, batch)
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


def _floats(tiles: tf.Tensor) -> tf.Tensor:
    """uint8 (n, 28, 28) -> float32 (n, 28, 28, 1)."""
    return tf.cast(tiles, tf.float32)[..., tf.newaxis]
