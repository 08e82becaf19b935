import math
from dataclasses import asdict, replace

import pytest

from fashion_gui.core.options import TrainOptions
from fashion_gui.core.presets import PRESETS, preset_options
from fashion_gui.core.problems import Problem

NAN, INF = math.nan, math.inf


def code_of(call, *args, **more):
    with pytest.raises(Problem) as caught:
        call(*args, **more)
    assert "went wrong inside" not in str(caught.value)  # the sentence has all it needs
    return caught.value.code


def test_course_preset_is_that_of_the_report():
    assert PRESETS["course"].options == TrainOptions(
        preset="course", epochs=100, batch_size=200, learning_rate=0.01, validation_share=0.2, seed=1
    )
    assert PRESETS["course"].network.parameter_count() == 235_146


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_is_allowed(preset):
    assert preset_options(preset) == PRESETS[preset].options


GOOD = {
    "epochs": [1, 100, 10_000],
    "batch_size": [1, 200, 60_000],
    "learning_rate": [1e-300, 0.01, 1, 10, 10.0],
    "validation_share": [0.01, 0.2, 0.9],
    "seed": [0, 1, 2**31 - 1],
}
BAD = {
    "epochs": [0, -1, 10_001, 10**400, 1.0, 1.5, NAN, INF, True, False, "1", None, [], b"1"],
    "batch_size": [0, -200, 60_001, 200.0, NAN, -INF, True, "200", None, {}],
    "learning_rate": [0, 0.0, -0.01, 10.000001, 11, 10**400, NAN, INF, -INF, True, "0.01", None, [], 1j],
    "validation_share": [0, 0.0, 0.0099, 0.91, 1, 1.0, -0.2, NAN, INF, True, "0.2", None],
    "seed": [-1, 2**31, 1.0, NAN, True, "1", None],
}


@pytest.mark.parametrize(("field", "value"), [(field, value) for field, values in GOOD.items() for value in values])
def test_good_values(field, value):
    options = replace(TrainOptions(), **{field: value})
    options.check()
    assert TrainOptions.from_dict(asdict(options)) == options
    assert preset_options("course", **{field: value}) == options


@pytest.mark.parametrize(("field", "value"), [(field, value) for field, values in BAD.items() for value in values])
def test_bad_values(field, value):
    assert code_of(replace(TrainOptions(), **{field: value}).check) == f"{field}_out_of_range"
    assert code_of(TrainOptions.from_dict, {field: value}) == f"{field}_out_of_range"
    if value is not None:  # None stands for "as in the preset" there
        assert code_of(preset_options, "course", **{field: value}) == f"{field}_out_of_range"


@pytest.mark.parametrize("preset", ["", "Course", "no such", None, 1, [], {}])
def test_unknown_preset(preset):
    assert code_of(replace(TrainOptions(), preset=preset).check) == "unknown_preset"
    assert code_of(TrainOptions.from_dict, {"preset": preset}) == "unknown_preset"


def test_unknown_preset_by_name():
    assert code_of(preset_options, "no such") == "unknown_preset"


def test_preset_options_skip_none():
    assert preset_options("course", epochs=3, seed=None) == replace(TrainOptions(), epochs=3)


@pytest.mark.parametrize("values", [{"epoch": 1}, {"epochs": 1, "more": 2}, {1: 2}])
def test_unknown_option(values):
    with pytest.raises(TypeError):
        TrainOptions.from_dict(values)


@pytest.mark.parametrize(
    ("samples", "share", "count"),
    [(60_000, 0.2, 48_000), (1000, 0.2, 800), (1000, 0.9, 99), (201, 0.01, 198)],
)
def test_training_count_is_that_of_keras(samples, share, count):
    # 0.9 leaves 99 of 1000: Keras too computes int(1000 * (1 - 0.9)) with floats.
    assert TrainOptions(validation_share=share, batch_size=1).training_count(samples) == count


@pytest.mark.parametrize(("samples", "fits"), [(250, True), (249, False), (0, False)])
def test_batch_above_the_data(samples, fits):
    options = TrainOptions(batch_size=200)
    if fits:
        assert options.training_count(samples) == 200
    else:
        assert code_of(options.training_count, samples) == "batch_larger_than_data"
