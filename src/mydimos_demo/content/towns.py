"""The fully built municipalities."""

from mydimos.directory.models import Channel
from mydimos_demo.content.departments import DEPARTMENTS, KALAMATA
from mydimos_demo.content.spec import OfficeSpec, Pattern, Team, Town

HERE = (Channel.IN_PERSON,)
HERE_AND_PHONE = (Channel.IN_PERSON, Channel.PHONE)


def city_hall(
    address_el: str, address_en: str, postcode: str, coordinates: tuple[str, str]
) -> OfficeSpec:
    """The town hall: step-free, with a lift."""
    return OfficeSpec(
        "dimarcheio", "Δημαρχείο", "City Hall", address_el, address_en, postcode, coordinates,
        step_free=True,
        directions_el="Είσοδος με ράμπα και ανελκυστήρας. Η εξυπηρέτηση γίνεται στο ισόγειο.",
        directions_en="Ramp at the entrance and a lift. Visitors are served on the ground floor.",
    )  # fmt: skip


def csc(
    address_el: str, address_en: str, postcode: str, coordinates: tuple[str, str]
) -> OfficeSpec:
    """A Citizens' Service Centre."""
    return OfficeSpec(
        "kep", "Κέντρο Εξυπηρέτησης Πολιτών (ΚΕΠ)", "Citizens' Service Centre (KEP)",
        address_el, address_en, postcode, coordinates, is_csc=True, step_free=True,
    )  # fmt: skip


def works(
    address_el: str, address_en: str, postcode: str, coordinates: tuple[str, str]
) -> OfficeSpec:
    """Where the technical departments are; in an old house."""
    return OfficeSpec(
        "technikes-ypiresies", "Κτίριο Τεχνικών Υπηρεσιών", "Technical Services Building",
        address_el, address_en, postcode, coordinates, step_free=False,
        directions_el="Τα γραφεία είναι στον πρώτο όροφο, χωρίς ανελκυστήρα. Αν δυσκολεύεστε, "
        "ζητήστε στο θυρωρείο να εξυπηρετηθείτε στο ισόγειο.",
        directions_en="The offices are on the first floor without a lift. If stairs are "
        "difficult, ask at the door to be served on the ground floor.",
    )  # fmt: skip


def welfare(
    address_el: str, address_en: str, postcode: str, coordinates: tuple[str, str]
) -> OfficeSpec:
    """The centre for social services."""
    return OfficeSpec(
        "kentro-koinotitas", "Κέντρο Κοινότητας", "Community Centre",
        address_el, address_en, postcode, coordinates, step_free=True,
    )  # fmt: skip


TOWNS = (
    Town(
        code="4501",
        colour="#1f3a7d",
        units=DEPARTMENTS,
        interpreter_at="dimarcheio",
        closes="technikes-ypiresies",
        offices=(
            city_hall("Λιοσίων 22", "Liosion 22", "104 38", ("37.986900", "23.722900")),
            csc("Μητροπόλεως 60", "Mitropoleos 60", "105 63", ("37.975600", "23.729600")),
            welfare("Σοφοκλέους 70", "Sofokleous 70", "105 53", ("37.980600", "23.724700")),
            works("Αμβροσίου Φραντζή 14", "Amvrosiou Frantzi 14", "117 43",
                  ("37.964300", "23.722300")),
        ),
        teams=(
            Team("registry", "dimarcheio", counters=5, employees=3, pattern=Pattern.REGISTRY),
            Team("civil", "dimarcheio", counters=3, employees=1),
            Team("information", "dimarcheio", counters=1, employees=1),
            Team("registry", "kep", counters=4, pattern=Pattern.SHIFTS, channels=HERE),
            Team("information", "kep", counters=1, pattern=Pattern.SHIFTS, channels=HERE),
            Team("welfare", "kentro-koinotitas", employees=5),
            Team("nurseries", "kentro-koinotitas", employees=1),
            Team("revenue", "dimarcheio", counters=3, employees=2),
            Team("cashier", "dimarcheio", counters=2, employees=1),
            Team("building", "technikes-ypiresies", employees=4, pattern=Pattern.PUBLIC_DAYS),
            Team("traffic", "technikes-ypiresies", counters=1, employees=1),
            Team("business", "dimarcheio", employees=2, pattern=Pattern.ALTERNATING),
            Team("police", "dimarcheio", counters=1, employees=1),
        ),
    ),
    Town(
        code="0701",
        colour="#7a1631",
        units=DEPARTMENTS,
        interpreter_at="dimarcheio",
        offices=(
            city_hall("Βασιλέως Γεωργίου Α΄ 1", "Vasileos Georgiou A 1", "546 36",
                      ("40.623700", "22.953400")),
            csc("Εγνατία 128", "Egnatia 128", "546 22", ("40.635200", "22.946100")),
            works("Αγγελάκη 13", "Angelaki 13", "546 21", ("40.627900", "22.954800")),
        ),
        teams=(
            Team("registry", "dimarcheio", counters=3, employees=2, pattern=Pattern.REGISTRY),
            Team("civil", "dimarcheio", counters=2, employees=1),
            Team("information", "kep", counters=1, employees=1, pattern=Pattern.SHIFTS),
            Team("registry", "kep", counters=2, pattern=Pattern.SHIFTS, channels=HERE),
            Team("welfare", "dimarcheio", employees=3),
            Team("nurseries", "dimarcheio", employees=1),
            Team("revenue", "dimarcheio", counters=2, employees=1),
            Team("cashier", "dimarcheio", counters=2),
            Team("building", "technikes-ypiresies", employees=3, pattern=Pattern.PUBLIC_DAYS),
            Team("traffic", "technikes-ypiresies", employees=1),
            Team("business", "dimarcheio", employees=2),
            Team("police", "dimarcheio", counters=1),
        ),
    ),
    Town(
        code="3701",
        colour="#0b5a4a",
        units=DEPARTMENTS,
        interpreter_at="kep",
        offices=(
            city_hall("Μαιζώνος 108", "Maizonos 108", "262 21", ("38.246300", "21.734500")),
            csc("Παντανάσσης 30", "Pantanassis 30", "262 21", ("38.245200", "21.736400")),
        ),
        teams=(
            Team("registry", "dimarcheio", counters=2, employees=1, pattern=Pattern.REGISTRY),
            Team("civil", "dimarcheio", counters=1),
            Team("information", "kep", counters=1, employees=1, pattern=Pattern.SHIFTS),
            Team("registry", "kep", counters=1, pattern=Pattern.SHIFTS, channels=HERE),
            Team("welfare", "kep", employees=2),
            Team("revenue", "dimarcheio", counters=1, employees=1),
            Team("cashier", "dimarcheio", counters=1),
            Team("building", "dimarcheio", employees=2, pattern=Pattern.PUBLIC_DAYS),
        ),
    ),
    Town(
        code="5101",
        colour="#0a4f80",
        units=DEPARTMENTS,
        closes="kep",
        offices=(
            city_hall("Καραΐσκου 119", "Karaiskou 119", "185 34", ("37.943300", "23.647100")),
            csc("Τσαμαδού 29", "Tsamadou 29", "185 31", ("37.945100", "23.646300")),
        ),
        teams=(
            Team("registry", "dimarcheio", counters=2, employees=1, pattern=Pattern.REGISTRY),
            Team("civil", "dimarcheio", counters=1, employees=1),
            Team("information", "kep", counters=1, pattern=Pattern.SHIFTS),
            Team("welfare", "kep", employees=2),
            Team("revenue", "dimarcheio", counters=1),
            Team("cashier", "dimarcheio", counters=1),
            Team("business", "dimarcheio", employees=2, pattern=Pattern.ALTERNATING),
        ),
    ),
    Town(
        code="7101",
        colour="#8a3b12",
        units=DEPARTMENTS,
        offices=(
            city_hall("Αγίου Τίτου 1", "Agiou Titou 1", "712 02", ("35.339700", "25.133400")),
            works("Ανδρόγεω 2", "Androgeo 2", "712 02", ("35.339200", "25.132700")),
        ),
        teams=(
            Team("registry", "dimarcheio", counters=2, employees=1, pattern=Pattern.REGISTRY),
            Team("civil", "dimarcheio", counters=1, employees=1),
            Team("information", "dimarcheio", counters=1, employees=1),
            Team("welfare", "dimarcheio", employees=2),
            Team("revenue", "dimarcheio", counters=1),
            Team("building", "technikes-ypiresies", employees=2, pattern=Pattern.PUBLIC_DAYS),
        ),
    ),
    Town(
        code="2201",
        colour="#4b2e83",
        units=DEPARTMENTS,
        offices=(
            city_hall("Ίωνος Δραγούμη 1", "Ionos Dragoumi 1", "412 22",
                      ("39.639000", "22.419100")),
            csc("Κύπρου 30", "Kyprou 30", "412 22", ("39.637700", "22.418300")),
        ),
        teams=(
            Team("registry", "dimarcheio", counters=2, employees=1),
            Team("civil", "dimarcheio", counters=1),
            Team("information", "kep", counters=1, employees=1, pattern=Pattern.SHIFTS),
            Team("welfare", "dimarcheio", employees=2),
            Team("cashier", "dimarcheio", counters=1),
        ),
    ),
    Town(
        code="2401",
        colour="#00586b",
        units=DEPARTMENTS,
        closes="kep",
        offices=(
            city_hall("Πλατεία Ρήγα Φεραίου", "Plateia Riga Feraiou", "382 21",
                      ("39.361700", "22.942000")),
            csc("Ιάσονος 98", "Iasonos 98", "382 21", ("39.360500", "22.946800")),
        ),
        teams=(
            Team("registry", "dimarcheio", counters=2, employees=1, pattern=Pattern.REGISTRY),
            Team("registry", "kep", counters=1, pattern=Pattern.SHIFTS, channels=HERE),
            Team("welfare", "kep", employees=2),
            Team("revenue", "dimarcheio", counters=1, channels=HERE_AND_PHONE),
            Team("business", "dimarcheio", employees=2, pattern=Pattern.ALTERNATING),
        ),
    ),
    Town(
        code="1801",
        colour="#2f5d1e",
        units=DEPARTMENTS,
        offices=(
            city_hall("Πλατεία Ανδρέα Παπανδρέου 5", "Plateia Andrea Papandreou 5", "452 21",
                      ("39.664700", "20.852200")),
            csc("28ης Οκτωβρίου 3", "28is Oktovriou 3", "452 21", ("39.665400", "20.853500")),
        ),
        teams=(
            Team("registry", "dimarcheio", counters=2, employees=1, pattern=Pattern.REGISTRY),
            Team("civil", "dimarcheio", counters=1),
            Team("information", "kep", counters=1, pattern=Pattern.SHIFTS),
            Team("welfare", "dimarcheio", employees=2),
            Team("building", "dimarcheio", employees=2, pattern=Pattern.PUBLIC_DAYS),
        ),
    ),
    Town(
        code="6901",
        colour="#0f4c5c",
        units=DEPARTMENTS,
        offices=(
            city_hall("Πλατεία Ελευθερίας 1", "Plateia Eleftherias 1", "851 31",
                      ("36.450100", "28.225800")),
            csc("Αβέρωφ 5", "Averof 5", "851 31", ("36.448400", "28.224500")),
        ),
        teams=(
            Team("registry", "dimarcheio", counters=2, employees=1, pattern=Pattern.REGISTRY),
            Team("information", "kep", counters=1, employees=1, pattern=Pattern.SHIFTS),
            Team("revenue", "dimarcheio", counters=1, employees=1),
            Team("traffic", "dimarcheio", employees=1),
            Team("business", "kep", employees=2, pattern=Pattern.ALTERNATING),
        ),
    ),
    Town(
        code="7401",
        colour="#5b2a6e",
        units=DEPARTMENTS,
        offices=(
            city_hall("Κυδωνίας 29", "Kydonias 29", "731 35", ("35.512700", "24.017300")),
            csc("Νικηφόρου Φωκά 14", "Nikiforou Foka 14", "731 32", ("35.514500", "24.019600")),
        ),
        teams=(
            Team("registry", "dimarcheio", counters=2, employees=1, pattern=Pattern.REGISTRY),
            Team("civil", "dimarcheio", counters=1),
            Team("information", "kep", counters=1, pattern=Pattern.SHIFTS),
            Team("welfare", "kep", employees=2),
            Team("cashier", "dimarcheio", counters=1, channels=HERE),
        ),
    ),
    # As its privacy notice says: in person only, Social Welfare only.
    Town(
        code="4401",
        colour="#6b1d1d",
        units=KALAMATA,
        offices=(
            city_hall("Αθηνών 99", "Athinon 99", "241 34", ("37.038300", "22.110700")),
        ),
        teams=(Team("social", "dimarcheio", employees=5, channels=HERE),),
    ),
)  # fmt: skip
