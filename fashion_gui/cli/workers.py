"""`train` on several machines: each runs the same command, with its own TF_CONFIG."""

import signal
import threading
from typing import TYPE_CHECKING

from fashion_gui.cli.terminal import Terminal
from fashion_gui.core.cluster import Task
from fashion_gui.core.dataset import Dataset
from fashion_gui.core.networks import Network
from fashion_gui.core.options import TrainOptions

if TYPE_CHECKING:
    from fashion_gui.engine.machines import Workers


def join(task: Task, terminal: Terminal) -> "Workers":
    """Wait for the other workers.  To be called before anything else of TensorFlow is used.

    Raises Problem `workers_not_joined`.
    """
    from fashion_gui.engine.machines import Workers

    terminal.note("waiting_for_workers", number=task.number, count=task.count)
    # TensorFlow waits in its own code, where Python hears no Ctrl+C.
    previous = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        return Workers(task)
    finally:
        signal.signal(signal.SIGINT, previous)


def help_chief(
    workers: "Workers",
    terminal: Terminal,
    stop: threading.Event,
    *,
    network: Network,
    options: TrainOptions,
    dataset: Dataset,
) -> int:
    """Compute along until the chief has done.  Returns the exit status.  Raises Problem `worker_lost`."""
    from fashion_gui.engine.machines import help_along

    terminal.note("helps", number=workers.task.number, count=workers.task.count)
    help_along(workers, network=network, options=options, dataset=dataset, stops=stop.is_set)
    terminal.note("helped")
    return 0
