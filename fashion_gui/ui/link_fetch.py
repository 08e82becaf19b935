"""A picture behind a link, fetched in a thread.  Nothing is fetched that the user was not asked about."""

import contextlib
import http
import http.client
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Final
from urllib.parse import urljoin

from fashion_gui import __version__
from fashion_gui.core.photo_files import MAX_BYTES
from fashion_gui.core.problems import Problem
from fashion_gui.ui.incoming_uris import host_of, web_link

SECONDS: Final = 20.0  # that the other side may stay silent; `LinkDialog` grants no more in all
REDIRECTS: Final = 3
_CHUNK: Final = 65_536  # bytes
_HEADERS: Final = {"User-Agent": f"fashion-gui/{__version__}", "Accept": "image/*"}


class Fetching(threading.Thread):
    """One fetch, begun at once.  It calls nobody, so that it can be left alone once nobody wants it."""

    def __init__(self, link: str, path: Path) -> None:
        super().__init__(name="fetching a picture", daemon=True)
        self.path = path
        self.received = 0  # bytes
        self.problem: Problem | None = None
        self.over = threading.Event()
        self._unwanted = threading.Event()
        self._link = link
        self.start()

    def leave(self) -> None:
        """Nobody wants it any more: it ends by itself, and no file stays."""
        self._unwanted.set()

    def run(self) -> None:
        try:
            fetch(self._link, self.path, progress=self._on_progress, cancelled=self._unwanted.is_set)
        except Problem as problem:
            self.problem = problem
        except Exception as error:  # a bug here must not leave the dialog waiting
            self.problem = Problem("internal_error", reason=f"{type(error).__name__}: {error}")
        self.over.set()

    def _on_progress(self, received: int) -> None:
        self.received = received


def fetch(link: str, path: Path, *, progress: Callable[[int], None], cancelled: Callable[[], bool]) -> None:
    """Put what is behind `link`, a `web_link`, into the file `path`.

    `progress(bytes)` is called and `cancelled()` asked after every chunk.

    Raises:
        Problem: `link_unreachable`, `link_refused`, `link_redirects`, `link_leads_elsewhere`, `link_too_large`,
            `link_too_slow`, `link_cut_off`, `download_cancelled` or `picture_not_kept`.  No file stays behind.
    """
    received = 0
    try:
        with open(path, "wb") as file, contextlib.closing(_chunks(link)) as chunks:
            for chunk in chunks:
                if cancelled():
                    raise Problem("download_cancelled")
                received += len(chunk)
                if received > MAX_BYTES:
                    raise Problem("link_too_large", host=host_of(link), limit=MAX_BYTES // 1_000_000)
                file.write(chunk)
                progress(received)
    except BaseException as error:
        with contextlib.suppress(OSError):
            path.unlink()
        if isinstance(error, OSError):
            raise Problem("picture_not_kept", reason=error.strerror or str(error)) from error
        raise


def _chunks(link: str) -> Generator[bytes, None, None]:
    """The content as it comes in.

    Network errors become `Problem` here, inside the generator, so that errors of the disk stay apart from them.
    """
    host = host_of(link)
    try:
        with _open(link) as response:
            wanted = response.length  # None where the server does not say it
            if wanted is not None and wanted > MAX_BYTES:
                raise Problem("link_too_large", host=host, limit=MAX_BYTES // 1_000_000)
            while chunk := response.read1(_CHUNK):
                yield chunk
            if response.length:  # what is still to come, when the connection has ended
                raise Problem("link_cut_off", host=host)
    except TimeoutError as error:
        raise Problem("link_too_slow", host=host, seconds=round(SECONDS)) from error
    except urllib.error.URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise Problem("link_too_slow", host=host, seconds=round(SECONDS)) from error
        raise Problem("link_unreachable", host=host, reason=_reason(error.reason)) from error
    except http.client.IncompleteRead as error:
        raise Problem("link_cut_off", host=host) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Problem("link_unreachable", host=host, reason=_reason(error)) from error


def _open(link: str) -> http.client.HTTPResponse:
    """The answer to `link`, after a few redirects at most, each of them to http or https."""
    # Made by hand: the usual opener would also follow to ftp:, and open file: and data:.
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.HTTPDefaultErrorHandler(),
    ):
        opener.add_handler(handler)
    host, address = host_of(link), link
    for _ in range(REDIRECTS + 1):
        try:
            response: http.client.HTTPResponse = opener.open(
                urllib.request.Request(address, headers=_HEADERS), timeout=SECONDS
            )
            return response
        except urllib.error.HTTPError as error:
            error.close()
            target = error.headers.get("Location", "") if error.code in (301, 302, 303, 307, 308) else ""
            if not target:
                raise Problem("link_refused", host=host_of(address), status=_status(error.code)) from error
            address = web_link(urljoin(address, target))
            if not address:
                raise Problem("link_leads_elsewhere", host=host) from error
    raise Problem("link_redirects", host=host, limit=REDIRECTS)


def _status(code: int) -> str:
    """404 -> "404 Not Found"."""
    try:
        return f"{code} {http.HTTPStatus(code).phrase}"
    except ValueError:
        return str(code)


def _reason(cause: object) -> str:
    """Short and readable: "Connection refused", "Name or service not known"."""
    if isinstance(cause, OSError) and cause.strerror:
        return cause.strerror
    return str(cause) or type(cause).__name__
