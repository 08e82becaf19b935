"""Findings about a photo and verdicts, as sentences."""

from PySide6.QtCore import QCoreApplication

from fashion_gui.core.protocol import Finding
from fashion_gui.core.verdict import Judgement, Verdict
from fashion_gui.ui.language import name_of

translate = QCoreApplication.translate  # the name that lupdate looks for


def finding_text(finding: Finding) -> tuple[str, bool]:
    """The sentence for a finding and whether it is something to mind (not just something that was done)."""
    table = {
        "exif_turned": (translate("Findings", "turned upright, as the camera noted"), False),
        "depth_reduced": (translate("Findings", "16-bit colours reduced to 8 bits"), False),
        "cmyk_converted": (translate("Findings", "print colours turned into screen colours"), False),
        "transparent_background": (translate("Findings", "transparent background taken away"), False),
        "first_frame": (translate("Findings", "moving picture: only its first frame is looked at"), False),
        "polarity_dark": (translate("Findings", "dark background: not inverted"), False),
        "nothing_to_trim": (
            translate("Findings", "no garment found apart from its background: the whole photo is used"),
            True,
        ),
        "filled_share": (translate("Findings", "the garment filled only {percent} % of the photo: enlarged"), False),
        "background_not_dark": (
            translate("Findings", "background is not black, as in every picture it learnt from"),
            True,
        ),
        "does_not_fill": (
            translate("Findings", "does not fill the picture, as every garment it learnt from does"),
            True,
        ),
        "too_faint": (translate("Findings", "hardly anything to see: fainter than any garment it learnt from"), True),
        "too_full": (translate("Findings", "fuller than any garment it learnt from"), True),
        "like_none": (translate("Findings", "like none of the ten: is the garment cut out well?"), True),
        "background_removed": (translate("Findings", "background removed"), False),
        "cut_out_doubtful": (translate("Findings", "the outline may be wrong"), True),
        "several_parts": (translate("Findings", "separate parts: {count}. Are all of them the garment?"), True),
        "touches_edge": (translate("Findings", "reaches the edge of the photo: is all of it the garment?"), True),
        "light_garment": (
            translate("Findings", "very light: contrast was raised, as there are no white clothes in the data"),
            True,
        ),
        "points_right": (
            translate("Findings", "points to the right: the shoes it learnt from point to the left"),
            True,
        ),
    }
    text, mind = table.get(finding.code, (finding.code, True))
    return text.format(**finding.parameters), mind


def verdict_text(judgement: Judgement) -> str:
    """The sentence under the answer."""
    percent = round(100 * judgement.probability)
    first, second = name_of(judgement.label).lower(), name_of(judgement.second).lower()
    if judgement.verdict is Verdict.UNFAMILIAR:
        text = translate("Findings", "This does not look like any of the ten. If forced: {name} ({percent} of 100).")
        return text.format(name=first, percent=percent)
    if judgement.verdict is Verdict.UNSURE:
        return translate("Findings", "Unsure: {first} or {second}.").format(first=first, second=second)
    if judgement.probability >= 0.995:
        return translate("Findings", "Sure: more than 99 of 100.")
    if judgement.probability >= 0.9:
        return translate("Findings", "Sure: {percent} of 100.").format(percent=percent)
    return translate("Findings", "Fairly sure: {percent} of 100.").format(percent=percent)
