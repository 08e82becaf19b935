"""How much each pixel speaks for and against each class."""

from collections.abc import Iterator

from fashion_gui.core.questions import Explain, Explained
from fashion_gui.engine.current_model import Frozen


def explain(frozen: Frozen, question: Explain) -> Iterator[Explained | None]:
    """The account of one tile."""
    raise NotImplementedError
