"""The towns and the services that people look for, as they type them."""

import csv
from functools import cache
from pathlib import Path

import pytest

from mydimos.directory import reference_data
from mydimos.greek.search import Entry, places_in, rank, rank_by_words

DATA = Path(reference_data.__file__).parent / "data"

TOWNS = {
    "Αθήνα": "αθηνα|ΑΘΗΝΑ|Αθήνας|Αθηναίων|Δήμος Αθηναίων|athina|a8hna|Athens|auhna|athna|Παγκράτι",
    "Θεσσαλονίκη": "Θεσσαλονίκη|ΘΕΣΣΑΛΟΝΙΚΗ|θεσαλονικι|thessaloniki|8essalonikh|Salonica|θεσαλονκη",
    "Πάτρα": "πατρα|Πάτρας|Πατρών|Πατρέων|patra|Patras|δήμος πάτρας|Ρίο|rio|Μεσσάτιδα|βραχναιικα",
    "Πειραιάς": "Πειραιάς|πειραιας|ΠΕΙΡΑΙΑΣ|Πειραιώς|πηρεας|peiraias|pireas|Piraeus",
    "Ηράκλειο": "Ηράκλειο|ηρακλειο κρητης|irakleio|hrakleio|Heraklion|iraklion|Νέα Αλικαρνασσός",
    "Ηράκλειο Αττικής": "Ηράκλειο Αττικής|ηρακλειο αττικης|Νέο Ηράκλειο|neo iraklio",
    "Λάρισα": "λαρισα|Λάρισας|Λαρισαίων|larisa|Larissa|ΛΑΡΙΣΑ",
    "Βόλος": "Βόλος|Βόλου|volos|bolos|bolow|Νέα Ιωνία Βόλου|Πορταριά",
    "Ιωάννινα": "Ιωάννινα|Γιάννενα|γιαννινα|Ιωαννίνων|ioannina|giannena|yannena|iwannina",
    "Χανιά": "Χανιά|χανια|Χανίων|xania|Chania|hania|Σούδα",
    "Κέρκυρα": "Κέρκυρα|κερκυρα|Κέρκυρας|kerkyra|kerkira|Corfu|Οθωνοί",
    "Βόρεια Κέρκυρα": "Βόρεια Κέρκυρα|north corfu|Αχαράβη|sidari",
    "Ρόδος": "Ρόδος|ΡΟΔΟΥ|rodos|Rhodes|Λίνδος|ialysos",
    "Καλαμάτα": "Καλαμάτα|καλαματας|kalamata|calamata|kalamta|ΔΗΜΟΣ ΚΑΛΑΜΑΤΑΣ|dimos kalamatas",
    "Κως": "κως|Κω|kos|cos",
    "Κομοτηνή": "κομοτινη|komotini|komothnh",
    "Αλεξανδρούπολη": "αλεξανδρουπολη|aleksandroupoli|alexandroupolis|Αλεξανδρουπόλεως|Φέρες",
    "Ξάνθη": "ξανθη|xanthi|ksanthi|3an8h",
    "Καβάλα": "καβάλα|kavala|kabala|Φίλιπποι",
    "Σέρρες": "σερρες|σερες|Σερρών|serres",
    "Κατερίνη": "κατερινη|katerini|katerinh|catherini",
    "Βέροια": "βέροια|veria|veroia|beroia|Βεργίνα",
    "Κοζάνη": "κοζανη|kozani|kozanh",
    "Εορδαία": "Πτολεμαΐδα|ptolemaida|Εορδαία|ΠΤΟΛΕΜΑΪΔΑ",
    "Τρίκαλα": "τρικαλα|Τρικάλων|Τρικκαίων|trikala",
    "Μετέωρα": "Καλαμπάκα|kalambaka|kalabaka|μετεωρα",
    "Λαμία": "λαμια|Λαμίας|Λαμιέων|lamia",
    "Χαλκίδα": "χαλκιδα|Χαλκίδας|xalkida|halkida|Νέα Αρτάκη",
    "Θήβα": "Θήβα|thiva|Thebes|8hba",
    "Λιβαδειά": "Λιβαδειά|λιβαδια|livadia|Λεβάδεια",
    "Δελφοί": "Άμφισσα|Δελφοί|delfoi|Γαλαξίδι",
    "Αγρίνιο": "αγρινιο|Αγρινίου|agrinio",
    "Μεσολόγγι": "Μεσολόγγι|mesologgi|mesolongi|Missolonghi",
    "Ναυπακτία": "Ναύπακτος|nafpaktos|naypaktos|naupaktos",
    "Πύργος": "πυργος|pyrgos|pirgos",
    "Ήλιδα": "Αμαλιάδα|amaliada|Ήλιδας",
    "Αιγιάλεια": "Αίγιο|aigio|egio|Ακράτα",
    "Τρίπολη": "τριπολη|Τριπόλεως|tripoli",
    "Κόρινθος": "κορινθος|korinthos|Corinth|Κορινθίων",
    "Ναύπλιο": "ναυπλιο|nafplio|nauplio|Ναυπλίου",
    "Άργος - Μυκήνες": "Άργος|argos|Μυκήνες|Mycenae",
    "Σπάρτη": "σπαρτη|sparti|Sparta|Μυστράς",
    "Ρέθυμνο": "ρεθυμνο|Ρεθύμνης|rethymno|rethimno",
    "Άγιος Νικόλαος": "αγιος νικολαος|Αγίου Νικολάου|agios nikolaos|ag.nikolaos|Ελούντα",
    "Χερσόνησος": "Χερσόνησος|hersonissos|xersonisos|Μάλια",
    "Μυτιλήνη": "μυτιληνη|mitilini|Mytilene|Λέσβος|lesvos",
    "Χίος": "χιος|xios|Chios|hios",
    "Ανατολική Σάμος": "Σάμος|samos|Βαθύ Σάμου|Πυθαγόρειο",
    "Σύρος": "Σύρος|syros|siros|Ερμούπολη|ermoupoli",
    "Σαντορίνη": "Σαντορίνη|santorini|Θήρα|thira|Οία",
    "Μύκονος": "μυκονος|mykonos|mikonos",
    "Νάξος": "ναξος|naxos|naksos|Κουφονήσια",
    "Καστελλόριζο": "Καστελόριζο|Μεγίστη|kastelorizo",
    "Κηφισιά": "κηφισια|kifisia|Kifissia|khfisia|Νέα Ερυθραία",
    "Μαρούσι": "Μαρούσι|μαρουσι|Αμαρουσίου|marousi|maroussi",
    "Περιστέρι": "Περιστέρι|peristeri|ΠΕΡΙΣΤΕΡΙΟΥ",
    "Νέα Σμύρνη": "Νέα Σμύρνη|nea smirni|νεα σμηρνη|Νέας Σμύρνης",
    "Αγία Παρασκευή": "Αγία Παρασκευή|agia paraskevi|ayia paraskevi|ag paraskevi",
    "Γλυφάδα": "γλυφαδα|glyfada|glifada",
    "Αχαρνές": "Αχαρνές|Μενίδι|menidi|axarnes",
    "Λουτράκι - Περαχώρα - Άγιοι Θεόδωροι": "Λουτράκι|loutraki|lutraki|Άγιοι Θεόδωροι",
}

SERVICES = {
    "DIM-01": "οικογενειακη κατασταση|χαρτί οικογενειακής|family certificate|χαρτι οικογενιακησ",
    "DIM-02": "Πιστοποιητικό γέννησης|πιστοποιητικο γεννησησ|birth cert|χαρτί γέννησης|γέννηση",
    "DIM-03": "εγγυτέρων συγγενών|πλησιέστεροι συγγενείς|next of kin|κληρονόμοι",
    "DIM-04": "βεβαίωση κατοικίας|μόνιμη κατοικία|proof of address|μόνιμης κατοικίας",
    "GAM-12": "πολιτικος γαμος|άδεια γάμου|marriage licence|θέλω να παντρευτώ",
    "LIX-16": "βαπτιση|βαφτίσια|christening",
    "KOI-23": "επίδομα ενοικίου|ενοίκιο|rent benefit",
    "KOI-27": "κοινωνικός λειτουργός|κοινωνικη λειτουργος|social worker",
    "ESO-32": "ταπ|μεταβίβαση ακινήτου|selling a house",
    "TAM-38": "ενημεροτητα|δημοτικη ενημεροτητα|debt clearance",
    "KOX-41": "τραπεζοκαθισματα|τραπέζια έξω|tables and chairs",
    "DOM-48": "χρησεις γης|land use",
    "TEX-51": "παρκινγκ αμεα|disabled parking",
    "TEX-52": "κάρτα στάθμευσης|resident parking",
    "DAS-59": "κληση|πινακίδες|parking ticket",
    "PER-60": "ογκωδη|κλαδια|bulky",
    "GEN-62": "πληροφορίες|general information",
}


@cache
def towns() -> list[Entry]:
    return [
        Entry(
            key=row["short_el"],
            names=(row["short_el"], row["short_en"], row["name_el"], row["name_en"]),
            also=parts(row["seat_el"], row["seat_en"], row["also_el"], row["also_en"]),
            size=int(row["population"]),
        )
        for row in read("municipalities.csv")
    ]


@cache
def services() -> list[Entry]:
    return [
        Entry(
            key=row["code"],
            names=(row["name_el"], row["name_en"]),
            also=parts(row["synonyms_el"], row["synonyms_en"]),
            size=int(row["common"]),
        )
        for row in read("services.csv")
    ]


def read(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def parts(*texts: str) -> tuple[str, ...]:
    return tuple(part for text in texts for part in text.split("|") if part)


def found(query: str, entries: list[Entry], limit: int = 10) -> list[str]:
    return [entry.key for entry in rank(query, entries, limit)]


@pytest.mark.parametrize("town", TOWNS)
def test_a_town_is_the_first_hit_however_it_is_typed(town: str) -> None:
    queries = TOWNS[town].split("|")

    assert {query: found(query, towns())[:1] for query in queries} == {q: [town] for q in queries}


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_is_the_first_hit_by_its_name_and_by_what_people_call_it(service: str) -> None:
    queries = SERVICES[service].split("|")

    assert {query: found(query, services())[:1] for query in queries} == {
        query: [service] for query in queries
    }


def test_every_municipality_is_found_first_by_its_own_names() -> None:
    missed = [
        (name, entry.key)
        for entry in towns()
        for name in entry.names
        if found(name, towns())[:1] != [entry.key]
    ]

    assert missed == []


def test_every_service_is_found_first_by_its_own_names() -> None:
    missed = [
        (name, entry.key)
        for entry in services()
        for name in entry.names
        if found(name, services())[:1] != [entry.key]
    ]

    assert missed == []


@pytest.mark.parametrize(
    "query", ["Λονδίνο", "London", "Παρίσι", "Berlin", "Μαδρίτη", "12345", "xyz"]
)
def test_what_is_no_municipality_finds_none(query: str) -> None:
    assert found(query, towns()) == []


@pytest.mark.parametrize("query", ["", "   ", "-", "\x00", "🏛️", "«»"])
def test_a_query_without_letters_finds_nothing(query: str) -> None:
    assert found(query, towns()) == []


def test_a_query_may_be_of_any_length() -> None:
    assert found("α" * 100_000, towns()) == []


def test_typing_the_beginning_offers_the_largest_first() -> None:
    assert found("θεσ", towns())[0] == "Θεσσαλονίκη"
    assert found("α", towns())[0] == "Αθήνα"
    assert found("thes", towns())[0] == "Θεσσαλονίκη"


def test_places_of_the_same_name_are_all_offered_the_larger_first() -> None:
    assert found("Νίκαια", towns()) == ["Νίκαια - Άγιος Ιωάννης Ρέντης", "Κιλελέρ"]
    assert found("Κεφαλονιά", towns())[:3] == ["Αργοστόλι", "Ληξούρι", "Σάμη"]


def test_a_name_comes_before_a_town_inside_another_municipality() -> None:
    entries = [Entry("in", ("Άλλος",), ("Ίλιο",), size=900), Entry("of", ("Ίλιο",), size=1)]

    assert found("ιλιο", entries) == ["of", "in"]


def test_what_is_written_so_comes_before_what_only_sounds_so() -> None:
    entries = [Entry("sounds", ("Λήμος", "Λύμη"), size=900), Entry("written", ("Λίμος",), size=1)]

    assert found("λιμος", entries) == ["written", "sounds"]


def test_a_slip_is_forgiven_only_when_nothing_else_is_found() -> None:
    entries = [Entry("slip", ("Καλομίτα",), size=900), Entry("name", ("Καλαμάτα",), size=1)]

    assert found("καλαματα", entries) == ["name"]
    assert found("καλομάτα", entries) == ["slip", "name"]


def test_words_may_come_in_any_order() -> None:
    assert found("γάμου άδεια πολιτικού", services())[0] == "GAM-12"


def test_no_more_are_returned_than_asked_for() -> None:
    assert len(found("α", towns(), limit=3)) == 3


def by_words(query: str, entries: list[Entry]) -> list[str]:
    return [entry.key for entry in rank_by_words(query, entries)]


def test_a_word_that_is_nowhere_does_not_hide_what_the_others_find() -> None:
    assert by_words("ξψξψ δημοτική ενημερότητα", services())[0] == "TAM-38"
    assert by_words("ξψξψ", services()) == []


def test_a_rare_word_counts_more_than_one_that_many_have() -> None:
    entries = [Entry(f"permit-{n}", ("άδεια",)) for n in range(9)] + [Entry("grave", ("τάφος",))]

    assert by_words("άδεια τάφου", entries)[0] == "grave"


def test_a_place_is_found_inside_a_phrase_by_its_whole_name_only() -> None:
    def first(query: str) -> tuple[str, str]:
        place, _, rest = next(places_in(query, towns()))
        return place.key, rest

    assert first("ληξιαρχείο Αθήνας") == ("Αθήνα", "ληξιαρχειο")
    assert first("Νέα Σμύρνη γάμος") == ("Νέα Σμύρνη", "γαμοσ")
    assert list(places_in("ληξιαρχείο Αθη", towns())) == []
