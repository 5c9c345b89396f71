"""The code by which a participant sees his or her data after the links have ended."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from mydimos.audit.actors import Actor
from mydimos.audit.models import Line
from mydimos.booking.errors import CodeExpired, NoAddress, WrongCode
from mydimos.booking.models import AccessCode, Appointment, Participant
from mydimos.booking.rules import links_end_at, links_have_ended
from mydimos.booking.services import check_code, send_code, sweep
from mydimos.booking.services.resending import send_again
from mydimos.notifications.errors import SentTooOften
from tests.booking.mailing import cancel, for_her_father, mail, messages, sent
from tests.booking.test_races import all_at_once, told
from tests.factories import NOW, at, book, make_citizen, make_offering

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=20)  # long after the appointment


def booked() -> Appointment:
    return book(make_citizen(), make_offering(), "12:00", people=for_her_father())


def ask(appointment: Appointment, role: str = "served", *, minutes: int = 0) -> str:
    """Ask for a code; the code that was sent."""
    now = LATER + timedelta(minutes=minutes)
    send_code(appointment_id=appointment.public_id, role=role, by=Actor.link(), now=now)
    return code_of(appointment, role)


def code_of(appointment: Appointment, role: str = "served") -> str:
    code: str = AccessCode.objects.get(
        participant__appointment=appointment, participant__role=role
    ).code
    return code


def wrong_for(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def check(
    appointment: Appointment, code: str, role: str = "served", *, minutes: int = 1
) -> Participant:
    return check_code(
        appointment_id=appointment.public_id,
        role=role,
        code=code,
        by=Actor.link(),
        now=LATER + timedelta(minutes=minutes),
    )


# -- the end of the links


def test_links_end_a_week_after_the_end_of_the_appointment() -> None:
    appointment = Appointment.objects.get(pk=booked().pk)

    end = at("12:30") + timedelta(days=7)
    assert links_end_at(appointment) == end
    assert not links_have_ended(appointment, now=end - timedelta(seconds=1))
    assert links_have_ended(appointment, now=end)


def test_links_of_a_cancelled_appointment_are_counted_from_its_cancellation() -> None:
    appointment = booked()
    cancel(appointment)

    stored = Appointment.objects.get(pk=appointment.pk)
    assert links_end_at(stored) == NOW + timedelta(days=7)


# -- the mail


def test_the_code_goes_to_the_participant_of_the_link_only() -> None:
    appointment = booked()

    code = ask(appointment)

    letter = sent(appointment, "access_code", now=LATER)
    assert (letter.to, letter.invitation) == ("giorgos@mail.example", None)
    assert code in letter.text
    assert code in letter.html
    assert messages(appointment, "access_code", to="applicant") == []


def test_each_participant_has_a_code_of_his_or_her_own() -> None:
    appointment = booked()
    ask(appointment)
    hers = ask(appointment, "applicant")

    letter = sent(appointment, "access_code", to="applicant", now=LATER)
    assert letter.to == "eleni@mail.example"
    assert hers in letter.text
    if code_of(appointment) != hers:
        with pytest.raises(WrongCode):
            check(appointment, hers, "served")
    assert check(appointment, hers, "applicant").role == "applicant"


def test_the_mail_tells_neither_the_code_in_its_subject_nor_anything_of_the_appointment() -> None:
    appointment = booked()
    code = ask(appointment)

    letter = sent(appointment, "access_code", now=LATER)

    assert letter.subject == "Ο κωδικός που ζητήσατε"
    told_by_it = letter.subject + letter.text.replace(code, "")
    service = appointment.offering.service.name
    for secret in (service, appointment.spoken_reference, "Γιώργος", "12:00"):
        assert secret not in told_by_it


def test_the_mail_tells_until_when_the_code_counts() -> None:
    appointment = booked()
    ask(appointment)

    assert "07:40" in sent(appointment, "access_code", now=LATER).text


def test_the_mail_has_the_code_of_the_moment_of_sending() -> None:
    appointment = booked()
    ask(appointment)
    second = ask(appointment, minutes=1)

    letter = sent(appointment, "access_code", now=LATER + timedelta(minutes=2))

    assert second in letter.text


def test_a_mail_that_comes_too_late_is_dropped() -> None:
    appointment = booked()
    ask(appointment)

    assert mail(appointment, "access_code", now=LATER + timedelta(minutes=9)) is not None
    assert mail(appointment, "access_code", now=LATER + timedelta(minutes=10)) is None


def test_three_codes_an_hour_and_no_more_for_one_participant() -> None:
    appointment = booked()
    for minutes in (0, 10, 20):
        ask(appointment, minutes=minutes)

    with pytest.raises(SentTooOften):
        ask(appointment, minutes=59)
    ask(appointment, "applicant", minutes=59)
    ask(appointment, minutes=60)
    assert len(messages(appointment, "access_code")) == 4


def test_other_messages_about_the_appointment_are_not_counted_as_codes() -> None:
    appointment = booked()
    for _ in range(3):
        send_again(appointment_id=appointment.public_id, by=Actor.link(), now=NOW)

    send_code(appointment_id=appointment.public_id, role="served", by=Actor.link(), now=NOW)

    assert len(messages(appointment, "access_code")) == 1


def test_without_an_address_no_code_is_sent() -> None:
    appointment = booked()
    Participant.objects.filter(appointment=appointment).update(email=None, email_index=None)

    with pytest.raises(NoAddress):
        ask(appointment)


# -- the check


def test_the_right_code_opens_the_data_of_that_participant_once() -> None:
    appointment = booked()
    code = ask(appointment)

    assert check(appointment, code).name == "Γιώργος Παπαδόπουλος"
    with pytest.raises(CodeExpired):
        check(appointment, code)


def test_a_code_has_six_digits() -> None:
    codes = [ask(booked()) for _ in range(5)]

    assert all(len(code) == 6 and code.isdecimal() for code in codes)
    assert len(set(codes)) > 1


def test_a_code_keeps_the_zeros_in_front(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secrets.randbelow", lambda _: 42)
    appointment = booked()

    assert ask(appointment) == "000042"
    assert "000042" in sent(appointment, "access_code", now=LATER).text


def test_a_code_expires_after_ten_minutes() -> None:
    appointment = booked()
    code = ask(appointment)

    with pytest.raises(CodeExpired):
        check(appointment, code, minutes=10)
    assert check(appointment, code, minutes=9).role == "served"


def test_after_five_wrong_tries_the_right_code_is_refused_too() -> None:
    appointment = booked()
    code = ask(appointment)

    for left in (4, 3, 2, 1, 0):
        with pytest.raises(WrongCode) as refused:
            check(appointment, wrong_for(code))
        assert refused.value.tries_left == left
    with pytest.raises(CodeExpired):
        check(appointment, code)


def test_a_new_code_replaces_the_one_before_and_can_be_tried_five_times() -> None:
    appointment = booked()
    first = ask(appointment)
    with pytest.raises(WrongCode):
        check(appointment, wrong_for(first))
    second = ask(appointment, minutes=1)

    if first != second:
        with pytest.raises(WrongCode) as refused:
            check(appointment, first, minutes=2)
        assert refused.value.tries_left == 4
    assert check(appointment, second, minutes=2).role == "served"


def test_a_code_opens_no_other_appointment() -> None:
    mine, other = booked(), booked()
    code = ask(mine)

    with pytest.raises(CodeExpired):
        check(other, code)


def test_asking_trying_and_seeing_are_written_down_without_a_name() -> None:
    appointment = booked()
    code = ask(appointment)
    with pytest.raises(WrongCode):
        check(appointment, wrong_for(code))
    check(appointment, code)

    lines = Line.objects.filter(subject=appointment.trace, actor="link").order_by("pk")
    assert [line.act.removeprefix("appointment.") for line in lines] == [
        "code_sent",
        "code_wrong",
        "data_shown",
    ]
    assert {line.actor_id for line in lines} == {None}


def test_the_sweep_deletes_expired_codes_and_no_others() -> None:
    early, late = booked(), booked()
    ask(early)
    ask(late, minutes=5)

    sweep(now=LATER + timedelta(minutes=10))

    assert [one.participant.appointment for one in AccessCode.objects.all()] == [late]


def test_the_database_refuses_a_sixth_try() -> None:
    ask(booked())

    with pytest.raises(IntegrityError, match="access_code_most_tries"), transaction.atomic():
        AccessCode.objects.update(tries=6)


@pytest.mark.django_db(transaction=True)
def test_wrong_tries_at_one_moment_are_all_counted() -> None:
    appointment = booked()
    code = ask(appointment)
    wrong = wrong_for(code)

    outcomes = all_at_once([lambda: check(appointment, wrong) for _ in range(8)])

    assert told(outcomes) == {"WrongCode": 5, "CodeExpired": 3}
    assert AccessCode.objects.get().tries == 5


@pytest.mark.django_db(transaction=True)
def test_of_many_who_ask_at_one_moment_three_are_sent_a_code() -> None:
    appointment = booked()

    def attempt() -> str:
        try:
            return ask(appointment)
        except SentTooOften:
            return "refused"

    outcomes = all_at_once([attempt] * 8)

    assert outcomes.count("refused") == 5
    assert len(messages(appointment, "access_code")) == 3


@pytest.mark.django_db(transaction=True)
def test_a_wrong_try_inside_another_transaction_is_an_error_of_the_caller() -> None:
    appointment = booked()
    code = ask(appointment)

    with pytest.raises(RuntimeError), transaction.atomic():
        check(appointment, code)
