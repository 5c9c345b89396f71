"""The whole way of a citizen, in Greek, leg by leg."""

from playwright.sync_api import expect

from tests.journeys.post import Post, calendar_of, text_of, uid_of
from tests.journeys.visitor import ELENI, Visitor

BIRTH = "Πιστοποιητικό γέννησης"
MAIL = "eleni@mail.example"
TIMES = "/m/patras/in-person/birth-certificate/town-hall/"
DAY = "12 Φεβρουαρίου 2026"
NOTES = "Κάτι άλλο που χρειάζεστε (προαιρετικά)"
BOOK = "Δηλώνω τα παραπάνω και κλείνω το ραντεβού"


def goes_the_whole_way(eleni: Visitor, post: Post) -> None:
    """From the home page to the cancelled appointment."""
    finds_the_service(eleni)
    chooses_a_time_and_logs_in(eleni)
    says_for_whom(eleni)
    forgets_a_field_and_loses_nothing(eleni)
    declares_and_books(eleni)
    has_received_the_confirmation(post)
    moves_to_an_overlapping_time(eleni)
    has_received_the_new_time(post)
    cancels(eleni)
    has_received_the_cancellation(post)


def reaches_the_details(eleni: Visitor, clock: str = "09:00") -> None:
    """By a link of the municipality's own site, straight to the times."""
    eleni.opens(f"{TIMES}?day=2026-02-12")
    eleni.picks(clock)
    eleni.presses("Συνέχεια")
    eleni.presses("Σύνδεση με κωδικούς TAXISnet")
    eleni.logs_in_as(ELENI)
    eleni.chooses("Για εμένα")
    eleni.presses("Συνέχεια")
    expect(eleni.page.locator("h1")).to_contain_text("Τα στοιχεία σας")


def fills_in(eleni: Visitor) -> None:
    """Right at the first time."""
    eleni.types("Ονοματεπώνυμο", "Ελένη Παπαδοπούλου")
    eleni.types("Email", MAIL)
    eleni.types("Τηλέφωνο", "690 000 0001")
    eleni.presses("Συνέχεια")
    expect(eleni.page.locator("h1")).to_contain_text("Ελέγξτε τα στοιχεία σας")


def finds_the_service(eleni: Visitor) -> None:
    eleni.opens()
    eleni.is_at("Κλείστε ραντεβού με τον Δήμο σας")
    eleni.searches("πατρα")
    eleni.follows("Δήμος Πατρέων")
    eleni.is_at("Πώς θέλετε να εξυπηρετηθείτε;")
    eleni.reads("Τηλεφωνική κλήση από τον Δήμο (μόνο για ενημέρωση)")
    eleni.follows("Με φυσική παρουσία")
    eleni.is_at("Ποια υπηρεσία χρειάζεστε;")
    eleni.searches("γεννησης")
    eleni.follows(BIRTH)
    eleni.is_at(BIRTH)
    eleni.reads("Δικαιολογητικά", "Φέρτε την ταυτότητα ή το διαβατήριό σας", "Μαιζώνος 108")


def chooses_a_time_and_logs_in(eleni: Visitor) -> None:
    eleni.follows("Επιλέξτε ημέρα και ώρα")
    eleni.is_at("Επιλέξτε ημέρα και ώρα")
    eleni.chooses_time(DAY, "09:00")
    eleni.is_at("Επιλέξτε ημέρα και ώρα")
    eleni.presses("Συνέχεια")
    eleni.is_at("Συνδεθείτε για να συνεχίσετε")
    eleni.reads("Πέμπτη 12 Φεβρουαρίου 2026", "δεν κρατείται ακόμη για εσάς")
    eleni.presses("Σύνδεση με κωδικούς TAXISnet")
    eleni.logs_in_as(ELENI)
    eleni.is_at("Για ποιο πρόσωπο κλείνετε το ραντεβού;")
    eleni.reads("Κρατάμε αυτή την ώρα για εσάς έως τις 07:40")


def says_for_whom(eleni: Visitor) -> None:
    eleni.presses("Συνέχεια")
    eleni.is_at("Για ποιο πρόσωπο κλείνετε το ραντεβού;")
    eleni.reads("Υπάρχει πρόβλημα", "Επιλέξτε μία από τις απαντήσεις")
    eleni.chooses("Για εμένα")
    eleni.presses("Συνέχεια")


def forgets_a_field_and_loses_nothing(eleni: Visitor) -> None:
    eleni.is_at("Τα στοιχεία σας")
    eleni.finds_typed("Ονοματεπώνυμο", ELENI)
    eleni.types("Ονοματεπώνυμο", "Ελένη Παπαδοπούλου")
    eleni.types("Email", "eleni στο mail")
    eleni.types(NOTES, "Θα έρθω με αμαξίδιο.")
    eleni.chooses("Πρόσβαση χωρίς σκαλοπάτια")
    eleni.presses("Συνέχεια")
    eleni.is_at("Τα στοιχεία σας")
    eleni.reads(
        "Υπάρχει πρόβλημα",
        "Συμπληρώστε διεύθυνση email, όπως onoma@example.gr.",
        "Συμπληρώστε αριθμό τηλεφώνου με 10 ψηφία",
    )
    eleni.finds_typed("Ονοματεπώνυμο", "Ελένη Παπαδοπούλου")
    eleni.finds_typed("Email", "eleni στο mail")
    eleni.finds_typed(NOTES, "Θα έρθω με αμαξίδιο.")
    eleni.types("Email", MAIL)
    eleni.types("Τηλέφωνο", "6900 000 001")
    eleni.presses("Συνέχεια")


def declares_and_books(eleni: Visitor) -> None:
    eleni.is_at("Ελέγξτε τα στοιχεία σας")
    eleni.reads(
        MAIL, "690 000 0001", "Πρόσβαση χωρίς σκαλοπάτια", "Θα έρθω με αμαξίδιο.", "Υπεύθυνη δήλωση"
    )
    eleni.presses(BOOK)
    eleni.is_at("Το ραντεβού σας κλείστηκε")
    eleni.reads("Κωδικός ραντεβού", "Πέμπτη 12 Φεβρουαρίου 2026, ώρα 09:00", MAIL)
    assert "DTSTART:20260212T070000Z" in eleni.downloads("Προσθήκη στο ημερολόγιο")


def has_received_the_confirmation(post: Post) -> None:
    (letter,) = post.letters_to(MAIL)
    assert letter["Subject"].startswith(
        "Το ραντεβού σας επιβεβαιώθηκε: Πέμπτη 12 Φεβρουαρίου 2026, ώρα 09:00"
    )
    text = text_of(letter)
    for words in ("Δημαρχείο", "Μαιζώνος 108", BIRTH, "Ελένη Παπαδοπούλου"):
        assert words in text
    assert "METHOD:REQUEST" in calendar_of(letter)
    assert "DTSTART:20260212T070000Z" in calendar_of(letter)


def has_received_the_new_time(post: Post) -> None:
    letter = post.letters_to(MAIL)[-1]
    assert letter["Subject"].startswith(
        "Νέα ώρα για το ραντεβού σας: Πέμπτη 12 Φεβρουαρίου 2026, ώρα 09:15"
    )
    assert "DTSTART:20260212T071500Z" in calendar_of(letter)
    assert "SEQUENCE:1" in calendar_of(letter)


def has_received_the_cancellation(post: Post) -> None:
    confirmation, _, cancellation = post.letters_to(MAIL)
    assert cancellation["Subject"].startswith("Το ραντεβού σας ακυρώθηκε")
    assert "METHOD:CANCEL" in calendar_of(cancellation)
    assert uid_of(cancellation) == uid_of(confirmation)


def moves_to_an_overlapping_time(eleni: Visitor) -> None:
    eleni.follows("Τα ραντεβού μου")
    eleni.is_at("Τα ραντεβού μου")
    eleni.follows("Πέμπτη 12 Φεβρουαρίου 2026, ώρα 09:00")
    eleni.is_at("Πέμπτη 12 Φεβρουαρίου 2026, ώρα 09:00")
    eleni.follows("Αλλαγή ώρας")
    eleni.is_at("Αλλαγή ώρας του ραντεβού")
    eleni.reads("Η τωρινή σας ώρα παραμένει δική σας")
    eleni.chooses_time(DAY, "09:15")
    eleni.presses("Συνέχεια")
    eleni.is_at("Επιβεβαίωση της νέας ώρας")
    eleni.presses("Επιβεβαίωση της νέας ώρας")
    eleni.is_at("Πέμπτη 12 Φεβρουαρίου 2026, ώρα 09:15")
    eleni.reads("Ολοκληρώθηκε")


def cancels(eleni: Visitor) -> None:
    eleni.follows("Ακύρωση ραντεβού")
    eleni.is_at("Θέλετε να ακυρώσετε αυτό το ραντεβού;")
    eleni.reads("Η ακύρωση δεν αναιρείται")
    eleni.presses("Ναι, να ακυρωθεί το ραντεβού")
    eleni.is_at("Το ραντεβού σας ακυρώθηκε")
    eleni.follows("Τα ραντεβού μου")
    eleni.is_at("Τα ραντεβού μου")
    eleni.reads("Δεν έχετε προσεχή ραντεβού", "Ακυρώθηκε")
