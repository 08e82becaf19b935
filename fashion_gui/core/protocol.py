"""What the window and its workers say to each other: one JSON object per line, UTF-8.

A command carries its name under "command", an event under "event"; the other keys are the fields of the dataclass.
`bytes` travel as base64, a number that JSON cannot hold (nan, inf) as null.
"""

import base64
import binascii
import json
import math
import types
import typing
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, Final

from fashion_gui.core.options import TrainOptions

# --- commands to the engine ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class UseDataset:
    """Load Fashion-MNIST from `folder`.  Answered by `DatasetReady` or `Failed` with the same id."""

    id: int
    folder: str


@dataclass(frozen=True)
class Train:
    """Start the training `run` (a new run folder's name, chosen by the sender)."""

    run: str
    options: TrainOptions
    folder: str  # where run folders are kept


@dataclass(frozen=True)
class Stop:
    """End the training `run` after the current steps and keep what was learnt."""

    run: str


@dataclass(frozen=True)
class Predict:
    """Ask a network about n tiles: `tiles` is uint8 (n, 28, 28), C order.

    `network` is "current" (opened or trained last) or "photo" (the shipped network for photos).
    """

    id: int
    tiles: bytes
    network: str = "current"


@dataclass(frozen=True)
class Evaluate:
    """Ask the current network about the whole test set."""

    id: int


@dataclass(frozen=True)
class OpenModel:
    """Make the network in `path` (a run folder or a .keras file) the current one."""

    id: int
    path: str


@dataclass(frozen=True)
class SaveModel:
    """Save the current network as a .keras file."""

    id: int
    path: str


# --- events of the engine --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class EngineReady:
    """TensorFlow is loaded; commands are being taken."""

    tensorflow: str
    keras: str
    devices: list[str]


@dataclass(frozen=True)
class DatasetReady:
    """The engine holds the data."""

    id: int
    folder: str
    train_count: int
    test_count: int


@dataclass(frozen=True)
class RunStarted:
    """The training began.  `steps` in each of `epochs`; `folder` is the run's own."""

    run: str
    folder: str
    options: TrainOptions
    epochs: int
    steps: int


@dataclass(frozen=True)
class StepsDone:
    """Progress inside an epoch (1-based), at most ten times a second; loss and accuracy so far in this epoch."""

    run: str
    epoch: int
    step: int
    loss: float | None
    accuracy: float


@dataclass(frozen=True)
class EpochFinished:
    """One epoch (1-based) is over and its weights are on disk.  `seconds` is what this epoch took."""

    run: str
    epoch: int
    loss: float
    accuracy: float
    val_loss: float
    val_accuracy: float
    seconds: float


@dataclass(frozen=True)
class RunFinished:
    """The training is over.  `reason` is "completed", "stopped", "diverged" or "failed"; `epochs` were finished."""

    run: str
    reason: str
    epochs: int
    test_loss: float
    test_accuracy: float
    seconds: float
    folder: str


@dataclass(frozen=True)
class Predicted:
    """`probabilities` is float32 (n, 10), C order; `epoch` the finished epochs of the network that answered."""

    id: int
    probabilities: bytes
    epoch: int


@dataclass(frozen=True)
class Evaluated:
    """The whole test set: mean cross-entropy, share right, and float32 (10000, 10) in the dataset's order."""

    id: int
    loss: float
    accuracy: float
    probabilities: bytes


@dataclass(frozen=True)
class ModelOpened:
    """The current network is now that of `path`; `run` is its run's name ("" for a file)."""

    id: int
    path: str
    run: str
    parameters: int


@dataclass(frozen=True)
class ModelSaved:
    """The current network was saved."""

    id: int
    path: str


RECIPE_NAMES: Final = ("cut_out", "trim", "report")  # ways to make a tile of a photo, the default first

# --- the photo worker ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Stroke:
    """A line drawn on the photo: what is under it is `garment`, or background.

    `points` are x, y, x, y, ... as shares (0..1) of the photo's width and height, as it is shown (turned, mirrored).
    """

    garment: bool
    points: list[float]


@dataclass(frozen=True)
class Correction:
    """What the user set right by hand, in the order in which it is applied.

    `box` is left, top, right, bottom as shares (0..1) of the turned photo; empty for the whole of it.  `inverted` turns
    bright and dark of the garment in the tile.
    """

    quarter_turns: int = 0  # clockwise, 0-3
    mirrored: bool = False
    box: list[float] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    inverted: bool = False


@dataclass(frozen=True)
class PreparePhoto:
    """Decode `path` and make a tile of it with `recipe`.  Answered by `PhotoPrepared` or `Failed`."""

    id: int
    path: str
    recipe: str
    correction: Correction = field(default_factory=Correction)


@dataclass(frozen=True)
class VaryPhoto:
    """Make `count` different tiles of the photo at `path`, to learn from.  Answered by `PhotoVaried` or `Failed`."""

    id: int
    path: str
    count: int
    seed: int


@dataclass(frozen=True)
class PhotoVaried:
    """`tiles` is uint8 (count, 28, 28), C order; the first is the photo's own tile."""

    id: int
    tiles: bytes


@dataclass(frozen=True)
class Picture:
    """An RGB picture to show: uint8 (height, width, 3), C order."""

    width: int
    height: int
    rgb: bytes


@dataclass(frozen=True)
class Finding:
    """One thing noticed about a photo; `parameters` fill its sentence."""

    code: str
    parameters: dict[str, str | int | float]


@dataclass(frozen=True)
class PhotoReady:
    """The photo worker is up."""

    pillow: str


@dataclass(frozen=True)
class PhotoPrepared:
    """A photo became a tile: uint8 (28, 28).  `width` and `height` are the photo's own, in pixels.

    `outline` goes around the garment: closed lines of points x, y, x, y, ... as shares (0..1) of the photo's width and
    height; empty where the recipe looks for no garment.
    """

    id: int
    path: str
    recipe: str
    format: str
    width: int
    height: int
    photo: Picture
    cut_out: Picture
    tile: bytes
    findings: list[Finding]
    outline: list[list[float]] = field(default_factory=list)


@dataclass(frozen=True)
class Failed:
    """A command could not be done.  `id` is the command's (0: none), `run` the training's ("": none).

    `code` and `parameters` give the sentence (`core.problems`), `details` is for a report, never the message itself.
    """

    id: int
    run: str
    code: str
    parameters: dict[str, str | int | float]
    details: str


COMMANDS: Final[dict[str, type]] = {
    "use_dataset": UseDataset,
    "train": Train,
    "stop": Stop,
    "predict": Predict,
    "evaluate": Evaluate,
    "open_model": OpenModel,
    "save_model": SaveModel,
    "prepare_photo": PreparePhoto,
    "vary_photo": VaryPhoto,
}
EVENTS: Final[dict[str, type]] = {
    "ready": EngineReady,
    "dataset_ready": DatasetReady,
    "started": RunStarted,
    "steps": StepsDone,
    "epoch": EpochFinished,
    "finished": RunFinished,
    "predicted": Predicted,
    "evaluated": Evaluated,
    "model_opened": ModelOpened,
    "model_saved": ModelSaved,
    "photo_ready": PhotoReady,
    "photo_prepared": PhotoPrepared,
    "photo_varied": PhotoVaried,
    "failed": Failed,
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
