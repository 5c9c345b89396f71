"""The frame of every page: language, colour, crest, errors, formats."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django import forms
from django.contrib.staticfiles import finders
from django.template import Context, Template
from django.test import Client
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from mydimos import formats
from mydimos.directory.models import Crest
from mydimos.web.citizen.steps import STEPS
from mydimos.web.ui.colours import contrast, text_on
from mydimos.web.ui.staticfiles import FILES, PackageFinder
from tests.factories import make_municipality


@pytest.mark.django_db
def test_the_address_alone_decides_on_the_language(client: Client) -> None:
    client.cookies["django_language"] = "en"

    greek = client.get("/about/", headers={"Accept-Language": "en"})
    english = client.get("/en/about/", headers={"Accept-Language": "el"})

    assert '<html lang="el">' in greek.content.decode()
    assert '<html lang="en">' in english.content.decode()
    assert (greek["Content-Language"], english["Content-Language"]) == ("el", "en")
    assert "Accept-Language" not in greek.get("Vary", "")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("/", "/en/"),
        ("/en/", "/"),
        ("/municipalities/?q=a%26b", "/en/municipalities/?q=a%26b"),
        ("/en/search/?q=x", "/search/?q=x"),
    ],
)
def test_the_other_language_is_one_press_away(client: Client, here: str, there: str) -> None:
    assert f'href="{there}"' in client.get(here).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "words"),
    [("/nothing", "Δεν βρίσκουμε αυτή τη σελίδα."), ("/en/x/", "We cannot find this page.")],
)
def test_a_wrong_address_is_answered_in_its_language(
    client: Client, address: str, words: str
) -> None:
    response = client.get(address)

    assert response.status_code == 404
    assert words in response.content.decode()


@pytest.mark.django_db
def test_a_mistake_of_ours_is_told_calmly(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise RuntimeError

    monkeypatch.setattr("mydimos.web.citizen.find.views.search.directory_cache", fail)
    client.raise_request_exception = False

    response = client.get("/")

    assert response.status_code == 500
    assert "Όσα έχετε κλείσει ισχύουν." in response.content.decode()


@pytest.mark.django_db
def test_no_page_asks_for_inline_style_or_script(client: Client) -> None:
    make_municipality(colour="#1f5f8b")

    for address in ("/", "/m/patras/", "/municipalities/", "/privacy/", "/nothing"):
        response = client.get(address)
        html = response.content.decode()
        assert "unsafe-inline" not in response["Content-Security-Policy"]
        assert "style=" not in html
        assert "<style" not in html
        assert "<script>" not in html


@pytest.mark.django_db
def test_a_municipality_wears_its_colour_and_its_crest(client: Client) -> None:
    make_municipality(colour="#f2c230")

    page = client.get("/m/patras/").content.decode()
    theme = client.get("/theme/f2c230.css")
    crest = client.get("/m/patras/crest")

    assert "/theme/f2c230.css" in page
    assert 'src="/m/patras/crest"' in page
    assert "--color-primary:#f2c230" in theme.content.decode()
    assert "--app-on-primary:#000000" in theme.content.decode()
    assert "immutable" in theme["Cache-Control"]
    assert ">Π</text>" in crest.content.decode()


@pytest.mark.django_db
def test_an_uploaded_crest_can_run_nothing(client: Client) -> None:
    place = make_municipality()
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    Crest.objects.create(municipality=place, format=Crest.Format.SVG, picture=svg)

    crest = client.get("/m/patras/crest")

    assert crest.content == svg
    assert crest["Content-Type"] == "image/svg+xml"
    assert "sandbox" in crest["Content-Security-Policy"]
    assert "default-src 'none'" in crest["Content-Security-Policy"]


@given(st.integers(min_value=0, max_value=0xFFFFFF))
def test_the_text_on_any_colour_can_be_read(number: int) -> None:
    colour = f"#{number:06x}"

    assert contrast(colour, text_on(colour)) >= 4.5


@pytest.mark.parametrize(
    ("language", "said"),
    [("el", "Δευτέρα 2 Μαρτίου 2026, ώρα 09:00"), ("en", "Monday 2 March 2026, 09:00")],
)
def test_a_moment_is_told_on_the_clock_of_athens(language: str, said: str) -> None:
    with translation.override(language):
        assert formats.when(datetime(2026, 3, 2, 7, 0, tzinfo=UTC)) == said


def test_a_month_alone_is_in_the_nominative() -> None:
    with translation.override("el"):
        assert formats.month(date(2026, 3, 2)) == "Μάρτιος 2026"
        assert formats.day(date(2026, 3, 3)) == "Τρίτη 3 Μαρτίου 2026"


@pytest.mark.parametrize(
    ("time", "greek", "english"),
    [
        (timedelta(minutes=1), "1 λεπτό", "1 minute"),
        (timedelta(minutes=45), "45 λεπτά", "45 minutes"),
        (timedelta(minutes=90), "1 ώρα και 30 λεπτά", "1 hour and 30 minutes"),
        (timedelta(days=2), "2 ημέρες", "2 days"),
        (timedelta(0), "0 λεπτά", "0 minutes"),
    ],
)
def test_a_length_of_time_in_words(time: timedelta, greek: str, english: str) -> None:
    with translation.override("el"):
        assert formats.length(time) == greek
    with translation.override("en"):
        assert formats.length(time) == english


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+302721360700", "2721 360 700"),
        ("2105277000", "210 527 7000"),
        ("6944123456", "694 412 3456"),
        ("+441212345678", "+44 121 234 5678"),
        ("κέντρο", "κέντρο"),
    ],
)
def test_a_phone_number_is_shown_in_groups(number: str, shown: str) -> None:
    template = Template("{% load appointments %}{{ number|phone }}")

    assert template.render(Context({"number": number})) == shown


def test_the_steps_say_where_one_is() -> None:
    with translation.override("el"):
        html = Template("{% load citizen %}{% steps 'time' %}").render(Context())

    assert " ".join(html.split()).startswith(
        '<div class="app-steps"> <p class="app-steps__text"> Βήμα 5 από 9'
    )
    assert html.count("app-steps__passed") == 5
    assert html.count("app-steps__ahead") == len(STEPS) - 5


class Details(forms.Form):
    """A form as others write it."""

    name = forms.CharField(label="Ονοματεπώνυμο", help_text="Όπως στην ταυτότητα.")
    way = forms.ChoiceField(
        label="Τρόπος", choices=[("a", "Α"), ("b", "Β")], widget=forms.RadioSelect
    )


def test_an_error_is_tied_to_its_field_and_linked_from_the_summary() -> None:
    form = Details({"name": "", "way": ""})
    summary = Template("{% include 'ui/_error_summary.html' %}").render(Context({"form": form}))
    fields = form.render()

    assert 'href="#id_name"' in summary
    assert 'href="#id_way_0"' in summary
    assert 'aria-describedby="id_name_helptext id_name_error"' in fields
    assert 'id="id_name_error"' in fields
    assert 'aria-invalid="true"' in fields
    assert "govgr-input govgr-error-input" in fields
    assert 'class="govgr-radios__input"' in fields


@pytest.mark.packages
@pytest.mark.parametrize("name", FILES)
def test_every_file_of_a_package_is_there(name: str) -> None:
    found = finders.find(name)

    assert isinstance(found, str)
    assert Path(found).is_file()


def test_all_files_of_packages_are_collected() -> None:
    listed = {path: storage.path(path) for path, storage in PackageFinder().list(None)}

    assert set(listed) == set(FILES)
    assert PackageFinder().find("vendor/other.js") == []


@pytest.mark.django_db
def test_the_heading_of_a_page_is_its_title() -> None:
    page = Client().get("/municipalities/").content.decode()

    assert "<title>Επιλέξτε Δήμο – myDimos</title>" in page
    assert re.search(r"<h1[^>]*>Επιλέξτε Δήμο</h1>", page)
