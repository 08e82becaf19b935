"""Seconds an epoch of the course's training takes: in the app, in the report's script, in JAX, in PyTorch.

Run: `python tests/benchmarks/epoch_speed.py [--python OTHER] [--epochs 10] [--rounds 3]`.  OTHER is a Python that has
JAX and PyTorch, which are nothing of ours; what it lacks is left out.  All sides take turns, each a process of its
own, never two at once; the first epoch of each, which also compiles, is not counted.

- "the app" is the real window with live charts and its real engine, from one point on the charts to the next, so with
  everything: saving the weights to disk, messages, the gallery's new answers.  "by its own clock" is what the engine
  says that an epoch took, which is the training and the validation.
- "matrix products" are those of the epoch alone, in NumPy: what no framework can leave out.
- "app / it" are the figures that count, medians by medians.  "of others" is the share of the processor that was not
  ours meanwhile: over a few percent, measure again.
"""

import argparse
import json
import statistics
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from trainer_window import RIVALS, Others, need_dataset, run_json, trainer_window

from fashion_gui.core.protocol import EpochFinished, RunFinished


@dataclass(frozen=True)
class Side:
    """Who trains, by which command, and what the app's time may be of theirs: floor and aim."""

    name: str
    command: list[str]
    floor: float | None = None
    aim: float | None = None


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--python", default=sys.executable, help="a Python that has JAX and PyTorch")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--app", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    need_dataset()
    if arguments.app:
        print(json.dumps(train_in_the_app(arguments.epochs)))
        return
    epochs = str(arguments.epochs)
    sides = [
        Side("the app", [sys.executable, __file__, "--app", "--epochs", epochs]),
        Side("the report's script", [sys.executable, str(RIVALS), "report", epochs], 0.35, 0.25),
        Side("JAX, scan", [arguments.python, str(RIVALS), "jax", epochs], 1.0, 0.85),
        Side("PyTorch", [arguments.python, str(RIVALS), "torch", epochs], 1.0, 0.85),
        Side("matrix products", [sys.executable, str(RIVALS), "products", epochs], 1.8, 1.3),
    ]
    seconds: dict[str, list[float]] = {}
    for number in range(arguments.rounds):
        for side in list(sides):
            others = Others()
            told = run_json(side.command)
            if "missing" in told:
                print(f"{side.name}: left out, {side.command[0]} has no module {told['missing']}")
                sides.remove(side)
                continue
            seconds.setdefault(side.name, []).extend(told["seconds"][1:])
            seconds.setdefault("by its own clock", []).extend(told.get("own", [])[1:])
            middle = statistics.median(told["seconds"][1:])
            print(f"round {number + 1}: {side.name:22}{middle:6.3f} s, of others {others.share():4.0%}", flush=True)
    print_table(seconds, [Side("by its own clock", []), *sides])


def train_in_the_app(epochs: int) -> dict[str, list[float]]:
    """Train preset course in a window: seconds of each epoch, from point to point and as the engine says."""
    with trainer_window() as trainer:
        trainer.wait_until_warm()
        trainer.choose("course", epochs=epochs)
        clicked = trainer.train()
        trainer.wait(lambda: trainer.first(RunFinished))
        told = trainer.all(EpochFinished)
    moments = [clicked, *(moment for moment, _ in told)]
    between = [after - before for before, after in pairwise(moments)]
    return {"seconds": between, "own": [epoch.seconds for _, epoch in told]}


def print_table(seconds: dict[str, list[float]], sides: list[Side]) -> None:
    app = statistics.median(seconds["the app"])
    print(f"\n{'seconds an epoch':24}{'median':>8}{'least':>8}{'most':>8}{'app / it':>10}{'floor':>7}{'aim':>7}")
    for side in sides:
        taken = seconds[side.name]
        middle = statistics.median(taken)
        limits = "".join(f"{limit:7.2f}" for limit in (side.floor, side.aim) if limit is not None)
        print(f"{side.name:24}{middle:8.3f}{min(taken):8.3f}{max(taken):8.3f}{app / middle:10.2f}{limits}")


if __name__ == "__main__":
    main()
