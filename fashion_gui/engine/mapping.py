"""Pictures laid out in a plane: the two directions in which they differ most, by principal component analysis."""

from collections.abc import Generator, Iterator
from typing import Final

import numpy as np
import numpy.typing as npt

from fashion_gui.core.dataset import Dataset
from fashion_gui.core.labels import TILE_SIDE
from fashion_gui.core.map_questions import MapPictures, PicturesMapped
from fashion_gui.engine.current_model import Frozen
from fashion_gui.engine.embedding import embedded

_BLOCK: Final = 16  # directions that are sought together: the more, the sooner the first two are found
_MOST_ROUNDS: Final = 200  # a dozen is usual
_CLOSE: Final = 1e-9  # the two variances change by no larger share any more
_PIECE: Final = 2**20  # numbers of the table that are multiplied at once
_EMBEDDED: Final = 1000  # pictures that a network of dense layers is asked about at once
_EMBEDDED_SLOWLY: Final = 100  # the same for one with convolutions

Table = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]


def map_pictures(frozen: Frozen, question: MapPictures, dataset: Dataset) -> Iterator[PicturesMapped | None]:
    """Alike pictures near each other; of an ensemble its first network's last hidden layer counts."""
    tiles = dataset.test_images[: max(question.count, 0)]
    if question.space == "layer":
        table = yield from _layer_table(frozen, tiles)
    else:
        table = tiles.reshape(len(tiles), TILE_SIDE**2).astype(np.float32) / np.float32(255)
    yield None
    points, kept = yield from principal_plane(table)
    yield PicturesMapped(question.id, question.space, len(points), points.tobytes(), kept)


def _layer_table(frozen: Frozen, tiles: npt.NDArray[np.uint8]) -> Generator[None, None, Table]:
    """float32 (n, units)."""
    first = frozen.models()[0]
    size = _EMBEDDED_SLOWLY if first.network.has_pictures() else _EMBEDDED
    parts = [embedded(first, tiles[:0])]  # its width, where there is no picture
    for start in range(0, len(tiles), size):
        parts.append(embedded(frozen.models()[0], tiles[start : start + size]))
        yield None
    return np.concatenate(parts)


def principal_plane(table: Table) -> Generator[None, None, tuple[Table, float]]:
    """float32 (n, d), which is changed -> the points, float32 (n, 2), and the share of the variance in their plane.

    The first direction has the larger variance.  Each has the sign that makes its largest entry positive, so that the
    same table always gives the same points.  Where there is no variance the points are 0, and so is the share.

    Found by orthogonal iteration: the whole decomposition takes half a second, in one piece that nobody can interrupt.
    Source: G. Golub, C. Van Loan, Matrix Computations, 4th edition (2013), section 7.3.2.
    """
    count, width = table.shape
    points = np.zeros((count, 2), np.float32)
    if count:
        table -= table.mean(axis=0, dtype=np.float64).astype(np.float32)
    total = float(np.square(table, dtype=np.float64).sum())
    if total <= 0:
        return points, 0.0
    block = min(_BLOCK, width)
    basis: Doubles = np.linalg.qr(np.random.default_rng(0).standard_normal((width, block)))[0]
    before = np.zeros(2)
    variances = before
    for _ in range(_MOST_ROUNDS):
        image = yield from _through(table, basis)
        inner = basis.T @ image
        values, turned = np.linalg.eigh((inner + inner.T) / 2)  # ascending
        directions = (basis @ turned)[:, ::-1][:, :2]
        variances = values[::-1][:2]
        if np.all(np.abs(variances - before[: len(variances)]) <= _CLOSE * variances[0]):
            break
        before = variances
        basis = np.linalg.qr(image)[0]
    signs = np.sign(directions[np.abs(directions).argmax(axis=0), np.arange(directions.shape[1])])
    points[:, : directions.shape[1]] = table @ (directions * signs).astype(np.float32)
    return points, min(float(variances.sum()) / total, 1.0)


def _through(table: Table, basis: Doubles) -> Generator[None, None, Doubles]:
    """The scatter matrix times `basis`, (d, k), without making that matrix."""
    narrow, image = basis.astype(np.float32), np.zeros_like(basis)
    rows = max(_PIECE // table.shape[1], 1)
    for start in range(0, len(table), rows):
        piece = table[start : start + rows]
        image += piece.T @ (piece @ narrow)
        yield None
    return image
