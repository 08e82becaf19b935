"""What is hidden behind "More options" in words: names, explanations, and all that is not as usual in one line."""

from PySide6.QtCore import QObject

from fashion_gui.core.options import TrainOptions


class OptionTexts(QObject):
    """Makes the texts; a QObject, because lupdate finds plurals only in `tr`."""

    def choices(self) -> dict[str, str]:
        """Names of optimisers and schedules by their keys."""
        return {
            "sgd": "SGD",
            "momentum": self.tr("SGD with momentum"),
            "adam": "Adam",
            "adamw": "AdamW",
            "constant": self.tr("always the same"),
            "cosine": self.tr("cosine"),
            "one_cycle": self.tr("one cycle"),
        }

    def names(self) -> dict[str, str]:
        """What stands above each field, or beside its box."""
        return {
            "optimizer": self.tr("Optimiser"),
            "schedule": self.tr("Rate over time"),
            "validation_share": self.tr("Validation share"),
            "patience": self.tr("Patience, epochs"),
            "weight_decay": self.tr("Weight decay"),
            "label_smoothing": self.tr("Label smoothing"),
            "shifts": self.tr("Shifts, pixels"),
            "flips": self.tr("mirror pictures"),
            "averaging": self.tr("average the weights"),
        }

    def explanations(self) -> dict[str, str]:
        """Each term once in plain words."""
        return {
            "optimizer": self.tr(
                "How the slope of the loss becomes a correction of the weights. SGD goes straight down; momentum keeps "
                "some of the way it went before; Adam finds a step of its own for each weight; AdamW also makes the "
                "weights a little smaller."
            ),
            "schedule": self.tr(
                "How the rate goes over the training. Cosine: it falls, slowly at first, to almost nothing. One cycle: "
                "it rises in the first third, then falls to nothing. Small corrections in the end find better weights."
            ),
            "validation_share": self.tr(
                "This share of the training set is never learnt from: it shows how well the network does on new "
                "pictures."
            ),
            "patience": self.tr(
                "Training stops when validation loss has found no new low for so many epochs: from then on the network "
                "would only learn by heart. 0: it never stops early."
            ),
            "weight_decay": self.tr(
                "Each step takes this share, times the rate, off every weight. Small weights make a simpler network, "
                "which over-fits less. 0: none."
            ),
            "label_smoothing": self.tr(
                "This share of the right answer is spread over all ten classes: the network learns not to be too sure. "
                "0: none."
            ),
            "shifts": self.tr(
                "Each time it is learnt from, a picture is moved at random by up to so many pixels: the network learns "
                "that the place does not matter. 0: none."
            ),
            "flips": self.tr(
                "Each time it is learnt from, a picture is mirrored by chance: left and right make no other garment."
            ),
            "averaging": self.tr(
                "The network that answers has the mean of its weights over the last steps: chance of single steps "
                "evens out."
            ),
        }

    def own_changes(self) -> str:
        """Why mirroring and shifts cannot be chosen for the network for photos."""
        return self.tr("The preset for photos changes its pictures in its own way.")

    def summary(self, options: TrainOptions) -> str:
        """All that differs from the course, "" if nothing does."""
        usual, choices = TrainOptions(), self.choices()
        parts = []
        if options.optimizer != usual.optimizer:
            parts.append(choices[options.optimizer])
        if options.schedule != usual.schedule:
            parts.append(choices[options.schedule])
        if options.validation_share != usual.validation_share:
            parts.append(self.tr("{percent} % to validate").format(percent=f"{100 * options.validation_share:g}"))
        if options.patience:
            parts.append(self.tr("patience %n epoch(s)", "", options.patience))
        if options.weight_decay:
            parts.append(self.tr("weight decay {value}").format(value=f"{options.weight_decay:g}"))
        if options.label_smoothing:
            parts.append(self.tr("smoothing {value}").format(value=f"{options.label_smoothing:g}"))
        if options.flips:
            parts.append(self.tr("mirrored"))
        if options.shifts:
            parts.append(self.tr("shifts up to %n pixel(s)", "", options.shifts))
        if options.averaging:
            parts.append(self.tr("averaged weights"))
        return " · ".join(parts)
