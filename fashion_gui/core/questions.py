"""Questions to a network that explain its answers, and what the engine says to them; `core.codec` says how they travel.

In all of them `id` is the sender's, `network` is "current" or "photo" as in `Predict`, and `tile` is uint8 (28, 28), C
order.  The newest question of a kind supersedes the older ones: those are not answered any more.
"""

from dataclasses import dataclass

from fashion_gui.core.disturbance import Disturbance

# --- why this answer -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Explain:
    """How much does each pixel speak for and against each class?  Answered by `Explained`."""

    id: int
    tile: bytes
    network: str = "current"


@dataclass(frozen=True)
class Explained:
    """For each class: `outputs` = `biases` + the sum of its `contributions` + `rests`.

    `outputs`, `biases` and `rests` are float64 (10,), `contributions` float64 (10, 28, 28), C order.  `method` is
    "exact" (the rests are 0 but for rounding, and a black pixel contributes 0) or "integrated_gradients" (an
    approximation; `biases` are the outputs for a black picture).  `unit` says what the outputs are: "logit", the
    numbers that go into the softmax, or "log_probability", for a mean of several answers, which has no logit.
    """

    id: int
    method: str
    unit: str
    outputs: bytes
    biases: bytes
    contributions: bytes
    rests: bytes


# --- inside the network ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class LookInside:
    """What does each layer make of the tile?  Answered by `Inside`."""

    id: int
    tile: bytes
    network: str = "current"


@dataclass(frozen=True)
class LayerInside:
    """What a layer gives for one tile: `values` float32 in `shape`, C order; (units,) or (height, width, channels).

    `name` and `kind` are Keras' ("dense_1", "Dense"); `layer` is the place in `Network.layers`, -1 for the input.
    """

    name: str
    kind: str
    layer: int
    shape: list[int]
    values: bytes


@dataclass(frozen=True)
class Inside:
    """Layer after layer, the input (0..1) first and the ten probabilities last; of an ensemble its first network."""

    id: int
    layers: list[LayerInside]


@dataclass(frozen=True)
class WalkNeuron:
    """How does neuron `neuron` of the dense layer `layer` (place in `Network.layers`) come to its number?"""

    id: int
    tile: bytes
    layer: int
    neuron: int
    network: str = "current"


@dataclass(frozen=True)
class NeuronWalked:
    """`total` = sum of `inputs` times `weights`, float32 (n,), + `bias`; `output` = `activation`(`total`).

    For softmax the output also needs the totals of the other neurons: `totals`, float32 (units,), has them all.
    """

    id: int
    layer: int
    neuron: int
    inputs: bytes
    weights: bytes
    bias: float
    total: float
    totals: bytes
    activation: str
    output: float


@dataclass(frozen=True)
class CountDead:
    """How many units give 0 for every picture?  Answered by `DeadCounted`."""

    id: int
    network: str = "current"


@dataclass(frozen=True)
class DeadUnits:
    """Of a layer with ReLU: `dead` are the places of the units (channels) that were 0 for every picture."""

    name: str
    layer: int
    units: int
    dead: list[int]


@dataclass(frozen=True)
class DeadCounted:
    """Looked at with `pictures` pictures of the test set."""

    id: int
    pictures: int
    layers: list[DeadUnits]


# --- twins -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class FindTwins:
    """Which `count` training pictures are most like the tile?  Answered by `TwinsFound`.

    A picture equal to the tile is left out: it is the tile itself.
    """

    id: int
    tile: bytes
    count: int
    network: str = "current"


@dataclass(frozen=True)
class Twins:
    """The nearest first: places in the training set, Euclidean distances, the network's answers float32 (count, 10)."""

    indices: list[int]
    distances: list[float]
    probabilities: bytes


@dataclass(frozen=True)
class TwinsFound:
    """By the pixels (0..1), and by what the last hidden layer gives.  `by_layer` comes later: empty until `final`."""

    id: int
    by_pixels: Twins
    by_layer: Twins
    final: bool


# --- experiments -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Disturb:
    """What does the network say to the test set after `disturbance`?  Answered by one or more `Disturbed`."""

    id: int
    disturbance: Disturbance
    network: str = "current"


@dataclass(frozen=True)
class Disturbed:
    """Answers to the first `count` of `total` test pictures, float32 (count, 10); more follow unless `final`.

    `tiles` are the first 10 disturbed pictures, uint8 (10, 28, 28).
    """

    id: int
    count: int
    total: int
    probabilities: bytes
    tiles: bytes
    final: bool


@dataclass(frozen=True)
class Sweep:
    """How does the accuracy go with one of the sliders?  Answered by a `Swept` after each of `values`.

    `disturbance` is that of all other sliders, `slider` a field of it.
    """

    id: int
    disturbance: Disturbance
    slider: str
    values: list[float]
    network: str = "current"


@dataclass(frozen=True)
class Swept:
    """The share right at the first of the values, as many as are known; `pictures` of the test set were asked about."""

    id: int
    slider: str
    values: list[float]
    accuracies: list[float]
    pictures: int
    final: bool


Question = Explain | LookInside | WalkNeuron | CountDead | FindTwins | Disturb | Sweep
QUESTIONS = (Explain, LookInside, WalkNeuron, CountDead, FindTwins, Disturb, Sweep)
Reply = Explained | Inside | NeuronWalked | DeadCounted | TwinsFound | Disturbed | Swept
LONG = (CountDead, FindTwins, Sweep)  # whoever asks them can wait until all others are answered
