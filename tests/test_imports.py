"""Folders are import rules: this walks the syntax tree of every file, imports inside functions included."""

import ast
import sys
from pathlib import Path

import pytest

import fashion_gui

PACKAGE = Path(fashion_gui.__file__).parent
CORE = {"filelock", "numpy", "platformdirs", "fashion_gui.core", "fashion_gui.__version__"}
# What each file or folder directly below fashion_gui/ may import besides the standard library and itself.
ALLOWED = {
    "core": CORE,
    "photo": CORE | {"PIL", "cv2"},
    "engine": CORE | {"tensorflow", "keras", "h5py"},
    "ui": CORE | {"PySide6", "shiboken6", "matplotlib"},
    "cli": CORE | {"fashion_gui.photo", "fashion_gui.engine", "fashion_gui.launcher"},
    "launcher": CORE,
    "__main__": {f"fashion_gui.{part}" for part in ("cli", "ui", "photo", "engine", "core", "launcher")},
    "__init__": set(),
}


def imported(tree, package):
    """(line, full name) of everything that a file of `package` ("fashion_gui.core") imports."""
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                yield from ((node.lineno, alias.name) for alias in node.names)
            case ast.ImportFrom():
                start = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
                module = ".".join([*start, *([node.module] if node.module else [])])
                # `from fashion_gui import ui` imports fashion_gui.ui
                yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)
            case ast.Call(
                func=ast.Name("__import__") | ast.Attribute(attr="import_module") | ast.Name("import_module")
            ):
                name = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else "(computed)"
                yield node.lineno, str(name)


def is_allowed(name, part, allowed):
    roots = {*allowed, f"fashion_gui.{part}"}
    return name.split(".")[0] in sys.stdlib_module_names or any(f"{name}.".startswith(f"{root}.") for root in roots)


def violations(source, where):
    """`where` is the path below fashion_gui/, e.g. "core/files.py"."""
    part = where.split("/")[0].removesuffix(".py")
    package = ".".join(["fashion_gui", *where.split("/")[:-1]])
    return [
        f"{where}:{line} imports {name}"
        for line, name in imported(ast.parse(source), package)
        if not is_allowed(name, part, ALLOWED[part])
    ]


FILES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("where", FILES)
def test_rules_are_kept(where):
    assert violations((PACKAGE / where).read_text(encoding="utf-8"), where) == []


def test_there_is_something_to_walk():
    assert {"core/files.py", "__main__.py"} <= set(FILES)


def test_only_main_may_import_the_window():
    assert [part for part, allowed in ALLOWED.items() if any("fashion_gui.ui" in name for name in allowed)] == [
        "__main__"
    ]


@pytest.mark.parametrize(
    ("where", "source"),
    [
        ("core/files.py", "import PySide6"),
        ("core/files.py", "from PySide6.QtCore import QObject"),
        ("core/files.py", "import os, tensorflow as tf"),
        ("core/files.py", "import numpyro"),
        ("core/files.py", "from fashion_gui import ui"),
        ("core/files.py", "from fashion_gui.photo.decode import decode"),
        ("core/files.py", "from ..ui import app"),
        ("core/files.py", "from .. import engine"),
        ("core/files.py", "def f():\n    if True:\n        import PIL"),
        ("core/files.py", "import importlib\nimportlib.import_module('PIL.Image')"),
        ("core/files.py", "__import__('PIL')"),
        ("core/files.py", "__import__(name)"),
        ("core/files.py", "if TYPE_CHECKING:\n    from PIL import Image"),
        ("photo/decode.py", "import tensorflow"),
        ("photo/decode.py", "from fashion_gui.engine import networks"),
        ("engine/worker.py", "import PIL"),
        ("engine/worker.py", "from fashion_gui.ui.app import main"),
        ("ui/app.py", "import tensorflow"),
        ("ui/app.py", "from PIL import Image"),
        ("ui/app.py", "from fashion_gui.photo.decode import decode"),
        ("ui/panels/photo.py", "from ...engine import worker"),
        ("cli.py", "import fashion_gui.ui.app"),
        ("cli.py", "import keras"),
        ("launcher.py", "from fashion_gui import cli"),
        ("__main__.py", "import numpy"),
    ],
)
def test_a_wrong_import_is_found(where, source):
    assert len(violations(source, where)) == 1


@pytest.mark.parametrize(
    ("where", "source"),
    [
        ("core/files.py", "import os.path, json\nimport numpy.typing as npt\nfrom numpy import typing"),
        ("core/files.py", "from . import paths\nfrom .problems import Problem\nfrom fashion_gui import __version__"),
        ("photo/decode.py", "from PIL import Image\nimport cv2\nfrom fashion_gui.core import labels"),
        ("engine/worker.py", "import keras\nfrom .training import train"),
        ("ui/app.py", "from PySide6 import QtWidgets\nfrom matplotlib.figure import Figure"),
        ("ui/panels/photo.py", "from ..app import main\nfrom fashion_gui.ui import theme"),
        ("cli.py", "from fashion_gui.engine.worker import main"),
        ("__main__.py", "import sys\nfrom fashion_gui.ui.app import main"),
    ],
)
def test_a_right_import_is_no_violation(where, source):
    assert violations(source, where) == []
