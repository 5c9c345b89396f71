"""E-mail addresses as people type them and as mail servers take them (IDNA 2008)."""

import pytest

from mydimos.notifications.addresses import as_typed, in_ascii


@pytest.mark.parametrize(
    ("typed", "sent_to"),
    [
        ("nikos@gmail.com", "nikos@gmail.com"),
        ("user@straße.de", "user@xn--strae-oqa.de"),
        ("user@faß.de", "user@xn--fa-hia.de"),
        ("user@δήμος.ελ", "user@xn--jxalzmp.xn--qxam"),
        ("user@ΔΉΜΟΣ.ΕΛ", "user@xn--jxalzmp.xn--qxam"),
        ("user@xn--jxalzmp.xn--qxam", "user@xn--jxalzmp.xn--qxam"),
        ("info@πάτρα.ελ", "info@xn--hxak7bfo.xn--qxam"),
        ("Nikos.P+kep@Gmail.COM", "Nikos.P+kep@gmail.com"),
        ("a@b.co.uk", "a@b.co.uk"),
    ],
)
def test_mail_goes_to_the_domain_that_was_typed_and_to_no_neighbour(
    typed: str, sent_to: str
) -> None:
    assert in_ascii(as_typed(typed)) == sent_to


@pytest.mark.parametrize(
    "typed",
    [
        "\u200bnikos@gmail.com",
        "nikos@gmail.com\u200b",
        "\u200enikos@gmail.com\u200f",
        "\ufeffnikos@gmail.com\u00a0",
        "ni\u00adkos@gm\u200bail.com",
        "  nikos@gmail.com\t",
        "nikos@gmail.com.",
    ],
)
def test_letters_that_nobody_sees_are_dropped(typed: str) -> None:
    assert as_typed(typed) == "nikos@gmail.com"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("info@xn--jxalzmp.xn--qxam", "info@δήμος.ελ"),
        ("info@XN--STRAE-OQA.DE", "info@straße.de"),
        ("info@ΔΗΜΟΣ.ΕΛ", "info@δημος.ελ"),
        ("Info@Mail.Example", "Info@mail.example"),
    ],
)
def test_an_address_is_shown_in_letters(typed: str, shown: str) -> None:
    assert as_typed(typed) == shown


@pytest.mark.parametrize(
    "malformed",
    [
        "", "@", "nikos", "nikos@", "@gmail.com", "nikos@@gmail.com", "nikos@gmail..com",
        "nikos@.com", ".nikos@gmail.com", "nikos.@gmail.com", "ni kos@gmail.com",
        "nikos@gma il.com", "nikos@gmail,com", '"nikos"@gmail.com', "ελένη@mail.example",
        "x@localhost", "x@gr", "user@[127.0.0.1]", "user@127.0.0.1", "user@[::1]",
        "x@-a.example", "x@a_b.example", "x@☕.example", "x@xn--a.gr", "x@gmail.com..",
        "a@b.gr\r\nBcc: x@y.gr", "x" * 65 + "@gmail.com", "x@" + "a" * 64 + ".gr",
        "x@" + "abcdefgh." * 30 + "gr",
    ],
)  # fmt: skip
def test_what_cannot_be_a_persons_address_is_refused(malformed: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any kind of it
        in_ascii(as_typed(malformed))
