"""What is said about a training, epoch by epoch.

`kept_histories.json` holds real ones, named after optimiser and rate: the course network (where not said otherwise) in
batches of 200 on the 48 000 pictures of the course, by Keras' own `fit`.
"""

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest

from fashion_gui.core.hints import HINTS, Hint, hint
from fashion_gui.core.history import Epoch, history_from_json
from fashion_gui.core.options import TrainOptions
from fashion_gui.core.paths import resource

_COLUMNS = json.loads((Path(__file__).parent / "kept_histories.json").read_text())


def kept(name):
    columns = _COLUMNS[name]
    rows = zip(columns["loss"], columns["accuracy"], columns["val_loss"], columns["val_accuracy"], strict=True)
    return tuple(Epoch(number, *row, 1.0) for number, row in enumerate(rows, start=1))


def shipped(name):
    return history_from_json(json.loads(resource(f"models/{name}/history.json").read_text()))


def codes(history, **changes):
    """The hint of each epoch, [code or ""], those one after another told once."""
    options = replace(TrainOptions(epochs=len(history)), **changes)
    told = []
    for count in range(len(history) + 1):
        found = hint(history[:count], options)
        code = found.code if found else ""
        if told[-1:] != [code]:
            told.append(code)
    return told


def made(losses, val_losses, *, accuracy=0.8, val_accuracy=0.8):
    pairs = zip(losses, val_losses, strict=True)
    return tuple(Epoch(n, loss, accuracy, val, val_accuracy, 1.0) for n, (loss, val) in enumerate(pairs, start=1))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("sgd_1", ["", "nothing"]),
        ("sgd_0.0005", ["", "slow", "learns", "more_epochs"]),
        ("sgd_0.05", ["", "learns", "plateau"]),
        ("sgd_0.1_four_neurons", ["", "learns", "under_fits"]),
        ("adam_0.001", ["", "learns", "plateau", "gap", "over_fits"]),
        ("adam_0.001_smoothing", ["", "learns", "gap", "over_fits"]),
    ],
)
def test_a_real_training_is_told_as_it_goes(name, told):
    assert codes(kept(name)) == told


@pytest.mark.parametrize(("name", "preset"), [("course", "course"), ("photo", "photo"), ("photo-2", "photo")])
def test_of_the_shipped_trainings_nothing_bad_is_said(name, preset):
    assert codes(shipped(name), preset=preset) == ["", "learns", "more_epochs"]


def test_a_rate_that_falls_to_nothing_ends_on_a_plateau_and_over_fits_nowhere():
    assert set(codes(kept("adam_0.001_cosine_dropout"), schedule="cosine")) == {
        *("", "learns", "plateau", "more_epochs"),
    }


@pytest.mark.parametrize("name", ["adam_0.01", "adam_0.1"])
def test_too_large_a_rate_jumps_by_the_tenth_epoch(name):
    found = hint(kept(name)[:10], TrainOptions(learning_rate=0.01))
    assert found.code == "jumps"
    assert found.parameters["percent"] >= 3
    assert found.parameters["rate"] == 0.01


def test_a_training_loss_that_rises_is_told_with_its_figures():
    history = kept("sgd_0.5")
    found = hint(history[:21], TrainOptions(learning_rate=0.5))
    low = min(epoch.loss for epoch in history[:21])
    assert found.code == "rises"
    assert found.parameters["low"] == low
    assert found.parameters["loss"] == history[found.parameters["epoch"] - 1].loss > 1.2 * low


def test_over_fitting_says_since_when_and_where_it_was_best():
    history = kept("adam_0.001")
    best = min(history, key=lambda epoch: epoch.val_loss)
    assert hint(history, TrainOptions(epochs=100)) == Hint(
        "over_fits",
        {
            "count": 60 - best.epoch,
            "epoch": best.epoch,
            "loss": best.val_loss,
            "accuracy": history[-1].accuracy,
            "val_accuracy": history[-1].val_accuracy,
        },
    )


def test_the_rate_told_is_the_one_that_held():
    assert hint(kept("sgd_1"), TrainOptions(learning_rate=1.0)).parameters["rate"] == 1.0  # of a run without records
    slowed = tuple(replace(epoch, learning_rate=1 / epoch.epoch) for epoch in kept("sgd_1"))
    assert hint(slowed, TrainOptions(learning_rate=0.1)).parameters["rate"] == 1.0  # which did the harm
    changed = tuple(replace(epoch, learning_rate=epoch.epoch / 100) for epoch in kept("adam_0.01")[:10])
    assert hint(changed, TrainOptions()).parameters["rate"] == 0.1  # which now makes it jump


def test_patience_at_its_end_is_told_before_all_else():
    history = kept("adam_0.001")
    best = min(history, key=lambda epoch: epoch.val_loss).epoch
    options = TrainOptions(epochs=100, patience=12)
    assert hint(history[: best + 11], options).code != "early"
    assert hint(history[: best + 12], options) == Hint("early", {"count": 12, "epoch": best})
    assert hint(history[: best + 12], replace(options, epochs=best + 12)).code == "over_fits"  # it was the last one


def test_jumps_are_no_news_while_the_rate_will_fall_by_itself():
    assert hint(kept("adam_0.01")[:10], TrainOptions(schedule="cosine")).code != "jumps"


def test_a_slow_start_of_one_cycle_is_meant():
    history = kept("sgd_0.0005")[:8]
    assert hint(history, TrainOptions(schedule="constant")).code == "slow"
    assert hint(history, TrainOptions(schedule="one_cycle")) is None
    assert hint(history, TrainOptions(schedule="one_cycle", epochs=10)).code == "slow"


@pytest.mark.parametrize("changes", [{"flips": True}, {"shifts": 2}, {"preset": "photo"}])
def test_pictures_changed_for_training_make_no_under_fitting(changes):
    history = kept("sgd_0.1_four_neurons")
    assert hint(history, TrainOptions()).code == "under_fits"
    assert hint(history, TrainOptions(**changes)).code != "under_fits"


def test_a_network_that_guesses_but_slowly_learns_is_not_lost():
    falling = made([2.306, 2.305, 2.304], [2.3055, 2.3045, 2.3035], accuracy=0.1, val_accuracy=0.1)
    standing = made([2.306, 2.305, 2.305], [2.3055, 2.3045, 2.3046], accuracy=0.1, val_accuracy=0.1)
    assert hint(falling, TrainOptions()) is None
    assert hint(standing, TrainOptions()).code == "nothing"


@pytest.mark.parametrize("losses", [[0.0] * 30, [1e300] * 30, [1.7e308] * 30, [1e308, -1e308] * 15])
def test_figures_at_the_edge_of_numbers_are_no_trouble(losses):
    for count in range(31):
        found = hint(made(losses[:count], losses[:count]), TrainOptions())
        assert found is None or all(math.isfinite(value) for value in found.parameters.values())


@pytest.mark.parametrize("count", range(3))
def test_the_first_epochs_say_nothing(count):
    assert hint(kept("adam_0.001")[:count], TrainOptions()) is None


def test_every_hint_is_known_and_its_figures_are_finite():
    seen = set()
    for name in _COLUMNS:
        history = kept(name)
        for count in range(len(history) + 1):
            found = hint(history[:count], TrainOptions(epochs=len(history)))
            if found is not None:
                seen.add(found.code)
                assert all(math.isfinite(value) for value in found.parameters.values())
    assert seen == set(HINTS) - {"early"}
