"""What is typed: wrong or right, nothing of it is lost."""

import re

import pytest
from django.forms import MultipleChoiceField

from mydimos.booking.models import Appointment, Participant
from mydimos.web.citizen import drafts
from mydimos.web.citizen.book.forms.details import DetailsForm
from tests.web.bookings import ANOTHER, HERSELF, Visit, address_of, visit
from tests.web.visitors import Clock, clock, words_of

__all__ = ["clock", "visit"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name", "", "Συμπληρώστε το ονοματεπώνυμο."),
        ("name", "  ", "Συμπληρώστε το ονοματεπώνυμο."),
        ("name", "123", "Συμπληρώστε το ονοματεπώνυμο."),
        ("name", "Ε" * 121, "Το κείμενο είναι πολύ μεγάλο: έως 120 χαρακτήρες."),
        ("name", "Ελένη\0", "χαρακτήρες που δεν υποστηρίζονται"),
        ("name", "Ελένη \u202eacb", "χαρακτήρες που δεν υποστηρίζονται"),
        ("name", "Ελένη 😀", "χαρακτήρες που δεν υποστηρίζονται"),
        ("email", "", "Συμπληρώστε διεύθυνση email"),
        ("email", "eleni", "Συμπληρώστε διεύθυνση email"),
        ("email", "eleni@mail.example\r\nBcc: x@y.gr", "Συμπληρώστε διεύθυνση email"),
        ("email", f"{'e' * 300}@mail.example", "Συμπληρώστε διεύθυνση email"),
        ("phone", "", "Συμπληρώστε αριθμό τηλεφώνου"),
        ("phone", "123", "Συμπληρώστε αριθμό τηλεφώνου"),
        ("phone", "801 100 1000", "Συμπληρώστε αριθμό τηλεφώνου"),
        ("phone", "2721 ABC DEF", "Συμπληρώστε αριθμό τηλεφώνου"),
        ("phone", "6" * 5000, "Συμπληρώστε αριθμό τηλεφώνου"),
        ("notes", "Χ" * 501, "Το κείμενο είναι πολύ μεγάλο: έως 500 χαρακτήρες."),
        ("notes", "\u2066x", "χαρακτήρες που δεν υποστηρίζονται"),
        ("requirements", "a_helicopter", "Επιλέξτε μία από τις απαντήσεις."),
    ],
)
def test_what_cannot_be_used_is_a_clear_error_and_nothing_is_lost(
    visit: Visit, field: str, typed: str, said: str
) -> None:
    answer = visit.fill_in(HERSELF | {"notes": "Σημείωση"} | {field: typed})

    assert answer.status_code == 422
    assert said in words_of(answer)
    assert "Υπάρχει πρόβλημα" in words_of(answer)
    others = {"name", "email", "phone"} - {field}
    form = answer.context["form"]
    assert all(form[other].value() == HERSELF[other] for other in others)
    again = visit.client.get(f"{visit.way}details/").context["form"]
    assert all(again[other].value() == HERSELF[other] for other in others)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("2721 360 700", "+302721360700"),
        ("+44 121 234 5678", "+441212345678"),
        ("0044 121 234 5678", "+441212345678"),
        ("(693) 000-0001", "+306930000001"),
    ],
)
def test_a_phone_number_is_taken_as_people_write_it(visit: Visit, typed: str, stored: str) -> None:
    visit.fill_in(HERSELF | {"phone": typed})
    visit.declare()

    assert Participant.objects.get(role="served").phone == stored


@pytest.mark.parametrize("name", ["Ó Súilleabháin", "محمد علي", "Ғ Ұлы", "Άννα-Μαρία ντε Λα Κρουζ"])
def test_a_name_may_be_of_any_script(visit: Visit, name: str) -> None:
    visit.fill_in(HERSELF | {"name": name})
    visit.declare()

    assert Participant.objects.get(role="served").name == name


@pytest.mark.parametrize("answer", ["", "everybody", "self\0", "😀"])
def test_for_whom_is_one_of_the_answers(visit: Visit, answer: str) -> None:
    page = visit.client.post(visit.way, {"on_behalf": answer})

    assert page.status_code == 422
    assert "Επιλέξτε μία από τις απαντήσεις." in words_of(page)


def test_nobody_skips_a_step(visit: Visit) -> None:
    details = visit.client.get(f"{visit.way}details/")
    check = visit.client.get(f"{visit.way}check/")
    confirm = visit.client.post(f"{visit.way}confirm/", {"seen": "x"})

    assert details.headers["Location"] == visit.way
    assert check.headers["Location"] == f"{visit.way}details/?incomplete=1"
    assert confirm.headers["Location"] == f"{visit.way}details/?incomplete=1"
    assert not Appointment.objects.exists()


def test_details_of_another_are_kept_apart_from_ones_own(visit: Visit) -> None:
    visit.fill_in(HERSELF)
    visit.fill_in(ANOTHER)
    visit.client.post(visit.way, {"on_behalf": "self"})

    form = visit.client.get(f"{visit.way}details/").context["form"]

    assert form["name"].value() == "Ελένη Παπαδοπούλου"


def test_choosing_another_time_half_way_loses_nothing(visit: Visit) -> None:
    visit.client.post(visit.way, {"on_behalf": "self"})

    answer = visit.client.post(
        f"{visit.way}details/", HERSELF | {"another_time": "1", "phone": "1"}
    )
    visit.choose("10:00")

    assert answer.headers["Location"] == f"{address_of(visit.offering)}?day=2026-02-02"
    form = visit.client.get(f"{visit.way}details/").context["form"]
    assert form["email"].value() == "eleni@mail.example"
    assert form["phone"].value() == "1"


def test_whoever_had_filled_in_everything_checks_it_with_the_new_time(visit: Visit) -> None:
    visit.fill_in()

    answer = visit.choose("10:00")

    assert answer.headers["Location"] == f"{visit.way}check/"
    assert "ώρα 10:00" in words_of(visit.client.get(answer.headers["Location"]))


def test_a_form_sent_after_the_login_ended_is_not_lost(visit: Visit, clock: Clock) -> None:
    way = visit.way
    visit.client.cookies.clear()

    answer = visit.client.post(f"{way}details/", HERSELF)
    session = visit.client.session
    session["citizen"] = {
        "id": visit.citizen.pk, "kind": "person", "name": "", "at": clock.now.isoformat(),
    }  # fmt: skip
    session.save()

    assert answer.headers["Location"] == f"/login/?next=%2Fbook%2F{way.split('/')[2]}%2Fdetails%2F"
    form = visit.client.get(f"{way}details/").context["form"]
    assert form["email"].value() == "eleni@mail.example"


def test_after_booking_only_ones_own_addresses_stay_for_the_next(visit: Visit) -> None:
    visit.fill_in(HERSELF | {"requirements": ["lip_reading"], "notes": "Σημείωση"})
    visit.declare()
    visit.choose("10:00")

    visit.client.post(visit.way, {"on_behalf": "self"})
    form = visit.client.get(f"{visit.way}details/").context["form"]

    assert form["email"].value() == "eleni@mail.example"
    assert not form["notes"].value()
    assert not form["requirements"].value()


@pytest.mark.parametrize("button", ["language", "back", "another_time"])
def test_leaving_the_details_by_a_button_of_the_page_loses_nothing(
    visit: Visit, button: str
) -> None:
    visit.client.post(visit.way, {"on_behalf": "self"})
    typed = HERSELF | {"name": "Ελένη", "email": "eleni στο", "notes": "Σημείωση"}
    page = visit.client.get(f"{visit.way}details/").content.decode()

    visit.client.post(f"/en{visit.way}details/", typed | {button: "1"})

    assert re.search(rf'form="details"[^>]*name="{button}"', page)
    form = visit.client.get(f"{visit.way}details/").context["form"]
    assert {field: form[field].value() for field in ("name", "email", "phone", "notes")} == {
        field: typed[field] for field in ("name", "email", "phone", "notes")
    }


def test_the_other_language_shows_the_details_as_they_were_typed(visit: Visit) -> None:
    visit.client.post(visit.way, {"on_behalf": "self"})
    typed = HERSELF | {"email": "eleni στο", "language": "en"}

    page = visit.client.post(f"/en{visit.way}details/", typed, follow=True)

    assert page.redirect_chain == [(f"/en{visit.way}details/", 303)]
    assert "Your details" in words_of(page)
    assert page.context["form"]["email"].value() == "eleni στο"
    assert "Error" not in words_of(page)


def test_the_other_language_keeps_for_whom_it_is(visit: Visit) -> None:
    page = visit.client.post(
        f"/en{visit.way}", {"on_behalf": "other", "language": "en"}, follow=True
    )

    assert "Who is the appointment for?" in words_of(page)
    assert page.context["form"]["on_behalf"].value() == "other"


def test_another_time_keeps_for_whom_it_is(visit: Visit) -> None:
    answer = visit.client.post(visit.way, {"on_behalf": "other", "another_time": "1"})

    assert answer.headers["Location"].startswith(address_of(visit.offering))
    assert visit.client.get(visit.way).context["form"]["on_behalf"].value() == "other"


def test_every_field_of_the_details_is_kept_in_the_session() -> None:
    several = {
        name
        for name, field in DetailsForm.base_fields.items()
        if isinstance(field, MultipleChoiceField)
    }

    assert set(drafts.FIELDS) == set(DetailsForm.base_fields)
    assert several == drafts.SEVERAL
    assert set(drafts.FIELDS) >= drafts.OWN
