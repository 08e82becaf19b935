"""Tiles changed at random, a batch at a time: so that a network sees more than the catalogue shows.

All functions take and give float32 (batch, 28, 28, 1) in 0..255, background 0.
"""

from typing import Final

import tensorflow as tf

from fashion_gui.core.labels import TILE_SIDE

GARMENT: Final = 4.0  # brightness above which a pixel counts as garment
FAINTEST: Final = 23.0  # a garment's darkest pixel after a change of tones
_CENTRE: Final = (TILE_SIDE - 1) / 2


def moved(
    tiles: tf.Tensor, random: tf.random.Generator, *, turn: float, stretch: float, shift: float, shear: float
) -> tf.Tensor:
    """Turned (radians), stretched (natural logarithm, each axis), shifted (pixels) and sheared by normally distributed
    amounts of these deviations; every second one mirrored."""
    count = tf.shape(tiles)[0]

    def normal(deviation: float) -> tf.Tensor:
        return random.normal((count,)) * deviation

    angle, across, down, slant = normal(turn), tf.exp(normal(stretch)), tf.exp(normal(stretch)), normal(shear)
    across *= tf.where(random.uniform((count,)) < 0.5, -1.0, 1.0)
    a0, a1 = tf.cos(angle) * across, slant - tf.sin(angle) * down
    b0, b1 = tf.sin(angle) * across, tf.cos(angle) * down
    a2 = normal(shift) + _CENTRE * (1 - a0 - a1)  # around the centre of the tile
    b2 = normal(shift) + _CENTRE * (1 - b0 - b1)
    zero = tf.zeros_like(a0)
    return tf.raw_ops.ImageProjectiveTransformV3(
        images=tiles,
        transforms=tf.stack([a0, a1, a2, b0, b1, b2, zero, zero], axis=1),
        output_shape=[TILE_SIDE, TILE_SIDE],
        interpolation="BILINEAR",
        fill_mode="CONSTANT",
        fill_value=0.0,
    )


def toned(tiles: tf.Tensor, random: tf.random.Generator) -> tf.Tensor:
    """Another light and another cloth: gamma, contrast, cloudy shading, noise; one in seven turned bright for dark."""
    count = tf.shape(tiles)[0]

    def each() -> tf.Tensor:
        return random.uniform((count, 1, 1, 1))

    def normal(deviation: float) -> tf.Tensor:
        return random.normal((count, 1, 1, 1)) * deviation

    garment = tf.cast(tiles > GARMENT, tf.float32)
    values = tiles / 255
    values = tf.where(each() < 0.15, garment * (1.05 - values), values)
    values = tf.pow(tf.clip_by_value(values, 0.0, 1.0), tf.exp(normal(0.35)))
    values = (values - 0.6) * tf.exp(normal(0.2)) + 0.6 + normal(0.08)
    clouds = tf.image.resize(random.normal((count, 4, 4, 1)), (TILE_SIDE, TILE_SIDE))
    values += clouds * each() * 0.15 + random.normal(tf.shape(values)) * each() * 0.05
    return tf.clip_by_value(values * 255, FAINTEST, 255.0) * garment


def erased(tiles: tf.Tensor, random: tf.random.Generator, *, share: float) -> tf.Tensor:
    """In a `share` of the tiles a rectangle of 4 to 14 pixels a side becomes black, or grey.

    Source: random erasing, arXiv 1708.04896.
    """
    count = tf.shape(tiles)[0]

    def uniform(low: float, high: float) -> tf.Tensor:
        return random.uniform((count, 1, 1, 1), low, high)

    rows = tf.reshape(tf.range(float(TILE_SIDE)), (1, TILE_SIDE, 1, 1))
    columns = tf.reshape(tf.range(float(TILE_SIDE)), (1, 1, TILE_SIDE, 1))
    hit = tf.abs(rows - uniform(0, TILE_SIDE)) < uniform(2, 7)
    hit &= tf.abs(columns - uniform(0, TILE_SIDE)) < uniform(2, 7)
    hit &= uniform(0, 1) < share
    return tf.where(hit, tf.where(uniform(0, 1) < 0.5, 0.0, uniform(0, 255)), tiles)
