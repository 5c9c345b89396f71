"""Telling the operator what did not work."""

import pytest
from django.test import Client
from pytest_django import Settings

from mydimos.feedback.mails import compose
from mydimos.feedback.models import Feedback
from mydimos.notifications.models import Message
from tests.factories import NOW
from tests.web.visitors import words_of

pytestmark = pytest.mark.django_db

SAID = {"words": "Το ημερολόγιο δεν διαβάζεται.", "page": "", "email": "eleni@mail.example"}


def test_what_is_said_is_kept_and_the_operator_is_told(settings: Settings) -> None:
    settings.FEEDBACK_EMAIL = "operator@mydimos.example"

    answer = Client().post("/feedback/", SAID, follow=True)

    assert answer.redirect_chain == [("/feedback/thanks/", 303)]
    mail = compose(Message.objects.get(), now=NOW)
    assert mail is not None
    assert (mail.to, mail.reply_to) == ("operator@mydimos.example", "eleni@mail.example")
    assert SAID["words"] in mail.text
    assert SAID["words"] in mail.html


def test_without_an_operator_it_is_kept_and_nothing_is_mailed(settings: Settings) -> None:
    settings.FEEDBACK_EMAIL = ""
    Client().post("/feedback/", SAID)

    assert Feedback.objects.get().words == SAID["words"]
    assert compose(Message.objects.get(), now=NOW) is None


@pytest.mark.parametrize("wrong", [{"words": ""}, {"words": "α" * 4001}, {"email": "eleni@"}])
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(wrong: dict[str, str]) -> None:
    typed = SAID | wrong

    answer = Client().post("/feedback/", typed)

    assert answer.status_code == 422
    assert all(text in answer.content.decode() for text in typed.values())
    assert not Feedback.objects.exists()


def test_a_program_that_floods_is_stopped() -> None:
    client = Client()
    codes = [client.post("/feedback/", SAID).status_code for _ in range(6)]

    assert codes == [303] * 5 + [429]


def test_markup_in_what_is_said_stays_text(settings: Settings) -> None:
    settings.FEEDBACK_EMAIL = "operator@mydimos.example"
    Client().post("/feedback/", SAID | {"words": "<img src=x>"})

    mail = compose(Message.objects.get(), now=NOW)

    assert mail is not None
    assert "<img" not in mail.html


def test_the_other_language_keeps_what_was_typed_and_sends_nothing() -> None:
    typed = {"words": "Η σελίδα δεν διαβάζεται.", "email": "eleni στο", "language": "en"}

    pages = [Client().post("/en/feedback/", typed) for _ in range(6)]

    assert {page.status_code for page in pages} == {200}
    assert "Tell us what did not work" in words_of(pages[0])
    assert "Η σελίδα δεν διαβάζεται." in pages[0].content.decode()
    assert "eleni στο" in pages[0].content.decode()
    assert not Feedback.objects.exists()
