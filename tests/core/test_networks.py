import json
import math

import pytest

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

LAST = {"kind": "dense", "units": 10, "activation": "softmax"}


def hidden(**changes):
    return {"kind": "dense", "units": 5, "activation": "relu"} | changes


def test_parameters_of_the_course_network():
    rows = COURSE_NETWORK.rows()

    assert [row.kind for row in rows] == ["Rescaling", "Flatten", "Dense", "Dense", "Dense"]
    assert [row.name for row in rows] == ["rescaling", "flatten", "dense", "dense_1", "dense_2"]
    assert [row.parameters for row in rows] == [0, 0, 200_960, 32_896, 1_290]
    assert [row.output_shape for row in rows] == [(28, 28), (784,), (256,), (128,), (10,)]
    assert all(row.parameters == row.inputs * row.units + row.units for row in rows[2:])
    assert COURSE_NETWORK.parameter_count() == 235_146


def test_weights_add_up_to_the_parameters():
    shapes = COURSE_NETWORK.weight_shapes()

    assert shapes == ((784, 256), (256,), (256, 128), (128,), (128, 10), (10,))
    assert sum(map(math.prod, shapes)) == COURSE_NETWORK.parameter_count()


@pytest.mark.parametrize(
    "network",
    [
        COURSE_NETWORK,
        Network((Dense(10, "softmax"),)),
        Network((Dense(20, "tanh"), Dense(20, "sigmoid"), Dense(10, "softmax"))),
        Network((Dense(4096, "relu"),) * 19 + (Dense(10, "softmax"),)),
        Network(
            (
                Conv2D(512, 7, "linear"),
                BatchNormalization(),
                MaxPooling2D(2),
                Dropout(0.5),
                GlobalAveragePooling2D(),
                Dense(10, "softmax"),
            )
        ),
    ],
)
def test_a_network_comes_back_from_json(network):
    assert Network.from_dict(json.loads(json.dumps(network.to_dict()))) == network


@pytest.mark.parametrize(
    "values",
    [
        None,
        [],
        "layers",
        {},
        {"layers": None},
        {"layers": "dense"},
        {"layers": {}},
        {"layers": []},
        {"layers": [None]},
        {"layers": [[]]},
        {"layers": ["dense"]},
        {"layers": [{}]},
        {"layers": [hidden()]},
        {"layers": [LAST, hidden()]},
        {"layers": [LAST | {"units": 9}]},
        {"layers": [LAST | {"activation": "relu"}]},
        {"layers": [{"kind": "dense", "units": 10}]},
        {"layers": [hidden(kind="conv"), LAST]},
        {"layers": [hidden(kind=None), LAST]},
        {"layers": [hidden(more=1), LAST]},
        {"layers": [hidden(activation="gelu"), LAST]},
        {"layers": [hidden(activation=[]), LAST]},
        {"layers": [hidden(units=0), LAST]},
        {"layers": [hidden(units=-1), LAST]},
        {"layers": [hidden(units=4097), LAST]},
        {"layers": [hidden(units=True), LAST]},
        {"layers": [hidden(units=5.0), LAST]},
        {"layers": [hidden(units="5"), LAST]},
        {"layers": [hidden(units=math.nan), LAST]},
        {"layers": [hidden()] * 20 + [LAST]},
        {"layers": [{"kind": "conv2d", "filters": 8, "size": 3}, LAST]},
        {"layers": [{"kind": "conv2d", "filters": 513, "size": 3, "activation": "relu"}, LAST]},
        {"layers": [{"kind": "conv2d", "filters": 8, "size": 8, "activation": "relu"}, LAST]},
        {"layers": [hidden(), {"kind": "conv2d", "filters": 8, "size": 3, "activation": "relu"}, LAST]},
        {"layers": [{"kind": "dropout", "rate": 1.0}, LAST]},
        {"layers": [{"kind": "dropout", "rate": True}, LAST]},
        {"layers": [{"kind": "dropout", "rate": math.nan}, LAST]},
        {"layers": [{"kind": "max_pooling2d", "size": 4}] * 3 + [LAST]},
        {"layers": [{"kind": "batch_normalization", "rate": 0.1}, LAST]},
        {"layers": [{"kind": "global_average_pooling2d"}, LAST]},
    ],
)
def test_nonsense_is_refused(values):
    with pytest.raises(ValueError, match=r"layer|softmax|units|activation"):
        Network.from_dict(values)
