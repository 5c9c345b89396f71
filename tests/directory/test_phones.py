"""Which phone numbers are taken, and how people read them."""

import pytest

from mydimos.directory import phones

CALLABLE = {
    "2721360700": "+302721360700",
    "6912345678": "+306912345678",
    "+357 22 345678": "+35722345678",
    "+1 201 555 0123": "+12015550123",  # land line or mobile: America does not tell
    "+44 56 1234 5678": "+445612345678",  # by internet
    "0044 121 234 5678": "+441212345678",
}

# Valid, and none that a municipality can call for the price of a call.
EXPENSIVE = {
    "toll-free": ["800 123 4567", "+44 800 123 4567"],
    "premium rate": ["909 123 4567", "+44 901 234 5678"],
    "shared cost": ["801 123 4567", "+49 180 12345"],
    "personal": ["70 1234 5678", "+49 700 12345678"],
    "pager": ["+44 76 4012 3456", "+41 74 012 34 56"],
    "company": ["500 500 0123", "+49 18500 123456"],
    "voice mail": ["+39 331 0123 4501"],
    "satellite": ["+881 612345678", "+870 301234567"],
}

NO_NUMBERS = [
    "", "69", "272136070", "27213607000", "2721 360 70O", "2721 ABC DEF", "2721360700 #12",
    "2721360700 x12", "+30 1234567890", "++", "2721" + " " * 40 + "360700",
]  # fmt: skip


@pytest.mark.parametrize("typed", CALLABLE)
def test_what_can_be_called_is_taken_and_a_number_without_country_is_greek(typed: str) -> None:
    assert phones.e164(typed) == CALLABLE[typed]


@pytest.mark.parametrize("typed", [typed for several in EXPENSIVE.values() for typed in several])
def test_what_costs_more_than_a_call_is_refused(typed: str) -> None:
    with pytest.raises(phones.NotCallable):
        phones.e164(typed)


@pytest.mark.parametrize("typed", NO_NUMBERS)
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(phones.NotANumber):
        phones.e164(typed)


@pytest.mark.parametrize(
    ("number", "read"),
    [
        ("+302123456789", "212 345 6789"),
        ("+306912345678", "691 234 5678"),
        ("+302721360700", "2721 360 700"),
        ("+308001234567", "800 123 4567"),
        ("+441212345678", "+44 121 234 5678"),
        ("the porter", "the porter"),
    ],
)
def test_a_number_is_read_in_the_groups_of_its_town_or_country(number: str, read: str) -> None:
    assert phones.spoken(number) == read


def test_a_telephone_dials_a_number_and_no_other_text() -> None:
    assert phones.link("2721 360 700") == "tel:+302721360700"
    assert phones.link("the porter") == ""
