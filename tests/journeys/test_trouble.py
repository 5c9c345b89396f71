"""What goes wrong between a citizen and an appointment, and that nothing is lost by it."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django import Settings

from mydimos.audit.actors import Actor
from mydimos.booking.models import Appointment
from mydimos.booking.services import take_hold
from mydimos.directory.models import Channel, Offering
from mydimos.identity.models import Session
from tests.factories import NOW, at, book, confirm, make_citizen
from tests.journeys.conftest import Visits
from tests.journeys.greek import BOOK, MAIL, TIMES, fills_in, reaches_the_details
from tests.journeys.town import Town
from tests.journeys.visitor import ELENI
from tests.web.visitors import Clock, link_of

THE_DAY = NOW.date() + timedelta(days=10)  # 12 February, as in `greek.DAY`
BOOKED = "Το ραντεβού σας κλείστηκε"
CHECK = "Ελέγξτε τα στοιχεία σας"


def booked_times() -> list[str]:
    """All that was booked, on the clock of Athens."""
    return [f"{timezone.localtime(one.starts_at):%H:%M}" for one in Appointment.objects.all()]


def somebody_else_books(offering: Offering, clock: str, day: date = THE_DAY) -> None:
    """Another citizen was faster."""
    citizen, now = make_citizen(), timezone.now()
    hold = take_hold(
        by=Actor.citizen(citizen.pk), offering=offering, starts_at=at(clock, day), now=now
    )
    confirm(hold.public_id, citizen, now=now)


def test_a_second_tab_moves_the_time_and_the_first_one_says_so(visit: Visits, town: Town) -> None:
    town.offers()
    eleni = visit()
    reaches_the_details(eleni, "09:00")
    second = eleni.opens_tab()
    second.opens(f"{TIMES}?day=2026-02-12")
    second.picks("10:00")
    second.presses("Συνέχεια")
    expect(second.page.locator("h1")).to_contain_text("Για ποιο πρόσωπο")

    eleni.types("Ονοματεπώνυμο", "Ελένη Παπαδοπούλου")
    eleni.types("Email", MAIL)
    eleni.types("Τηλέφωνο", "690 000 0001")
    eleni.presses("Συνέχεια")

    eleni.is_at("Επιλέξατε άλλη ώρα")
    eleni.reads("Από αυτή τη σελίδα δεν κλείστηκε ραντεβού", "ώρα 10:00")
    eleni.follows("Συνέχεια με αυτή την ώρα")
    eleni.is_at(CHECK)
    eleni.presses(BOOK)
    eleni.is_at(BOOKED)
    assert booked_times() == ["10:00"]


def test_the_back_button_and_a_double_click_book_once(visit: Visits, town: Town) -> None:
    town.offers()
    eleni = visit()
    reaches_the_details(eleni)
    fills_in(eleni)

    eleni.page.get_by_role("button", name=BOOK).dblclick()
    eleni.is_at(BOOKED)
    eleni.goes_back()
    eleni.is_at(BOOKED)

    assert booked_times() == ["09:00"]


def test_a_time_that_was_taken_meanwhile(visit: Visits, town: Town, clock: Clock) -> None:
    offering = town.offers()
    eleni = visit()
    reaches_the_details(eleni)
    fills_in(eleni)
    clock.now += timedelta(minutes=11)
    somebody_else_books(offering, "09:00")

    eleni.presses(BOOK)

    eleni.is_at("Αυτή η ώρα δεν είναι πλέον διαθέσιμη")
    eleni.reads("Οι πιο κοντινές ελεύθερες ώρες είναι", "Όσα γράψατε έχουν κρατηθεί")
    assert eleni.page.locator(".app-nearest button").count() == 3
    eleni.presses("Πέμπτη 12 Φεβρουαρίου 2026, ώρα 09:30")
    eleni.is_at(CHECK)
    eleni.reads(MAIL, "ώρα 09:30")
    eleni.presses(BOOK)
    eleni.is_at(BOOKED)
    assert sorted(booked_times()) == ["09:00", "09:30"]


def test_the_back_button_shows_the_times_of_now(visit: Visits, town: Town) -> None:
    offering = town.offers()
    eleni = visit()
    eleni.opens(f"{TIMES}?day=2026-02-12")
    eleni.picks("09:00")
    eleni.presses("Συνέχεια")
    expect(eleni.page.locator("h1")).to_contain_text("Συνδεθείτε")
    somebody_else_books(offering, "09:00")

    eleni.goes_back()

    eleni.is_at("Επιλέξτε ημέρα και ώρα")
    expect(eleni.page.locator("#times").get_by_label("10:00", exact=True)).to_have_count(1)
    expect(eleni.page.locator("#times").get_by_label("09:00", exact=True)).to_have_count(0)


@pytest.mark.parametrize("has_scripts", [True, False], ids=["with scripts", "without"])
def test_the_other_language_in_the_middle_of_the_details(
    visit: Visits, town: Town, *, has_scripts: bool
) -> None:
    town.offers()
    eleni = visit(java_script_enabled=has_scripts)
    reaches_the_details(eleni)
    eleni.types("Ονοματεπώνυμο", "Ελένη Παπαδοπούλου")
    eleni.types("Email", "eleni στο mail")

    eleni.presses("English")

    eleni.is_at("Your details")
    eleni.finds_typed("Full name", "Ελένη Παπαδοπούλου")
    eleni.finds_typed("E-mail", "eleni στο mail")
    assert "eleni" not in eleni.page.url


def test_the_enter_key_sends_the_details_and_not_another_button(visit: Visits, town: Town) -> None:
    town.offers()
    eleni = visit(java_script_enabled=False)
    reaches_the_details(eleni)
    eleni.types("Ονοματεπώνυμο", "Ελένη Παπαδοπούλου")
    eleni.types("Email", MAIL)
    eleni.types("Τηλέφωνο", "690 000 0001")

    eleni.page.keyboard.press("Enter")

    eleni.is_at(CHECK)


def test_a_time_that_ran_out_but_is_still_free(visit: Visits, town: Town, clock: Clock) -> None:
    town.offers()
    eleni = visit()
    reaches_the_details(eleni)
    eleni.types("Κάτι άλλο που χρειάζεστε (προαιρετικά)", "Μεταφράστρια για τα τουρκικά.")
    clock.now += timedelta(minutes=11)

    fills_in(eleni)

    eleni.is_at(CHECK)
    eleni.reads("την κρατάμε ξανά", "Μεταφράστρια για τα τουρκικά.", "έως τις 07:51")
    clock.now += timedelta(minutes=11)
    eleni.presses(BOOK)
    eleni.is_at(BOOKED)


def test_a_login_that_fails_in_every_way(visit: Visits, town: Town, settings: Settings) -> None:
    settings.GSIS_TIMEOUT = 1
    town.offers()
    eleni = visit()
    eleni.opens(f"{TIMES}?day=2026-02-12")
    eleni.picks("09:00")
    eleni.presses("Συνέχεια")

    for name, sentence in (
        ("ΠΕΤΡΟΣ ΡΟΔΑΚΗΣ", "Η σύνδεση δεν ολοκληρώθηκε. Η ώρα που επιλέξατε δεν έχει κλειστεί."),
        ("ΕΥΔΟΚΙΑ ΣΤΕΦΑΝΑΚΗ", "Η σύνδεση TAXISnet δεν ανταποκρίνεται."),
        ("ΒΑΣΙΛΙΚΗ ΑΡΓΥΡΟΥ", "Η σύνδεση TAXISnet δεν ανταποκρίνεται."),
        ("ΣΠΥΡΙΔΩΝ ΛΑΖΑΡΗΣ", "Η σύνδεση"),
        ("ΑΛΕΞΙΟΣ ΨΑΡΡΑΣ", "Η σύνδεση"),
    ):
        eleni.presses("ύνδεση με κωδικούς TAXISnet")
        eleni.logs_in_as(name)
        eleni.is_at("Συνδεθείτε για να συνεχίσετε")
        eleni.reads("Δεν έχετε συνδεθεί", sentence, "ώρα 09:00")

    eleni.presses("Νέα προσπάθεια")
    eleni.logs_in_as(ELENI)
    eleni.is_at("Για ποιο πρόσωπο κλείνετε το ραντεβού;")
    eleni.reads("ώρα 09:00")


def test_a_session_that_ends_while_somebody_types(visit: Visits, town: Town) -> None:
    town.offers()
    eleni = visit()
    reaches_the_details(eleni)
    Session.objects.all().delete()
    eleni.types("Ονοματεπώνυμο", "Ελένη Παπαδοπούλου")
    eleni.types("Email", MAIL)

    eleni.presses("Συνέχεια")

    eleni.presses("Σύνδεση με κωδικούς TAXISnet")
    eleni.logs_in_as(ELENI)
    eleni.is_at("Τα στοιχεία σας")
    eleni.finds_typed("Ονοματεπώνυμο", "Ελένη Παπαδοπούλου")
    eleni.finds_typed("Email", MAIL)


def test_nothing_is_free_and_a_way_on(visit: Visits, town: Town) -> None:
    offering = town.offers(closes="08:30", horizon_days=3)
    town.offers(Channel.VIDEO)
    for days in range(3):
        somebody_else_books(offering, "08:00", NOW.date() + timedelta(days=days))
    eleni = visit()

    eleni.opens(TIMES)

    eleni.is_at("Επιλέξτε ημέρα και ώρα")
    eleni.reads("Δεν υπάρχει ελεύθερη ώρα", "Όλες οι ώρες είναι κλεισμένες.", "2613 610 201")
    eleni.follows("Δείτε άλλα σημεία")
    eleni.is_at("Πρώτη ελεύθερη ώρα αλλού")
    eleni.follows("Δημαρχείο – Βιντεοκλήση")
    eleni.is_at("Επιλέξτε ημέρα και ώρα")
    eleni.reads("Πρώτη ελεύθερη ώρα: Δευτέρα 2 Φεβρουαρίου 2026, ώρα 08:00")


def test_a_public_holiday_says_what_it_is(visit: Visits, town: Town) -> None:
    town.offers()
    eleni = visit()

    eleni.opens(f"{TIMES}?day=2026-02-23")

    eleni.is_at("Επιλέξτε ημέρα και ώρα")
    eleni.reads("Η ημέρα είναι αργία", "Επιλέξτε άλλη ημέρα στο ημερολόγιο")


def test_after_the_cut_off_there_is_a_phone(visit: Visits, town: Town, clock: Clock) -> None:
    appointment = book(make_citizen(), town.offers(), "12:00")
    clock.now = at("11:30")
    eleni = visit()

    eleni.opens(link_of(appointment))

    eleni.is_at("Δευτέρα 2 Φεβρουαρίου 2026, ώρα 12:00")
    eleni.reads(
        "δεν μπορεί πλέον να αλλάξει από εδώ", "Αν δεν μπορείτε να έρθετε, καλέστε", "2613 610 201"
    )
    expect(eleni.page.get_by_role("link", name=re.compile("^Ακύρωση"))).to_have_count(0)
