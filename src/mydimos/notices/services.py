"""Keeping the words of each text that is shown."""

import hashlib
from datetime import datetime

from django.db import transaction

from mydimos.directory.models import Municipality
from mydimos.notices.models import TextVersion
from mydimos.notices.queries import versions_of


@transaction.atomic
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

    Pages call it through `web.municipality.texts.shown_version`. Whoever books hands on what it
    returned for the declaration and for the privacy notice, to be stored on the appointment.
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
