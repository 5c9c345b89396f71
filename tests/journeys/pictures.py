"""The pictures of the user manual, and the manual to print. `scripts/build-manual` runs this.

Not a test of its own: its name keeps it out of the suite. The clock and the codes stand still, so
that the same pages give the same pictures.
"""

from pathlib import Path
from random import Random

import pytest
from django.conf import settings
from django.utils.translation import gettext, override
from playwright.sync_api import Browser, FloatRect, Page, PdfMargins, expect
from pytest_django.live_server_helper import LiveServer

from mydimos.booking.services import booking
from mydimos.web.municipality.texts import shipped
from tests.journeys.conftest import PHONE, Visits
from tests.journeys.post import Post, html_of
from tests.journeys.town import Town
from tests.journeys.visitor import ELENI, Visitor

FOLDER = Path(settings.ROOT, "docs", "manual")
LARGEST = 120 * 1024  # bytes
MAIL = "eleni@mail.example"
# A picture of a phone stays as small as one, and whole.
ON_PAPER = """
  .app-prose { max-width: none; font-size: 11pt; }
  .app-prose img { display: block; width: 62mm; break-inside: avoid; }
  .app-prose h2, .app-prose h3 { break-after: avoid; }
  .app-contents p { display: none; }
"""
LANGUAGES = ("el", "en")
BIRTH = {"el": "Πιστοποιητικό γέννησης", "en": "Birth certificate"}
SEARCH = {"el": "πατρα", "en": "patra"}
NAME = {"el": "Ελένη Παπαδοπούλου", "en": "Eleni Papadopoulou"}


class Photographer:
    """Takes what a phone shows of a page, from an element on."""

    def __init__(self, page: Page, language: str) -> None:
        self._page, self._language = page, language

    def takes(self, name: str, *, from_: str = "body", tall: int = 760) -> None:
        """A picture that begins at the element and ends with the page at the latest."""
        self._page.evaluate("() => document.activeElement && document.activeElement.blur()")
        self._page.evaluate("() => document.fonts.ready.then(() => true)")
        box = self._page.locator(from_).first.bounding_box()
        whole = self._page.evaluate("() => document.documentElement.scrollHeight")
        assert box is not None
        top = max(0.0, box["y"] + self._page.evaluate("() => scrollY") - 12) if box["y"] else 0.0
        clip = FloatRect(x=0, y=top, width=PHONE["width"], height=min(tall, whole - top))
        file = FOLDER / "pictures" / f"{name}.{self._language}.png"
        self._page.screenshot(path=file, full_page=True, clip=clip, animations="disabled")
        assert file.stat().st_size <= LARGEST, f"{file.name}: {file.stat().st_size} bytes"


@pytest.mark.parametrize("language", LANGUAGES)
def test_pictures(
    visit: Visits, town: Town, post: Post, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setattr(booking, "choice", Random(1).choice)
    town.offers_everything()
    eleni = visit(language, looks_closely=False, device_scale_factor=1.5)
    camera = Photographer(eleni.page, language)

    with override(language):
        finds(eleni, camera, language)
        chooses_and_logs_in(eleni, camera)
        books(eleni, camera, language)
        shows_the_mail(eleni, post, language)
        moves_and_cancels(eleni, camera)


@pytest.mark.parametrize("language", LANGUAGES)
def test_print(browser: Browser, live_server: LiveServer, town: Town, language: str) -> None:
    page = browser.new_page(bypass_csp=True)  # for the style of the paper
    prefix = "" if language == "el" else f"/{language}"
    page.goto(f"{live_server.url}{prefix}/manual/", wait_until="networkidle")
    pictures = shipped("manual", language).body.count("](pictures/")
    expect(page.locator(".app-prose img")).to_have_count(pictures)
    page.add_style_tag(content=ON_PAPER)
    page.pdf(
        path=FOLDER / f"manual.{language}.pdf",
        format="A4",
        margin=PdfMargins(top="18mm", right="18mm", bottom="18mm", left="18mm"),
        tagged=True,
        outline=True,
    )


def finds(eleni: Visitor, camera: Photographer, language: str) -> None:
    eleni.opens()
    camera.takes("home", tall=720)
    eleni.searches(SEARCH[language])
    expect(eleni.page.locator("#results")).to_contain_text(gettext("Municipalities"))
    camera.takes("municipality", from_=".app-search", tall=420)
    eleni.page.locator("#results a").first.click()
    eleni.is_at(gettext("How do you want to be served?"))
    camera.takes("channel", from_="h1")
    eleni.page.locator("main .app-choices__link").first.click()
    eleni.is_at(gettext("Which service do you need?"))
    camera.takes("services", from_="h1")
    eleni.searches(BIRTH[language])
    eleni.follows(BIRTH[language])
    eleni.is_at(BIRTH[language])
    camera.takes("documents", from_="h1", tall=720)


def chooses_and_logs_in(eleni: Visitor, camera: Photographer) -> None:
    eleni.follows(gettext("Choose a day and time"))
    eleni.page.locator("#day-2026-02-12").click()
    expect(eleni.page.locator("#day-2026-02-12")).to_have_attribute("aria-current", "date")
    eleni.picks("09:00")
    camera.takes("times", from_=".app-calendar__parts", tall=1070)
    eleni.page.locator("#times button[type=submit]").click()
    eleni.is_at(gettext("Log in to continue"))
    camera.takes("login", from_="h1", tall=600)
    eleni.presses(gettext("Log in with TAXISnet"))
    eleni.logs_in_as(ELENI)
    eleni.is_at(gettext("Who is the appointment for?"))
    eleni.chooses(gettext("For myself"))
    camera.takes("who", from_="h1")
    eleni.presses(gettext("Continue"))


def books(eleni: Visitor, camera: Photographer, language: str) -> None:
    eleni.is_at(gettext("Your details"))
    eleni.types(gettext("Full name"), NAME[language])
    eleni.types(gettext("E-mail"), MAIL)
    eleni.types(gettext("Phone"), "690 000 0001")
    eleni.chooses(gettext("Step-free access"))
    camera.takes("details", from_=".app-form", tall=900)
    eleni.presses(gettext("Continue"))
    eleni.is_at(gettext("Check your answers"))
    camera.takes("check", from_=".app-email", tall=980)
    eleni.presses(gettext("I declare the above and book the appointment"))
    eleni.is_at(gettext("Your appointment is booked"))
    camera.takes("done", from_=".app-done")


def shows_the_mail(eleni: Visitor, post: Post, language: str) -> None:
    (letter,) = post.letters_to(MAIL)
    page = eleni.opens_tab().page
    page.set_content(html_of(letter))
    Photographer(page, language).takes("mail", tall=880)
    page.close()


def moves_and_cancels(eleni: Visitor, camera: Photographer) -> None:
    eleni.follows(gettext("My appointments"))
    eleni.is_at(gettext("My appointments"))
    camera.takes("appointments", from_="h1", tall=560)
    eleni.page.locator(".app-card a").first.click()
    eleni.is_at("09:00")
    camera.takes("appointment", from_="#actions", tall=480)
    eleni.follows(gettext("Change time"))
    eleni.page.locator("#day-2026-02-13").click()
    expect(eleni.page.locator("#day-2026-02-13")).to_have_attribute("aria-current", "date")
    eleni.picks("10:00")
    eleni.page.locator("#times button[type=submit]").click()
    eleni.is_at(gettext("Confirm the new time"))
    camera.takes("move", from_="h1", tall=810)
    eleni.follows(gettext("Keep the current time"))
    eleni.follows(gettext("Cancel appointment"))
    eleni.is_at(gettext("Do you want to cancel this appointment?"))
    camera.takes("cancel", from_="h1")
