"""A small data set that a network learns in seconds: each class is one random pattern under a little noise."""

from pathlib import Path

import numpy as np

from fashion_gui.core.dataset import Dataset
from fashion_gui.core.photo_set import PhotoSet


def make_tiles(count: int, *, seed: int = 0):
    """Tiles uint8 (count, 28, 28) and labels uint8 (count,), the ten classes in turn."""
    patterns = np.random.default_rng(1).integers(0, 200, (10, 28, 28))
    labels = (np.arange(count) % 10).astype(np.uint8)
    noise = np.random.default_rng(seed).integers(0, 55, (count, 28, 28))
    return (patterns[labels] + noise).astype(np.uint8), labels


def make_dataset(*, train_count: int = 250, test_count: int = 50) -> Dataset:
    """Training and test tiles differ in their noise."""
    train_images, train_labels = make_tiles(train_count, seed=2)
    test_images, test_labels = make_tiles(test_count, seed=3)
    return Dataset(train_images, train_labels, test_images, test_labels, "Generated")


def write_photo_set(photos: PhotoSet, path: Path) -> Path:
    """The file of `photos`, as it would be if the photos of each group had lain in a folder."""
    with open(path, "wb") as file:
        for array in (photos.tiles, photos.allowed, photos.groups):
            np.save(file, array)
    return path
