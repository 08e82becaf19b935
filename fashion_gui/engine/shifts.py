"""Tiles mirrored and moved by whole pixels at random: cheap enough for each step of a training on a processor."""

import tensorflow as tf

from fashion_gui.core.labels import TILE_SIDE
from fashion_gui.engine.chance import FLIPS, SHIFTS_ACROSS, SHIFTS_DOWN, uniform


def augmented(tiles: tf.Tensor, *, flips: bool, shifts: int, seed: int, step: tf.Tensor | int) -> tf.Tensor:
    """Tiles uint8 (batch, 28, 28) -> the same shape, each changed in its own way.

    With `flips` every second one on average is mirrored, left for right; then each is moved by -shifts..shifts pixels
    (0-28), down and across, all equally likely.  What leaves the frame is lost, what comes in is background.
    What happens follows from `seed`, `step` and the place in the batch.  Works inside XLA and outside.
    """
    if not flips and shifts == 0:
        return tiles
    count = tf.shape(tiles)[0]
    places = tf.range(TILE_SIDE)
    columns = tf.tile(places[tf.newaxis], (count, 1))  # (batch, 28): where each column of the answer is taken from
    if flips:
        mirrored = uniform((count, 1), seed=seed, step=step, stream=FLIPS) < 0.5
        columns = tf.where(mirrored, TILE_SIDE - 1 - places, columns)
    if shifts > 0:
        down, across = (_offsets(count, shifts, seed, step, stream) for stream in (SHIFTS_DOWN, SHIFTS_ACROSS))
        tiles = tf.pad(tiles, ((0, 0), (shifts, shifts), (shifts, shifts)))
        tiles = tf.gather(tiles, down + places, batch_dims=1)  # (batch, 28, 28 + 2 * shifts)
        columns += across
    # Numbers in a row are read much faster than whole columns: hence the places are repeated for each row.
    columns = tf.tile(columns[:, tf.newaxis], (1, TILE_SIDE, 1))
    return tf.gather(tiles, columns, batch_dims=2)


def _offsets(count: tf.Tensor, shifts: int, seed: int, step: tf.Tensor | int, stream: int) -> tf.Tensor:
    """Integers 0..2 * shifts, (count, 1): where in its padded tile an answer begins."""
    chances = uniform((count, 1), seed=seed, step=step, stream=stream)
    return tf.cast(tf.floor(chances * (2 * shifts + 1)), tf.int32)
