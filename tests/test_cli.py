"""The commands without a window, from the words that are typed to what is printed."""

import csv
import json
import os
import shutil
import signal
import subprocess
import sys

import numpy as np
import pytest
from generated import make_dataset
from PIL import Image, ImageDraw

from fashion_gui import __version__
from fashion_gui.cli import main
from fashion_gui.cli.terminal import Terminal
from fashion_gui.cli.texts import text
from fashion_gui.core import paths, runs
from fashion_gui.core.calibration import Calibration, calibrated, save_calibration
from fashion_gui.core.codec import decode
from fashion_gui.core.dataset import write_dataset
from fashion_gui.core.labels import class_names
from fashion_gui.core.problems import Problem, problem_sentence
from fashion_gui.core.protocol import RECIPE_NAMES, EpochFinished, RunFinished, RunStarted
from fashion_gui.core.verdict import judge
from fashion_gui.core.workers import worker_folder

pytestmark = pytest.mark.usefixtures("engine_settings_put_back")
SMALL = ("--epochs", "2", "--batch-size", "50", "--learning-rate", "0.1")


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    write_dataset(folder, make_dataset())
    return str(folder)


@pytest.fixture(scope="module")
def trained(tmp_path_factory, dataset):
    """The folder of a run made by a real process, and what that process printed."""
    out = tmp_path_factory.mktemp("out")
    command = [sys.executable, "-m", "fashion_gui", "train", "--json", "--dataset", dataset, "--out", str(out), *SMALL]
    environment = {**os.environ, "FASHION_GUI_HOME": str(out / "home")}
    done = subprocess.run(command, cwd=worker_folder(), env=environment, capture_output=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    return next(path for path in out.iterdir() if (path / "run.json").exists()), done.stdout.decode()


@pytest.fixture
def run(trained):
    return str(trained[0])


@pytest.fixture
def photos(tmp_path):
    """Two photos, one of them in a sub-folder, and files that are none."""
    folder = tmp_path / "photos"
    (folder / "more").mkdir(parents=True)
    for name, box in (("b.png", (60, 20, 140, 180)), ("more/a.JPG", (20, 80, 180, 120))):
        image = Image.new("RGB", (200, 200), "white")
        ImageDraw.Draw(image).rectangle(box, fill=(40, 60, 90))
        image.save(folder / name)
    (folder / "notes.txt").write_text("no photo")
    (folder / ".hidden.png").write_bytes(b"no photo")
    return folder


def printed(capfd, *arguments, status=0):
    """What `arguments` print to stdout and stderr."""
    assert main([str(argument) for argument in arguments]) == status
    return capfd.readouterr()


def objects(capfd, *arguments, status=0):
    return [json.loads(line) for line in printed(capfd, *arguments, status=status).out.splitlines()]


# --- usage -----------------------------------------------------------------------------------------------------------


def test_version(capfd):
    assert printed(capfd, "--version").out == f"fashion-gui {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--help"], ["classify", "train", "evaluate", "--install-launcher"]),
        (["-h"], ["--version"]),
        (["classify", "--help"], ["--csv", "--tiles", "--recipe", *RECIPE_NAMES]),
        (["train", "--help"], ["--preset", "--epochs", "--seed", "--batch-size", "--learning-rate", "course"]),
        (["evaluate", "-h"], ["--model", "--dataset", "--json"]),
    ],
)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_help(capfd, monkeypatch, arguments, words, language):
    monkeypatch.setenv("LANG", f"{language}.UTF-8")
    out = printed(capfd, *arguments).out
    assert all(word in out for word in [*words, text("help", language)])
    assert out.startswith(text("usage", language))
    english = ("usage:", "options:", "positional arguments:", "arguments:")
    assert language == "en" or not [word for word in english if word in out]


def test_wrong_usage_is_told_in_the_users_language(capfd, monkeypatch):
    monkeypatch.setenv("LANG", "ru.UTF-8")
    usage, mistake = printed(capfd, "evaluate", "--bogus", "more", status=2).err.rsplit("\n", 2)[:2]
    assert usage.startswith("использование: fashion-gui")
    assert mistake == "fashion-gui: ошибка: неизвестно: --bogus more"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["fly"],
        ["--json"],
        ["classify"],
        ["classify", "--recipe", "none", "x.png"],
        ["classify", "--js", "x.png"],
        ["train", "--epochs", "many"],
        ["train", "--epochs", "0"],
        ["train", "--epochs", "-1"],
        ["train", "--batch-size", "0"],
        ["train", "--learning-rate", "nan"],
        ["train", "--seed", "-1"],
        ["train", "--preset", "none"],
        ["train", "--photos", "."],
        ["train", "--preset", "course", "--photos", "."],
        ["train", "more"],
        ["evaluate", "more"],
        ["--install-launcher", "--remove-launcher"],
    ],
)
def test_wrong_usage(capfd, arguments):
    told = printed(capfd, *arguments, status=2)
    assert told.out == ""
    assert told.err
    assert "Traceback" not in told.err


@pytest.mark.parametrize(("language", "word"), [("en_GB.UTF-8", "Epochs"), ("ru_RU.UTF-8", "Эпохи")])
def test_failures_are_told_in_the_users_language(capfd, monkeypatch, language, word):
    monkeypatch.setenv("LC_ALL", language)
    assert printed(capfd, "train", "--epochs", "0", status=2).err.startswith(f"{word}: ")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_photos_are_not_cut_out_for_a_preset_that_ignores_them(capfd, monkeypatch, language):
    monkeypatch.setenv("LANG", f"{language}.UTF-8")
    told = printed(capfd, "train", "--photos", "missing", status=2)
    assert text("photos_without_preset", language) in told.err


def test_photos_none_of_which_can_be_read_are_told(capfd, dataset, tmp_path):
    (tmp_path / "wardrobe" / "dress").mkdir(parents=True)
    (tmp_path / "wardrobe" / "dress" / "a.png").write_bytes(b"no photo")
    photos = ("--preset", "photo", "--photos", tmp_path / "wardrobe")
    told = printed(capfd, "train", "--dataset", dataset, *photos, status=1)
    assert told.err.splitlines()[-1] == problem_sentence("no_photo_readable", {}, "en")


def test_a_batch_larger_than_the_data_is_wrong_usage(capfd, dataset):
    told = printed(capfd, "train", "--dataset", dataset, "--batch-size", "201", status=2)
    assert "201" in told.err
    assert not paths.runs_folder().exists()


# --- what can fail ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["train", "evaluate"])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_without_a_dataset_its_package_is_named(capfd, monkeypatch, command, language):
    monkeypatch.setattr("fashion_gui.core.dataset.search_folders", lambda _: [])
    monkeypatch.setenv("LANG", f"{language}.UTF-8")
    told = printed(capfd, command, "--json", status=1)
    assert told.out == ""
    assert told.err.splitlines()[1] == text("dataset_hint", language)
    assert "dataset-fashion-mnist" in told.err


def test_a_folder_without_a_dataset_is_told(capfd, tmp_path):
    assert str(tmp_path) in printed(capfd, "train", "--dataset", tmp_path, status=1).err


@pytest.mark.parametrize(
    ("model", "words"), [("missing.keras", "no longer there"), ("missing", "neither a kept run"), (".", "neither")]
)
def test_a_model_that_is_none_is_told(capfd, photos, monkeypatch, tmp_path, model, words):
    monkeypatch.chdir(tmp_path)
    told = printed(capfd, "classify", "--json", "--model", model, photos, status=1)
    assert told.out == ""
    assert words in told.err


def test_without_any_network_there_is_no_answer(capfd, photos, monkeypatch, tmp_path):
    monkeypatch.setattr(paths, "resource", lambda name: tmp_path / name)
    assert "no network" in printed(capfd, "classify", photos, status=1).err


def test_without_tensorflow_that_is_told(capfd, dataset, monkeypatch):
    monkeypatch.setitem(sys.modules, "fashion_gui.engine.engine", None)
    assert "TensorFlow" in printed(capfd, "train", "--dataset", dataset, status=1).err


def test_a_bug_ends_in_a_sentence(capfd, monkeypatch):
    def bug(_):
        raise RuntimeError("a bug")

    monkeypatch.setattr("fashion_gui.cli.training.find_dataset", bug)
    *_, sentence = printed(capfd, "evaluate", status=1).err.splitlines()
    assert sentence == "Something went wrong inside the program (RuntimeError: a bug)."


# --- train and evaluate ----------------------------------------------------------------------------------------------


def test_train_prints_the_events_of_the_protocol(trained):
    folder, out = trained
    events = [decode(line) for line in out.splitlines()]
    started, finished = events[0], events[-1]
    assert isinstance(started, RunStarted)
    assert isinstance(finished, RunFinished)
    assert [event.epoch for event in events if isinstance(event, EpochFinished)] == [1, 2]
    assert (finished.run, finished.folder, finished.reason) == (folder.name, str(folder), "completed")
    run = runs.read_run(folder)
    assert (run.result.test_loss, run.result.test_accuracy) == (finished.test_loss, finished.test_accuracy)
    assert (run.options.epochs, run.options.batch_size, run.options.learning_rate, run.options.seed) == (2, 50, 0.1, 1)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_train_tells_what_it_does(capfd, monkeypatch, dataset, language):
    monkeypatch.setenv("LANG", f"{language}.UTF-8")
    told = printed(capfd, "train", "--dataset", dataset, "--seed", "7", *SMALL)
    (run,) = runs.list_runs(paths.runs_folder())
    assert run.options.seed == 7
    values = [vars(epoch) for epoch in run.history]
    assert told.out.splitlines() == [
        text("epoch", language, epochs=2, **values[0]),
        text("epoch", language, epochs=2, **values[1]),
        text("finished", language, folder=run.folder, **vars(run.result)),
    ]
    assert told.err.splitlines() == [
        text("computes_on", language, devices="CPU"),
        text("started", language, epochs=2, steps=4),
    ]


def interrupting(monkeypatch, kind, *, presses=1):
    """Ctrl+C is pressed as soon as an event of `kind` is printed."""
    really_print = Terminal.line

    def line(terminal, printed):
        really_print(terminal, printed)
        if isinstance(decode(printed), kind):
            for _ in range(presses):
                signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(Terminal, "line", line)


def test_ctrl_c_stops_and_keeps(capfd, monkeypatch, dataset):
    interrupting(monkeypatch, EpochFinished)
    before = signal.getsignal(signal.SIGINT)
    *_, finished = objects(capfd, "train", "--json", "--dataset", dataset, "--batch-size", "50")
    assert (finished["reason"], finished["epochs"]) == ("stopped", 1)
    assert runs.read_run(paths.runs_folder() / finished["run"]).result.reason == "stopped"
    assert signal.getsignal(signal.SIGINT) is before


def test_ctrl_c_before_the_first_epoch_keeps_nothing(capfd, monkeypatch, dataset):
    interrupting(monkeypatch, RunStarted)
    *_, finished = objects(capfd, "train", "--json", "--dataset", dataset, "--batch-size", "50", status=1)
    assert (finished["epochs"], finished["folder"]) == (0, "")
    assert list(paths.runs_folder().iterdir()) == []


def test_a_second_ctrl_c_leaves_at_once(capfd, monkeypatch, dataset):
    interrupting(monkeypatch, EpochFinished, presses=2)
    told = printed(capfd, "train", "--json", "--dataset", dataset, "--batch-size", "50", status=130)
    assert json.loads(told.out.splitlines()[-1])["epoch"] == 1
    assert len(runs.list_runs(paths.runs_folder())) == 1


def test_a_run_that_cannot_be_kept_is_a_failure(capfd, monkeypatch, dataset):
    def full(*_, **__):
        raise Problem("disk_full", path="x", free_mb=0)

    monkeypatch.setattr(runs, "save_history", full)
    events = objects(capfd, "train", "--json", "--dataset", dataset, *SMALL, status=1)
    assert [event["code"] for event in events if event["event"] == "failed"] == ["disk_full"]
    assert (events[-1]["reason"], events[-1]["epochs"]) == ("completed", 2)


def test_evaluate_finds_what_the_training_told(capfd, trained, dataset):
    folder, out = trained
    finished = decode(out.splitlines()[-1])
    (told,) = objects(capfd, "evaluate", "--json", "--dataset", dataset, "--model", folder)
    assert told == {
        "model": str(folder),
        "dataset": "Generated",
        "test_loss": finished.test_loss,
        "test_accuracy": finished.test_accuracy,
        "test_count": 50,
    }


def test_evaluate_takes_the_newest_run_or_one_by_name(capfd, run, dataset):
    for name, created in (("older", "2025-01-01T00:00:00"), ("newer", "2025-01-02T00:00:00")):
        kept = paths.runs_folder() / name
        shutil.copytree(run, kept)
        about = json.loads((kept / "run.json").read_text())
        (kept / "run.json").write_text(json.dumps(about | {"created": created}))
    for arguments, expected in (((), "newer"), (("--model", "older"), "older")):
        told = printed(capfd, "evaluate", "--dataset", dataset, *arguments)
        assert told.out.startswith("Test set of 50 tiles: loss ")
        assert told.err == f"Network: {paths.runs_folder() / expected}\n"


# --- shipped networks ------------------------------------------------------------------------------------------------


@pytest.fixture
def shipped(monkeypatch, run, tmp_path):
    """`shipped(*names)` puts the trained run in the place of the shipped networks; there are no others."""

    def ship(*names):
        for name in names:
            shutil.copytree(run, tmp_path / "resources" / "models" / name)
        return tmp_path / "resources" / "models"

    for module in ("core.paths", "engine.engine"):
        monkeypatch.setattr(f"fashion_gui.{module}.resource", lambda name: tmp_path / "resources" / name)
    return ship


def kept_run(run):
    shutil.copytree(run, paths.runs_folder() / "kept")
    return paths.runs_folder() / "kept"


def network_of(capfd, *arguments, status=0):
    """Which network the command names."""
    return printed(capfd, *arguments, status=status).err.splitlines()[0].removeprefix("Network: ")


@pytest.mark.parametrize(
    ("names", "chosen", "expected"),
    [
        (("course", "photo"), (), "photo"),
        (("course", "photo"), ("--model", "course"), "course"),
        (("course", "photo"), ("--model", "kept"), "kept"),
        (("course",), (), "kept"),
    ],
)
def test_photos_are_answered_by_the_network_for_photos(capfd, photos, run, shipped, names, chosen, expected):
    models, kept = shipped(*names), kept_run(run)
    network = network_of(capfd, "classify", *chosen, photos / "b.png")
    assert network == str(kept if expected == "kept" else models / expected)


def test_the_networks_for_photos_answer_together(capfd, monkeypatch, photos, run, shipped):
    from fashion_gui.engine.engine import Engine

    asked = []
    monkeypatch.setattr(
        Engine, "predict", lambda _engine, tiles, **network: asked.append(network) or np.full((1, 10), 0.1, np.float32)
    )
    shipped("course", "photo", "photo-2")
    for chosen in ((), ("--model", "photo"), ("--model", "course"), ("--model", run)):
        printed(capfd, "classify", *chosen, photos / "b.png")
    assert [network["network"] for network in asked] == ["photo", "photo", "current", "current"]


def test_evaluate_takes_the_shipped_networks_by_name(capfd, run, dataset, shipped):
    models, kept = shipped("course", "photo"), kept_run(run)
    assert network_of(capfd, "evaluate", "--dataset", dataset) == str(kept)
    for name in ("course", "photo"):
        assert network_of(capfd, "evaluate", "--dataset", dataset, "--model", name) == str(models / name)


def test_a_shipped_network_that_is_not_there_is_told(capfd, photos, shipped):
    shipped("course")
    assert "There is no network" in printed(capfd, "classify", "--model", "photo", photos, status=1).err


def test_answers_are_calibrated_as_the_network_says(capfd, photos, run, shipped):
    (plain,) = objects(capfd, "classify", "--json", "--model", run, photos / "b.png")
    calibration = Calibration(temperature=3.0, familiar=0.99)
    save_calibration(shipped("photo") / "photo", {"photos": calibration})
    (answer,) = objects(capfd, "classify", "--json", photos / "b.png")
    expected = calibrated(np.array(plain["probabilities"], np.float32), 3.0)
    assert answer["probabilities"] == pytest.approx(expected.tolist(), abs=1e-6)
    assert max(answer["probabilities"]) < max(plain["probabilities"])
    assert (answer["label"], answer["verdict"]) == (plain["label"], "unfamiliar")
    assert {"code": "like_none"} in answer["findings"]
    assert {"code": "like_none"} not in plain["findings"]


# --- classify --------------------------------------------------------------------------------------------------------


def test_classify_answers_in_json(capfd, monkeypatch, photos, run, tmp_path):
    monkeypatch.setenv("LANG", "ru_RU.UTF-8")
    answers = objects(capfd, "classify", "--json", "--model", run, "--tiles", tmp_path / "tiles", photos)
    assert [answer["path"] for answer in answers] == [str(photos / "b.png"), str(photos / "more" / "a.JPG")]
    for answer, name in zip(answers, ("0001_b.png", "0002_a.png"), strict=True):
        assert answer["tile"] == str(tmp_path / "tiles" / name)
        tile, probabilities = np.asarray(Image.open(answer["tile"])), np.array(answer["probabilities"])
        judgement = judge(tile, probabilities)
        assert (answer["label"], answer["verdict"]) == (judgement.label, judgement.verdict)
        assert answer["name"] == class_names("en")[answer["label"]]
        assert probabilities.shape == (10,)
        assert probabilities.sum() == pytest.approx(1, abs=1e-5)
        assert set(judgement.reasons) <= {finding["code"] for finding in answer["findings"]}


def test_classify_goes_on_after_a_file_that_is_no_photo(capfd, photos, run, tmp_path):
    (photos / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 and so on")
    (tmp_path / "empty").mkdir()
    table = tmp_path / "answers.csv"
    arguments = ["--model", run, "--csv", table, photos, tmp_path / "missing.png", tmp_path / "empty"]
    answers = objects(capfd, "classify", "--json", *arguments, status=3)
    codes = [answer.get("error", {"code": ""})["code"] for answer in answers]
    assert codes == ["", "damaged_image", "", "file_missing", "no_photos_in_folder"]
    assert all(set(answer) == {"path", "error"} for answer in answers if "error" in answer)
    assert "broken.jpg" in answers[1]["error"]["message"]

    with open(table, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["path", "label", "name", "verdict", *(f"p{label}" for label in range(10)), "error"]
    assert [(row["path"], row["error"]) for row in rows] == [
        (answer["path"], code) for answer, code in zip(answers, codes, strict=True)
    ]
    for row, answer in zip(rows, answers, strict=True):
        known = "error" not in answer
        assert (row["label"], row["name"]) == ((str(answer["label"]), answer["name"]) if known else ("", ""))
        assert row["verdict"] == answer.get("verdict", "")
        figures = [float(row[f"p{label}"]) for label in range(10)] if known else None
        assert figures == answer.get("probabilities")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_classify_answers_in_sentences(capfd, monkeypatch, photos, run, tmp_path, language):
    monkeypatch.setenv("LANG", f"{language}.UTF-8")
    (answer,) = objects(capfd, "classify", "--json", "--model", run, photos / "b.png")
    (tmp_path / "text.png").write_text("no photo")
    told = printed(capfd, "classify", "--model", run, photos / "b.png", tmp_path / "text.png", status=3)
    names, probabilities = class_names(language), answer["probabilities"]
    second = int(np.argsort(probabilities)[-2])
    assert told.out.splitlines() == [
        text(
            answer["verdict"],
            language,
            path=photos / "b.png",
            name=names[answer["label"]].lower(),
            percent=round(100 * max(probabilities)),
            second=names[second].lower(),
            second_percent=round(100 * probabilities[second]),
        )
    ]
    network, problem = told.err.splitlines()
    assert network == text("network", language, path=run)
    assert problem.startswith(f"{tmp_path / 'text.png'}: ")


def test_nothing_that_a_library_prints_gets_between_the_answers(capfd, monkeypatch, photos, run):
    from fashion_gui.engine.engine import Engine

    really_predict = Engine.predict

    def predict(engine, tiles, **network):
        print("noise from Python")
        os.write(1, b"noise from below\n")
        return really_predict(engine, tiles, **network)

    monkeypatch.setattr(Engine, "predict", predict)
    told = printed(capfd, "classify", "--json", "--model", run, photos)
    assert len([json.loads(line) for line in told.out.splitlines()]) == 2
    assert told.err.count("noise from below") == told.err.count("noise from Python") == 2
    os.write(1, b"back again")
    assert capfd.readouterr().out == "back again"


def test_a_reader_that_leaves_is_no_bug(capfd, monkeypatch, photos, run):
    def leave(*_):
        raise BrokenPipeError

    monkeypatch.setattr(Terminal, "line", leave)
    assert "Traceback" not in printed(capfd, "classify", "--json", "--model", run, photos, status=1).err


def test_without_the_photo_worker_nothing_is_tried(capfd, monkeypatch, photos, run, tmp_path):
    monkeypatch.setattr("fashion_gui.photo.client.worker_command", lambda _: [str(tmp_path / "no program")])
    told = printed(capfd, "classify", "--json", "--model", run, photos, status=1)
    assert told.out == ""
    assert "reads photos" in told.err


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_name_that_is_no_text_is_answered(capfd, photos, run, tmp_path):
    name = os.fsdecode(b"\xff.png")
    (photos / "b.png").rename(photos / name)
    arguments = ["--csv", tmp_path / "answers.csv", "--tiles", tmp_path / "tiles", photos / name]
    (answer,) = objects(capfd, "classify", "--json", "--model", run, *arguments)
    assert answer["path"] == str(photos / name)
    assert "label" in answer
    assert (tmp_path / "answers.csv").read_text(encoding="utf-8").count("\\udcff") == 1
    assert "\\udcff" in printed(capfd, "classify", "--model", run, photos / name).out


# --- launcher --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("flag", "function", "key"),
    [
        ("--install-launcher", "install_launcher", "written"),
        ("--remove-launcher", "remove_launcher", "removed"),
    ],
)
def test_the_launchers_files_are_named(capfd, monkeypatch, tmp_path, flag, function, key):
    monkeypatch.setattr(f"fashion_gui.launcher.{function}", lambda: [tmp_path / "a", tmp_path / "b"])
    assert printed(capfd, flag).out.splitlines() == [text(key, "en", path=tmp_path / name) for name in "ab"]


def test_no_launcher_to_remove(capfd, monkeypatch):
    monkeypatch.setattr("fashion_gui.launcher.remove_launcher", list)
    assert printed(capfd, "--remove-launcher").out == "There was no launcher.\n"


def test_a_launcher_that_cannot_be_made_is_told(capfd, monkeypatch):
    def unsupported():
        raise Problem("launcher_unsupported")

    monkeypatch.setattr("fashion_gui.launcher.install_launcher", unsupported)
    assert "Linux" in printed(capfd, "--install-launcher", status=1).err
