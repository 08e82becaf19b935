"""The sentences about an explained answer."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from fashion_gui.ui.contribution_sums import Account, Floats, Parts, signed, written
from fashion_gui.ui.language import name_of

translate = QCoreApplication.translate  # the name that lupdate looks for
_THIRDS: Final = (slice(0, 9), slice(9, 19), slice(19, 28))


def title(label: int, against: int | None) -> str:
    """What the contributions speak for."""
    if against is None:
        return translate("ContributionTexts", "What speaks for: {name}").format(name=name_of(label))
    return translate("ContributionTexts", "What speaks for {name} rather than {other}").format(
        name=name_of(label), other=name_of(against)
    )


def sum_sentence(account: Account, parts: Parts, label: int, against: int | None) -> str:
    """How the contributions add up to the output; the written numbers do, too."""
    if account.exact:
        numbers, total = written([parts.above, parts.below, parts.bias], parts.total)
        numbers.append("")
        text = (
            translate(
                "ContributionTexts",
                "Pixels for it {above}, against it {below}, bias {bias}: together the output {total}.",
            )
            if against is None
            else translate(
                "ContributionTexts",
                "Pixels for it {above}, against it {below}, bias {bias}: together {total}, by which the output of "
                "{name} is above that of {other}.",
            )
        )
    else:
        numbers, total = written([parts.above, parts.below, parts.bias, parts.rest], parts.total)
        text = (
            translate(
                "ContributionTexts",
                "A black picture gives {bias}; pixels for it {above}, against it {below}; {rest} is not accounted "
                "for: together the output {total}.",
            )
            if against is None
            else translate(
                "ContributionTexts",
                "A black picture gives {bias}; pixels for it {above}, against it {below}; {rest} is not accounted "
                "for: together {total}, by which the output of {name} is above that of {other}.",
            )
        )
    above, below, bias, rest = numbers
    other = "" if against is None else name_of(against)
    return text.format(above=above, below=below, bias=bias, rest=rest, total=total, name=name_of(label), other=other)


def softmax_sentence(account: Account, parts: Parts, label: int, against: int | None) -> str:
    """What the output means as a probability."""
    if against is not None:
        text = translate(
            "ContributionTexts", "e to the power of {total} is {times}: {name} is so many times as probable as {other}."
        )
        times = f"{2.718281828459045 ** min(parts.total, 300):.3g}"
        return text.format(total=signed(parts.total), times=times, name=name_of(label), other=name_of(against))
    share = f"{100 * float(account.probabilities()[label]):.1f}"
    if account.logits:
        text = translate(
            "ContributionTexts", "Softmax: e to the power of {total}, divided by the sum for all ten, makes {share} %."
        )
    else:
        text = translate(
            "ContributionTexts",
            "The output is the logarithm of the probability: e to the power of {total} makes {share} %.",
        )
    return text.format(total=signed(parts.total), share=share)


def method_words(account: Account) -> tuple[str, str]:
    """Whether the account is exact, in a word or two, and what that means."""
    if account.exact:
        return translate("ContributionTexts", "exact"), translate(
            "ContributionTexts",
            "This network has dense layers with ReLU: a neuron is either off or passes its sum on. With the neurons "
            "that this picture switches on, each output is a sum of brightness times weight, and a bias.",
        )
    return translate("ContributionTexts", "an approximation"), translate(
        "ContributionTexts",
        "This network is not simply a sum of pixels. Integrated gradients (Sundararajan et al. 2017): the picture "
        "appears out of black in 64 steps, and what each pixel changes on the way is added up. What that misses is "
        "said below.",
    )


def place_sentence(picture: Floats) -> str:
    """float64 (28, 28): which ninth of the picture speaks most for it, and which most against."""
    sums = [(float(picture[rows, columns].sum()), place) for place, (rows, columns) in enumerate(_ninths())]
    (low, against), (high, most) = min(sums), max(sums)
    places = (
        *(
            translate("ContributionTexts", "top left"),
            translate("ContributionTexts", "top middle"),
            translate("ContributionTexts", "top right"),
        ),
        *(
            translate("ContributionTexts", "middle left"),
            translate("ContributionTexts", "the middle"),
            translate("ContributionTexts", "middle right"),
        ),
        *(
            translate("ContributionTexts", "bottom left"),
            translate("ContributionTexts", "bottom middle"),
            translate("ContributionTexts", "bottom right"),
        ),
    )
    if high <= 0 and low >= 0:
        return ""
    if high <= 0:
        return translate("ContributionTexts", "Most against it: {place} ({value}).").format(
            place=places[against], value=signed(low)
        )
    if low >= 0:
        return translate("ContributionTexts", "Most for it: {place} ({value}).").format(
            place=places[most], value=signed(high)
        )
    text = translate("ContributionTexts", "Most for it: {most} ({high}); most against it: {against} ({low}).")
    return text.format(most=places[most], high=signed(high), against=places[against], low=signed(low))


def _ninths() -> list[tuple[slice, slice]]:
    return [(rows, columns) for rows in _THIRDS for columns in _THIRDS]
