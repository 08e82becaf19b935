"""The one executable: window, workers and headless commands.  Heavy imports stay inside the branches."""

import sys

_HEADLESS = ("classify", "train", "evaluate", "--version", "--help", "-h", "--install-launcher", "--remove-launcher")


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
    if arguments and arguments[0] in _HEADLESS:
        from fashion_gui.cli import main as cli

        return cli(arguments)
    from fashion_gui.ui.app import main as window

    return window(arguments)


if __name__ == "__main__":
    sys.exit(main())
