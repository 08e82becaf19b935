"""A small data set on disk, and a window whose workers are the real ones."""

import numpy as np
import pytest
from generated import make_dataset

from fashion_gui.core.dataset import write_dataset
from fashion_gui.ui.language import set_language


@pytest.fixture(autouse=True)
def _english(qapp):
    set_language("en")
    yield
    set_language("en")


@pytest.fixture
def small_dataset():
    return make_dataset()


@pytest.fixture
def small_dataset_folder(tmp_path, small_dataset):
    folder = tmp_path / "data"
    write_dataset(folder, small_dataset)
    return folder


@pytest.fixture
def drawn_photo(tmp_path):
    """A dark T-shirt drawn on white paper."""
    from PySide6.QtGui import QColor, QImage, QPainter

    image = QImage(240, 300, QImage.Format.Format_RGB888)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.fillRect(70, 60, 100, 190, QColor("#283040"))
    painter.fillRect(20, 60, 200, 60, QColor("#283040"))
    painter.end()
    path = tmp_path / "футболка (1).png"
    assert image.save(str(path))
    return path


@pytest.fixture
def random():
    return np.random.default_rng(1)
