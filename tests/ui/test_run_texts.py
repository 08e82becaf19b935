"""Kept runs in words."""

import math
from dataclasses import replace

import pytest
from run_samples import YEAR, listed, make_run

from fashion_gui.core import runs
from fashion_gui.core.networks import Conv2D, Dense, Dropout, MaxPooling2D, Network
from fashion_gui.core.presets import PRESETS
from fashion_gui.core.run_list import ListedRun, RunState
from fashion_gui.ui import run_texts
from fashion_gui.ui.language import set_language
from fashion_gui.ui.run_texts import (
    changed_options,
    changes_text,
    day_or_time_text,
    duration_text,
    figure_text,
    network_text,
    run_names,
    size_text,
    state_sentence,
    when_text,
)

DENSE = Network((Dense(64, "relu"), Dropout(0.2), Dense(10, "softmax")))
PICTURES = Network((Conv2D(4, 3, "relu"), MaxPooling2D(2), Dense(10, "softmax")))


@pytest.fixture(autouse=True)
def this_year(monkeypatch):
    """`this_year(2027)`: the year that it is now, 2026 to begin with."""

    class Clock(run_texts.datetime):
        year_now = YEAR

        @classmethod
        def now(cls, tz=None):
            return cls(cls.year_now, 6, 1)

    monkeypatch.setattr(run_texts, "datetime", Clock)
    return lambda year: setattr(Clock, "year_now", year)


def read(folder, name="a", **values):
    return runs.read_run(make_run(folder, name, **values))


# --- names -----------------------------------------------------------------------------------------------------------


def test_a_run_is_called_by_its_title_or_by_preset_and_time(tmp_path):
    kept = [read(tmp_path, "a", title="Mine"), read(tmp_path, "b", preset="quick", day=2)]
    assert run_names(kept) == {"a": "Mine", "b": "Quick, 2 Mar 10:15"}


def test_runs_of_one_minute_are_told_apart_by_seconds(tmp_path):
    kept = [read(tmp_path, name, time=time) for name, time in (("a", "10:15:07"), ("b", "10:15:41"), ("c", "11:00:00"))]
    assert list(run_names(kept).values()) == [
        "As in the course, 1 Mar 10:15:07",
        "As in the course, 1 Mar 10:15:41",
        "As in the course, 1 Mar 11:00",
    ]


def test_times_have_the_year_only_where_it_is_another(tmp_path, this_year):
    run = read(tmp_path)
    assert (when_text(run), day_or_time_text(run)) == ("1 Mar 10:15", "1 Mar 10:15")
    this_year(YEAR + 1)
    assert (when_text(run), day_or_time_text(run)) == ("1 Mar 2026 10:15", "1 Mar 2026")
    set_language("ru")
    assert when_text(run) == "01.03.2026 10:15"


def test_a_time_that_is_none_is_shown_as_it_is(tmp_path):
    assert when_text(replace(read(tmp_path), created="yesterday")) == "yesterday"


# --- figures ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.4, "0:00"), (42, "0:42"), (59.7, "1:00"), (103, "1:43"), (3753, "1:02:33")]
)
def test_durations(seconds, text):
    assert duration_text(seconds) == text


@pytest.mark.parametrize(
    ("size", "text"), [(0, "0.0 MB"), (8_240_000, "8.2 MB"), (280_400_000, "280 MB"), (1_240_000_000, "1.2 GB")]
)
def test_sizes(size, text):
    assert size_text(size) == text


def test_a_missing_figure_is_a_dash():
    assert [figure_text(value) for value in (0.87314, math.nan)] == ["0.8731", "—"]


@pytest.mark.parametrize(
    ("network", "text"),
    [
        (PRESETS["course"].network, "784-256-128-10"),
        (DENSE, "784-64-10"),
        (PICTURES, "3 layers, 7\u202f890 parameters"),
    ],
)
def test_networks(network, text):
    assert network_text(network) == text


# --- changes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, "—"),
        ({"epochs": 7}, "—"),
        ({"optimizer": "adam", "learning_rate": 0.003}, "Adam, rate 0.003"),
        ({"batch_size": 64, "seed": 7}, "batch 64, seed 7"),
        ({"flips": True, "shifts": 2, "patience": 12}, "patience 12, mirrored, shifts up to 2"),
        ({"preset": "quick", "schedule": "constant"}, "schedule: always the same"),
        ({"preset": "quick", "optimizer": "sgd"}, "SGD"),
        ({"preset": "photo", "averaging": False, "photos": "/a/b.npz"}, "no averaging, with photos"),
        ({"preset": "own", "network": DENSE}, "784-64-10"),
        (
            {"preset": "own", "network": PICTURES, "label_smoothing": 0.1},
            "3 layers, 7\u202f890 parameters, smoothing 0.1",
        ),
    ],
)
def test_what_was_changed_against_the_preset(tmp_path, changes, text):
    assert changes_text(read(tmp_path, **changes)) == text


def test_a_preset_that_a_later_version_may_bring_is_shown_whole(tmp_path, monkeypatch):
    run = read(tmp_path, preset="quick")
    monkeypatch.delitem(PRESETS, "quick")
    assert changes_text(run).startswith("784-256-128-10, Adam, rate 0.004")


def test_every_option_but_the_epochs_has_its_words():
    usual = PRESETS["course"].options
    other = {
        "batch_size": 1, "learning_rate": 1.0, "validation_share": 0.5, "seed": 2, "photos": "x", "optimizer": "adam",
        "schedule": "cosine", "weight_decay": 0.1, "label_smoothing": 0.1, "averaging": True, "patience": 1,
        "flips": True, "shifts": 1,
    }  # fmt: skip
    assert other.keys() | {"preset", "epochs"} == usual.__dataclass_fields__.keys()
    texts = [changed_options(replace(usual, **{name: value}), usual) for name, value in other.items()]
    assert all(len(one) == 1 and one[0] for one in texts)
    assert len({one[0] for one in texts}) == len(other)


# --- states ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("state", RunState)
def test_every_state_has_a_word_and_a_sentence(tmp_path, state, language):
    set_language(language)
    one = replace(listed(tmp_path, "a", epochs=2), state=state)
    assert run_texts.state_text(state)
    sentence = state_sentence(one)
    assert sentence.endswith(".")
    assert "3" in sentence


def test_what_can_be_resumed_is_said(tmp_path):
    one = listed(tmp_path, "a", epochs=2, reason="")
    assert state_sentence(one) == "Interrupted after 2 of 3 epochs."
    assert state_sentence(ListedRun(one.run, one.state, resumable=True)) == (
        "Interrupted after 2 of 3 epochs. It can be resumed."
    )
