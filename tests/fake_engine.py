"""An engine without TensorFlow: answers at once, and misbehaves as its first argument says."""

import sys
import time
from pathlib import Path

from fashion_gui.core.codec import decode
from fashion_gui.core.networks import COURSE_NETWORK
from fashion_gui.core.options import TrainOptions
from fashion_gui.core.protocol import (
    Advance,
    ContinueRun,
    DatasetReady,
    EngineReady,
    EpochFinished,
    EpochViewed,
    Evaluate,
    Evaluated,
    Failed,
    ModelOpened,
    OpenModel,
    Pause,
    Predict,
    Predicted,
    Resume,
    RunFinished,
    RunPaused,
    RunResumed,
    RunStarted,
    SetLearningRate,
    StepsDone,
    Stop,
    Train,
    UseDataset,
    ViewEpoch,
)
from fashion_gui.core.wire import Wire

GARBAGE = ["not JSON", "[]", '{"event": "no_such"}', '{"event": "ready"}', '{"event": "ready", "tensorflow": 1}']

dataset: list[str] = []  # the folder, once there is one


def main() -> None:
    mode = sys.argv[1]
    wire = Wire()
    if mode == "exit":
        print("last words")
        sys.exit(7)
    if mode == "garbage":
        wire._out.write("\n".join(GARBAGE) + "\n")
    if mode != "mute":
        wire.send(EngineReady("fake", "fake", []))
    while line := wire.read_line():
        answer(wire, decode(line), mode)
    if mode == "stays":
        time.sleep(60)


def answer(wire: Wire, command: object, mode: str) -> None:
    match command:
        case UseDataset(id=number, folder=folder):
            dataset[:] = [folder]
            wire.send(DatasetReady(number, folder, 1, 1))
        case OpenModel(id=number, path=path):
            wire.send(ModelOpened(number, path, Path(path).name if Path(path).is_dir() else "", 1))
        case Train(run=run) if mode == "refuse":
            wire.send(Failed(0, run, "dataset_missing", {}, ""))
        case Train(run=run, options=options, folder=folder, paused=True):
            wire.send(RunStarted(run, f"{folder}/{run}", options, COURSE_NETWORK, options.epochs, 2))
            wire.send(RunPaused(run, 1, 0))
        case Train(run=run, options=options, folder=folder):
            train(wire, run, options, f"{folder}/{run}", mode)
        case ContinueRun(run=run, folder=folder):
            wire.send(RunStarted(run, f"{folder}/{run}", TrainOptions(), COURSE_NETWORK, 100, 1, done=2))
            wire.send(EpochFinished(run, 3, 1.0, 0.5, 1.0, 0.5, 1.0, 0.01))
        case Pause(run=run):
            wire.send(RunPaused(run, 2, 1))
        case Resume(run=run):
            wire.send(RunResumed(run))
        case Advance(run=run, unit=unit):
            advance(wire, run, unit)
        case SetLearningRate(run=run, learning_rate=rate):
            wire.send(StepsDone(run, 2, 1, 1.0, 0.5, rate))
        case ViewEpoch(id=number, epoch=epoch) if epoch < 5:
            wire.send(EpochViewed(number, epoch if epoch >= 0 else 1))
        case ViewEpoch(id=number, epoch=epoch):
            wire.send(Failed(number, "", "epoch_not_kept", {"epoch": epoch}, ""))
        case Stop(run=run) if mode == "no_epoch":
            wire.send(RunFinished(run, "stopped", 0, float("nan"), float("nan"), 1.0, ""))
        case Stop(run=run) if mode != "ignore_stop":
            wire.send(RunFinished(run, "stopped", 1, 1.0, 0.5, 1.0, "there"))
        case Predict(id=number, tiles=tiles) if mode != "silent":
            wire.send(Predicted(number, bytes(4 * 10 * (len(tiles) // 784)), 1))
        case Evaluate(id=number) if dataset:
            wire.send(Evaluated(number, 1.0, 0.5, b""))
        case Evaluate(id=number):
            wire.send(Failed(number, "", "no_dataset", {}, ""))


def train(wire: Wire, run: str, options: TrainOptions, folder: str, mode: str) -> None:
    if mode == "stale":
        wire.send(RunStarted("old", "old", options, COURSE_NETWORK, 1, 1))
        wire.send(StepsDone("old", 1, 1, 1.0, 0.5))
        wire.send(EpochFinished("old", 1, 1.0, 0.5, 1.0, 0.5, 1.0))
        wire.send(RunPaused("old", 1, 1))
        wire.send(RunFinished("old", "completed", 1, 1.0, 0.5, 1.0, "old"))
    wire.send(RunStarted(run, folder, options, COURSE_NETWORK, options.epochs, 1))
    wire.send(StepsDone(run, 1, 1, 1.0, 0.5, options.learning_rate))
    if mode == "diverge":
        wire.send(Failed(0, run, "diverged", {"epoch": 1}, ""))
        wire.send(RunFinished(run, "diverged", 0, float("nan"), float("nan"), 1.0, ""))
    if mode in ("diverge", "no_epoch"):
        return
    wire.send(EpochFinished(run, 1, 1.0, 0.5, 1.0, 0.5, 1.0, options.learning_rate))


def advance(wire: Wire, run: str, unit: str) -> None:
    """One step, or the two of the first epoch."""
    wire.send(RunResumed(run))
    wire.send(StepsDone(run, 1, 1 if unit == "step" else 2, 1.0, 0.5, 0.01))
    if unit == "epoch":
        wire.send(EpochFinished(run, 1, 1.0, 0.5, 1.0, 0.5, 1.0, 0.01))
    wire.send(RunPaused(run, 1, 1 if unit == "step" else 2))


if __name__ == "__main__":
    main()
