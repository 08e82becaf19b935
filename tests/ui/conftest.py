"""English to begin with, a small data set, and a reproducible chance."""

import numpy as np
import pytest
from generated import make_dataset

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
def random():
    return np.random.default_rng(1)
