import json

import pytest

from fashion_gui.core.cluster import Task, task_of
from fashion_gui.core.problems import Problem

TWO = ["10.0.0.1:2000", "10.0.0.2:2000"]


def config(cluster, job="worker", index=0):
    return {"TF_CONFIG": json.dumps({"cluster": cluster, "task": {"type": job, "index": index}})}


@pytest.mark.parametrize(
    ("environ", "task"),
    [
        ({}, None),
        ({"TF_CONFIG": " "}, None),
        ({"TF_CONFIG": "{}"}, None),
        (config({"worker": TWO[:1]}), None),
        (config({"chief": TWO[:1]}, "chief"), None),
        (config({"worker": TWO}), Task(1, 2)),
        (config({"worker": TWO}, index=1), Task(2, 2)),
        (config({"worker": TWO}, index="1"), Task(2, 2)),
        (config({"worker": TWO, "chief": ["10.0.0.3:1"]}, "chief"), Task(1, 3)),
        (config({"worker": TWO, "chief": ["10.0.0.3:1"]}), Task(2, 3)),
        (config({"worker": TWO, "chief": ["10.0.0.3:1"]}, index=1), Task(3, 3)),
    ],
)
def test_who_this_process_is(environ, task):
    assert task_of(environ) == task


def test_the_first_is_the_chief():
    assert [Task(number, 3).is_chief for number in (1, 2, 3)] == [True, False, False]


@pytest.mark.parametrize(
    "text",
    [
        "no JSON",
        "[]",
        "[" * 100_000,
        json.dumps({"cluster": {"worker": TWO}}),
        json.dumps({"cluster": {"worker": TWO}, "task": {"type": "worker"}}),
        json.dumps({"cluster": {"worker": TWO}, "task": {"type": "worker", "index": 2}}),
        json.dumps({"cluster": {"worker": TWO}, "task": {"type": "worker", "index": -1}}),
        json.dumps({"cluster": {"worker": TWO}, "task": {"type": "chief", "index": 0}}),
        json.dumps({"cluster": {"worker": TWO}, "task": {"type": ["worker"], "index": 0}}),
        json.dumps({"cluster": {"worker": ["no port", "either"]}, "task": {"type": "worker", "index": 0}}),
        json.dumps({"cluster": {"worker": "10.0.0.1:2000"}, "task": {"type": "worker", "index": 0}}),
        json.dumps({"cluster": {"worker": TWO, "ps": TWO}, "task": {"type": "worker", "index": 0}}),
        json.dumps({"cluster": {"worker": TWO, "chief": TWO}, "task": {"type": "chief", "index": 0}}),
    ],
)
def test_what_cannot_be_understood_is_told(text):
    with pytest.raises(Problem) as caught:
        task_of({"TF_CONFIG": text})
    assert caught.value.code == "tf_config_damaged"
    assert len(caught.value.parameters["reason"]) <= 200
