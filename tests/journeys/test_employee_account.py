"""Maria looks after her login: password, app, recovery codes, the browser she left open."""

from datetime import timedelta

from mydimos.identity.models import Factor
from mydimos.identity.totp import code_at, step_at
from tests.employees import MARIA, PASSWORD, SECRET, make_user
from tests.journeys.conftest import PHONE, Visits
from tests.journeys.town import Town
from tests.journeys.visitor import Visitor
from tests.web.visitors import Clock

NEW = "four boats in the harbour"


def test_maria_changes_everything_she_logs_in_with(visit: Visits, town: Town, clock: Clock) -> None:
    make_user()
    maria, left_open = visit("en", PHONE), visit("en", PHONE, looks_closely=False)
    logs_in(left_open, clock)
    clock.now += timedelta(minutes=1)
    logs_in(maria, clock)

    ends_the_other_login(maria, left_open)
    changes_the_password(maria)
    clock.now += timedelta(minutes=11)
    proves_it_is_her(maria, clock)
    takes_another_app(maria, clock)
    makes_new_codes(maria)
    maria.opens("/office/invitation/00000000-0000-4000-8000-000000000000/AAAAAAAAAAAAAAAAAAAAAA/")
    maria.is_at("This link is no longer valid")


def shows(clock: Clock, secret: str = SECRET) -> str:
    return code_at(secret, step_at(clock.now))


def logs_in(browser: Visitor, clock: Clock) -> None:
    browser.opens("/office/me/")
    browser.is_at("Log in to the office")
    browser.types("E-mail", MARIA)
    browser.types("Password", "not this one at all")
    browser.presses("Continue")
    browser.is_at("Log in to the office")
    browser.reads("The e-mail or the password is wrong.")
    browser.finds_typed("E-mail", MARIA)
    browser.types("Password", PASSWORD)
    browser.presses("Continue")
    browser.is_at("The code of your app")
    browser.types("Code from your app", shows(clock))
    browser.presses("Log in")
    browser.is_at("Your account")


def ends_the_other_login(maria: Visitor, left_open: Visitor) -> None:
    maria.presses("End")
    maria.is_at("Your account")
    maria.reads("The login has ended.")
    left_open.opens("/office/me/")
    left_open.is_at("Log in to the office")


def changes_the_password(maria: Visitor) -> None:
    maria.follows("Change password")
    maria.is_at("Change password")
    maria.types("Your present password", PASSWORD)
    maria.types("New password", NEW)
    maria.types("New password, once more", "four boats")
    maria.presses("Change password")
    maria.is_at("Change password")
    maria.reads("The two passwords differ.")
    for label, text in (
        ("Your present password", PASSWORD),
        ("New password", NEW),
        ("New password, once more", NEW),
    ):
        maria.types(label, text)
    maria.presses("Change password")
    maria.is_at("Your account")
    maria.reads("Your password was changed")


def proves_it_is_her(maria: Visitor, clock: Clock) -> None:
    maria.follows("Set up another app")
    maria.is_at("Confirm that it is you")
    maria.types("Code from your app", shows(clock))
    maria.presses("Continue")


def takes_another_app(maria: Visitor, clock: Clock) -> None:
    maria.is_at("Set up the app for one-time codes")
    secret = Factor.objects.get(confirmed_at=None).secret
    maria.types("Code from your app", shows(clock, secret))
    maria.presses("Continue")
    maria.is_at("Your account")
    maria.reads("From now on the codes of the new app count.")


def makes_new_codes(maria: Visitor) -> None:
    maria.follows("Make new ones")
    maria.is_at("New recovery codes")
    maria.presses("Make new ones")
    maria.is_at("Your recovery codes")
    maria.presses("I have kept the codes")
    maria.is_at("Your account")
    maria.reads("10 are left")
