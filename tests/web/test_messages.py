"""Translations: collected from programs and templates, kept in order, compiled for Django."""

import gettext
from pathlib import Path

from babel.messages import Catalog
from scripts.check_messages import problems

from mydimos.web.ui.messages import collected, compile_po, key, read, texts, translations, write

PROGRAM = (
    'A = _("From a program" " in two parts")\n'
    'B = ngettext("%(n)s one", "%(n)s many", n)\n'
    'C = pgettext("a door", "Open")\n'
    'D = pgettext_lazy("a door", "Shut")\n'
    "E = gettext(not_a_text)\n"
)
TEMPLATE = (
    "{% load i18n %}\n  <p>It's {% translate 'From a \"template\"' %}\n"
    "{% blocktranslate count n=n trimmed %}\n {{ n }} time\n"
    "{% plural %}\n {{ n }} times\n{% endblocktranslate %}"
    '{% include "x.html" with title=_("From an argument") %}'
)


def catalogue(folder: Path, **more: str) -> Path:
    """A .po file with a plural and a context, and what else is given."""
    catalog = Catalog(locale="el")
    catalog.add(("%(n)s time", "%(n)s times"), ("%(n)s ώρα", "%(n)s ώρες"))
    catalog.add("Open", "Ανοιχτή", context="a door")
    catalog.add("Missing", "")
    for english, greek in more.items():
        catalog.add(english, greek)
    path = folder / "el" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    write(path, catalog)
    return path


def sources(folder: Path, program: str, template: str = "") -> Catalog:
    (folder / "views.py").write_text(program)
    (folder / "page.html").write_text(template)
    return collected(folder)


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    path = catalogue(tmp_path, **{'With "quotes" and\nlines': "Με «εισαγωγικά»\nκαι γραμμές"})

    assert {key(one): translations(one) for one in texts(read(path))} == {
        ('With "quotes" and\nlines', "", ""): ("Με «εισαγωγικά»\nκαι γραμμές",),
        ("%(n)s time", "%(n)s times", ""): ("%(n)s ώρα", "%(n)s ώρες"),
        ("Open", "", "a door"): ("Ανοιχτή",),
        ("Missing", "", ""): ("",),
    }


def test_django_can_read_what_was_compiled(tmp_path: Path) -> None:
    path = catalogue(tmp_path, Back="Επιστροφή")

    with compile_po(path).open("rb") as compiled:
        greek = gettext.GNUTranslations(compiled)

    assert greek.gettext("Back") == "Επιστροφή"
    assert greek.ngettext("%(n)s time", "%(n)s times", 2) == "%(n)s ώρες"
    assert greek.pgettext("a door", "Open") == "Ανοιχτή"
    assert greek.gettext("Missing") == "Missing"
    assert [file.name for file in path.parent.iterdir() if file.suffix == ".new"] == []


def test_every_text_of_programs_and_templates_is_collected(tmp_path: Path) -> None:
    assert {key(one) for one in texts(sources(tmp_path, PROGRAM, TEMPLATE))} == {
        ("From a program in two parts", "", ""),
        ("%(n)s one", "%(n)s many", ""),
        ("Open", "", "a door"),
        ("Shut", "", "a door"),
        ('From a "template"', "", ""),
        ("%(n)s time", "%(n)s times", ""),
        ("From an argument", "", ""),
    }


def test_a_translator_sees_where_a_text_stands(tmp_path: Path) -> None:
    path = catalogue(tmp_path)
    write(path, sources(tmp_path, PROGRAM, TEMPLATE))

    assert '#: views.py\nmsgctxt "a door"\nmsgid "Open"' in path.read_text()
    assert "views.py:" not in path.read_text()  # line numbers would change with every commit


def test_a_changed_sentence_keeps_its_translation_until_somebody_has_looked(
    tmp_path: Path,
) -> None:
    path = catalogue(tmp_path, **{"You can cancel until noon.": "Ακύρωση έως το μεσημέρι."})
    template = sources(tmp_path, 'A = _("You can cancel until 12:00.")\n')
    catalog = read(path)
    catalog.update(template)
    write(path, catalog)

    (changed,) = texts(read(path))
    assert translations(changed) == ("Ακύρωση έως το μεσημέρι.",)
    (problem,) = problems(read(path), template)
    assert "remove the mark fuzzy" in problem
    with compile_po(path).open("rb") as compiled:
        greek = gettext.GNUTranslations(compiled)
    assert greek.gettext("You can cancel until 12:00.") == "You can cancel until 12:00."


def test_a_lost_placeholder_is_found(tmp_path: Path) -> None:
    path = catalogue(tmp_path, **{"Until %(day)s": "Έως αύριο"})
    template = sources(tmp_path, 'A = _("Until %(day)s")\n')
    catalog = read(path)
    catalog.update(template, no_fuzzy_matching=True)
    write(path, catalog)

    assert list(problems(read(path), template)) == ["el: other placeholders: 'Until %(day)s'"]
