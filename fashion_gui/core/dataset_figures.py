"""What is in a data set: average pictures, how shoes point, how bright the clothes are, and what is missing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from fashion_gui.core.dataset import Dataset
from fashion_gui.core.dataset_files import never
from fashion_gui.core.labels import CLASS_COUNT, SHOES, TILE_SIDE

LEVELS: Final = 256  # brightness values of a pixel
NEARLY_WHITE: Final = 32  # tiles are negatives: clothes darker than this in the tile were nearly white
QUANTILES: Final = (0.05, 0.25, 0.5, 0.75, 0.95)

_PIECE: Final = 4000  # pictures at once: bounds the memory, and how long a cancelled work goes on

Counts = npt.NDArray[np.int64]
Pictures = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class DatasetFigures:
    """Of both sets together, unless the name says otherwise; the first axis is always the class.

    `train_counts` and `test_counts` (10,) say how many pictures there are.  `means` and `spreads`, float32
    (10, 28, 28) within 0..255, are each pixel's mean and standard deviation.  `heavy_right` and `heavy_left` (10,)
    count pictures whose centre of mass lies right or left of the middle.  `inks` (10, 256) counts pictures by the mean
    brightness of the garment's pixels, those above 0, rounded; a picture without any counts as 0.
    """

    train_counts: Counts
    test_counts: Counts
    means: Pictures
    spreads: Pictures
    heavy_right: Counts
    heavy_left: Counts
    inks: Counts

    def counts(self) -> Counts:
        """Pictures of each class in both sets, (10,)."""
        total: Counts = self.train_counts + self.test_counts
        return total

    def pointing_left(self, label: int) -> float:
        """The share of pictures, 0..1, whose weight is at the right; NaN where there are none.

        Of a shoe that is where the heel and the leg are: its toe points left.
        """
        left, right = int(self.heavy_right[label]), int(self.heavy_left[label])
        return left / (left + right) if left + right else float("nan")

    def ink_quantiles(self, label: int) -> list[int]:
        """The brightness, 0..255, that the shares `QUANTILES` of the pictures do not exceed; [] without pictures."""
        up_to = np.cumsum(self.inks[label])
        if not up_to[-1]:
            return []
        # A hair less: 0.95 of 20 pictures must not become 20 by rounding.
        return [int(np.searchsorted(up_to, share * up_to[-1] * (1 - 1e-12))) for share in QUANTILES]

    def darker_than(self, level: int) -> int:
        """How many pictures have a mean brightness of the garment below `level`."""
        return int(self.inks[:, :level].sum())

    def nearest_class(self, label: int) -> int | None:
        """Which other class has the most similar average picture, None where there is no other."""
        others = [other for other in range(CLASS_COUNT) if other != label and self.counts()[other]]
        if not others or not self.counts()[label]:
            return None
        return min(others, key=lambda other: float(np.square(self.means[other] - self.means[label]).sum()))


def dataset_figures(dataset: Dataset, *, cancelled: Callable[[], bool] = never) -> DatasetFigures | None:
    """The figures of `dataset`; Fashion-MNIST takes about a second.  None where `cancelled` said so in between."""
    sums = np.zeros((CLASS_COUNT, TILE_SIDE, TILE_SIDE), np.int64)
    squares = np.zeros_like(sums)
    heavy_right, heavy_left = np.zeros(CLASS_COUNT, np.int64), np.zeros(CLASS_COUNT, np.int64)
    inks = np.zeros(CLASS_COUNT * LEVELS, np.int64)
    for tiles, labels in _pieces(dataset):
        if cancelled():
            return None
        for label in range(CLASS_COUNT):
            of_class = tiles[labels == label]
            sums[label] += of_class.sum(axis=0, dtype=np.int64)
            squares[label] += np.square(of_class, dtype=np.uint32).sum(axis=0, dtype=np.int64)
        side = _side(tiles)
        heavy_right += _counted(labels[side > 0])
        heavy_left += _counted(labels[side < 0])
        inks += np.bincount(labels.astype(np.int64) * LEVELS + _ink(tiles), minlength=len(inks))
    train_counts, test_counts = _counted(dataset.train_labels), _counted(dataset.test_labels)
    total = np.maximum(train_counts + test_counts, 1)[:, None, None]
    means = sums / total
    variances = np.maximum(squares / total - np.square(means), 0)
    return DatasetFigures(
        train_counts,
        test_counts,
        means.astype(np.float32),
        np.sqrt(variances).astype(np.float32),
        heavy_right,
        heavy_left,
        inks.reshape(CLASS_COUNT, LEVELS),
    )


def shoes_pointing_left(figures: DatasetFigures) -> float:
    """The share, 0..1, of all shoes; NaN where there are none."""
    left = int(figures.heavy_right[list(SHOES)].sum())
    total = left + int(figures.heavy_left[list(SHOES)].sum())
    return left / total if total else float("nan")


def _pieces(dataset: Dataset) -> Iterator[tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]]:
    for images, labels in (
        (dataset.train_images, dataset.train_labels),
        (dataset.test_images, dataset.test_labels),
    ):
        for first in range(0, len(labels), _PIECE):
            yield images[first : first + _PIECE], labels[first : first + _PIECE]


def _counted(labels: npt.NDArray[np.uint8]) -> Counts:
    counts: Counts = np.bincount(labels, minlength=CLASS_COUNT).astype(np.int64)
    return counts


def _side(tiles: npt.NDArray[np.uint8]) -> Counts:
    """(n,): above 0 where the centre of mass lies right of the middle, below where left, 0 at the middle."""
    columns = tiles.sum(axis=1, dtype=np.int64)
    side: Counts = columns @ (2 * np.arange(TILE_SIDE) - (TILE_SIDE - 1))
    return side


def _ink(tiles: npt.NDArray[np.uint8]) -> Counts:
    """(n,): the mean of the pixels above 0, rounded; 0 where there are none."""
    total = tiles.sum(axis=(1, 2), dtype=np.int64)
    inked = np.maximum(np.count_nonzero(tiles, axis=(1, 2)), 1)
    return np.rint(total / inked).astype(np.int64)
