"""The engine: one current network, the data, at most one training.  Knows nothing of pipes."""

import errno
import math
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import keras
import numpy as np
import numpy.typing as npt
import tensorflow as tf

from fashion_gui.core import runs
from fashion_gui.core.calibration import Calibration, save_calibration
from fashion_gui.core.dataset import Dataset
from fashion_gui.core.history import Epoch, History
from fashion_gui.core.labels import CLASS_COUNT
from fashion_gui.core.metrics import accuracy, mean_cross_entropy
from fashion_gui.core.networks import Network
from fashion_gui.core.options import PRESETS, TrainOptions
from fashion_gui.core.paths import resource
from fashion_gui.core.photo_set import PhotoSet, read_photo_set
from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import EpochFinished, Failed, RunFinished, RunStarted, StepsDone
from fashion_gui.core.verdict import measure_calibration
from fashion_gui.engine import photo_training
from fashion_gui.engine.inference import Predictor
from fashion_gui.engine.keras_file import read_keras, save_keras
from fashion_gui.engine.networks import build_model
from fashion_gui.engine.training import Diverged, Progress, Samples, steps_per_epoch, train

STOP_SECONDS: Final = 0.8  # for the figures of a training that was stopped; a stop has to end within 2 s
_PIECE: Final = 500  # tiles between two looks at whether somebody waits

RunEvent = RunStarted | StepsDone | EpochFinished | RunFinished | Failed


def always() -> bool:
    """The `go_on` of whoever has the time."""
    return True


@dataclass(frozen=True)
class CurrentModel:
    """The network that answers."""

    network: Network
    model: keras.Model
    predictor: Predictor

    @classmethod
    def build(
        cls, network: Network, *, seed: int = 0, weights: runs.Weights | None = None, mirrored: bool = False
    ) -> "CurrentModel":
        """A new model with fresh weights from `seed`, or with `weights`."""
        model = build_model(network, seed=seed)
        if weights is not None:
            model.set_weights(weights)
        return cls(network, model, Predictor(model, mirrored=mirrored))

    @classmethod
    def of_run(cls, run: runs.Run) -> "CurrentModel":
        """The model of a kept run after its last epoch.  Raises Problem `run_damaged`."""
        if not run.history:
            raise Problem("run_damaged", name=run.name)
        return cls.build(run.network, weights=runs.read_weights(run), mirrored=_learns_mirrored(run.options))


@dataclass(frozen=True)
class TestAnswers:
    """The current network on the whole test set: probabilities float32 (n, 10)."""

    loss: float
    accuracy: float
    probabilities: npt.NDArray[np.float32]


class Engine:
    """Everything that needs TensorFlow, called by the worker and by the headless commands alike."""

    def __init__(self) -> None:
        self.dataset: Dataset | None = None
        self.epochs_learnt = 0  # finished epochs of the current network
        self._current: CurrentModel | None = None
        self._for_photos: tuple[CurrentModel, ...] = ()

    @staticmethod
    def versions() -> dict[str, str]:
        """Versions of what the figures depend on."""
        return {"tensorflow": tf.__version__, "keras": keras.__version__, "numpy": np.__version__}

    @staticmethod
    def devices() -> list[str]:
        """What TensorFlow computes on, e.g. ["CPU"]."""
        return sorted({device.device_type for device in tf.config.list_logical_devices()})

    @property
    def current(self) -> CurrentModel:
        """Raises Problem `no_network` before one was opened or trained."""
        if self._current is None:
            raise Problem("no_network")
        return self._current

    def open_model(self, path: Path) -> str:
        """Make the network of a run folder or a .keras file the current one; returns the run's name, "" for a file."""
        if path.is_dir():
            run = runs.read_run(path)
            self._current = CurrentModel.of_run(run)
            self.epochs_learnt = len(run.history)
            return run.name
        if path.suffix.lower() != ".keras":
            raise Problem("run_missing", name=path.name)
        network, weights = read_keras(path)
        self._current = CurrentModel.build(network, weights=weights)
        self.epochs_learnt = 0
        return ""

    def save_model(self, path: Path) -> None:
        """Save the current network as a .keras file."""
        save_keras(self.current.model, path)

    @property
    def for_photos(self) -> tuple[CurrentModel, ...]:
        """The shipped networks for photos, trained from different seeds; opened when first asked for.

        Raises Problem `no_network` where none is shipped.
        """
        if not self._for_photos:
            folders = sorted(resource("models").glob("photo*"))
            self._for_photos = tuple(CurrentModel.of_run(runs.read_run(folder)) for folder in folders)
        if not self._for_photos:
            raise Problem("no_network")
        return self._for_photos

    def predict(self, tiles: npt.NDArray[np.uint8], *, network: str = "current") -> npt.NDArray[np.float32]:
        """uint8 (n, 28, 28) -> float32 (n, 10), of the `network` "current", or "photo": the mean of `for_photos`.

        Raises Problem `no_network`.
        """
        models = self.for_photos if network == "photo" else (self.current,)
        answers = [model.predictor.probabilities(tiles) for model in models]
        mean: npt.NDArray[np.float32] = np.mean(answers, axis=0, dtype=np.float32)
        return mean if len(answers) > 1 else answers[0]

    def evaluate(self, *, network: str = "current", go_on: Callable[[], bool] = always) -> TestAnswers | None:
        """A network, as `predict` knows it, on the test set; None where `go_on` ended it.

        Raises Problem `no_network` or `no_dataset`.
        """
        if self.dataset is None:
            raise Problem("no_dataset")
        probabilities, labels = self._answers_to(self.dataset.test_images, network, go_on), self.dataset.test_labels
        if probabilities is None:
            return None
        return TestAnswers(mean_cross_entropy(probabilities, labels), accuracy(probabilities, labels), probabilities)

    def _answers_to(
        self, tiles: npt.NDArray[np.uint8], network: str, go_on: Callable[[], bool]
    ) -> npt.NDArray[np.float32] | None:
        """As `predict`, in pieces; `go_on` is asked before each."""
        pieces = []
        for first in range(0, len(tiles), _PIECE):
            if not go_on():
                return None
            pieces.append(self.predict(tiles[first : first + _PIECE], network=network))
        return np.concatenate(pieces) if pieces else np.empty((0, CLASS_COUNT), np.float32)

    def train(self, *, run: str, options: TrainOptions, folder: Path, stop: Callable[[], bool]) -> Iterator[RunEvent]:
        """Train a new network as `options` say, keep the run in `folder`/`run`, and yield what happens.

        `stop()` is asked about every 50 ms, also while the network is measured at the end: what cannot be measured in
        `STOP_SECONDS` then is left out.  However the training ends, the current network is then the one of its last
        finished epoch, or the previous one if there was none.  Raises Problem before anything has begun.
        """
        options.check()
        if self.dataset is None:
            raise Problem("no_dataset")
        if not runs.is_run_name(run):
            raise Problem("cannot_write", path=run, reason=os.strerror(errno.EINVAL))
        count = options.training_count(len(self.dataset.train_labels))
        network = PRESETS[options.preset].network
        learnt, measured = read_photo_set(Path(options.photos)).split() if options.photos else (None, None)
        run_folder = folder / run
        runs.create_run(run_folder, options=options, network=network, versions=self.versions())

        previous, previous_epochs = self._current, self.epochs_learnt
        mirrored = _learns_mirrored(options)
        self._current = CurrentModel.build(network, seed=options.seed, mirrored=mirrored)
        self.epochs_learnt = 0
        training = _Training(self.current.model, run_folder, time.monotonic())
        try:
            steps = steps_per_epoch(count, options.batch_size)
            yield RunStarted(run, str(run_folder), options, options.epochs, steps)
            yield from self._epochs(training, run, options, count, learnt, stop)
        finally:  # also when the iterator is closed
            if training.weights is None:
                self._current, self.epochs_learnt = previous, previous_epochs
                runs.remove_empty_run(run_folder)
            else:
                training.model.set_weights(training.weights)
        yield from self._finish(training, run, options, measured, stop)

    def _epochs(
        self,
        training: "_Training",
        run: str,
        options: TrainOptions,
        count: int,
        photos: PhotoSet | None,
        stop: Callable[[], bool],
    ) -> Iterator[RunEvent]:
        assert self.dataset is not None
        tiles, labels = self.dataset.train_images, self.dataset.train_labels
        learnt_from, validated_on = Samples.of(tiles[:count], labels[:count]), Samples.of(tiles[count:], labels[count:])
        if options.preset == "photo":
            events = photo_training.train(training.model, learnt_from, validated_on, options, photos)
        else:
            events = train(training.model, learnt_from, validated_on, options)
        try:
            for event in events:
                if isinstance(event, Progress):
                    yield StepsDone(run, event.epoch, event.step, event.loss, event.accuracy)
                else:
                    yield from training.keep(event, run)
                    self.epochs_learnt = event.epoch
                    yield EpochFinished(
                        run, event.epoch, event.loss, event.accuracy, event.val_loss, event.val_accuracy, event.seconds
                    )
                if stop() and not training.is_complete(options):
                    training.reason = "stopped"
                    return
        except Diverged as diverged:
            training.reason = "diverged"
            yield Failed(0, run, "diverged", {"epoch": diverged.epoch}, "")

    def _finish(
        self,
        training: "_Training",
        run: str,
        options: TrainOptions,
        measured: PhotoSet | None,
        stop: Callable[[], bool],
    ) -> Iterator[RunEvent]:
        seconds = time.monotonic() - training.started
        epochs = len(training.history)
        if epochs == 0:
            yield RunFinished(run, training.reason, 0, float("nan"), float("nan"), seconds, "")
            return
        go_on = _until_somebody_waits(stop)
        calibrations = self._calibrations(options, measured, go_on) if options.preset == "photo" else {}
        answers = self.evaluate(go_on=go_on)
        loss, accuracy = (answers.loss, answers.accuracy) if answers else (math.nan, math.nan)
        try:
            if calibrations:
                save_calibration(training.folder, calibrations)
            runs.save_result(training.folder, runs.Result(training.reason, loss, accuracy, seconds))
        except Problem as problem:
            yield Failed(0, run, problem.code, dict(problem.parameters), "")
        yield RunFinished(run, training.reason, epochs, loss, accuracy, seconds, str(training.folder))

    def _calibrations(
        self, options: TrainOptions, photos: PhotoSet | None, go_on: Callable[[], bool]
    ) -> dict[str, Calibration]:
        """Of photos and of the dataset's tiles, each measured on what was not learnt from, while `go_on`."""
        assert self.dataset is not None
        count = options.training_count(len(self.dataset.train_labels))
        labels = self.dataset.train_labels[count:]
        kinds = {"tiles": (self.dataset.train_images[count:], np.eye(CLASS_COUNT, dtype=np.bool_)[labels])}
        if photos is not None:
            kinds = {"photos": (photos.tiles[:, 0], photos.allowed), **kinds}
        calibrations = {}
        for kind, (tiles, allowed) in kinds.items():
            probabilities = self._answers_to(tiles, "current", go_on)
            if probabilities is not None and go_on():
                calibrations[kind] = measure_calibration(probabilities, allowed)
        return calibrations


def _until_somebody_waits(stop: Callable[[], bool]) -> Callable[[], bool]:
    """A function that is true until `STOP_SECONDS` after `stop()` was."""
    end = math.inf

    def go_on() -> bool:
        nonlocal end
        if stop():
            end = min(end, time.monotonic() + STOP_SECONDS)
        return time.monotonic() <= end

    return go_on


def _learns_mirrored(options: TrainOptions) -> bool:
    """Whether a training shows the network mirror images, so that it may be asked about them, too."""
    return options.preset == "photo"


class _Training:
    """What is kept of the training in progress."""

    def __init__(self, model: keras.Model, folder: Path, started: float) -> None:
        self.model = model
        self.folder = folder
        self.started = started
        self.reason = "completed"
        self.history: History = ()
        self.weights: runs.Weights | None = None  # of the last finished epoch
        self._unsaved_told = False

    def is_complete(self, options: TrainOptions) -> bool:
        return len(self.history) == options.epochs

    def keep(self, epoch: Epoch, run: str) -> Iterator[Failed]:
        """Save `epoch`.  A full disk is told once; the training goes on, and each later epoch tries again."""
        self.history = (*self.history, epoch)
        self.weights = self.model.get_weights()
        try:
            runs.save_epoch(self.folder, history=self.history, weights=self.weights)
        except Problem as problem:
            if not self._unsaved_told:
                self._unsaved_told = True
                yield Failed(0, run, problem.code, dict(problem.parameters), "")
