"""What the processor is quick at."""

import functools
from pathlib import Path
from typing import Final

import tensorflow as tf

_FLAGS: Final = {"avx512_bf16", "amx_bf16"}
_CPU_INFO: Final = Path("/proc/cpuinfo")  # of Linux


def computes_on_processor() -> bool:
    """Whether TensorFlow sees no GPU."""
    return not tf.config.list_physical_devices("GPU")


@functools.cache
def has_xla() -> bool:
    """Whether XLA compiles for what TensorFlow computes on: for a GPU it needs more of CUDA than TensorFlow itself."""
    if computes_on_processor():
        return True
    try:
        tf.function(tf.exp, jit_compile=True)(tf.constant(1.0))
    except tf.errors.OpError:
        return False
    return True


def has_fast_bfloat16(cpu_info: Path = _CPU_INFO) -> bool:
    """Whether it multiplies bfloat16 numbers itself.

    Then a convolutional network learns about 1.7 times as fast with them.  On others TensorFlow imitates them, and a
    training takes dozens of times as long: where the system does not say, they are not used.
    """
    try:
        lines = cpu_info.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    flags = next((line.partition(":")[2].split() for line in lines if line.startswith("flags")), [])
    return not _FLAGS.isdisjoint(flags)
