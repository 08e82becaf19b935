"""One training of a run: piece by piece, each epoch kept on disk, everything told as events."""

import time
from collections.abc import Generator, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from fashion_gui.core import runs
from fashion_gui.core.calibration import save_calibration
from fashion_gui.core.dataset import Dataset
from fashion_gui.core.history import Epoch, History, best_epoch
from fashion_gui.core.labels import CLASS_COUNT
from fashion_gui.core.network_check import check_network
from fashion_gui.core.networks import Network
from fashion_gui.core.options import TrainOptions
from fashion_gui.core.photo_set import PhotoSet, read_photo_set
from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import EpochFinished, Failed, RunFinished, RunPaused, RunResumed, RunStarted, StepsDone
from fashion_gui.core.run_lock import lock_run
from fashion_gui.engine.current_model import CurrentModel, learns_mirrored
from fashion_gui.engine.distributed import Replicas
from fashion_gui.engine.inference import Tiles
from fashion_gui.engine.keeping import Keeper
from fashion_gui.engine.learner import DatasetLearner
from fashion_gui.engine.measuring import Measurement
from fashion_gui.engine.networks import build_model
from fashion_gui.engine.photo_training import PhotoLearner
from fashion_gui.engine.processor import computes_on_processor, has_fast_bfloat16
from fashion_gui.engine.training import Diverged, Progress, Samples, TrainingLoop, steps_per_epoch

if TYPE_CHECKING:
    from filelock import FileLock

RunEvent = RunStarted | StepsDone | RunPaused | RunResumed | EpochFinished | RunFinished | Failed


class RunTraining:
    """A training in progress.

    `advance` does the next piece of work, about 50 ms of it; between two pieces it may be paused, stopped, and its
    rate changed.  However it ends, `answering` is then the network of its last finished epoch.
    """

    def __init__(
        self,
        folder: Path,
        *,
        options: TrainOptions,
        network: Network,
        dataset: Dataset,
        together: Replicas | None = None,
        kept: runs.Run | None = None,
    ) -> None:
        """Train a new run, or go on with the `kept` one.  Use `begin` or `go_on`, which check and lock."""
        self.name = folder.name
        self.options = options
        self.answering = CurrentModel.build(network, seed=options.seed, mirrored=learns_mirrored(options))
        self.answering.folder = folder
        self.history: History = kept.history if kept else ()
        self.is_over = False
        self.is_paused = False
        self.folder = folder
        self._network = network
        self._dataset = dataset
        self._reason = "completed"
        self._stopped = False
        self._keeper = Keeper(folder, options)
        self._new_weights: runs.Weights = []  # of the epoch that is being validated
        self._kept_weights: runs.Weights = []  # of the last finished epoch
        self._until = ""  # "step" or "epoch": pauses after the next one
        self._is_inside_epoch = False  # its weights are others than those that were kept last
        self._position = (len(self.history) + 1, 0)  # epoch, steps done in it
        self._waits_from = _waits_from(self.history, options)
        self._unsaved_told = False
        self._seconds = sum(epoch.seconds for epoch in self.history)  # of work, without pauses
        self._lock: FileLock | None = None
        self._count = options.training_count(len(dataset.train_labels))
        self._steps = steps_per_epoch(self._count, options.batch_size)
        self._photos, self._measured = _photos_of(options)
        self._together = None if options.preset == "photo" else together  # which one device trains
        self._model = (
            self._together.model(network, seed=options.seed)
            if self._together
            else build_model(network, seed=options.seed, trains=True, half=_learns_in_half(network, options))
        )
        self._loop = self._make_loop(kept)
        self._events = self._all_events()

    @classmethod
    def begin(
        cls,
        folder: Path,
        *,
        options: TrainOptions,
        network: Network,
        dataset: Dataset,
        versions: dict[str, str],
        together: Replicas | None = None,
        paused: bool = False,
    ) -> "RunTraining":
        """A new training, kept in `folder`, which must be new.  Raises Problem before anything has begun."""
        options.check()
        check_network(network)
        training = cls(folder, options=options, network=network, dataset=dataset, together=together)
        runs.create_run(folder, options=options, network=network, versions=versions)
        training.is_paused = paused
        try:
            training._lock = lock_run(folder)
            runs.save_start(folder, training._model.get_weights())
        except BaseException:
            training._close()
            raise
        return training

    @classmethod
    def go_on(cls, folder: Path, *, dataset: Dataset, together: Replicas | None = None) -> "RunTraining":
        """The run in `folder`, which was cut off or stopped, from its last finished epoch.

        Raises Problem: `run_in_training`, `run_complete`, `run_not_resumable`, and those of `read_run`.
        """
        if not folder.is_dir():
            raise Problem("run_missing", name=folder.name)
        lock = lock_run(folder)
        try:
            kept = runs.read_run(folder)
            if not kept.is_unfinished():
                raise Problem("run_complete", name=kept.title or kept.name, epochs=len(kept.history))
            training = cls(
                folder, options=kept.options, network=kept.network, dataset=dataset, together=together, kept=kept
            )
            runs.reopen_run(kept)
        except BaseException:
            lock.release()
            raise
        training._lock = lock
        return training

    # --- in hand ------------------------------------------------------------------------------------------------------

    def advance(self) -> list[RunEvent]:
        """Do the next piece of work, also when paused; what happened."""
        started = time.monotonic()
        try:
            event = next(self._events, None)
        except BaseException:
            self.abandon()
            raise
        self._seconds += time.monotonic() - started
        events = [] if event is None else [event]
        reached = {"step": (StepsDone, EpochFinished), "epoch": (EpochFinished,)}.get(self._until, ())
        if isinstance(event, reached):
            self._until, self._loop.most_steps = "", None
            if not (isinstance(event, EpochFinished) and self._is_done()):
                events.append(self.pause())
        elif isinstance(event, RunStarted) and self.is_paused:
            events.append(RunPaused(self.name, *self._position))
        return events

    def pause(self) -> RunPaused:
        """Hold; `answering` answers with the weights of this moment."""
        self.is_paused = True
        if self._is_inside_epoch:
            with self._learner.answering():
                self.answering.model.set_weights(self._model.get_weights())
        return RunPaused(self.name, *self._position)

    def resume(self) -> RunResumed:
        """Go on."""
        self.is_paused = False
        return RunResumed(self.name)

    def resume_until(self, unit: str) -> RunResumed:
        """Make one more "step", or go to the end of the "epoch", then pause.  Raises Problem for another `unit`."""
        if unit not in ("step", "epoch"):
            raise Problem("internal_error", reason=f"not a unit: {unit[:50]}")
        self._until = unit
        self._loop.most_steps = 1 if unit == "step" else None
        return self.resume()

    def set_rate(self, rate: float) -> None:
        """The learning rate from the next step on.  Raises Problem for one that is out of range."""
        replace(self.options, learning_rate=rate).check()
        self._loop.set_rate(rate)

    def stop(self) -> None:
        """End it after this piece and keep what was learnt."""
        self._stopped = True
        self.is_paused, self._until = False, ""

    def abandon(self) -> None:
        """Leave it as if the process were killed: what is on disk stays, a run without an epoch goes.

        Nothing when it is over.
        """
        if not self.is_over:
            self._events.close()
            self._answer_as_kept()
            self._close()

    # --- what happens -------------------------------------------------------------------------------------------------

    def _make_loop(self, kept: runs.Run | None) -> TrainingLoop:
        tiles, labels, count = self._dataset.train_images, self._dataset.train_labels, self._count
        samples = Samples.of(tiles[:count], labels[:count])
        if self.options.preset == "photo":
            learner: PhotoLearner | DatasetLearner = PhotoLearner(self._model, samples, self.options, self._photos)
        elif self._together:
            learner = self._together.learner(self._model, samples, self.options)
        else:
            learner = DatasetLearner(self._model, samples, self.options)
        self._learner = learner
        loop = TrainingLoop(
            learner,
            count=count,
            validation=Samples.of(tiles[count:], labels[count:]),
            options=self.options,
            done=len(self.history),
            compiles_aside=self._together is None,  # what several devices exchange must not be left half done
        )
        if kept and kept.history:
            weights = runs.read_weights(kept)
            self._model.set_weights(weights)
            loop.restore(runs.read_state(kept, like=loop.state()))
            self._kept_weights = weights
            self._answer_as_kept()
        return loop

    def _answer_as_kept(self) -> None:
        """With the weights of the last finished epoch."""
        if self.history:
            self.answering.model.set_weights(self._kept_weights)
        self.answering.epoch = len(self.history)

    def _all_events(self) -> Generator[RunEvent | None]:
        yield RunStarted(
            self.name,
            str(self.folder),
            self.options,
            self._network,
            self.options.epochs,
            self._steps,
            len(self.history),
        )
        try:
            yield from self._learn()
        except Diverged as diverged:
            self._reason = "diverged"
            yield Failed(0, self.name, "diverged", {"epoch": diverged.epoch}, "")
        self._answer_as_kept()  # not as when it was last paused
        if self.history:
            yield from self._measure()
        else:
            self._close()
            nan = float("nan")
            yield RunFinished(self.name, self._reason, 0, nan, nan, self._seconds, "")

    def _learn(self) -> Iterator[RunEvent | None]:
        """Until all epochs are done, or one of the other reasons to end."""
        events = self._loop.events()
        while not self._stopped and not self._is_done():
            event = next(events)
            if isinstance(event, Progress):
                self._is_inside_epoch, self._position = True, (event.epoch, event.step)
                yield StepsDone(self.name, event.epoch, event.step, event.loss, event.accuracy, event.learning_rate)
            elif isinstance(event, Epoch):
                yield from self._keep(event)
            else:
                is_validating = self._position[1] == self._steps  # the model holds the weights to keep
                if is_validating and not self._keeper.has_begun:
                    self._begin_to_keep()
                yield None
        if not self._is_done():
            self._reason = "stopped"
        elif len(self.history) < self.options.epochs:
            self._reason = "early"

    def _is_done(self) -> bool:
        """Whether there is nothing more to learn: all epochs are done, or the patience is at its end."""
        patience, epochs = self.options.patience, len(self.history)
        if patience and self.history and epochs - max(best_epoch(self.history), self._waits_from) >= patience:
            return True
        return epochs == self.options.epochs

    def _begin_to_keep(self) -> None:
        self._new_weights = self._model.get_weights()
        self._keeper.begin(len(self.history) + 1, weights=self._new_weights, state=self._loop.state())

    def _keep(self, epoch: Epoch) -> Iterator[RunEvent]:
        """Save `epoch`.  A full disk is told once; the training goes on, and each later epoch tries again."""
        self.history, self._is_inside_epoch = (*self.history, epoch), False
        self._kept_weights = self._new_weights
        self._answer_as_kept()
        try:
            self._keeper.finish(self.history)
        except Problem as problem:
            if not self._unsaved_told:
                self._unsaved_told = True
                yield Failed(0, self.name, problem.code, dict(problem.parameters), "")
        yield EpochFinished(self.name, **asdict(epoch))

    # --- the end ------------------------------------------------------------------------------------------------------

    def _measure(self) -> Iterator[RunEvent | None]:
        """Test set and calibration, in pieces; when stopped, as far as `STOP_SECONDS` of `engine.measuring` go."""
        seconds = self._seconds
        measurement = Measurement(self.answering.predictor.probabilities, waits=lambda: self._stopped)
        if self.options.preset == "photo":
            yield from measurement.calibrate(self._not_learnt())
        yield from measurement.test(self._dataset.test_images, self._dataset.test_labels)
        loss, share = measurement.loss, measurement.accuracy
        try:
            if measurement.calibrations:
                save_calibration(self.folder, measurement.calibrations)
            runs.save_result(self.folder, runs.Result(self._reason, loss, share, seconds))
        except Problem as problem:
            yield Failed(0, self.name, problem.code, dict(problem.parameters), "")
        self._close()
        yield RunFinished(self.name, self._reason, len(self.history), loss, share, seconds, str(self.folder))

    def _not_learnt(self) -> dict[str, tuple[Tiles, npt.NDArray[np.bool_]]]:
        """Photos and tiles of the dataset that were not learnt from, and which answers to them are right (n, 10)."""
        images, labels = self._dataset.train_images[self._count :], self._dataset.train_labels[self._count :]
        kinds = {"tiles": (images, np.eye(CLASS_COUNT, dtype=np.bool_)[labels])}
        if self._measured is None:
            return kinds
        photos = self._measured.pick(np.arange(len(self._measured)), 0)
        return {"photos": (photos, self._measured.allowed), **kinds}

    def _close(self) -> None:
        self.is_over = True
        self._keeper.close()
        if self._lock is not None:
            self._lock.release()
        if not self.history:
            runs.remove_empty_run(self.folder)


def _photos_of(options: TrainOptions) -> tuple[PhotoSet | None, PhotoSet | None]:
    """Those that are learnt from, and those that are only measured.  Raises Problem `photo_set_damaged`."""
    return read_photo_set(Path(options.photos)).split() if options.photos else (None, None)


def _waits_from(history: History, options: TrainOptions) -> int:
    """The epoch from which the patience counts anew: who goes on with a run that ended early wishes for more of it."""
    return len(history) if len(history) - best_epoch(history) >= options.patience else 0


def _learns_in_half(network: Network, options: TrainOptions) -> bool:
    """Whether convolutions are computed in bfloat16: where that is quicker.  The preset for photos has not tried it."""
    tried = options.preset != "photo" and network.has_pictures()
    return tried and computes_on_processor() and has_fast_bfloat16()
