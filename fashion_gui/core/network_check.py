"""Whether a network that somebody built can be, and can be trained here in reasonable time and memory."""

from dataclasses import asdict
from typing import Final

from fashion_gui.core.labels import CLASS_COUNT
from fashion_gui.core.networks import (
    ACTIVATIONS,
    MAX_FILTERS,
    MAX_LAYERS,
    MAX_UNITS,
    MAX_WINDOW,
    Conv2D,
    Dense,
    GlobalAveragePooling2D,
    Layer,
    LayerRow,
    MaxPooling2D,
    Network,
)
from fashion_gui.core.problems import Problem

MAX_PARAMETERS: Final = 5_000_000  # of the whole network; beside each, an optimiser keeps up to three more numbers
MAX_MULTIPLICATIONS: Final = 200_000_000  # a picture; an epoch then takes about a quarter of an hour on two cores
MAX_NUMBERS: Final = 1_000_000  # that all layers hand on for a picture: 4 bytes each, kept for a whole batch
_MILLION: Final = 1_000_000
_HIGHEST: Final = {"units": MAX_UNITS, "filters": MAX_FILTERS, "size": MAX_WINDOW}


def check_network(network: Network) -> None:
    """Raise `Problem` for the first thing that makes `network` impossible or unreasonable.

    The parameter `number` of the problem is the place of the layer to blame in `network.layers`, counted from 1; it is
    missing where no single layer is to blame.
    """
    if len(network.layers) > MAX_LAYERS:
        raise Problem("network_too_long", count=len(network.layers), limit=MAX_LAYERS)
    for number, layer in enumerate(network.layers, start=1):
        _check_settings(number, layer)
    for number in range(1, len(network.layers) + 1):
        _check_place(network, number)
    if not network.layers or network.layers[-1] != Dense(CLASS_COUNT, "softmax"):
        raise Problem("network_other_output", number=len(network.layers), classes=CLASS_COUNT)
    _check_cost(network)


def problem_place(problem: Problem) -> int:
    """The index in `Network.layers` of the layer to blame for a problem of `check_network`; -1: none."""
    return int(problem.parameters.get("number", 0)) - 1


def _check_settings(number: int, layer: Layer) -> None:
    """Raise `Problem` for a setting that no layer has."""
    kind = type(layer).__name__
    for name, value in asdict(layer).items():
        if name == "activation":
            if value not in ACTIVATIONS:
                known = ", ".join(ACTIVATIONS)
                raise Problem("layer_activation_unknown", number=number, kind=kind, value=str(value), known=known)
        elif name == "rate":
            if type(value) not in (int, float) or not 0 <= value < 1:
                raise Problem("layer_rate_out_of_range", number=number, kind=kind, value=str(value))
        elif type(value) is not int or not 1 <= value <= _HIGHEST[name]:  # a bool is an int, too
            high = _HIGHEST[name]
            raise Problem(f"layer_{name}_out_of_range", number=number, kind=kind, high=high, value=str(value))


def _check_place(network: Network, number: int) -> None:
    """Raise `Problem` for a layer that cannot follow those before it, which can follow one another."""
    layer, before = network.layers[number - 1], network.layers[: number - 1]
    kind = type(layer).__name__
    if not isinstance(layer, (Conv2D, MaxPooling2D, GlobalAveragePooling2D)):
        return
    shape = Network(before).rows()[-1].output_shape
    if len(shape) == 1:
        ends = [isinstance(other, (Dense, GlobalAveragePooling2D)) for other in before]
        cause = ends.index(True)
        cause_kind = type(before[cause]).__name__
        raise Problem("layer_without_picture", number=number, kind=kind, cause=cause + 1, cause_kind=cause_kind)
    if isinstance(layer, GlobalAveragePooling2D) and len(shape) == 2:
        raise Problem("layer_without_maps", number=number, kind=kind)
    if isinstance(layer, MaxPooling2D) and min(shape[:2]) < layer.size:
        window, sides = f"{layer.size}×{layer.size}", f"{shape[0]}×{shape[1]}"
        raise Problem("layer_window_too_large", number=number, kind=kind, window=window, sides=sides)


def _check_cost(network: Network) -> None:
    """Raise `Problem` for a network that would take too much memory or time; its largest layer is to blame."""
    rows = network.rows()
    _check_sum(network, "network_too_many_parameters", [row.parameters for row in rows], MAX_PARAMETERS)
    _check_sum(network, "network_too_slow", [_multiplications(row) for row in rows], MAX_MULTIPLICATIONS)
    _check_sum(network, "network_too_many_numbers", [_size(row) for row in rows], MAX_NUMBERS)


def _check_sum(network: Network, code: str, amounts: list[int], limit: int) -> None:
    """Raise the problem `code` if the `amounts` of all rows are together more than `limit`.

    The largest is then that of a layer, not of a row between two: those hand on what they are given, and come later.
    """
    total = sum(amounts)
    if total <= limit:
        return
    number = network.row_indices().index(amounts.index(max(amounts))) + 1
    kind = type(network.layers[number - 1]).__name__
    raise Problem(
        code,
        number=number,
        kind=kind,
        count=f"{total / _MILLION:.1f}",
        most=f"{max(amounts) / _MILLION:.1f}",
        limit=limit // _MILLION,
    )


def _multiplications(row: LayerRow) -> int:
    """Of a number by a weight, for one picture."""
    if row.kind == "Conv2D":
        height, width, filters = row.output_shape
        return height * width * row.inputs * filters
    return row.inputs * row.units if row.kind == "Dense" else 0


def _size(row: LayerRow) -> int:
    size = 1
    for side in row.output_shape:
        size *= side
    return size
