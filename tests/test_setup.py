"""resources/setup.sh with a stand-in for Python, apt and sudo: what it would do, without network and without root."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ["resources/setup.sh", ".ci/run"]
pytestmark = pytest.mark.skipif(sys.platform == "win32" or shutil.which("bash") is None, reason="needs bash")

PIP = "python -m pip -qq --disable-pip-version-check --no-input"
VENV = "python -m venv --clear .venv"
PYTHON = """#!/bin/sh
case "$*" in
    *'version("tensorflow")'*) echo 2.21.0; exit ;;
    -c*) exit ;;
esac
echo "python $*" >>"$LOG"
case "$*" in
    "-m venv"*) rm -rf .venv; mkdir -p .venv/bin; cp "$0" .venv/bin/python ;;
    *"pip"*"install --editable"*) printf '#!/bin/sh\\n' >.venv/bin/fashion-gui; chmod +x .venv/bin/fashion-gui ;;
esac
"""
DPKG_QUERY = """#!/bin/sh
for name in $INSTALLED; do echo "installed, $name, ,"; done
echo "installed, libglib2.0-0t64, libglib2.0-0 (= 2.84),"
echo "config-files, libegl1, ,"
"""
APT_GET = '#!/bin/sh\nfor last in "$@"; do :; done\necho "apt-get $last" >>"$LOG"\n'


class Machine:
    """A folder with the project's set-up and a PATH on which nothing reaches the real machine's Python or packages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "project"
        self.bin = folder / "bin"
        self.log = folder / "log"
        (self.folder / "resources").mkdir(parents=True)
        self.bin.mkdir()
        for name in ("resources/setup.sh", "pyproject.toml"):
            shutil.copy(ROOT / name, self.folder / name)
        self.installed = _packages("qt_packages") + _packages("dev_packages") + _packages("optional_packages")
        self.command("python3.13", "#!/bin/sh\nexit 127\n")  # as pyenv's shim for a Python that is not chosen
        self.command("python3.12", PYTHON)
        self.command("dpkg-query", DPKG_QUERY)
        self.command("apt-get", APT_GET)
        self.command("apt-cache", "#!/bin/sh\n")
        self.command("id", "#!/bin/sh\necho 0\n")

    def command(self, name: str, script: str) -> None:
        (self.bin / name).write_text(script)
        (self.bin / name).chmod(0o755)

    def setup(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        self.log.write_text("")
        return subprocess.run(
            ["bash", self.folder / "resources" / "setup.sh", *arguments],
            cwd="/",
            env={"PATH": f"{self.bin}{os.pathsep}/usr/bin:/bin", "LOG": str(self.log), "INSTALLED": self.installed},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    def done(self, *arguments: str) -> list[str]:
        """The commands that a set-up which goes well gave."""
        answer = self.setup(*arguments)
        assert answer.returncode == 0, answer.stderr
        return self.log.read_text().splitlines()


def _packages(array: str) -> str:
    """The names in one of the script's lists, each followed by a space."""
    text = (ROOT / "resources/setup.sh").read_text(encoding="utf-8")
    return " ".join(text.split(f"\n{array}=(")[1].split(")")[0].split()) + " "


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


@pytest.mark.parametrize("script", SCRIPTS)
def test_script_can_be_parsed_and_run(script):
    answer = subprocess.run(["bash", "-n", ROOT / script], capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert os.access(ROOT / script, os.X_OK)


def test_first_run_takes_the_first_python_that_works_and_the_second_does_nothing(machine):
    assert machine.done() == [VENV, f"{PIP} install --editable ."]
    second = machine.setup()
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    assert machine.log.read_text() == ""


def test_what_was_asked_for_once_stays(machine):
    machine.done()
    assert machine.done("--dev") == [f"{PIP} install --editable .[dev]"]
    assert machine.done() == []
    assert machine.done("--dev") == []


def test_changed_requirements_are_installed_into_the_same_environment(machine):
    machine.done("--dev")
    with (machine.folder / "pyproject.toml").open("a") as file:
        file.write("# changed\n")
    assert machine.done() == [f"{PIP} install --editable .[dev]"]
    assert machine.done() == []


def test_gpu_build_of_tensorflow_comes_alone(machine):
    assert machine.done("--gpu") == [
        VENV,
        f"{PIP} install --editable .[gpu]",
        f"{PIP} uninstall --yes tensorflow-cpu tensorflow",
        f"{PIP} install --no-deps tensorflow==2.21.0",
    ]
    assert machine.done() == []


@pytest.mark.parametrize("damage", ["python is gone", "folder was moved"])
def test_broken_environment_is_made_anew(damage, machine):
    machine.done()
    if damage == "python is gone":
        (machine.folder / ".venv/bin/python").unlink()
    else:
        machine.folder = machine.folder.rename(machine.folder.with_name("moved project"))
    assert machine.done() == [VENV, f"{PIP} install --editable ."]
    assert machine.done() == []


def test_interrupted_installation_is_taken_up_again(machine):
    machine.command("python3.12", PYTHON + 'case "$*" in *"install --editable"*) exit 1 ;; esac\n')
    assert machine.setup().returncode == 1
    assert not (machine.folder / ".venv/.installed").exists()
    shutil.copy(machine.bin / "python3.12", machine.folder / ".venv/bin/python")
    (machine.folder / ".venv/bin/python").write_text(PYTHON)
    assert machine.done() == [f"{PIP} install --editable ."]


def test_missing_packages_are_installed_and_optional_ones_one_by_one(machine):
    machine.installed = _packages("qt_packages").replace("libegl1 ", "")
    machine.command("apt-cache", '#!/bin/sh\n[ "$2" != dataset-fashion-mnist ]\n')
    answer = machine.setup()
    assert machine.log.read_text().splitlines()[:4] == [
        "apt-get update",
        "apt-get libegl1",
        "apt-get fonts-inter",
        "apt-get fonts-dejavu-core",
    ]
    assert "no package dataset-fashion-mnist" in answer.stdout
    assert answer.returncode == 0


@pytest.mark.parametrize(
    ("arguments", "asked"), [([], "apt-get libwayland-cursor0"), (["--dev"], "apt-get xvfb")], ids=["use", "tests"]
)
def test_packages_for_the_tests_are_installed_for_tests_only(arguments, asked, machine):
    machine.installed = _packages("optional_packages")
    assert machine.done(*arguments)[1] == asked  # the last of the names


def test_package_under_its_newer_name_is_not_missing(machine):
    machine.installed = machine.installed.replace("libglib2.0-0 ", "")
    assert machine.done() == [VENV, f"{PIP} install --editable ."]


def test_package_that_cannot_be_installed_stops_nothing(machine):
    machine.installed = ""
    machine.command("apt-get", "#!/bin/sh\necho 'E: no network'\nexit 100\n")
    answer = machine.setup()
    assert "E: no network" in answer.stderr
    assert machine.log.read_text().splitlines() == [VENV, f"{PIP} install --editable ."]
    assert answer.returncode == 0


def test_without_root_the_missing_packages_are_named_and_it_goes_on(machine):
    machine.installed = machine.installed.replace("libegl1 ", "")
    machine.command("id", "#!/bin/sh\necho 1000\n")
    machine.command("sudo", "#!/bin/sh\nexit 1\n")
    answer = machine.setup()
    assert "apt-get install libegl1" in answer.stderr
    assert machine.log.read_text().splitlines() == [VENV, f"{PIP} install --editable ."]
    assert answer.returncode == 0


def test_without_a_python_it_says_which_are_needed(machine):
    for name in ("python3.11", "python3.12", "python3"):
        machine.command(name, "#!/bin/sh\nexit 127\n")
    answer = machine.setup()
    assert "Python 3.11, 3.12 or 3.13" in answer.stderr
    assert "apt-get python3-venv" in machine.log.read_text()
    assert answer.returncode == 1


def test_unknown_option_is_refused(machine):
    answer = machine.setup("--fast")
    assert answer.stderr.startswith("Usage:")
    assert answer.returncode != 0
    assert machine.log.read_text() == ""
