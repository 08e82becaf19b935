"""An engine without TensorFlow: answers at once, and misbehaves as its first argument says."""

import sys
import time

from fashion_gui.core.options import TrainOptions
from fashion_gui.core.protocol import (
    DatasetReady,
    EngineReady,
    EpochFinished,
    Evaluate,
    Evaluated,
    Failed,
    ModelOpened,
    OpenModel,
    Predict,
    Predicted,
    RunFinished,
    RunStarted,
    StepsDone,
    Stop,
    Train,
    UseDataset,
    decode,
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
            wire.send(ModelOpened(number, path, "", 1))
        case Train(run=run) if mode == "refuse":
            wire.send(Failed(0, run, "dataset_missing", {}, ""))
        case Train(run=run, options=options, folder=folder):
            train(wire, run, options, f"{folder}/{run}", mode)
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
        wire.send(RunStarted("old", "old", options, 1, 1))
        wire.send(StepsDone("old", 1, 1, 1.0, 0.5))
        wire.send(EpochFinished("old", 1, 1.0, 0.5, 1.0, 0.5, 1.0))
        wire.send(RunFinished("old", "completed", 1, 1.0, 0.5, 1.0, "old"))
    wire.send(RunStarted(run, folder, options, options.epochs, 1))
    wire.send(StepsDone(run, 1, 1, 1.0, 0.5))
    if mode == "diverge":
        wire.send(Failed(0, run, "diverged", {"epoch": 1}, ""))
        wire.send(RunFinished(run, "diverged", 0, float("nan"), float("nan"), 1.0, ""))
    if mode in ("diverge", "no_epoch"):
        return
    wire.send(EpochFinished(run, 1, 1.0, 0.5, 1.0, 0.5, 1.0))


if __name__ == "__main__":
    main()
