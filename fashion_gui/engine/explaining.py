"""How much each pixel speaks for and against each class."""

from collections.abc import Iterator

import keras
import numpy as np
import numpy.typing as npt

from fashion_gui.core.labels import TILE_SIDE
from fashion_gui.core.networks import BatchNormalization, Dense, Dropout
from fashion_gui.core.questions import Explain, Explained
from fashion_gui.engine.current_model import CurrentModel, Frozen
from fashion_gui.engine.integrated_gradients import integrate

Floats = npt.NDArray[np.float64]
Account = tuple[Floats, Floats, Floats]  # outputs (10,), biases (10,), contributions (10, 784)


def explain(frozen: Frozen, question: Explain) -> Iterator[Explained | None]:
    """The account of one tile: exact where the network allows it, else by integrated gradients, in pieces."""
    tile = np.frombuffer(question.tile, np.uint8).reshape(TILE_SIDE, TILE_SIDE)
    models = frozen.models()
    averages = len(models) > 1 or models[0].predictor.mirrored
    unit = "log_probability" if averages else "logit"
    if not averages and has_exact_account(models[0]):
        account, method = exact_account(models[0], tile), "exact"
    else:
        account, method = (yield from integrate(frozen, tile)), "integrated_gradients"
    outputs, biases, contributions = account
    rests = outputs - biases - contributions.sum(axis=1)
    parts = (outputs, biases, contributions, rests)
    yield Explained(question.id, method, unit, *(np.ascontiguousarray(part).tobytes() for part in parts))


def has_exact_account(current: CurrentModel) -> bool:
    """Whether the network is linear but for neurons that are either on or off: dense layers with ReLU.

    Then, with the neurons that this picture switches on, each logit is a weighted sum of the pixels.
    """
    *hidden, last = current.network.layers
    return isinstance(last, Dense) and all(
        isinstance(layer, (Dropout, BatchNormalization))
        or (isinstance(layer, Dense) and layer.activation in ("relu", "linear"))
        for layer in hidden
    )


def exact_account(current: CurrentModel, tile: npt.NDArray[np.uint8]) -> Account:
    """uint8 (28, 28) -> the logits, and what they are made of; all in float64.

    First forward, to see which neurons the picture switches on; then backward from each of the ten logits: `weights`
    are what a logit makes of the numbers before a layer, and what layers add is collected in `biases`.  Only for a
    network that `has_exact_account`.
    """
    pixels = tile.reshape(-1) / 255
    steps = _steps(current)
    values, gates = pixels, []
    for kernel, offset, switches in steps:
        totals = (values * kernel if kernel.ndim == 1 else values @ kernel) + offset
        gates.append(totals > 0 if switches else np.ones(len(totals), np.bool_))
        values = totals * gates[-1]
    outputs = values
    weights, biases = np.eye(len(outputs)), np.zeros(len(outputs))
    for (kernel, offset, _), gate in zip(reversed(steps), reversed(gates), strict=True):
        weights = weights * gate
        biases = biases + weights @ offset
        weights = weights * kernel if kernel.ndim == 1 else weights @ kernel.T
    return outputs, biases, weights * pixels


def _steps(current: CurrentModel) -> list[tuple[Floats, Floats, bool]]:
    """For each layer that computes: its weights (inputs, units), or (n,) of one weight each; what it adds; whether
    its neurons switch.
    """
    steps: list[tuple[Floats, Floats, bool]] = []
    shape: tuple[int, ...] = (TILE_SIDE, TILE_SIDE)
    for index, layer in zip(current.network.row_indices(), current.network.layers, strict=True):
        row = current.model.layers[index]
        if isinstance(layer, Dense):
            kernel, bias = (array.astype(np.float64) for array in row.get_weights())
            steps.append((kernel, bias, layer.activation == "relu"))
            shape = (layer.units,)
        elif isinstance(layer, BatchNormalization):
            factors, offsets = _normalization(row)
            steps.append((np.broadcast_to(factors, shape).ravel(), np.broadcast_to(offsets, shape).ravel(), False))
    return steps


def _normalization(layer: keras.layers.BatchNormalization) -> tuple[Floats, Floats]:
    """What it multiplies each channel by, and what it adds then."""
    scale, shift, mean, variance = (array.astype(np.float64) for array in layer.get_weights())
    factors: Floats = scale / np.sqrt(variance + layer.epsilon)
    return factors, shift - mean * factors
