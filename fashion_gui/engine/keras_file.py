"""`.keras` files: saved for other programs, read as numbers only.

Keras' own `load_model` can be made to run code or read other files (see CVE-2025-1550, CVE-2026-1669 and their kin),
so a file is never given to it.  Its configuration is walked against a short list of plain layers, its arrays are
checked before they are read, and the model is rebuilt by our own code.
"""

import io
import json
import os
import tempfile
import zipfile
from pathlib import Path
from typing import IO, Any, Final

import h5py
import keras
import numpy as np

from fashion_gui.core.files import atomic_write
from fashion_gui.core.labels import TILE_SIDE
from fashion_gui.core.networks import INPUT_SIZE, MAX_FILTERS, MAX_UNITS, Network
from fashion_gui.core.problems import Problem
from fashion_gui.core.runs import Weights

_MEMBERS: Final = {"config.json", "metadata.json", "model.weights.h5"}
_MAX_BYTES: Final = 64_000_000
_MAX_CONFIG: Final = 256_000
_FLOAT: Final = 4  # bytes of a float32
_MAX_WINDOW: Final = 7

# What our own layers have of the settings that change an answer; a file's layers must have the same.
_SETTINGS: Final[dict[str, dict[str, Any]]] = {
    "Dense": {"use_bias": True},
    "Conv2D": {
        "padding": "same",
        "strides": [1, 1],
        "dilation_rate": [1, 1],
        "groups": 1,
        "data_format": "channels_last",
        "use_bias": True,
    },
    "MaxPooling2D": {"padding": "valid", "data_format": "channels_last"},
    "BatchNormalization": {"axis": -1, "epsilon": 0.001, "center": True, "scale": True},
    "GlobalAveragePooling2D": {"data_format": "channels_last", "keepdims": False},
    "Dropout": {},  # answers do not depend on it
    "Reshape": {"target_shape": [TILE_SIDE, TILE_SIDE, 1]},
    "Flatten": {"data_format": "channels_last"},
}
_UNUSUAL: Final = ("quantization_config", "renorm")  # settings that only some versions of Keras write


class _Refused(Exception):
    """Why a file is not read: a problem's code, and its parameters but the file's name."""

    def __init__(self, code: str, **parameters: str) -> None:
        super().__init__(code)
        self.code = code
        self.parameters = parameters


def save_keras(model: keras.Model, path: Path) -> None:
    """Save `model` so that any Keras 3 opens it.  Atomic.  Raises Problem (`disk_full`, `cannot_write`)."""

    def write(file: IO[bytes]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            temporary = Path(folder) / "network.keras"
            model.save(temporary)
            file.write(temporary.read_bytes())

    atomic_write(path, write)


def read_keras(path: Path) -> tuple[Network, Weights]:
    """The network in a `.keras` file and its weights.  Nothing in the file is executed.

    Raises Problem: `file_missing`, `file_unreadable`, or one of `model_...` that says why it is not read.
    """
    if not os.path.isfile(path):
        raise Problem("file_missing", name=path.name)
    try:
        with open(path, "rb") as file:
            content = file.read(_MAX_BYTES + 1)
    except OSError as error:
        raise Problem("file_unreadable", name=path.name, reason=error.strerror or str(error)) from error
    try:
        config, weights_file = _unpack(content)
        network = _network_of(config)
        return network, _read_weights(weights_file, network)
    except _Refused as refused:
        raise Problem(refused.code, name=path.name, **refused.parameters) from refused
    except Exception as error:  # zipfile, json and HDF5 raise nearly anything on a damaged file
        raise Problem("model_damaged", name=path.name) from error


def _unpack(content: bytes) -> tuple[Any, bytes]:
    """config.json parsed, and the bytes of model.weights.h5."""
    if len(content) > _MAX_BYTES:
        raise _Refused("model_too_large")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        infos = archive.infolist()
        names = [info.filename for info in infos]
        if set(names) != _MEMBERS or len(names) != len(_MEMBERS):
            raise _Refused("model_damaged")
        limits = {"config.json": _MAX_CONFIG, "metadata.json": _MAX_CONFIG, "model.weights.h5": _MAX_BYTES}
        if any(info.file_size > limits[info.filename] for info in infos):
            raise _Refused("model_too_large")
        return json.loads(archive.read("config.json")), archive.read("model.weights.h5")


def _network_of(config: Any) -> Network:
    """The network that `config` describes, if it is one that we could have built.

    It takes tiles and divides by 255 itself, as ours do, or 784 numbers already divided, as the report's does.
    """
    if config.get("module") != "keras" or config.get("class_name") != "Sequential" or config.get("registered_name"):
        raise _Refused("model_not_sequential")
    layers: list[dict[str, Any]] = []
    kinds: list[str] = []
    input_shape: tuple[Any, ...] = ()
    rescaled = False
    for entry in config["config"]["layers"]:
        kind, settings = entry["class_name"], entry["config"]
        if entry.get("registered_name") or not str(entry.get("module", "")).startswith("keras.layers"):
            raise _Refused("model_foreign_layer")
        if kind == "InputLayer":
            input_shape = tuple(settings["batch_shape"])[1:]
            continue
        kinds.append(kind)
        if kind == "Rescaling" and not layers and not rescaled:
            rescaled = abs(settings["scale"] * 255 - 1) < 1e-6 and settings.get("offset", 0) == 0
        elif kind in _SETTINGS:
            layers += _layer_of(kind, settings)
        else:
            raise _Refused("model_unknown_layer", kind=str(kind)[:40])
    if (input_shape, rescaled) not in (((TILE_SIDE, TILE_SIDE), True), ((INPUT_SIZE,), False)):
        raise _Refused("model_other_input")
    try:
        network = Network.from_dict({"layers": layers})
    except (ValueError, KeyError, IndexError) as error:
        raise _Refused("model_other_output") from error
    _check_order(kinds, network)
    return network


def _layer_of(kind: str, settings: dict[str, Any]) -> list[dict[str, Any]]:
    """What `Network.from_dict` is to make of a layer: nothing of those that it puts between others by itself."""
    wanted = _SETTINGS[kind]
    usual = all(settings[name] == value for name, value in wanted.items()) and not any(map(settings.get, _UNUSUAL))
    if not usual:
        raise _Refused("model_unusual_layer", kind=kind)
    match kind:
        case "Dense":
            units = _whole(kind, settings["units"], MAX_UNITS)
            return [{"kind": "dense", "units": units, "activation": settings["activation"]}]
        case "Conv2D":
            filters, size = _whole(kind, settings["filters"], MAX_FILTERS), _square(kind, settings["kernel_size"])
            return [{"kind": "conv2d", "filters": filters, "size": size, "activation": settings["activation"]}]
        case "MaxPooling2D":
            if settings["strides"] != settings["pool_size"]:
                raise _Refused("model_unusual_layer", kind=kind)
            return [{"kind": "max_pooling2d", "size": _square(kind, settings["pool_size"])}]
        case "BatchNormalization":
            return [{"kind": "batch_normalization"}]
        case "GlobalAveragePooling2D":
            return [{"kind": "global_average_pooling2d"}]
        case "Dropout":
            return [{"kind": "dropout", "rate": float(settings["rate"])}]
        case _:
            return []


def _square(kind: str, sides: list[int]) -> int:
    """The side of a window, which must be as wide as high."""
    height, width = sides
    if height != width:
        raise _Refused("model_unusual_layer", kind=kind)
    return _whole(kind, height, _MAX_WINDOW)


def _whole(kind: str, value: object, high: int) -> int:
    if not isinstance(value, int) or not 1 <= value <= high:
        raise _Refused("model_unusual_layer", kind=kind)
    return value


def _check_order(kinds: list[str], network: Network) -> None:
    """Refuse a file whose layers, those between others included, follow one another otherwise than in `network`.

    Where there are only dense layers, it does not matter where the numbers are put in a row and divided by 255.
    """
    if set(kinds) <= {"Rescaling", "Flatten", "Dropout", "Dense"}:
        return
    ours = [row.kind for row in network.rows()]
    if kinds != ours:
        kind = next((kind for kind, our in zip(kinds, ours, strict=False) if kind != our), kinds[-1])
        raise _Refused("model_unusual_layer", kind=kind)


def _read_weights(content: bytes, network: Network) -> Weights:
    """The arrays of each layer that has some, in Keras' HDF5 layout `layers/<name>/vars/{0,1,...}`."""
    if network.parameter_count() * _FLOAT > _MAX_BYTES:  # an array may claim more room than it takes in the file
        raise _Refused("model_too_large")
    weights: Weights = []
    shapes = iter(network.weight_shapes())
    with h5py.File(io.BytesIO(content), "r") as file:
        for row in network.rows():
            count = 4 if row.kind == "BatchNormalization" else 2 if row.parameters else 0
            for variable in range(count):
                weights.append(_read_array(file, ["layers", row.name, "vars", str(variable)], next(shapes)))
    return weights


def _read_array(file: h5py.File, path: list[str], shape: tuple[int, ...]) -> Any:
    """One float32 array, reached over hard links only: soft and external links can point into other files."""
    node: Any = file
    for part in path:
        if not isinstance(node.get(part, getlink=True), h5py.HardLink):
            raise _Refused("model_weights_elsewhere")
        node = node[part]
    # Keras writes whole arrays; a chunked one can unpack to far more than its shape says.
    if not isinstance(node, h5py.Dataset) or node.external or node.is_virtual or node.chunks is not None:
        raise _Refused("model_weights_not_plain")
    if node.shape != shape or node.dtype != np.float32:
        raise _Refused("model_weights_misfit")
    array = node[()]
    if not np.isfinite(array).all():
        raise _Refused("model_weights_not_numbers")
    return array
