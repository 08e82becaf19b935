import base64
import json
import math
import types
import typing
from dataclasses import fields, is_dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fashion_gui.core.codec import COMMANDS, EVENTS, MAX_LINE, ProtocolError, decode, encode
from fashion_gui.core.networks import COURSE_NETWORK, Dense, Network
from fashion_gui.core.options import TrainOptions
from fashion_gui.core.presets import PRESETS
from fashion_gui.core.protocol import EpochFinished, Failed, Finding, OpenModel, Predict, StepsDone, Stop, Train

MESSAGES = {**COMMANDS, **EVENTS}


def values_for(kind):
    """A strategy for all values that the annotation `kind` allows."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if kind is Network:
        return st.sampled_from([preset.network for preset in PRESETS.values()])
    if is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return st.builds(kind, **{field.name: values_for(hints[field.name]) for field in fields(kind)})
    if origin is types.UnionType:
        return st.one_of(*(values_for(argument) for argument in arguments))
    if origin is list:
        return st.lists(values_for(arguments[0]), max_size=3)
    if origin is dict:
        return st.dictionaries(st.text(max_size=5), values_for(arguments[1]), max_size=3)
    simple = {
        int: st.integers(-(2**70), 2**70),
        float: st.floats(allow_nan=False, allow_infinity=False),
        # Lone surrogates too: so Python spells the bytes of a file name that is not UTF-8.
        str: st.text(st.characters(exclude_categories=()), max_size=20),
        bytes: st.binary(max_size=50),
        bool: st.booleans(),
        types.NoneType: st.none(),
    }
    return simple[kind]


def line_of(message, **changes):
    return json.dumps(json.loads(encode(message)) | changes)


# --- round trips -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", MESSAGES)
@settings(max_examples=40)
@given(data=st.data())
def test_every_message_comes_back(name, data):
    message = data.draw(values_for(MESSAGES[name]))

    line = encode(message)
    assert "\n" not in line
    assert line.isascii()
    for received in (decode(line), decode(line.encode()), decode(line.encode() + b"\r\n")):
        assert received == message
        assert type(received) is type(message)


def test_names_are_unique_and_heads_tell_the_direction():
    assert len(MESSAGES) == len(COMMANDS) + len(EVENTS) == len(set(MESSAGES.values()))
    assert json.loads(encode(Stop(run="a"))) == {"command": "stop", "run": "a"}
    assert json.loads(encode(OpenModel(id=1, path="ё"))) == {"command": "open_model", "id": 1, "path": "ё"}


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_number_that_json_does_not_have_travels_as_null(value):
    epoch = EpochFinished(run="a", epoch=1, loss=value, accuracy=0.5, val_loss=1.0, val_accuracy=0.5, seconds=1.0)
    assert json.loads(encode(epoch))["loss"] is None
    received = decode(encode(epoch))
    assert math.isnan(received.loss)
    assert replace(received, loss=0.0) == replace(epoch, loss=0.0)

    assert decode(encode(StepsDone(run="a", epoch=1, step=1, loss=value, accuracy=0.5))).loss is None

    finding = Finding(code="a", parameters={"value": value})
    failed = Failed(id=1, run="", code="a", parameters={"value": value}, details="")
    assert math.isnan(decode(encode(failed)).parameters["value"])
    assert "NaN" not in encode(failed)
    assert finding.parameters == failed.parameters


def test_a_whole_number_is_a_float_where_a_float_is_due():
    options = decode(
        line_of(Train(run="a", options=TrainOptions(learning_rate=1.0), network=COURSE_NETWORK, folder="f"))
    ).options
    assert type(options.learning_rate) is float
    steps = decode(line_of(STEPS, loss=2, accuracy=1))
    assert (type(steps.loss), type(steps.accuracy)) == (float, float)


def test_the_largest_message_fits():
    assert len(encode(Predict(id=1, tiles=bytes(10_000 * 784)))) < MAX_LINE


# --- refusals --------------------------------------------------------------------------------------------------------

STOP = Stop(run="a")
STEPS = StepsDone(run="a", epoch=1, step=1, loss=0.5, accuracy=0.5)
PREDICT = Predict(id=1, tiles=b"123")
FAILED = Failed(id=1, run="", code="busy", parameters={}, details="")
TRAIN = Train(run="a", options=TrainOptions(), network=COURSE_NETWORK, folder="f")


@pytest.mark.parametrize(
    "line",
    [
        "",
        "\n",
        b"\xff\xfe\x00",
        b"\x80",
        "TensorFlow says hello",
        encode(STOP)[:-1],
        encode(STOP) + encode(STOP),
        "null",
        "1",
        "[]",
        '"stop"',
        "{}",
        '{"run": "a"}',
        '{"command": "no_such", "run": "a"}',
        '{"command": ["stop"], "run": "a"}',
        '{"command": null, "run": "a"}',
        '{"command": "steps"}',  # an event's name
        '{"event": "stop", "run": "a"}',  # a command's name
        '{"command": "stop", "event": "stop", "run": "a"}',
        '{"command": "stop"}',
        line_of(STOP, more=1),
        line_of(STOP, run=1),
        line_of(STOP, run=None),
        line_of(STEPS, epoch=1.0),
        line_of(STEPS, epoch=True),
        line_of(STEPS, epoch="1"),
        line_of(STEPS, accuracy="0.5"),
        line_of(STEPS, accuracy=True),
        line_of(STEPS, accuracy=10**400),
        line_of(STEPS, loss=10**400),
        line_of(STEPS, loss="0.5"),
        line_of(STEPS, loss=False),
        line_of(PREDICT, tiles=[1, 2, 3]),
        line_of(PREDICT, tiles="123"),
        line_of(PREDICT, tiles="####"),
        line_of(PREDICT, tiles="ёёёё"),
        line_of(FAILED, parameters=[]),
        line_of(FAILED, parameters={"a": []}),
        line_of(FAILED, parameters={"a": True}),
        line_of(TRAIN, options=[]),
        line_of(TRAIN, options={}),
        line_of(TRAIN, options=None),
        "[" * 100_000,
        '{"a":' * 100_000,
        '{"command": "stop", "run": ' + "[" * 100_000,
        '{"event": "steps", "run": "a", "epoch": ' + "9" * 10_000 + "}",
    ],
    ids=lambda line: repr(line[:70]),
)
def test_refused(line):
    with pytest.raises(ProtocolError):
        decode(line)


def test_a_network_travels_as_it_is_kept():
    for preset in PRESETS.values():
        line = encode(replace(TRAIN, network=preset.network))
        assert json.loads(line)["network"] == preset.network.to_dict()
        assert decode(line).network == preset.network


DENSE = {"kind": "dense", "units": 10, "activation": "softmax"}


@pytest.mark.parametrize(
    "network",
    [
        None,
        [],
        "course",
        {},
        {"layers": None},
        {"layers": []},
        {"layers": [None]},
        {"layers": [{}]},
        {"layers": [{"kind": "dense"}]},
        {"layers": [DENSE | {"kind": "lambda"}]},
        {"layers": [DENSE | {"kind": ["dense"]}]},
        {"layers": [DENSE | {"units": "10"}]},
        {"layers": [DENSE | {"units": -10}]},
        {"layers": [DENSE | {"units": 10**30}]},
        {"layers": [DENSE | {"units": 9}]},
        {"layers": [DENSE | {"code": "import os"}]},
        {"layers": [DENSE] * 1000},
        {"layers": {"0": DENSE}},
    ],
    ids=lambda network: repr(network)[:50],
)
def test_a_damaged_network_is_refused(network):
    assert decode(line_of(TRAIN, network={"layers": [DENSE]})).network == Network((Dense(10, "softmax"),))
    with pytest.raises(ProtocolError):
        decode(line_of(TRAIN, network=network))


@pytest.mark.parametrize("line", ["x" * (MAX_LINE + 1), b'"' + b"x" * MAX_LINE + b'"'])
def test_a_line_that_is_too_long_is_not_even_parsed(line, monkeypatch):
    monkeypatch.setattr(json, "loads", None)
    with pytest.raises(ProtocolError, match="line of"):
        decode(line)


def check(line):
    """Either a message of the protocol, or ProtocolError and nothing else."""
    try:
        message = decode(line)
    except ProtocolError:
        return
    assert type(message) in MESSAGES.values()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=10,
)


@given(st.binary(max_size=200) | st.text(max_size=200))
def test_fuzz_with_anything(line):
    check(line)


@given(json_values)
def test_fuzz_with_json(value):
    check(json.dumps(value))


@pytest.mark.parametrize("name", MESSAGES)
@settings(max_examples=40)
@given(data=st.data())
def test_fuzz_with_the_right_keys_and_any_values(name, data):
    head = "command" if name in COMMANDS else "event"
    keys = [field.name for field in fields(MESSAGES[name])]
    check(json.dumps({head: name} | {key: data.draw(json_values) for key in keys}))


@given(data=st.data())
def test_fuzz_with_a_byte_changed(data):
    line = bytearray(encode(data.draw(st.sampled_from([STOP, STEPS, PREDICT, FAILED, TRAIN]))).encode())
    line[data.draw(st.integers(0, len(line) - 1))] = data.draw(st.integers(0, 255))
    check(bytes(line))


def test_bytes_are_plain_base64():
    assert json.loads(encode(PREDICT))["tiles"] == base64.b64encode(b"123").decode()
