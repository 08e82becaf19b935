"""Photos end to end without a window: learnt from by the command line, and answered by the shipped networks."""

import json
from dataclasses import dataclass

import numpy as np
import pytest
from generated import make_dataset
from PIL import Image, ImageDraw

from fashion_gui.cli import main
from fashion_gui.core.calibration import calibrated, read_calibration
from fashion_gui.core.dataset import write_dataset
from fashion_gui.core.labels import CLASS_COUNT
from fashion_gui.core.paths import photo_sets_folder, resource
from fashion_gui.core.photo_set import VARIANTS, labels_of_folder, read_photo_set
from fashion_gui.core.verdict import Verdict, judge
from fashion_gui.photo.client import PhotoClient

pytestmark = pytest.mark.usefixtures("engine_settings_put_back")
PER_FOLDER = 6


@pytest.fixture
def drawn_photos(tmp_path):
    """Garments drawn on coloured ground, in folders named by class, and one that is no photo."""
    random = np.random.default_rng(1)
    for folder in ("pants", "shoes", "hat"):
        (tmp_path / "photos" / folder).mkdir(parents=True)
        for number in range(2):
            image = Image.new("RGB", (160, 200), tuple(random.integers(100, 256, 3).tolist()))
            draw = ImageDraw.Draw(image)
            if folder == "pants":
                draw.polygon([(50, 20), (110, 20), (125, 180), (90, 180), (80, 80), (70, 180), (35, 180)], fill="navy")
            else:
                draw.ellipse((30, 70, 130, 70 + 20 * (1 + number)), fill="black")
            image.save(tmp_path / "photos" / folder / f"{number}.png")
    (tmp_path / "photos" / "pants" / "broken.jpg").write_bytes(b"\xff\xd8\xff no photo")
    return tmp_path / "photos"


def test_the_command_line_learns_from_photos(capfd, drawn_photos, tmp_path):
    write_dataset(tmp_path / "data", make_dataset())
    command = ["train", "--json", "--preset", "photo", "--epochs", "1", "--photos", str(drawn_photos)]
    command += ["--dataset", str(tmp_path / "data"), "--out", str(tmp_path / "runs")]
    assert main(command) == 0
    printed = capfd.readouterr()
    assert json.loads(printed.out.splitlines()[-1])["event"] == "finished"
    assert "pants: Trouser, photos: 3" in printed.err
    assert "hat: none of the ten, photos: 2" in printed.err
    assert "“broken.jpg” is damaged" in printed.err

    (file,) = photo_sets_folder().iterdir()
    photos = read_photo_set(file)
    assert photos.tiles.shape == (6, VARIANTS, 28, 28)
    assert photos.allowed.sum(axis=1).tolist() == [0, 0, 1, 1, 3, 3]
    (run,) = (tmp_path / "runs").iterdir()
    assert json.loads((run / "run.json").read_text())["options"]["photos"] == str(file)

    assert main(command) == 0  # the tiles are not made again
    assert "Trouser" not in capfd.readouterr().err


def test_a_folder_without_photos_is_told(capfd, tmp_path):
    write_dataset(tmp_path / "data", make_dataset())
    command = ["train", "--preset", "photo", "--dataset", str(tmp_path / "data"), "--photos", str(tmp_path / "none")]
    assert main(command) == 1
    assert "There is no folder “none”" in capfd.readouterr().err


# --- the shipped networks on real photos -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Answers:
    """To a few photos: is each right, what was the verdict, which folder was it in."""

    right: np.ndarray
    verdicts: np.ndarray
    folders: np.ndarray


def answers_of(photos_folder, recipe, network):
    from fashion_gui.engine.engine import Engine

    engine = Engine()
    engine.open_model(resource("models/course"))
    calibration = read_calibration(resource("models/photo"), "photos") if network == "photo" else None
    right, verdicts, folders = [], [], []
    with PhotoClient(timeout=60) as client:
        for folder in sorted((photos_folder / "train").iterdir()):
            for path in sorted(folder.iterdir())[:PER_FOLDER]:
                tile = np.frombuffer(client.prepare(path, recipe).tile, np.uint8).reshape(28, 28)
                probabilities = engine.predict(tile[np.newaxis], network=network)[0]
                if calibration is not None:
                    probabilities = calibrated(probabilities, calibration.temperature)
                    verdicts.append(judge(tile, probabilities, calibration).verdict)
                right.append(int(probabilities.argmax()) in labels_of_folder(folder.name))
                folders.append(folder.name)
    return Answers(np.array(right), np.array(verdicts), np.array(folders))


def test_photos_of_garments_are_recognised_and_others_refused(photos_folder):
    """Photos that were learnt from: this finds what breaks on the way, the accuracy is measured elsewhere."""
    answers = answers_of(photos_folder, "cut_out", "photo")
    garment = np.isin(answers.folders, [name for name in set(answers.folders) if labels_of_folder(str(name))])
    assert answers.right[garment].mean() > 0.85
    assert (answers.verdicts[garment] == Verdict.UNFAMILIAR).mean() < 0.15
    assert (answers.verdicts[~garment] == Verdict.UNFAMILIAR).mean() > 0.7


def test_the_report_s_recipe_fails_on_photos(photos_folder):
    """What the program is there to show and to mend; if this gets better, the recipe is no longer the report's."""
    answers = answers_of(photos_folder, "report", "current")
    garment = np.array([bool(labels_of_folder(str(name))) for name in answers.folders])
    assert answers.right[garment].mean() < 0.2


def test_the_shipped_networks_know_the_dataset(fashion_mnist_folder):
    from fashion_gui.core.dataset import load_dataset
    from fashion_gui.engine.engine import Engine

    engine = Engine()
    engine.dataset = load_dataset(fashion_mnist_folder)
    answers = engine.evaluate(network="photo")
    assert answers.probabilities.shape == (10_000, CLASS_COUNT)
    assert 0.92 <= answers.accuracy < 0.96
