"""A network as data: which layers, how many numbers each learns.  The engine builds the Keras model from it."""

from dataclasses import asdict, dataclass, fields
from typing import Any, Final, Literal, get_args

from fashion_gui.core.labels import CLASS_COUNT, TILE_SIDE

Activation = Literal["relu", "tanh", "sigmoid", "softmax", "linear"]
ACTIVATIONS: Final[tuple[Activation, ...]] = get_args(Activation)
MAX_UNITS: Final = 4096
MAX_FILTERS: Final = 512
MAX_WINDOW: Final = 7  # side of a convolution's or pooling's window
NORMALIZATION_MOMENTUM: Final = 0.9  # Keras' 0.99 needs more steps than the first epochs have
MAX_LAYERS: Final = 20

INPUT_SIZE: Final = TILE_SIDE * TILE_SIDE  # 784 numbers
Shape = tuple[int, ...]  # of what a layer hands on, without the batch


@dataclass(frozen=True)
class Dense:
    """A fully connected layer: `units` sums over all inputs, each with its own bias, then `activation`."""

    units: int
    activation: Activation


@dataclass(frozen=True)
class Conv2D:
    """`filters` windows of `size` x `size` slide over the picture, each with its own bias, then `activation`.

    The picture keeps its size (Keras' padding "same").
    """

    filters: int
    size: int
    activation: Activation


@dataclass(frozen=True)
class MaxPooling2D:
    """The largest value of each square of `size` x `size`: the picture's sides are divided by `size`."""

    size: int


@dataclass(frozen=True)
class BatchNormalization:
    """Each channel is brought to mean 0 and deviation 1 over a batch, then scaled and shifted as it learns."""


@dataclass(frozen=True)
class Dropout:
    """While training, a share `rate` of the numbers is replaced by 0, others each time."""

    rate: float


@dataclass(frozen=True)
class GlobalAveragePooling2D:
    """The mean of each channel over the whole picture."""


Layer = Dense | Conv2D | MaxPooling2D | BatchNormalization | Dropout | GlobalAveragePooling2D

_KINDS: Final[dict[str, type[Layer]]] = {
    "dense": Dense,
    "conv2d": Conv2D,
    "max_pooling2d": MaxPooling2D,
    "batch_normalization": BatchNormalization,
    "dropout": Dropout,
    "global_average_pooling2d": GlobalAveragePooling2D,
}
_NAMES: Final = {kind: name for name, kind in _KINDS.items()}
PUT_BETWEEN: Final = ("Rescaling", "Reshape", "Flatten")  # kinds of rows that are in no network's list of layers


@dataclass(frozen=True)
class LayerRow:
    """One row of the summary table, in Keras' own words.  `inputs` and `units` say where `parameters` comes from.

    For a layer with weights, each of `units` neurons (or filters) has `inputs` weights and a bias; for the others they
    are what goes in and what comes out.  `trainable` is how many of `parameters` training changes.
    """

    name: str
    kind: str  # Keras' class, e.g. "Dense"
    output_shape: Shape
    parameters: int
    trainable: int
    inputs: int
    units: int
    activation: str  # "" where there is none


@dataclass(frozen=True)
class Network:
    """Tile -> divided by 255 -> `layers` -> ten probabilities.

    What Keras needs between two layers is put there by itself: a Reshape before the first convolution, a Flatten
    before a dense layer that is given a picture.
    """

    layers: tuple[Layer, ...]

    def rows(self) -> tuple[LayerRow, ...]:
        """The summary, a row a layer, those put there by themselves included.

        Raises ValueError for layers that cannot follow one another.
        """
        shape: Shape = (TILE_SIDE, TILE_SIDE)
        rows = [_passing("rescaling", "Rescaling", shape, shape)]
        counts: dict[str, int] = {}
        for layer in self.layers:
            if isinstance(layer, (Conv2D, MaxPooling2D)) and len(shape) == 2:
                rows.append(_passing("reshape", "Reshape", shape, (*shape, 1)))
                shape = (*shape, 1)
            if isinstance(layer, Dense) and len(shape) > 1:
                rows.append(_passing("flatten", "Flatten", shape, (_size(shape),)))
                shape = (_size(shape),)
            kind = _NAMES[type(layer)]
            number = counts.get(kind, 0)
            counts[kind] = number + 1
            row = _row_of(layer, f"{kind}_{number}" if number else kind, shape)
            rows.append(row)
            shape = row.output_shape
        return tuple(rows)

    def row_indices(self) -> tuple[int, ...]:
        """For each of `layers`: the index of its row in `rows`."""
        return tuple(index for index, row in enumerate(self.rows()) if row.kind not in PUT_BETWEEN)

    def parameter_count(self) -> int:
        """All numbers of the network, as Keras counts them."""
        return sum(row.parameters for row in self.rows())

    def trainable_count(self) -> int:
        """The numbers that training changes by its steps."""
        return sum(row.trainable for row in self.rows())

    def weight_shapes(self) -> tuple[Shape, ...]:
        """The arrays of each layer in Keras' order: kernel and bias; scale, shift, mean and variance."""
        shapes: list[Shape] = []
        shape: Shape = ()
        for row in self.rows():
            if row.kind == "Dense":
                shapes += [(row.inputs, row.units), (row.units,)]
            elif row.kind == "Conv2D":
                size = round((row.inputs // shape[-1]) ** 0.5)
                shapes += [(size, size, shape[-1], row.units), (row.units,)]
            elif row.kind == "BatchNormalization":
                shapes += [(row.units,)] * 4
            shape = row.output_shape
        return tuple(shapes)

    def has_pictures(self) -> bool:
        """Whether any layer looks at neighbouring pixels."""
        return any(isinstance(layer, Conv2D) for layer in self.layers)

    def to_dict(self) -> dict[str, Any]:
        """For JSON; `from_dict` reads it back."""
        return {"layers": [{"kind": _NAMES[type(layer)], **asdict(layer)} for layer in self.layers]}

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> "Network":
        """Raises ValueError for anything that is not a sane network ending in ten softmax outputs."""
        saved = values.get("layers") if isinstance(values, dict) else None
        if not isinstance(saved, list) or not 1 <= len(saved) <= MAX_LAYERS:
            raise ValueError("no list of layers")
        network = cls(tuple(_layer_from(layer) for layer in saved))
        if network.layers[-1] != Dense(CLASS_COUNT, "softmax"):
            raise ValueError("a network ends in ten softmax outputs")
        network.rows()  # raises for layers that cannot follow one another
        return network


def _size(shape: Shape) -> int:
    size = 1
    for side in shape:
        size *= side
    return size


def _passing(name: str, kind: str, before: Shape, after: Shape) -> LayerRow:
    """A layer that learns nothing."""
    return LayerRow(name, kind, after, 0, 0, _size(before), _size(after), "")


def _row_of(layer: Layer, name: str, shape: Shape) -> LayerRow:
    """The row of `layer`, which is given `shape`.  Raises ValueError if it cannot be."""
    kind = type(layer).__name__
    if isinstance(layer, Dense):
        parameters = shape[0] * layer.units + layer.units  # a weight for each input, and a bias
        return LayerRow(name, kind, (layer.units,), parameters, parameters, shape[0], layer.units, layer.activation)
    if isinstance(layer, BatchNormalization):
        channels = shape[-1]  # scale and shift are learnt, mean and variance are kept
        return LayerRow(name, kind, shape, 4 * channels, 2 * channels, channels, channels, "")
    if isinstance(layer, Dropout):
        return _passing(name, kind, shape, shape)
    if len(shape) != 3:
        raise ValueError(f"layer {name} needs a picture, but is given {shape}")
    height, width, channels = shape
    if isinstance(layer, Conv2D):
        window = layer.size * layer.size * channels
        parameters = window * layer.filters + layer.filters
        after = (height, width, layer.filters)
        return LayerRow(name, kind, after, parameters, parameters, window, layer.filters, layer.activation)
    if isinstance(layer, MaxPooling2D):
        if min(height, width) < layer.size:
            raise ValueError(f"layer {name} is given too small a picture: {shape}")
        return _passing(name, kind, shape, (height // layer.size, width // layer.size, channels))
    return _passing(name, kind, shape, (channels,))


def _layer_from(values: object) -> Layer:
    if not isinstance(values, dict) or not isinstance(values.get("kind"), str) or values["kind"] not in _KINDS:
        raise ValueError(f"unknown layer {values}")
    kind = _KINDS[values["kind"]]
    settings = {name: value for name, value in values.items() if name != "kind"}
    if set(settings) != {field.name for field in fields(kind)}:
        raise ValueError(f"unknown layer {values}")
    for name, value in settings.items():
        _check_setting(name, value)
    return kind(**settings)


def _check_setting(name: str, value: object) -> None:
    """Raises ValueError for a value that no layer has."""
    limits = {"units": MAX_UNITS, "filters": MAX_FILTERS, "size": MAX_WINDOW}
    if name == "activation":
        if value not in ACTIVATIONS:
            raise ValueError(f"unknown activation {value}")
    elif name == "rate":
        if type(value) is not float or not 0 <= value < 1:
            raise ValueError(f"rate of a layer out of range: {value}")
    elif type(value) is not int or not 1 <= value <= limits[name]:  # a bool is an int, too
        raise ValueError(f"{name} of a layer out of range: {value}")


# The network of the course report: 784-256-128-10, 235146 parameters.
COURSE_NETWORK: Final = Network((Dense(256, "relu"), Dense(128, "relu"), Dense(CLASS_COUNT, "softmax")))

# Small, and quick for what it can do: it halves the picture before most of its work; 242442 parameters.
CONVOLUTIONAL_NETWORK: Final = Network(
    (
        *(Conv2D(32, 3, "relu"), MaxPooling2D(2), BatchNormalization()),  # 14x14
        *(Conv2D(64, 3, "relu"), MaxPooling2D(2), BatchNormalization()),  # 7x7
        *(Conv2D(128, 3, "relu"), BatchNormalization()),
        Conv2D(128, 3, "relu"),
        GlobalAveragePooling2D(),
        Dense(CLASS_COUNT, "softmax"),
    )
)

# For photos: five convolutions, each normalised, in three sizes of the picture; 280138 parameters.
PHOTO_NETWORK: Final = Network(
    (
        *(Conv2D(32, 3, "relu"), BatchNormalization(), MaxPooling2D(2)),  # 14x14
        *(Conv2D(64, 3, "relu"), BatchNormalization()),
        *(Conv2D(64, 3, "relu"), BatchNormalization(), MaxPooling2D(2)),  # 7x7
        *(Conv2D(128, 3, "relu"), BatchNormalization()),
        *(Conv2D(128, 3, "relu"), BatchNormalization()),
        GlobalAveragePooling2D(),
        Dropout(0.3),
        Dense(CLASS_COUNT, "softmax"),
    )
)
