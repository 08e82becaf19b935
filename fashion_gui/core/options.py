"""What a training is told: presets and checked options."""

from dataclasses import dataclass, fields, replace
from typing import Any, Final

from fashion_gui.core.networks import COURSE_NETWORK, PHOTO_NETWORK, Network
from fashion_gui.core.problems import Problem

MAX_EPOCHS: Final = 10_000
MAX_BATCH_SIZE: Final = 60_000
MAX_LEARNING_RATE: Final = 10.0
MIN_VALIDATION_SHARE: Final = 0.01
MAX_VALIDATION_SHARE: Final = 0.9
MAX_SEED: Final = 2**31 - 1


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

    def check(self) -> None:
        """Raise `Problem` for the first option that is out of its range."""
        if not isinstance(self.preset, str) or self.preset not in PRESETS:
            raise Problem("unknown_preset", value=str(self.preset), known=", ".join(PRESETS))
        _check_whole("epochs_out_of_range", self.epochs, 1, MAX_EPOCHS)
        _check_whole("batch_size_out_of_range", self.batch_size, 1, MAX_BATCH_SIZE)
        if not (_is_number(self.learning_rate) and 0 < self.learning_rate <= MAX_LEARNING_RATE):
            raise Problem("learning_rate_out_of_range", high=MAX_LEARNING_RATE, value=str(self.learning_rate))
        low, high = MIN_VALIDATION_SHARE, MAX_VALIDATION_SHARE
        if not (_is_number(self.validation_share) and low <= self.validation_share <= high):
            raise Problem("validation_share_out_of_range", low=low, high=high, value=str(self.validation_share))
        _check_whole("seed_out_of_range", self.seed, 0, MAX_SEED)
        if not isinstance(self.photos, str):
            raise Problem("photo_set_damaged", name=str(self.photos))

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


@dataclass(frozen=True)
class Preset:
    """A named network with its training options."""

    network: Network
    options: TrainOptions


PRESETS: Final[dict[str, Preset]] = {
    "course": Preset(network=COURSE_NETWORK, options=TrainOptions(preset="course")),
    "photo": Preset(
        network=PHOTO_NETWORK,
        options=TrainOptions(preset="photo", epochs=20, batch_size=96, learning_rate=0.002, validation_share=0.05),
    ),
}
assert all(preset.options.preset == key for key, preset in PRESETS.items())


def preset_options(preset: str, **changes: Any) -> TrainOptions:
    """The options of `preset` with those `changes` that are not None.

    Raises `Problem` if the result is not allowed.
    """
    if preset not in PRESETS:
        raise Problem("unknown_preset", value=preset, known=", ".join(PRESETS))
    options = replace(PRESETS[preset].options, **{key: value for key, value in changes.items() if value is not None})
    options.check()
    return options


def _check_whole(code: str, value: object, low: int, high: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise Problem(code, low=low, high=high, value=str(value))


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
