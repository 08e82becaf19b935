"""Many photos, one after the other: found, cut out by a photo worker of their own, answered by the engine."""

from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from fashion_gui.core.calibration import PLAIN, Calibration, calibrated, read_calibration
from fashion_gui.core.labels import CLASS_COUNT, TILE_SIDE
from fashion_gui.core.paths import resource
from fashion_gui.core.photo_files import Unanswered
from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import Failed, ModelOpened, PhotoPrepared, Predicted, RunFinished, RunStarted
from fashion_gui.core.verdict import judge
from fashion_gui.ui.engine_client import EngineClient, EngineState
from fashion_gui.ui.images import reduced_image
from fashion_gui.ui.many_search import PhotoSearch
from fashion_gui.ui.many_texts import Answered, Row, Unreadable
from fashion_gui.ui.photo_client import PhotoClient

_AHEAD: Final = 2  # photos with the worker: one in work, one waiting
_BATCH: Final = 32  # tiles in one question


@dataclass(frozen=True, slots=True)
class _Prepared:
    place: int
    path: Path
    thumbnail: QImage
    tile: bytes


class ManyWork(QObject):
    """`begin` answers with `answered` for some photos at a time, and `changed` whenever the figures below did.

    An engine that starts, trains or is lost only delays the answers: what it owes then is asked again.
    """

    answered = Signal(list)  # of Row
    changed = Signal()
    broke = Signal(Problem)  # photos cannot be read at all

    def __init__(self, engine: EngineClient, *, photos: PhotoClient, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine, self._photos = engine, photos
        self._search = PhotoSearch(self)
        self.total = self.done = 0  # photos found, rows told
        self.running = self.searching = self.truncated = False
        self._recipe, self._network, self._side = "", "current", 0
        self._waiting: deque[tuple[int, Path | Unanswered]] = deque()  # each with its place
        self._asked: dict[int, tuple[int, Path]] = {}  # by the photo client's id
        self._prepared: list[_Prepared] = []
        self._in_question: list[_Prepared] = []
        self._question = 0  # the engine's id of it
        self._refused = False  # there is no network yet
        self._own = self._own_before = PLAIN  # of the engine's current network, and before the training
        self._shipped = PLAIN  # of the network for photos
        self._search.found.connect(self._on_found)
        self._search.finished.connect(self._on_searched)
        photos.prepared.connect(self._on_prepared)
        photos.failed.connect(self._on_photo_failed)
        engine.state_changed.connect(self._on_state)
        engine.model_opened.connect(self._on_model_opened)
        engine.run_started.connect(self._on_run_started)
        engine.run_finished.connect(self._on_run_finished)
        engine.predicted.connect(self._on_predicted)
        engine.failed.connect(self._on_failed)

    def begin(self, paths: list[Path], *, recipe: str, network: str, side: int) -> None:
        """Answer all photos in `paths`; what was going on is dropped.

        `network` is as in `Predict`; without a shipped network for photos the current one answers.  Of each photo a
        picture is kept whose long side has `side` pixels.
        """
        self.cancel()
        shipped = resource("models/photo")
        has_network = shipped.is_dir()
        self._shipped = read_calibration(shipped, "photos")
        self._recipe, self._network, self._side = recipe, network if has_network else "current", side
        self.total = self.done = 0
        self.running = self.searching = True
        self.truncated = False
        self._search.begin(paths)
        self.changed.emit()

    def cancel(self) -> None:
        """Stop at once; what was answered stays."""
        if not self.running:
            return
        self._search.cancel()
        self._photos.forget_waiting()
        self._waiting.clear()
        self._prepared, self._in_question, self._question = [], [], 0
        self.running = self.searching = False
        if not self._asked:  # else the worker leaves when its photo is done
            self._release()
        self._asked.clear()
        self.changed.emit()

    def is_held_up(self) -> bool:
        """Whether photos wait for a network that can answer."""
        return bool(self._prepared) and not self._question

    def close(self) -> None:
        """End the worker and the search."""
        self.cancel()
        self._search.close()
        self._photos.close()

    # --- from photo to row --------------------------------------------------------------------------------------------

    def _go_on(self) -> None:
        unreadable: list[Row] = []
        while self._waiting and len(self._asked) < _AHEAD:
            place, photo = self._waiting.popleft()
            if isinstance(photo, Unanswered):
                unreadable.append(Unreadable(place, photo.path, photo.problem))
            else:
                self._asked[self._photos.prepare(photo, recipe=self._recipe)] = place, photo
        self._ask_network()
        self._tell(unreadable)

    def _ask_network(self) -> None:
        if self._prepared and not self._question and not self._refused and self._engine.can_answer():
            self._in_question, self._prepared = self._prepared[:_BATCH], self._prepared[_BATCH:]
            tiles = np.frombuffer(b"".join(photo.tile for photo in self._in_question), np.uint8)
            self._question = self._engine.predict(tiles.reshape(-1, TILE_SIDE, TILE_SIDE), network=self._network)

    def _ask_again(self) -> None:
        """The question was lost."""
        self._prepared = self._in_question + self._prepared
        self._in_question, self._question = [], 0

    def _tell(self, rows: list[Row]) -> None:
        self.done += len(rows)
        if rows:
            self.answered.emit(rows)
        if self.running and not self.searching and self.done == self.total:
            self.running = False
            self._release()
        self.changed.emit()

    def _release(self) -> None:
        """End the photo worker unless it is needed: 100 MB.  The next photo starts it again."""
        if not self.running:
            self._photos.close()

    # --- what comes back ----------------------------------------------------------------------------------------------

    @Slot(list)
    def _on_found(self, photos: list[Path | Unanswered]) -> None:
        self._waiting += enumerate(photos, start=self.total)
        self.total += len(photos)
        self._go_on()

    @Slot(bool)
    def _on_searched(self, more: bool) -> None:
        self.searching, self.truncated = False, more
        self._go_on()

    @Slot(PhotoPrepared)
    def _on_prepared(self, prepared: PhotoPrepared) -> None:
        asked = self._asked.pop(prepared.id, None)
        if asked is not None:
            self._prepared.append(_Prepared(*asked, reduced_image(prepared.photo, self._side), prepared.tile))
            self._go_on()
        else:
            self._release()

    @Slot(int, Problem)
    def _on_photo_failed(self, number: int, problem: Problem) -> None:
        asked = self._asked.pop(number, None)
        if asked is None:
            self._release()
            return
        if problem.code == "photo_worker_missing":
            self.cancel()
            self.broke.emit(problem)
            return
        self._tell([Unreadable(*asked, problem)])
        self._go_on()

    @Slot(Predicted)
    def _on_predicted(self, answer: Predicted) -> None:
        if answer.id != self._question:
            return
        photos, self._in_question, self._question = self._in_question, [], 0
        calibration = self._shipped if self._network == "photo" else self._own
        values = np.frombuffer(answer.probabilities, np.float32).reshape(-1, CLASS_COUNT)
        rows: list[Row] = []
        for photo, probabilities in zip(photos, calibrated(values, calibration.temperature), strict=True):
            tile = np.frombuffer(photo.tile, np.uint8).reshape(TILE_SIDE, TILE_SIDE)
            judgement = judge(tile, probabilities, calibration)
            rows.append(Answered(photo.place, photo.path, photo.thumbnail, photo.tile, probabilities.copy(), judgement))
        self._tell(rows)
        self._go_on()

    @Slot(Failed)
    def _on_failed(self, failed: Failed) -> None:
        if failed.id == self._question != 0:
            self._ask_again()
            self._refused = self._network == "current"  # until there is another network
            self._network = "current"
            self._go_on()

    @Slot(EngineState)
    def _on_state(self, state: EngineState) -> None:
        self._refused = False
        if state in (EngineState.STARTING, EngineState.FAILED):
            self._ask_again()
        if self.running:
            self._go_on()

    @Slot(ModelOpened)
    def _on_model_opened(self, opened: ModelOpened) -> None:
        self._own_before = read_calibration(Path(opened.path), "photos")
        self._on_network(self._own_before)

    @Slot(RunStarted)
    def _on_run_started(self, _started: RunStarted) -> None:
        self._on_network(PLAIN)  # measured when the training is over

    @Slot(RunFinished)
    def _on_run_finished(self, result: RunFinished) -> None:
        if result.epochs:
            self._own_before = read_calibration(Path(result.folder), "photos")
        self._on_network(self._own_before)

    def _on_network(self, calibration: Calibration) -> None:
        self._own, self._refused = calibration, False
        if self.running:
            self._go_on()
