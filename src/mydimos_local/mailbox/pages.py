"""The pages of the mailbox, as text."""

import re
from html import escape
from itertools import islice
from pathlib import Path
from string import Template
from zoneinfo import ZoneInfo

from mydimos_local.mailbox.stored import StoredMail, newest_first

HERE = Path(__file__).parent
STYLE = (HERE / "style.css").read_bytes()
FRAME = Template((HERE / "frame.html").read_text(encoding="utf-8"))
ATHENS = ZoneInfo("Europe/Athens")
SHOWN = 200  # mails in the list
LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)»]")


def list_page(folder: Path) -> str:
    """All mails (the newest 200), newest first."""
    rows = "".join(map(_row, islice(newest_first(folder), SHOWN)))
    body = (
        f"""<table><thead><tr><th scope="col">Ώρα</th><th scope="col">Προς</th>
        <th scope="col">Θέμα</th></tr></thead><tbody>{rows}</tbody></table>"""
        if rows
        else "<p>Δεν έχει σταλεί ακόμη κανένα μήνυμα.</p>"
    )
    return FRAME.substitute(title="Μηνύματα", body=f"<h1>Μηνύματα</h1>{body}")


def mail_page(mail: StoredMail) -> str:
    """One mail: its HTML in a sandboxed frame, its text, its calendar files, its headers."""
    sections = [
        f"<h1>{escape(mail.subject) or 'Χωρίς θέμα'}</h1>",
        f"<p>Προς: {escape(mail.recipients)}<br>{_moment(mail)}</p>",
        _html(mail),
        _text(mail),
        *_calendars(mail),
        _headers(mail),
    ]
    return FRAME.substitute(title=escape(mail.subject), body="\n".join(sections))


def missing_page() -> str:
    """For addresses where there is nothing."""
    return FRAME.substitute(
        title="Δεν βρέθηκε",
        body="<h1>Δεν βρέθηκε</h1><p>Αυτό το μήνυμα δεν υπάρχει (πια).</p>",
    )


def framed(html: str) -> str:
    """The mail's HTML for the frame: its links open beside it, not in it."""
    base = '<base target="_blank">'
    with_base, found = re.subn(r"(?i)(<head[^>]*>)", rf"\1{base}", html, count=1)
    return with_base if found else f"<!DOCTYPE html><html><head>{base}</head>{html}</html>"


def _row(mail: StoredMail) -> str:
    return (
        f"<tr><td>{_moment(mail)}</td><td>{escape(mail.recipients)}</td>"
        f'<td><a href="/{mail.name}">{escape(mail.subject) or "Χωρίς θέμα"}</a></td></tr>'
    )


def _moment(mail: StoredMail) -> str:
    local = mail.arrived_at.astimezone(ATHENS)
    return f'<time datetime="{local.isoformat()}">{local:%d/%m/%Y %H:%M:%S}</time>'


def _html(mail: StoredMail) -> str:
    if mail.html is None:
        return "<p>Το μήνυμα δεν έχει μορφή HTML.</p>"
    return f"""<h2>Όπως φαίνεται</h2><iframe title="Το μήνυμα όπως φαίνεται" src="/{mail.name}/html"
        sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>"""


def _text(mail: StoredMail) -> str:
    if mail.text is None:
        return "<p>Το μήνυμα δεν έχει απλό κείμενο.</p>"
    return f"<h2>Απλό κείμενο</h2><pre>{_with_links(mail.text)}</pre>"


def _calendars(mail: StoredMail) -> list[str]:
    return [
        f"""<h2>Αρχείο ημερολογίου</h2><p><a href="/{mail.name}/calendar/{number}" download>
        Λήψη του αρχείου .ics</a></p><pre>{escape(text)}</pre>"""
        for number, text in enumerate(mail.calendars)
    ]


def _headers(mail: StoredMail) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(value)}</td></tr>'
        for name, value in mail.headers
    )
    return f"""<details><summary>Κεφαλίδες</summary><table>{rows}</table></details>
        <p><a href="/{mail.name}/source">Το μήνυμα όπως στάλθηκε (.eml)</a></p>"""


def _with_links(text: str) -> str:
    pieces, end = [], 0
    for link in LINK.finditer(text):
        address = escape(link[0])
        pieces += [
            escape(text[end : link.start()]),
            f'<a href="{address}" target="_blank" rel="noopener noreferrer">{address}</a>',
        ]
        end = link.end()
    return "".join([*pieces, escape(text[end:])])
