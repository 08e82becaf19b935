"""Options, buttons and charts of the training panel."""

import pytest

from fashion_gui.core.history import Epoch
from fashion_gui.core.networks import COURSE_NETWORK, PHOTO_NETWORK, Dense, Network
from fashion_gui.core.options import TrainOptions
from fashion_gui.core.presets import PRESETS, preset_options
from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import EpochFinished, RunFinished, RunStarted
from fashion_gui.core.runs import Result, create_run, read_run, save_epoch, save_result
from fashion_gui.ui.engine_client import EngineState
from fashion_gui.ui.language import set_language
from fashion_gui.ui.training_panel import TrainingPanel, TrainingWish
from fashion_gui.ui.training_progress import Gathered


@pytest.fixture
def panel(qtbot):
    panel = TrainingPanel()
    qtbot.addWidget(panel)
    panel.on_data(True)
    panel.on_state(EngineState.READY)
    return panel


def test_the_defaults_are_those_of_the_course(panel):
    assert panel.options() == TrainOptions()


def test_train_sends_what_the_fields_say(panel, qtbot):
    panel.fields.edits["epochs"].setText("7")
    panel.fields.edits["learning_rate"].setText("0,05")
    with qtbot.waitSignal(panel.train_requested) as asked:
        panel.controls.train.click()
    assert asked.args == [TrainingWish(TrainOptions(epochs=7, learning_rate=0.05), COURSE_NETWORK, [])]


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("epochs", "0"),
        ("epochs", "2.5"),
        ("epochs", ""),
        ("batch_size", "0"),
        ("batch_size", "60001"),
        ("learning_rate", "0"),
        ("learning_rate", "1e9"),
        ("learning_rate", "nan"),
        ("seed", "-1"),
    ],
)
def test_a_value_out_of_range_is_explained_and_train_waits(panel, qtbot, field, text):
    panel.fields.edits[field].setText(text)
    assert not panel.controls.train.isEnabled()
    assert panel.fields.edits[field].property("invalid") is True
    sentence = panel._sentence.text()
    set_language("ru")
    qtbot.waitUntil(lambda: panel._sentence.text() != sentence)
    panel.fields.edits[field].setText(str(getattr(TrainOptions(), field)))
    assert panel.controls.train.isEnabled()


@pytest.mark.parametrize(
    ("state", "train", "stop"),
    [
        (EngineState.STARTING, False, False),
        (EngineState.READY, True, False),
        (EngineState.TRAINING, False, True),
        (EngineState.STOPPING, False, False),
        (EngineState.FAILED, False, False),
    ],
)
def test_the_state_decides_the_buttons(panel, state, train, stop):
    panel.on_state(state)
    assert (panel.controls.train.isEnabled(), panel.controls.buttons["stop"].isEnabled()) == (train, stop)


def test_no_data_no_training(panel):
    panel.on_data(False)
    assert not panel.controls.train.isEnabled()


def test_curves_grow_and_the_result_stands_beside_the_reports(panel):
    panel.on_state(EngineState.TRAINING)
    panel.on_started(RunStarted("r", "", TrainOptions(epochs=3), COURSE_NETWORK, 3, 240))
    for epoch in (1, 2, 3):
        panel.on_epoch(EpochFinished("r", epoch, 1 / epoch, 0.5, 1 / epoch, 0.4 + epoch / 10, 0.5))
        assert len(panel.charts.history()) == epoch
    assert panel.progress.text() == "Epoch 3 of 3"
    panel.on_state(EngineState.READY)
    panel.on_finished(RunFinished("r", "completed", 3, 0.3612, 0.8725, 1.5, ""))
    assert panel._sentence.text() == (
        "Test set: accuracy 0.8725, loss 0.3612 after 3 epochs. After 100 epochs the report has 0.8731 and 0.3602."
    )
    assert (panel.progress.text(), panel.progress.bar.value()) == ("Finished", 1000)


def test_a_diverged_training_says_why(panel):
    panel.on_started(RunStarted("r", "", TrainOptions(epochs=3), COURSE_NETWORK, 3, 240))
    panel.on_diverged(Problem("diverged", epoch=1))
    assert "smaller learning rate" in panel._sentence.text()


def finish(panel, reason, *, done=12, figure=0.5, **options):
    """A training of 100 epochs, unless `options` say otherwise, that ends after `done` of them."""
    given = TrainOptions(**options)
    panel.on_started(RunStarted("r", "", given, COURSE_NETWORK, given.epochs, 240))
    panel.on_finished(RunFinished("r", reason, done, figure, figure, 1.5, ""))


def kept_run(folder, reason, *, epochs=2, options=None, network=COURSE_NETWORK):
    """A run on disk that was to learn for 100 epochs, unless `options` say otherwise."""
    create_run(folder, options=options or TrainOptions(), network=network, versions={})
    history = tuple(Epoch(number, 0.5, 0.5, 0.5, 0.5, 1.0) for number in range(1, epochs + 1))
    save_epoch(folder, options=TrainOptions(), history=history, weights=[], state=[])
    save_result(folder, Result(reason, 0.5, 0.25, 1.0))
    return read_run(folder)


ENDINGS = {
    "stopped": ("Stopped", "Stopped after epoch {} of 100, and kept. Test set: accuracy "),
    "diverged": ("Ended early", "The training diverged; what epoch {} of 100 had learnt was kept. Test set: accuracy "),
}


@pytest.mark.parametrize(("reason", "word", "beginning"), [(reason, *texts) for reason, texts in ENDINGS.items()])
def test_an_early_end_is_said(panel, reason, word, beginning):
    finish(panel, reason)
    assert panel._sentence.text().startswith(beginning.format(12) + "0.5000")
    assert (panel.progress.text(), panel.progress.bar.value()) == (word, 120)


@pytest.mark.parametrize(("reason", "word", "beginning"), [(reason, *texts) for reason, texts in ENDINGS.items()])
def test_a_run_opened_again_says_how_it_ended(panel, tmp_path, reason, word, beginning):
    panel.show_run(kept_run(tmp_path / "run", reason))
    assert panel._sentence.text().startswith(beginning.format(2) + "0.2500")
    assert (panel.progress.text(), panel.progress.bar.value()) == (word, 20)


def test_a_stop_before_the_first_epoch_is_said(panel):
    finish(panel, "stopped", done=0, figure=float("nan"))
    assert "nothing to keep" in panel._sentence.text()
    assert (panel.progress.text(), panel.progress.bar.value()) == ("Stopped", 0)


SAME_RECIPE = "The report: 0.8731 and 0.3602. Here 5 seeds gave accuracies from 0.8693 to 0.8748, 0.8724 on average."


@pytest.mark.parametrize(
    ("reason", "epochs", "options", "sentence"),
    [
        ("completed", 100, {}, SAME_RECIPE),
        ("completed", 100, {"seed": 7}, SAME_RECIPE),
        ("stopped", 99, {}, "After 100 epochs the report has 0.8731 and 0.3602."),
        ("stopped", 100, {"epochs": 200}, SAME_RECIPE),
        ("completed", 200, {"epochs": 200}, "After 100 epochs the report has 0.8731 and 0.3602."),
        ("completed", 100, {"batch_size": 32}, "After 100 epochs the report has 0.8731 and 0.3602."),
    ],
)
def test_the_report_is_compared_for_its_own_recipe_only(panel, reason, epochs, options, sentence):
    finish(panel, reason, done=epochs, **options)
    assert sentence in panel._sentence.text()


@pytest.mark.parametrize(("photos", "more"), [("", ""), ("some.npz", " It learnt from real photos as well.")])
def test_another_preset_is_not_compared_with_the_report(panel, photos, more):
    finish(panel, "completed", done=100, preset="photo", photos=photos)
    assert panel._sentence.text() == f"Test set: accuracy 0.5000, loss 0.5000 after 100 epochs.{more}"


@pytest.mark.parametrize(("epochs", "words"), [(1, "1 эпохи"), (2, "2 эпох"), (5, "5 эпох"), (21, "21 эпохи")])
def test_epochs_are_counted_in_russian(panel, qtbot, epochs, words):
    finish(panel, "completed", done=epochs)
    english = panel._sentence.text()
    set_language("ru")
    qtbot.waitUntil(lambda: panel._sentence.text() != english)
    assert f"после {words}. В отчёте" in panel._sentence.text()


# --- presets ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def choose(panel):
    """`choose(preset)`, and what the panel then said: options and networks, in turn."""
    told = []
    panel.options_changed.connect(told.append)
    panel.network_changed.connect(told.append)

    def choose(preset):
        told.clear()
        panel.fields.presets.setCurrentIndex(panel.fields.presets.findData(preset))
        return told

    return choose


def test_a_preset_brings_its_numbers_and_its_network(panel, choose):
    assert choose("photo") == [PHOTO_NETWORK, PRESETS["photo"].options]
    assert panel.options() == PRESETS["photo"].options
    assert panel._badge.text() == "280\u202f138 parameters"
    assert choose("course") == [COURSE_NETWORK, TrainOptions()]
    assert panel._badge.text() == "235\u202f146 parameters"


@pytest.mark.parametrize(
    ("preset", "words"), [("course", "unchanged. Measured on two"), ("photo", "About half an hour")]
)
def test_a_preset_tells_its_story(panel, choose, preset, words):
    choose(preset)
    assert words in panel._sentence.text()
    assert words in panel.fields.presets.toolTip()


def test_a_wrong_number_of_the_preset_for_photos_is_explained(panel, choose):
    choose("photo")
    panel.fields.edits["epochs"].setText("0")
    assert "Epochs: a whole number" in panel._sentence.text()
    assert not panel.controls.train.isEnabled()


def test_a_kept_run_shows_its_preset_and_its_own_network(panel, choose, tmp_path):
    options = preset_options("photo", epochs=7, seed=3)
    older = Network((Dense(16, "relu"), Dense(10, "softmax")))
    told = choose("course")
    panel.show_run(kept_run(tmp_path / "run", "completed", options=options, network=older))
    assert (panel.options(), told[-1]) == (options, older)
    assert panel._badge.text() == "12\u202f730 parameters"
    panel.on_started(RunStarted("r", "", options, PHOTO_NETWORK, 7, 240))  # a new training: the preset's of today
    assert told[-1] == PHOTO_NETWORK


def test_the_presets_speak_russian(panel, choose, qtbot):
    choose("photo")
    set_language("ru")
    qtbot.waitUntil(lambda: panel.fields.presets.currentText() == "Для фотографий")
    assert "Около получаса" in panel._sentence.text()


# --- photos to learn from --------------------------------------------------------------------------------------------


@pytest.fixture
def photos(tmp_path):
    """A folder with two photos."""
    paths = [tmp_path / "photos" / name for name in ("Shirt/a.jpg", "hat/b.jpg")]
    for path in paths:
        path.parent.mkdir(parents=True)
        path.write_bytes(b"photo")
    return paths


def test_photos_are_asked_for_only_by_the_preset_for_photos(panel, choose, qtbot, photos):
    assert panel.source.isHidden()
    panel.source.set_folder(photos[0].parent.parent)
    with qtbot.waitSignal(panel.train_requested) as asked:
        panel.controls.train.click()
    assert asked.args == [TrainingWish(TrainOptions(), COURSE_NETWORK, [])]
    choose("photo")
    assert not panel.source.isHidden()
    with qtbot.waitSignal(panel.train_requested) as asked:
        panel.controls.train.click()
    assert asked.args == [TrainingWish(PRESETS["photo"].options, PHOTO_NETWORK, photos)]


def test_train_waits_for_photos_that_are_not_there(panel, choose, photos):
    choose("photo")
    panel.source.set_folder(photos[0].parent)
    assert not panel.controls.train.isEnabled()
    assert panel._sentence.text() == "There are no photos in the folder “Shirt”."
    choose("course")
    assert panel.controls.train.isEnabled()


def test_photos_that_went_before_train_are_noticed(panel, choose, photos):
    choose("photo")
    panel.source.set_folder(photos[0].parent.parent)
    asked = []
    panel.train_requested.connect(lambda *given: asked.append(given))
    for path in photos:
        path.unlink()
    panel.controls.train.click()
    assert asked == []
    assert "There are no photos" in panel._sentence.text()


def test_photos_are_counted_while_they_become_tiles(panel):
    panel.on_gathering(0, 3068)
    panel.on_state(EngineState.TRAINING)
    assert panel.progress.text() == "Preparing photo 1 of 3\u202f068"
    assert "24 tiles" in panel._sentence.text()
    panel.on_gathering(1534, 3068)
    assert (panel.progress.text(), panel.progress.bar.value()) == ("Preparing photo 1\u202f535 of 3\u202f068", 500)
    assert panel.controls.buttons["stop"].isEnabled()
    assert not panel.source.isEnabled()
    panel.on_gathering(3068, 3068)
    assert panel.progress.text() == "Preparing the training…"
    panel.on_state(EngineState.READY)
    assert panel.progress.text() == "Ready to train"


@pytest.mark.parametrize(("seconds", "left"), [(0.1, "0:10 left"), (3.5, "5:50 left")])
def test_how_long_the_photos_take_is_told(panel, seconds, left):
    panel.on_state(EngineState.TRAINING)
    panel.learning.gathered = Gathered(100, 200, 100 * seconds)
    panel.progress.show_learning(panel.learning)
    assert panel.progress.time_left() == left


def test_before_a_training_the_charts_are_as_long_as_it_will_take(panel, monkeypatch):
    shown = []
    monkeypatch.setattr(panel.charts, "show_history", lambda history, *, epochs: shown.append((history, epochs)))
    panel.fields.edits["epochs"].setText("7")
    assert shown[-1] == ((), 7)
    panel.fields.edits["epochs"].setText("0")  # out of range: nothing to draw
    assert shown[-1] == ((), 7)
