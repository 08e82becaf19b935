"""How well real photos are answered: a table recipe x network, and what is refused.

Run: `python tests/benchmarks/photo_table.py PHOTOS [OTHERS]`.  PHOTOS has a sub-folder for each kind of garment, named
as `train --photos` reads them; sub-folders that name no class (hat, shorts, skirt) are "none of the ten".  OTHERS has
sub-folders of pictures that are no clothes at all (`no_clothes.py` makes such).

- "balanced" is the mean of the groups' accuracies, so that each kind counts alike; a shoe of any kind is right for
  shoes.  "top 2" is the same with two guesses, shoes counting as one answer.
- "ECE" is the expected calibration error of the probability shown beside the answer, 15 bins.
- "AUROC" says how well the probability of the best answer parts the ten from the rest: 0.5 is chance, 1 is perfect.
- "refused" is the share called unfamiliar: should be low for garments, high for the rest.

Photos that were learnt from make every figure but the last rows meaningless: give others.
"""

import argparse
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from fashion_gui.core.calibration import PLAIN, Calibration, calibrated, expected_calibration_error, read_calibration
from fashion_gui.core.dataset import find_dataset, load_dataset
from fashion_gui.core.labels import CLASS_COUNT, SHOES
from fashion_gui.core.paths import resource
from fashion_gui.core.photo_files import SUFFIXES
from fashion_gui.core.photo_set import labels_of_folder
from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import RECIPE_NAMES
from fashion_gui.core.verdict import Verdict, familiarity, judge
from fashion_gui.photo.client import PhotoClient

Array = npt.NDArray


@dataclass(frozen=True)
class Tiles:
    """uint8 (n, 28, 28), the folder of each, and which of the ten (n, 10) are right."""

    tiles: Array
    groups: Array
    allowed: Array

    @property
    def garment(self) -> Array:
        return self.allowed.any(axis=1)


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("photos", type=Path)
    parser.add_argument("others", type=Path, nargs="?")
    parser.add_argument("--model", type=Path, help="a run of the preset photo, instead of the shipped networks")
    arguments = parser.parse_args()
    with PhotoClient(timeout=60) as client:
        photos = {recipe: read_tiles(arguments.photos, recipe, client) for recipe in RECIPE_NAMES}
        others = read_tiles(arguments.others, "cut_out", client) if arguments.others else None

    from fashion_gui.engine.environment import prepare_environment

    prepare_environment()
    from fashion_gui.engine.engine import Engine

    engine = Engine()
    engine.dataset = load_dataset(find_dataset(None))
    columns = sorted(set(photos["cut_out"].groups[photos["cut_out"].garment]))
    print(
        f"{'network':8}{'recipe':10}{'balanced':>9}{'top 2':>7}{'ECE':>6}  " + "".join(f"{c[:9]:>10}" for c in columns)
    )
    engine.open_model(resource("models/course"))
    for recipe in reversed(RECIPE_NAMES):
        print_row("course", recipe, photos[recipe], engine.predict(photos[recipe].tiles), PLAIN, columns)
    calibration = read_calibration(arguments.model or resource("models/photo"), "photos")
    if arguments.model:
        engine.open_model(arguments.model)
    network = "current" if arguments.model else "photo"
    for recipe in reversed(RECIPE_NAMES):
        answers = engine.predict(photos[recipe].tiles, network=network)
        print_row("photo", recipe, photos[recipe], answers, calibration, columns)
    accuracy = engine.evaluate(network=network).accuracy
    print(f"\nphoto network on the test set of Fashion-MNIST: accuracy {accuracy:.4f}")
    print_refusals(photos["cut_out"], others, partial(engine.predict, network=network), calibration)


def read_tiles(folder: Path, recipe: str, client: PhotoClient) -> Tiles:
    """The tiles of all photos in the sub-folders of `folder`."""
    tiles, groups, allowed = [], [], []
    for path in sorted(folder.glob("*/*")):
        if path.suffix.lower() not in SUFFIXES:
            continue
        try:
            prepared = client.prepare(path, recipe)
        except Problem as problem:
            print(problem)
            continue
        tiles.append(np.frombuffer(prepared.tile, np.uint8).reshape(28, 28))
        groups.append(path.parent.name)
        allowed.append(np.isin(np.arange(CLASS_COUNT), labels_of_folder(path.parent.name)))
    return Tiles(np.stack(tiles), np.array(groups), np.stack(allowed))


def print_row(
    network: str, recipe: str, photos: Tiles, answers: Array, calibration: Calibration, columns: list[str]
) -> None:
    probabilities = calibrated(answers, calibration.temperature)[photos.garment]
    allowed, groups = photos.allowed[photos.garment], photos.groups[photos.garment]
    right = allowed[np.arange(len(allowed)), probabilities.argmax(axis=1)]
    by_answer, answer = with_shoes_as_one(probabilities), with_shoes_as_one(allowed).argmax(axis=1)
    among_two = (np.argsort(-by_answer, axis=1)[:, :2] == answer[:, np.newaxis]).any(axis=1)
    shares = [right[groups == column].mean() for column in columns]
    top_two = np.mean([among_two[groups == column].mean() for column in columns])
    error = expected_calibration_error(probabilities.max(axis=1), right)
    cells = "".join(f"{share:10.2f}" for share in shares)
    print(f"{network:8}{recipe:10}{np.mean(shares):9.3f}{top_two:7.3f}{error:6.3f}  {cells}")


def with_shoes_as_one(values: Array) -> Array:
    """(n, 10) -> (n, 8): the three kinds of shoes added up in the last column."""
    return np.concatenate([np.delete(values, SHOES, axis=1), values[:, list(SHOES)].sum(axis=1, keepdims=True)], axis=1)


def print_refusals(photos: Tiles, others: Tiles | None, predict: object, calibration: Calibration) -> None:
    def measure(tiles: Array) -> tuple[Array, float]:
        probabilities = calibrated(predict(tiles), calibration.temperature)
        verdicts = [judge(tile, row, calibration).verdict for tile, row in zip(tiles, probabilities, strict=True)]
        return np.array([familiarity(row) for row in probabilities]), np.mean(
            [verdict is Verdict.UNFAMILIAR for verdict in verdicts]
        )

    sets = {"garments of the ten": photos.tiles[photos.garment], "hat, shorts, skirt": photos.tiles[~photos.garment]}
    if others is not None:
        sets["no clothes"] = others.tiles
    print(f"\nthreshold {calibration.familiar:.3f}, temperature {calibration.temperature:.2f}")
    known = measure(sets["garments of the ten"])[0]
    for name, tiles in sets.items():
        if not len(tiles):
            continue
        score, refused = measure(tiles)
        print(f"{name:22}{len(tiles):6} pictures, refused {refused:.3f}, AUROC {auroc(known, score):.3f}")


def auroc(high: Array, low: Array) -> float:
    """The chance that one of `high` is above one of `low`; ties count half."""
    ranks = np.searchsorted(np.sort(low), high, "left") + np.searchsorted(np.sort(low), high, "right")
    return float(ranks.mean() / 2 / len(low))


if __name__ == "__main__":
    main()
