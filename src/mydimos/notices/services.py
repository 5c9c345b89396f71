"""Stating the facts of the notice, replacing texts, keeping the words of each that is shown."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict, Unpack

from django.db import transaction

from mydimos.audit.actors import Actor
from mydimos.audit.acts import Act
from mydimos.audit.services import record
from mydimos.directory.models import Municipality
from mydimos.notices.models import LegalText, Notice, TextVersion
from mydimos.notices.queries import latest_versions


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


@dataclass(frozen=True, slots=True)
class Words:
    """A text as its reader sees it: Markdown with the facts filled in."""

    kind: str
    version: str
    body: str

    @property
    def digest(self) -> bytes:
        """The same for the same words of the same version."""
        return hashlib.sha256(f"{self.version}\n{self.body}".encode()).digest()


def keep_versions(
    shown: Sequence[Words], *, language: str, municipality: Municipality | None, now: datetime
) -> list[TextVersion]:
    """Return the version of each text, of different kinds; add those that are shown first.

    A changed fact of the notice, a new text of the municipality and a new release with other words
    each give a new version, and so does a text that is put back. Showing the same words again adds
    nothing.

    One statement at a time, and no transaction: nearly always the words are there already. Pages
    call it through `web.municipality.texts.shown_versions`. What it returns for the declaration and
    for the privacy notice is stored on the appointment.
    """
    while True:
        latest = latest_versions(
            municipality, kinds=[text.kind for text in shown], language=language
        )
        new = [text for text in shown if not _is_kept(text, latest)]
        if not new:
            return [latest[text.kind] for text in shown]
        # Another process may add the next number at this moment: then nothing is written here.
        TextVersion.objects.bulk_create(
            [
                TextVersion(
                    municipality=municipality,
                    kind=text.kind,
                    language=language,
                    number=latest[text.kind].number + 1 if text.kind in latest else 1,
                    version=text.version,
                    body=text.body,
                    digest=text.digest,
                    in_force_from=now,
                )
                for text in new
            ],
            ignore_conflicts=True,
        )


def _is_kept(text: Words, latest: Mapping[str, TextVersion]) -> bool:
    return text.kind in latest and bytes(latest[text.kind].digest) == text.digest


def _record(act: Act, municipality: Municipality | None, by: Actor, now: datetime) -> None:
    record(act, by=by, now=now, municipality=municipality.code if municipality else "")
