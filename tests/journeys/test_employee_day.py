"""Maria's Monday at the counter: who has come, a walk to the phone, a cancelled appointment."""

from django.utils.translation import gettext as _
from django.utils.translation import override
from playwright.sync_api import ViewportSize

from mydimos.access.models import Membership
from mydimos.access.services import give_role
from tests.employees import MARIA, PASSWORD, code, make_user
from tests.factories import BY, at, book, make_citizen
from tests.journeys.conftest import Visits
from tests.journeys.town import Town
from tests.journeys.visitor import Visitor
from tests.journeys.ways import EVERY_WAY
from tests.web.visitors import Clock

SERVED = "Ελένη Παπαδοπούλου"
CALLER = "Γεώργιος Ιωάννου"


@EVERY_WAY
def test_a_morning_at_the_counter(
    visit: Visits,
    town: Town,
    clock: Clock,
    language: str,
    screen: ViewportSize,
    has_scripts: bool,
) -> None:
    offering = town.offers()
    book(make_citizen(), offering, "09:00", now=clock.now)
    give_role(
        user=make_user(now=clock.now),
        role=Membership.Role.EMPLOYEE,
        municipality=town.municipality,
        departments=[town.department],
        **BY,
    )
    maria = visit(language, screen=screen, java_script_enabled=has_scripts)

    with override(language):
        logs_in(maria, clock)
        serves(maria, clock)
        books_for_a_caller(maria)
        moves_and_cancels(maria)


def logs_in(maria: Visitor, clock: Clock) -> None:
    maria.opens("/office/")
    maria.types(_("E-mail"), MARIA)
    maria.types(_("Password"), PASSWORD)
    maria.presses(_("Continue"))
    maria.types(_("Code from your app"), code(clock.now))
    maria.presses(_("Log in"))
    maria.reads(SERVED)


def serves(maria: Visitor, clock: Clock) -> None:
    clock.now = at("07:55")
    maria.presses(_("Has arrived"))
    maria.reads(_("Waits since %(time)s") % {"time": "07:55"})
    maria.presses(_("Start service"))
    maria.follows(SERVED)
    maria.presses(_("Identity was checked"))
    maria.presses(_("Served"))
    maria.reads(_("Completed"))


def books_for_a_caller(maria: Visitor) -> None:
    maria.follows(_("Book"))
    maria.is_at(_("Book for a person"))
    maria.page.locator(".app-office-line a").first.click()
    maria.presses(_("Choose the first free time"))
    maria.is_at(_("Who is the appointment for?"))
    maria.presses(_("Book the appointment"))
    maria.reads(_("Choose how the person asks for the appointment."))
    maria.chooses(_("By phone"))
    maria.types(_("Full name of the person to be served"), CALLER)
    maria.types(_("Phone"), "2610 000 001")
    maria.presses(_("Book the appointment"))
    maria.reads(_("Appointment code"))
    assert maria.page.locator(".app-slip img").evaluate("picture => picture.naturalWidth") >= 100


def moves_and_cancels(maria: Visitor) -> None:
    maria.page.locator(".app-back").click()
    maria.reads(CALLER)
    maria.follows(_("Change time"))
    maria.presses(_("Choose the first free time"))
    maria.is_at(_("Confirm the new time"))
    maria.types(_("Reason"), "Ασθένεια υπαλλήλου")
    maria.presses(_("Confirm the new time"))
    maria.reads("Ασθένεια υπαλλήλου")
    maria.follows(_("Cancel the appointment"))
    maria.is_at(_("Cancel the appointment"))
    maria.presses(_("Yes, cancel the appointment"))
    maria.reads(_("Say why, so that the citizen can be told."))
    maria.types(_("Reason"), "Κλειστό γραφείο")
    maria.presses(_("Yes, cancel the appointment"))
    maria.reads("Κλειστό γραφείο")
