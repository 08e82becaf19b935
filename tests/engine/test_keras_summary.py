"""The summary that the window shows is what Keras prints."""

import pytest

from fashion_gui.core.networks import (
    COURSE_NETWORK,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    GlobalAveragePooling2D,
    MaxPooling2D,
    Network,
)
from fashion_gui.engine.networks import build_model
from fashion_gui.ui.network_summary import summary_text

LAST = Dense(10, "softmax")
NETWORKS = {
    "course": COURSE_NETWORK,
    "every layer": Network(
        (
            Conv2D(32, 3, "relu"),
            BatchNormalization(),
            MaxPooling2D(2),
            Conv2D(512, 3, "relu"),
            BatchNormalization(),
            Dropout(0.3),
            GlobalAveragePooling2D(),
            LAST,
        )
    ),
    "flattened": Network((Conv2D(64, 5, "relu"), MaxPooling2D(2), Dense(4096, "relu"), BatchNormalization(), LAST)),
    "names with two digits": Network((*[BatchNormalization(), Dense(300, "relu"), Dropout(0.1)] * 12, LAST)),
}


@pytest.mark.parametrize("network", NETWORKS.values(), ids=NETWORKS.keys())
def test_summary_is_what_keras_prints(network, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")  # Keras fills the terminal
    printed = []
    build_model(network, seed=1).summary(print_fn=printed.append)
    assert summary_text(network) == "".join(printed)
