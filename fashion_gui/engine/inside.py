"""What happens inside a network."""

from collections.abc import Iterator

from fashion_gui.core.dataset import Dataset
from fashion_gui.core.questions import CountDead, DeadCounted, Inside, LookInside, NeuronWalked, WalkNeuron
from fashion_gui.engine.current_model import Frozen


def look_inside(frozen: Frozen, question: LookInside) -> Iterator[Inside | None]:
    """What each layer gives for one tile."""
    raise NotImplementedError


def walk_neuron(frozen: Frozen, question: WalkNeuron) -> Iterator[NeuronWalked | None]:
    """The arithmetic of one neuron."""
    raise NotImplementedError


def count_dead(frozen: Frozen, question: CountDead, dataset: Dataset) -> Iterator[DeadCounted | None]:
    """Units that are 0 for every picture."""
    raise NotImplementedError
