"""The break-it lab: the test set after a disturbance."""

import functools
import math
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import tensorflow as tf

from fashion_gui.core.dataset import Dataset
from fashion_gui.core.disturbance import UNCHANGED, Disturbance
from fashion_gui.core.labels import CLASS_COUNT, TILE_SIDE
from fashion_gui.core.networks import Network
from fashion_gui.core.questions import Disturb, Disturbed, Sweep, Swept
from fashion_gui.engine.current_model import Frozen
from fashion_gui.engine.damage import Damage, damaged
from fashion_gui.engine.inference import Probabilities, Tiles

NOISE_SEED: Final = 1  # always the same: so the same place of a slider gives the same answer
SAMPLES: Final = 10  # disturbed pictures to look at
SWEPT_PICTURES: Final = 1000  # that a slow network is asked about at each place of a slider

_BLOCK: Final = 1000  # tiles that are disturbed at once, in a few ms
_FIRST_PIECE: Final = 100  # tiles that a network of unknown speed is asked about at once
_PIECE_SECONDS: Final = 0.03  # and about so long when it is known
_FIRST_REPLY: Final = 500  # pictures; further ones after twice as many each time
_REPLY_SECONDS: Final = 0.08  # but none sooner after the one before: a quick network gives all at once
_SLOW: Final = 2_000_000  # multiplications for a picture, about ten times those of the course's network


def disturb_tiles(tiles: Tiles, disturbance: Disturbance, seed: int) -> Tiles:
    """uint8 (n, 28, 28) -> the same shape; the noise follows from `seed` and the place among the tiles."""
    if disturbance == UNCHANGED:
        return tiles
    blocks = [_disturbed_block(tiles, disturbance, seed, first) for first in range(0, len(tiles), _BLOCK)]
    return np.concatenate(blocks) if blocks else tiles


def disturb(frozen: Frozen, question: Disturb, dataset: Dataset) -> Iterator[Disturbed | None]:
    """The answers to the disturbed test set, in pieces.

    A slow network's reply comes in parts: it would be late else, and what the first pictures say is telling already.
    """
    tiles, total = dataset.test_images, len(dataset.test_images)
    answers = np.empty((total, CLASS_COUNT), np.float32)
    samples, due, told = b"", _FIRST_REPLY, time.monotonic()
    for count, block in _answered(frozen, tiles, question.disturbance, answers):
        samples = samples or block[:SAMPLES].tobytes()
        if count >= due and count < total and time.monotonic() - told >= _REPLY_SECONDS:
            yield Disturbed(question.id, count, total, answers[:count].tobytes(), samples, False)
            due, told = 2 * count, time.monotonic()
        else:
            yield None
    yield Disturbed(question.id, total, total, answers.tobytes(), samples, True)


def sweep(frozen: Frozen, question: Sweep, dataset: Dataset) -> Iterator[Swept | None]:
    """The accuracy at each place of a slider."""
    slow = sum(multiplications(model.network) for model in frozen.models()) > _SLOW
    count = min(SWEPT_PICTURES, len(dataset.test_labels)) if slow else len(dataset.test_labels)
    tiles, labels = dataset.test_images[:count], dataset.test_labels[:count]
    accuracies: list[float] = []
    for value in question.values:
        answers = np.empty((count, CLASS_COUNT), np.float32)
        disturbance = replace(question.disturbance, **{question.slider: value})
        for _ in _answered(frozen, tiles, disturbance, answers):
            yield None
        accuracies.append(float(np.mean(answers.argmax(axis=1) == labels)))
        known, final = question.values[: len(accuracies)], len(accuracies) == len(question.values)
        yield Swept(question.id, question.slider, known, list(accuracies), count, final)


def multiplications(network: Network) -> int:
    """About how many it makes for a picture: each weight of a convolution is used at each place of its answer."""
    return sum(row.parameters * math.prod(row.output_shape[:-1]) for row in network.rows())


def _answered(
    frozen: Frozen, tiles: Tiles, disturbance: Disturbance, answers: Probabilities
) -> Iterator[tuple[int, Tiles]]:
    """Fills `answers`, float32 (n, 10); after each piece gives how many there are, and the block they belong to."""
    seconds = 0.0  # that the network takes for a picture
    for first in range(0, len(tiles), _BLOCK):
        block = _disturbed_block(tiles, disturbance, NOISE_SEED, first)
        place = 0
        while place < len(block):
            size = int(_PIECE_SECONDS / seconds) if seconds else _FIRST_PIECE
            piece = block[place : place + max(size, 1)]
            started = time.perf_counter()
            answers[first + place : first + place + len(piece)] = frozen.probabilities(piece)
            seconds = (time.perf_counter() - started) / len(piece)
            place += len(piece)
            yield first + place, block


def _disturbed_block(tiles: Tiles, disturbance: Disturbance, seed: int, first: int) -> Tiles:
    """The tiles from `first` on, at most a block; `first` is a multiple of its size."""
    block = tiles[first : first + _BLOCK]
    if disturbance == UNCHANGED:
        return block
    disturbed: npt.NDArray[np.uint8] = _compiled()(
        block, Damage.of(disturbance), _normals(seed), tf.constant(first)
    ).numpy()
    return disturbed


@functools.cache
def _compiled() -> Any:
    """All numbers are tensors, so that it is compiled once whatever the sliders say."""

    def disturbed(tiles: tf.Tensor, damage: Damage, normals: tf.Tensor, first: tf.Tensor) -> tf.Tensor:
        def noise() -> tf.Tensor:
            # To draw numbers for each block anew would take half of all the time.
            moved = tf.roll(tf.reshape(normals, (-1,)), first, axis=0)
            return tf.reshape(moved, normals.shape)[: tf.shape(tiles)[0]]

        return damaged(tiles, damage, noise)

    numbers = tf.TensorSpec((1,), tf.float32)
    return tf.function(
        disturbed,
        autograph=False,
        input_signature=[
            tf.TensorSpec((None, TILE_SIDE, TILE_SIDE), tf.uint8),
            Damage(*[numbers] * len(Damage._fields)),
            tf.TensorSpec((_BLOCK, TILE_SIDE, TILE_SIDE), tf.float32),
            tf.TensorSpec((), tf.int32),
        ],
    )


@functools.lru_cache(maxsize=2)
def _normals(seed: int) -> tf.Tensor:
    """A block of normally distributed numbers, float32."""
    return tf.random.stateless_normal((_BLOCK, TILE_SIDE, TILE_SIDE), (seed, 0))
