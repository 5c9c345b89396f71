"""A video call for another person, in English, at a desk; and the person it was booked for."""

from datetime import timedelta

from mydimos.directory.models import Channel
from tests.journeys.conftest import DESKTOP, Visits
from tests.journeys.post import Post, link_of, text_of
from tests.journeys.town import Town
from tests.journeys.visitor import Visitor

ANNA, MOTHER, GUEST = "anna@mail.example", "mary@mail.example", "john@mail.example"


def test_anna_books_for_her_mother_who_moves_and_cancels(
    visit: Visits, town: Town, post: Post
) -> None:
    town.offers(Channel.VIDEO, notice=timedelta(days=1))
    town.offers(Channel.IN_PERSON)
    anna = visit("en", DESKTOP)

    begins_with_the_service(anna)
    chooses_the_first_free_time(anna)
    tells_about_her_mother(anna)
    books_and_reads_who_must_be_there(anna)
    both_have_received_a_mail(post)

    link = link_of(post.letters_to(MOTHER)[0])
    mary = visit("en", DESKTOP)
    opens_her_link_without_any_login(mary, link)
    moves(mary)
    cancels(mary)
    finds_the_link_refused(mary, link)
    assert post.letters_to(MOTHER)[-1]["Subject"].startswith("Appointment cancelled")


def begins_with_the_service(anna: Visitor) -> None:
    anna.opens()
    anna.is_at("Book an appointment with your municipality")
    anna.searches("birth cert")
    anna.follows("Birth certificate")
    anna.is_at("Birth certificate")
    anna.searches("patra")
    anna.follows("Municipality of Patras")
    anna.is_at("How do you want to be served?")
    anna.follows("Video call")
    anna.is_at("Birth certificate")
    anna.reads("At the start you show your identity documents to the camera")


def chooses_the_first_free_time(anna: Visitor) -> None:
    anna.follows("Choose a day and time")
    anna.is_at("Choose a day and time")
    anna.reads("First free time: Tuesday 3 February 2026, 08:00")
    anna.is_at("Choose a day and time")
    anna.presses("Choose the first free time")
    anna.is_at("Log in to continue")
    anna.presses("Log in with TAXISnet")
    anna.logs_in_as("ANNA MARIA SMITH")


def tells_about_her_mother(anna: Visitor) -> None:
    anna.is_at("Who is the appointment for?")
    anna.reads("It is not enough that you take part")
    anna.chooses("For another person")
    anna.presses("Continue")
    anna.is_at("Details of the person to be served")
    anna.finds_typed("Full name of the person to be served", "")
    anna.types("Full name of the person to be served", "Mary Smith")
    anna.types("E-mail", MOTHER)
    anna.types("Phone", "+44 20 7946 0018")
    anna.types("Your own e-mail, to get a copy of the messages (optional)", ANNA)
    anna.chooses("Interpretation into Greek Sign Language")
    anna.types("Full name of the third person", "John Smith")
    anna.presses("Continue")
    anna.is_at("Details of the person to be served")
    anna.reads("There is a problem")
    anna.types("E-mail of the third person", GUEST)
    anna.presses("Continue")


def books_and_reads_who_must_be_there(anna: Visitor) -> None:
    anna.is_at("Check your answers")
    anna.reads(
        "This person must take part in the video call: Mary Smith",
        "John Smith",
        GUEST,
        "Interpretation into Greek Sign Language",
        ANNA,
    )
    anna.presses("I declare the above and book the appointment")
    anna.is_at("Your appointment is booked")
    anna.reads("It is not enough that you take part", f"A copy goes to {ANNA}")


def both_have_received_a_mail(post: Post) -> None:
    (copy,) = post.letters_to(ANNA)
    (letter,) = post.letters_to(MOTHER)
    assert "copy" in text_of(copy)
    assert "booked for you by another person" in text_of(letter)
    assert "Birth certificate" in text_of(letter)
    assert "Birth" not in letter["Subject"]
    assert post.letters_to(GUEST) == []  # the employee invites (R16)


def opens_her_link_without_any_login(mary: Visitor, link: str) -> None:
    mary.opens(link)
    mary.is_at("Tuesday 3 February 2026, 08:00")
    mary.reads("This appointment was booked for you by another person")
    mary.follows("The page of your video call")
    mary.is_at("Tuesday 3 February 2026, 08:00")
    mary.reads("This page opens the call 15 minutes before the appointment")
    mary.goes_back()


def moves(mary: Visitor) -> None:
    mary.follows("Change time")
    mary.is_at("Change the time of the appointment")
    mary.chooses_time("4 February 2026", "10:00")
    mary.presses("Continue")
    mary.is_at("Confirm the new time")
    mary.presses("Confirm the new time")
    mary.is_at("Wednesday 4 February 2026, 10:00")
    mary.reads("Done")


def cancels(mary: Visitor) -> None:
    mary.follows("Cancel appointment")
    mary.is_at("Do you want to cancel this appointment?")
    mary.presses("Yes, cancel the appointment")
    mary.is_at("Your appointment has been cancelled")


def finds_the_link_refused(mary: Visitor, link: str) -> None:
    mary.opens(link)
    mary.is_at("This link does not open an appointment")
    mary.reads("Open the link in the latest message")
