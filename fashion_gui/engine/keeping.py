"""Keeping the epochs of a run on disk, mostly while the computer is busy with something else."""

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from fashion_gui.core import runs
from fashion_gui.core.history import History
from fashion_gui.core.options import TrainOptions


class Keeper:
    """Writes an epoch's weights and state beside its validation, the history when that is done.

    A disk takes its time to say that it has something for good: 20-30 ms for each epoch, during which the processor
    has nothing to do.
    """

    def __init__(self, folder: Path, options: TrainOptions) -> None:
        self._folder = folder
        self._options = options
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="keeper")
        self._writing: Future[None] | None = None
        self._epoch = 0  # that is written

    @property
    def has_begun(self) -> bool:
        """Whether an epoch is being written."""
        return self._writing is not None

    def begin(self, epoch: int, *, weights: runs.Weights, state: runs.State) -> None:
        """Write what was learnt up to `epoch`; the arrays must not change until `finish`."""
        self._epoch = epoch
        self._writing = self._thread.submit(runs.save_learnt, self._folder, epoch, weights=weights, state=state)

    def finish(self, history: History) -> None:
        """The last epoch of `history` is on disk, all of it.  Raises Problem."""
        assert self._writing is not None
        writing, self._writing = self._writing, None
        writing.result()
        runs.save_history(self._folder, options=self._options, history=history)

    def close(self) -> None:
        """Wait until nothing is written any more; what was begun and not finished goes."""
        self._thread.shutdown()
        if self._writing is not None:
            self._writing = None
            runs.remove_learnt(self._folder, self._epoch)
