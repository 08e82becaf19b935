"""From the click on Stop or Pause to the effect, at many random moments of real trainings in the real window.

Run: `python tests/benchmarks/stop_latency.py [--presets course photo] [--count 30] [--seed 1]`.  In milliseconds:

- "stop" until the training is over and its result on show, "paused, stop" the same out of a pause;
- "pause" until the engine says that it waits;
- "stop, preparing" clicks in the first moments, while the network is compiled, which cannot be interrupted.

Floor 300, aim 100.  The moments come from `--seed`.
"""

import argparse
import random
import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from trainer_window import TrainerWindow, click, need_dataset, trainer_window

from fashion_gui.core.presets import PRESETS
from fashion_gui.core.protocol import EpochFinished, RunFinished, RunPaused, RunResumed, StepsDone
from fashion_gui.ui.engine_client import EngineState

_RUNNING = 1.5  # seconds of a training among which the moments are drawn


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--presets", nargs="+", default=["course", "photo"], choices=tuple(PRESETS))
    parser.add_argument("--count", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    need_dataset()
    print(f"{'ms from the click':32}{'clicks':>7}{'median':>8}{'95 %':>8}{'most':>8}")
    with trainer_window() as trainer:
        trainer.wait_until_warm()
        for preset in arguments.presets:
            dice = random.Random(arguments.seed)
            trainer.choose(preset, epochs=1000)
            for name, milliseconds in measure(trainer, arguments.count, dice).items():
                ordered = sorted(milliseconds)
                high = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
                figures = f"{statistics.median(ordered):8.0f}{high:8.0f}{ordered[-1]:8.0f}"
                print(f"{f'{preset}: {name}':32}{len(ordered):7}{figures}", flush=True)
    print("floor 300, aim 100")


def measure(trainer: TrainerWindow, count: int, dice: random.Random) -> dict[str, list[float]]:
    """Milliseconds of each kind."""
    taken: dict[str, list[float]] = {"stop": [], "pause": [], "paused, stop": [], "stop, preparing": []}
    for number in range(count):
        trainer.train()
        trainer.wait(lambda: trainer.first(StepsDone) or trainer.first(EpochFinished))
        trainer.sleep(dice.uniform(0, _RUNNING))
        taken["pause"].append(pause(trainer))
        if number % 3 == 0:
            taken["paused, stop"].append(stop(trainer))
            continue
        click(trainer.window.training.controls.buttons["pause"])  # resume
        trainer.wait(lambda: trainer.first(RunResumed))
        trainer.sleep(dice.uniform(0, _RUNNING))
        taken["stop"].append(stop(trainer))
    for _ in range(max(3, count // 5)):
        trainer.train()
        trainer.sleep(dice.uniform(0, 1))
        taken["stop, preparing"].append(stop(trainer))
    return taken


def pause(trainer: TrainerWindow) -> float:
    clicked = click(trainer.window.training.controls.buttons["pause"])
    trainer.wait(lambda: trainer.engine.state is EngineState.PAUSED)
    told = trainer.first(RunPaused)
    return 1000 * (told[0] - clicked)


def stop(trainer: TrainerWindow) -> float:
    clicked = click(trainer.window.training.controls.buttons["stop"])
    trainer.wait(lambda: trainer.engine.state is EngineState.READY)
    told = trainer.first(RunFinished)
    trainer.wait(lambda: trainer.window.training.controls.train.isEnabled())
    return 1000 * (told[0] - clicked)


if __name__ == "__main__":
    main()
