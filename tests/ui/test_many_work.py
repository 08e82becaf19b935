"""Many photos one after the other, with an engine and a photo worker that answer when the test says so."""

import sys
from pathlib import Path

import pytest
from many_fakes import NOTHING, SURE, FakeEngine, FakePhotos
from PySide6.QtCore import QTimer

from fashion_gui.core.calibration import Calibration, save_calibration
from fashion_gui.core.networks import COURSE_NETWORK
from fashion_gui.core.options import TrainOptions
from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import ModelOpened, RunFinished, RunStarted
from fashion_gui.core.verdict import Verdict
from fashion_gui.ui import many_search, many_work
from fashion_gui.ui.engine_client import EngineState
from fashion_gui.ui.many_texts import Unreadable
from fashion_gui.ui.many_work import ManyWork
from fashion_gui.ui.photo_client import PhotoClient

FAKE = str(Path(__file__).resolve().parent.parent / "fake_photo_worker.py")
DOUBTING = Calibration(temperature=4.0, familiar=0.99)  # nothing is familiar enough for it


@pytest.fixture
def engine(qapp):
    return FakeEngine()


@pytest.fixture
def photos(qapp):
    return FakePhotos()


@pytest.fixture
def work(engine, photos):
    work = ManyWork(engine, photos=photos)
    work.told = []
    work.answered.connect(work.told.extend)
    yield work
    work.close()


@pytest.fixture(autouse=True)
def shipped(tmp_path, monkeypatch):
    """Where the shipped networks would be."""
    monkeypatch.setattr(many_work, "resource", lambda name: tmp_path / "resources" / name)
    return tmp_path / "resources" / "models"


@pytest.fixture
def folder(tmp_path):
    """`folder(names)` makes empty files."""

    def make(*names):
        top = tmp_path / "photos"
        for name in names:
            (top / name).parent.mkdir(parents=True, exist_ok=True)
            (top / name).write_bytes(b"")
        return top

    return make


@pytest.fixture
def begin(work, qtbot):
    """Begin and wait until the folder was searched."""

    def start(*paths, network="current", recipe="trim"):
        work.begin(list(paths), recipe=recipe, network=network, side=48)
        qtbot.waitUntil(lambda: not work.searching, timeout=20_000)

    return start


def names(rows):
    return [row.path.name for row in rows]


def test_photos_go_through_worker_and_engine(work, engine, photos, begin, folder, qtbot):
    begin(folder("a.png", "b.png", "sub/c.png", "notes.txt"), recipe="report")
    assert (work.total, work.done, photos.names()) == (3, 0, ["a.png", "b.png"])  # one in work, one waiting
    assert {recipe for _, _, recipe in photos.asked} == {"report"}
    photos.finish()
    assert photos.names() == ["a.png", "b.png", "c.png"]
    photos.finish()
    photos.finish()
    assert [count for _, count, _ in engine.asked] == [1]  # one question at a time
    engine.answer()
    assert [count for _, count, _ in engine.asked] == [1, 2]
    assert work.running
    engine.answer()
    assert (names(work.told), work.done, work.running) == (["a.png", "b.png", "c.png"], 3, False)
    assert [row.place for row in work.told] == [0, 1, 2]
    assert photos.closed == 1  # nobody needs the worker now


def test_what_is_kept_of_a_photo_is_small(work, engine, photos, begin, folder):
    begin(folder("a.png"))
    photos.finish()
    engine.answer()
    (row,) = work.told
    assert (row.thumbnail.width(), row.thumbnail.height()) == (48, 32)
    assert len(row.tile) == 784
    assert row.probabilities.base is None  # else it would hold all answers of its question
    assert row.judgement.verdict is Verdict.RECOGNISED


def test_an_engine_that_starts_only_delays(work, engine, photos, begin, folder):
    engine.become(EngineState.STARTING)
    begin(folder(*(f"{number:02}.png" for number in range(40))))
    for _ in range(40):
        photos.finish()
    assert (engine.asked, work.is_held_up()) == ([], True)
    engine.become(EngineState.READY)
    assert not work.is_held_up()
    engine.answer()
    engine.answer()
    assert [count for _, count, _ in engine.asked] == [32, 8]
    assert names(work.told) == photos.names()


def test_a_lost_question_is_asked_again(work, engine, photos, begin, folder):
    begin(folder("a.png", "b.png"))
    photos.finish()
    engine.become(EngineState.FAILED)
    photos.finish()
    engine.become(EngineState.STARTING)
    engine.become(EngineState.READY)
    assert [count for _, count, _ in engine.asked] == [1, 2]
    engine.answer(0)  # from the engine that was lost
    assert work.told == []
    engine.answer()
    assert names(work.told) == ["a.png", "b.png"]


def test_without_a_network_the_photos_wait_for_one(work, engine, photos, begin, folder, tmp_path):
    begin(folder("a.png", "b.png"))
    photos.finish()
    engine.refuse("no_network")
    photos.finish()
    assert len(engine.asked) == 1
    assert work.is_held_up()
    engine.model_opened.emit(ModelOpened(1, str(tmp_path), "", 1))
    engine.answer()
    assert names(work.told) == ["a.png", "b.png"]


def test_the_network_for_photos_answers_if_it_is_there(work, engine, photos, begin, folder, shipped):
    begin(folder("a.png", "b.png"), network="photo")
    photos.finish()
    assert engine.asked[-1][2] == "current"
    save_calibration(shipped / "photo", {"photos": DOUBTING})
    begin(folder("a.png"), network="photo")
    photos.finish()  # the one that was in work
    photos.finish()  # was dropped
    photos.finish()
    assert engine.asked[-1][2] == "photo"
    engine.answer()
    assert work.told[0].judgement.reasons == ("like_none",)
    assert work.told[0].probabilities.max() < SURE.max()


def test_where_the_network_for_photos_fails_the_current_one_answers(work, engine, photos, begin, folder, shipped):
    save_calibration(shipped / "photo", {"photos": DOUBTING})
    begin(folder("a.png", "b.png"), network="photo")
    photos.finish()
    engine.refuse("run_damaged")
    engine.answer()
    assert [network for _, _, network in engine.asked] == ["photo", "current"]
    assert work.told[0].judgement.verdict is Verdict.RECOGNISED


def test_the_calibration_is_that_of_the_current_run(work, engine, photos, begin, folder, tmp_path):
    calibrated_run, new_run = tmp_path / "run", tmp_path / "new"
    save_calibration(calibrated_run, {"photos": DOUBTING})
    engine.model_opened.emit(ModelOpened(1, str(calibrated_run), "run", 1))
    begin(folder("a.png", "b.png", "c.png", "d.png"))
    for event in (
        None,
        RunStarted("new", str(new_run), TrainOptions(), COURSE_NETWORK, 1, 1),
        RunFinished("new", "stopped", 0, 0.0, 0.0, 1.0, ""),  # without an epoch: the one before answers again
        RunFinished("new", "completed", 1, 0.0, 0.0, 1.0, str(new_run)),
    ):
        if event is not None:
            (engine.run_started if isinstance(event, RunStarted) else engine.run_finished).emit(event)
        photos.finish()
        engine.answer()
    assert [row.judgement.verdict.value for row in work.told] == [
        "unfamiliar",
        "recognised",
        "unfamiliar",
        "recognised",
    ]


def test_what_cannot_be_read_is_told_and_the_others_go_on(work, engine, photos, begin, folder, tmp_path):
    (tmp_path / "empty").mkdir()
    begin(tmp_path / "empty", folder("a.png", "b.png"))
    photos.finish(problem=Problem("damaged_image", name="a.png"))
    photos.finish(tile=NOTHING)
    engine.answer()
    empty, bad, good = work.told
    assert isinstance(empty, Unreadable)
    assert isinstance(bad, Unreadable)
    assert (empty.place, empty.path.name, empty.problem.code) == (0, "empty", "no_photos_in_folder")
    assert (bad.place, bad.path.name, bad.problem.code) == (1, "a.png", "damaged_image")
    assert good.judgement.verdict is Verdict.UNFAMILIAR
    assert (work.done, work.total, work.running) == (3, 3, False)


def test_without_a_photo_worker_nothing_more_is_tried(work, photos, begin, folder, qtbot):
    begin(folder("a.png", "b.png", "c.png"))
    with qtbot.waitSignal(work.broke) as broke:
        photos.finish(problem=Problem("photo_worker_missing", reason="?"))
    assert broke.args[0].code == "photo_worker_missing"
    assert (work.running, work.told, photos.names()) == (False, [], ["a.png", "b.png"])


def test_cancel_ends_at_once_and_the_worker_leaves_with_its_photo(work, engine, photos, begin, folder):
    begin(folder("a.png", "b.png", "c.png"))
    photos.finish()
    work.cancel()
    assert (work.running, photos.forgotten, photos.closed) == (False, 1, 0)
    engine.answer()
    photos.finish()
    assert (work.told, photos.closed) == ([], 1)
    assert photos.names() == ["a.png", "b.png", "c.png"]  # the third was asked before


def test_cancel_ends_a_worker_that_has_nothing_to_do(work, engine, photos, begin, folder):
    begin(folder("a.png"))
    photos.finish()
    work.cancel()
    assert photos.closed == 1


def test_what_is_begun_anew_replaces_what_was_going_on(work, engine, photos, begin, folder, tmp_path):
    begin(folder("a.png", "b.png"))
    photos.finish()
    begin(tmp_path / "photos" / "a.png")
    photos.finish()  # b.png, which nobody wants any more
    engine.answer()
    assert work.told == []
    photos.finish()
    engine.answer()
    assert (names(work.told), work.total, work.running) == (["a.png"], 1, False)


def test_there_is_an_end_to_what_a_table_holds(work, photos, begin, folder, monkeypatch):
    monkeypatch.setattr(many_search, "MAX_PHOTOS", 2)
    begin(folder("a.png", "b.png"))
    assert (work.total, work.truncated) == (2, False)
    begin(folder("c.png"))
    assert (work.total, work.truncated) == (2, True)


class PromptEngine(FakeEngine):
    """Answers by itself, after the question was sent."""

    def predict(self, tiles, *, network="current"):
        number = super().predict(tiles, network=network)
        QTimer.singleShot(0, self.answer)
        return number


def test_a_crash_costs_one_photo_and_the_worker_starts_again_for_the_next_folder(folder, qtbot):
    photos = PhotoClient(command=[sys.executable, FAKE, "fake"], seconds=20)
    work = ManyWork(PromptEngine(), photos=photos)
    rows = []
    work.answered.connect(rows.extend)
    for given in (folder("a.png", "crash.png", "exit.png", "z.png"), folder("bad.png")):
        work.begin([given], recipe="trim", network="current", side=48)
        qtbot.waitUntil(lambda: not work.running, timeout=20_000)
        assert photos.worker_pid() == 0
    work.close()
    codes = {row.path.name: row.problem.code for row in rows if isinstance(row, Unreadable)}
    assert codes == {"crash.png": "photo_crashed", "exit.png": "photo_crashed", "bad.png": "photo_timeout"}
    assert names(rows).count("a.png") == names(rows).count("z.png") == 2
