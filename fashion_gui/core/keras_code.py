"""A network and its training as a Keras script that runs by itself: what a student would write in a notebook."""

from typing import Final

from fashion_gui.core.labels import CLASS_COUNT, TILE_SIDE, Language
from fashion_gui.core.networks import (
    NORMALIZATION_MOMENTUM,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Layer,
    MaxPooling2D,
    Network,
)
from fashion_gui.core.options import TrainOptions
from fashion_gui.core.schedules import COSINE_TO, ONE_CYCLE_FROM, ONE_CYCLE_RISE, WARM_UP, WARM_UP_FROM

_COMMENTS: Final[dict[str, dict[Language, str]]] = {
    "data": {
        "en": "60,000 pictures to learn from and 10,000 to test with; each has a label from 0 to 9",
        "ru": "60 000 картинок, чтобы учиться, и 10 000 для проверки; у каждой метка от 0 до 9",
    },
    "one_hot": {"en": "3 becomes 0 0 0 1 0 0 0 0 0 0", "ru": "3 становится 0 0 0 1 0 0 0 0 0 0"},
    "changed": {
        "en": "Pictures are changed at random, but only while training",
        "ru": "Картинки меняются случайно, но только при обучении",
    },
    "steps": {
        "en": "How many times the weights change in all: once a batch",
        "ru": "Сколько всего раз меняются веса: один раз на пакет",
    },
    "cosine": {
        "en": "The rate grows at first, then falls along a cosine to a hundredth",
        "ru": "Шаг сначала растёт, затем убывает по косинусу до сотой доли",
    },
    "one_cycle": {
        "en": "The rate grows for three tenths of the training, then falls along a cosine to 0",
        "ru": "Шаг растёт три десятых обучения, затем убывает по косинусу до 0",
    },
    "photo": {
        "en": "The program also learns from photos, and from pictures changed in more ways",
        "ru": "Программа учится ещё и на фотографиях, и на картинках, изменённых сильнее",
    },
    "averaging": {
        "en": "The weights that answer are a running mean over the last steps",
        "ru": "Отвечают веса, усреднённые по последним шагам",
    },
    "decay": {"en": "Biases do not shrink", "ru": "Смещения не уменьшаются"},
    "patience": {
        "en": "Stop when the validation loss has not fallen for so many epochs",
        "ru": "Остановиться, если ошибка на проверке столько эпох не убывает",
    },
}
_CLASSES: Final = {"sgd": "SGD", "momentum": "SGD", "adam": "Adam", "adamw": "AdamW"}
_LONGEST_LINE: Final = 88


def keras_code(network: Network, options: TrainOptions, language: Language = "en") -> str:
    """A Python script that builds `network` as the engine does, trains it by `options` on Fashion-MNIST and tests it.

    Its comments are in `language`.  The first weights and the order of the pictures are Keras' own choice, so its curve
    is like the program's, not the same to the last digit.  Of the preset "photo" it has what plain Keras can do.
    """
    notes = {key: f"# {texts[language]}" for key, texts in _COMMENTS.items()}
    trained = "trainer" if options.flips or options.shifts else "model"
    parts = [
        _imports(options),
        [
            notes["data"],
            "(x_train, y_train), (x_test, y_test) = keras.datasets.fashion_mnist.load_data()",
            f"y_train = keras.utils.to_categorical(y_train, {CLASS_COUNT})  {notes['one_hot']}",
            f"y_test = keras.utils.to_categorical(y_test, {CLASS_COUNT})",
        ],
        _model(network),
        _trainer(options, notes) if trained == "trainer" else [],
        _steps(options, notes),
        [*_optimizer(options, notes), *_fit(trained, options, notes)],
        [
            f"loss, accuracy = {trained}.evaluate(x_test, y_test)",
            'print(f"test loss {loss:.4f}, test accuracy {accuracy:.4f}")',
        ],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _imports(options: TrainOptions) -> list[str]:
    first = ["import math", ""] if _has_steps(options) else []
    return [*first, "import keras", "", f"keras.utils.set_random_seed({options.seed})"]


def _model(network: Network) -> list[str]:
    layers = [f'keras.Input(({TILE_SIDE}, {TILE_SIDE}), dtype="uint8")']
    wanted = iter(network.layers)
    for row in network.rows():
        match row.kind:
            case "Rescaling":
                layers.append("keras.layers.Rescaling(1 / 255)")
            case "Reshape":
                layers.append(f"keras.layers.Reshape({row.output_shape})")
            case "Flatten":
                layers.append("keras.layers.Flatten()")
            case _:
                layers.append(_layer(next(wanted)))
    lines = [f"        {layer}," for layer in layers]
    return ["model = keras.Sequential(", "    [", *lines, "    ],", '    name="network",', ")", "model.summary()"]


def _layer(layer: Layer) -> str:
    match layer:
        case Dense(units=units, activation=activation):
            settings = f'{units}, activation="{activation}"'
        case Conv2D(filters=filters, size=size, activation=activation):
            settings = f'{filters}, {size}, padding="same", activation="{activation}"'
        case MaxPooling2D(size=size):
            settings = str(size)
        case Dropout(rate=rate):
            settings = _number(rate)
        case BatchNormalization():
            settings = f"momentum={NORMALIZATION_MOMENTUM}"
        case _:
            settings = ""
    return f"keras.layers.{type(layer).__name__}({settings})"


def _trainer(options: TrainOptions, notes: dict[str, str]) -> list[str]:
    """The model with changes of the pictures before it."""
    changes = [f"keras.layers.Reshape(({TILE_SIDE}, {TILE_SIDE}, 1))"]
    if options.flips:
        changes.append('keras.layers.RandomFlip("horizontal")')
    if options.shifts:
        share = f"{options.shifts} / {TILE_SIDE}"
        changes.append(
            f'keras.layers.RandomTranslation({share}, {share}, fill_mode="constant", interpolation="nearest")'
        )
    changes += [f"keras.layers.Reshape(({TILE_SIDE}, {TILE_SIDE}))", "model"]
    return [notes["changed"], "trainer = keras.Sequential(", "    [", *(f"        {c}," for c in changes), "    ]", ")"]


def _has_steps(options: TrainOptions) -> bool:
    return options.schedule != "constant" or options.averaging


def _steps(options: TrainOptions, notes: dict[str, str]) -> list[str]:
    """The number of steps and the schedule of the learning rate, where they are needed."""
    if not _has_steps(options):
        return []
    learnt = f"int(len(x_train) * (1 - {_number(options.validation_share)}))"
    lines = [notes["steps"], f"steps = {options.epochs} * math.ceil({learnt} / {options.batch_size})"]
    if options.schedule == "constant":
        return lines
    if options.schedule == "cosine":
        warm_up, first, last = f"min({WARM_UP}, steps // 5)", WARM_UP_FROM, COSINE_TO
    else:
        warm_up, first, last = f"max(int({_number(ONE_CYCLE_RISE)} * steps), 1)", ONE_CYCLE_FROM, 0.0
    return [
        *lines,
        "",
        notes[options.schedule],
        f"warm_up = {warm_up}",
        "learning_rate = keras.optimizers.schedules.CosineDecay(",
        f"    {_number(first * options.learning_rate)},",
        "    max(steps - warm_up, 1),",
        f"    alpha={_number(last)},",
        f"    warmup_target={_number(options.learning_rate)},",
        "    warmup_steps=warm_up,",
        ")",
    ]


def _optimizer(options: TrainOptions, notes: dict[str, str]) -> list[str]:
    """The optimiser, the loss and what is measured."""
    rate = _number(options.learning_rate) if options.schedule == "constant" else "learning_rate"
    settings = [f"learning_rate={rate}"]
    if options.optimizer == "momentum":
        settings += ["momentum=0.9", "nesterov=True"]
    if options.weight_decay or options.optimizer == "adamw":  # Keras' AdamW has a decay of its own choice otherwise
        settings.append(f"weight_decay={_number(options.weight_decay)}")
    if options.averaging:
        settings += ["use_ema=True", "ema_momentum=min(0.999, steps / (steps + 9))"]
    lines = [notes["averaging"]] if options.averaging else []
    lines += _call(f"optimizer = keras.optimizers.{_CLASSES[options.optimizer]}", settings)
    if options.weight_decay:
        lines.append(f'optimizer.exclude_from_weight_decay(var_names=["bias", "gamma", "beta"])  {notes["decay"]}')
    if options.label_smoothing:
        lines.append(f"loss = keras.losses.CategoricalCrossentropy(label_smoothing={_number(options.label_smoothing)})")
    return lines


def _fit(trained: str, options: TrainOptions, notes: dict[str, str]) -> list[str]:
    callbacks = []
    if options.averaging:
        callbacks.append("keras.callbacks.SwapEMAWeights()")
    if options.patience:
        callbacks.append(f'keras.callbacks.EarlyStopping("val_loss", patience={options.patience})')
    loss = "loss" if options.label_smoothing else '"categorical_crossentropy"'
    return [
        f'{trained}.compile(optimizer=optimizer, loss={loss}, metrics=["accuracy"])',
        "",
        *([notes["photo"]] if options.preset == "photo" else []),
        *([notes["patience"]] if options.patience else []),
        f"history = {trained}.fit(",
        "    x_train,",
        "    y_train,",
        f"    batch_size={options.batch_size},",
        f"    epochs={options.epochs},",
        f"    validation_split={_number(options.validation_share)},",
        *(["    callbacks=[", *(f"        {callback}," for callback in callbacks), "    ],"] if callbacks else []),
        ")",
    ]


def _call(function: str, arguments: list[str]) -> list[str]:
    """In one line, or where that is too long, an argument a line."""
    line = f"{function}({', '.join(arguments)})"
    if len(line) <= _LONGEST_LINE:
        return [line]
    return [f"{function}(", *(f"    {argument}," for argument in arguments), ")"]


def _number(value: float) -> str:
    """0.3, without the noise of binary fractions; 9.0, for Keras takes no whole number as a rate."""
    text = f"{value:.10g}"
    return text if "." in text or "e" in text else f"{text}.0"
