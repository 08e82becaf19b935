"""What a verdict looks like: never colour alone."""

from typing import Final

from fashion_gui.core.verdict import Verdict

VERDICT_LOOKS: Final = {  # icon, and the role that is also the colour's name
    Verdict.RECOGNISED: ("check", "good"),
    Verdict.UNSURE: ("question", "warn"),
    Verdict.UNFAMILIAR: ("warning", "bad"),
}
