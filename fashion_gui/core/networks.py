"""A network as data: which layers, how many numbers each learns.  The engine builds the Keras model from it."""

from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

from fashion_gui.core.labels import CLASS_COUNT, TILE_SIDE

Activation = Literal["relu", "softmax"]
MAX_UNITS: Final = 4096
MAX_LAYERS: Final = 20

INPUT_SIZE: Final = TILE_SIDE * TILE_SIDE  # 784 numbers


@dataclass(frozen=True)
class Dense:
    """A fully connected layer: `units` sums over all inputs, each with its own bias, then `activation`."""

    units: int
    activation: Activation


@dataclass(frozen=True)
class LayerRow:
    """One row of the summary table, in Keras' own words.  `inputs` and `units` say where `parameters` comes from."""

    name: str
    kind: str  # "Rescaling", "Flatten" or "Dense"
    output_shape: tuple[int, ...]  # without the batch
    parameters: int
    inputs: int
    units: int
    activation: str  # "" where there is none


@dataclass(frozen=True)
class Network:
    """Tile -> divided by 255 -> 784-vector -> dense layers -> ten probabilities."""

    layers: tuple[Dense, ...]

    def rows(self) -> tuple[LayerRow, ...]:
        """The summary, a row a layer, the two layers without parameters first."""
        tile = (TILE_SIDE, TILE_SIDE)
        rows = [
            LayerRow("rescaling", "Rescaling", tile, 0, INPUT_SIZE, INPUT_SIZE, ""),
            LayerRow("flatten", "Flatten", (INPUT_SIZE,), 0, INPUT_SIZE, INPUT_SIZE, ""),
        ]
        inputs = INPUT_SIZE
        for index, layer in enumerate(self.layers):
            name = f"dense_{index}" if index else "dense"
            parameters = inputs * layer.units + layer.units  # a weight for each input, and a bias
            rows.append(LayerRow(name, "Dense", (layer.units,), parameters, inputs, layer.units, layer.activation))
            inputs = layer.units
        return tuple(rows)

    def parameter_count(self) -> int:
        """All numbers that training changes."""
        return sum(row.parameters for row in self.rows())

    def weight_shapes(self) -> tuple[tuple[int, ...], ...]:
        """Kernel and bias of each dense layer, in Keras' order: (inputs, units), (units,), ..."""
        dense = [row for row in self.rows() if row.kind == "Dense"]
        return tuple(shape for row in dense for shape in ((row.inputs, row.units), (row.units,)))

    def to_dict(self) -> dict[str, Any]:
        """For JSON; `from_dict` reads it back."""
        return {"layers": [{"kind": "dense", **asdict(layer)} for layer in self.layers]}

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> "Network":
        """Raises ValueError for anything that is not a sane network ending in ten softmax outputs."""
        saved = values.get("layers") if isinstance(values, dict) else None
        if not isinstance(saved, list) or not 1 <= len(saved) <= MAX_LAYERS:
            raise ValueError("no list of layers")
        layers = tuple(_dense_from(layer) for layer in saved)
        if layers[-1] != Dense(CLASS_COUNT, "softmax"):
            raise ValueError("a network ends in ten softmax outputs")
        return cls(layers)


def _dense_from(layer: object) -> Dense:
    if not isinstance(layer, dict) or set(layer) != {"kind", "units", "activation"} or layer["kind"] != "dense":
        raise ValueError(f"unknown layer {layer}")
    units, activation = layer["units"], layer["activation"]
    if activation not in ("relu", "softmax"):
        raise ValueError(f"unknown activation {activation}")
    if type(units) is not int or not 1 <= units <= MAX_UNITS:  # a bool is an int, too
        raise ValueError(f"units out of range: {units}")
    return Dense(units, activation)


# The network of the course report: 784-256-128-10, 235146 parameters.
COURSE_NETWORK: Final = Network((Dense(256, "relu"), Dense(128, "relu"), Dense(CLASS_COUNT, "softmax")))
