"""argparse in the user's language, as far as it hands out its words; the details of a mistake stay English."""

import argparse
import sys
from collections.abc import Iterable
from functools import partial
from typing import Any, Final, NoReturn

from fashion_gui.cli.texts import text
from fashion_gui.core.labels import Language

WRONG_USAGE: Final = 2


class Parser(argparse.ArgumentParser):
    """`arguments` and `options` take what is to be understood: argparse's own groups have English titles."""

    def __init__(self, *, language: Language, **settings: Any) -> None:
        formatter = partial(_Formatter, language=language)
        super().__init__(formatter_class=formatter, add_help=False, allow_abbrev=False, **settings)
        self._language = language
        self.arguments = self.add_argument_group(text("arguments", language))
        self.options = self.add_argument_group(text("options", language))

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and leave."""
        self.print_usage(sys.stderr)
        self.exit(WRONG_USAGE, text("wrong_usage", self._language, program=self.prog, mistake=message) + "\n")


class _Formatter(argparse.HelpFormatter):
    def __init__(self, prog: str, *, language: Language) -> None:
        super().__init__(prog)
        self._usage = text("usage", language)

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, self._usage if prefix is None else prefix)
