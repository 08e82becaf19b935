"""Messages to lines and back: one JSON object per line, UTF-8.

A command carries its name under "command", an event under "event"; the other keys are the fields of the dataclass.
`bytes` travel as base64, a number that JSON cannot hold (nan, inf) as null, a network as `Network.to_dict` gives it.
"""

import base64
import binascii
import json
import math
import types
import typing
from dataclasses import fields, is_dataclass
from typing import Any, Final

from fashion_gui.core import protocol, questions
from fashion_gui.core.networks import Network

COMMANDS: Final[dict[str, type]] = {
    "use_dataset": protocol.UseDataset,
    "train": protocol.Train,
    "continue": protocol.ContinueRun,
    "stop": protocol.Stop,
    "pause": protocol.Pause,
    "resume": protocol.Resume,
    "advance": protocol.Advance,
    "set_learning_rate": protocol.SetLearningRate,
    "predict": protocol.Predict,
    "evaluate": protocol.Evaluate,
    "open_model": protocol.OpenModel,
    "view_epoch": protocol.ViewEpoch,
    "save_model": protocol.SaveModel,
    "explain": questions.Explain,
    "look_inside": questions.LookInside,
    "walk_neuron": questions.WalkNeuron,
    "count_dead": questions.CountDead,
    "find_twins": questions.FindTwins,
    "disturb": questions.Disturb,
    "sweep": questions.Sweep,
    "prepare_photo": protocol.PreparePhoto,
    "vary_photo": protocol.VaryPhoto,
}
EVENTS: Final[dict[str, type]] = {
    "ready": protocol.EngineReady,
    "dataset_ready": protocol.DatasetReady,
    "started": protocol.RunStarted,
    "steps": protocol.StepsDone,
    "paused": protocol.RunPaused,
    "resumed": protocol.RunResumed,
    "epoch": protocol.EpochFinished,
    "finished": protocol.RunFinished,
    "predicted": protocol.Predicted,
    "evaluated": protocol.Evaluated,
    "model_opened": protocol.ModelOpened,
    "epoch_viewed": protocol.EpochViewed,
    "model_saved": protocol.ModelSaved,
    "explained": questions.Explained,
    "inside": questions.Inside,
    "neuron_walked": questions.NeuronWalked,
    "dead_counted": questions.DeadCounted,
    "twins_found": questions.TwinsFound,
    "disturbed": questions.Disturbed,
    "swept": questions.Swept,
    "photo_ready": protocol.PhotoReady,
    "photo_prepared": protocol.PhotoPrepared,
    "photo_varied": protocol.PhotoVaried,
    "failed": protocol.Failed,
}
_HEADS: Final[dict[type, tuple[str, str]]] = {
    **{message: ("command", name) for name, message in COMMANDS.items()},
    **{message: ("event", name) for name, message in EVENTS.items()},
}
MAX_LINE: Final = 16 * 1024 * 1024  # bytes; the largest message, a test set's answers, takes 0.6 MB

Message = Any  # an instance of one of the classes in COMMANDS or EVENTS


class ProtocolError(ValueError):
    """A line that is no message of this protocol."""


def encode(message: Message) -> str:
    """One line without the line break."""
    key, name = _HEADS[type(message)]
    # ASCII, because a file name that is not UTF-8 has lone surrogates, which no UTF-8 pipe takes.
    return json.dumps({key: name, **_to_json(message)}, ensure_ascii=True, allow_nan=False)


def decode(line: str | bytes) -> Message:
    """The message in `line`.  Raises ProtocolError for anything else."""
    if len(line) > MAX_LINE:
        raise ProtocolError(f"line of {len(line)} bytes")
    try:
        values = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ProtocolError(f"not JSON: {error}") from error
    if not isinstance(values, dict):
        raise ProtocolError("not an object")
    kinds = COMMANDS if "command" in values else EVENTS
    name = values.pop("command" if "command" in values else "event", None)
    if not isinstance(name, str) or name not in kinds:
        raise ProtocolError(f"unknown message {name!r}")
    return _from_json(kinds[name], values, name)


def _to_json(value: Any) -> Any:
    if isinstance(value, Network):
        return value.to_dict()
    if is_dataclass(value) and not isinstance(value, type):
        return {entry.name: _to_json(getattr(value, entry.name)) for entry in fields(value)}
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, (list, tuple)):
        return [_to_json(item) for item in value]
    if isinstance(value, dict):
        return {key: _to_json(item) for key, item in value.items()}
    return value


def _from_json(kind: Any, value: Any, where: str) -> Any:
    """`value` checked against the annotation `kind`."""
    if kind is Network:
        return _network_from_json(value, where)
    if is_dataclass(kind):
        return _dataclass_from_json(kind, value, where)
    origin = typing.get_origin(kind)
    if origin is types.UnionType:
        return _union_from_json(typing.get_args(kind), value, where)
    if origin is list:
        if not isinstance(value, list):
            raise ProtocolError(f"{where}: not a list")
        return [_from_json(typing.get_args(kind)[0], item, where) for item in value]
    if origin is dict:
        if not isinstance(value, dict):
            raise ProtocolError(f"{where}: not an object")
        return {key: _from_json(typing.get_args(kind)[1], item, where) for key, item in value.items()}
    if kind is bytes and isinstance(value, str):
        try:
            return base64.b64decode(value, validate=True)
        except (binascii.Error, ValueError) as error:
            raise ProtocolError(f"{where}: not base64") from error
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return _float_from(value, where)
    if kind is float and value is None:
        return math.nan
    if type(value) is not kind:
        raise ProtocolError(f"{where}: {type(value).__name__} instead of {kind}")
    return value


def _network_from_json(value: Any, where: str) -> Network:
    try:
        return Network.from_dict(value)
    except ValueError as error:
        raise ProtocolError(f"{where}: {error}") from error


def _union_from_json(kinds: tuple[Any, ...], value: Any, where: str) -> Any:
    if type(value) in kinds:
        return value
    if isinstance(value, int) and float in kinds and not isinstance(value, bool):
        return _float_from(value, where)
    if value is None and float in kinds:
        return math.nan
    raise ProtocolError(f"{where}: {type(value).__name__} instead of one of {kinds}")


def _float_from(value: int, where: str) -> float:
    try:
        return float(value)
    except OverflowError as error:
        raise ProtocolError(f"{where}: too large a number") from error


def _dataclass_from_json(kind: Any, value: Any, where: str) -> Any:
    if not isinstance(value, dict):
        raise ProtocolError(f"{where}: not an object")
    hints = typing.get_type_hints(kind)
    if set(value) != set(hints):
        raise ProtocolError(f"{where}: keys {sorted(value)} instead of {sorted(hints)}")
    return kind(**{name: _from_json(hints[name], item, f"{where}.{name}") for name, item in value.items()})
