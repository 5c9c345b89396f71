"""The employees of the demo, as whom anyone can log in. Needs no Django: the banner lists them."""

from dataclasses import dataclass

PASSWORD = "rantevou-epideixi"  # noqa: S105 (it is printed)

KALAMATA, ATHENS = "4401", "4501"
SOCIAL = "Διεύθυνση Κοινωνικής Προστασίας"


@dataclass(frozen=True, slots=True)
class Login:
    """One employee; `department` by its Greek name, empty: the whole municipality."""

    email: str
    full_name: str
    role: str
    municipality: str | None
    department: str
    label: str


LOGINS = (
    Login(
        "maria@kalamata.example", "Μαρία Παπαδάκη", "employee", KALAMATA,
        SOCIAL, "Καλαμάτα, Κοινωνική Προστασία: υπάλληλος",
    ),
    Login(
        "giorgos@kalamata.example", "Γεώργιος Βλάχος", "supervisor", KALAMATA,
        SOCIAL, "Καλαμάτα, Κοινωνική Προστασία: προϊσταμένος",
    ),
    Login(
        "anna@kalamata.example", "Άννα Δημοπούλου", "municipality_admin", KALAMATA, "",
        "Καλαμάτα: διαχειρίστρια του Δήμου (δεν βλέπει πρόσωπα)",
    ),
    Login(
        "sofia@kalamata.example", "Σοφία Μακρή", "dpo", KALAMATA, "",
        "Καλαμάτα: υπεύθυνη προστασίας δεδομένων",
    ),
    Login(
        "eleni@athens.example", "Ελένη Σαββίδου", "employee", ATHENS, "Τμήμα Δημοτολογίου",
        "Αθήνα, Δημοτολόγιο: υπάλληλος",
    ),
    Login(
        "nikos@athens.example", "Νικόλαος Ράπτης", "employee", ATHENS,
        "Τμήμα Κοινωνικής Πολιτικής", "Αθήνα, Κοινωνική Πολιτική: υπάλληλος",
    ),
    Login(
        "despoina@athens.example", "Δέσποινα Κοντού", "supervisor", ATHENS,
        "Διεύθυνση Εξυπηρέτησης Πολιτών", "Αθήνα, Εξυπηρέτηση Πολιτών: προϊσταμένη",
    ),
    Login(
        "stefanos@athens.example", "Στέφανος Ψαρρός", "municipality_admin", ATHENS, "",
        "Αθήνα: διαχειριστής του Δήμου",
    ),
    Login(
        "platform@mydimos.example", "Χρήστος Ζερβός", "platform_admin", None, "",
        "Διαχειριστής της πλατφόρμας",
    ),
)  # fmt: skip
