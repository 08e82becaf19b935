"""What follows from what about runs: the time machine, the list of runs, and going on with what was cut off."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, Signal, Slot

from fashion_gui.core import runs
from fashion_gui.core.history import History
from fashion_gui.core.labels import CLASS_COUNT
from fashion_gui.core.networks import Conv2D, Dense
from fashion_gui.core.paths import runs_folder
from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import (
    DatasetReady,
    EpochFinished,
    EpochViewed,
    Evaluated,
    Failed,
    ModelOpened,
    RunFinished,
    RunStarted,
)
from fashion_gui.core.run_lock import is_in_training
from fashion_gui.core.run_shelf import KEPT_DAYS, clear_empty_runs, empty_trash
from fashion_gui.ui import dialogs
from fashion_gui.ui.engine_client import LEARNING, EngineState
from fashion_gui.ui.race_dialog import Contestant, RaceDialog

if TYPE_CHECKING:
    from fashion_gui.ui.main_window import MainWindow

_NOW: Final = -1  # instead of an epoch, as in `ViewEpoch`


class RunConductor(QObject):
    """Knows which run answers, after which of its epochs, and which one waits to be trained on."""

    failed = Signal(Problem)
    viewed = Signal()  # the network answers as after another epoch

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._w = window
        self._folder: Path | None = None  # of the run whose network answers
        self._epoch = _NOW
        self._view_id = 0  # the question that is under way
        self._next_view: int | None = None  # the one after it; of those in between nobody waits for the answer
        self._in_hand: Path | None = None  # the run that is trained
        self._waiting: Path | None = None  # to be trained on as soon as the engine has its data
        self._engine_has_data = False
        self._raced: tuple[str, ...] = ()  # whose curves are shown over each other
        self._compared: dict[int, npt.NDArray[np.float32] | None] = {}  # by the question's id, in the order asked
        self._wire()

    def _wire(self) -> None:
        w, engine = self._w, self._w.engine
        engine.state_changed.connect(self._on_state)
        engine.dataset_ready.connect(self._on_dataset_ready)
        engine.run_started.connect(self._on_started)
        engine.epoch_finished.connect(self._on_epoch)
        engine.run_finished.connect(self._on_finished)
        engine.model_opened.connect(self._on_model_opened)
        engine.epoch_viewed.connect(self._on_viewed)
        engine.evaluated.connect(self._on_evaluated)
        engine.failed.connect(self._on_failed)
        w.training.slider.epoch_chosen.connect(self.view)
        w.training.slider.live_chosen.connect(self.view_now)
        w.training.charts.epoch_chosen.connect(w.training.slider.choose)
        w.tabs.currentChanged.connect(self._show_first_layer)
        w.runs.open_requested.connect(engine.open_model)
        w.runs.resume_requested.connect(self.resume)
        w.runs.compare_requested.connect(self._on_compare)
        w.runs.file_requested.connect(self._on_file)
        w.runs.race_requested.connect(self.ask_race)
        engine.rival_changed.connect(self._on_rival)
        w.runs.failed.connect(self.failed)

    def begin(self) -> None:
        """The window is on the screen: what old trash there is goes, and what was cut off is offered."""
        clear_empty_runs(runs_folder())
        try:
            empty_trash(runs_folder(), older_than_days=KEPT_DAYS)
        except Problem as problem:
            self.failed.emit(problem)
        self._w.runs.show_runs(runs_folder())

    def interrupted(self, kept: list[runs.Run]) -> runs.Run | None:
        """The newest of `kept`, newest first, if it was cut off and nobody trains in it now."""
        newest = next(iter(kept), None)
        if newest is None or newest.result is not None or not newest.is_unfinished() or is_in_training(newest.folder):
            return None
        return newest

    def in_hand(self) -> Path | None:
        """The run that is trained, or was when the engine died; None for none."""
        return self._in_hand

    # --- training on --------------------------------------------------------------------------------------------------

    @Slot(Path)
    def resume(self, folder: Path) -> None:
        """Train on the run in `folder`: now, or as soon as the engine is ready and has its data."""
        self._waiting = folder
        self._w.tabs.setCurrentIndex(0)
        self._resume_waiting()

    def _resume_waiting(self) -> None:
        if self._waiting is not None and self._engine_has_data and self._w.engine.state is EngineState.READY:
            folder, self._waiting = self._waiting, None
            self._w.engine.continue_run(folder)

    @Slot(EngineState)
    def _on_state(self, state: EngineState) -> None:
        if state in (EngineState.FAILED, EngineState.STARTING):
            self._engine_has_data = False
            if state is EngineState.STARTING:
                self._in_hand = None
            self._view_id, self._next_view = 0, None
            self._compared.clear()
        self._show_training()
        self._resume_waiting()

    @Slot(DatasetReady)
    def _on_dataset_ready(self, _ready: DatasetReady) -> None:
        self._engine_has_data = True
        self._resume_waiting()

    def _show_training(self) -> None:
        """In the list: which runs are trained now, and what they have learnt."""
        self._w.runs.set_training(self._w.engine.runs_in_hand())

    def _is_training(self) -> bool:
        return self._w.engine.state in LEARNING

    # --- which run answers --------------------------------------------------------------------------------------------

    @Slot(RunStarted)
    def _on_started(self, run: RunStarted) -> None:
        self._in_hand = Path(run.folder)
        self._use(self._in_hand)
        self._show_training()

    @Slot(EpochFinished)
    def _on_epoch(self, _epoch: EpochFinished) -> None:
        self._show_kept()
        self._w.runs.refresh()
        if self._epoch == _NOW:
            self._show_first_layer()

    @Slot(RunFinished)
    def _on_finished(self, result: RunFinished) -> None:
        self._in_hand = None
        if result.folder:
            self._use(Path(result.folder))
        self._show_training()

    @Slot(ModelOpened)
    def _on_model_opened(self, opened: ModelOpened) -> None:
        self._use(Path(opened.path) if opened.run else None)

    def _use(self, folder: Path | None) -> None:
        self._folder, self._epoch, self._next_view = folder, _NOW, None
        self._w.runs.set_current(folder.name if folder else "")
        self._w.training.show_viewed(None)
        self._show_kept()
        self._show_first_layer()

    def _show_kept(self) -> None:
        """Of which epochs the weights are there: of large networks not of all."""
        self._w.training.slider.show_kept(runs.kept_epochs(self._folder) if self._folder else ())

    # --- the time machine ---------------------------------------------------------------------------------------------

    def viewed_epoch(self) -> int | None:
        """The epoch after which the network answers (0: untrained), None for now."""
        return None if self._epoch == _NOW else self._epoch

    @Slot(int)
    def view(self, epoch: int) -> None:
        """Let everything be as after `epoch`; the last one of a training that is over is now."""
        history = self._w.training.learning.history
        is_last = epoch == len(history) and not self._is_training()
        self._next_view = _NOW if is_last else epoch
        self._ask()

    @Slot()
    def view_now(self) -> None:
        """Let everything follow the training again."""
        self._next_view = _NOW
        self._ask()

    def _ask(self) -> None:
        if self._view_id == 0 and self._next_view is not None and self._w.engine.can_answer():
            epoch, self._next_view = self._next_view, None
            self._epoch = epoch
            self._view_id = self._w.engine.view_epoch(epoch)

    @Slot(EpochViewed)
    def _on_viewed(self, viewed: EpochViewed) -> None:
        if viewed.id != self._view_id:
            return
        self._view_id = 0
        self._w.training.show_viewed(self.viewed_epoch())
        self._show_first_layer()
        self.viewed.emit()
        self._ask()

    @Slot()
    def _show_first_layer(self) -> None:
        """The first layer's weights after the epoch on show; they are read only where somebody sees them."""
        if not self._w.network.isVisible():
            return
        run = self._kept_run()
        kernel = _first_kernel(run, None if self._epoch == _NOW else self._epoch)
        self._w.network.views.first_layer.show_weights(kernel, _first_kernel(run, 0))

    def _kept_run(self) -> runs.Run | None:
        """The run that answers, as it is on disk now."""
        if self._folder is None:
            return None
        try:
            return runs.read_run(self._folder)
        except Problem:
            return None

    # --- a race -------------------------------------------------------------------------------------------------------

    @Slot()
    def ask_race(self) -> None:
        """Ask what the training of the fields is to be raced against, and start both."""
        training = self._w.training
        if not training.can_train() or training.fields.preset() == "photo":
            self._w.tabs.setCurrentIndex(0)
            return
        dialog = RaceDialog(training.options(), training.network(), self._w)
        dialog.started.connect(self._race)
        dialog.open()

    @Slot(object, object)
    def _race(self, first: Contestant, second: Contestant) -> None:
        names = self._w.engine.race(first, second)
        if names[0]:
            self._raced = names
            self._w.tabs.setCurrentIndex(self._w.pages.indexOf(self._w.runs))

    @Slot(str)
    def _on_rival(self, _rival: str) -> None:
        """The other one has begun, learnt, ended, or goes on alone."""
        self._show_training()
        if self._raced:
            raced, self._raced = self._raced, ()
            self._w.runs.overlay(raced)

    # --- the list of runs ---------------------------------------------------------------------------------------------

    @Slot(Path, Path)
    def _on_compare(self, one: Path, two: Path) -> None:
        self._compared = {self._w.engine.evaluate(folder): None for folder in (one, two)}

    @Slot(Evaluated)
    def _on_evaluated(self, answers: Evaluated) -> None:
        if answers.id not in self._compared:
            return
        self._compared[answers.id] = np.frombuffer(answers.probabilities, np.float32).reshape(-1, CLASS_COUNT)
        both = [probabilities for probabilities in self._compared.values() if probabilities is not None]
        if len(both) == 2:
            self._compared = {}
            self._w.runs.show_comparison(*both)

    @Slot(Failed)
    def _on_failed(self, failed: Failed) -> None:
        if failed.id in self._compared:
            self._w.runs.fail_comparison(Problem(failed.code, **failed.parameters))
        if failed.id and failed.id == self._view_id:
            self._view_id, self._epoch = 0, _NOW
            self._w.training.show_viewed(None)
        self._compared.pop(failed.id, None)

    @Slot()
    def _on_file(self) -> None:
        path = dialogs.ask_model_file(self._w)
        if path is not None:
            self._w.engine.open_model(path)

    def history_of(self, run: RunStarted) -> History:
        """What a run that is trained on had learnt before."""
        if not run.done:
            return ()
        try:
            return runs.read_run(Path(run.folder)).history[: run.done]
        except Problem:
            return ()


def _first_kernel(run: runs.Run | None, epoch: int | None) -> npt.NDArray[np.float32] | None:
    """The first layer's weights after `epoch`; None where they are not on disk, or cannot be seen as pictures."""
    if run is None or not isinstance(run.network.layers[0], (Dense, Conv2D)):
        return None
    try:
        return runs.read_weights(run, epoch)[0]
    except Problem:
        return None
