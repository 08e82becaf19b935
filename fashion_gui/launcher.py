"""The launcher of a Linux desktop: menu entry, icons and description, for this user, without root.

Sources: Desktop Entry Specification (quoting of `Exec`), Icon Theme Specification, XDG Base Directory Specification.
"""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from fashion_gui.core.files import atomic_write
from fashion_gui.core.paths import APP_ID, resource
from fashion_gui.core.problems import Problem

ICON_SIZES: Final = (16, 24, 32, 48, 64, 128, 256, 512)  # pixels, the PNGs in resources/icons/hicolor
_TOOL_SECONDS: Final = 20.0  # a desktop's cache tool that takes longer is left behind: the caches are a comfort


def install_launcher() -> list[Path]:
    """Write the launcher of the program that is running and return its files.  Doing it again refreshes them.

    Raises:
        Problem: `launcher_unsupported` outside Linux, `disk_full` or `cannot_write`.
    """
    _require_linux()
    data = data_folder()
    files = {
        **{target: source.read_bytes() for source, target in _icons(data)},
        _metainfo_file(data): resource(f"desktop/{APP_ID}.metainfo.xml").read_bytes(),
        _desktop_file(data): desktop_entry(program_command()).encode(),  # last: it names the icons
    }
    for path, content in files.items():
        _write(path, content)
    _tell_desktop(data)
    return list(files)


def remove_launcher() -> list[Path]:
    """Delete what `install_launcher` wrote, nothing else, and return what was deleted.

    Raises:
        Problem: `launcher_unsupported` outside Linux, `launcher_not_removed`.
    """
    _require_linux()
    data = data_folder()
    removed = []
    for path in (_desktop_file(data), _metainfo_file(data), *(target for _, target in _icons(data))):
        try:
            path.unlink()
        except FileNotFoundError:
            continue
        except OSError as error:
            raise Problem("launcher_not_removed", path=str(path), reason=error.strerror or str(error)) from error
        removed.append(path)
    if removed:
        _tell_desktop(data)
    return removed


def data_folder() -> Path:
    """The user's data folder.  The specification says: a relative XDG_DATA_HOME counts as unset."""
    chosen = Path(os.environ.get("XDG_DATA_HOME", ""))
    return chosen if chosen.is_absolute() else Path.home() / ".local" / "share"


def program_command() -> list[str]:
    """The command that starts the running program, first an absolute path: frozen program, script or module."""
    python = Path(sys.executable).absolute()  # not resolved: the link inside a virtual environment is what selects it
    script = python.with_name("fashion-gui")
    if getattr(sys, "frozen", False):
        return [str(python)]
    if os.access(script, os.X_OK):
        return [str(script)]
    return [str(python), "-P", "-m", "fashion_gui"]  # -P: no module may come from the folder it is started in


def desktop_entry(command: Sequence[str]) -> str:
    """The desktop file that starts `command` (first an absolute path) with the photos that were chosen."""
    # GLib looks for the first word before it turns %% into %, and drops an entry whose program it cannot find.
    prefix = ["/usr/bin/env"] if "%" in command[0] else []
    values = {
        "@EXEC@": " ".join(quote_argument(argument) for argument in (*prefix, *command)),
        "@TRY_EXEC@": _escape(command[0]),
        "@APP_ID@": APP_ID,
    }
    lines = resource(f"desktop/{APP_ID}.desktop.in").read_text(encoding="utf-8").splitlines()
    for mark, value in values.items():
        lines = [line.replace(mark, value) for line in lines]
    return "\n".join(lines) + "\n"


def quote_argument(argument: str) -> str:
    """`argument` as one word of an `Exec` line: quoted, then escaped as every string of a desktop file is."""
    quoted = "".join(f"\\{letter}" if letter in '"`$\\' else letter for letter in argument)
    return _escape(f'"{quoted}"'.replace("%", "%%"))


def _escape(value: str) -> str:
    escapes = {"\\": r"\\", "\n": r"\n", "\t": r"\t", "\r": r"\r"}
    return "".join(escapes.get(letter, letter) for letter in value)


def _write(path: Path, content: bytes) -> None:
    atomic_write(path, lambda file: file.write(content))


def _require_linux() -> None:
    if not sys.platform.startswith("linux"):
        raise Problem("launcher_unsupported")


def _desktop_file(data: Path) -> Path:
    return data / "applications" / f"{APP_ID}.desktop"


def _metainfo_file(data: Path) -> Path:
    return data / "metainfo" / f"{APP_ID}.metainfo.xml"


def _icons(data: Path) -> list[tuple[Path, Path]]:
    """Pairs of a shipped icon and the place it is installed to."""
    theme = data / "icons" / "hicolor"
    pairs = [
        (resource(f"icons/hicolor/{size}.png"), theme / f"{size}x{size}" / "apps" / f"{APP_ID}.png")
        for size in ICON_SIZES
    ]
    return [*pairs, (resource("icons/fashion-gui.svg"), theme / "scalable" / "apps" / f"{APP_ID}.svg")]


def _tell_desktop(data: Path) -> None:
    """Have running desktops notice the change.  Without the tools they do so at the next login."""
    theme = data / "icons" / "hicolor"
    _run_tool("update-desktop-database", "-q", str(data / "applications"))
    # A new icon cache would hide the icons that other programs add later: only an existing one is brought up to date.
    if (theme / "icon-theme.cache").exists():
        _run_tool("gtk-update-icon-cache", "-q", "-f", "-t", str(theme))
    with contextlib.suppress(OSError):
        os.utime(theme)  # GTK looks again when the theme's folder is newer


def _run_tool(name: str, *arguments: str) -> None:
    tool = shutil.which(name)
    if tool is None:
        return
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        subprocess.run(
            [tool, *arguments],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_TOOL_SECONDS,
        )
