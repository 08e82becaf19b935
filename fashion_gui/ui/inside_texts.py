"""Sentences about the inside of a network: its layers, single neurons, and the terms."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QObject

from fashion_gui.core.labels import TILE_SIDE
from fashion_gui.core.questions import DeadCounted, DeadUnits
from fashion_gui.ui.inside_numbers import LayerValues, plain
from fashion_gui.ui.language import grouped, name_of


class InsideTexts(QObject):
    """A QObject for `tr` alone; it keeps nothing."""

    # --- a layer ------------------------------------------------------------------------------------------------------

    def gives(self, layer: LayerValues, *, is_last: bool, is_relu: bool) -> str:
        """What a layer gives for this picture, in a few words."""
        if layer.is_input:
            return self.tr("{side} × {side} pixels, 0 to 1").format(side=TILE_SIDE)
        if is_last:
            return self.tr("softmax: adds up to 1")
        if is_relu:
            text = (
                self.tr("{active} of {units} maps active") if layer.has_maps else self.tr("{active} of {units} active")
            )
            return text.format(active=layer.active(), units=layer.units)
        if layer.has_maps:
            height, width, maps = layer.values.shape
            return self.tr("{maps} maps, {height} × {width}").format(maps=maps, height=height, width=width)
        low, high = (plain(float(end)) for end in (layer.values.min(), layer.values.max()))
        return self.tr("{low} to {high}").format(low=low, high=high)

    def dead(self, dead: DeadUnits | None) -> str:
        """How many neurons never answer; "" where it is not known."""
        if dead is None:
            return ""
        return self.tr("{count} dead").format(count=len(dead.dead)) if dead.dead else self.tr("none dead")

    def about_layer(self, layer: LayerValues, *, is_last: bool) -> str:
        """What a layer does: its tooltip."""
        if layer.is_input:
            return self.tr("The picture as the network gets it: each pixel, 0 to 255, divided by 255.")
        if is_last:
            return self.tr(
                "The output layer: a neuron for each class. softmax makes probabilities of their totals: ten numbers "
                "from 0 to 1 that add up to 1."
            )
        texts = {
            "Dense": self.tr(
                "A neuron multiplies each number of the layer before it by a weight of its own, adds up the products "
                "and its bias, and sends the total through an activation. Each cell is a neuron."
            ),
            "Conv2D": self.tr(
                "Each filter slides over the picture and draws a map of where it finds its pattern. Here are the "
                "first maps."
            ),
            "MaxPooling2D": self.tr("Of each square of numbers the largest stays: the maps become smaller."),
            "BatchNormalization": self.tr("Each map or neuron is scaled and shifted as learnt, to a similar spread."),
            "GlobalAveragePooling2D": self.tr("Each map becomes one number, its mean."),
        }
        return texts.get(layer.kind, layer.kind)

    def about_active(self) -> str:
        """The tooltip of the number of active neurons."""
        return self.tr(
            "Activation: what a neuron gives. Active neurons give more than 0 for this picture; the stronger the "
            "colour of a cell, the more. A dot: 0, the neuron is off."
        )

    def about_dead(self, counted: DeadCounted | None) -> str:
        """The tooltip of the number of dead neurons."""
        pictures = grouped(counted.pictures) if counted else ""
        return self.tr(
            "A dead neuron gives 0 for each of {pictures} test pictures. Its total is never above 0, ReLU makes 0 of "
            "it, and so it learns nothing more either. In the grid it is crossed out."
        ).format(pictures=pictures)

    # --- one number ---------------------------------------------------------------------------------------------------

    def unit(self, layer: LayerValues, place: int, *, is_last: bool) -> str:
        """The name of a neuron or a map."""
        if is_last:
            return name_of(place)
        text = self.tr("map {number}") if layer.has_maps else self.tr("neuron {number}")
        return text.format(number=place)

    def value(self, layer: LayerValues, place: int, *, is_last: bool, dead: Sequence[int]) -> str:
        """What is pointed at: its name and what it gives."""
        if layer.is_input:
            row, column = divmod(place, TILE_SIDE)
            text = self.tr("Pixel in row {row}, column {column}: {value}")
            return text.format(row=row, column=column, value=plain(float(layer.values[row, column, 0])))
        unit = self.unit(layer, place, is_last=is_last)
        if is_last:
            text = self.tr("{name}: {percent} %. Enter or a click shows how it comes about.")
            return text.format(name=unit, percent=f"{100 * float(layer.values[place]):.1f}")
        if layer.has_maps:
            return self._map(layer, place, unit)
        if place in dead:
            return self.tr("{layer}, {unit}: dead, 0 for every test picture.").format(layer=layer.name, unit=unit)
        text = self.tr("{layer}, {unit}: {value}. Enter or a click shows how it comes about.")
        return text.format(layer=layer.name, unit=unit, value=plain(float(layer.values[place])))

    def _map(self, layer: LayerValues, place: int, unit: str) -> str:
        shown = layer.values[:, :, place]
        text = self.tr("{layer}, {unit}: up to {largest}, {mean} on average; above 0 at {active} of {places} places.")
        return text.format(
            layer=layer.name,
            unit=unit,
            largest=plain(float(shown.max())),
            mean=plain(float(shown.mean())),
            active=int((shown > 0).sum()),
            places=shown.size,
        )

    def title(self, layer: LayerValues, place: int, *, is_last: bool) -> str:
        """Of what is shown about one neuron."""
        if is_last:
            text = self.tr("{layer}, neuron {number}: {name}")
            return text.format(layer=layer.name, number=place, name=name_of(place))
        return self.tr("{layer}, {unit}").format(layer=layer.name, unit=self.unit(layer, place, is_last=False))

    def input_of(self, source: LayerValues, place: int) -> str:
        """The name of one of the numbers that a neuron is given, by its place when all are in one row."""
        if not source.has_maps:
            return self.unit(source, place, is_last=False)
        row, column, channel = (int(at) for at in np.unravel_index(place, source.values.shape))
        if source.is_one_tile:
            return self.tr("row {row}, column {column}").format(row=row, column=column)
        text = self.tr("map {number}, row {row}, column {column}")
        return text.format(number=channel, row=row, column=column)

    # --- all of it ----------------------------------------------------------------------------------------------------

    def whole(self, layers: Sequence[LayerValues], is_relu: Sequence[bool]) -> str:
        """What the strip shows now, in one sentence."""
        last = layers[-1].values
        best = int(last.argmax())
        answer = self.tr("The answer: {name}, {percent} %.").format(
            name=name_of(best), percent=f"{100 * float(last[best]):.1f}"
        )
        quiet = self.tr("{active} of {units} in {layer}")
        parts = [
            quiet.format(active=layer.active(), units=layer.units, layer=layer.name)
            for layer, relu in zip(layers, is_relu, strict=True)
            if relu and not layer.has_maps
        ]
        if not parts:
            return answer
        return self.tr("{answer} Neurons active for this picture: {parts}.").format(
            answer=answer, parts=", ".join(parts)
        )
