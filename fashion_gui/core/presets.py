"""The presets: named networks with their training options."""

from dataclasses import dataclass, replace
from typing import Any, Final

from fashion_gui.core.networks import CONVOLUTIONAL_NETWORK, COURSE_NETWORK, PHOTO_NETWORK, Network
from fashion_gui.core.options import PRESET_NAMES, TrainOptions
from fashion_gui.core.problems import Problem


@dataclass(frozen=True)
class Preset:
    """A named network with its training options."""

    network: Network
    options: TrainOptions


PRESETS: Final[dict[str, Preset]] = {
    # The course report's, unchanged.
    "course": Preset(COURSE_NETWORK, TrainOptions(preset="course")),
    # The same layers: the report's accuracy in seconds.
    "quick": Preset(
        COURSE_NETWORK,
        TrainOptions(
            preset="quick", epochs=5, batch_size=240, learning_rate=0.004, optimizer="adam", schedule="one_cycle"
        ),
    ),
    # The same layers, and all that training alone can give them.
    "mlp-best": Preset(
        COURSE_NETWORK,
        TrainOptions(
            preset="mlp-best",
            epochs=200,
            batch_size=240,
            learning_rate=0.003,
            optimizer="adamw",
            schedule="cosine",
            weight_decay=0.1,
            averaging=True,
            flips=True,
            shifts=1,
        ),
    ),
    "convolutional": Preset(
        CONVOLUTIONAL_NETWORK,
        TrainOptions(
            preset="convolutional",
            epochs=30,
            batch_size=128,
            learning_rate=0.004,
            optimizer="adamw",
            schedule="one_cycle",
            weight_decay=0.05,
            label_smoothing=0.1,
            averaging=True,
            flips=True,
            shifts=1,
        ),
    ),
    # From pictures and photos changed at random: `engine.photo_training` says how.
    "photo": Preset(
        PHOTO_NETWORK,
        TrainOptions(
            preset="photo",
            epochs=20,
            batch_size=96,
            learning_rate=0.002,
            validation_share=0.05,
            optimizer="adamw",
            schedule="cosine",
            weight_decay=2e-3,
            averaging=True,
        ),
    ),
}
assert all(preset.options.preset == key and key in PRESET_NAMES for key, preset in PRESETS.items())


def preset_options(preset: str, **changes: Any) -> TrainOptions:
    """The options of `preset` with those `changes` that are not None.

    Raises `Problem` if the result is not allowed.
    """
    if preset not in PRESETS:
        raise Problem("unknown_preset", value=preset, known=", ".join(PRESETS))
    options = replace(PRESETS[preset].options, **{key: value for key, value in changes.items() if value is not None})
    options.check()
    return options
