"""Tiles of photos drawn for the steps to come, read from the disk while a step is made.

However many photos there are, no more than a few steps' tiles are in memory.  What a step draws follows from the seed
and its number: a training that goes on draws what it would have drawn.
"""

import weakref
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import tensorflow as tf

from fashion_gui.core.labels import CLASS_COUNT, TILE_SIDE
from fashion_gui.core.photo_set import PhotoSet
from fashion_gui.core.problems import Problem
from fashion_gui.engine.training import steps_per_epoch

PHOTOS_A_STEP: Final = 2 / 3  # of the batch size, besides the batch itself
OTHERS_A_STEP: Final = 1 / 3
READ_AHEAD: Final = 8  # steps
_END: Final = 2**62  # no training has so many steps

Indices = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Pool:
    """Photos of which some are drawn at random: the chance of each is the rise of `until`, float64 (n,), to 1."""

    photos: PhotoSet
    until: npt.NDArray[np.float64]

    @classmethod
    def of(cls, photos: PhotoSet) -> "Pool":
        """Each group of photos is drawn by the root of its size: small ones more often than their share."""
        _, group, sizes = np.unique(photos.groups, return_inverse=True, return_counts=True)
        until = np.cumsum(sizes.astype(np.float64)[group] ** -0.5)
        return cls(photos, until / until[-1] if len(until) else until)

    def draw(self, count: int, random: np.random.Generator) -> tuple[Indices, Indices]:
        """Photos, and which variant of each; at most as many as there are photos: three photos of one's own must not
        outweigh the dataset."""
        count = min(count, len(self.photos))
        if not count:
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        photos = self.until.searchsorted(random.random(count), side="right")
        return photos, random.integers(0, self.photos.variants, count)


@dataclass(frozen=True)
class Drawn:
    """For one step: tiles uint8 (n, 28, 28) of garments with what they may be, float32 (n, 10), and tiles that are
    none of the ten; `seed` for what is changed at random."""

    garments: tf.Tensor
    allowed: tf.Tensor
    others: tf.Tensor
    seed: tf.Tensor  # int64


class PhotoStream:
    """Draws from `photos` for each step of a training on `count` samples."""

    def __init__(self, photos: PhotoSet | None, *, count: int, batch_size: int, seed: int) -> None:
        self._source = _Source(photos or PhotoSet.none(), count=count, batch_size=batch_size, seed=seed)
        self._ahead: list[Iterator[tuple[tf.Tensor, ...]]] = []  # one, or none
        # Also before Python ends, when TensorFlow's thread could not call it any more.
        weakref.finalize(self, self._ahead.clear)
        self._next = -1  # the step that `_ahead` is at

    def at(self, step: int) -> Drawn:
        """What `step` (0-based, over all epochs) draws; quick for one after the other.

        Raises Problem (`file_missing`, `photo_set_damaged`).
        """
        if step != self._next:
            self._ahead[:] = [iter(self._source.dataset(step))]
        self._next = step + 1
        try:
            return Drawn(*next(self._ahead[0]))
        except tf.errors.OpError as error:
            self._next = -1
            raise self._source.problem or error from error


class _Source:
    """What draws, in a thread of TensorFlow's.  Knows no stream, so that this can end while a thread still draws."""

    def __init__(self, photos: PhotoSet, *, count: int, batch_size: int, seed: int) -> None:
        self.problem: Problem | None = None
        garment: npt.NDArray[np.bool_] = np.asarray(photos.allowed.any(axis=1))
        self._garments, self._others = Pool.of(photos.chosen(garment)), Pool.of(photos.chosen(~garment))
        self._allowed = self._garments.photos.allowed.astype(np.float32)
        self._count, self._batch_size, self._seed = count, batch_size, seed
        self._steps = steps_per_epoch(count, batch_size)

    def dataset(self, first: int) -> tf.data.Dataset:
        """What the steps from `first` on draw, in the order of `Drawn`; for as long as this object is there."""
        source = weakref.ref(self)  # TensorFlow keeps what it calls until Python ends

        def draw(step: int) -> tuple[npt.NDArray[Any] | np.int64, ...]:
            found = source()
            assert found is not None, "nobody waits for it any more"
            return found._draw(step)

        def tensors(step: tf.Tensor) -> tuple[tf.Tensor, ...]:
            drawn = tf.numpy_function(draw, [step], [tf.uint8, tf.float32, tf.uint8, tf.int64])
            shapes = ((None, TILE_SIDE, TILE_SIDE), (None, CLASS_COUNT), (None, TILE_SIDE, TILE_SIDE), ())
            return tuple(tf.ensure_shape(tensor, shape) for tensor, shape in zip(drawn, shapes, strict=True))

        options = tf.data.Options()
        # There is nothing to tune, and whoever ends an iterator waits up to a minute for the thread that does it.
        options.autotune.enabled = False
        return tf.data.Dataset.range(first, _END).map(tensors).prefetch(READ_AHEAD).with_options(options)

    def _draw(self, step: int) -> tuple[npt.NDArray[Any] | np.int64, ...]:
        random = np.random.default_rng([self._seed, int(step)])
        size = min(self._batch_size, self._count - int(step) % self._steps * self._batch_size)
        photos, variants = self._garments.draw(round(size * PHOTOS_A_STEP), random)
        others, other_variants = self._others.draw(round(size * OTHERS_A_STEP), random)
        seed = random.integers(2**31)
        try:
            garments = self._garments.photos.pick(photos, variants)
            return garments, self._allowed[photos], self._others.photos.pick(others, other_variants), seed
        except Problem as problem:
            self.problem = problem
            raise
