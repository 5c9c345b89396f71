"""From the kept time to the booked appointment: nothing is booked twice, nothing typed is lost."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from mydimos.booking.models import Appointment, Hold, Occupancy, Participant
from mydimos.booking.services import take_hold
from mydimos.directory.models import Channel, LegalText, NeedMember, Offering
from tests.factories import NOW, at, book, make_citizen, make_offering
from tests.web.test_times import address_of
from tests.web.visitors import Clock, Page, clock, logged_in, words_of

__all__ = ["clock"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

HERSELF = {
    "on_behalf": "self",
    "name": "Ελένη Παπαδοπούλου",
    "email": "eleni@mail.example",
    "phone": "69 0000 0001",
    "notes": "",
}
ANOTHER = HERSELF | {"on_behalf": "other", "name": "Μαρία Παππά", "email": "maria@mail.example"}
COMPANY = HERSELF | {"on_behalf": "company", "company": "Αλμύρα Τρόφιμα Α.Ε."}


class Visit:
    """Somebody who logged in and chose a time."""

    def __init__(self, offering: Offering, clock: str = "09:00", kind: str = "person") -> None:
        self.offering = offering
        self.citizen = make_citizen(kind)
        self.client = logged_in(self.citizen)
        self.choose(clock)

    def choose(self, clock: str) -> Page:
        """Press a time."""
        chosen = {"starts_at": at(clock).isoformat()}
        return self.client.post(address_of(self.offering), chosen)

    @property
    def hold(self) -> Hold:
        return Hold.objects.get(citizen=self.citizen)

    @property
    def way(self) -> str:
        return f"/book/{self.hold.public_id}/"

    def fill_in(self, typed: dict[str, Any] | None = None, way: str = "") -> Page:
        """Send both forms."""
        typed = typed or HERSELF
        way = way or self.way
        self.client.post(way, {"on_behalf": typed["on_behalf"]})
        return self.client.post(f"{way}details/", typed)

    def declare(self, way: str = "") -> Page:
        """Look at the answers and press the button."""
        way = way or self.way
        seen = self.client.get(f"{way}check/").context["seen"]
        return self.client.post(f"{way}confirm/", {"seen": seen})


@pytest.fixture
def visit() -> Visit:
    return Visit(make_offering())


def test_the_whole_way(visit: Visit) -> None:
    who = visit.client.get(visit.way)
    assert "Για ποιο πρόσωπο κλείνετε το ραντεβού;" in words_of(who)

    assert visit.fill_in().headers["Location"] == f"{visit.way}check/"
    booked = visit.declare()

    appointment = Appointment.objects.get()
    assert booked.status_code == 303
    assert booked.headers["Location"] == f"/appointments/{appointment.public_id}/done/"
    done = words_of(visit.client.get(booked.headers["Location"]))
    assert "Το ραντεβού σας κλείστηκε" in done
    assert appointment.spoken_reference in done
    assert "eleni@mail.example" in done
    assert "Ταυτότητα" in done


def test_what_was_typed_is_what_is_stored(visit: Visit) -> None:
    typed = HERSELF | {"requirements": ["sign_language"], "notes": "Χρειάζομαι χρόνο"}
    visit.fill_in(typed)
    visit.declare()

    served = Participant.objects.get(role="served")
    assert (served.name, served.email) == ("Ελένη Παπαδοπούλου", "eleni@mail.example")
    assert served.phone == "+306900000001"
    assert served.requirements == ["sign_language"]
    assert served.notes == "Χρειάζομαι χρόνο"
    assert served.language == "el"
    assert Appointment.objects.get().declaration_version == "2026-11-1"


def test_an_english_reader_gets_english_messages(visit: Visit) -> None:
    visit.client.post(f"/en{visit.way}", {"on_behalf": "self"})
    visit.client.post(f"/en{visit.way}details/", HERSELF)
    seen = visit.client.get(f"/en{visit.way}check/").context["seen"]
    visit.client.post(f"/en{visit.way}confirm/", {"seen": seen})

    assert Participant.objects.get(role="served").language == "en"


def test_the_name_of_the_login_fills_in_the_form_for_oneself_only(visit: Visit) -> None:
    visit.client.post(visit.way, {"on_behalf": "self"})
    for_herself = visit.client.get(f"{visit.way}details/").context["form"]
    visit.client.post(visit.way, {"on_behalf": "other"})
    for_another = visit.client.get(f"{visit.way}details/").context["form"]

    assert for_herself["name"].value() == "ΕΛΕΝΗ ΠΑΠΑΔΟΠΟΥΛΟΥ"
    assert not for_another["name"].value()


def test_for_another_person_who_must_appear_is_said_and_a_copy_can_be_had(visit: Visit) -> None:
    visit.client.post(visit.way, {"on_behalf": "other"})
    details = words_of(visit.client.get(f"{visit.way}details/"))
    visit.fill_in(ANOTHER | {"copy_to": "eleni@mail.example"})
    check = words_of(visit.client.get(f"{visit.way}check/"))
    visit.declare()

    assert "Δεν αρκεί να εμφανιστείτε εσείς." in details
    assert "Στο ραντεβού πρέπει να εμφανιστεί το εξής πρόσωπο: Μαρία Παππά." in check
    assert "το πρόσωπο που θα εξυπηρετηθεί γνωρίζει" in check  # the declaration for another
    assert Participant.objects.get(role="served").name == "Μαρία Παππά"
    assert Participant.objects.get(role="applicant").email == "eleni@mail.example"


def test_for_a_company_its_papers_go_to_the_department_before(visit: Visit) -> None:
    visit.fill_in(COMPANY)
    check = words_of(visit.client.get(f"{visit.way}check/"))
    visit.declare()

    assert "registry@patras.example" in check
    assert Participant.objects.get(role="representative").company == "Αλμύρα Τρόφιμα Α.Ε."


def test_a_company_login_books_for_the_company_alone() -> None:
    visit = Visit(make_offering(), kind="company")

    asked = visit.client.get(visit.way)
    details = visit.client.get(asked.headers["Location"])
    visit.client.post(f"{visit.way}details/", ANOTHER)  # a form that was changed
    check = visit.client.get(f"{visit.way}check/")

    assert asked.headers["Location"] == f"{visit.way}details/"
    assert details.context["form"]["company"].value() == "ΕΛΕΝΗ ΠΑΠΑΔΟΠΟΥΛΟΥ"
    assert check.headers["Location"] == f"{visit.way}details/?incomplete=1"
    visit.fill_in(COMPANY)
    visit.declare()
    assert Appointment.objects.get().on_behalf == "company"


def test_by_phone_it_is_information_only_and_nothing_is_brought() -> None:
    visit = Visit(make_offering(channel=Channel.PHONE))
    visit.client.post(visit.way, {"on_behalf": "self"})

    details = visit.client.get(f"{visit.way}details/")
    visit.fill_in()
    booked = visit.declare()
    done = words_of(visit.client.get(booked.headers["Location"]))

    assert "θα σας καλέσει στον αριθμό τηλεφώνου" in words_of(details)
    assert "requirements" not in details.context["form"].fields
    assert "μόνο για ενημέρωση" in done
    assert "Ταυτότητα" not in done


def test_a_third_person_is_invited_to_a_video_call_only() -> None:
    guest = {"guest_name": "Νίκος Δήμου", "guest_email": "nikos@mail.example"}
    video, office = Visit(make_offering(channel=Channel.VIDEO)), Visit(make_offering())

    for visit in (video, office):
        visit.fill_in(HERSELF | guest)
        visit.declare()

    [invited] = Participant.objects.filter(role="guest")
    assert invited.appointment.channel == "video"
    assert (invited.name, invited.email) == ("Νίκος Δήμου", "nikos@mail.example")


@pytest.mark.parametrize(
    ("guest", "field"),
    [
        ({"guest_name": "Νίκος"}, "guest_email"),
        ({"guest_email": "nikos@mail.example"}, "guest_name"),
    ],
)
def test_half_a_third_person_is_an_error(guest: dict[str, str], field: str) -> None:
    answer = Visit(make_offering(channel=Channel.VIDEO)).fill_in(HERSELF | guest)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


# -- what is typed --------------------------------------------------------------------------------


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


# -- the same form twice, another tab, another person ---------------------------------------------


def test_sent_twice_it_is_one_appointment(visit: Visit) -> None:
    visit.fill_in()
    way, seen = visit.way, visit.client.get(f"{visit.way}check/").context["seen"]

    first = visit.client.post(f"{way}confirm/", {"seen": seen})
    second = visit.client.post(f"{way}confirm/", {"seen": seen})

    assert first.headers["Location"] == second.headers["Location"]
    assert Appointment.objects.count() == 1


@pytest.mark.parametrize("page", ["", "details/", "check/"])
def test_the_back_button_leads_to_the_appointment(visit: Visit, page: str) -> None:
    visit.fill_in()
    way = visit.way
    booked = visit.declare()

    assert visit.client.get(f"{way}{page}").headers["Location"] == booked.headers["Location"]


@pytest.mark.parametrize("page", ["", "details/", "confirm/"])
def test_a_tab_whose_time_was_given_up_is_told_and_books_nothing(visit: Visit, page: str) -> None:
    visit.fill_in()
    old = visit.way
    visit.choose("10:00")

    answer = visit.client.post(f"{old}{page}", HERSELF | {"seen": "x"})

    assert answer.status_code == 409
    assert "Επιλέξατε άλλη ώρα σε άλλη καρτέλα." in words_of(answer)
    assert "ώρα 10:00" in words_of(answer)
    assert f'href="{visit.way}check/"' in answer.content.decode()
    assert not Appointment.objects.exists()


def test_what_was_typed_in_the_old_tab_is_kept_for_the_new_time(visit: Visit) -> None:
    old = visit.way
    visit.choose("10:00")

    visit.client.post(f"{old}details/", HERSELF)

    assert visit.client.get(f"{visit.way}check/").context["people"].served.name == HERSELF["name"]


def test_nobody_declares_what_they_did_not_see(visit: Visit) -> None:
    """Another tab changed the details after this one showed them."""
    visit.fill_in()
    seen = visit.client.get(f"{visit.way}check/").context["seen"]
    visit.fill_in(HERSELF | {"email": "other@mail.example"})

    answer = visit.client.post(f"{visit.way}confirm/", {"seen": seen})

    assert answer.status_code == 409
    assert "Κάτι άλλαξε σε άλλη καρτέλα." in words_of(answer)
    assert "other@mail.example" in words_of(answer)
    assert not Appointment.objects.exists()


@pytest.mark.parametrize("page", ["", "details/", "check/", "confirm/"])
def test_a_time_kept_for_another_person_is_nobodys_business(visit: Visit, page: str) -> None:
    stranger = logged_in(make_citizen())

    answers = [stranger.get(f"{visit.way}{page}")]
    if page != "check/":
        answers.append(stranger.post(f"{visit.way}{page}"))

    for answer in answers:
        assert answer.status_code == 409
        assert "09:00" not in words_of(answer)
    assert stranger.get(f"/book/{uuid4()}/").status_code == 409


def test_an_appointment_of_another_person_is_not_shown_as_done(visit: Visit) -> None:
    visit.fill_in()
    done = visit.declare().headers["Location"]

    assert logged_in(make_citizen()).get(done).status_code == 404


@pytest.mark.parametrize("page", ["", "details/", "check/", "confirm/"])
def test_without_a_login_one_logs_in_and_comes_back(visit: Visit, page: str) -> None:
    answer = Client().get(f"{visit.way}{page}")

    assert answer.headers["Location"].startswith("/login/?next=%2Fbook%2F")


# -- time runs out --------------------------------------------------------------------------------


def test_a_kept_time_that_ran_out_is_kept_again_if_it_is_free(visit: Visit, clock: Clock) -> None:
    visit.fill_in()
    old = visit.way
    clock.now += timedelta(minutes=11)

    answer = visit.client.get(f"{old}check/")

    assert answer.headers["Location"] == f"{visit.way}check/?again=1"
    assert visit.way != old
    page = words_of(visit.client.get(answer.headers["Location"]))
    assert "η ώρα ήταν ακόμη ελεύθερη" in page
    assert "eleni@mail.example" in page
    visit.declare()
    assert Appointment.objects.get().starts_at == at("09:00")


def test_it_confirms_though_it_ran_out_as_long_as_nobody_has_it(visit: Visit, clock: Clock) -> None:
    visit.fill_in()
    seen = visit.client.get(f"{visit.way}check/").context["seen"]
    clock.now += timedelta(minutes=11)

    answer = visit.client.post(f"{visit.way}confirm/", {"seen": seen})

    assert "/done/" in answer.headers["Location"]


def test_taken_meanwhile_the_nearest_times_are_offered_and_nothing_typed_is_lost(
    visit: Visit, clock: Clock
) -> None:
    visit.fill_in()
    seen = visit.client.get(f"{visit.way}check/").context["seen"]
    clock.now += timedelta(minutes=11)
    book(make_citizen(), visit.offering, "09:00", now=clock.now)

    answer = visit.client.post(f"{visit.way}confirm/", {"seen": seen})

    assert answer.status_code == 409
    assert "Αυτή η ώρα μόλις κλείστηκε από άλλο πρόσωπο." in words_of(answer)
    assert answer.context["nearest"] == [at("08:00"), at("08:30"), at("09:30")]
    assert visit.choose("09:30").headers["Location"] == f"{visit.way}check/"
    visit.declare()
    assert Appointment.objects.filter(participants__citizen=visit.citizen).count() == 1


def test_taken_before_the_login_returned_the_nearest_times_are_offered() -> None:
    offering = make_offering()
    book(make_citizen(), offering, "09:00")

    answer = logged_in(make_citizen()).post(
        address_of(offering), {"starts_at": at("09:00").isoformat()}
    )

    assert answer.status_code == 409
    assert answer.context["nearest"] == [at("08:00"), at("08:30"), at("09:30")]
    assert f'value="{at("08:30").isoformat()}"' in answer.content.decode()


def test_the_nearest_times_are_those_of_the_employee_who_was_chosen() -> None:
    offering = make_offering(desks=2, names_employee=True)
    wanted = NeedMember.objects.filter(need__offering=offering).order_by("resource")[0].resource
    chosen = {"starts_at": at("09:00").isoformat(), "employee": str(wanted.public_id)}
    for taken in ("09:00", "09:30"):
        take_hold(
            citizen=make_citizen(),
            offering=offering,
            starts_at=at(taken),
            named_employee=wanted.pk,
            now=NOW,
        )

    answer = logged_in(make_citizen()).post(address_of(offering), chosen)

    assert answer.context["nearest"] == [at("08:00"), at("08:30"), at("10:00")]
    assert f'name="employee" value="{wanted.public_id}"' in answer.content.decode()


def test_where_nothing_else_is_free_the_office_can_be_called() -> None:
    offering = make_offering(opens="09:00", closes="09:30", horizon_days=1)
    book(make_citizen(), offering, "09:00")

    answer = logged_in(make_citizen()).post(
        address_of(offering), {"starts_at": at("09:00").isoformat()}
    )

    assert "δεν υπάρχει άλλη κοντινή ελεύθερη ώρα" in words_of(answer)
    assert "2610 000 001" in words_of(answer)


def test_a_time_that_was_thrown_away_can_be_tried_again(visit: Visit) -> None:
    way = visit.way
    visit.hold.delete()
    Occupancy.objects.all().delete()

    answer = visit.client.get(way)

    assert answer.status_code == 409
    assert 'href="/book/"' in answer.content.decode()
    assert visit.client.get("/book/").headers["Location"] == visit.way


def test_the_page_says_until_when_the_time_is_kept(visit: Visit) -> None:
    page = visit.client.get(visit.way)

    assert "Κρατάμε αυτή την ώρα για εσάς έως τις 07:40." in words_of(page)
    assert 'data-seconds="600"' in page.content.decode()


# -- limits ---------------------------------------------------------------------------------------


def test_more_than_is_allowed_is_refused_with_a_way_out() -> None:
    visit = Visit(make_offering(max_active_per_person=1))
    visit.fill_in()
    visit.declare()

    answer = visit.choose("10:00")

    assert answer.status_code == 409
    assert "μέγιστο αριθμό ραντεβού για αυτή την υπηρεσία (1)" in words_of(answer)
    assert 'href="/appointments/"' in answer.content.decode()
    assert "2610 000 001" in words_of(answer)


def test_a_limit_that_was_lowered_meanwhile_is_met_when_booking(visit: Visit) -> None:
    visit.fill_in()
    visit.declare()
    visit.choose("10:00")
    visit.fill_in()
    seen = visit.client.get(f"{visit.way}check/").context["seen"]
    Offering.objects.update(max_active_per_person=1)

    assert visit.client.post(f"{visit.way}confirm/", {"seen": seen}).status_code == 409
    assert Appointment.objects.count() == 1


def test_choosing_again_and_again_is_slowed_down_for_one_person_only(visit: Visit) -> None:
    answers = [visit.choose("10:00").status_code for _ in range(30)]
    other = Visit(visit.offering, "11:00")  # behind the same address

    assert answers[-1] == 429
    assert other.hold.starts_at == at("11:00")


def test_an_overlong_text_comes_back_whole(visit: Visit) -> None:
    text = "Χ" * 20_000

    answer = visit.fill_in(HERSELF | {"notes": text})

    assert answer.status_code == 422
    assert text in answer.content.decode()


def test_a_declaration_of_the_municipality_is_shown_and_its_version_kept(visit: Visit) -> None:
    LegalText.objects.create(
        municipality=visit.offering.service.municipality,
        kind=LegalText.Kind.DECLARATION,
        language="el",
        version="patras-3",
        body="## self\n\nΔηλώνω ότι είμαι εγώ.",
    )
    visit.fill_in()
    for_herself = words_of(visit.client.get(f"{visit.way}check/"))
    visit.fill_in(ANOTHER)
    for_another = words_of(visit.client.get(f"{visit.way}check/"))
    visit.fill_in()
    visit.declare()

    assert "Δηλώνω ότι είμαι εγώ." in for_herself
    assert "πρέπει να εμφανιστεί το ίδιο" in for_another
    assert Appointment.objects.get().declaration_version == "patras-3"


def test_what_is_no_longer_offered_is_said() -> None:
    visit = Visit(make_offering())
    visit.offering.is_active = False
    visit.offering.save()
    visit.hold.delete()

    assert visit.client.get("/book/").headers["Location"] == "/"


# -- cost -----------------------------------------------------------------------------------------


def test_each_page_takes_few_queries(
    visit: Visit, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(20):  # gives the first time up
        visit.choose("10:00")
    way = visit.way
    with django_assert_max_num_queries(2):
        visit.client.get(way)
    visit.fill_in()
    with django_assert_max_num_queries(2):
        visit.client.get(f"{way}details/")
    with django_assert_max_num_queries(3):
        page = visit.client.get(f"{way}check/")
    seen = page.context["seen"]
    with django_assert_max_num_queries(22):
        visit.client.post(f"{way}confirm/", {"seen": seen})
    with django_assert_max_num_queries(5):
        visit.client.get(f"/appointments/{way.split('/')[2]}/done/")
