import os

import pytest

from fashion_gui.engine.environment import prepare_environment

FLAG = "--xla_cpu_enable_concurrency_optimized_scheduler"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, f"{FLAG}=false"),
        ("--xla_dump_to=x", f"--xla_dump_to=x {FLAG}=false"),
        (f"{FLAG}=true", f"{FLAG}=true"),
    ],
)
def test_a_users_own_flags_stay(monkeypatch, before, after):
    monkeypatch.setattr(os, "nice", lambda _: 0)
    for name in ("TF_CPP_MIN_LOG_LEVEL", "KERAS_BACKEND", "TF_FORCE_GPU_ALLOW_GROWTH", "KERAS_HOME", "XLA_FLAGS"):
        monkeypatch.setenv(name, "")  # put back at the end
    if before is None:
        monkeypatch.delenv("XLA_FLAGS")
    else:
        monkeypatch.setenv("XLA_FLAGS", before)
    prepare_environment()
    assert os.environ["XLA_FLAGS"] == after
