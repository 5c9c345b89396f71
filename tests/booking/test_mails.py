"""What the mails say."""

import re
from datetime import timedelta
from html import unescape

import pytest

from mydimos.booking.links import link_url, video_url
from mydimos.booking.models import Appointment
from mydimos.directory.models import Channel, Department, Municipality, Office, Resource
from tests.booking.mailing import cancel, for_her_father, for_the_company, messages, move, sent
from tests.factories import (
    NOW,
    book,
    for_herself,
    make_citizen,
    make_municipality,
    make_offering,
    make_office,
    make_service,
)

pytestmark = pytest.mark.django_db

ENGLISH = for_herself(language="en")


def test_the_confirmation_says_what_when_where_and_for_whom() -> None:
    appointment = book(make_citizen(), make_offering(), "13:00")

    mail = sent(appointment)

    assert mail.to == "eleni@mail.example"
    assert mail.subject == (
        "Το ραντεβού σας επιβεβαιώθηκε: Δευτέρα 2 Φεβρουαρίου 2026, ώρα 13:00"
        f" ({appointment.spoken_reference})"
    )
    for told in (
        "Το ραντεβού σας με υπηρεσία του Δήμου Πατρέων επιβεβαιώθηκε.",
        "Δευτέρα 2 Φεβρουαρίου 2026, ώρα 13:00",
        "Διάρκεια: 30 λεπτά",
        "Δημαρχείο\nΜαιζώνος 108, 26221 Πάτρα",
        "Πιστοποιητικό γέννησης",
        "Στο ραντεβού έρχεστε εσείς (Ελένη Παπαδοπούλου).",
        "- Ταυτότητα",
        appointment.spoken_reference,
        "2610 000 001",
        link_url(appointment, "served", "el"),
        "Μπορείτε να αλλάξετε την ώρα έως τη Δευτέρα 2 Φεβρουαρίου 2026, ώρα 09:00.",
        "Μπορείτε να ακυρώσετε έως τη Δευτέρα 2 Φεβρουαρίου 2026, ώρα 12:00.",
        "/privacy/",
    ):
        assert told in mail.text


def test_a_message_knows_its_municipality_and_its_medium() -> None:
    appointment = book(make_citizen(), make_offering())

    (message,) = messages(appointment, "confirmation")

    assert message.municipality == appointment.municipality.code
    assert message.medium == "mail"


def test_both_parts_say_the_same() -> None:
    mail = sent(book(make_citizen(), make_offering()))

    body = mail.html.partition("<body")[2]
    words_of_html = set(unescape(re.sub(r"<[^>]+>", " ", f"<{body}")).split())
    words_of_text = set(re.sub(r":\nhttp\S+", " ", mail.text).split()) - {"-", "--"}
    assert {word.rstrip(".") for word in words_of_text} - {"."} == {
        word.rstrip(".") for word in words_of_html
    } - {""}


def test_the_sender_is_the_municipality_and_answers_reach_the_office() -> None:
    municipality = make_municipality(email="info@patras.example")
    office = make_office(municipality, email="dimarxeio@patras.example")
    service = make_service(municipality)

    mail = sent(book(make_citizen(), make_offering(service=service, office=office)))

    assert mail.sender_name == "Δήμος Πατρέων"
    assert mail.reply_to == "dimarxeio@patras.example"
    assert "δεν διαβάζονται" not in mail.text


def test_where_nobody_reads_answers_the_mail_says_so() -> None:
    mail = sent(book(make_citizen(), make_offering()))

    assert mail.reply_to == ""
    assert "Οι απαντήσεις σε αυτό το μήνυμα δεν διαβάζονται." in mail.text


def test_the_office_is_found_on_a_map() -> None:
    appointment = book(make_citizen(), make_offering())
    assert "openstreetmap.org/search?query=" in sent(appointment).text

    Office.objects.update(latitude="38.246242", longitude="21.735084")

    assert "openstreetmap.org/?mlat=38.246242&mlon=21.735084" in sent(appointment).text


def test_a_phone_appointment_says_who_calls_whom_and_that_it_is_for_information_only() -> None:
    appointment = book(make_citizen(), make_offering(channel=Channel.PHONE))

    text = sent(appointment).text

    assert "Υπάλληλος του Δήμου θα σας καλέσει στον αριθμό 690 000 0001." in text
    assert "μόνο για ενημέρωση" in text
    assert "Για την τηλεφωνική κλήση δεν απαιτούνται δικαιολογητικά." in text
    assert "Ταυτότητα" not in text
    assert "Δημαρχείο\nΜαιζώνος" not in text


def test_a_video_appointment_says_what_it_needs_and_when_its_link_opens() -> None:
    appointment = book(make_citizen(), make_offering(channel=Channel.VIDEO), "13:00")

    text = sent(appointment).text

    assert video_url(appointment, "served", "el") in text
    assert "Ανοίγει στις 12:45." in text
    assert "κάμερα και μικρόφωνο" in text


def test_whoever_was_booked_for_is_told_to_appear_in_person() -> None:
    appointment = book(make_citizen(), make_offering(), people=for_her_father())

    mail = sent(appointment)

    assert mail.to == "giorgos@mail.example"
    assert "Το ραντεβού το έκλεισε για εσάς άλλο πρόσωπο. Πρέπει να έρθετε εσείς." in (mail.text)


def test_the_copy_says_that_it_is_one_and_has_a_link_of_its_own() -> None:
    appointment = book(make_citizen(), make_offering(), people=for_her_father())

    mail = sent(appointment, to="applicant")

    assert mail.to == "eleni@mail.example"
    assert "αντίγραφο, για το πρόσωπο που έκλεισε το ραντεβού" in mail.text
    assert "Το ραντεβού που κλείσατε με υπηρεσία του Δήμου Πατρέων" in mail.text
    assert "Στο ραντεβού πρέπει να έρθει: Γιώργος Παπαδόπουλος." in mail.text
    assert "εσείς" not in mail.text
    assert link_url(appointment, "applicant", "el") in mail.text
    assert link_url(appointment, "served", "el") not in mail.text + mail.html


def test_without_the_wish_for_a_copy_only_one_mail_is_queued() -> None:
    appointment = book(make_citizen(), make_offering())

    with pytest.raises(IndexError):
        sent(appointment, to="applicant")


def test_a_company_is_told_where_to_send_its_papers() -> None:
    appointment = book(make_citizen("company"), make_offering(), people=for_the_company())

    mail = sent(appointment, to="representative")

    assert "Αφοί Παπαδόπουλοι & Σία Ο.Ε." in mail.text
    assert "νομιμοποιητικά έγγραφα" in mail.text
    assert "registry@patras.example" in mail.text
    assert "Αφοί Παπαδόπουλοι &amp; Σία Ο.Ε." in mail.html


def test_where_no_address_for_papers_is_known_a_company_is_told_to_call() -> None:
    offering = make_offering()
    Department.objects.update(papers_email="")

    mail = sent(
        book(make_citizen("company"), offering, people=for_the_company()), to="representative"
    )

    assert "Για τη διεύθυνση, καλέστε το σημείο εξυπηρέτησης." in mail.text


def test_the_employee_who_was_asked_for_is_named() -> None:
    appointment = book(make_citizen(), make_offering())
    Appointment.objects.update(named_employee=Resource.objects.get())

    assert f"Υπάλληλος: {Resource.objects.get().name_el}" in sent(appointment).text


def test_a_change_says_the_new_time_and_that_the_old_one_is_gone() -> None:
    appointment = book(make_citizen(), make_offering(), "12:00")

    mail = sent(move(appointment, "13:00"), "change")

    assert mail.subject.startswith(
        "Νέα ώρα για το ραντεβού σας: Δευτέρα 2 Φεβρουαρίου 2026, ώρα 13:00"
    )
    assert (
        "Η προηγούμενη ώρα (Δευτέρα 2 Φεβρουαρίου 2026, ώρα 12:00) δεν ισχύει πλέον." in mail.text
    )
    assert "- Ταυτότητα" in mail.text


def test_a_cancellation_offers_a_new_appointment_and_no_link_that_has_ended() -> None:
    appointment = book(make_citizen(), make_offering(), "13:00")

    mail = sent(cancel(appointment), "cancellation")

    assert mail.subject == f"Το ραντεβού σας ακυρώθηκε ({appointment.spoken_reference})"
    assert "Το ραντεβού σας ακυρώθηκε, όπως ζητήσατε." in mail.text
    assert f"http://127.0.0.1:8000/m/{Municipality.objects.get().slug}/" in mail.text
    assert "/a/" not in mail.text + mail.html
    assert mail.invitation is not None
    assert mail.invitation.method == "CANCEL"


def test_whoever_was_booked_for_is_not_told_to_have_asked_for_the_cancellation() -> None:
    appointment = book(make_citizen(), make_offering(), "13:00", people=for_her_father())

    mail = sent(cancel(appointment), "cancellation")

    assert "όπως ζητήσατε" not in mail.text
    assert "Αν δεν ζητήσατε εσείς την ακύρωση" in mail.text


def test_when_the_municipality_cancels_it_apologises() -> None:
    appointment = book(make_citizen(), make_offering(), "13:00")
    cancel(appointment)
    Appointment.objects.update(status=Appointment.Status.CANCELLED_BY_MUNICIPALITY)

    text = sent(appointment, "cancellation").text

    assert "Ο Δήμος χρειάστηκε να ακυρώσει το ραντεβού σας. Ζητούμε συγγνώμη" in text
    assert "Αν δεν ζητήσατε" not in text


def test_two_equal_cut_offs_are_told_once_and_midnight_as_the_end_of_a_day() -> None:
    day = timedelta(hours=12)  # before noon of Monday: midnight
    offering = make_offering(move_cutoff=day, cancel_cutoff=day, notice=timedelta(0))
    appointment = book(make_citizen(), offering, "12:00", now=NOW - timedelta(days=1))

    text = sent(appointment, now=NOW - timedelta(days=1)).text

    assert "Αλλαγή ώρας ή ακύρωση: έως και την Κυριακή 1 Φεβρουαρίου 2026." in text
    assert "Μπορείτε να ακυρώσετε" not in text


def test_a_long_appointment_is_as_long_as_the_page_says() -> None:
    appointment = book(make_citizen(), make_offering(minutes=90), "09:30")

    assert "Διάρκεια: 1 ώρα και 30 λεπτά." in sent(appointment).text


def test_phone_numbers_can_be_called_by_a_touch() -> None:
    html = sent(book(make_citizen(), make_offering())).html

    assert 'href="tel:+302610000001"' in html
    assert 'href="tel:2610' not in html


def test_what_to_bring_and_the_way_to_cancel_come_before_the_rest() -> None:
    text = sent(book(make_citizen(), make_offering())).text
    order = ["Πότε", "Πού", "Τι χρειάζεται", "Άνοιγμα του ραντεβού", "Υπηρεσία", "Κωδικός ραντ"]

    assert sorted(order, key=text.index) == order


def test_when_it_is_too_late_to_change_the_mail_says_whom_to_call() -> None:
    appointment = book(make_citizen(), make_offering(cancel_cutoff=timedelta(hours=3)), "09:00")

    text = sent(appointment).text

    assert "Η ώρα δεν μπορεί πλέον να αλλάξει από εδώ. Καλέστε το σημείο εξυπηρέτησης: 2610" in text
    assert "Το ραντεβού δεν μπορεί πλέον να ακυρωθεί από εδώ." in text


def test_the_invitation_goes_along() -> None:
    mail = sent(book(make_citizen(), make_offering()))

    assert mail.invitation is not None
    assert mail.invitation.method == "REQUEST"
    assert "METHOD:REQUEST" in mail.invitation.content


@pytest.mark.parametrize("channel", Channel.values)
@pytest.mark.parametrize("kind", ["confirmation", "change", "cancellation"])
def test_an_english_mail_is_english_throughout(channel: str, kind: str) -> None:
    appointment = book(make_citizen(), make_offering(channel=channel), "12:00", people=ENGLISH)
    Appointment.objects.update(named_employee=Resource.objects.get())
    Resource.objects.update(name_en="Maria P.")
    if kind == "change":
        move(appointment, "13:00")
    if kind == "cancellation":
        cancel(appointment)

    mail = sent(appointment, kind)

    words = (mail.subject + mail.text).replace("Ελένη Παπαδοπούλου", "")
    assert [letter for letter in words if "Ͱ" <= letter <= "Ͽ"] == []
    assert '<html lang="en">' in mail.html
    assert "/en/" in mail.text


def test_names_are_written_as_text_never_as_html() -> None:
    mean = for_herself(name='<a href="https://evil.example">Κλικ</a>')

    mail = sent(book(make_citizen(), make_offering(), people=mean))

    assert '<a href="https://evil' not in mail.html
    assert '<a href="https://evil.example">Κλικ</a>' in mail.text


def test_the_subject_tells_neither_the_service_nor_who_it_is_for() -> None:
    service = make_service(
        make_municipality(), name_el="Επίδομα αναπηρίας", is_special_category=True
    )
    appointment = book(make_citizen(), make_offering(service=service), "12:00")

    subjects = [sent(appointment).subject, sent(move(appointment, "13:00"), "change").subject]
    subjects.append(sent(cancel(appointment), "cancellation").subject)

    for subject in subjects:
        for word in ("Επίδομα", "αναπηρίας", service.department.name_el, "Ελένη", "Παπαδοπούλου"):
            assert word not in subject


def test_requirements_are_in_no_mail() -> None:
    deaf = for_herself(requirements=("sign_language",), notes="Κωφή από γέννηση")

    mail = sent(book(make_citizen(), make_offering(), people=deaf))

    assert "νοηματική" not in mail.text
    assert "Κωφή" not in mail.text + mail.html


def test_a_mail_loads_nothing_from_elsewhere() -> None:
    html = sent(book(make_citizen(), make_offering())).html

    for loading in ("<img", "<link", "<script", "url(", "@import", "<style"):
        assert loading not in html
