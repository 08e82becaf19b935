"""A small network, its `.keras` file in parts, and why a file is refused."""

import zipfile

import numpy as np
import pytest
from generated import make_tiles

from fashion_gui.core.networks import Dense, Network
from fashion_gui.core.problems import Problem
from fashion_gui.engine.keras_file import read_keras, save_keras
from fashion_gui.engine.networks import build_model

NETWORK = Network((Dense(5, "relu"), Dense(10, "softmax")))
TILES, _ = make_tiles(50)


def make_model():
    """`NETWORK` with weights that are not those of a fresh one."""
    built = build_model(NETWORK, seed=1)
    built.set_weights([array + np.float32(0.05) for array in built.get_weights()])
    return built


def make_parts(folder):
    """The members of a good file, name -> bytes."""
    save_keras(make_model(), folder / "good.keras")
    with zipfile.ZipFile(folder / "good.keras") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(path, parts):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def refusal(path):
    """The code of the problem without its beginning "model_"."""
    with pytest.raises(Problem) as problem:
        read_keras(path)
    assert problem.value.parameters["name"] == path.name
    assert path.name in str(problem.value)
    beginning, _, reason = problem.value.code.partition("_")
    assert beginning == "model"
    return reason
