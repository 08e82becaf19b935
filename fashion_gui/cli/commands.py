"""The command line: what is understood, and which command does it."""

import argparse
import os
import traceback
from collections.abc import Callable
from typing import Any, Final

from fashion_gui import __version__
from fashion_gui.cli.classify import classify
from fashion_gui.cli.terminal import Terminal, clean_stdout, tell
from fashion_gui.cli.texts import text
from fashion_gui.cli.training import evaluate, train
from fashion_gui.core.labels import Language
from fashion_gui.core.language import environment_language
from fashion_gui.core.options import PRESETS
from fashion_gui.core.problems import Problem

FAILED: Final = 1
WRONG_USAGE: Final = 2
INTERRUPTED: Final = 130  # 128 + SIGINT, as shells count

# Problems of what was typed, not of what was found.
_USAGE_CODES: Final = frozenset(
    (
        "epochs_out_of_range",
        "seed_out_of_range",
        "batch_size_out_of_range",
        "batch_larger_than_data",
        "learning_rate_out_of_range",
        "unknown_preset",
    )
)


Command = Callable[[argparse.Namespace, Terminal], int]


def main(arguments: list[str]) -> int:
    """Do what `arguments` (without the program's name) ask for and return the exit status: 0, 1, 2, 3 or 130."""
    language = environment_language(os.environ)
    parser = _parser(language)
    try:
        parsed = parser.parse_args(arguments)
        mistake = _mistake(parsed, language)
        if mistake:
            parser.error(mistake)
    except SystemExit as leaving:  # --help, --version, or wrong usage
        return int(leaving.code or 0)
    try:
        with clean_stdout() as out:
            command: Command = parsed.run
            return command(parsed, Terminal(out, language, getattr(parsed, "json", False)))
    except Problem as problem:
        tell(problem, language)
        return WRONG_USAGE if problem.code in _USAGE_CODES else FAILED
    except BrokenPipeError:  # whoever read the answers has enough of them
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        traceback.print_exc()
        tell(Problem("internal_error", reason=f"{type(error).__name__}: {error}"), language)
        return FAILED


def _mistake(parsed: argparse.Namespace, language: Language) -> str:
    """What is wrong although each word of it is known; "" for nothing."""
    if "run" not in parsed:
        return text("no_command", language)
    if parsed.run is train and parsed.photos and parsed.preset != "photo":
        return text("photos_without_preset", language)
    return ""


# --- what is understood ----------------------------------------------------------------------------------------------


def _parser(language: Language) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="fashion-gui",
        usage="%(prog)s [PHOTO ...]\n       %(prog)s COMMAND ...",
        description=text("about", language),
        add_help=False,
        allow_abbrev=False,
    )
    _option(parser, language, "--help", action="help")
    _option(parser, language, "--version", action="version", version=f"%(prog)s {__version__}")
    launcher = parser.add_mutually_exclusive_group()
    for flag, do in (("--install-launcher", _install_launcher), ("--remove-launcher", _remove_launcher)):
        _option(launcher, language, flag, action="store_const", dest="run", const=do, default=argparse.SUPPRESS)
    commands = parser.add_subparsers(title=text("commands", language), metavar="COMMAND", prog=parser.prog)
    for name, run, add_options in (
        ("classify", classify, _add_classify_options),
        ("train", train, _add_train_options),
        ("evaluate", evaluate, _add_evaluate_options),
    ):
        about = text(name, language)
        command = commands.add_parser(name, help=about, description=about, add_help=False, allow_abbrev=False)
        command.set_defaults(run=run)
        _option(command, language, "--help", action="help")
        _option(command, language, "--json", action="store_true")
        add_options(command, language)
    return parser


def _add_classify_options(parser: argparse.ArgumentParser, language: Language) -> None:
    from fashion_gui.photo.recipes import RECIPES

    recipes = ", ".join(RECIPES)
    parser.add_argument("paths", nargs="+", metavar="PATH", help=text("paths", language))
    _option(parser, language, "--csv", metavar="FILE")
    _option(parser, language, "--model", metavar="RUN_OR_FILE")
    _option(parser, language, "--tiles", metavar="DIR")
    _option(parser, language, "--recipe", known=recipes, metavar="NAME", choices=tuple(RECIPES), default="cut_out")


def _add_train_options(parser: argparse.ArgumentParser, language: Language) -> None:
    _option(parser, language, "--preset", known=", ".join(PRESETS), metavar="NAME", default="course")
    _option(parser, language, "--epochs", metavar="N", type=int)
    _option(parser, language, "--seed", metavar="N", type=int)
    _option(parser, language, "--batch-size", metavar="N", type=int)
    _option(parser, language, "--learning-rate", metavar="X", type=float)
    _option(parser, language, "--dataset", metavar="DIR")
    _option(parser, language, "--photos", metavar="DIR", action="append", default=[])
    _option(parser, language, "--out", metavar="DIR")


def _add_evaluate_options(parser: argparse.ArgumentParser, language: Language) -> None:
    _option(parser, language, "--model", metavar="RUN_OR_FILE")
    _option(parser, language, "--dataset", metavar="DIR")


def _option(
    parser: "argparse._ActionsContainer", language: Language, flag: str, *, known: str = "", **settings: Any
) -> None:
    """Add `flag` with its help text, which may name the `known` values."""
    key = flag.removeprefix("--").replace("-", "_")
    flags = ("-h", flag) if flag == "--help" else (flag,)
    parser.add_argument(*flags, help=text(key, language, known=known), **settings)


# --- launcher --------------------------------------------------------------------------------------------------------


def _install_launcher(_arguments: argparse.Namespace, terminal: Terminal) -> int:
    from fashion_gui.launcher import install_launcher

    for path in install_launcher():
        terminal.say("written", path=path)
    return 0


def _remove_launcher(_arguments: argparse.Namespace, terminal: Terminal) -> int:
    from fashion_gui.launcher import remove_launcher

    removed = remove_launcher()
    for path in removed:
        terminal.say("removed", path=path)
    if not removed:
        terminal.say("no_launcher")
    return 0
