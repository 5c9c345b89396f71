from hypothesis import given
from hypothesis import strategies as st

from mydimos.scheduling.release import release_delay


@given(st.floats(0, 1, exclude_max=True), st.integers(0, 3600))
def test_a_nearly_full_offering_waits_at_most_the_longest_delay(
    chance: float, longest: int
) -> None:
    delay = release_delay(longest=longest, free=1, total=10, random=lambda: chance)

    assert 0 <= delay <= longest


def test_the_delay_is_drawn_from_the_whole_of_it() -> None:
    assert release_delay(longest=1800, free=0, total=50, random=lambda: 0.0) == 0
    assert release_delay(longest=1800, free=0, total=50, random=lambda: 0.99999) == 1800


def test_where_much_is_free_the_time_is_shown_at_once() -> None:
    assert release_delay(longest=1800, free=2, total=10, random=lambda: 0.5) == 0


def test_where_the_offering_wants_no_delay_there_is_none() -> None:
    assert release_delay(longest=0, free=0, total=10, random=lambda: 0.99) == 0
