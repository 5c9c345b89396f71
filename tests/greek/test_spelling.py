import pytest
from hypothesis import given
from hypothesis import strategies as st

from mydimos.greek.spelling import fold, on_greek_keys, one_slip_apart, sound_key, stem_key


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Πειραιάς", "πειραιασ"),
        ("ΠΕΙΡΑΙΑΣ", "πειραιασ"),
        ("Βοΐου", "βοιου"),
        ("Δίου – Ολύμπου", "διου ολυμπου"),
        ("  Κρήτη,\tΧανιά ", "κρητη χανια"),
        ("Αγ. Νικόλαος", "αγ νικολαοσ"),
        ("A\u0301\u0397", "aη"),
        ("Α\u0301λιμος", "αλιμοσ"),
        ("\x00\u202e", ""),
        ("", ""),
    ],
)
def test_accents_capitals_and_punctuation_make_no_difference(written: str, key: str) -> None:
    assert fold(written) == key


@given(st.text())
def test_any_text_has_a_key_and_the_key_is_its_own_key(text: str) -> None:
    key = fold(text)

    assert fold(key) == key
    assert key == key.strip()


@given(st.text(alphabet="αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ -"))
def test_capitals_have_the_same_keys(text: str) -> None:
    assert fold(text.upper()) == fold(text)
    assert sound_key(text.upper()) == sound_key(text)


def test_names_sort_by_the_greek_alphabet_and_not_by_their_accents() -> None:
    names = ["Ύδρα", "Ωρωπός", "Άρτα", "Αθήνα", "Όλυμπος", "Ξάνθη", "Ίος"]

    assert sorted(names, key=fold) == [
        "Αθήνα", "Άρτα", "Ίος", "Ξάνθη", "Όλυμπος", "Ύδρα", "Ωρωπός",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "spellings",
    [
        "Πειραιάς πειραιασ ΠΕΙΡΑΙΑΣ πηρεάς peiraias pireas peireas",
        "Θεσσαλονίκη θεσαλωνικι thessaloniki 8essaloniki thessalonikh tesaloniki",
        "Χανιά χανια xania chania hania khania",
        "Ξάνθη xanthi ksanthi 3anthi csanthi",
        "Ηράκλειο ηρακλιο irakleio hrakleio iraklio",
        "Αχαΐα ΑΧΑΙΑ achaia axaia ahaia",
        "Εύβοια evia euboia evvoia evoia",
        "Ναύπακτος nafpaktos naypaktos naupaktos",
        "Λουτράκι loutraki lutraki loytraki",
        "Καλαμπάκα kalampaka kalabaka kalambaka",
        "Παγγαίο paggaio pangaio pageo",
        "Λαγκαδάς lagkadas langadas lagadas",
        "Αγία agia ayia",
        "Αίγιο aigio egio aeghio aiyio",
        "Χίος xios chios hios",
        "Χάλκη xalkh chalki halki",
        "Άνδρος andros",
        "Ωραιόκαστρο oreokastro wraiokastro oraiokastro",
        "Οινούσσες oinousses inousses",
        "Γιάννενα giannena yannena jannena",
        "Κέρκυρα kerkyra kerkira",
        "Ρόδος rodos rhodos",
        "Ψαρά psara",
        "Αιγάλεω egaleo aigaleo",
        "Φλώρινα florina phlorina",
    ],
)
def test_one_key_for_all_spellings_of_a_name(spellings: str) -> None:
    first, *others = spellings.split()

    assert {spelling: sound_key(spelling) for spelling in others} == dict.fromkeys(
        others, sound_key(first)
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Πάρος", "Πόρος"),
        ("Σάμος", "Σάμη"),
        ("Κως", "Κέα"),
        ("Πύργος", "Πάργα"),
        ("Άργος", "Άγρας"),
    ],
)
def test_different_places_sound_different(one: str, other: str) -> None:
    assert sound_key(one) != sound_key(other)


def test_numbers_stay_numbers() -> None:
    assert sound_key("ν. 4583/2018") == "n 4583 2018"


@pytest.mark.parametrize(
    "forms",
    [
        "Βόλος Βόλου Βόλο",
        "Καλαμάτα Καλαμάτας",
        "Γέννηση Γέννησης Γεννήσεως",
        "Τρίκαλα Τρικάλων",
        "Πειραιάς Πειραιά Πειραιώς",
    ],
)
def test_the_cases_of_a_name_have_one_stem(forms: str) -> None:
    assert len({stem_key(sound_key(form)) for form in forms.split()}) == 1


def test_short_words_keep_their_endings() -> None:
    assert stem_key(sound_key("Νέα Κως")) == "nea kos"


@pytest.mark.parametrize(
    "slip", ["kalamta", "kalamatta", "kalomata", "klaamata", "kalamaat", "alamata", "kalamata"]
)
def test_one_wrong_letter_is_a_slip(slip: str) -> None:
    assert one_slip_apart(slip, "kalamata")
    assert one_slip_apart("kalamata", slip)


@pytest.mark.parametrize("other", ["klamaata", "kalamo", "kalimnos", "balamota", ""])
def test_two_wrong_letters_are_another_word(other: str) -> None:
    assert not one_slip_apart(other, "kalamata")
    assert not one_slip_apart("kalamata", other)


def test_latin_keys_pressed_for_greek_words() -> None:
    assert on_greek_keys("Uessalonikh") == "θεσσαλονικη"
    assert on_greek_keys("bolow") == "βολος"
