"""What the window and its workers say to each other; `core.codec` says how it travels."""

from dataclasses import dataclass, field
from typing import Final

from fashion_gui.core.networks import Network
from fashion_gui.core.options import TrainOptions

# --- commands to the engine ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class UseDataset:
    """Load Fashion-MNIST from `folder`.  Answered by `DatasetReady` or `Failed` with the same id."""

    id: int
    folder: str


@dataclass(frozen=True)
class Train:
    """Start the training `run` (a new run folder's name, chosen by the sender) of a new `network`.

    A second training may run beside the first; they take turns epoch by epoch, and the first one's network answers.
    """

    run: str
    options: TrainOptions
    network: Network
    folder: str  # where run folders are kept
    paused: bool = False  # wait before the first step


@dataclass(frozen=True)
class ContinueRun:
    """Train on the kept `run`, which was cut off or stopped, from its last finished epoch."""

    run: str
    folder: str  # where run folders are kept


@dataclass(frozen=True)
class Stop:
    """End the training `run` after the current steps and keep what was learnt."""

    run: str


@dataclass(frozen=True)
class Pause:
    """Hold the training `run` after the current steps.  Answered by `RunPaused`."""

    run: str


@dataclass(frozen=True)
class Resume:
    """Let the paused training `run` go on.  Answered by `RunResumed`."""

    run: str


@dataclass(frozen=True)
class Advance:
    """Let the training `run` make one more "step" or go to the end of the "epoch", then pause it."""

    run: str
    unit: str


@dataclass(frozen=True)
class SetLearningRate:
    """From the next step of the training `run` on: `learning_rate` now; a schedule goes on from there in proportion."""

    run: str
    learning_rate: float


@dataclass(frozen=True)
class Predict:
    """Ask a network about n tiles: `tiles` is uint8 (n, 28, 28), C order.

    `network` is "current" (opened or trained last) or "photo" (the shipped network for photos).
    """

    id: int
    tiles: bytes
    network: str = "current"


@dataclass(frozen=True)
class Evaluate:
    """Ask the current network, or the last one of the run folder `path`, about the whole test set."""

    id: int
    path: str = ""


@dataclass(frozen=True)
class OpenModel:
    """Make the network in `path` (a run folder or a .keras file) the current one."""

    id: int
    path: str


@dataclass(frozen=True)
class ViewEpoch:
    """Let the current network answer as it did after `epoch` of its run (0: untrained, -1: now).

    Answered by `EpochViewed` or `Failed`.
    """

    id: int
    epoch: int


@dataclass(frozen=True)
class SaveModel:
    """Save the current network as a .keras file."""

    id: int
    path: str


# --- events of the engine --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class EngineReady:
    """TensorFlow is loaded; commands are being taken."""

    tensorflow: str
    keras: str
    devices: list[str]


@dataclass(frozen=True)
class DatasetReady:
    """The engine holds the data."""

    id: int
    folder: str
    train_count: int
    test_count: int


@dataclass(frozen=True)
class RunStarted:
    """The training began.  `steps` in each of `epochs`, of which `done` were done before; `folder` is the run's own."""

    run: str
    folder: str
    options: TrainOptions
    network: Network
    epochs: int
    steps: int
    done: int = 0


@dataclass(frozen=True)
class StepsDone:
    """Progress inside an epoch (1-based), at most ten times a second; loss and accuracy so far in this epoch.

    `learning_rate` is that of the last step.
    """

    run: str
    epoch: int
    step: int
    loss: float | None
    accuracy: float
    learning_rate: float = 0.0


@dataclass(frozen=True)
class RunPaused:
    """The training waits after `step` steps of `epoch` (1-based); the network answers with its weights there."""

    run: str
    epoch: int
    step: int


@dataclass(frozen=True)
class RunResumed:
    """The training goes on."""

    run: str


@dataclass(frozen=True)
class EpochFinished:
    """One epoch (1-based) is over and its weights are on disk.  `seconds` is what this epoch took."""

    run: str
    epoch: int
    loss: float
    accuracy: float
    val_loss: float
    val_accuracy: float
    seconds: float
    learning_rate: float = 0.0


@dataclass(frozen=True)
class RunFinished:
    """The training is over.  `reason` is one of `runs.REASONS` or "failed"; `epochs` were finished."""

    run: str
    reason: str
    epochs: int
    test_loss: float
    test_accuracy: float
    seconds: float
    folder: str


@dataclass(frozen=True)
class Predicted:
    """`probabilities` is float32 (n, 10), C order; `epoch` the finished epochs of the network that answered."""

    id: int
    probabilities: bytes
    epoch: int


@dataclass(frozen=True)
class Evaluated:
    """The whole test set: mean cross-entropy, share right, and float32 (10000, 10) in the dataset's order."""

    id: int
    loss: float
    accuracy: float
    probabilities: bytes


@dataclass(frozen=True)
class ModelOpened:
    """The current network is now that of `path`; `run` is its run's name ("" for a file)."""

    id: int
    path: str
    run: str
    parameters: int


@dataclass(frozen=True)
class EpochViewed:
    """The current network answers as after `epoch` (0: untrained)."""

    id: int
    epoch: int


@dataclass(frozen=True)
class ModelSaved:
    """The current network was saved."""

    id: int
    path: str


RECIPE_NAMES: Final = ("cut_out", "trim", "report")  # ways to make a tile of a photo, the default first

# --- the photo worker ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Stroke:
    """A line drawn on the photo: what is under it is `garment`, or background.

    `points` are x, y, x, y, ... as shares (0..1) of the photo's width and height, as it is shown (turned, mirrored).
    """

    garment: bool
    points: list[float]


@dataclass(frozen=True)
class Correction:
    """What the user set right by hand, in the order in which it is applied.

    `box` is left, top, right, bottom as shares (0..1) of the turned photo; empty for the whole of it.  `inverted` turns
    bright and dark of the garment in the tile.
    """

    quarter_turns: int = 0  # clockwise, 0-3
    mirrored: bool = False
    box: list[float] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    inverted: bool = False


@dataclass(frozen=True)
class PreparePhoto:
    """Decode `path` and make a tile of it with `recipe`.  Answered by `PhotoPrepared` or `Failed`."""

    id: int
    path: str
    recipe: str
    correction: Correction = field(default_factory=Correction)


@dataclass(frozen=True)
class VaryPhoto:
    """Make `count` different tiles of the photo at `path`, to learn from.  Answered by `PhotoVaried` or `Failed`."""

    id: int
    path: str
    count: int
    seed: int


@dataclass(frozen=True)
class PhotoVaried:
    """`tiles` is uint8 (count, 28, 28), C order; the first is the photo's own tile."""

    id: int
    tiles: bytes


@dataclass(frozen=True)
class Picture:
    """An RGB picture to show: uint8 (height, width, 3), C order."""

    width: int
    height: int
    rgb: bytes


@dataclass(frozen=True)
class Finding:
    """One thing noticed about a photo; `parameters` fill its sentence."""

    code: str
    parameters: dict[str, str | int | float]


@dataclass(frozen=True)
class PhotoReady:
    """The photo worker is up."""

    pillow: str


@dataclass(frozen=True)
class PhotoPrepared:
    """A photo became a tile: uint8 (28, 28).  `width` and `height` are the photo's own, in pixels.

    `outline` goes around the garment: closed lines of points x, y, x, y, ... as shares (0..1) of the photo's width and
    height; empty where the recipe looks for no garment.
    """

    id: int
    path: str
    recipe: str
    format: str
    width: int
    height: int
    photo: Picture
    cut_out: Picture
    tile: bytes
    findings: list[Finding]
    outline: list[list[float]] = field(default_factory=list)


@dataclass(frozen=True)
class Failed:
    """A command could not be done.  `id` is the command's (0: none), `run` the training's ("": none).

    `code` and `parameters` give the sentence (`core.problems`), `details` is for a report, never the message itself.
    """

    id: int
    run: str
    code: str
    parameters: dict[str, str | int | float]
    details: str
