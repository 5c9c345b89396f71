"""What people type into the one box, with the real municipalities and the real catalogue."""

from collections.abc import Generator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from mydimos.directory.services import load_catalogue, load_municipalities
from mydimos.web.citizen.find.directory_cache import DirectoryCache, Found

pytestmark = pytest.mark.django_db

# What is typed, and the code of the service that comes first.
SENTENCES = {
    "πιστοποιητικό γέννησης παιδιού": "DIM-02",
    "ανανέωση κάρτας στάθμευσης": "TEX-52",
    "κάρτα στάθμευσης αναπήρων": "TEX-51",
    "θέλω να δηλώσω τη γέννηση του παιδιού μου": "LIX-14",
    "πέθανε ο πατέρας μου": "LIX-18",
    "πετάω παλιό καναπέ": "PER-60",
    "άδεια για τραπεζάκια": "KOX-41",
    "τραπεζάκια": "KOX-41",
    "εκλογικό βιβλιάριο": "DIM-11",
    "έχω χρέη στο δήμο": "TAM-39",
    "register my baby": "LIX-14",
    "ληξιαρχείο": "LIX-20",
    "Lixiarxeio": "LIX-20",
    "πιστοποιητηκο γενησης": "DIM-02",
    "θέλω να παντρευτώ": "GAM-12",
    "ΚΕΠ": "GEN-62",
    "oikogeneiaki katastasi": "DIM-01",
    "residence certificate": "DIM-04",
}

# What is typed, and the municipality and service that it means.
IN_A_PLACE = {
    "πιστοποιητικό γέννησης Αθήνα": ("athens", "DIM-02"),
    "γάμος πάτρα": ("patras", "GAM-12"),
    "ΚΕΠ Καλαμάτας": ("kalamata", "GEN-62"),
    "ληξιαρχειο αθηνας": ("athens", "LIX-20"),
    "καλαματα επιδομα": ("kalamata", "KOI-22"),
    "κοινωνικη υπηρεσια καλαματα": ("kalamata", "KOI-27"),
    "Γλυφάδα πιστοποιητικό γέννησης": ("glyfada", "DIM-02"),
    "πιστοποιητικό γέννησης Καλαμάτα": ("kalamata", "DIM-02"),
    "thessaloniki marriage licence": ("thessaloniki", "GAM-12"),
    "βεβαίωση κατοικίας Νέα Σμύρνη": ("nea-smyrni", "DIM-04"),
    "επίδομα στέγασης Δήμος Βόλου": ("volos", "KOI-23"),
    "πιστοποιητικό γέννησης Παγκράτι": ("athens", "DIM-02"),
}

# What is typed, and whose matter it is.
NOT_OURS = {
    "ταυτότητα": "id-card",
    "ανανέωση ταυτότητας": "id-card",
    "διαβατήριο": "passport",
    "διαβατήρειο": "passport",
    "passport": "passport",
    "passport Kalamata": "passport",
    "ΑΦΜ": "tax",
    "tax residence": "tax",
    "κάρτα ανεργίας": "unemployment",
    "unemployment card": "unemployment",
    "ΑΜΚΑ": "amka",
    "γνήσιο υπογραφής": "signature",
    "δίπλωμα οδήγησης": "driving",
    "golden visa": "golden-visa",
}


@pytest.fixture(scope="module")
def known(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Generator[DirectoryCache]:
    """All of them as the product ships them, read once."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_municipalities()
        load_catalogue()
        yield DirectoryCache()
        transaction.set_rollback(True)


@pytest.mark.parametrize("typed", SENTENCES)
def test_a_sentence_leads_to_the_service_it_means(known: DirectoryCache, typed: str) -> None:
    assert [row.code for row in known.find(typed).services][:1] == [SENTENCES[typed]]


@pytest.mark.parametrize("typed", IN_A_PLACE)
def test_a_place_and_a_service_in_one_phrase_lead_to_the_service_there(
    known: DirectoryCache, typed: str
) -> None:
    found = known.find(typed)

    assert found.place is not None
    assert (found.place.municipality.slug, found.services[0].code) == IN_A_PLACE[typed]


@pytest.mark.parametrize("typed", NOT_OURS)
def test_what_another_authority_does_is_said_so(known: DirectoryCache, typed: str) -> None:
    assert NOT_OURS[typed] in [row.code for row in known.find(typed).not_municipal]


@pytest.mark.parametrize("typed", ["επίδομα", "καλαματα επιδομα", "έχω χρέη στο δήμο"])
def test_what_is_ours_is_not_sent_elsewhere(known: DirectoryCache, typed: str) -> None:
    assert known.find(typed).not_municipal == []


def test_the_registry_office_means_all_of_its_services_the_copy_first(
    known: DirectoryCache,
) -> None:
    found = [row.code for row in known.find("ληξιαρχείο").services]

    assert found[0] == "LIX-20"
    assert set(found) == {f"LIX-{number}" for number in range(14, 22)}


@pytest.mark.parametrize("typed", ["κοιμητήριο", "νεκροταφείο"])
def test_either_word_for_a_cemetery_finds_the_same(known: DirectoryCache, typed: str) -> None:
    found = {row.code for row in known.find(typed).services}

    assert found == {"KOM-43", "KOM-44", "KOM-45"}


@pytest.mark.parametrize("typed", ["ξψξψξψ", "qwzx vbnm"])
def test_nonsense_finds_nothing(known: DirectoryCache, typed: str) -> None:
    assert known.find(typed) == Found()


def test_a_town_with_words_that_mean_nothing_is_found(known: DirectoryCache) -> None:
    found = known.find("ξψξψξψ Καλαμάτα")

    assert [hit.municipality.slug for hit in found.municipalities] == ["kalamata"]
