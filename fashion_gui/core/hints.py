"""What the curves of a training say, as one hint: the most important thing a teacher would point at.

Trends are read from the losses, relative to themselves, so that label smoothing, which lifts a loss, changes nothing;
how good a network is, is read from its accuracies.  Every threshold was tried on kept histories, epoch by epoch: the
course network with SGD at rates from 0.0005 to 3, Adam from 0.001 to 0.1, on 2000 and on 48 000 pictures, with and
without dropout, networks from 4 neurons to 280 138 parameters.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from fashion_gui.core.history import Epoch, History, best_epoch
from fashion_gui.core.labels import CLASS_COUNT
from fashion_gui.core.options import TrainOptions
from fashion_gui.core.problems import Parameters

HINTS: Final = (
    "early",  # patience is at its end: count, epoch
    "nothing",  # it only guesses: loss, rate
    "jumps",  # validation loss goes up and down: percent, rate
    "over_fits",  # count, epoch, loss, accuracy, val_accuracy
    "rises",  # training loss has risen: epoch, low, loss, rate
    "slow",  # far from good, and falling slowly: count, val_accuracy, rate
    "under_fits",  # both losses stand still, close together, and not low: count, accuracy, val_accuracy
    "gap",  # accuracy, val_accuracy
    "plateau",  # validation loss stands still: count, epoch, loss
    "more_epochs",  # at the end of the training: count, percent
    "learns",  # before: count, percent
)

_GUESSING: Final = math.log(CLASS_COUNT)  # the loss of a network that gives each class a tenth: 2.303
_NEAR_GUESSING: Final = 0.02  # a network that is dead stays within 0.002; one that learns left after its first epoch
_LOST: Final = 0.15  # accuracy: little more than one in ten
_RISEN: Final = (1.2, 0.05)  # times, and more than: without harm, training losses rose by 7 percent at most
_WINDOW: Final = 10  # epochs that jumps are counted in
_JUMPY: Final = 0.03  # of the loss, back and forth an epoch: too large rates 0.035-0.07, sound ones up to 0.026
_WAITING: Final = 8  # epochs without a new lowest loss: the course run waits 5 at most and then goes on falling
_ABOVE: Final = 1.015  # times the lowest: what chance alone adds to the mean of three epochs stays below
_STILL_FALLS: Final = 0.97  # times: so far training loss fell since the lowest validation loss
_TREND: Final = (6, 25)  # least and most epochs that a trend is read from, between them a fifth of those so far
_STANDING: Final = 0.995  # times: what falls less than that over a trend stands still
_STANDING_WEAK: Final = 0.99  # the same for a weak network: more epochs bring it little
_STANDING_POOR: Final = 0.95  # the same for a network far from good, which should still learn fast
_SLOW_AFTER: Final = 4  # epochs; the course's rate has 0.80 by then
_SLOW: Final = 0.7  # validation accuracy
_POOR: Final = 0.88  # training accuracy: the course network goes beyond, as all larger ones do
_CLOSE: Final = 0.02  # of accuracy: about what separates the two curves before any over-fitting
_GAP: Final = 0.05  # of accuracy: over-fitting then follows in all kept histories without dropout
_END: Final = 0.9  # of the epochs: what is said from then on is about the next training


@dataclass(frozen=True)
class Hint:
    """`code` is one of `HINTS`, which says what `parameters` there are."""

    code: str
    parameters: Parameters = field(default_factory=dict)


def hint(history: History, options: TrainOptions) -> Hint | None:
    """The most important thing to say about a training by `options` that has come as far as `history`; None: nothing.

    Too little is known in the first epochs, where only a network that learns nothing is told.
    """
    for look in _LOOKS:
        found = look(history, options)
        if found is not None:
            return found
    return None


def _early(history: History, options: TrainOptions) -> Hint | None:
    waited = _waited(history)
    if not 0 < options.patience <= waited or len(history) == options.epochs:
        return None
    return Hint("early", {"count": waited, "epoch": best_epoch(history)})


def _nothing(history: History, options: TrainOptions) -> Hint | None:
    """A rate so large that the first steps ended in a place from where no gradient leads away."""
    last = history[-2:]
    lost = all(epoch.val_accuracy < _LOST and abs(epoch.val_loss - _GUESSING) < _NEAR_GUESSING for epoch in last)
    if len(last) < 2 or not lost or _falls_steadily(history[-3:]):
        return None
    largest = max(_rate(epoch, options) for epoch in history)  # by its schedule it may be small by now
    return Hint("nothing", {"loss": last[-1].val_loss, "rate": largest})


def _rises(history: History, options: TrainOptions) -> Hint | None:
    if len(history) < 2:
        return None
    lowest = min(history, key=lambda epoch: epoch.loss)
    high = max((epoch for epoch in history[-3:] if epoch.epoch > lowest.epoch), default=None, key=lambda e: e.loss)
    times, more = _RISEN
    if high is None or high.loss < times * lowest.loss or high.loss < lowest.loss + more:
        return None
    rate = _rate(high, options)
    return Hint("rises", {"epoch": high.epoch, "low": lowest.loss, "loss": high.loss, "rate": rate})


def _jumps(history: History, options: TrainOptions) -> Hint | None:
    """A rate that falls by its schedule calms down by itself: then there is nothing to say."""
    losses = [epoch.val_loss for epoch in history[-_WINDOW:]]
    if len(losses) < _WINDOW or options.schedule != "constant":
        return None
    back_and_forth = sum(abs(b - a) for a, b in pairwise(losses)) - abs(losses[-1] - losses[0])
    level = _val_loss(history[-_WINDOW:]) * (len(losses) - 1)
    share = back_and_forth / level if level > 0 else 0.0
    if not _JUMPY <= share < math.inf:
        return None
    return Hint("jumps", {"percent": round(100 * share), "rate": _rate(history[-1], options)})


def _over_fits(history: History, _options: TrainOptions) -> Hint | None:
    waited = _waited(history)
    if waited < _WAITING:
        return None
    best, last = history[-1 - waited], history[-1]
    if _val_loss(history[-3:]) < _ABOVE * best.val_loss or _loss(history[-3:]) > _STILL_FALLS * best.loss:
        return None
    accuracies = {"accuracy": last.accuracy, "val_accuracy": last.val_accuracy}
    return Hint("over_fits", {"count": waited, "epoch": best.epoch, "loss": best.val_loss, **accuracies})


def _slow(history: History, options: TrainOptions) -> Hint | None:
    """One-cycle begins with a small rate on purpose: its first half says nothing."""
    warms_up = options.schedule == "one_cycle" and 2 * len(history) < options.epochs
    if len(history) < _SLOW_AFTER or warms_up or history[-1].val_accuracy >= _SLOW:
        return None
    if not _falls_steadily(history[-_SLOW_AFTER:]):
        return None
    accuracy, rate = history[-1].val_accuracy, _rate(history[-1], options)
    return Hint("slow", {"count": len(history), "val_accuracy": accuracy, "rate": rate})


def _under_fits(history: History, options: TrainOptions) -> Hint | None:
    """Changed pictures are harder than those that it is examined with: then a poor training accuracy is no sign."""
    trend, last = _trend(history), history[-1:]
    if trend is None or options.flips or options.shifts or options.preset == "photo":
        return None
    least = _STANDING_POOR if last[0].val_accuracy < _SLOW else _STANDING_WEAK
    falls = trend.loss < least and trend.val_loss < least
    accuracy, val_accuracy = last[0].accuracy, last[0].val_accuracy
    if falls or accuracy >= _POOR or accuracy - val_accuracy > _CLOSE:
        return None
    return Hint("under_fits", {"count": trend.epochs, "accuracy": accuracy, "val_accuracy": val_accuracy})


def _gap(history: History, _options: TrainOptions) -> Hint | None:
    """Of three epochs, because one alone may be off by a point."""
    last = history[-3:]
    if len(last) < 3:
        return None
    accuracy, val_accuracy = _mean(last, lambda epoch: epoch.accuracy), _mean(last, lambda epoch: epoch.val_accuracy)
    if accuracy - val_accuracy < _GAP:
        return None
    return Hint("gap", {"accuracy": accuracy, "val_accuracy": val_accuracy})


def _plateau(history: History, _options: TrainOptions) -> Hint | None:
    trend = _trend(history)
    if trend is None or trend.val_loss < _STANDING:
        return None
    best = history[best_epoch(history) - 1]
    return Hint("plateau", {"count": trend.epochs, "epoch": best.epoch, "loss": best.val_loss})


def _learns(history: History, options: TrainOptions) -> Hint | None:
    trend = _trend(history)
    if trend is None or trend.val_loss >= _STANDING:
        return None
    at_end = len(history) >= _END * options.epochs
    percent = max(round(100 * (1 - trend.val_loss)), 1)
    return Hint("more_epochs" if at_end else "learns", {"count": trend.epochs, "percent": percent})


# The first that finds something speaks: what makes the others meaningless comes first.
_LOOKS: Final[tuple[Callable[[History, TrainOptions], Hint | None], ...]] = (
    *(_early, _nothing, _jumps, _over_fits, _rises, _slow, _under_fits, _gap, _plateau, _learns),
)


def _waited(history: History) -> int:
    """Epochs since the lowest validation loss."""
    return len(history) - best_epoch(history)


@dataclass(frozen=True)
class _Trend:
    """What became of both losses in the last `epochs`: 0.9 is a tenth less."""

    epochs: int
    loss: float
    val_loss: float


def _trend(history: History) -> _Trend | None:
    """Means of three epochs against each other, so that one epoch's chance decides nothing.  None: too early."""
    least, most = _TREND
    epochs = min(max(len(history) // 5, least), most)
    before, now = history[-epochs - 3 : -epochs], history[-3:]
    if len(history) < epochs + 3 or min(_loss(before), _val_loss(before)) <= 0:
        return None
    trend = _Trend(epochs, _loss(now) / _loss(before), _val_loss(now) / _val_loss(before))
    return trend if math.isfinite(trend.loss) and math.isfinite(trend.val_loss) else None


def _falls_steadily(epochs: History) -> bool:
    """Whether both losses fell at each of these epochs."""
    return all(b.loss < a.loss and b.val_loss < a.val_loss for a, b in pairwise(epochs))


def _loss(epochs: History) -> float:
    return _mean(epochs, lambda epoch: epoch.loss)


def _val_loss(epochs: History) -> float:
    return _mean(epochs, lambda epoch: epoch.val_loss)


def _mean(epochs: History, figure: Callable[[Epoch], float]) -> float:
    return sum(map(figure, epochs)) / len(epochs)


def _rate(epoch: Epoch, options: TrainOptions) -> float:
    """The learning rate of an epoch: it may have been changed on the way."""
    return epoch.learning_rate or options.learning_rate
