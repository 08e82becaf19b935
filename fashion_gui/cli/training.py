"""`train` and `evaluate`."""

import argparse
import contextlib
import json
import math
import os
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from fashion_gui.cli.models import load_engine, model_path, open_network
from fashion_gui.cli.photo_folders import photo_set_of
from fashion_gui.cli.terminal import Terminal
from fashion_gui.cli.workers import help_chief, join
from fashion_gui.core import paths
from fashion_gui.core.cluster import task_of
from fashion_gui.core.codec import Message, encode
from fashion_gui.core.dataset import Dataset, find_dataset, load_dataset
from fashion_gui.core.presets import PRESETS, preset_options
from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import EpochFinished, Failed, RunFinished, RunStarted, StepsDone
from fashion_gui.core.runs import new_run_name

if TYPE_CHECKING:
    from fashion_gui.engine.run_training import RunTraining

_STEPS_INTERVAL = 0.1  # seconds between two `steps` events, as the protocol promises


def train(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Train a network and keep the run.  Returns the exit status: 0 if something was learnt and all of it was kept."""
    options = preset_options(
        arguments.preset,
        epochs=arguments.epochs,
        seed=arguments.seed,
        batch_size=arguments.batch_size,
        learning_rate=arguments.learning_rate,
    )
    task = task_of(os.environ)
    if task and options.preset == "photo":
        raise Problem("photo_on_one_machine")
    dataset = _dataset(arguments.dataset)
    if arguments.photos:
        photos = photo_set_of([Path(name) for name in arguments.photos], terminal)
        options = replace(options, photos=str(photos.absolute()))
    folder = Path(arguments.out) if arguments.out else paths.runs_folder()
    engine = load_engine()
    engine.dataset = dataset
    network = PRESETS[options.preset].network
    workers = join(task, terminal) if task else None
    with _interrupt_as_wish() as stop:
        if workers:
            workers.agree(options, network, dataset)
            if not workers.task.is_chief:
                return help_chief(workers, terminal, stop, network=network, options=options, dataset=dataset)
            engine.together, workers.stop_asked = workers, stop.set
        if not terminal.json:
            terminal.note("computes_on", devices=", ".join(engine.devices()))
        run = new_run_name(options, folder=folder)
        training = engine.train(run=run, options=options, network=network, folder=folder.absolute())
        try:
            status = _follow(training, stop, terminal)
            if workers:
                workers.tell(None)
            return status
        finally:
            training.abandon()
            engine.settle(training)


def evaluate(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Measure a network on the test set.  Returns the exit status."""
    dataset = _dataset(arguments.dataset)
    path = model_path(arguments.model)
    engine = load_engine()
    engine.dataset = dataset
    answers, count = engine.evaluate(network=open_network(engine, path)), len(dataset.test_labels)
    if terminal.json:
        figures = {"test_loss": answers.loss, "test_accuracy": answers.accuracy, "test_count": count}
        terminal.line(json.dumps({"model": str(path), "dataset": dataset.name, **figures}))
        return 0
    terminal.note("network", path=path)
    terminal.say("evaluated", count=count, loss=answers.loss, accuracy=answers.accuracy)
    return 0


def _follow(training: "RunTraining", stop: threading.Event, terminal: Terminal) -> int:
    """Tell what happens until it is over.  Returns the exit status."""
    failed, finished, sent = False, 0, 0.0
    for event in _events(training, stop):
        if isinstance(event, StepsDone):
            if time.monotonic() - sent < _STEPS_INTERVAL:
                continue
            sent = time.monotonic()
        failed = failed or isinstance(event, Failed)
        finished = event.epoch if isinstance(event, EpochFinished) else finished
        if terminal.json:
            terminal.line(encode(event))
        else:
            _tell(event, terminal, training.options.epochs)
    return 1 if failed or not finished else 0


def _events(training: "RunTraining", stop: threading.Event) -> Iterator[Message]:
    """What happens until `training` is over, however it ends."""
    while not training.is_over:
        if stop.is_set():
            training.stop()
        yield from training.advance()


def _dataset(chosen: str | None) -> Dataset:
    """To be called before the engine is loaded, which moves Keras' folder, one of those that are searched."""
    return load_dataset(find_dataset(Path(chosen) if chosen else None))


def _tell(event: Message, terminal: Terminal, epochs: int) -> None:
    match event:
        case RunStarted():
            terminal.note("started", epochs=event.epochs, steps=event.steps)
        case EpochFinished():
            terminal.say("epoch", epochs=epochs, **vars(event))
        case Failed():
            terminal.problem(Problem(event.code, **event.parameters))
        case RunFinished(epochs=0):
            terminal.note("nothing_kept")
        case RunFinished() if math.isnan(event.test_accuracy):
            terminal.say("kept", **vars(event))
        case RunFinished():
            terminal.say("finished", **vars(event))


@contextlib.contextmanager
def _interrupt_as_wish() -> Iterator[threading.Event]:
    """The first Ctrl+C sets the event; the second one interrupts as usual."""
    wish = threading.Event()
    previous = signal.getsignal(signal.SIGINT)

    def wished(_signal: int, _frame: FrameType | None) -> None:
        wish.set()
        signal.signal(signal.SIGINT, previous)

    signal.signal(signal.SIGINT, wished)
    try:
        yield wish
    finally:
        signal.signal(signal.SIGINT, previous)
