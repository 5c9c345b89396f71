"""Eleni had mistyped her e-mail address and corrects it, once she has logged in."""

import re

from django.utils.translation import gettext, override
from playwright.sync_api import ViewportSize, expect

from mydimos.identity.models import Citizen
from tests.factories import book, for_herself
from tests.journeys.conftest import DESKTOP, Visits
from tests.journeys.greek import MAIL
from tests.journeys.keys import Keys
from tests.journeys.post import Post, link_of
from tests.journeys.town import Town
from tests.journeys.visitor import ELENI, Visitor
from tests.journeys.ways import EVERY_WAY

MISTYPED, RIGHT, PHONE = "eleni@gmial.com", "eleni@gmail.com", "690 000 0002"
CORRECT = "Correct e-mail or phone"
SAVE = "Save and send the confirmation"
DONE = "Your details are corrected. We are sending the confirmation again."


@EVERY_WAY
def test_what_is_wrong_is_said_and_the_old_link_dies(
    visit: Visits,
    town: Town,
    post: Post,
    language: str,
    screen: ViewportSize,
    *,
    has_scripts: bool,
) -> None:
    eleni, stranger = (visit(language, screen, java_script_enabled=has_scripts) for _ in range(2))

    with override(language):
        logs_in(eleni)
        old_link = has_booked(town, post, language)
        comes_by_the_link_of_the_mail(eleni, old_link)
        types_something_wrong_and_loses_nothing(eleni, has_scripts=has_scripts)
        is_asked_about_the_provider(eleni, has_scripts=has_scripts)
        eleni.presses(gettext("Yes, correct it"))
        sees_it_corrected(eleni)
        finds_the_link_dead(stranger, old_link)
        stranger.opens(link_of(post.letters_to(RIGHT)[0]))
        stranger.is_at("12:00")
    assert len(post.letters_to(MAIL)) == 1


def logs_in(eleni: Visitor) -> None:
    eleni.opens("/appointments/")
    eleni.presses(gettext("Log in with TAXISnet"))
    eleni.logs_in_as(ELENI)
    eleni.is_at(gettext("My appointments"))


def has_booked(town: Town, post: Post, language: str = "el") -> str:
    """The link of the confirmation."""
    people = for_herself(language=language)
    book(Citizen.objects.get(), town.offers(), "12:00", people=people)
    return link_of(post.letters_to(MAIL)[0])


def comes_by_the_link_of_the_mail(eleni: Visitor, link: str) -> None:
    eleni.opens(link)
    eleni.follows(gettext("Wrong e-mail or phone? Log in to correct it"))
    eleni.is_at(gettext(CORRECT))
    eleni.finds_typed(gettext("E-mail"), MAIL)
    eleni.finds_typed(gettext("Phone"), "690 000 0001")


def types_something_wrong_and_loses_nothing(eleni: Visitor, *, has_scripts: bool) -> None:
    eleni.types(gettext("E-mail"), "eleni@")
    eleni.types(gettext("Phone"), "690 000")
    eleni.presses(gettext(SAVE))
    summary = eleni.page.get_by_role("alert")
    expect(summary.get_by_role("link")).to_have_count(2)
    if has_scripts:
        expect(summary).to_be_focused()
    eleni.is_at(gettext(CORRECT))
    eleni.finds_typed(gettext("E-mail"), "eleni@")
    eleni.finds_typed(gettext("Phone"), "690 000")


def is_asked_about_the_provider(eleni: Visitor, *, has_scripts: bool) -> None:
    eleni.types(gettext("E-mail"), MISTYPED)
    eleni.types(gettext("Phone"), PHONE)
    eleni.presses(gettext(SAVE))
    question = eleni.page.get_by_role("region", name=gettext("Please note"))
    expect(question).to_contain_text(gettext("Did you mean %(address)s?") % {"address": RIGHT})
    if has_scripts:
        expect(question).to_be_focused()
    eleni.is_at(gettext(CORRECT))
    eleni.finds_typed(gettext("E-mail"), MISTYPED)
    eleni.finds_typed(gettext("Phone"), PHONE)


def sees_it_corrected(eleni: Visitor) -> None:
    eleni.reads(gettext(DONE), RIGHT, PHONE)
    eleni.is_at("12:00")


def finds_the_link_dead(stranger: Visitor, link: str) -> None:
    """This is what a stranger finds, to whom the wrong address belongs."""
    stranger.opens(link)
    stranger.is_at(gettext("This link does not open an appointment"))
    stranger.does_not_read(RIGHT, PHONE, "Ελένη")


def test_with_the_keys_alone(visit: Visits, town: Town, post: Post) -> None:
    eleni = visit(screen=DESKTOP, looks_closely=False)
    keys = Keys(eleni)
    with override("el"):
        logs_in(eleni)
        has_booked(town, post)
        eleni.page.reload()

        keys.follow("Δευτέρα 2 Φεβρουαρίου 2026, ώρα 12:00")
        eleni.is_at("ώρα 12:00")
        keys.follow(gettext(CORRECT))
        eleni.is_at(gettext(CORRECT))
        keys.answer(gettext("E-mail"), MISTYPED)
        keys.answer(gettext("Phone"), PHONE)
        keys.press("Enter")
        expect(eleni.page.get_by_role("region", name=gettext("Please note"))).to_be_focused()
        keys.follow(gettext("Yes, correct it"))

        expect(eleni.page).to_have_url(re.compile("/appointments/[0-9a-f-]+/$"))
        sees_it_corrected(eleni)


def test_an_unusual_provider_can_be_kept(visit: Visits, town: Town, post: Post) -> None:
    eleni = visit()
    with override("el"):
        logs_in(eleni)
        link = has_booked(town, post)
        comes_by_the_link_of_the_mail(eleni, link)
        is_asked_about_the_provider(eleni, has_scripts=True)

        eleni.presses(gettext(SAVE))

        eleni.reads(gettext(DONE), MISTYPED, PHONE)
    assert len(post.letters_to(MISTYPED)) == 1
