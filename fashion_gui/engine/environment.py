"""What must be set before TensorFlow is imported."""

import contextlib
import os
from typing import Final

from fashion_gui.core.paths import keras_home

# On two cores the order of operations that is made for many only costs copies: 5 % of an epoch of the course's network.
_XLA_FLAG: Final = "--xla_cpu_enable_concurrency_optimized_scheduler"


def prepare_environment() -> None:
    """Keep TensorFlow quiet, ignore the user's own Keras settings, and leave the processor to the window first."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    os.environ["KERAS_BACKEND"] = "tensorflow"
    flags = os.environ.get("XLA_FLAGS", "")
    if _XLA_FLAG not in flags:  # a user's own choice stays
        os.environ["XLA_FLAGS"] = f"{flags} {_XLA_FLAG}=false".strip()
    # Else TensorFlow takes all memory of a GPU at once, and a second training or another program gets none.
    os.environ.setdefault("TF_FORCE_GPU_ALLOW_GROWTH", "true")
    # A user's keras.json can switch dtype and backend: training would no longer be what the preset says.
    os.environ["KERAS_HOME"] = str(keras_home())
    with contextlib.suppress(AttributeError, OSError):
        os.nice(5)  # the window's frames come before training steps
