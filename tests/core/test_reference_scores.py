"""What others reach."""

from itertools import pairwise

import pytest

from fashion_gui.core.reference_scores import REFERENCES
from fashion_gui.core.report import REPORT_ACCURACY


def test_they_are_in_order_and_each_has_a_source():
    assert all(first.accuracy < second.accuracy for first, second in pairwise(REFERENCES))
    assert all(reference.source and 0 < reference.accuracy < 1 for reference in REFERENCES)
    assert len({reference.code for reference in REFERENCES}) == len(REFERENCES)


def test_the_figures_that_the_course_speaks_of_are_among_them():
    accuracies = {reference.code: reference.accuracy for reference in REFERENCES}
    assert (accuracies["people"], accuracies["course_report"]) == (0.835, REPORT_ACCURACY)


def test_people_saw_fewer_pictures_and_so_their_range_is_wider():
    people, others = REFERENCES[0].estimate(), REFERENCES[1].estimate()
    assert (people.low, people.high) == pytest.approx((0.8107, 0.8567), abs=1e-3)
    assert people.high - people.low > 3 * (others.high - others.low)
