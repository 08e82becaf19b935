"""Hints about a training in words."""

from PySide6.QtCore import QObject

from fashion_gui.core.hints import Hint


class HintTexts(QObject):
    """Makes the sentences; a QObject, because lupdate finds plurals only in `tr`."""

    def sentence(self, hint: Hint) -> str:
        """What `hint` says, and what may help."""
        text = self._counted(hint.code, int(hint.parameters.get("count", 0))) or self._plain(hint.code)
        figures = ("loss", "low", "accuracy", "val_accuracy")
        shown = {name: f"{value:.3f}" if name in figures else value for name, value in hint.parameters.items()}
        if "rate" in shown:
            shown["rate"] = f"{shown['rate']:g}"
        return text.format(**shown)

    def _counted(self, code: str, count: int) -> str:
        """Those that count epochs; "" for the others."""
        match code:
            case "early":
                return self.tr(
                    "It stopped early: validation loss has not fallen for %n epoch(s). "
                    "It was lowest after epoch {epoch}.",
                    "",
                    count,
                )
            case "over_fits":
                return self.tr(
                    "It over-fits: validation loss has not fallen for %n epoch(s), while training loss still falls. "
                    "It was lowest after epoch {epoch}.",
                    "",
                    count,
                )
            case "slow":
                return self.tr(
                    "It learns slowly: after %n epoch(s) validation accuracy is only {val_accuracy}. "
                    "A larger rate than {rate} would help.",
                    "",
                    count,
                )
            case "under_fits":
                return self.tr(
                    "It under-fits: in the last %n epoch(s) it hardly got better even on the pictures that it learns "
                    "from (accuracy {accuracy}). A larger network or another rate may help.",
                    "",
                    count,
                )
            case "plateau":
                return self.tr(
                    "Validation loss no longer falls: it has stood still for %n epoch(s). "
                    "It was lowest, {loss}, after epoch {epoch}.",
                    "",
                    count,
                )
            case "more_epochs":
                return self.tr(
                    "Validation loss still falls, by {percent} % in the last %n epoch(s): more epochs will help.",
                    "",
                    count,
                )
            case "learns":
                return self.tr("Validation loss still falls, by {percent} % in the last %n epoch(s).", "", count)
        return ""

    def _plain(self, code: str) -> str:
        match code:
            case "nothing":
                return self.tr(
                    "It only guesses: the loss stays at {loss}, that of ten equal answers. "
                    "The rate {rate} is too large for it."
                )
            case "jumps":
                return self.tr(
                    "Validation loss jumps up and down, by {percent} % from epoch to epoch: the rate {rate} is too "
                    "large. A smaller one would settle."
                )
            case "rises":
                return self.tr(
                    "Training loss rose from {low} to {loss} in epoch {epoch}: the rate {rate} is too large."
                )
            case "gap":
                return self.tr(
                    "Training accuracy, {accuracy}, has run ahead of validation accuracy, {val_accuracy}: it begins "
                    "to learn its pictures by heart. Flips, shifts or dropout hold that back."
                )
        raise ValueError(f"unknown hint {code}")
