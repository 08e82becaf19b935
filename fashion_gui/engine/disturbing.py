"""The break-it lab: the test set after a disturbance."""

from collections.abc import Iterator

from fashion_gui.core.dataset import Dataset
from fashion_gui.core.questions import Disturb, Disturbed, Sweep, Swept
from fashion_gui.engine.current_model import Frozen


def disturb(frozen: Frozen, question: Disturb, dataset: Dataset) -> Iterator[Disturbed | None]:
    """The answers to the disturbed test set, in pieces."""
    raise NotImplementedError


def sweep(frozen: Frozen, question: Sweep, dataset: Dataset) -> Iterator[Swept | None]:
    """The accuracy at each place of a slider."""
    raise NotImplementedError
