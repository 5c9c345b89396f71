"""The words that were shown are kept, and never changed."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test import Client

from mydimos.audit.actors import Actor
from mydimos.audit.models import Line
from mydimos.directory.models import Municipality
from mydimos.notices.models import Kind, LegalText, Notice, TextVersion
from mydimos.notices.queries import latest_versions, version_in_force, versions_of
from mydimos.notices.services import (
    Words,
    keep_versions,
    replace_text,
    restore_text,
    state_facts,
)
from tests.factories import BY, NOW, make_municipality

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def show(
    body: str, municipality: Municipality | None = None, *, days: int = 0, language: str = "el"
) -> TextVersion:
    words = Words(Kind.PRIVACY, "1", body)
    now = NOW + days * DAY
    return keep_versions([words], language=language, municipality=municipality, now=now)[0]


def in_force(municipality: Municipality | None = None, *, days: int = 0) -> str | None:
    found = version_in_force(municipality, kind=Kind.PRIVACY, language="el", at=NOW + days * DAY)
    return found.body if found else None


def test_the_same_words_are_kept_once() -> None:
    assert show("Πρώτο").pk == show("Πρώτο", days=3).pk
    assert TextVersion.objects.get().in_force_from == NOW


def test_the_same_words_under_another_number_of_their_author_are_another_version() -> None:
    show("Πρώτο")

    words = Words(Kind.PRIVACY, "2", "Πρώτο")
    (kept,) = keep_versions([words], language="el", municipality=None, now=NOW + DAY)

    assert (kept.number, kept.version) == (2, "2")


def test_on_each_day_the_words_of_that_day_are_in_force() -> None:
    show("Πρώτο")
    show("Δεύτερο", days=2)
    show("Πρώτο", days=4)  # put back

    assert in_force(days=-1) is None
    assert [in_force(days=day) for day in range(5)] == [
        "Πρώτο",
        "Πρώτο",
        "Δεύτερο",
        "Δεύτερο",
        "Πρώτο",
    ]


def test_each_municipality_has_versions_of_its_own() -> None:
    patras = make_municipality()
    show("Της πλατφόρμας")
    show("Των Πατρών", patras)

    assert (in_force(), in_force(patras)) == ("Της πλατφόρμας", "Των Πατρών")


def test_what_others_are_shown_meanwhile_gives_no_new_version() -> None:
    patras = make_municipality()
    first = show("Πρώτο")
    for body in ("Των Πατρών", "Των Πατρών, νέο"):
        show(body, patras)
        show(f"In English: {body}", language="en")

    assert show("Πρώτο", days=1) == first
    newest = latest_versions(patras, kinds=[Kind.PRIVACY, Kind.ABOUT], language="el")
    assert {kind: (row.number, row.body) for kind, row in newest.items()} == {
        Kind.PRIVACY: (2, "Των Πατρών, νέο")
    }


def test_a_municipality_shows_its_own_text_before_the_installations_before_the_products() -> None:
    patras = make_municipality()
    make_municipality("Βόλος", "volos")
    for municipality, body in ((patras, "# Των Πατρών"), (None, "# Όλων")):
        _replace(body, municipality)

    assert "Των Πατρών" in _privacy("/m/patras/")
    assert "Όλων" in _privacy("/m/volos/")
    assert "How we use your personal data" in _privacy("/en/m/patras/")


def test_the_text_of_a_municipality_counts_whenever_it_was_written() -> None:
    patras = make_municipality()
    for municipality, body in ((None, "# Όλων"), (patras, "# Των Πατρών")):
        _replace(body, municipality)

    assert "Των Πατρών" in _privacy("/m/patras/")


def test_the_notice_is_kept_when_it_is_first_read_and_when_one_of_its_facts_changes() -> None:
    patras = make_municipality()
    notice = Notice.objects.create(municipality=patras, dpo_email="old@patras.example")

    for _ in range(2):
        Client().get("/m/patras/privacy/")
    notice.dpo_email = "new@patras.example"
    notice.save()
    Client().get("/m/patras/privacy/")

    new, old = versions_of(patras, kind=Kind.PRIVACY, language="el")
    assert ("mailto:old" in old.body, "mailto:old" in new.body) == (True, False)
    assert "mailto:new" in new.body
    assert "{{" not in new.body


def test_facts_and_texts_are_stated_once_for_each_and_once_for_all() -> None:
    text = {"kind": Kind.PRIVACY, "language": "el", "version": "1", "body": "α"}

    for municipality in (make_municipality(), None):
        rows = [Notice(municipality=municipality), LegalText(municipality=municipality, **text)]
        for row in rows:
            row.save()
            row.pk = None
            with pytest.raises(IntegrityError), transaction.atomic():
                row.save()


@pytest.mark.parametrize(
    "statement",
    ["UPDATE notices_textversion SET body = 'άλλο'", "DELETE FROM notices_textversion"],
)
def test_the_application_can_neither_change_nor_delete_a_version(statement: str) -> None:
    show("Πρώτο")

    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_who_states_facts_and_replaces_texts_is_recorded() -> None:
    patras = make_municipality()
    by: Any = {"by": Actor.employee(7), "now": NOW}

    state_facts(municipality=patras, dpo_email="dpo@patras.example", **by)
    state_facts(municipality=patras, dpo_name="Μ. Δήμου", **by)
    text = replace_text(
        kind=Kind.PRIVACY, language="el", municipality=patras, version="7", body="# Δικό μας", **by
    )
    own = Client().get("/m/patras/privacy/").content.decode()
    restore_text(text=text, **by)
    shipped = Client().get("/m/patras/privacy/").content.decode()

    notice = Notice.objects.get(municipality=patras)
    assert (notice.dpo_email, notice.dpo_name) == ("dpo@patras.example", "Μ. Δήμου")
    assert ("Δικό μας" in own, "Δικό μας" in shipped) == (True, False)
    lines = Line.objects.filter(actor_id=7, municipality=patras.code)
    assert [row.act for row in lines.order_by("pk")] == [
        "notice.changed",
        "notice.changed",
        "text.replaced",
        "text.restored",
    ]


def _replace(body: str, municipality: Municipality | None) -> None:
    replace_text(
        kind=Kind.PRIVACY, language="el", municipality=municipality, version="7", body=body, **BY
    )


def _privacy(place: str) -> str:
    return Client().get(f"{place}privacy/").content.decode()
