"""What a training is told: checked options."""

from dataclasses import dataclass, fields
from typing import Any, Final, TypeGuard

from fashion_gui.core.problems import Problem

MAX_EPOCHS: Final = 10_000
MAX_BATCH_SIZE: Final = 60_000
MAX_LEARNING_RATE: Final = 10.0
MIN_VALIDATION_SHARE: Final = 0.01
MAX_VALIDATION_SHARE: Final = 0.9
MAX_SEED: Final = 2**31 - 1
MAX_WEIGHT_DECAY: Final = 1.0
MAX_LABEL_SMOOTHING: Final = 0.5
MAX_SHIFT: Final = 4  # pixels

OPTIMIZERS: Final = ("sgd", "momentum", "adam", "adamw")
SCHEDULES: Final = ("constant", "cosine", "one_cycle")
PRESET_NAMES: Final = ("course", "quick", "mlp-best", "convolutional", "photo")
OWN: Final = "own"  # a network that the user built; it travels beside the options


@dataclass(frozen=True)
class TrainOptions:
    """The numbers of one training; the defaults are those of the course report (SGD, categorical cross-entropy).

    `photos` is a file of `core.photo_set` to learn from as well, "" for none; only the preset "photo" looks at it.
    """

    preset: str = "course"
    epochs: int = 100
    batch_size: int = 200
    learning_rate: float = 0.01
    validation_share: float = 0.2  # the last fifth of the training set, as Keras takes it
    seed: int = 1
    photos: str = ""
    optimizer: str = "sgd"  # one of OPTIMIZERS; `core.keras_code` shows each in Keras' words
    schedule: str = "constant"  # one of SCHEDULES: how the rate goes over the training, see `core.schedules`
    weight_decay: float = 0.0  # a share of each weight (not of biases) that a step takes off, times the rate
    label_smoothing: float = 0.0  # a share of the right label that is spread evenly over all ten
    averaging: bool = False  # the weights that answer are a running mean over the last steps
    patience: int = 0  # epochs without a new lowest validation loss after which it stops; 0: never
    flips: bool = False  # each second picture mirrored
    shifts: int = 0  # pixels at most by which a picture is moved at random, across and down

    def check(self) -> None:
        """Raise `Problem` for the first option that is out of its range."""
        if self.preset not in (*PRESET_NAMES, OWN):
            raise Problem("unknown_preset", value=str(self.preset), known=", ".join(PRESET_NAMES))
        _check_whole("epochs_out_of_range", self.epochs, 1, MAX_EPOCHS)
        _check_whole("batch_size_out_of_range", self.batch_size, 1, MAX_BATCH_SIZE)
        if not (_is_number(self.learning_rate) and 0 < self.learning_rate <= MAX_LEARNING_RATE):
            raise Problem("learning_rate_out_of_range", high=MAX_LEARNING_RATE, value=str(self.learning_rate))
        low, high = MIN_VALIDATION_SHARE, MAX_VALIDATION_SHARE
        _check_number("validation_share_out_of_range", self.validation_share, low, high)
        _check_whole("seed_out_of_range", self.seed, 0, MAX_SEED)
        if not isinstance(self.photos, str):
            raise Problem("photo_set_damaged", name=str(self.photos))
        _check_choice("unknown_optimizer", self.optimizer, OPTIMIZERS)
        _check_choice("unknown_schedule", self.schedule, SCHEDULES)
        _check_number("weight_decay_out_of_range", self.weight_decay, 0, MAX_WEIGHT_DECAY)
        _check_number("label_smoothing_out_of_range", self.label_smoothing, 0, MAX_LABEL_SMOOTHING)
        _check_whole("patience_out_of_range", self.patience, 0, MAX_EPOCHS)
        _check_whole("shifts_out_of_range", self.shifts, 0, MAX_SHIFT)
        for name in ("averaging", "flips"):
            if not isinstance(getattr(self, name), bool):
                raise Problem("not_yes_or_no", name=name, value=str(getattr(self, name)))

    def training_count(self, samples: int) -> int:
        """How many of `samples` are learnt from; the rest, at the end, validates.

        Raises `Problem` when a batch is larger than that.  Source: Keras cuts at `int(n * (1 - share))`.
        """
        count = int(samples * (1 - self.validation_share))
        if self.batch_size > count:
            raise Problem("batch_larger_than_data", value=self.batch_size, high=count)
        return count

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> "TrainOptions":
        """Options saved by `dataclasses.asdict`.

        Raises `Problem` for a value out of range, TypeError for a wrong key.
        """
        known = {field.name for field in fields(cls)}
        if set(values) - known:
            raise TypeError(f"unknown options: {sorted(set(values) - known)}")
        options = cls(**values)
        options.check()
        return options


def _check_whole(code: str, value: object, low: int, high: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise Problem(code, low=low, high=high, value=str(value))


def _check_number(code: str, value: object, low: float, high: float) -> None:
    if not (_is_number(value) and low <= value <= high):
        raise Problem(code, low=low, high=high, value=str(value))


def _check_choice(code: str, value: object, known: tuple[str, ...]) -> None:
    if value not in known:
        raise Problem(code, value=str(value), known=", ".join(known))


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
