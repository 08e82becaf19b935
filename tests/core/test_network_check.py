import pytest

from fashion_gui.core.network_check import MAX_PARAMETERS, check_network, problem_place
from fashion_gui.core.networks import (
    COURSE_NETWORK,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    GlobalAveragePooling2D,
    MaxPooling2D,
    Network,
)
from fashion_gui.core.presets import PRESETS
from fashion_gui.core.problems import Problem, problem_sentence

LAST = Dense(10, "softmax")
HIDDEN = Dense(64, "relu")
CONV = Conv2D(8, 3, "relu")
POOL = MaxPooling2D(2)
MEAN = GlobalAveragePooling2D()


def refusal(*layers):
    with pytest.raises(Problem) as caught:
        check_network(Network(layers))
    return caught.value


@pytest.mark.parametrize(
    "network",
    [
        *(preset.network for preset in PRESETS.values()),
        Network((LAST,)),
        Network((Dense(20, "tanh"), Dropout(0), Dense(20, "sigmoid"), Dense(20, "linear"), LAST)),
        Network((CONV, POOL, BatchNormalization(), POOL, Dropout(0.5), HIDDEN, BatchNormalization(), LAST)),
        Network((MaxPooling2D(7), MaxPooling2D(4), LAST)),
        Network((BatchNormalization(), POOL, MEAN, HIDDEN, LAST)),
        Network((HIDDEN,) * 19 + (LAST,)),
        Network((Dense(4096, "relu"), Dense(430, "relu"), LAST)),
    ],
)
def test_sane_networks_pass(network):
    check_network(network)


@pytest.mark.parametrize(
    ("code", "place", "layers"),
    [
        ("layer_without_picture", 1, (HIDDEN, CONV, LAST)),
        ("layer_without_picture", 3, (HIDDEN, Dropout(0.1), BatchNormalization(), POOL, LAST)),
        ("layer_without_picture", 2, (CONV, MEAN, MEAN, LAST)),
        ("layer_without_picture", 2, (CONV, MEAN, CONV, LAST)),
        ("layer_without_picture", 2, (CONV, LAST, POOL)),
        ("layer_without_maps", 0, (MEAN, LAST)),
        ("layer_without_maps", 1, (Dropout(0.2), MEAN, LAST)),
        ("layer_window_too_large", 4, (POOL, POOL, POOL, POOL, POOL, LAST)),
        ("layer_window_too_large", 1, (MaxPooling2D(7), MaxPooling2D(5), LAST)),
        ("layer_units_out_of_range", 1, (HIDDEN, Dense(4097, "relu"), LAST)),
        ("layer_units_out_of_range", 0, (Dense(0, "relu"), LAST)),
        ("layer_units_out_of_range", 0, (Dense(True, "relu"), LAST)),
        ("layer_filters_out_of_range", 0, (Conv2D(513, 3, "relu"), LAST)),
        ("layer_size_out_of_range", 0, (Conv2D(8, 8, "relu"), LAST)),
        ("layer_size_out_of_range", 1, (CONV, MaxPooling2D(0), LAST)),
        ("layer_rate_out_of_range", 1, (HIDDEN, Dropout(1.0), LAST)),
        ("layer_rate_out_of_range", 0, (Dropout(-0.1), LAST)),
        ("layer_rate_out_of_range", 0, (Dropout(float("nan")), LAST)),
        ("layer_rate_out_of_range", 0, (Dropout("much"), LAST)),
        ("layer_activation_unknown", 0, (Dense(8, "gelu"), LAST)),
        ("network_other_output", 0, (HIDDEN,)),
        ("network_other_output", 1, (LAST, HIDDEN)),
        ("network_other_output", 1, (HIDDEN, Dense(10, "relu"))),
        ("network_other_output", 0, (Dense(11, "softmax"),)),
        ("network_other_output", -1, ()),
        ("network_too_long", -1, (HIDDEN,) * 20 + (LAST,)),
        (
            "network_too_many_parameters",
            2,
            (HIDDEN, Dense(1500, "relu"), Dense(4096, "relu"), LAST),
        ),
        ("network_too_many_parameters", 1, (Conv2D(16, 3, "relu"), Dense(512, "relu"), LAST)),
        ("network_too_slow", 1, (Conv2D(256, 3, "relu"), Conv2D(256, 3, "relu"), MEAN, LAST)),
        ("network_too_many_numbers", 0, (Conv2D(512, 3, "relu"), *[BatchNormalization()] * 2, MEAN, LAST)),
    ],
)
def test_what_cannot_be_is_refused_and_its_layer_named(code, place, layers):
    problem = refusal(*layers)
    assert (problem.code, problem_place(problem)) == (code, place)
    for language in ("en", "ru"):
        sentence = problem_sentence(code, problem.parameters, language)
        assert sentence != problem_sentence("internal_error", {"reason": code}, language)
        assert "{" not in sentence
        if code.startswith("layer") or "kind" in problem.parameters:
            assert str(place + 1) in sentence
            assert type(layers[place]).__name__ in sentence


def test_the_layer_that_took_the_picture_is_named():
    problem = refusal(CONV, POOL, HIDDEN, Dropout(0.1), CONV, LAST)
    assert str(problem) == (
        "Layer 5 (Conv2D) needs a picture, but layer 3 (Dense) leaves only a row of numbers. Put it before layer 3."
    )


def test_sizes_are_told_as_they_are():
    problem = refusal(POOL, POOL, POOL, MaxPooling2D(5), LAST)
    assert (problem.parameters["window"], problem.parameters["sides"]) == ("5×5", "3×3")


def test_parameters_are_counted_up_to_the_limit():
    check_network(Network((Dense(4096, "relu"), Dense(434, "relu"), LAST)))
    too_many = Network((Dense(4096, "relu"), Dense(436, "relu"), LAST))
    assert too_many.parameter_count() > MAX_PARAMETERS
    assert refusal(*too_many.layers).code == "network_too_many_parameters"


def test_rows_of_the_layers_are_found():
    network = Network((CONV, POOL, HIDDEN, LAST))
    kinds = [network.rows()[index].kind for index in network.row_indices()]
    assert kinds == ["Conv2D", "MaxPooling2D", "Dense", "Dense"]
    assert [COURSE_NETWORK.rows()[index].kind for index in COURSE_NETWORK.row_indices()] == ["Dense"] * 3
