"""From the kept time to the booked appointment: for whom, how, what is said and stored."""

import pytest
from pytest_django import DjangoAssertNumQueries

from mydimos.booking.models import Appointment, Participant
from mydimos.directory.models import Channel, Offering
from mydimos.notices.models import Kind, LegalText
from tests.factories import at, make_offering
from tests.web.bookings import ANOTHER, COMPANY, HERSELF, Visit, visit
from tests.web.visitors import clock, words_of

__all__ = ["clock", "visit"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


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
    assert _declared() == ("2026-11-1", "privacy-notice")


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


@pytest.mark.parametrize(
    ("channel", "another", "named"),
    [
        (Channel.PHONE, "Δεν αρκεί να απαντήσετε εσείς.", "Στην κλήση πρέπει να απαντήσει"),
        (Channel.VIDEO, "Δεν αρκεί να συμμετέχετε εσείς.", "Στη βιντεοκλήση πρέπει να συμμετέχει"),
    ],
)
def test_nobody_is_told_to_appear_at_a_call(channel: Channel, another: str, named: str) -> None:
    visit = Visit(make_offering(channel=channel))
    who = words_of(visit.client.get(visit.way))
    visit.client.post(visit.way, {"on_behalf": "other"})
    details = words_of(visit.client.get(f"{visit.way}details/"))
    visit.fill_in(ANOTHER)
    check = words_of(visit.client.get(f"{visit.way}check/"))
    booked = visit.declare()
    done = words_of(visit.client.get(booked.headers["Location"]))

    assert another in who
    assert another in details
    for page in (check, done):
        assert f"{named} το εξής πρόσωπο: Μαρία Παππά." in page
    assert not [one for one in (who, details, done) if "εμφανιστ" in one]


def test_a_third_person_is_invited_to_a_video_call_only() -> None:
    guest = {"guest_name": "Νίκος Δήμου", "guest_email": "nikos@mail.example"}
    video, office = Visit(make_offering(channel=Channel.VIDEO)), Visit(make_offering())

    for one in (video, office):
        one.fill_in(HERSELF | guest)
        one.declare()

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
        kind=Kind.DECLARATION,
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
    assert _declared() == ("patras-3", "privacy-notice")


def test_what_is_no_longer_offered_is_said() -> None:
    visit = Visit(make_offering())
    visit.offering.is_active = False
    visit.offering.save()
    visit.hold.delete()

    assert visit.client.get("/book/").headers["Location"] == "/"


def test_each_page_takes_few_queries(
    visit: Visit, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(21):  # gives the first time up; the policy
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
    with django_assert_max_num_queries(31):  # three of them: the texts, stored once
        visit.client.post(f"{way}confirm/", {"seen": seen})
    with django_assert_max_num_queries(5):
        visit.client.get(f"/appointments/{way.split('/')[2]}/done/")


def _declared() -> tuple[str, str]:
    """The version of the declaration, and the kind of the other text, of the one appointment."""
    appointment = Appointment.objects.get()
    assert appointment.declaration
    assert appointment.notice
    return appointment.declaration.version, appointment.notice.kind
