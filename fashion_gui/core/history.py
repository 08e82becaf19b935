"""What a training did, epoch by epoch."""

import math
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Epoch:
    """One finished epoch.  `epoch` counts from 1; losses are mean cross-entropies, accuracies shares in 0..1.

    Training figures are averaged over the steps while the weights still moved, as Keras prints them; validation
    figures are taken with the weights at the end of the epoch.  `seconds` is wall time.  `learning_rate` is that of the
    epoch's last step; 0 where it was not recorded (runs kept by earlier versions).
    """

    epoch: int
    loss: float
    accuracy: float
    val_loss: float
    val_accuracy: float
    seconds: float
    learning_rate: float = 0.0


History = tuple[Epoch, ...]


def best_epoch(history: History) -> int:
    """The epoch (1-based) with the lowest validation loss, the first of equals; 0 without epochs."""
    return min(history, key=lambda epoch: epoch.val_loss).epoch if history else 0


def history_to_json(history: History) -> list[dict[str, Any]]:
    """A list of plain objects; `history_from_json` reads it back."""
    return [asdict(epoch) for epoch in history]


def history_from_json(values: Any) -> History:
    """Raises ValueError, TypeError or KeyError for anything but epochs 1, 2, 3, ... with finite figures."""
    history = tuple(Epoch(**value) for value in values)
    for index, epoch in enumerate(history, start=1):
        figures = (
            *(epoch.loss, epoch.accuracy, epoch.val_loss, epoch.val_accuracy),
            *(epoch.seconds, epoch.learning_rate),
        )
        if epoch.epoch != index or not all(is_figure(value) for value in figures):
            raise ValueError(f"not epoch {index}: {epoch}")
    return history


def is_figure(value: object) -> bool:
    """Whether `value`, from a JSON file, is a finite number that a float can hold."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:  # JSON knows whole numbers of any length
        return False
