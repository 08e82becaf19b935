"""Peak memory of the engine while it trains the course's network in the app, against the report's script.

Run: `python tests/benchmarks/engine_memory.py [--epochs 10] [--rounds 3]` on Linux.  "peak" is the largest resident
memory of the process from its start to the end of the training and the test set, in MB: for the engine with the
window's questions about gallery and test set answered meanwhile.  Floor 0.9, aim 0.6.
"""

import argparse
import json
import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from trainer_window import RIVALS, need_dataset, peak_megabytes, run_json, trainer_window

from fashion_gui.core.protocol import EpochFinished, RunFinished


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--app", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    need_dataset()
    if arguments.app:
        print(json.dumps(train_in_the_app(arguments.epochs)))
        return
    app = [sys.executable, __file__, "--app", "--epochs", str(arguments.epochs)]
    script = [sys.executable, str(RIVALS), "report", str(arguments.epochs)]
    peaks: dict[str, list[float]] = {}
    for _ in range(arguments.rounds):
        for moment, megabytes in run_json(app).items():
            peaks.setdefault(f"engine, {moment}", []).append(megabytes)
        peaks.setdefault("report's script, whole", []).append(run_json(script)["peak_megabytes"])
    report = statistics.median(peaks["report's script, whole"])
    print(f"{'peak, MB':30}{'median':>8}{'most':>8}{'/ report':>10}")
    for name, values in peaks.items():
        print(f"{name:30}{statistics.median(values):8.0f}{max(values):8.0f}{statistics.median(values) / report:10.2f}")
    print("floor 0.90, aim 0.60 for the engine at the end")


def train_in_the_app(epochs: int) -> dict[str, float]:
    """Peak of the engine at moments of a training."""
    peaks = {}
    with trainer_window() as trainer:

        def look(moment: str) -> None:
            peaks[moment] = peak_megabytes(trainer.engine.engine_pid())

        trainer.wait(lambda: trainer.engine.can_answer())
        look("ready")
        trainer.wait_until_warm()
        look("data and network opened")
        trainer.choose("course", epochs=epochs)
        trainer.train()
        trainer.wait(lambda: trainer.first(EpochFinished))
        look("first epoch")
        trainer.wait(lambda: trainer.first(RunFinished))
        trainer.sleep(1)  # the test set is asked for now
        look("at the end")
    return peaks


if __name__ == "__main__":
    main()
