"""A worker's end of the wire: protocol lines on stdin and stdout, everything else on stderr."""

import os
import sys
import threading
from typing import IO

from fashion_gui.core.codec import MAX_LINE, Message, encode


class Wire:
    """The worker's two pipes.  Make it first of all, before any library can print."""

    def __init__(self) -> None:
        self._out = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
        os.dup2(2, 1)  # from here on, whatever a library prints lands in the log
        self._in: IO[bytes] = sys.stdin.buffer
        self._lock = threading.Lock()

    def send(self, message: Message) -> None:
        """Write one message.  Any thread.  Raises BrokenPipeError when the window is gone."""
        line = encode(message) + "\n"
        with self._lock:
            self._out.write(line)
            self._out.flush()

    def read_line(self) -> bytes:
        """The next line, or b"" at the end: the window is gone, the worker has to leave."""
        return self._in.readline(MAX_LINE + 1)
