"""An old link: the appointment is over, a code by mail shows what is stored."""

import re
from datetime import timedelta

import pytest
from django.utils.translation import gettext, ngettext, override
from playwright.sync_api import ViewportSize, expect

from tests.booking.test_access_codes import wrong_for
from tests.factories import at, book, for_herself, make_citizen
from tests.journeys.conftest import Visits
from tests.journeys.greek import MAIL
from tests.journeys.post import Post, code_of, link_of
from tests.journeys.town import Town
from tests.journeys.visitor import Visitor
from tests.journeys.ways import EVERY_WAY
from tests.web.visitors import Clock

END = at("12:30") + timedelta(days=7)
NAME, NOTES = "Ελένη Παπαδοπούλου", "Έρχομαι με τον σκύλο μου"
WRONG = (
    "This is not the code that we sent. You can try %(count)s more time.",
    "This is not the code that we sent. You can try %(count)s more times.",
)
REFUSED = (
    "Several codes have been sent within the last hour. Use the latest one, look in the junk"
    " folder as well, or try again later."
)


@EVERY_WAY
def test_eleni_sees_what_is_stored_about_her(
    visit: Visits,
    town: Town,
    post: Post,
    clock: Clock,
    language: str,
    screen: ViewportSize,
    *,
    has_scripts: bool,
) -> None:
    link = receives_a_link(town, post, language)
    clock.now = END
    eleni = visit(language, screen, java_script_enabled=has_scripts)

    with override(language):
        opens_the_old_link(eleni, link)
        code = asks_for_a_code(eleni, post)
        types_nothing_and_a_wrong_code(eleni, code, has_scripts=has_scripts)
        types_the_right_code(eleni, code)
        cannot_see_them_again_without_another(eleni, post)


def receives_a_link(town: Town, post: Post, language: str) -> str:
    """The one of the confirmation."""
    people = for_herself(language=language, requirements=("step_free",), notes=NOTES)
    book(make_citizen(), town.offers(), "12:00", people=people)
    return link_of(post.letters_to(MAIL)[0])


def opens_the_old_link(eleni: Visitor, link: str) -> None:
    eleni.opens(link)
    eleni.is_at(gettext("Your data"))
    eleni.reads(
        gettext(
            "The appointment of this link is over. For your safety the link no longer shows its"
            " details."
        )
    )
    finds_nothing_personal(eleni)


def asks_for_a_code(eleni: Visitor, post: Post) -> str:
    eleni.presses(gettext("Send me a code"))
    expect(eleni.page).to_have_url(re.compile("/data/code/$"))
    eleni.is_at(gettext("Your data"))
    finds_nothing_personal(eleni)
    _, letter = post.letters_to(MAIL)
    assert NAME not in str(letter["Subject"])
    return code_of(letter)


def types_nothing_and_a_wrong_code(eleni: Visitor, code: str, *, has_scripts: bool) -> None:
    wrong = wrong_for(code)
    label = gettext("Code")
    for typed, sentence in (
        ("", gettext("Enter the 6 digits of the code.")),
        (wrong, ngettext(*WRONG, 4) % {"count": 4}),
    ):
        eleni.types(label, typed)
        eleni.presses(gettext("Show my data"))
        summary = eleni.page.get_by_role("alert")
        expect(summary).to_contain_text(sentence)
        if has_scripts:
            expect(summary).to_be_focused()
        eleni.is_at(gettext("Your data"))
        eleni.finds_typed(label, typed)
        finds_nothing_personal(eleni)
    eleni.follows(sentence)
    expect(eleni.page.get_by_label(label, exact=True)).to_be_focused()


def types_the_right_code(eleni: Visitor, code: str) -> None:
    """As it is read out: three digits and three."""
    eleni.types(gettext("Code"), f"{code[:3]} {code[3:]}")
    eleni.presses(gettext("Show my data"))
    eleni.reads(NAME, MAIL, "690 000 0001", NOTES, gettext("Until when we keep it"))
    eleni.is_at(gettext("Your data"))


def cannot_see_them_again_without_another(eleni: Visitor, post: Post) -> None:
    eleni.page.reload()
    eleni.reads(gettext("This code is no longer valid. Ask for a new one."))
    eleni.is_at(gettext("Your data"))
    finds_nothing_personal(eleni)
    eleni.presses(gettext("Send me a code"))
    expect(eleni.page).to_have_url(re.compile("/data/code/$"))
    types_the_right_code(eleni, code_of(post.letters_to(MAIL)[-1]))


def finds_nothing_personal(eleni: Visitor) -> None:
    eleni.does_not_read(NAME, MAIL, "690", NOTES, gettext("Appointment code"))


@pytest.mark.parametrize("language", ["el", "en"])
def test_the_fourth_code_within_an_hour_is_refused_and_the_third_still_counts(
    visit: Visits, town: Town, post: Post, clock: Clock, language: str
) -> None:
    link = receives_a_link(town, post, language)
    clock.now = END
    eleni = visit(language)

    with override(language):
        for _ in range(4):
            eleni.opens(link)
            eleni.presses(gettext("Send me a code"))
        eleni.reads(gettext(REFUSED))
        eleni.is_at(gettext("Your data"))

        eleni.follows(gettext("I already have a code"))
        _confirmation, _first, _second, third = post.letters_to(MAIL)
        types_the_right_code(eleni, code_of(third))
