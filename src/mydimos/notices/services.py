"""Stating the facts of the notice, replacing texts, keeping the words of each that is shown."""

import hashlib
from datetime import datetime
from typing import TypedDict, Unpack

from django.db import transaction

from mydimos.audit.actors import Actor
from mydimos.audit.acts import Act
from mydimos.audit.services import record
from mydimos.directory.models import Municipality
from mydimos.notices.models import LegalText, Notice, TextVersion
from mydimos.notices.queries import versions_of


class NoticeFacts(TypedDict, total=False):
    """The columns of a notice; those that are left out stay."""

    controller_el: str
    controller_en: str
    controller_contact: str
    operator_el: str
    operator_en: str
    processors_el: str
    processors_en: str
    hosting_el: str
    hosting_en: str
    dpo_name: str
    dpo_email: str
    dpo_address: str


@transaction.atomic
def state_facts(
    *,
    municipality: Municipality | None,
    by: Actor,
    now: datetime,
    **facts: Unpack[NoticeFacts],
) -> Notice:
    """State facts of the notice of a municipality, or (None) of the platform.

    The next reader gets a new version of the privacy notice.
    """
    notice, _ = Notice.objects.update_or_create(municipality=municipality, defaults=dict(facts))
    _record(Act.NOTICE_CHANGED, municipality, by, now)
    return notice


@transaction.atomic
def replace_text(
    *,
    kind: str,
    language: str,
    municipality: Municipality | None,
    version: str,
    body: str,
    by: Actor,
    now: datetime,
) -> LegalText:
    """Show a text of a municipality's, or (None) of the installation's own from now on.

    `body` is Markdown with {{ placeholders }}; `version` is what its author calls it.
    """
    text, _ = LegalText.objects.update_or_create(
        municipality=municipality,
        kind=kind,
        language=language,
        defaults={"version": version, "body": body},
    )
    _record(Act.TEXT_REPLACED, municipality, by, now)
    return text


@transaction.atomic
def restore_text(*, text: LegalText, by: Actor, now: datetime) -> None:
    """Show the platform's text again, or the one that comes with the product."""
    _record(Act.TEXT_RESTORED, text.municipality, by, now)
    text.delete()


def keep_version(
    *,
    kind: str,
    language: str,
    municipality: Municipality | None,
    version: str,
    body: str,
    now: datetime,
) -> TextVersion:
    """Return the version of a text with these words; the first time they are shown, add it.

    `body` is the text as the reader sees it: Markdown with the facts filled in. A changed fact of
    the notice, a new text of the municipality and a new release with other words each give a new
    version, and so does a text that is put back. Showing the same words again adds nothing.

    One statement at a time, and no transaction: nearly always the words are there already. Pages
    call it through `web.municipality.texts.shown_version`. What it returns for the declaration and
    for the privacy notice is stored on the appointment.
    """
    digest = hashlib.sha256(f"{version}\n{body}".encode()).digest()
    while True:
        last = versions_of(municipality, kind=kind, language=language).first()
        if last is not None and bytes(last.digest) == digest:
            return last
        # Another process may add the next number at this moment: then nothing is written here.
        TextVersion.objects.bulk_create(
            [
                TextVersion(
                    municipality=municipality,
                    kind=kind,
                    language=language,
                    number=last.number + 1 if last else 1,
                    version=version,
                    body=body,
                    digest=digest,
                    in_force_from=now,
                )
            ],
            ignore_conflicts=True,
        )


def _record(act: Act, municipality: Municipality | None, by: Actor, now: datetime) -> None:
    record(act, by=by, now=now, municipality=municipality.code if municipality else "")
