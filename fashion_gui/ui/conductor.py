"""What follows from what: the engine's and the loader's news go to the panels, wishes to them."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from fashion_gui.core import runs
from fashion_gui.core.calibration import PLAIN, Calibration, calibrated, read_calibration
from fashion_gui.core.dataset import Dataset
from fashion_gui.core.options import OWN
from fashion_gui.core.paths import resource, runs_folder
from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import (
    EpochFinished,
    Failed,
    ModelOpened,
    ModelSaved,
    RunFinished,
    RunStarted,
)
from fashion_gui.ui import dialogs
from fashion_gui.ui.engine_client import LEARNING, EngineState
from fashion_gui.ui.exports import Exports
from fashion_gui.ui.language import current_language, sentence_of, set_language
from fashion_gui.ui.own_photos import OwnPhotos
from fashion_gui.ui.photo_conductor import PhotoConductor
from fashion_gui.ui.run_conductor import RunConductor
from fashion_gui.ui.run_texts import run_names
from fashion_gui.ui.study_conductor import StudyConductor
from fashion_gui.ui.theme import apply_theme

if TYPE_CHECKING:
    from fashion_gui.ui.main_window import MainWindow


@dataclass(frozen=True)
class _Network:
    """One that answers, and how far it may be believed."""

    name: str = ""
    photos: Calibration = PLAIN
    tiles: Calibration = PLAIN

    @classmethod
    def of(cls, name: str, folder: Path) -> "_Network":
        """That of the run in `folder`; PLAIN where nothing was measured."""
        return cls(name, read_calibration(folder, "photos"), read_calibration(folder, "tiles"))


class Conductor(QObject):
    """Holds what belongs to no panel: which network answers, whether the window is closing."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._w = window
        self.own = OwnPhotos(window)
        self.photos = PhotoConductor(window, self.own)
        self.runs = RunConductor(window)
        self.studies = StudyConductor(window)
        self.closing = False
        self._dataset: Dataset | None = None
        self._chosen_folder: Path | None = None  # asked for; remembered once its data are good
        self._searched = False  # everywhere, after a remembered folder was found wanting
        self._waiting_data: tuple[Path, Dataset] | None = None  # come during a training, for its end
        self._network = _Network()  # the current one: during a training the one that learns
        self._network_before = _Network()  # the training, which may come to nothing
        self._tested = _Network()  # whose answers the test set shows
        self._inspected: tuple[str, int] = ("train", 0)
        self._wire_engine()
        self._wire_panels()
        self._wire_menus()

    # --- wiring -------------------------------------------------------------------------------------------------------

    def _wire_engine(self) -> None:
        w, engine = self._w, self._w.engine
        engine.state_changed.connect(self._on_state)
        engine.run_started.connect(self._on_started)
        engine.steps_done.connect(w.training.on_steps)
        engine.run_paused.connect(w.asker.ask_all)
        engine.epoch_finished.connect(self._on_epoch)
        engine.run_finished.connect(self._on_finished)
        engine.model_opened.connect(self._on_model_opened)
        engine.model_saved.connect(self._on_model_saved)
        engine.failed.connect(self._on_failed)
        engine.lost.connect(self._on_lost)
        w.loader.started.connect(lambda downloads: w.gallery.notice.show_busy(downloading=downloads))
        w.loader.progress.connect(w.gallery.notice.show_progress)
        w.loader.loaded.connect(self._on_loaded)
        w.loader.failed.connect(self._on_load_failed)
        w.asker.gallery_answered.connect(w.gallery.show_answers)
        w.asker.test_answered.connect(self._on_test_answered)
        w.asker.test_set_ready.connect(w.test_set.forget_answers)

    def _wire_panels(self) -> None:
        w, notice = self._w, self._w.gallery.notice
        w.training.train_requested.connect(self.own.train)
        w.training.controls.stop_requested.connect(self.own.stop)
        w.training.controls.pause_requested.connect(w.engine.pause)
        w.training.controls.resume_requested.connect(w.engine.resume)
        w.training.controls.step_requested.connect(w.engine.advance)
        w.training.controls.rate_requested.connect(w.engine.set_learning_rate)
        w.network.network_edited.connect(w.training.use_own_network)
        w.network.network_refused.connect(w.training.refuse_own_network)
        w.training.fields.presets.activated.connect(self._on_preset_chosen)
        self.runs.failed.connect(self._tell)
        self.runs.viewed.connect(self._on_viewed)
        self.own.state_changed.connect(lambda: self._on_state(w.engine.state))
        self.own.failed.connect(self._tell)
        self.own.said.connect(lambda text: w.statusBar().showMessage(text, 8000))
        w.training.options_changed.connect(w.network.show_options)
        w.training.network_changed.connect(w.network.show_network)
        w.training.save_charts_requested.connect(self._on_save_charts)
        w.gallery.tiles_changed.connect(w.asker.ask_gallery)
        w.gallery.tile_opened.connect(self._inspect)
        w.test_set.tile_opened.connect(lambda index: self._inspect("test", index))
        self.studies.tile_opened.connect(self._inspect)
        for exports in w.findChildren(Exports):
            exports.saved.connect(self._tell_saved)
            exports.failed.connect(self._tell)
        w.runs.tile_opened.connect(lambda index: self._inspect("test", index))
        w.test_set.evaluate_requested.connect(self._on_test_set_opened)
        w.inspector.step_requested.connect(lambda step: self._inspect(self._inspected[0], self._inspected[1] + step))
        notice.retry_requested.connect(lambda: w.loader.find(None))
        notice.download_requested.connect(w.loader.download)
        notice.cancel_requested.connect(w.loader.cancel)
        notice.folder_requested.connect(self._on_choose_data)

    def _wire_menus(self) -> None:
        w, menus = self._w, self._w.menus
        menus.show_runs.connect(lambda: w.show_page(w.runs))
        menus.save_network.connect(self._on_save_network)
        menus.choose_data.connect(self._on_choose_data)
        menus.quit.connect(w.close)
        menus.train.connect(w.training.press_train)
        menus.stop.connect(self.own.stop)
        menus.add_training_commands(w.training.controls.commands.values())
        menus.race.connect(self.runs.ask_race)
        menus.collection.connect(self.own.show_collection)
        menus.raw_tiles_chosen.connect(self._on_raw)
        menus.scheme_chosen.connect(self._on_scheme)
        menus.language_chosen.connect(self._on_language)
        menus.about.connect(lambda: dialogs.show_about(w))

    # --- beginning and end --------------------------------------------------------------------------------------------

    def begin(self, files: list[Path]) -> None:
        """The window is on the screen: start everything that takes time."""
        w = self._w
        w.menus.show_choices(language=current_language(), scheme=w.settings.scheme, raw=w.settings.raw_tiles)
        self.runs.begin()
        kept = runs.list_runs(runs_folder())
        w.engine.open_model(kept[0].folder if kept else resource("models/course"))
        self._offer(self.runs.interrupted(kept))
        w.engine.start()
        w.loader.find(w.settings.dataset_folder)
        self.photos.begin(files)

    def is_training(self) -> bool:
        """Whether the engine is at it."""
        return self._w.engine.state in LEARNING

    def would_interrupt(self) -> bool:
        """Whether closing would interrupt a training, or the preparing of its photos."""
        return self.own.state() in LEARNING

    def stop_to_close(self) -> bool:
        """Stop the training; whether it has ended already: else the window closes when it has."""
        self.closing = True
        self.own.stop()
        return not self.would_interrupt()

    def close(self) -> None:
        """End the workers."""
        self._w.loader.close()
        self.photos.close()
        self._w.gathering.close()
        self._w.engine.close()

    # --- engine -------------------------------------------------------------------------------------------------------

    @Slot(EngineState)
    def _on_state(self, state: EngineState) -> None:
        if state is EngineState.FAILED:
            self._w.gathering.cancel()
        self._w.training.on_state(self.own.state())
        self._w.menus.on_state(self.own.state())
        self._w.network.show_training(trains=self.is_training())
        if self._waiting_data is not None and not self.is_training():
            folder, dataset = self._waiting_data
            self._waiting_data = None
            self._use_data(folder, dataset)
        self.retranslate()

    @Slot(RunStarted)
    def _on_started(self, run: RunStarted) -> None:
        w = self._w
        self._network_before = self._network
        self._use_network(_Network(run.run))  # how far to believe it is measured when the training is over
        w.training.on_started(run, self.runs.history_of(run))
        w.asker.set_has_network(True)
        w.gallery.show_network_names()
        w.asker.ask_all()
        w.banner.hide()
        self.retranslate()

    @Slot(EpochFinished)
    def _on_epoch(self, epoch: EpochFinished) -> None:
        self._w.training.on_epoch(epoch)
        self._w.asker.ask_all()

    @Slot(RunFinished)
    def _on_finished(self, result: RunFinished) -> None:
        w = self._w
        w.training.on_finished(result)
        kept = _Network.of(result.run, Path(result.folder)) if result.epochs else self._network_before
        self._use_network(kept)
        w.asker.ask_all()
        self._forget_test_set()
        self.retranslate()
        if not w.isActiveWindow():
            QApplication.alert(w)
        if self.closing:
            w.close()

    @Slot(ModelOpened)
    def _on_model_opened(self, opened: ModelOpened) -> None:
        w = self._w
        path = Path(opened.path)
        self._use_network(_Network.of(opened.run or path.name, path))
        w.asker.set_has_network(True)
        if opened.run and path.parent == runs_folder():
            try:
                w.training.show_run(runs.read_run(path))
            except Problem as problem:
                self._tell(problem)
        w.asker.ask_all()
        self._forget_test_set()
        self.retranslate()

    @Slot()
    def _on_preset_chosen(self) -> None:
        """Whoever chooses another network builds none."""
        if self._w.training.fields.preset() != OWN:
            self._w.network.leave_building()

    @Slot()
    def _on_viewed(self) -> None:
        """Everything that shows answers follows the time machine."""
        self._w.asker.ask_all()
        self.studies.follow_network()
        self._forget_test_set()
        self.retranslate()

    def _offer(self, run: runs.Run | None) -> None:
        """A training that was cut off can go on."""
        if run is None:
            return
        self._w.banner.show_message(
            lambda: self.tr(
                "The training “{name}” was cut off after epoch {epoch} of {epochs}. What it had learnt is kept."
            ).format(name=run_names([run])[run.name], epoch=len(run.history), epochs=run.options.epochs),
            bad=False,
            action_text=lambda: self.tr("Resume the training"),
            action=lambda: self.runs.resume(run.folder),
        )

    def _use_network(self, network: _Network) -> None:
        self._network = network
        self._w.photo.set_own_calibration(network.photos)

    def _forget_test_set(self) -> None:
        """Another network is asked about it, when somebody looks."""
        self._tested = self._network
        self._w.test_set.forget_answers()

    @Slot()
    def _on_test_set_opened(self) -> None:
        self._tested = self._network  # in the middle of a training the one that learns
        self._w.asker.ask_test_set()
        self.retranslate()

    @Slot(object)
    def _on_test_answered(self, probabilities: npt.NDArray[np.float32]) -> None:
        temperature = self._tested.tiles.temperature
        plain = temperature == PLAIN.temperature
        self._w.test_set.show_answers(probabilities if plain else calibrated(probabilities, temperature))

    @Slot(ModelSaved)
    def _on_model_saved(self, saved: ModelSaved) -> None:
        self._tell_saved(saved.path)

    @Slot(Failed)
    def _on_failed(self, failed: Failed) -> None:
        problem = Problem(failed.code, **failed.parameters)
        if failed.code == "diverged":
            self._w.training.on_diverged(problem)
        elif failed.code != "no_network":
            self._tell(problem, details=failed.details)

    @Slot(Problem, str)
    def _on_lost(self, problem: Problem, details: str) -> None:
        if self.closing:
            self._w.close()
            return
        cut_off = self.runs.in_hand()
        self._w.banner.show_message(
            lambda: sentence_of(problem.code, problem.parameters),
            bad=True,
            action_text=lambda: self.tr("Restart and resume the training") if cut_off else self.tr("Restart"),
            action=lambda: self._restart(cut_off),
            details=details,
        )

    def _restart(self, cut_off: Path | None) -> None:
        self._w.banner.hide()
        if cut_off is not None:
            self.runs.resume(cut_off)
        self._w.engine.restart()

    # --- data ---------------------------------------------------------------------------------------------------------

    @Slot(Path, Dataset)
    def _on_loaded(self, folder: Path, dataset: Dataset) -> None:
        if folder == self._chosen_folder:
            self._w.settings.dataset_folder = folder
        elif (remembered := self._w.settings.dataset_folder) not in (None, folder):
            self._w.settings.dataset_folder = None
            text = self.tr("There are no usable data in {remembered} any more: those in {folder} are used.")
            self._w.statusBar().showMessage(text.format(remembered=remembered, folder=folder), 15000)
        if self.is_training():
            self._waiting_data = folder, dataset
            text = self.tr("The training goes on with the data it began with. The new data are shown when it is over.")
            self._w.statusBar().showMessage(text, 8000)
        else:
            self._use_data(folder, dataset)

    def _use_data(self, folder: Path, dataset: Dataset) -> None:
        w = self._w
        self._dataset = dataset
        w.engine.use_dataset(folder)
        w.gallery.show_dataset(dataset)
        w.test_set.show_pictures(dataset.test_images, dataset.test_labels)
        w.runs.show_pictures(dataset.test_images, dataset.test_labels)
        self.studies.show_data(dataset)
        w.training.on_data(True)
        self.retranslate()

    @Slot(Problem)
    def _on_load_failed(self, problem: Problem) -> None:
        remembered = self._w.settings.dataset_folder
        if remembered is not None and self._chosen_folder is None and self._dataset is None and not self._searched:
            self._searched = True
            self._w.loader.find(None)  # the folder of the last start may be gone, on a disk that is not there
        elif self._dataset is None:
            self._w.gallery.notice.show_problem(problem)
        else:
            self._tell(problem)  # the data that were there stay

    @Slot()
    def _on_choose_data(self) -> None:
        folder = dialogs.ask_data_folder(self._w)
        if folder is not None:
            self._chosen_folder = folder
            self._w.loader.find(folder)

    # --- tiles, runs, saving ------------------------------------------------------------------------------------------

    @Slot(str, int)
    def _inspect(self, set_name: str, index: int) -> None:
        if self._dataset is None:
            return
        images, labels = self._dataset.pictures(set_name)
        if not 0 <= index < len(labels):
            return
        self._inspected = (set_name, index)
        self._w.inspector.show_tile(
            tile=images[index],
            set_name=set_name,
            index=index,
            label=int(labels[index]),
            raw=self._w.settings.raw_tiles,
            has_previous=index > 0,
            has_next=index + 1 < len(labels),
        )

    @Slot()
    def _on_save_network(self) -> None:
        path = dialogs.ask_save_network(self._w)
        if path is not None:
            self._w.engine.save_model(path)

    @Slot()
    def _on_save_charts(self) -> None:
        path = dialogs.ask_save_charts(self._w)
        if path is None:
            return
        try:
            self._w.training.charts.save(path)
        except Problem as problem:
            self._tell(problem)
        else:
            self._tell_saved(str(path))

    # --- view ---------------------------------------------------------------------------------------------------------

    @Slot(bool)
    def _on_raw(self, raw: bool) -> None:
        self._w.settings.raw_tiles = raw
        self._w.gallery.set_raw(raw)
        self._w.test_set.set_raw(raw)
        self._w.runs.set_raw(raw)
        self.studies.set_raw(raw)

    @Slot(str)
    def _on_scheme(self, scheme: str) -> None:
        self._w.settings.scheme = scheme
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, scheme=scheme, icons=str(resource("icons")))

    @Slot(str)
    def _on_language(self, language: str) -> None:
        self._w.settings.language = language
        set_language(language)

    def _tell_saved(self, path: str) -> None:
        self._w.statusBar().showMessage(self.tr("Saved: {path}").format(path=path), 8000)

    def _tell(self, problem: Problem, *, details: str = "") -> None:
        self._w.banner.show_message(lambda: sentence_of(problem.code, problem.parameters), bad=True, details=details)

    def retranslate(self) -> None:
        """The status bar and the texts about the current network."""
        w = self._w
        states = {
            EngineState.STARTING: self.tr("engine: starting"),
            EngineState.READY: self.tr("engine: ready"),
            EngineState.TRAINING: self.tr("engine: training"),
            EngineState.PAUSED: self.tr("engine: paused"),
            EngineState.STOPPING: self.tr("engine: stopping"),
            EngineState.FAILED: self.tr("engine: stopped"),
        }
        network = self.tr("answers of: {name}").format(name=self._network.name or "—")
        epoch = self.runs.viewed_epoch()
        if epoch is not None:
            network = self.tr("answers of: {name}, after epoch {epoch}").format(name=self._network.name, epoch=epoch)
        data = self._dataset.name if self._dataset else self.tr("no data yet")
        gpus = [device for device in w.engine.devices if device != "CPU"]
        parts = [states[w.engine.state], *gpus, network, data, self.tr("nothing leaves this computer")]
        w.status.setText("  ·  ".join(parts))
        w.test_set.show_network_name(self.tr("answers of: {name}").format(name=self._tested.name or "—"))
        w.test_set.show_note(
            self.tr("A training is running: these answers do not follow it. New ones come at its end.")
            if self.is_training()
            else ""
        )
