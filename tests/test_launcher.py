"""The launcher: quoting, what is written and removed, and what the desktop's own tools say about it."""

import shutil
import stat
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from fashion_gui import launcher
from fashion_gui.core.paths import APP_ID, resource
from fashion_gui.core.problems import Problem

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="launchers are made on Linux only")
ODD_FOLDERS = [
    "plain",
    "with space",
    "50% off",
    "%F",
    "сеть",
    'say "hi"',
    "$HOME",
    "back\\slash",
    "tick`tock",
    "it's; a & b|c>d",
    "two\nlines",
]


@pytest.fixture
def data_folder(tmp_path, monkeypatch):
    folder = tmp_path / "share"
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    return folder


def fields(entry: str) -> dict[str, str]:
    return dict(line.split("=", 1) for line in entry.splitlines() if "=" in line)


def files_in(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file() and path.name != "mimeinfo.cache"}


@pytest.mark.parametrize(
    ("argument", "quoted"),
    [
        ("/usr/bin/app", '"/usr/bin/app"'),
        ("/a b", '"/a b"'),
        ("/50%", '"/50%%"'),
        ("/сеть", '"/сеть"'),
        ('/"', r'"/\\""'),
        ("/$HOME", r'"/\\$HOME"'),
        ("/`", r'"/\\`"'),
        ("/\\", r'"/\\\\"'),
        ("/\n", r'"/\n"'),
    ],
)
def test_argument_is_quoted_as_the_desktop_entry_specification_says(argument, quoted):
    assert launcher.quote_argument(argument) == quoted


def test_entry_names_program_icon_and_both_languages():
    entry = fields(launcher.desktop_entry(["/opt/a b/fashion-gui"]))
    assert entry["Exec"] == '"/opt/a b/fashion-gui" %F'
    assert entry["TryExec"] == "/opt/a b/fashion-gui"
    assert entry["Icon"] == APP_ID
    assert entry["Name"] == "First Neural Network"
    assert entry["Name[ru]"] == "Моя первая нейронная сеть"
    assert {key.removesuffix("[ru]") for key in entry if key.endswith("[ru]")} == {
        "Name",
        "GenericName",
        "Comment",
        "Keywords",
    }
    assert not any("@" in value for value in entry.values())


@linux_only
def test_install_writes_its_files_and_again_changes_nothing(data_folder):
    written = launcher.install_launcher()
    assert set(written) == files_in(data_folder)
    before = {path: path.read_bytes() for path in written}
    assert launcher.install_launcher() == written
    assert {path: path.read_bytes() for path in files_in(data_folder)} == before
    for size in launcher.ICON_SIZES:
        png = data_folder / "icons" / "hicolor" / f"{size}x{size}" / "apps" / f"{APP_ID}.png"
        assert int.from_bytes(before[png][16:20]) == size  # IHDR's width


@linux_only
def test_install_replaces_an_older_launcher(data_folder, monkeypatch):
    monkeypatch.setattr(launcher, "program_command", lambda: ["/old/fashion-gui"])
    launcher.install_launcher()
    monkeypatch.setattr(launcher, "program_command", lambda: ["/new/fashion-gui"])
    entry = launcher.install_launcher()[-1].read_text(encoding="utf-8")
    assert "/new/fashion-gui" in entry
    assert "/old/" not in entry


@linux_only
def test_remove_deletes_what_install_wrote_and_nothing_else(data_folder):
    others = [
        data_folder / "applications" / "other.desktop",
        data_folder / "icons" / "hicolor" / "16x16" / "apps" / "other.png",
    ]
    for path in others:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"mine")
    written = launcher.install_launcher()
    assert set(launcher.remove_launcher()) == set(written)
    assert files_in(data_folder) == set(others)
    assert (data_folder / "metainfo").is_dir()  # empty folders are left alone
    assert launcher.remove_launcher() == []


@linux_only
def test_folder_that_cannot_be_written_is_a_problem(data_folder):
    data_folder.write_bytes(b"a file where the folder should be")
    with pytest.raises(Problem) as caught:
        launcher.install_launcher()
    assert caught.value.code == "cannot_write"


@linux_only
def test_file_that_cannot_be_removed_is_a_problem(data_folder):
    launcher.install_launcher()[-1].unlink()
    (data_folder / "applications" / f"{APP_ID}.desktop").mkdir()
    with pytest.raises(Problem) as caught:
        launcher.remove_launcher()
    assert caught.value.code == "launcher_not_removed"


@pytest.mark.parametrize("action", [launcher.install_launcher, launcher.remove_launcher])
@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_platforms_are_refused(action, platform, data_folder, monkeypatch):
    monkeypatch.setattr(launcher.sys, "platform", platform)
    with pytest.raises(Problem) as caught:
        action()
    assert caught.value.code == "launcher_unsupported"
    assert not data_folder.exists()


@pytest.mark.parametrize("chosen", ["", "relative/share"])
def test_data_folder_is_the_home_folder_s_unless_an_absolute_one_is_chosen(chosen, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", chosen)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert launcher.data_folder() == Path.home() / ".local" / "share"


def test_program_is_the_script_the_module_or_the_frozen_program(tmp_path, monkeypatch):
    python = tmp_path / "python"
    monkeypatch.setattr(launcher.sys, "executable", str(python))
    assert launcher.program_command() == [str(python), "-P", "-m", "fashion_gui"]
    script = tmp_path / "fashion-gui"
    script.touch(mode=0o755)
    assert launcher.program_command() == [str(script)]
    monkeypatch.setattr(launcher.sys, "frozen", True, raising=False)
    assert launcher.program_command() == [str(python)]


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="apt-get install desktop-file-utils")
@pytest.mark.parametrize("folder", ODD_FOLDERS)
def test_desktop_file_validate_finds_nothing(folder, tmp_path):
    file = tmp_path / f"{APP_ID}.desktop"
    file.write_text(launcher.desktop_entry([f"/{folder}/fashion-gui"]), encoding="utf-8")
    # The hint that is left out: Education and Science are both main categories, and both are meant.
    answer = subprocess.run(["desktop-file-validate", "--no-hints", file], capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")


@pytest.mark.skipif(shutil.which("gio") is None, reason="gio is missing: apt-get install libglib2.0-bin")
@pytest.mark.parametrize("folder", ODD_FOLDERS)
def test_desktop_starts_the_program_with_the_chosen_photos(folder, tmp_path):
    program = tmp_path / folder / "fashion-gui"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    file = tmp_path / f"{APP_ID}.desktop"
    file.write_text(launcher.desktop_entry([str(program)]), encoding="utf-8")
    photos = [str(tmp_path / "my photo.png"), str(tmp_path / "100% куртка.jpg")]
    # The program inherits the pipe: its end says that the program is through, though gio does not wait for it.
    answer = subprocess.run(["gio", "launch", file, *photos], stdout=subprocess.PIPE, check=False, timeout=30)
    assert answer.stdout.decode().splitlines() == photos


@pytest.mark.skipif(shutil.which("appstreamcli") is None, reason="appstreamcli is missing: apt-get install appstream")
def test_appstream_accepts_the_metainfo():
    metainfo = resource(f"desktop/{APP_ID}.metainfo.xml")
    command = ["appstreamcli", "validate", "--no-net", metainfo]
    answer = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    complaints = [line for line in answer.splitlines() if line.startswith(("E:", "W:"))]
    # The project has no home page yet that could be named; AppStream 1.0 warns of that.
    assert [line for line in complaints if "url-homepage-missing" not in line] == []
    assert "Validation" in answer


def test_metainfo_and_desktop_entry_name_the_same_program_and_formats():
    metainfo = ElementTree.parse(resource(f"desktop/{APP_ID}.metainfo.xml")).getroot()
    entry = fields(launcher.desktop_entry(["/usr/bin/fashion-gui"]))
    assert metainfo.findtext("id") == APP_ID
    assert metainfo.findtext("launchable") == f"{APP_ID}.desktop"
    assert [name.text for name in metainfo.iterfind("name")] == [entry["Name"], entry["Name[ru]"]]
    assert [kind.text for kind in metainfo.iterfind("provides/mediatype")] == entry["MimeType"].rstrip(";").split(";")
