"""Where the commands print."""

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from fashion_gui.cli.texts import text
from fashion_gui.core.labels import Language
from fashion_gui.core.problems import Problem, problem_sentence


@dataclass(frozen=True)
class Terminal:
    """`out` takes the answers, stderr everything else.  With `json`, `out` gets JSON and English names only."""

    out: IO[str]
    language: Language  # the user's
    json: bool

    @property
    def out_language(self) -> Language:
        """The language of the answers: programs that read JSON rely on English."""
        return "en" if self.json else self.language

    def say(self, key: str, **values: object) -> None:
        """Print a text as an answer."""
        self.line(text(key, self.language, **values))

    def line(self, line: str) -> None:
        """Print a line as an answer.  Raises BrokenPipeError when nobody reads any more."""
        self.out.write(line + "\n")

    def note(self, key: str, **values: object) -> None:
        """Print a text that is no answer."""
        print(text(key, self.language, **values), file=sys.stderr)

    def problem(self, problem: Problem) -> None:
        """Print the sentence of a problem."""
        tell(problem, self.language)


def tell(problem: Problem, language: Language) -> None:
    """Print the sentence of a problem to stderr, with a hint where there is one."""
    print(problem_sentence(problem.code, problem.parameters, language), file=sys.stderr)
    if problem.code == "dataset_missing":
        print(text("dataset_hint", language), file=sys.stderr)


@contextlib.contextmanager
def clean_stdout() -> Iterator[IO[str]]:
    """A stream to stdout for the program's own lines; whatever a library prints meanwhile lands on stderr."""
    sys.stdout.flush()
    handle = os.dup(1)
    # A file name may hold what the terminal cannot show.
    out = os.fdopen(os.dup(1), "w", buffering=1, encoding=sys.stdout.encoding, errors="backslashreplace")
    os.dup2(2, 1)
    try:
        with contextlib.redirect_stdout(sys.stderr):
            yield out
    finally:
        with contextlib.suppress(OSError):  # what could not be written was told when it was written
            out.close()
        sys.stdout.flush()
        os.dup2(handle, 1)
        os.close(handle)


@contextlib.contextmanager
def quiet_stderr() -> Iterator[None]:
    """What libraries write to stderr meanwhile is shown only if they fail."""
    sys.stderr.flush()
    handle = os.dup(2)
    with tempfile.TemporaryFile() as held:
        os.dup2(held.fileno(), 2)
        try:
            yield
        except BaseException:
            held.seek(0)
            os.write(handle, held.read())
            raise
        finally:
            os.dup2(handle, 2)
            os.close(handle)
