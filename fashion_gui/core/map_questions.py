"""The question of the map, and its answer; as in `core.questions`, `id` is the sender's."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MapPictures:
    """Lay `count` test pictures out in a plane, alike ones near each other.  Answered by `PicturesMapped`.

    `space` is "pixels" or "layer" (what the last hidden layer gives).
    """

    id: int
    space: str
    count: int
    network: str = "current"


@dataclass(frozen=True)
class PicturesMapped:
    """The first `count` test pictures: `points` float32 (count, 2), and `kept`, the share of the variance they show."""

    id: int
    space: str
    count: int
    points: bytes
    kept: float
