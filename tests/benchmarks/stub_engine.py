"""The app's worker and its headless commands with an engine that does not learn: no TensorFlow, epochs of milliseconds.

Run: `python tests/benchmarks/stub_engine.py --worker engine`, or `... train --json ...`.  The worker, the command line
and `core.runs` are the real ones; only `fashion_gui.engine.engine` is another.  Its runs are kept as the real engine
keeps them (`engine.run_training`), so nearly all of their time goes into saving.
"""

import sys
import types
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from fashion_gui.core import runs
from fashion_gui.core.dataset import Dataset
from fashion_gui.core.history import Epoch, History
from fashion_gui.core.labels import CLASS_COUNT
from fashion_gui.core.networks import COURSE_NETWORK, Network
from fashion_gui.core.options import TrainOptions
from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import EpochFinished, RunFinished, RunStarted
from fashion_gui.core.run_lock import lock_run

_BLOCK = 1 << 14  # numbers drawn an epoch; drawing them all would take longer than saving them


class StubTraining:
    """A `RunTraining` of which each piece is a whole epoch; the weights follow from seed, epoch and state alone."""

    def __init__(self, folder: Path, options: TrainOptions, network: Network, kept: runs.Run | None = None) -> None:
        self.name, self.folder, self.options = folder.name, folder, options
        self.history: History = kept.history if kept else ()
        self.is_over = self.is_paused = False
        self._network, self._stopped = network, False
        if kept and kept.history:
            self.weights = runs.read_weights(kept)
            self._state = runs.read_state(kept, like=self.weights)
        else:
            self.weights = [np.full(shape, 0.1, np.float32) for shape in network.weight_shapes()]
            self._state = [np.zeros_like(array) for array in self.weights]
        self._events = self._all_events()

    @classmethod
    def begin(cls, folder: Path, options: TrainOptions, network: Network) -> "StubTraining":
        """As `RunTraining.begin`."""
        training = cls(folder, options, network)
        runs.create_run(folder, options=options, network=network, versions={"stub": "1"})
        training._lock = lock_run(folder)
        runs.save_start(folder, training.weights)
        return training

    @classmethod
    def go_on(cls, folder: Path) -> "StubTraining":
        """As `RunTraining.go_on`."""
        lock = lock_run(folder)
        try:
            kept = runs.read_run(folder)
            if not kept.is_unfinished():
                raise Problem("run_complete", name=kept.name, epochs=len(kept.history))
            training = cls(folder, kept.options, kept.network, kept)
            runs.reopen_run(kept)
        except BaseException:
            lock.release()
            raise
        training._lock = lock
        return training

    def advance(self) -> list[Any]:
        """The next event."""
        return [next(self._events)]

    def stop(self) -> None:
        """End it after this epoch."""
        self._stopped = True

    def abandon(self) -> None:
        """As if killed."""
        if not self.is_over:
            self._close()

    def _all_events(self) -> Iterator[Any]:
        epochs = self.options.epochs
        yield RunStarted(self.name, str(self.folder), self.options, self._network, epochs, 1, len(self.history))
        while len(self.history) < epochs and not self._stopped:
            epoch = self._learn()
            self.history = (*self.history, epoch)
            runs.save_epoch(
                self.folder, options=self.options, history=self.history, weights=self.weights, state=self._state
            )
            yield EpochFinished(self.name, **asdict(epoch))
        reason = "completed" if len(self.history) == epochs else "stopped"
        loss = self.history[-1].val_loss if self.history else 1.0
        runs.save_result(self.folder, runs.Result(reason, loss, 0.5, 1.0))
        self._close()
        yield RunFinished(self.name, reason, len(self.history), loss, 0.5, 1.0, str(self.folder))

    def _learn(self) -> Epoch:
        number = len(self.history) + 1
        steps = np.random.default_rng((self.options.seed, number)).standard_normal(_BLOCK, np.float32)
        for weights, state in zip(self.weights, self._state, strict=True):
            state *= 0.9
            state += np.resize(steps, state.shape)
            weights += 0.01 * state
        loss = float(np.mean([np.abs(array).mean() for array in self.weights]))
        return Epoch(number, loss, 0.5, loss / 2, 0.25, 0.01, self.options.learning_rate)

    def _close(self) -> None:
        self.is_over = True
        self._lock.release()
        if not self.history:
            runs.remove_empty_run(self.folder)


class StubEngine:
    """What the worker and the headless commands ask of `Engine`."""

    def __init__(self) -> None:
        self.dataset: Dataset | None = None
        self.together: Any = None
        self.epochs_learnt = 0
        self.current = types.SimpleNamespace(network=COURSE_NETWORK)

    @staticmethod
    def versions() -> dict[str, str]:
        """None is loaded."""
        return {"tensorflow": "stub", "keras": "stub"}

    @staticmethod
    def devices() -> list[str]:
        """None is used."""
        return ["stub"]

    def open_model(self, path: Path) -> str:
        """Only read."""
        run = runs.read_run(path)
        runs.read_weights(run)
        return run.name

    def view_epoch(self, epoch: int) -> int:
        """All are alike."""
        return max(0, epoch)

    def predict(self, tiles: npt.NDArray[np.uint8], *, network: str = "current") -> npt.NDArray[np.float32]:
        """All classes alike."""
        return np.full((len(tiles), CLASS_COUNT), 0.1, np.float32)

    def train(
        self, *, run: str, options: TrainOptions, network: Network, folder: Path, paused: bool = False
    ) -> StubTraining:
        """A new run."""
        return StubTraining.begin(folder / run, options, network)

    def go_on(self, folder: Path) -> StubTraining:
        """A kept one."""
        return StubTraining.go_on(folder)

    def settle(self, training: StubTraining) -> None:
        """Nothing answers with its weights."""


def main() -> int:
    """As `python -m fashion_gui`."""
    module: Any = types.ModuleType("fashion_gui.engine.engine")
    module.Engine = StubEngine
    sys.modules[module.__name__] = module
    from fashion_gui.__main__ import main as app

    return app()


if __name__ == "__main__":
    sys.exit(main())
