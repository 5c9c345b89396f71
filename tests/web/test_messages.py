"""Translations: collected from programs and templates, kept in order, compiled for Django."""

import gettext
from pathlib import Path

from mydimos.web.ui.messages.catalogue import Entry, Key, compile_po, read_po, write_po
from mydimos.web.ui.messages.sources import keys_of


def catalogue(folder: Path, *entries: Entry) -> Path:
    path = folder / "el" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    write_po(path, entries, "el")
    return path


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    entries = [
        Entry(Key('With "quotes" and\nlines'), ("Με «εισαγωγικά»\nκαι γραμμές",)),
        Entry(Key("%(count)s day", "%(count)s days"), ("%(count)s ημέρα", "%(count)s ημέρες")),
        Entry(Key("Open", context="a door"), ("Ανοιχτή",)),
        Entry(Key("Missing"), ("",)),
    ]

    read = read_po(catalogue(tmp_path, *entries))

    assert read == {entry.key: entry for entry in entries}
    assert not read[Key("Missing")].is_complete


def test_django_can_read_what_was_compiled(tmp_path: Path) -> None:
    path = catalogue(
        tmp_path,
        Entry(Key("Back"), ("Επιστροφή",)),
        Entry(Key("%(n)s time", "%(n)s times"), ("%(n)s ώρα", "%(n)s ώρες")),
        Entry(Key("Open", context="a door"), ("Ανοιχτή",)),
        Entry(Key("Missing"), ("",)),
    )

    with compile_po(path).open("rb") as compiled:
        greek = gettext.GNUTranslations(compiled)

    assert greek.gettext("Back") == "Επιστροφή"
    assert greek.ngettext("%(n)s time", "%(n)s times", 2) == "%(n)s ώρες"
    assert greek.pgettext("a door", "Open") == "Ανοιχτή"
    assert greek.gettext("Missing") == "Missing"
    assert [file.name for file in path.parent.iterdir() if file.suffix == ".new"] == []


def test_every_text_of_programs_and_templates_is_collected(tmp_path: Path) -> None:
    (tmp_path / "views.py").write_text(
        'A = _("From a program" " in two parts")\n'
        'B = ngettext("%(n)s one", "%(n)s many", n)\n'
        'C = pgettext("a door", "Open")\n'
        "D = gettext(not_a_text)\n"
    )
    (tmp_path / "page.html").write_text(
        "{% load i18n %}{% translate 'From a \"template\"' %}"
        "{% blocktranslate count n=n trimmed %}\n {{ n }} time\n"
        "{% plural %}\n {{ n }} times\n{% endblocktranslate %}"
        '{% include "x.html" with title=_("From an argument") %}'
    )

    assert keys_of(tmp_path) == {
        Key("From a program in two parts"),
        Key("%(n)s one", "%(n)s many"),
        Key("Open", context="a door"),
        Key('From a "template"'),
        Key("%(n)s time", "%(n)s times"),
        Key("From an argument"),
    }
