"""What the charts of trainings show now, in one sentence each: to be read above the curves, and to be spoken.

`core.hints` reads the curves; here its figures become words.  The hints below the charts (`HintTexts`) say what to do.
"""

from collections.abc import Sequence
from operator import attrgetter
from typing import Final

from PySide6.QtCore import QCoreApplication

from fashion_gui.core.hints import Hint, curve_hint
from fashion_gui.core.history import Epoch, History, best_epoch
from fashion_gui.ui.run_looks import CURVE_LOOKS, RunCurve

ACCURACY, LOSS = "val_accuracy", "val_loss"  # figures of an `Epoch` that runs are compared by
FIGURES: Final = (ACCURACY, LOSS)

translate = QCoreApplication.translate  # the name that lupdate looks for


def history_sentence(history: History, *, epochs: int, mark: int | None = None) -> str:
    """What the charts of a training of `epochs` epochs show; with a `mark` at a learnt epoch, what they show there."""
    if not history:
        return translate("HistorySentences", "Nothing was trained yet.")
    if mark is not None and 1 <= mark < len(history):
        return _mark_sentence(history, mark)
    last, found = history[-1], curve_hint(history, epochs=epochs)
    if found is None:
        text = translate("HistorySentences", "Epoch {epoch} of {epochs}: too early to see a trend; gap {gap}.")
        return text.format(epoch=last.epoch, epochs=epochs, gap=_gap(last))
    figures: dict[str, object] = {"epoch": last.epoch, "loss": last.val_loss, **found.parameters}
    shown = {name: f"{value:.3f}" if isinstance(value, float) else value for name, value in figures.items()}
    return _text(found, len(history)).format(**shown, gap=_gap(last))


def gap_explained() -> str:
    """The one word in these sentences that needs an explanation."""
    return translate(
        "HistorySentences",
        "Gap: validation loss minus training loss. While it grows, the network gets better only on the pictures that "
        "it learns from.",
    )


def _text(found: Hint, done: int) -> str:
    """To be filled with the figures of `found` after `done` epochs."""
    match found.code:
        case "nothing":
            return translate("HistorySentences", "Validation loss stays at {loss}, that of pure guessing.")
        case "jumps":
            return translate("HistorySentences", "Validation loss jumps by {percent} % from epoch to epoch; gap {gap}.")
        case "over_fits":
            return translate(
                "HistorySentences", "Validation loss has risen since epoch {epoch}: it over-fits; gap {gap}."
            )
        case "rises":
            return translate("HistorySentences", "Training loss rose from {low} to {loss} in epoch {epoch}.")
        case "plateau" if done - int(found.parameters["epoch"]) >= int(found.parameters["count"]):
            return translate("HistorySentences", "Validation loss stopped falling at epoch {epoch}; gap {gap}.")
        case "plateau":
            return translate(
                "HistorySentences", "Validation loss hardly falls any more; lowest at epoch {epoch}; gap {gap}."
            )
    return translate("HistorySentences", "Validation loss still falls, to {loss} at epoch {epoch}; gap {gap}.")


def _mark_sentence(history: History, mark: int) -> str:
    best, marked = history[best_epoch(history) - 1], history[mark - 1]
    if best is marked:
        text = translate("HistorySentences", "At epoch {epoch} validation loss is lowest: {loss}; gap {gap}.")
    else:
        text = translate(
            "HistorySentences", "At epoch {epoch} validation loss is {loss}, {above} above its lowest; gap {gap}."
        )
    above = f"{marked.val_loss - best.val_loss:.3f}"
    return text.format(epoch=mark, loss=f"{marked.val_loss:.3f}", above=above, gap=_gap(marked))


def _gap(epoch: Epoch) -> str:
    """With a real minus sign, and without one at 0.00."""
    text = f"{epoch.val_loss - epoch.loss:.2f}"
    return text.replace("-0.00", "0.00").replace("-", "−")


def curves_sentence(curves: Sequence[RunCurve], figure: str) -> str:
    """Which of several runs, each with an epoch, is ahead by `figure`, one of `FIGURES`; "" for no run.

    They are compared after the last epoch that all of them have.
    """
    if not curves:
        return ""
    if len(curves) == 1:
        return _only_sentence(curves[0], figure)
    value = attrgetter(figure)
    epoch = min(len(curve.history) for curve in curves)
    ordered = sorted(curves, key=lambda curve: value(curve.history[epoch - 1]), reverse=figure == ACCURACY)
    shown = [f"{value(curve.history[epoch - 1]):.3f}" for curve in ordered]
    if shown[0] == shown[1]:
        text = translate("HistorySentences", "{first} and {second} are level, {value} after epoch {epoch}.")
    else:
        text = translate(
            "HistorySentences", "{first} is ahead, {value} against {other} of {second} after epoch {epoch}."
        )
    first, second = (CURVE_LOOKS[curve.slot].letter for curve in ordered[:2])
    return text.format(first=first, second=second, value=shown[0], other=shown[1], epoch=epoch)


def _only_sentence(curve: RunCurve, figure: str) -> str:
    value = attrgetter(figure)
    last = curve.history[-1]
    if figure == ACCURACY:
        best = max(curve.history, key=value)
        text = translate("HistorySentences", "{value} after epoch {epoch}; the highest was {best}, at epoch {at}.")
    else:
        best = min(curve.history, key=value)
        text = translate("HistorySentences", "{value} after epoch {epoch}; the lowest was {best}, at epoch {at}.")
    return text.format(value=f"{value(last):.3f}", epoch=last.epoch, best=f"{value(best):.3f}", at=best.epoch)
