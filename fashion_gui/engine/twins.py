"""The training pictures that are most like a tile."""

from collections.abc import Iterator

from fashion_gui.core.dataset import Dataset
from fashion_gui.core.questions import FindTwins, TwinsFound
from fashion_gui.engine.current_model import Frozen


class TwinSearch:
    """Remembers what the last hidden layer gives for the training set."""

    def find(self, frozen: Frozen, question: FindTwins, dataset: Dataset) -> Iterator[TwinsFound | None]:
        """The nearest pictures, in pieces."""
        raise NotImplementedError
