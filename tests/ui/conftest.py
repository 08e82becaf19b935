"""English to begin with, a small data set, and a reproducible chance."""

import numpy as np
import pytest
from generated import make_dataset

from fashion_gui.core.paths import resource
from fashion_gui.ui.language import set_language
from fashion_gui.ui.theme import apply_theme


@pytest.fixture(autouse=True)
def _english(qapp):
    set_language("en")
    yield
    set_language("en")


@pytest.fixture
def set_theme(qapp):
    """`set_theme("dark")`; light to begin with, and as before in the end."""
    style, palette = qapp.styleSheet(), qapp.palette()

    def choose(scheme):
        apply_theme(qapp, scheme=scheme, icons=str(resource("icons")))

    choose("light")
    yield choose
    qapp.setStyleSheet(style)
    qapp.setPalette(palette)


@pytest.fixture
def small_dataset():
    return make_dataset()


@pytest.fixture
def random():
    return np.random.default_rng(1)
