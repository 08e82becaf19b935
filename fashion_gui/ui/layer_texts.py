"""What each layer of a network is, does and learns, in a student's words."""

from PySide6.QtCore import QObject

from fashion_gui.core.networks import (
    PUT_BETWEEN,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    GlobalAveragePooling2D,
    MaxPooling2D,
    Network,
    Shape,
)
from fashion_gui.ui.language import grouped


class LayerTexts(QObject):
    """The texts about one network, by the rows of its summary.

    A QObject, because lupdate finds plurals only in `tr`.
    """

    def __init__(self, network: Network) -> None:
        super().__init__()
        self._rows = network.rows()
        layers = iter(network.layers)
        self._layers = [None if row.kind in PUT_BETWEEN else next(layers) for row in self._rows]

    def captions(self, index: int, *, short: bool = False) -> tuple[str, str, str]:
        """How much of what, what happens to it, and Keras' name; the first two as figures only if `short`."""
        row = self._rows[index]
        shape = row.output_shape
        if row.kind == "Rescaling":
            size = self.tr("{height} × {width} pixels").format(height=shape[0], width=shape[1])
            return size, self.tr("divided by 255"), row.name
        if len(shape) > 1:
            channels = shape[2] if len(shape) > 2 else 1
            if short:
                return f"{shape[0]}×{shape[1]}", f"×{channels}", row.name
            return _times(shape[:2]), self.tr("%n map(s)", "", channels), row.name
        made_by = row.activation if row.kind == "Dense" else self._made_by(row.kind)
        if short:
            return str(shape[0]), made_by, row.name
        if row.kind == "Dense":
            return self.tr("%n neuron(s)", "", row.units), made_by, row.name
        return self.tr("%n number(s)", "", shape[0]), made_by, row.name

    def origin(self, index: int) -> str:
        """One plain sentence: where the number of parameters of a layer comes from."""
        row, before = self._rows[index], self._given(index)
        match self._layers[index]:
            case Dense():
                return self._sum(index, self.tr("%n input(s)", "", row.inputs), self.tr("%n neuron(s)", "", row.units))
            case Conv2D(size=size):
                weights = self.tr("{size} × {size} × %n weight(s)", "", before[2]).format(size=size)
                return self._sum(index, weights, self.tr("%n filter(s)", "", row.units))
            case BatchNormalization():
                return self.tr("4 numbers for each of %n channel(s), 2 of them learnt", "", row.units)
            case MaxPooling2D(size=size):
                return self.tr("The largest of each {size} × {size} numbers: nothing to learn").format(size=size)
            case GlobalAveragePooling2D():
                text = self.tr("The mean of {sides} numbers for each of %n channel(s): nothing to learn", "", row.units)
                return text.format(sides=_times(before[:2]))
            case Dropout(rate=rate):
                text = self.tr("Puts 0 for {percent} % of the numbers in training: nothing to learn")
                return text.format(percent=f"{100 * rate:g}")
        if row.kind == "Rescaling":
            return self.tr("Divides by 255: nothing to learn")
        if row.kind == "Reshape":
            return self.tr("{sides} numbers as one channel: nothing to learn").format(sides=_times(before))
        return self.tr("{sides} numbers in one row: nothing to learn").format(sides=_times(before))

    def hint(self, index: int) -> str:
        """What a layer does."""
        row = self._rows[index]
        match self._layers[index]:
            case Dense(activation="softmax") if index == len(self._rows) - 1:
                return self.tr("softmax turns the sums into probabilities: ten numbers that add up to 1.")
            case Dense(activation="relu"):
                return self.tr("Each neuron adds up weight × input and its bias; relu replaces a negative sum with 0.")
            case Dense(activation=activation):
                text = self.tr("Each neuron adds up weight × input and its bias.")
                return f"{text} {self._activation_hint(activation)}".rstrip()
            case Conv2D(size=size, activation=activation):
                text = self.tr(
                    "Each filter slides its window of {size} × {size} over the picture and draws a map of where it "
                    "finds its pattern."
                ).format(size=size)
                return f"{text} {self._activation_hint(activation)}".rstrip()
            case BatchNormalization():
                return self.tr(
                    "Brings the numbers of each channel to mean 0 and spread 1, then scales and shifts them as learnt: "
                    "training goes faster."
                )
            case MaxPooling2D(size=size):
                return self.tr(
                    "Of each {size} × {size} numbers the largest stays: the maps become smaller, and small shifts of "
                    "a pattern no longer matter."
                ).format(size=size)
            case GlobalAveragePooling2D():
                return self.tr("Each map becomes one number, its mean: how much of the pattern there is, anywhere.")
            case Dropout(rate=rate):
                return self.tr(
                    "In training {percent} % of the numbers, others each time, become 0: the network learns to rely "
                    "on no single one. In use all stay."
                ).format(percent=f"{100 * rate:g}")
        if row.kind == "Rescaling":
            return self.tr("Each pixel, 0 to 255, becomes a number from 0 to 1.")
        if row.kind == "Reshape":
            return self.tr("The picture gets a third side, its channels. Here it is one: the brightness.")
        return self.tr("The rows of the picture are put one after the other: one long row of numbers.")

    def _activation_hint(self, activation: str) -> str:
        """What becomes of each sum; "" where nothing does."""
        hints = {
            "relu": self.tr("relu replaces a negative sum with 0."),
            "tanh": self.tr("tanh squeezes each sum in between −1 and 1."),
            "sigmoid": self.tr("sigmoid squeezes each sum in between 0 and 1."),
            "softmax": self.tr("softmax turns the sums into shares that add up to 1."),
        }
        return hints.get(activation, "")

    def _made_by(self, kind: str) -> str:
        """Where a row of numbers comes from."""
        if kind == "Flatten":
            return self.tr("all in one row")
        return self.tr("mean of each map") if kind == "GlobalAveragePooling2D" else ""

    def _sum(self, index: int, inputs: str, neurons: str) -> str:
        row = self._rows[index]
        return self.tr("{inputs} × {neurons} + {biases} = {parameters}").format(
            inputs=inputs,
            neurons=neurons,
            biases=self.tr("%n bias(es)", "", row.units),
            parameters=grouped(row.parameters),
        )

    def _given(self, index: int) -> Shape:
        """What a layer is given; the first one is given what it hands on."""
        return self._rows[max(index - 1, 0)].output_shape


def _times(sides: Shape) -> str:
    """28 × 28"""
    return " × ".join(str(side) for side in sides)
