"""Runs on disk: options, history, the weights of each epoch and the result, each saved as it comes.

    runs/2026-11-24_10-15-00_course_seed1/
        run.json            options, network, versions, when it began
        history.json        rewritten after each epoch, always after that epoch's weights and state
        weights/epoch-0000.npz  before the first step
        weights/epoch-0001.npz ...
        state/epoch-0012.npz    what training on needs besides: the optimizer's own numbers; of the last epoch only
        result.json         written last: why it ended, test loss and accuracy
        title.json          the user's name for it
        run.lock            held by the process that trains in it (`core.run_lock`)

Every file is written atomically, so a run can be read at any moment, whatever was killed.  Weights are plain float32
arrays without pickle; the network is rebuilt from run.json by our own code, nothing in a run is ever executed.
"""

import contextlib
import errno
import json
import math
import os
import re
import shutil
import zipfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from fashion_gui.core.files import atomic_write, atomic_write_json, problems_of, remove_temporary_files
from fashion_gui.core.history import History, best_epoch, history_from_json, history_to_json, is_figure
from fashion_gui.core.networks import Network
from fashion_gui.core.options import TrainOptions
from fashion_gui.core.problems import Problem

Weights = list[npt.NDArray[np.float32]]  # kernel, bias, kernel, bias, ... in Keras' order

State = list[npt.NDArray[Any]]  # of a learner, in an order that it knows

REASONS: Final = ("completed", "stopped", "early", "diverged")  # why a run ended
KEPT_BYTES: Final = 500_000_000  # for a run's weights; 100 epochs of the course network take 94 MB
MAX_TITLE: Final = 100  # characters

_RUN: Final = "run.json"
_HISTORY: Final = "history.json"
_RESULT: Final = "result.json"
_TITLE: Final = "title.json"
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
    """A run as it lies on disk.  `created` is local ISO time; `result` is None while it runs or if it was cut off.

    `title` is the user's name for it, "" for none.
    """

    name: str
    folder: Path
    created: str
    options: TrainOptions
    network: Network
    history: History
    result: Result | None
    title: str = ""

    def is_unfinished(self) -> bool:
        """Whether it can be gone on with: it was cut off, be it only in the last test, or can learn more."""
        if self.result is None:
            return True
        return self.result.reason in ("stopped", "early") and len(self.history) < self.options.epochs


def new_run_name(options: TrainOptions, *, folder: Path, taken: str = "") -> str:
    """A name that is free in `folder`, not the one that is `taken` already, and sorts by time."""
    stem = f"{datetime.now():%Y-%m-%d_%H-%M-%S}_{options.preset}_seed{options.seed}"
    name, number = stem, 2
    while name == taken or (folder / name).exists():
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


def save_start(folder: Path, weights: Weights) -> None:
    """Keep the weights of the untrained network as those of epoch 0.  Raises Problem."""
    _save_arrays(_weights_file(folder, 0), weights)


def save_epoch(folder: Path, *, options: TrainOptions, history: History, weights: Weights, state: State) -> None:
    """Keep weights and state of the last epoch of `history`, then the history.  Raises Problem.

    Whatever is killed in between: the history names only epochs of which weights and state are on disk.
    """
    save_learnt(folder, len(history), weights=weights, state=state)
    save_history(folder, options=options, history=history)


def save_learnt(folder: Path, epoch: int, *, weights: Weights, state: State) -> None:
    """The first half of `save_epoch`: nothing of it counts before the second.  Raises Problem."""
    _save_arrays(_weights_file(folder, epoch), weights)
    _save_arrays(_state_file(folder, epoch), state)


def save_history(folder: Path, *, options: TrainOptions, history: History) -> None:
    """The second half of `save_epoch`.  Raises Problem.

    When all weights would take more than `KEPT_BYTES`, those of the first, the last, the best and every k-th epoch are
    kept.
    """
    epoch = len(history)
    atomic_write_json(folder / _HISTORY, history_to_json(history))
    with contextlib.suppress(OSError):  # what cannot be removed now will be after a later epoch
        every = math.ceil(options.epochs * _weights_file(folder, epoch).stat().st_size / KEPT_BYTES)
        _remove_states(folder, but=epoch)
        if every > 1:
            _thin(folder, history, every)


def remove_learnt(folder: Path, epoch: int) -> None:
    """Remove what `save_learnt` wrote, for an epoch that the history will not name."""
    with contextlib.suppress(OSError):  # it would do no harm
        _weights_file(folder, epoch).unlink(missing_ok=True)
        _state_file(folder, epoch).unlink(missing_ok=True)


def _remove_states(folder: Path, *, but: int) -> None:
    for path in (folder / "state").glob("epoch-*.npz"):
        if path != _state_file(folder, but):
            path.unlink(missing_ok=True)


def _thin(folder: Path, history: History, every: int) -> None:
    best = best_epoch(history)
    for epoch in kept_epochs(folder):
        if epoch % every and epoch not in (1, best, len(history)):
            _weights_file(folder, epoch).unlink(missing_ok=True)


def kept_epochs(folder: Path) -> tuple[int, ...]:
    """The epochs (ascending; 0 is the untrained network) of which weights are on disk.

    None where the run is gone: the engine removes one that was stopped before its first epoch while others still read.
    """
    try:
        files = os.listdir(folder / "weights")
    except OSError:
        return ()
    names = (re.fullmatch(r"epoch-(\d{4,5})\.npz", file) for file in files)
    return tuple(sorted(int(name[1]) for name in names if name))


def reopen_run(run: Run) -> None:
    """Before training on: what says that it ended goes, and what a killed process left.  Raises Problem.

    To be called with the run's lock held.
    """
    folder = run.folder
    with problems_of(folder):
        (folder / _RESULT).unlink(missing_ok=True)
        for place in (folder, folder / "weights", folder / "state"):
            remove_temporary_files(place)
        for epoch in kept_epochs(folder):
            if epoch > len(run.history):
                _weights_file(folder, epoch).unlink(missing_ok=True)
        _remove_states(folder, but=len(run.history))


def rename_run(folder: Path, title: str) -> None:
    """Keep the user's name for the run, "" for none; spaces around it go, and what is over `MAX_TITLE` characters.

    Raises Problem.
    """
    atomic_write_json(folder / _TITLE, {"title": title.strip()[:MAX_TITLE]})


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
            title=_title_of(folder),
        )
    except (OSError, ValueError, TypeError, KeyError, RecursionError, Problem) as error:
        raise Problem("run_damaged", name=folder.name) from error


def read_weights(run: Run, epoch: int | None = None) -> Weights:
    """The weights after `epoch` (0: untrained, None: the last one), float32 in Keras' order.

    Raises Problem (`run_damaged`) when the file is missing, damaged or does not fit the run's network.
    """
    kinds = [(shape, np.dtype(np.float32)) for shape in run.network.weight_shapes()]
    try:
        return _read_npz(_weights_file(run.folder, len(run.history) if epoch is None else epoch), kinds)
    except Exception as error:  # zipfile, zlib and numpy raise nearly anything on a damaged file
        raise Problem("run_damaged", name=run.name) from error


def read_state(run: Run, *, like: State) -> State:
    """What the learner of the last epoch needs to train on; shapes and types are those of `like`.

    Raises Problem (`run_not_resumable`) where it is missing, as in runs kept by earlier versions, or damaged.
    """
    try:
        return _read_npz(_state_file(run.folder, len(run.history)), [(array.shape, array.dtype) for array in like])
    except Exception as error:  # zipfile, zlib and numpy raise nearly anything on a damaged file
        raise Problem("run_not_resumable", name=run.title or run.name) from error


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


def is_empty_run(folder: Path) -> bool:
    """Whether `folder` is a run without a finished epoch."""
    return (folder / _RUN).is_file() and not (folder / _HISTORY).exists()


def remove_empty_run(folder: Path) -> None:
    """Remove a run that ended before its first epoch; a run with an epoch is never touched."""
    if is_empty_run(folder):
        shutil.rmtree(folder, ignore_errors=True)


def is_run_name(name: str) -> bool:
    """Whether `name` can be the name of a run folder and nothing else (no path, no dots in front)."""
    return re.fullmatch(r"[\w][\w.-]{0,150}", name) is not None


def _save_arrays(path: Path, arrays: State) -> None:
    named = {f"{index:03d}": array for index, array in enumerate(arrays)}
    atomic_write(path, lambda file: np.savez(file, allow_pickle=False, **named))


def _state_file(folder: Path, epoch: int) -> Path:
    return folder / "state" / f"epoch-{epoch:04d}.npz"


def _title_of(folder: Path) -> str:
    """A damaged title is none: it is only a name."""
    try:
        title = _read_json(folder / _TITLE)["title"]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return ""
    return title[:MAX_TITLE] if isinstance(title, str) else ""


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


def _read_npz(path: Path, kinds: Sequence[tuple[tuple[int, ...], np.dtype[Any]]]) -> State:
    """Arrays of numbers of these shapes and types.

    Sizes are checked before anything is unpacked: the file may come from elsewhere.
    """
    names = [f"{index:03d}" for index in range(len(kinds))]
    with zipfile.ZipFile(path) as archive:
        sizes = {info.filename: info.file_size for info in archive.infolist()}
        wanted = {
            f"{name}.npy": kind.itemsize * math.prod(shape) for name, (shape, kind) in zip(names, kinds, strict=True)
        }
        if sizes.keys() != wanted.keys() or any(size > wanted[name] + _NPZ_OVERHEAD for name, size in sizes.items()):
            raise ValueError(f"{path.name} does not fit the network")
    with np.load(path, allow_pickle=False) as arrays:
        values = [arrays[name] for name in names]
    for array, (shape, kind) in zip(values, kinds, strict=True):
        if array.dtype != kind or array.shape != shape or not np.isfinite(array).all():
            raise ValueError(f"{path.name} does not fit the network")
    return values
