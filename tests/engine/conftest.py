"""TensorFlow is loaded once for all tests of this folder, quietly and away from the user's own Keras settings."""

import tempfile

import pytest

with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as home:
    patch.setenv("FASHION_GUI_HOME", home)
    for name in ("KERAS_HOME", "KERAS_BACKEND", "TF_CPP_MIN_LOG_LEVEL"):  # put back afterwards
        patch.setenv(name, "")
        patch.delenv(name)
    patch.setattr("os.nice", lambda _: 0, raising=False)
    from fashion_gui.engine.environment import prepare_environment

    prepare_environment()
    import keras  # noqa: F401
    import tensorflow as tf

    # Three devices, for the tests of several.  Whoever asks for none gets the first, as on any machine.
    (processor,) = tf.config.list_physical_devices("CPU")
    tf.config.set_logical_device_configuration(processor, [tf.config.LogicalDeviceConfiguration()] * 3)
