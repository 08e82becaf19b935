"""Runs on disk: options, history, the weights of each epoch and the result, each saved as it comes.

    runs/2026-11-24_10-15-00_course_seed1/
        run.json            options, network, versions, when it began
        history.json        rewritten after each epoch, always after that epoch's weights
        weights/epoch-0001.npz ...
        result.json         written last: why it ended, test loss and accuracy

Every file is written atomically, so a run can be read at any moment, whatever was killed.  Weights are plain float32
arrays without pickle; the network is rebuilt from run.json by our own code, nothing in a run is ever executed.
"""

import errno
import json
import math
import os
import re
import shutil
import zipfile
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from fashion_gui.core.files import atomic_write, atomic_write_json
from fashion_gui.core.history import History, history_from_json, history_to_json, is_figure
from fashion_gui.core.networks import Network
from fashion_gui.core.options import TrainOptions
from fashion_gui.core.problems import Problem

Weights = list[npt.NDArray[np.float32]]  # kernel, bias, kernel, bias, ... in Keras' order

REASONS: Final = ("completed", "stopped", "diverged")  # why a run ended

_RUN: Final = "run.json"
_HISTORY: Final = "history.json"
_RESULT: Final = "result.json"
_MAX_JSON: Final = 8_000_000  # bytes; 10000 epochs take about 2 MB
_NPZ_OVERHEAD: Final = 1024  # bytes an array's own header may take


@dataclass(frozen=True)
class Result:
    """How a run ended.  `reason` is one of `REASONS`; `seconds` is the whole training.

    The figures on the test set are nan where a training was stopped before they could be taken.
    """

    reason: str
    test_loss: float
    test_accuracy: float
    seconds: float


@dataclass(frozen=True)
class Run:
    """A run as it lies on disk.  `created` is local ISO time; `result` is None while it runs or if it was cut off."""

    name: str
    folder: Path
    created: str
    options: TrainOptions
    network: Network
    history: History
    result: Result | None


def new_run_name(options: TrainOptions, *, folder: Path) -> str:
    """A name that is free in `folder` and sorts by time."""
    stem = f"{datetime.now():%Y-%m-%d_%H-%M-%S}_{options.preset}_seed{options.seed}"
    name, number = stem, 2
    while (folder / name).exists():
        name, number = f"{stem}_{number}", number + 1
    return name


def create_run(folder: Path, *, options: TrainOptions, network: Network, versions: dict[str, str]) -> None:
    """Begin the run `folder`, which must be new.  Raises Problem (`disk_full`, `cannot_write`)."""
    if folder.exists():
        raise Problem("cannot_write", path=str(folder), reason=os.strerror(errno.EEXIST))
    about = {
        "format": 1,
        "created": datetime.now().isoformat(timespec="seconds"),
        "options": asdict(options),
        "network": network.to_dict(),
        "versions": versions,
    }
    atomic_write_json(folder / _RUN, about)


def save_epoch(folder: Path, *, history: History, weights: Weights) -> None:
    """Keep the weights of the last epoch of `history`, then the history.  Raises Problem."""
    arrays = {f"{index:03d}": array for index, array in enumerate(weights)}
    atomic_write(_weights_file(folder, len(history)), lambda file: np.savez(file, allow_pickle=False, **arrays))
    atomic_write_json(folder / _HISTORY, history_to_json(history))


def save_result(folder: Path, result: Result) -> None:
    """Close the run.  Raises Problem."""
    values = {key: None if value != value else value for key, value in asdict(result).items()}  # JSON knows no nan
    atomic_write_json(folder / _RESULT, values)


def read_run(folder: Path) -> Run:
    """Read a run's figures; weights are read by `read_weights`.  Raises Problem (`run_missing`, `run_damaged`)."""
    if not (folder / _RUN).is_file():
        raise Problem("run_missing", name=folder.name)
    try:
        about = _read_json(folder / _RUN)
        history = history_from_json(_read_json(folder / _HISTORY)) if (folder / _HISTORY).is_file() else ()
        result = _result_from(_read_json(folder / _RESULT)) if (folder / _RESULT).is_file() else None
        return Run(
            name=folder.name,
            folder=folder,
            created=str(about["created"]),
            options=TrainOptions.from_dict(about["options"]),
            network=Network.from_dict(about["network"]),
            history=history,
            result=result,
        )
    except (OSError, ValueError, TypeError, KeyError, RecursionError, Problem) as error:
        raise Problem("run_damaged", name=folder.name) from error


def read_weights(run: Run, epoch: int | None = None) -> Weights:
    """The weights after `epoch` (1-based; None: the last one), float32 in Keras' order.

    Raises Problem (`run_damaged`) when the file is missing, damaged or does not fit the run's network.
    """
    shapes = run.network.weight_shapes()
    try:
        return _read_npz(_weights_file(run.folder, epoch or len(run.history)), shapes)
    except Exception as error:  # zipfile, zlib and numpy raise nearly anything on a damaged file
        raise Problem("run_damaged", name=run.name) from error


def list_runs(folder: Path) -> list[Run]:
    """All readable runs with at least one finished epoch, the newest first.  Damaged ones are left out."""
    runs = []
    for candidate in sorted(folder.iterdir(), reverse=True) if folder.is_dir() else []:
        try:
            run = read_run(candidate)
        except (Problem, OSError):
            continue
        if run.history:
            runs.append(run)
    return sorted(runs, key=lambda run: run.created, reverse=True)


def remove_empty_run(folder: Path) -> None:
    """Remove a run that ended before its first epoch; a run with an epoch is never touched."""
    if (folder / _RUN).is_file() and not (folder / _HISTORY).exists():
        shutil.rmtree(folder, ignore_errors=True)


def is_run_name(name: str) -> bool:
    """Whether `name` can be the name of a run folder and nothing else (no path, no dots in front)."""
    return re.fullmatch(r"[\w][\w.-]{0,150}", name) is not None


def _weights_file(folder: Path, epoch: int) -> Path:
    return folder / "weights" / f"epoch-{epoch:04d}.npz"


def _result_from(values: Any) -> Result:
    measured = values["test_loss"] is not None
    result = Result(**(values if measured else {**values, "test_loss": math.nan, "test_accuracy": math.nan}))
    figures = (result.test_loss, result.test_accuracy, result.seconds) if measured else (result.seconds,)
    if result.reason not in REASONS or not all(is_figure(value) for value in figures):
        raise ValueError(f"not a result: {result}")
    return result


def _read_json(path: Path) -> Any:
    if path.stat().st_size > _MAX_JSON:
        raise ValueError(f"{path.name} is too large")
    return json.loads(path.read_text(encoding="utf-8"))


def _read_npz(path: Path, shapes: tuple[tuple[int, ...], ...]) -> Weights:
    """Sizes are checked before anything is unpacked: the file may come from elsewhere."""
    names = [f"{index:03d}" for index in range(len(shapes))]
    with zipfile.ZipFile(path) as archive:
        sizes = {info.filename: info.file_size for info in archive.infolist()}
        wanted = {f"{name}.npy": 4 * int(np.prod(shape)) for name, shape in zip(names, shapes, strict=True)}
        if sizes.keys() != wanted.keys() or any(size > wanted[name] + _NPZ_OVERHEAD for name, size in sizes.items()):
            raise ValueError(f"{path.name} does not fit the network")
    with np.load(path, allow_pickle=False) as arrays:
        weights = [arrays[name] for name in names]
    for array, shape in zip(weights, shapes, strict=True):
        if array.dtype != np.float32 or array.shape != shape or not np.isfinite(array).all():
            raise ValueError(f"{path.name} does not fit the network")
    return weights
