"""The texts that everyone may read: privacy, accessibility, manual, contact."""

import struct
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from mydimos.directory.models import Channel
from mydimos.notices.models import LegalText, Notice
from mydimos.web.municipality import texts
from tests.factories import make_municipality, make_offering

pytestmark = pytest.mark.django_db

MANUAL = settings.ROOT / "docs" / "manual"


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(
    "address", ["/about/", "/accessibility/", "/privacy/", "/manual/", "/contact/"]
)
def test_every_text_can_be_read_in_both_languages(
    client: Client, language: str, address: str
) -> None:
    shown = page(client, language + address)

    assert shown.count("<h1") == 1
    assert "{{" not in shown


def test_the_notice_names_who_is_responsible_in_each_municipality(client: Client) -> None:
    place = make_offering(channel=Channel.IN_PERSON).office.municipality
    Notice.objects.create(operator_el="ΓΓΠΣΨΔ", hosting_el="G-Cloud", dpo_email="dpo@all.example")
    Notice.objects.create(municipality=place, dpo_email="dpo@patras.example", dpo_name="Μ. Δήμου")

    shown = page(client, f"/m/{place.slug}/privacy/")

    assert "Υπεύθυνος επεξεργασίας:</strong> Δήμος Πατρέων" in shown
    assert "ΓΓΠΣΨΔ" in shown
    assert "mailto:dpo@patras.example" in shown
    assert "dpo@all.example" not in shown
    assert "να εξυπηρετηθείτε με φυσική παρουσία." in shown
    assert "υπηρεσίες του Δήμου Πατρέων" in shown


def test_a_fact_that_nobody_stated_is_visible_and_is_no_broken_link(client: Client) -> None:
    make_municipality()

    shown = page(client, "/m/patras/privacy/")

    assert "[δεν έχει δηλωθεί ακόμη]" in shown
    assert "mailto:[" not in shown
    assert "](mailto" not in shown


def test_a_municipality_replaces_a_text_and_cannot_put_html_into_it(client: Client) -> None:
    place = make_municipality()
    body = "# Δικό μας\n\n<script>alert(1)</script> [x](javascript:alert(1)) {{ municipality }}"
    LegalText.objects.create(
        municipality=place, kind="privacy-notice", language="el", version="7", body=body
    )

    own, common = page(client, "/m/patras/privacy/"), page(client, "/privacy/")

    assert "<h1>Δικό μας</h1>" in own
    assert "&lt;script&gt;" in own
    assert 'href="javascript' not in own
    assert "Έκδοση κειμένου: 7" in own
    assert "Δικό μας" not in common


def test_a_fact_cannot_change_the_form_of_a_text(client: Client) -> None:
    Notice.objects.create(operator_el="**Α** [κακό](https://bad.example)\n# Β")

    shown = page(client, "/about/")

    assert "**Α** [κακό](https://bad.example) # Β" in shown
    assert 'href="https://bad.example"' not in shown


def test_the_declaration_has_a_part_for_each_kind_of_booking() -> None:
    for language in ("el", "en"):
        declaration = texts.shipped("declaration", language)

        assert declaration.version
        assert set(declaration.sections) == {"self", "other", "company"}
        assert "<li>" in texts.fragment(declaration.sections["company"])


def test_the_manual_has_a_table_of_contents_that_leads_to_its_parts(client: Client) -> None:
    shown = page(client, "/manual/")

    assert 'href="#part-2"' in shown
    assert '<h2 id="part-2">' in shown


def test_the_manual_begins_with_its_title_and_its_pictures_leave_their_place(
    client: Client,
) -> None:
    shown = page(client, "/manual/")

    assert shown.index("<h1") < shown.index('class="app-contents"') < shown.index("<h2 id=")
    home = struct.unpack(">II", (MANUAL / "pictures" / "home.el.png").read_bytes()[16:24])
    assert f'loading="lazy" width="{home[0]}" height="{home[1]}"' in shown


@pytest.mark.parametrize("name", ["..%2f..%2fwording.md", "../wording.md", "none.png", "%00"])
def test_only_pictures_of_the_manual_are_served(client: Client, name: str) -> None:
    assert client.get(f"/manual/pictures/{name}").status_code == 404


def test_the_pdf_and_the_pictures_of_the_manual_are_offered_once_they_are_made(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "ROOT", tmp_path)
    assert "manual.pdf" not in page(client, "/manual/")
    folder = tmp_path / "docs" / "manual"
    (folder / "pictures").mkdir(parents=True)
    (folder / "manual.el.pdf").write_bytes(b"%PDF-")
    (folder / "pictures" / "home.el.png").write_bytes(b"PNG")

    with closing(client.get("/manual.pdf")) as pdf:
        assert (pdf["Content-Type"], b"".join(pdf)) == ("application/pdf", b"%PDF-")
    with closing(client.get("/manual/pictures/home.el.png")) as picture:
        assert (picture["Content-Type"], b"".join(picture)) == ("image/png", b"PNG")
    assert 'href="/manual.pdf"' in page(client, "/manual/")
