"""How a worker is started."""

import subprocess
import sys
from pathlib import Path

import pytest

from fashion_gui.core.workers import worker_command, worker_folder


def test_plain_python_runs_the_package() -> None:
    assert worker_command("photo") == [sys.executable, "-m", "fashion_gui", "--worker", "photo"]


def test_a_frozen_app_runs_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert worker_command("engine") == [sys.executable, "--worker", "engine"]


def test_the_folder_makes_the_package_importable_without_an_installation(tmp_path: Path) -> None:
    code = "import fashion_gui; print(fashion_gui.__file__)"
    options = ["-I", "-S", "-c", f"import sys; sys.path.insert(0, '.'); {code}"]
    done = subprocess.run([sys.executable, *options], cwd=worker_folder(), capture_output=True, check=True, text=True)
    assert worker_folder().is_absolute()
    assert Path(worker_folder(), done.stdout.strip()).resolve() == worker_folder() / "fashion_gui" / "__init__.py"
