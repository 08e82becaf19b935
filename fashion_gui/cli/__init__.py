"""The commands without a window: photos classified, networks trained and evaluated.

Exit status: 0 done, 1 failed, 2 wrong usage, 3 some photos were not answered.
"""

from fashion_gui.cli.commands import main as main
