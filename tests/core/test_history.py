import json

import pytest

from fashion_gui.core.history import Epoch, history_from_json, history_to_json, is_figure

HISTORY = (Epoch(1, 2.0, 0.3, 1.8, 0.4, 0.5), Epoch(2, 1.5, 0.5, 1.4, 0.6, 0.5), Epoch(3, 1.1, 0.7, 1.6, 0.5, 0.5))
FIGURES = {"loss": 1.0, "accuracy": 0.5, "val_loss": 1.0, "val_accuracy": 0.5, "seconds": 1}


def test_history_survives_json():
    assert history_from_json(json.loads(json.dumps(history_to_json(HISTORY)))) == HISTORY


@pytest.mark.parametrize(
    "values",
    [
        None,
        5,
        "abc",
        [1],
        [{}],
        [{"epoch": 1, **FIGURES, "more": 1}],
        [{"epoch": 0, **FIGURES}],
        [{"epoch": 2, **FIGURES}],
        [{"epoch": "1", **FIGURES}],
        [{"epoch": 1, **FIGURES}, {"epoch": 1, **FIGURES}],
        [{"epoch": 1, **FIGURES, "loss": None}],
        [{"epoch": 1, **FIGURES, "loss": "0.5"}],
        [{"epoch": 1, **FIGURES, "val_loss": float("nan")}],
        [{"epoch": 1, **FIGURES, "seconds": float("inf")}],
        [{"epoch": 1, **FIGURES, "seconds": 10**400}],
    ],
)
def test_anything_else_is_refused(values):
    with pytest.raises((ValueError, TypeError, KeyError)):
        history_from_json(values)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, True), (-1.5, True), (True, False), ("1", False), (None, False), (float("nan"), False), (10**400, False)],
)
def test_figures(value, expected):
    assert is_figure(value) is expected
