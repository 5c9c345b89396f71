"""The values of the texts' placeholders: from the notices of municipality and platform."""

from datetime import date

from django.utils.translation import get_language, gettext, pgettext

from mydimos import formats
from mydimos.directory import phones, queries
from mydimos.directory.models import Channel, Municipality, RetentionBasis
from mydimos.directory.policies import policy_of
from mydimos.notices.models import Notice
from mydimos.notices.queries import notices_of

# On this day the accessibility statement that comes with the product was last checked.
STATEMENT_DATE = date(2026, 11, 22)


def facts(municipality: Municipality | None) -> dict[str, str]:
    """The placeholders of the texts (texts/README.md); empty where no notice states them."""
    notices = notices_of(municipality)
    own = [notice for notice in notices if notice.municipality_id] if municipality else notices
    policy = policy_of(municipality)
    columns = ("operator", "processors", "hosting", "dpo_name", "dpo_email", "dpo_address")
    return {
        "municipality": municipality.name
        if municipality
        else gettext("the municipality you choose"),
        "municipality_genitive": genitive(municipality),
        "controller": _said(own, "controller") or _controller(municipality),
        "controller_contact": _said(own, "controller_contact") or _contact(municipality),
        **{column: _said(notices, column) for column in columns},
        "channels": _channels(municipality),
        "retention_months": str(policy.retention_months),
        "retention_from": _counted_from(policy.retention_basis),
        "statement_date": formats.date_of(STATEMENT_DATE),
    }


def genitive(municipality: Municipality | None) -> str:
    """«Δήμου Καλαμάτας»; English has one form. None: «municipality you choose»."""
    if municipality is None:
        return pgettext("services of the …", "municipality you choose")
    return formats.genitive(municipality.name)


def _controller(municipality: Municipality | None) -> str:
    """By law it is the municipality that serves (Δήμος), unless its notice says otherwise."""
    return municipality.name if municipality else gettext("the municipality that serves you")


def _contact(municipality: Municipality | None) -> str:
    if municipality is None:
        return gettext("see the page of each municipality")
    return ", ".join(filter(None, (phones.spoken(municipality.phone), municipality.email)))


def _channels(municipality: Municipality | None) -> str:
    open_ones = queries.channels_of(municipality) if municipality else list(Channel)
    ways = {
        Channel.IN_PERSON: pgettext("be served …", "in person"),
        Channel.PHONE: pgettext(
            "be served …", "by phone call from the municipality (information only)"
        ),
        Channel.VIDEO: pgettext("be served …", "by video call"),
    }
    *others, last = [ways[channel] for channel in open_ones] or [gettext("[not stated yet]")]
    before = ", ".join(others)
    return gettext("%(before)s or %(last)s") % {"before": before, "last": last} if before else last


def _counted_from(basis: RetentionBasis) -> str:
    if basis == RetentionBasis.BOOKING:
        return gettext("counted from the day of booking")
    return gettext(
        "counted from the day of the appointment or, if it is cancelled, from its cancellation"
    )


def _said(notices: list[Notice], column: str) -> str:
    """The first value that is not blank, in the language of the reader where there are two."""
    names = (f"{column}_{get_language()}", f"{column}_el", column)
    values = (getattr(notice, name, "") for notice in notices for name in names)
    return next((str(value) for value in values if value), "")
