"""Pictures damaged as `core.disturbance` says, with numbers of its own for each picture or the same for all."""

import math
from collections.abc import Callable
from dataclasses import astuple
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import tensorflow as tf

from fashion_gui.core.disturbance import Disturbance
from fashion_gui.core.labels import TILE_SIDE

_PLACES: Final = np.arange(TILE_SIDE, dtype=np.float32)  # of the pixels in a row or column
_MIDDLE: Final = (TILE_SIDE - 1) / 2
_REACH: Final = 14  # pixels from its middle to where the widest blur is as good as 0


class Damage(NamedTuple):
    """The fields of `Disturbance` as float32 (n,), one a picture, or (1,) for all."""

    shift_x: tf.Tensor
    shift_y: tf.Tensor
    size: tf.Tensor
    turn: tf.Tensor
    mirror: tf.Tensor
    blur: tf.Tensor
    background: tf.Tensor
    invert: tf.Tensor
    noise: tf.Tensor

    @classmethod
    def of(cls, disturbance: Disturbance) -> "Damage":
        """The same for all pictures."""
        return cls(*(tf.constant([value], tf.float32) for value in astuple(disturbance)))


def damaged(tiles: tf.Tensor, damage: Damage, normals: Callable[[], tf.Tensor]) -> tf.Tensor:
    """uint8 (n, 28, 28) -> the same shape; `normals` gives the noise, float32 (n, 28, 28) of deviation 1.

    Steps that change nothing are left out, so that without any the tiles come back bit by bit.  Not for XLA, which
    cannot turn pictures on a processor.
    """
    pictures = tf.cast(tiles, tf.float32)
    turned = tf.reduce_any(damage.turn != 0)
    moved = tf.reduce_any(
        (damage.shift_x != 0) | (damage.shift_y != 0) | (damage.size != 1) | (damage.mirror > 0) | (damage.blur > 0)
    )
    pictures = tf.cond(
        turned,
        lambda: _moved_and_turned(pictures, damage),
        lambda: tf.cond(moved, lambda: _moved(pictures, damage), lambda: pictures),
    )
    pictures = tf.maximum(pictures, _each(damage.background))
    pictures = tf.where(_each(damage.invert) > 0, 255 - pictures, pictures)
    pictures = tf.cond(
        tf.reduce_any(damage.noise > 0),
        lambda: pictures + normals() * _each(damage.noise),
        lambda: pictures,
    )
    return tf.cast(tf.clip_by_value(tf.round(pictures), 0, 255), tf.uint8)


def _each(values: tf.Tensor) -> tf.Tensor:
    """(n,) -> (n, 1, 1)."""
    return values[:, tf.newaxis, tf.newaxis]


def _moved(pictures: tf.Tensor, damage: Damage) -> tf.Tensor:
    """Mirrored, sized, shifted and blurred: columns and rows one after the other."""
    blurring, never = _blurring(damage.blur), tf.zeros_like(damage.mirror)
    columns = tf.matmul(blurring, _sampling(damage.size, damage.shift_x, damage.mirror))
    rows = tf.matmul(blurring, _sampling(damage.size, damage.shift_y, never))
    return _resampled(pictures, rows, columns)


def _moved_and_turned(pictures: tf.Tensor, damage: Damage) -> tf.Tensor:
    """The same, turned around its middle before it is shifted.

    What makes it smaller comes first and what makes it larger last, so that no corner leaves the frame in between.
    """
    smaller, never = tf.minimum(damage.size, 1.0), tf.zeros_like(damage.mirror)
    columns, rows = (_sampling(smaller, never, mirror) for mirror in (damage.mirror, never))
    pictures = _resampled(pictures, rows, columns)
    angle, larger = damage.turn * (math.pi / 180), tf.maximum(damage.size, 1.0)
    cosine, sine = tf.cos(angle) / larger, tf.sin(angle) / larger
    # From a place in the answer back to the one that it is taken from; shifted, around the middle of the tile.
    down, right = _MIDDLE + damage.shift_y, _MIDDLE + damage.shift_x
    zero = tf.zeros_like(angle)
    across = [cosine, sine, _MIDDLE - cosine * right - sine * down]
    along = [-sine, cosine, _MIDDLE + sine * right - cosine * down]
    pictures = tf.raw_ops.ImageProjectiveTransformV3(
        images=pictures[..., tf.newaxis],
        transforms=tf.stack([*across, *along, zero, zero], axis=1),
        output_shape=[TILE_SIDE, TILE_SIDE],
        interpolation="BILINEAR",
        fill_mode="CONSTANT",
        fill_value=0.0,
    )[..., 0]
    blurring = _blurring(damage.blur)
    return _resampled(pictures, blurring, blurring)


def _resampled(pictures: tf.Tensor, rows: tf.Tensor, columns: tf.Tensor) -> tf.Tensor:
    """(n, 28, 28); `rows` and `columns`, (n or 1, 28, 28), say what is made of each column and row."""
    return tf.matmul(rows, tf.matmul(pictures, columns, transpose_b=True))


def _sampling(size: tf.Tensor, shift: tf.Tensor, mirror: tf.Tensor) -> tf.Tensor:
    """How much each number in a line of 28 counts for each in the answer, (n, 28, 28).

    Linear interpolation; where the picture becomes smaller, over so many pixels more (a triangle), as good programs do.
    """
    wanted = _PLACES - _MIDDLE
    places = (wanted - shift[:, tf.newaxis]) / size[:, tf.newaxis] + _MIDDLE  # (n, 28): where each comes from
    width = _each(tf.maximum(1 / size, 1.0))
    given = tf.where(_each(mirror) > 0, _PLACES[::-1], _PLACES)  # (n, 1, 28)
    shares = tf.maximum(0.0, 1 - tf.abs(places[..., tf.newaxis] - given) / width)
    near = np.arange(-4, 5, dtype=np.float32)  # a triangle reaches no further
    beside = (places - tf.floor(places))[..., tf.newaxis] - near
    return shares / tf.reduce_sum(tf.maximum(0.0, 1 - tf.abs(beside) / width), axis=2, keepdims=True)


def _blurring(blur: tf.Tensor) -> tf.Tensor:
    """How much each number in a line of 28 counts for each in the answer, (n, 28, 28): a Gaussian."""

    def bell(distance: npt.NDArray[np.float32]) -> tf.Tensor:
        return tf.exp(-0.5 * tf.square(distance / _each(tf.maximum(blur, 0.05))))  # 0.05: 0 beside the middle

    whole = tf.reduce_sum(bell(np.arange(-_REACH, _REACH + 1, dtype=np.float32)), axis=2, keepdims=True)
    return bell(_PLACES[:, np.newaxis] - _PLACES) / whole
