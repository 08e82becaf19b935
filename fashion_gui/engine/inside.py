"""What happens inside a network: what each layer gives, the arithmetic of one neuron, and neurons that never answer."""

from collections.abc import Iterator
from typing import Final
from weakref import WeakKeyDictionary

import keras
import numpy as np
import numpy.typing as npt

from fashion_gui.core.dataset import Dataset
from fashion_gui.core.labels import TILE_SIDE
from fashion_gui.core.networks import Activation, Conv2D, Dense, Dropout, Network
from fashion_gui.core.problems import Problem
from fashion_gui.core.questions import (
    CountDead,
    DeadCounted,
    DeadUnits,
    Inside,
    LayerInside,
    LookInside,
    NeuronWalked,
    WalkNeuron,
)
from fashion_gui.engine.current_model import CurrentModel, Frozen

INPUT: Final = -1  # instead of a place in `Network.layers`
_PIECES: Final = {False: 500, True: 25}  # pictures at once, with convolutions: about 20 ms each
_MOST: Final = {False: 10000, True: 1000}  # pictures that are looked at, with convolutions: some seconds

Values = npt.NDArray[np.float32]
_probes: "WeakKeyDictionary[keras.Model, keras.Model]" = WeakKeyDictionary()


def look_inside(frozen: Frozen, question: LookInside) -> Iterator[Inside | None]:
    """What each layer gives for one tile.  Dropout is left out: it does nothing when a network is asked."""
    current = frozen.models()[0]
    rows = current.network.rows()
    places = _places(current.network)
    layers = [
        LayerInside(rows[row].name, rows[row].kind, layer, list(values.shape), np.ascontiguousarray(values).tobytes())
        for (layer, row), values in zip(places.items(), _values(current, question.tile), strict=True)
    ]
    yield Inside(question.id, layers)


def walk_neuron(frozen: Frozen, question: WalkNeuron) -> Iterator[NeuronWalked | None]:
    """The arithmetic of one neuron, added up in float64.

    Raises Problem `no_such_neuron` for a layer that is not dense, or has fewer neurons.
    """
    current = frozen.models()[0]
    layers = current.network.layers
    layer = layers[question.layer] if 0 <= question.layer < len(layers) else None
    if not isinstance(layer, Dense) or not 0 <= question.neuron < layer.units:
        raise Problem("no_such_neuron", layer=question.layer, neuron=question.neuron)
    places = _places(current.network)
    before = list(places).index(question.layer) - 1
    inputs = _values(current, question.tile)[before].ravel()
    kernel, bias = current.model.layers[places[question.layer]].get_weights()
    weights = np.ascontiguousarray(kernel[:, question.neuron])
    totals = inputs.astype(np.float64) @ kernel.astype(np.float64) + bias
    total = float(inputs.astype(np.float64) @ weights.astype(np.float64) + float(bias[question.neuron]))
    yield NeuronWalked(
        id=question.id,
        layer=question.layer,
        neuron=question.neuron,
        inputs=inputs.tobytes(),
        weights=weights.tobytes(),
        bias=float(bias[question.neuron]),
        total=total,
        totals=totals.astype(np.float32).tobytes(),
        activation=layer.activation,
        output=float(_activate(totals, layer.activation)[question.neuron]),
    )


def count_dead(frozen: Frozen, question: CountDead, dataset: Dataset) -> Iterator[DeadCounted | None]:
    """Units and channels that are 0 for every picture of the test set, or of its first ones where there are
    convolutions; in pieces.
    """
    network = frozen.models()[0].network
    has_pictures = network.has_pictures()
    places = _places(network)
    shown = [(at, layer) for at, layer in enumerate(places) if layer != INPUT and _is_relu(network, layer)]
    largest = [np.zeros(network.rows()[places[layer]].units, np.float32) for _, layer in shown]
    images = dataset.test_images[: _MOST[has_pictures]]
    size = _PIECES[has_pictures]
    for first in range(0, len(images), size):
        outputs = _probe(frozen.models()[0])(images[first : first + size], training=False)
        for most, (at, _) in zip(largest, shown, strict=True):
            given = outputs[at].numpy()
            np.maximum(most, given.max(axis=tuple(range(given.ndim - 1))), out=most)
        yield None
    found = [
        DeadUnits(network.rows()[places[layer]].name, layer, len(most), np.flatnonzero(most <= 0).tolist())
        for most, (_, layer) in zip(largest, shown, strict=True)
    ]
    yield DeadCounted(question.id, len(images), found)


def _is_relu(network: Network, layer: int) -> bool:
    found = network.layers[layer]
    return isinstance(found, (Dense, Conv2D)) and found.activation == "relu"


def _places(network: Network) -> dict[int, int]:
    """Places in `Network.layers` of what is shown -> those in the Keras model's layers; the input is its scaling."""
    shown = {INPUT: 0}
    for layer, row in enumerate(network.row_indices()):
        if not isinstance(network.layers[layer], Dropout):
            shown[layer] = row
    return shown


def _values(current: CurrentModel, tile: bytes) -> list[Values]:
    """What each of `_places` gives, float32 (units,) or (height, width, channels)."""
    tiles = np.frombuffer(tile, np.uint8).reshape(1, TILE_SIDE, TILE_SIDE)
    found = [given.numpy()[0] for given in _probe(current)(tiles, training=False)]
    return [values[:, :, np.newaxis] if values.ndim == 2 else values for values in found]


def _probe(current: CurrentModel) -> keras.Model:
    """A model of the same layers that gives what each of `_places` gives; built once, follows the model's weights."""
    probe = _probes.get(current.model)
    if probe is None:
        layers = current.model.layers
        outputs = [layers[row].output for row in _places(current.network).values()]
        probe = _probes[current.model] = keras.Model(current.model.inputs[0], outputs)
    return probe


def _activate(totals: npt.NDArray[np.float64], activation: Activation) -> npt.NDArray[np.float64]:
    """As Keras does, in float64."""
    if activation == "relu":
        return np.maximum(totals, 0)
    if activation == "tanh":
        return np.tanh(totals)
    if activation == "sigmoid":
        return (1 + np.tanh(totals / 2)) / 2  # unlike 1 / (1 + exp(-x)) it never overflows
    if activation == "softmax":
        powers = np.exp(totals - totals.max())
        shares: npt.NDArray[np.float64] = powers / powers.sum()
        return shares
    return totals
