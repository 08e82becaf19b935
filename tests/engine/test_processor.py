"""What is found out about the machine.  There is no GPU where these tests run: that one is pretended."""

import pytest
import tensorflow as tf

from fashion_gui.engine import processor
from fashion_gui.engine.processor import computes_on_processor, has_fast_bfloat16, has_xla


@pytest.fixture
def gpu(monkeypatch):
    monkeypatch.setattr(processor, "computes_on_processor", lambda: False)
    has_xla.cache_clear()
    yield
    has_xla.cache_clear()


def test_here_the_processor_computes_and_xla_compiles():
    assert computes_on_processor()
    assert has_xla()


def test_with_a_gpu_xla_is_tried(gpu):
    assert has_xla()


def test_where_xla_does_not_compile_it_is_not_used(gpu, monkeypatch):
    def compiled(_function, *, jit_compile):
        assert jit_compile
        raise tf.errors.InternalError(None, None, "libdevice not found at ./libdevice.10.bc")

    monkeypatch.setattr(tf, "function", compiled)
    assert not has_xla()


@pytest.mark.parametrize(
    ("text", "fast"),
    [
        ("processor : 0\nflags\t\t: fpu avx512_bf16 sse\n", True),
        ("processor : 0\nflags\t\t: fpu amx_bf16\n", True),
        ("processor : 0\nflags\t\t: fpu avx512f\n", False),
        ("no flags at all", False),
    ],
)
def test_bfloat16_is_read_from_what_the_system_says(tmp_path, text, fast):
    (tmp_path / "cpuinfo").write_text(text)
    assert has_fast_bfloat16(tmp_path / "cpuinfo") is fast


def test_where_the_system_says_nothing_bfloat16_is_not_used(tmp_path):
    assert not has_fast_bfloat16(tmp_path / "none")
