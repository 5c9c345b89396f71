"""Rules that need no row."""

import pytest

from mydimos.booking.models import Requirement
from mydimos.booking.rules import helpful_requirements
from mydimos.directory.models import Channel


@pytest.mark.parametrize(
    ("channel", "left_out"),
    [
        (Channel.IN_PERSON, set()),
        (Channel.VIDEO, {Requirement.STEP_FREE}),
        (Channel.PHONE, set(Requirement)),
    ],
)
def test_people_are_asked_only_what_makes_a_difference(
    channel: Channel, left_out: set[Requirement]
) -> None:
    assert set(Requirement) - set(helpful_requirements(channel)) == left_out
