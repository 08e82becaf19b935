"""How a training ended, in words: what ended it, what it reached, and what the course report has."""

import math
from dataclasses import replace

from PySide6.QtCore import QObject

from fashion_gui.core.options import TrainOptions
from fashion_gui.core.presets import PRESETS
from fashion_gui.core.protocol import RunFinished
from fashion_gui.core.report import MEASURED, REPORT_ACCURACY, REPORT_LOSS


class ResultTexts(QObject):
    """Makes the texts; a QObject, because lupdate finds plurals only in `tr`."""

    def word(self, result: RunFinished) -> str:
        """For the place over the progress bar."""
        if result.reason == "completed":
            return self.tr("Finished")
        if result.reason == "failed":
            return self.tr("Broken off")
        return self.tr("Stopped") if result.reason == "stopped" else self.tr("Ended early")

    def sentences(self, result: RunFinished, options: TrainOptions) -> str:
        """About a run that was to learn by `options`."""
        if result.epochs == 0:
            return self.tr("Stopped before the first epoch was over: there was nothing to keep yet.")
        if math.isnan(result.test_accuracy):
            text = self.tr("Stopped after epoch {epoch} of {epochs}, and kept. The tab Test set measures it.")
            return text.format(epoch=result.epochs, epochs=options.epochs)
        photos = self.tr("It learnt from real photos as well.") if options.photos else ""
        return " ".join(filter(None, (self._reached(result, options), self._report(result, options), photos)))

    def _reached(self, result: RunFinished, options: TrainOptions) -> str:
        if result.reason == "completed":
            text = self.tr("Test set: accuracy {accuracy}, loss {loss} after %n epoch(s).", "", result.epochs)
        elif result.reason == "stopped":
            text = self.tr(
                "Stopped after epoch {epoch} of {epochs}, and kept. Test set: accuracy {accuracy}, loss {loss}."
            )
        elif result.reason == "early":
            text = self.tr(
                "Ended after epoch {epoch} of {epochs}: validation loss had not fallen for %n epoch(s). "
                "Test set: accuracy {accuracy}, loss {loss}.",
                "",
                options.patience,
            )
        else:
            text = self.tr(
                "The training diverged; what epoch {epoch} of {epochs} had learnt was kept. "
                "Test set: accuracy {accuracy}, loss {loss}."
            )
        accuracy, loss = f"{result.test_accuracy:.4f}", f"{result.test_loss:.4f}"
        return text.format(epoch=result.epochs, epochs=options.epochs, accuracy=accuracy, loss=loss)

    def _report(self, result: RunFinished, options: TrainOptions) -> str:
        """The report learnt by the course's options for all their epochs; with others its figures are only a mark."""
        course, measured = PRESETS["course"].options, MEASURED["course"]
        if options.preset != course.preset:
            return ""
        if result.epochs == course.epochs and replace(options, seed=course.seed, epochs=course.epochs) == course:
            text = self.tr(
                "The report: {accuracy} and {loss}. Here %n seed(s) gave accuracies from {lowest} to {highest}, "
                "{mean} on average.",
                "",
                len(measured.accuracies),
            )
        else:
            text = self.tr("After {epochs} epochs the report has {accuracy} and {loss}.")
        return text.format(
            epochs=course.epochs,
            accuracy=f"{REPORT_ACCURACY:.4f}",
            loss=f"{REPORT_LOSS:.4f}",
            lowest=f"{min(measured.accuracies):.4f}",
            highest=f"{max(measured.accuracies):.4f}",
            mean=f"{measured.mean():.4f}",
        )
