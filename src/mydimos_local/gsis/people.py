"""The people and companies of the test login. None of them is real."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from random import Random
from re import fullmatch

from stdnum.gr import vat


class Behaviour(Enum):
    """What the server does when this person logs in. The value is what the page says of it."""

    LOGS_IN = ""
    REFUSES = "Ο χρήστης αρνείται τη σύνδεση"
    SLOW = "Η απάντηση καθυστερεί"
    JSON_ERROR = "Σφάλμα σε JSON αντί για XML"
    TOKEN_ERROR = "Σφάλμα στο token με HTTP 200"  # noqa: S105 (a sentence)
    INVALID_TAX_NUMBER = "Μη έγκυρος ΑΦΜ"
    SERVER_ERROR = "Ο διακομιστής απαντά με HTTP 500"


@dataclass(frozen=True)
class Person:
    """A person or a company as GSIS knows it: capitals, no accents, no e-mail, no phone.

    Of a company `first_name` is what GSIS sends there: blank, or the word "null".
    """

    tax_number: str
    last_name: str
    first_name: str
    father_name: str = ""
    mother_name: str = ""
    birth_year: str = ""
    behaviour: Behaviour = Behaviour.LOGS_IN

    @property
    def is_company(self) -> bool:
        return self.first_name.strip().lower() in {"", "null"}

    @property
    def label(self) -> str:
        return self.last_name if self.is_company else f"{self.first_name} {self.last_name}"


CITIZENS: Sequence[Person] = (
    Person("068933130", "ΠΑΠΑΔΟΠΟΥΛΟΥ", "ΕΛΕΝΗ", "ΝΙΚΟΛΑΟΣ", "ΜΑΡΙΑ", "1950"),
    Person("660074100", "ΧΑΤΖΗΓΕΩΡΓΙΟΥ ΜΕΛΑ", "ΣΟΦΙΑ", "ΑΝΤΩΝΙΟΣ", "ΕΥΑΓΓΕΛΙΑ", "1978"),
    Person("661200013", "ΚΑΡΑΓΙΑΝΝΗΣ", "ΝΙΚΟΛΑΟΣ", "ΔΗΜΗΤΡΙΟΣ", "ΑΙΚΑΤΕΡΙΝΗ", "1985"),
    Person("661200025", "ΜΑΥΡΟΕΙΔΗ", "ΚΑΛΛΙΟΠΗ", "ΣΤΑΥΡΟΣ", "ΑΓΓΕΛΙΚΗ", "1992"),
    Person("661200037", "ΔΕΛΗΓΙΑΝΝΗΣ", "ΘΕΟΔΩΡΟΣ", "ΙΩΑΝΝΗΣ", "ΠΑΡΑΣΚΕΥΗ", "1963"),
    Person("661200049", "ΤΣΑΟΥΣΙΔΟΥ", "ΧΡΥΣΑΝΘΗ", "", "", "1947"),
    Person("661200050", "SMITH", "ANNA MARIA", "JOHN", "MARY", "1989"),
    Person("000120034", "ΞΕΝΑΚΗΣ", "ΠΑΝΑΓΙΩΤΗΣ", "ΓΕΩΡΓΙΟΣ", "ΔΕΣΠΟΙΝΑ", "1938"),
)
COMPANIES: Sequence[Person] = (
    Person("671200010", "ΑΛΜΥΡΑ ΤΡΟΦΙΜΑ ΑΝΩΝΥΜΗ ΕΤΑΙΡΕΙΑ", "null"),
    Person("671200021", "ΑΦΟΙ ΚΑΡΑΜΠΕΛΑ & ΣΙΑ Ο.Ε.", ""),
    Person("671200033", "ΤΕΧΝΙΚΗ «ΟΡΙΖΩΝ» Ι.Κ.Ε.", "   "),
    Person("000671201", 'ΑΣΤΙΚΗ ΜΗ ΚΕΡΔΟΣΚΟΠΙΚΗ ΕΤΑΙΡΕΙΑ "Η ΓΕΙΤΟΝΙΑ"', "NULL"),
)
FAILURES: Sequence[Person] = (
    Person("661200105", "ΡΟΔΑΚΗΣ", "ΠΕΤΡΟΣ", "ΗΛΙΑΣ", "ΑΝΝΑ", "1970", Behaviour.REFUSES),
    Person("661200117", "ΑΡΓΥΡΟΥ", "ΒΑΣΙΛΙΚΗ", "ΛΕΩΝ", "ΕΙΡΗΝΗ", "1981", Behaviour.SLOW),
    Person("661200129", "ΛΑΖΑΡΗΣ", "ΣΠΥΡΙΔΩΝ", "ΚΩΝ/ΝΟΣ", "ΖΩΗ", "1966", Behaviour.JSON_ERROR),
    Person("661200130", "ΜΑΝΤΑ", "ΓΕΩΡΓΙΑ", "ΦΩΤΙΟΣ", "ΛΙΝΑ", "1974", Behaviour.TOKEN_ERROR),
    Person(
        "661200142", "ΨΑΡΡΑΣ", "ΑΛΕΞΙΟΣ", "ΜΑΡΚΟΣ", "ΟΛΓΑ", "1959", Behaviour.INVALID_TAX_NUMBER
    ),
    Person("661200154", "ΣΤΕΦΑΝΑΚΗ", "ΕΥΔΟΚΙΑ", "ΠΑΥΛΟΣ", "ΡΕΑ", "1995", Behaviour.SERVER_ERROR),
)
PEOPLE: Sequence[Person] = (*CITIZENS, *COMPANIES, *FAILURES)

_KNOWN = {person.tax_number: person for person in PEOPLE}
_WOMEN = ("ΜΑΡΙΑ", "ΕΛΕΝΗ", "ΚΑΤΕΡΙΝΑ", "ΙΩΑΝΝΑ", "ΔΗΜΗΤΡΑ", "ΑΝΑΣΤΑΣΙΑ", "ΦΩΤΕΙΝΗ", "ΖΩΗ")
_MEN = ("ΓΕΩΡΓΙΟΣ", "ΙΩΑΝΝΗΣ", "ΔΗΜΗΤΡΙΟΣ", "ΧΡΗΣΤΟΣ", "ΒΑΣΙΛΕΙΟΣ", "ΜΙΧΑΗΛ", "ΗΛΙΑΣ", "ΛΕΩΝΙΔΑΣ")
_FAMILIES = (
    ("ΑΝΑΓΝΩΣΤΟΥ", "ΑΝΑΓΝΩΣΤΟΥ"),
    ("ΒΛΑΧΟΣ", "ΒΛΑΧΟΥ"),
    ("ΔΗΜΟΠΟΥΛΟΣ", "ΔΗΜΟΠΟΥΛΟΥ"),
    ("ΖΕΡΒΑΣ", "ΖΕΡΒΑ"),
    ("ΚΟΥΚΟΥΛΑΚΗΣ", "ΚΟΥΚΟΥΛΑΚΗ"),
    ("ΛΑΜΠΡΟΥ", "ΛΑΜΠΡΟΥ"),
    ("ΜΟΥΡΑΤΙΔΗΣ", "ΜΟΥΡΑΤΙΔΟΥ"),
    ("ΡΑΠΤΗΣ", "ΡΑΠΤΗ"),
    ("ΣΤΑΜΑΤΟΠΟΥΛΟΣ", "ΣΤΑΜΑΤΟΠΟΥΛΟΥ"),
    ("ΦΡΑΓΚΟΣ", "ΦΡΑΓΚΟΥ"),
)


def tax_number(first_eight: str) -> str:
    """Nine digits: the eight given and their check digit."""
    return f"{first_eight}{vat.calc_check_digit(first_eight)}"


def person_of(number: str) -> Person | None:
    """A listed person, else one made up from any number with a valid check digit.

    The same number is always the same person, so that load tests can log in as thousands.
    """
    if known := _KNOWN.get(number):
        return known
    is_plain = fullmatch(r"[0-9]{9}", number) and number != "000000000"
    return _made_up(number) if is_plain and vat.is_valid(number) else None


def _made_up(number: str) -> Person:
    chance = Random(number)
    his, hers = chance.choice(_FAMILIES)
    last, first = (his, _MEN) if chance.random() < 0.5 else (hers, _WOMEN)
    year = str(chance.randint(1935, 2005))
    return Person(
        number, last, chance.choice(first), chance.choice(_MEN), chance.choice(_WOMEN), year
    )
