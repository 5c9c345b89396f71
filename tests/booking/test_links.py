"""Secret links."""

from urllib.parse import urlsplit

import pytest
from django.conf import LazySettings
from django.urls import resolve
from django.utils.translation import override

from mydimos.audit.actors import Actor
from mydimos.booking.links import (
    link_path,
    link_url,
    may_open,
    may_open_outcome,
    municipality_url,
    privacy_url,
    video_url,
)
from mydimos.booking.services import cancel_appointment
from tests.factories import NOW, at, book, make_citizen, make_offering

pytestmark = pytest.mark.django_db


def signature_in(path: str) -> str:
    return path.strip("/").split("/")[-1]


def test_the_link_of_the_served_person_opens_the_appointment_as_that_person_only() -> None:
    appointment = book(make_citizen(), make_offering())

    signature = signature_in(link_path(appointment, "served", "el"))

    assert may_open(appointment, "served", signature)
    assert not may_open(appointment, "applicant", signature)


def test_the_link_of_one_appointment_does_not_open_another() -> None:
    offering = make_offering(desks=2)
    mine, other = book(make_citizen(), offering), book(make_citizen(), offering)

    assert not may_open(other, "served", signature_in(link_path(mine, "served", "el")))


def test_the_link_of_a_cancelled_appointment_has_ended() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")
    signature = signature_in(link_path(appointment, "served", "el"))

    cancelled = cancel_appointment(appointment_id=appointment.public_id, by=Actor.link(), now=NOW)

    assert not may_open(cancelled, "served", signature)


def test_moving_keeps_the_link() -> None:
    appointment = book(make_citizen(), make_offering())
    before = link_path(appointment, "served", "el")

    appointment.starts_at, appointment.sequence = at("10:00"), 1

    assert link_path(appointment, "served", "el") == before


@pytest.mark.parametrize("guess", ["", "x", "A" * 22, "ά" * 22, "\x00", "=" * 5000])
def test_a_guess_opens_nothing(guess: str) -> None:
    assert not may_open(book(make_citizen(), make_offering()), "served", guess)


def test_english_links_lead_to_english_pages(settings: LazySettings) -> None:
    settings.PUBLIC_URL = "https://rantevou.example.gr"
    appointment = book(make_citizen(), make_offering())

    assert link_url(appointment, "served", "el").startswith("https://rantevou.example.gr/a/")
    assert link_url(appointment, "served", "en").startswith("https://rantevou.example.gr/en/a/")


def test_the_video_call_has_the_link_of_the_appointment_as_its_beginning() -> None:
    appointment = book(make_citizen(), make_offering(channel="video"))

    address = video_url(appointment, "served", "en")

    assert address == link_url(appointment, "served", "en") + "video/"


@pytest.mark.parametrize("language", ["el", "en"])
def test_every_address_in_a_mail_is_one_of_our_pages(language: str) -> None:
    appointment = book(make_citizen(), make_offering())
    addresses = {
        "link_appointment": link_url(appointment, "served", language),
        "link_video": video_url(appointment, "served", language),
        "municipality": municipality_url(appointment.municipality, language),
        "privacy": privacy_url(appointment.municipality, language),
    }

    with override(language):
        found = {name: resolve(urlsplit(url).path).url_name for name, url in addresses.items()}

    assert found == {name: name for name in addresses}


def test_a_link_made_under_an_older_key_still_opens(settings: LazySettings) -> None:
    appointment = book(make_citizen(), make_offering())
    old = signature_in(link_path(appointment, "served", "el"))

    settings.LINK_KEYS = {"new": b"n" * 32, **settings.LINK_KEYS}

    assert may_open(appointment, "served", old)
    assert signature_in(link_path(appointment, "served", "el")) != old


def test_the_outcome_of_cancelling_opens_with_the_link_that_was_valid_until_then() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")
    signature = link_path(appointment, "served", "el").split("/")[-2]
    assert may_open_outcome(appointment, "served", signature)

    cancelled = cancel_appointment(appointment_id=appointment.public_id, by=Actor.link(), now=NOW)

    assert not may_open(cancelled, "served", signature)
    assert may_open_outcome(cancelled, "served", signature)
    assert not may_open_outcome(cancelled, "applicant", signature)


def test_a_link_that_a_correction_has_ended_opens_no_outcome() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")
    signature = link_path(appointment, "served", "el").split("/")[-2]
    appointment.link_version += 1

    assert not may_open_outcome(appointment, "served", signature)
