"""Which part of the engine answers which question."""

from collections.abc import Iterator

from fashion_gui.core.questions import (
    CountDead,
    Disturb,
    Explain,
    FindTwins,
    LookInside,
    Question,
    Reply,
    Sweep,
    WalkNeuron,
)
from fashion_gui.engine.disturbing import disturb, sweep
from fashion_gui.engine.engine import Engine
from fashion_gui.engine.explaining import explain
from fashion_gui.engine.inside import count_dead, look_inside, walk_neuron
from fashion_gui.engine.twins import TwinSearch


class Replies:
    """Answers questions, and remembers what takes long to find and serves the next question, too."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._twins = TwinSearch()

    def reply(self, question: Question) -> Iterator[Reply | None]:
        """The answer in pieces: None or something to tell after each.

        Raises Problem (`no_network`, `no_dataset`), now or with a piece.
        """
        frozen = self._engine.freeze(question.network)
        match question:
            case Explain():
                return explain(frozen, question)
            case LookInside():
                return look_inside(frozen, question)
            case WalkNeuron():
                return walk_neuron(frozen, question)
            case CountDead():
                return count_dead(frozen, question, self._engine.data())
            case FindTwins():
                return self._twins.find(frozen, question, self._engine.data())
            case Disturb():
                return disturb(frozen, question, self._engine.data())
            case Sweep():
                return sweep(frozen, question, self._engine.data())
