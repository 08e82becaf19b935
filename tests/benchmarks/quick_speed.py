"""How long from the click on Train to the report's test accuracy, against the report's whole run.

Run: `python tests/benchmarks/quick_speed.py [--preset quick] [--seeds 1 2 3 4 5]`.  The engine is warm: its data and a
network are there.  The clock runs from the click to the first `EpochFinished` whose weights have a test accuracy of
0.8731 or more; the test set is asked afterwards, so that the clock does not hear of it.  A training that ends below
that does not count as there, even if an epoch was.

The report's whole run is 100 times the median epoch of its script, which runs before and after; its import, data and
compilation are left out, in its favour.  Floor 0.05, aim 0.03.
"""

import argparse
import json
import statistics
import sys
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))

from trainer_window import DATASET, RIVALS, Others, need_dataset, run_json, trainer_window

from fashion_gui.core.dataset import Dataset, load_dataset
from fashion_gui.core.presets import PRESETS
from fashion_gui.core.protocol import EpochFinished, RunFinished
from fashion_gui.core.report import REPORT_ACCURACY
from fashion_gui.core.runs import read_run, read_weights

_REPORT_EPOCHS = 100


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--preset", default="quick", choices=tuple(PRESETS))
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3, 4, 5])
    parser.add_argument("--app", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    need_dataset()
    if arguments.app:
        print(json.dumps({"trainings": [train(arguments.preset, seed) for seed in arguments.seeds]}))
        return
    others = Others()
    script = [sys.executable, str(RIVALS), "report", "6"]
    command = [sys.executable, __file__, "--app", "--preset", arguments.preset, "--seeds"]
    epochs: list[float] = []
    trainings: list[dict[str, Any]] = []
    for seed in arguments.seeds:  # in turn, each in a new window
        epochs += run_json(script)["seconds"][1:]
        trainings += run_json([*command, str(seed)])["trainings"]
    whole = _REPORT_EPOCHS * statistics.median(epochs)
    print(f"the report's whole run: {whole:.1f} s; {others.share():.0%} of the processor was others'")
    for training in trainings:
        accuracies = " ".join(f"{accuracy:.4f}" for accuracy in training["accuracies"])
        there = f"{training['there']:.2f} s" if training["there"] else "never"
        print(f"seed {training['seed']}: there after {there}, finished after {training['whole']:.2f} s; {accuracies}")
    reached = [training["there"] or float("inf") for training in trainings]
    middle = statistics.median(reached)
    print(f"click to {REPORT_ACCURACY}: median {middle:.2f} s, ratio {middle / whole:.3f} (floor 0.05, aim 0.03)")


def train(preset: str, seed: int) -> dict[str, Any]:
    """Train in a window: seconds from the click until the accuracy was there (None: never) and until the end."""
    with trainer_window() as trainer:
        trainer.wait_until_warm()
        trainer.choose(preset, seed=seed)
        clicked = trainer.train()
        trainer.wait(lambda: trainer.first(RunFinished))
        ended, result = trainer.first(RunFinished)
        moments = [moment - clicked for moment, _ in trainer.all(EpochFinished)]
        accuracies = test_accuracies(Path(result.folder), load_dataset(DATASET))
    good = [moment for moment, value in zip(moments, accuracies, strict=True) if value >= REPORT_ACCURACY]
    there = good[0] if good and accuracies[-1] >= REPORT_ACCURACY else None
    return {"seed": seed, "there": there, "whole": ended - clicked, "accuracies": accuracies}


def test_accuracies(folder: Path, dataset: Dataset) -> list[float]:
    """Of the kept weights of each epoch of a network of dense layers only, by NumPy."""
    run = read_run(folder)
    tiles = dataset.test_images.reshape(-1, 784).astype(np.float32) / 255
    accuracies = []
    for epoch in range(1, len(run.history) + 1):
        weights = read_weights(run, epoch)
        x = tiles
        for kernel, bias in zip(weights[:-2:2], weights[1:-2:2], strict=True):
            x = np.maximum(x @ kernel + bias, 0)
        answers = (x @ weights[-2] + weights[-1]).argmax(axis=1)
        accuracies.append(float((answers == dataset.test_labels).mean()))
    return accuracies


if __name__ == "__main__":
    main()
