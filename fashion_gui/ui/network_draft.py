"""The network that the user builds: its layers, each step undoable, and whether it can be trained."""

from dataclasses import fields
from typing import Final

from fashion_gui.core.labels import CLASS_COUNT
from fashion_gui.core.network_check import check_network
from fashion_gui.core.networks import (
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    GlobalAveragePooling2D,
    Layer,
    LayerRow,
    MaxPooling2D,
    Network,
)
from fashion_gui.core.problems import Problem

OUTPUT: Final = Dense(CLASS_COUNT, "softmax")  # the last layer of every draft
NEW_LAYERS: Final[tuple[Layer, ...]] = (  # what can be added, as it comes
    Dense(64, "relu"),
    Conv2D(16, 3, "relu"),
    MaxPooling2D(2),
    GlobalAveragePooling2D(),
    BatchNormalization(),
    Dropout(0.3),
)
_OF_PICTURES: Final = (Conv2D, MaxPooling2D, GlobalAveragePooling2D)
_ENDS_PICTURES: Final = (Dense, GlobalAveragePooling2D)
_STEPS_KEPT: Final = 200

Layers = tuple[Layer, ...]


class NetworkDraft:
    """Layers in any order, the outputs last; places count from 0.  Nothing here moves, changes or removes the outputs.

    `network` is the last possible one; `problem` says why the present layers are not, None where they are.
    """

    def __init__(self, network: Network) -> None:
        self.network = network
        self.problem: Problem | None = None
        self._layers: Layers = ()
        self._undone: list[Layers] = []
        self._done: list[Layers] = []
        self._last_change: tuple[int, str] | None = None  # place and setting of the last step, if it was a change
        self._take(network.layers)

    @property
    def layers(self) -> Layers:
        """The present ones."""
        return self._layers

    def rows(self) -> tuple[LayerRow, ...]:
        """What comes of each layer, up to the first that cannot be."""
        for count in range(len(self._layers), 0, -1):
            network = Network(self._layers[:count])
            try:
                rows = network.rows()
            except ValueError:
                continue
            return tuple(rows[index] for index in network.row_indices())
        return ()

    def start_from(self, network: Network) -> None:
        """Take all layers of `network`, which ends in the outputs."""
        self._step(network.layers)

    def change(self, place: int, layer: Layer) -> None:
        """Replace a layer by one of the same kind.  Changes of one setting in a row are one step to undo."""
        old = self._layers[place]
        names = [field.name for field in fields(old) if getattr(old, field.name) != getattr(layer, field.name)]
        if place == len(self._layers) - 1 or not names:
            return
        change = (place, names[0])
        if change == self._last_change:
            self._take(self._replaced(place, layer))
        else:
            self._step(self._replaced(place, layer))
        self._last_change = change

    def insert(self, layer: Layer, *, after: int) -> int:
        """Put a layer behind the place `after`, -1: before all.  What needs a picture is put where there is still one.

        Returns its place.
        """
        place = min(max(after + 1, 0), len(self._layers) - 1)
        if isinstance(layer, _OF_PICTURES):
            ends = (index for index, other in enumerate(self._layers) if isinstance(other, _ENDS_PICTURES))
            place = min(place, next(ends))
        self._step((*self._layers[:place], layer, *self._layers[place:]))
        return place

    def remove(self, place: int) -> None:
        """Take a layer away."""
        if self.is_free(place):
            self._step((*self._layers[:place], *self._layers[place + 1 :]))

    def move(self, place: int, target: int) -> None:
        """Put a layer where `target` is; those between move up by one."""
        if place != target and self.is_free(place) and self.is_free(target):
            rest = [*self._layers[:place], *self._layers[place + 1 :]]
            self._step((*rest[:target], self._layers[place], *rest[target:]))

    def is_free(self, place: int) -> bool:
        """Whether there is a layer that may be moved, changed and removed."""
        return 0 <= place < len(self._layers) - 1

    # --- undo ---------------------------------------------------------------------------------------------------------

    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._done)

    def can_redo(self) -> bool:
        """Whether a step was taken back."""
        return bool(self._undone)

    def undo(self) -> None:
        """Take the last step back."""
        self._swap(self._done, self._undone)

    def redo(self) -> None:
        """Make the step again that was taken back."""
        self._swap(self._undone, self._done)

    def _swap(self, source: list[Layers], target: list[Layers]) -> None:
        if source:
            target.append(self._layers)
            self._last_change = None
            self._take(source.pop())

    def _step(self, layers: Layers) -> None:
        self._done.append(self._layers)
        del self._done[:-_STEPS_KEPT]
        self._undone.clear()
        self._last_change = None
        self._take(layers)

    def _take(self, layers: Layers) -> None:
        self._layers = layers
        network = Network(layers)
        try:
            check_network(network)
        except Problem as problem:
            self.problem = problem
        else:
            self.problem, self.network = None, network

    def _replaced(self, place: int, layer: Layer) -> Layers:
        return (*self._layers[:place], layer, *self._layers[place + 1 :])
