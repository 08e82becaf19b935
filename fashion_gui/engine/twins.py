"""The training pictures that are most like a tile."""

import hashlib
import weakref
from collections.abc import Generator, Iterator
from typing import Final

import numpy as np
import numpy.typing as npt

from fashion_gui.core.dataset import Dataset
from fashion_gui.core.labels import TILE_SIDE
from fashion_gui.core.questions import FindTwins, Twins, TwinsFound
from fashion_gui.engine.current_model import CurrentModel, Frozen
from fashion_gui.engine.embedding import embedded

_COMPARED: Final = 2000  # pictures at once: nothing of floats is ever as large as the training set
_EMBEDDED: Final = 2000  # the same for a network of dense layers
_EMBEDDED_SLOWLY: Final = 100  # and for one with convolutions, which takes 20 times as long
_MOST_KEPT: Final = 2**25  # numbers, 128 MB; what a wider layer gives is found anew each time
_NOTHING: Final = Twins([], [], b"")

Tiles = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]
Distances = npt.NDArray[np.float64]


class _Given:
    """What the last hidden layer of one network gives for the training pictures, as far as they have gone through."""

    def __init__(self, key: bytes, dataset: Dataset) -> None:
        self.key = key
        self._dataset = weakref.ref(dataset)
        self._rows = np.empty((0, 0), np.float32)  # (n, units), the first `_done` of them filled
        self._done = 0

    def fits(self, key: bytes, dataset: Dataset) -> bool:
        """Whether it is that network's about those pictures."""
        return self.key == key and self._dataset() is dataset

    def pieces(self, frozen: Frozen, images: Tiles) -> Iterator[Floats]:
        """float32 (some, units), piece after piece in the set's order; each is kept unless they are too many."""
        current = frozen.models()[0]
        units = int(current.model.layers[-1].kernel.shape[0])
        kept = len(images) * units <= _MOST_KEPT
        if kept and not self._done:
            self._rows = np.empty((len(images), units), np.float32)
        size = _EMBEDDED_SLOWLY if current.network.has_pictures() else _EMBEDDED
        for first in range(0, self._done, _EMBEDDED):
            yield self._rows[first : min(first + _EMBEDDED, self._done)]
        for first in range(self._done, len(images), size):
            piece = embedded(frozen.models()[0], images[first : first + size])
            if kept:
                self._rows[first : first + size] = piece
                self._done = first + len(piece)
            yield piece


class TwinSearch:
    """Remembers what the last hidden layer gives for the training set: that takes half a minute where it is deep."""

    def __init__(self) -> None:
        self._given: _Given | None = None

    def find(self, frozen: Frozen, question: FindTwins, dataset: Dataset) -> Iterator[TwinsFound | None]:
        """The nearest by pixels at once, and those by the last hidden layer when all pictures have gone through it.

        Of an ensemble it is the layer of the first network.  Equally near ones come in the set's order.
        """
        tile = np.frombuffer(question.tile, np.uint8).reshape(TILE_SIDE, TILE_SIDE)
        images = dataset.train_images
        squares = yield from _pixel_squares(images, tile)
        others = np.flatnonzero(squares)  # the tile itself is none of its twins
        by_pixels = _nearest(frozen, images, others, np.sqrt(squares) / 255, question.count)
        yield TwinsFound(question.id, by_pixels, _NOTHING, final=False)
        distances = yield from self._layer_distances(frozen, tile, dataset)
        by_layer = _nearest(frozen, images, others, distances, question.count)
        yield TwinsFound(question.id, by_pixels, by_layer, final=True)

    def _layer_distances(self, frozen: Frozen, tile: Tiles, dataset: Dataset) -> Generator[None, None, Distances]:
        """float64 (n,): how far what the layer gives for each training picture is from what it gives for the tile."""
        first = frozen.models()[0]
        key = _weights_key(first)
        if self._given is None or not self._given.fits(key, dataset):
            self._given = None  # before the next one takes memory
            self._given = _Given(key, dataset)
        wanted = embedded(first, tile[np.newaxis])[0].astype(np.float64)
        parts = []
        for piece in self._given.pieces(frozen, dataset.train_images):
            parts.append(np.linalg.norm(piece - wanted, axis=1))
            yield
        return np.concatenate(parts)


def _pixel_squares(images: Tiles, tile: Tiles) -> Generator[None, None, npt.NDArray[np.int64]]:
    """Squared distances (n,) of the pixels 0..255: whole numbers, so that equal ones are equal."""
    squares = np.empty(len(images), np.int64)
    wanted = tile.reshape(-1).astype(np.float64)
    for first in range(0, len(images), _COMPARED):
        some = images[first : first + _COMPARED].reshape(-1, len(wanted)).astype(np.float64)
        some -= wanted
        squares[first : first + _COMPARED] = np.einsum("ij,ij->i", some, some)
        yield
    return squares


def _nearest(frozen: Frozen, images: Tiles, others: npt.NDArray[np.intp], distances: Distances, count: int) -> Twins:
    """The `count` nearest among `others`, or all where there are fewer."""
    order = others[np.argsort(distances[others], kind="stable")[: max(count, 0)]]
    probabilities = frozen.probabilities(images[order])
    return Twins([int(index) for index in order], [float(distances[index]) for index in order], probabilities.tobytes())


def _weights_key(current: CurrentModel) -> bytes:
    """The same for the same network with the same weights, wherever they come from."""
    digest = hashlib.blake2b(repr(current.network).encode(), digest_size=16)
    for array in current.model.get_weights():
        digest.update(array.tobytes())
    return digest.digest()
