import numpy as np
import pytest
from hypothesis import HealthCheck, settings

from fashion_gui.core.dataset import Dataset, write_dataset

# A busy machine is no failure.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.fixture
def small_dataset():
    """40 and 20 tiles of noise; all four files differ."""
    random = np.random.default_rng(7)
    return Dataset(
        train_images=random.integers(0, 256, (40, 28, 28), dtype=np.uint8),
        train_labels=random.integers(0, 10, 40, dtype=np.uint8),
        test_images=random.integers(0, 256, (20, 28, 28), dtype=np.uint8),
        test_labels=random.integers(0, 10, 20, dtype=np.uint8),
        name="Small",
    )


@pytest.fixture
def small_folder(tmp_path, small_dataset):
    """`small_dataset` as a folder with a manifest."""
    folder = tmp_path / "small"
    write_dataset(folder, small_dataset)
    return folder
