"""What the break-it lab does to pictures, as numbers; the engine does it (`engine.disturbing`)."""

from dataclasses import dataclass, fields
from typing import Final


@dataclass(frozen=True)
class Disturbance:
    """What happens to a picture, in this order: mirrored, sized, turned, shifted; blurred; background; inverted; noise.

    The defaults change nothing.
    """

    shift_x: float = 0.0  # pixels to the right
    shift_y: float = 0.0  # pixels down
    size: float = 1.0  # times as large
    turn: float = 0.0  # degrees, clockwise, around the middle of the frame
    mirror: float = 0.0  # 0 or 1
    blur: float = 0.0  # pixels, the deviation of a Gaussian
    background: float = 0.0  # 0..255: how bright the background is; nothing is darker
    invert: float = 0.0  # 0 or 1: bright for dark
    noise: float = 0.0  # 0..255, the deviation of a normal distribution


UNCHANGED: Final = Disturbance()

# Of each slider: the least value, the largest, and the step.
RANGES: Final[dict[str, tuple[float, float, float]]] = {
    "shift_x": (-10.0, 10.0, 0.5),
    "shift_y": (-10.0, 10.0, 0.5),
    "size": (0.3, 1.5, 0.05),
    "turn": (-180.0, 180.0, 5.0),
    "mirror": (0.0, 1.0, 1.0),
    "blur": (0.0, 3.0, 0.1),
    "background": (0.0, 255.0, 5.0),
    "invert": (0.0, 1.0, 1.0),
    "noise": (0.0, 120.0, 2.0),
}
SLIDERS: Final = tuple(field.name for field in fields(Disturbance))
