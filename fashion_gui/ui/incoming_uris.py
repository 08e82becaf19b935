"""Addresses that come with a drop or from the clipboard: of local files, pictures written out, pictures elsewhere.

What browsers give differs: Chrome writes an address twice, Firefox adds its own format in UTF-16, and where a picture
is also a link, `text/uri-list` has the page that it leads to.
"""

import base64
import binascii
import html
import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QMimeData, QUrl

from fashion_gui.core.photo_files import MAX_BYTES
from fashion_gui.core.problems import Problem

URI_LIST: Final = "text/uri-list"
FIREFOX_LINK: Final = "text/x-moz-url"
_LONGEST_LINK: Final = 8000  # characters; servers take no more
_MOST_TAGS: Final = 50  # that are looked at; a hostile page would have a million
_TAG: Final = re.compile(r"<img\s", re.IGNORECASE)
_SOURCE: Final = re.compile(
    r"""<img(?:[^>"']|"[^"]*"|'[^']*'){0,2000}?\ssrc\s*=\s*(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)'|(?P<c>[^\s>"']+))""",
    re.IGNORECASE,
)


def local_files(mime: QMimeData) -> list[Path]:
    """The files on this computer among the addresses, each once."""
    lines = _uri_list(mime)
    return list(dict.fromkeys(_local_file(line) for line in lines if line[:5].lower() == b"file:"))


def addresses(mime: QMimeData) -> Iterator[str]:
    """What may be a picture's address, the likeliest first: the picture itself comes before the link it lies under."""
    if mime.hasHtml():
        yield from _images(mime.html())
    for line in _uri_list(mime):
        yield line.decode(errors="replace")
    if mime.hasFormat(FIREFOX_LINK):
        raw = bytes(mime.data(FIREFOX_LINK).data())
        text = raw.decode("utf-16" if b"\0" in raw else "utf-8", errors="replace")
        yield text.partition("\n")[0].strip()
    text = mime.text().strip() if mime.hasText() else ""
    if text[:5].lower() == "data:":
        yield text  # base64 may be broken into lines
    elif text and len(set(text.split())) == 1:  # one address, maybe twice; not a sentence
        yield text.split()[0]


def written_out(address: str) -> tuple[str, bytes] | None:
    """Kind ("image/png") and content of the picture in a `data:` address; None if it is none.  Source: RFC 2397.

    Raises:
        Problem: `too_many_bytes`, found before anything is decoded, or `damaged_image`.
    """
    head, comma, body = address.partition(",")
    kind, *parameters = (part.strip().lower() for part in head[5:].split(";"))
    if head[:5].lower() != "data:" or not comma or not kind.startswith("image/"):
        return None
    in_base64 = "base64" in parameters
    size = len(body) - 2 * body.count("%")
    size = size * 3 // 4 if in_base64 else size
    if size > MAX_BYTES:
        megabytes = -(-size // 1_000_000)
        raise Problem("too_many_bytes", name=kind, megabytes=megabytes, limit=MAX_BYTES // 1_000_000)
    content = unquote_to_bytes(body)
    if in_base64:
        try:
            content = base64.b64decode(content.translate(bytes.maketrans(b"-_", b"+/")) + b"==")
        except binascii.Error as error:
            raise Problem("damaged_image", name=kind) from error
    if not content:
        raise Problem("damaged_image", name=kind)
    return kind, content


def web_link(address: str) -> str:
    """`address` as it is asked for, without names and passwords; "" if it does not lead into the web."""
    url = QUrl(address.partition("#")[0])
    is_web = url.isValid() and url.scheme() in ("http", "https") and url.host()
    if len(address) > _LONGEST_LINK or not is_web:
        return ""
    url.setUserInfo("")  # which leaves its sign
    return bytes(url.toEncoded().data()).decode().replace("://@", "://", 1)


def host_of(link: str) -> str:
    """The host of a `web_link`, for people to read; with its port if that is an unusual one."""
    return QUrl(link).authority()


def file_name_of(link: str) -> str:
    """A name for the file that is fetched from a `web_link`: what people see of it, and safe everywhere."""
    name = re.sub(r'[\x00-\x1f\x7f/\\:*?"<>|\ufffd]', "", QUrl(link).fileName()).strip(". ")
    return name[-60:].strip(". ") or "link"


def _images(page: str) -> Iterator[str]:
    for tag in islice(_TAG.finditer(page), _MOST_TAGS):
        if source := _SOURCE.match(page, tag.start()):
            yield html.unescape(source["a"] or source["b"] or source["c"] or "").strip()


def _uri_list(mime: QMimeData) -> list[bytes]:
    """The lines but the comments, each once."""
    lines = (line.strip() for line in bytes(mime.data(URI_LIST).data()).splitlines())
    return list(dict.fromkeys(line for line in lines if line and not line.startswith(b"#")))


def _local_file(uri: bytes) -> Path:
    if os.name == "nt":
        return Path(QUrl(uri.decode(errors="replace")).toLocalFile())
    # Not by Qt: its strings cannot hold a name that is no valid UTF-8, and it takes "file://localhost/" for a share.
    path = uri[5:]
    if path.startswith(b"//"):
        path = b"/" + path[2:].partition(b"/")[2]
    return Path(os.fsdecode(unquote_to_bytes(path)))
