"""The engine: one network that answers, the data, and the trainings.  Knows nothing of pipes."""

import errno
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import keras
import numpy as np
import numpy.typing as npt
import tensorflow as tf

from fashion_gui.core import runs
from fashion_gui.core.dataset import Dataset
from fashion_gui.core.metrics import accuracy, mean_cross_entropy
from fashion_gui.core.networks import Network
from fashion_gui.core.options import TrainOptions
from fashion_gui.core.paths import resource
from fashion_gui.core.problems import Problem
from fashion_gui.engine.current_model import CurrentModel, Frozen, mean_answer
from fashion_gui.engine.distributed import Replicas, all_gpus
from fashion_gui.engine.inference import Answers
from fashion_gui.engine.keras_file import read_keras, save_keras
from fashion_gui.engine.run_training import RunTraining

NOW = -1  # instead of an epoch: the last one, or during a training the one that is learnt


@dataclass(frozen=True)
class TestAnswers:
    """A network on the whole test set: probabilities float32 (n, 10)."""

    loss: float
    accuracy: float
    probabilities: npt.NDArray[np.float32]


class Engine:
    """Everything that needs TensorFlow, called by the worker and by the headless commands alike."""

    def __init__(self) -> None:
        self.dataset: Dataset | None = None
        self.together: Replicas | None = None  # the devices that train; None: a single one, or all GPUs
        self._current: CurrentModel | None = None
        self._previous: CurrentModel | None = None  # the current one before the training that answers
        self._viewed: CurrentModel | None = None  # the current one as it was after another epoch, if that is looked at
        self._earlier: CurrentModel | None = None  # the last one of those; building one takes longer than filling it
        self._measured: CurrentModel | None = None  # a copy that is asked instead of the one that learns
        self._measured_weights: runs.Weights | None = None  # those that it has now
        self._learning: RunTraining | None = None  # the training whose network answers
        self._for_photos: tuple[CurrentModel, ...] = ()

    @staticmethod
    def versions() -> dict[str, str]:
        """Versions of what the figures depend on."""
        return {"tensorflow": tf.__version__, "keras": keras.__version__, "numpy": np.__version__}

    @staticmethod
    def devices() -> list[str]:
        """What TensorFlow trains on, in words: ["CPU"], or the name of each graphics processor."""
        details = tf.config.experimental.get_device_details
        gpus = [details(gpu).get("device_name", gpu.name) for gpu in tf.config.list_physical_devices("GPU")]
        return gpus or ["CPU"]

    def data(self) -> Dataset:
        """The data.  Raises Problem `no_dataset`."""
        if self.dataset is None:
            raise Problem("no_dataset")
        return self.dataset

    # --- the network that answers -------------------------------------------------------------------------------------

    @property
    def current(self) -> CurrentModel:
        """The network that answers, of the epoch that is viewed.  Raises Problem `no_network` before there is one."""
        answering = self._viewed or self._current
        if answering is None:
            raise Problem("no_network")
        return answering

    @property
    def epochs_learnt(self) -> int:
        """Finished epochs of the network that answers."""
        return self.current.epoch

    def open_model(self, path: Path) -> str:
        """Make the network of a run folder or a .keras file the current one; returns the run's name, "" for a file."""
        if path.is_dir():
            run = runs.read_run(path)
            self._current, self._viewed = CurrentModel.of_run(run), None
            return run.name
        if path.suffix.lower() != ".keras":
            raise Problem("run_missing", name=path.name)
        network, weights = read_keras(path)
        self._current, self._viewed = CurrentModel.build(network, weights=weights), None
        return ""

    def view_epoch(self, epoch: int) -> int:
        """Answer as the current network did after `epoch` of its run: 0 for untrained, `NOW`; returns the epoch.

        Raises Problem (`no_network`, `epoch_not_kept`, `run_damaged`); what answered before then goes on answering.
        """
        if self._current is None:
            raise Problem("no_network")
        if epoch == NOW:
            self._viewed = None
            return self._current.epoch
        folder = self._current.folder
        if folder is None or epoch < 0:
            raise Problem("epoch_not_kept", epoch=epoch)
        run = runs.read_run(folder)
        if epoch > len(run.history) or epoch not in runs.kept_epochs(folder):
            raise Problem("epoch_not_kept", epoch=epoch)
        if self._earlier is None or self._earlier.folder != folder:
            self._earlier = CurrentModel.of_run(run, epoch=epoch)
        else:
            self._earlier.model.set_weights(runs.read_weights(run, epoch))
            self._earlier.epoch = epoch
        self._viewed = self._earlier
        return epoch

    def save_model(self, path: Path) -> None:
        """Save the network that answers as a .keras file."""
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
        return mean_answer(self.for_photos if network == "photo" else (self.current,), tiles)

    def evaluate(self, *, network: str = "current") -> TestAnswers:
        """A network, as `predict` knows it, on the test set.  Raises Problem `no_network` or `no_dataset`."""
        *_, answers = self.evaluation(network=network)
        assert answers is not None
        return answers

    def evaluation(self, *, network: str = "current", folder: Path | None = None) -> Iterator[TestAnswers | None]:
        """As `evaluate`, or that of the run in `folder`, in pieces: None after each, the answers last.

        The network as it is now answers all of it, whatever becomes of it meanwhile.
        """
        dataset = self.data()
        if folder is not None:
            models = (CurrentModel.of_run(runs.read_run(folder)),)
            return _tested(Frozen(lambda: models), dataset)
        return _tested(self.freeze(network), dataset)

    def freeze(self, network: str = "current") -> Frozen:
        """The `network` as it is now, whatever a training or the time machine makes of it meanwhile.

        Raises Problem `no_network`.
        """
        if network == "photo":
            models = self.for_photos
            return Frozen(lambda: models)
        current, weights = self.current, self.current.model.get_weights()
        return Frozen(lambda: (self._copy_of(current, weights),))

    def _copy_of(self, current: CurrentModel, weights: runs.Weights) -> CurrentModel:
        """A model of its own with `weights`; it is kept, because building one takes longer than asking it."""
        network, mirrored = current.network, current.predictor.mirrored
        copy = self._measured
        if copy is None or (copy.network, copy.predictor.mirrored) != (network, mirrored):
            copy = self._measured = CurrentModel.build(network, mirrored=mirrored)
            self._measured_weights = None
        if self._measured_weights is not weights:
            copy.model.set_weights(weights)
            self._measured_weights = weights
        return copy

    # --- training -----------------------------------------------------------------------------------------------------

    def train(
        self, *, run: str, options: TrainOptions, network: Network, folder: Path, paused: bool = False
    ) -> RunTraining:
        """Begin to train a new `network`, keeping the run in `folder`/`run`.

        Its network becomes the current one, unless another training's is.  Whoever advances it to its end calls
        `settle` then.  Raises Problem before anything has begun.
        """
        dataset = self.data()
        if not runs.is_run_name(run):
            raise Problem("cannot_write", path=run, reason=os.strerror(errno.EINVAL))
        training = RunTraining.begin(
            folder / run,
            options=options,
            network=network,
            dataset=dataset,
            versions=self.versions(),
            together=self.together or all_gpus(),
            paused=paused,
        )
        self._answer_from(training)
        return training

    def go_on(self, folder: Path) -> RunTraining:
        """Train on the kept run in `folder`; all else as in `train`."""
        training = RunTraining.go_on(folder, dataset=self.data(), together=self.together or all_gpus())
        self._answer_from(training)
        return training

    def settle(self, training: RunTraining) -> None:
        """`training` is over: if nothing was learnt, the network from before answers again."""
        if training is not self._learning:
            return
        if not training.history:
            self._current, self._viewed = self._previous, None
        self._learning = self._previous = None

    def _answer_from(self, training: RunTraining) -> None:
        if self._learning is None:
            self._learning = training
            self._previous, self._current, self._viewed = self._current, training.answering, None


def _tested(frozen: Frozen, dataset: Dataset) -> Iterator[TestAnswers | None]:
    """The mean of the answers of its models to the test set, in pieces."""
    images, labels = dataset.test_images, dataset.test_labels

    def ask(place: int, tiles: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
        return frozen.models()[place].predictor.probabilities(tiles)

    answers = [Answers(partial(ask, place), images) for place in range(len(frozen.models()))]
    for one in answers:
        yield from one.pieces()
    parts = [one.probabilities for one in answers if one.probabilities is not None]
    probabilities: npt.NDArray[np.float32] = np.mean(parts, axis=0, dtype=np.float32)
    yield TestAnswers(mean_cross_entropy(probabilities, labels), accuracy(probabilities, labels), probabilities)
