"""The one executable: window, workers and headless commands.  Heavy imports stay inside the branches."""

import sys

_COMMANDS = ("classify", "train", "evaluate")


def main() -> int:
    """Run what the arguments ask for and return the exit status."""
    arguments = sys.argv[1:]
    match arguments[:2]:
        case ["--worker", "engine"]:
            from fashion_gui.engine.worker import main as engine_worker

            return engine_worker()
        case ["--worker", "photo"]:
            from fashion_gui.photo.worker import main as photo_worker

            return photo_worker()
    photos, options = _sorted_out(arguments)
    if options or (arguments and arguments[0] in _COMMANDS):
        from fashion_gui.cli import main as cli

        return cli(arguments if arguments[0] in _COMMANDS else options)
    from fashion_gui.ui.app import main as window

    return window(photos)


def _sorted_out(arguments: list[str]) -> tuple[list[str], list[str]]:
    """Photos, and options for the command line to do or to refuse.  Behind "--" all are photos."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    options = [argument for argument in arguments[:end] if argument.startswith("-")]
    return [argument for argument in arguments[:end] if argument not in options] + arguments[end + 1 :], options


if __name__ == "__main__":
    sys.exit(main())
