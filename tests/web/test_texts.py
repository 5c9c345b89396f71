"""The texts that ship: both languages say the same, and nothing in them is left to chance."""

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[2]
TEXTS = ROOT / "src/mydimos/web/texts"
NAMES = ["about", "accessibility-statement", "declaration", "manual", "privacy-notice"]
PICTURES = [
    "home",
    "municipality",
    "channel",
    "services",
    "documents",
    "times",
    "login",
    "who",
    "details",
    "check",
    "done",
    "mail",
    "appointments",
    "appointment",
    "move",
    "cancel",
]


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_have_the_same_headings_lists_and_pictures(name: str) -> None:
    greek, english = outline(text(name, "el")), outline(text(name, "en"))

    # The English privacy notice says in one more paragraph that the Greek text is binding.
    assert [tag for tag in greek if tag != "p"] == [tag for tag in english if tag != "p"]


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_use_the_same_placeholders_and_the_readme_explains_each(name: str) -> None:
    greek, english = placeholders(text(name, "el")), placeholders(text(name, "en"))

    assert greek == english
    assert set(greek) <= set(placeholders((TEXTS / "README.md").read_text()))


@pytest.mark.parametrize("name", NAMES)
def test_a_version_is_raised_in_both_languages_at_once(name: str) -> None:
    versions = {version(text(name, language)) for language in ("el", "en")}

    assert len(versions) == 1


@pytest.mark.parametrize("language", ["el", "en"])
def test_the_declaration_has_one_fixed_wording_for_each_way_of_booking(language: str) -> None:
    declaration = text("declaration", language)

    assert re.findall(r"^## (\w+)$", declaration, re.MULTILINE) == ["self", "other", "company"]
    assert not placeholders(declaration)


@pytest.mark.parametrize("language", ["el", "en"])
def test_the_manual_shows_a_picture_of_every_step_with_words_for_who_cannot_see_it(
    language: str,
) -> None:
    pictures = re.findall(r"!\[(.+?)\]\((.+?)\)", text("manual", language))

    assert [address for _, address in pictures] == [
        f"pictures/{p}.{language}.png" for p in PICTURES
    ]
    assert len({words for words, _ in pictures}) == len(PICTURES)


@pytest.mark.parametrize("language", ["el", "en"])
def test_the_notice_tells_rights_deadlines_and_where_to_complain(language: str) -> None:
    notice = text("privacy-notice", language)

    for said in ("**30 ", "complaints@dpa.gr", "115 23", "4727/2020", "4704/2020", "3130"):
        assert said in notice


def test_the_notice_names_no_controller_processor_or_host_of_its_own() -> None:
    notice = text("privacy-notice", "el") + text("privacy-notice", "en")

    assert not re.search(r"Microsoft|g-cloud|mindigital|Καλαμάτ|Kalamata", notice, re.IGNORECASE)


def text(name: str, language: str) -> str:
    return (TEXTS / f"{name}.{language}.md").read_text(encoding="utf-8")


def version(document: str) -> str:
    found = re.match(r"---\nversion: (\d{4}-\d{1,2}-\d+)\n---\n", document)
    assert found, "the document does not begin with its version"
    return found[1]


def placeholders(document: str) -> list[str]:
    return sorted(re.findall(r"\{\{ (\w+) \}\}", document))


def outline(document: str) -> list[str]:
    """The opening tags of a document, in order, without what is set in bold."""
    body = re.sub(r"\A---\n.*?\n---\n", "", document, flags=re.DOTALL)
    rendered = MarkdownIt("commonmark", {"html": False}).render(body)
    return [tag for tag in re.findall(r"<(\w+)", rendered) if tag != "strong"]
