"""What the script says; that it runs is tested beside the engine."""

import ast
import re
from dataclasses import replace

import pytest

from fashion_gui.core.keras_code import keras_code
from fashion_gui.core.networks import COURSE_NETWORK, PHOTO_NETWORK
from fashion_gui.core.options import OPTIMIZERS, SCHEDULES, TrainOptions
from fashion_gui.core.presets import PRESETS

EVERYTHING = TrainOptions(
    optimizer="adamw",
    schedule="cosine",
    weight_decay=0.0125,
    label_smoothing=0.05,
    averaging=True,
    patience=7,
    flips=True,
    shifts=2,
)
COURSE = """\
import keras

keras.utils.set_random_seed(1)

# 60,000 pictures to learn from and 10,000 to test with; each has a label from 0 to 9
(x_train, y_train), (x_test, y_test) = keras.datasets.fashion_mnist.load_data()
y_train = keras.utils.to_categorical(y_train, 10)  # 3 becomes 0 0 0 1 0 0 0 0 0 0
y_test = keras.utils.to_categorical(y_test, 10)

model = keras.Sequential(
    [
        keras.Input((28, 28), dtype="uint8"),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dense(256, activation="relu"),
        keras.layers.Dense(128, activation="relu"),
        keras.layers.Dense(10, activation="softmax"),
    ],
    name="network",
)
model.summary()

optimizer = keras.optimizers.SGD(learning_rate=0.01)
model.compile(optimizer=optimizer, loss="categorical_crossentropy", metrics=["accuracy"])

history = model.fit(
    x_train,
    y_train,
    batch_size=200,
    epochs=100,
    validation_split=0.2,
)

loss, accuracy = model.evaluate(x_test, y_test)
print(f"test loss {loss:.4f}, test accuracy {accuracy:.4f}")
"""


def names_of(code):
    """The names that a script uses, Keras' attributes included."""
    return {node.attr for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Attribute)}


def test_the_course_in_keras():
    assert keras_code(COURSE_NETWORK, TrainOptions()) == COURSE


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("schedule", SCHEDULES)
@pytest.mark.parametrize("options", [TrainOptions(), EVERYTHING], ids=["plain", "everything"])
def test_every_line_is_short_and_python(language, optimizer, schedule, options):
    code = keras_code(PHOTO_NETWORK, replace(options, optimizer=optimizer, schedule=schedule), language)
    ast.parse(code)
    assert max(map(len, code.splitlines())) <= 110
    assert ("import math" in code) == ("math." in code)
    assert not re.search(r"\n{3}|[ \t]\n", code)


def test_only_comments_are_translated():
    english, russian = (keras_code(PHOTO_NETWORK, EVERYTHING, language) for language in ("en", "ru"))
    assert english != russian
    assert ast.dump(ast.parse(english)) == ast.dump(ast.parse(russian))
    assert english.isascii()


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        ({"flips": True}, {"RandomFlip", "Reshape"}),
        ({"shifts": 1}, {"RandomTranslation", "Reshape"}),
        ({"averaging": True}, {"SwapEMAWeights", "ceil"}),
        ({"patience": 1}, {"EarlyStopping"}),
        ({"label_smoothing": 0.1}, {"CategoricalCrossentropy"}),
        ({"weight_decay": 0.1}, {"exclude_from_weight_decay"}),
        ({"schedule": "cosine"}, {"CosineDecay", "ceil"}),
    ],
)
def test_an_option_brings_its_own_words_only(changes, names):
    plain = names_of(keras_code(COURSE_NETWORK, TrainOptions()))
    changed = names_of(keras_code(COURSE_NETWORK, replace(TrainOptions(), **changes)))
    assert names <= changed - plain


def test_only_the_preset_for_photos_does_more_than_is_shown():
    notes = {preset: "photos" in keras_code(saved.network, saved.options) for preset, saved in PRESETS.items()}
    assert notes == {preset: preset == "photo" for preset in PRESETS}
