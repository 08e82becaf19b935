"""A network that answers: its model, its predictor, and where its weights come from."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import keras
import numpy as np
import numpy.typing as npt

from fashion_gui.core import runs
from fashion_gui.core.networks import Network
from fashion_gui.core.options import TrainOptions
from fashion_gui.core.problems import Problem
from fashion_gui.engine.inference import Predictor, Probabilities
from fashion_gui.engine.networks import build_model


@dataclass
class CurrentModel:
    """`epoch` says after how many finished epochs of its run the weights are those; `folder` is None for a file's."""

    network: Network
    model: keras.Model
    predictor: Predictor
    epoch: int = 0
    folder: Path | None = None

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
    def of_run(cls, run: runs.Run, *, epoch: int | None = None) -> "CurrentModel":
        """The model of a kept run after `epoch` (0: untrained), None for its last.  Raises Problem `run_damaged`."""
        if not run.history and epoch is None:
            raise Problem("run_damaged", name=run.name)
        after = len(run.history) if epoch is None else epoch
        weights = runs.read_weights(run, after)
        current = cls.build(run.network, seed=run.options.seed, weights=weights, mirrored=learns_mirrored(run.options))
        current.epoch, current.folder = after, run.folder
        return current


class Frozen:
    """A network, or an ensemble of several, that stays as it was.

    One copy serves all that is being asked, so whoever gives way in between (a generator's `yield`) calls `models`
    again afterwards instead of keeping what it gave.
    """

    def __init__(self, models: Callable[[], tuple[CurrentModel, ...]]) -> None:
        self.models = models

    def probabilities(self, tiles: npt.NDArray[np.uint8]) -> Probabilities:
        """uint8 (n, 28, 28) -> float32 (n, 10): the mean of the answers."""
        return mean_answer(self.models(), tiles)


def mean_answer(models: tuple[CurrentModel, ...], tiles: npt.NDArray[np.uint8]) -> Probabilities:
    """uint8 (n, 28, 28) -> float32 (n, 10)."""
    answers = [model.predictor.probabilities(tiles) for model in models]
    mean: Probabilities = np.mean(answers, axis=0, dtype=np.float32)
    return mean if len(answers) > 1 else answers[0]


def learns_mirrored(options: TrainOptions) -> bool:
    """Whether the network is asked about each tile's mirror image, too: it has learnt from both."""
    return options.preset == "photo"
