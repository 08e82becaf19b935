"""The command line: what is understood, and which command does it."""

import argparse
import os
import traceback
from collections.abc import Callable
from typing import Any, Final

from fashion_gui import __version__
from fashion_gui.cli.classify import classify
from fashion_gui.cli.parser import WRONG_USAGE, Parser
from fashion_gui.cli.terminal import Terminal, clean_stdout, tell
from fashion_gui.cli.texts import text
from fashion_gui.cli.training import evaluate, train
from fashion_gui.core.labels import Language
from fashion_gui.core.language import environment_language
from fashion_gui.core.presets import PRESETS
from fashion_gui.core.problems import Problem

FAILED: Final = 1
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
        parsed, unknown = parser.parse_known_args(arguments)
        mistake = _mistake(parsed, unknown, language)
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


def _mistake(parsed: argparse.Namespace, unknown: list[str], language: Language) -> str:
    """What is wrong that argparse does not find itself; "" for nothing."""
    if unknown:
        return text("unknown_arguments", language, words=" ".join(unknown))
    if "run" not in parsed:
        return text("no_command", language)
    if parsed.run is train and parsed.photos and parsed.preset != "photo":
        return text("photos_without_preset", language)
    return ""


# --- what is understood ----------------------------------------------------------------------------------------------


def _parser(language: Language) -> Parser:
    indent = " " * len(text("usage", language))
    parser = Parser(
        language=language,
        prog="fashion-gui",
        usage=f"%(prog)s [PHOTO ...]\n{indent}%(prog)s COMMAND ...",
        description=text("about", language),
    )
    _option(parser.options, language, "--help", action="help")
    _option(parser.options, language, "--version", action="version", version=f"%(prog)s {__version__}")
    launcher = parser.options.add_mutually_exclusive_group()
    for flag, do in (("--install-launcher", _install_launcher), ("--remove-launcher", _remove_launcher)):
        _option(launcher, language, flag, action="store_const", dest="run", const=do, default=argparse.SUPPRESS)
    commands = parser.add_subparsers(title=text("commands", language), metavar="COMMAND", prog=parser.prog)
    for name, run, add_options in (
        ("classify", classify, _add_classify_options),
        ("train", train, _add_train_options),
        ("evaluate", evaluate, _add_evaluate_options),
    ):
        about = text(name, language)
        command = commands.add_parser(name, language=language, help=about, description=about)
        command.set_defaults(run=run)
        _option(command.options, language, "--help", action="help")
        _option(command.options, language, "--json", action="store_true")
        add_options(command, language)
    return parser


def _add_classify_options(parser: Parser, language: Language) -> None:
    from fashion_gui.photo.recipes import RECIPES

    recipes = ", ".join(RECIPES)
    parser.arguments.add_argument("paths", nargs="+", metavar="PATH", help=text("paths", language))
    _option(parser.options, language, "--csv", metavar="FILE")
    _option(parser.options, language, "--model", metavar="RUN_OR_FILE")
    _option(parser.options, language, "--tiles", metavar="DIR")
    _option(
        parser.options, language, "--recipe", known=recipes, metavar="NAME", choices=tuple(RECIPES), default="cut_out"
    )


def _add_train_options(parser: Parser, language: Language) -> None:
    _option(parser.options, language, "--preset", known=", ".join(PRESETS), metavar="NAME", default="course")
    _option(parser.options, language, "--epochs", metavar="N", type=int)
    _option(parser.options, language, "--seed", metavar="N", type=int)
    _option(parser.options, language, "--batch-size", metavar="N", type=int)
    _option(parser.options, language, "--learning-rate", metavar="X", type=float)
    _option(parser.options, language, "--dataset", metavar="DIR")
    _option(parser.options, language, "--photos", metavar="DIR", action="append", default=[])
    _option(parser.options, language, "--out", metavar="DIR")


def _add_evaluate_options(parser: Parser, language: Language) -> None:
    _option(parser.options, language, "--model", metavar="RUN_OR_FILE")
    _option(parser.options, language, "--dataset", metavar="DIR")


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
