"""A small data set that a network learns in seconds: each class is one random pattern under a little noise."""

import numpy as np

from fashion_gui.core.dataset import Dataset


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
