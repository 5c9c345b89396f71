"""A company logs in with its own credentials."""

from mydimos.directory.models import Channel
from tests.journeys.conftest import DESKTOP, Visits
from tests.journeys.post import Post, text_of
from tests.journeys.town import PAPERS, Town
from tests.journeys.visitor import Visitor

COMPANY = "ΑΛΜΥΡΑ ΤΡΟΦΙΜΑ ΑΝΩΝΥΜΗ ΕΤΑΙΡΕΙΑ"
MAIL = "grafeio@almyra.example"
SERVICE = "food-business-notification"
ONLY_INFORMATION = "Τηλεφωνική κλήση από τον Δήμο (μόνο για ενημέρωση)"
LEGAL = "στείλτε τα νομιμοποιητικά έγγραφα της επιχείρησης στη διεύθυνση"


def test_a_company_is_called_and_then_comes(visit: Visits, town: Town, post: Post) -> None:
    town.offers(Channel.PHONE, service=SERVICE)
    town.offers(Channel.IN_PERSON, service=SERVICE)
    company = visit(screen=DESKTOP)

    logs_in_and_is_not_asked_for_whom(company)
    books_a_call(company)
    assert "μόνο για ενημέρωση" in text_of(post.letters_to(MAIL)[0])
    books_a_visit_and_learns_where_papers_go(company)
    assert PAPERS in text_of(post.letters_to(MAIL)[1])


def logs_in_and_is_not_asked_for_whom(company: Visitor) -> None:
    company.opens(f"/m/patras/phone/{SERVICE}/")
    company.is_at("Γνωστοποίηση λειτουργίας ΚΥΕ")
    company.reads(ONLY_INFORMATION, "δεν απαιτούνται δικαιολογητικά")
    company.follows("Επιλέξτε ημέρα και ώρα")
    company.chooses_time("3 Φεβρουαρίου 2026", "08:00")
    company.presses("Συνέχεια")
    company.presses("Σύνδεση με κωδικούς TAXISnet")
    company.logs_in_as(COMPANY)
    company.is_at("Στοιχεία της επιχείρησης")


def books_a_call(company: Visitor) -> None:
    company.reads("Ο Δήμος θα σας καλέσει στον αριθμό τηλεφώνου", "μόνο για ενημέρωση")
    company.does_not_read(PAPERS)
    company.finds_typed("Επωνυμία", COMPANY)
    fills_in(company)
    company.reads(COMPANY, ONLY_INFORMATION)
    company.does_not_read(PAPERS)
    company.presses("Δηλώνω τα παραπάνω και κλείνω το ραντεβού")
    company.is_at("Το ραντεβού σας κλείστηκε")
    company.reads("Η υπόθεσή σας δεν μπορεί να διεκπεραιωθεί τηλεφωνικά", "2610 011 222")


def books_a_visit_and_learns_where_papers_go(company: Visitor) -> None:
    company.follows("Νέο ραντεβού για άλλη υπηρεσία")
    company.follows("Με φυσική παρουσία")
    company.follows("Γνωστοποίηση λειτουργίας ΚΥΕ")
    company.is_at("Γνωστοποίηση λειτουργίας ΚΥΕ")
    company.follows("Επιλέξτε ημέρα και ώρα")
    company.chooses_time("4 Φεβρουαρίου 2026", "08:00")
    company.presses("Συνέχεια")
    company.is_at("Στοιχεία της επιχείρησης")
    company.reads("πρέπει να εμφανιστεί το πρόσωπο που θα εκπροσωπήσει", f"{LEGAL} {PAPERS}")
    fills_in(company)
    company.reads(f"{LEGAL} {PAPERS}")
    company.presses("Δηλώνω τα παραπάνω και κλείνω το ραντεβού")
    company.is_at("Το ραντεβού σας κλείστηκε")
    company.reads(f"{LEGAL} {PAPERS}", "Νίκη Αλμυρού")


def fills_in(company: Visitor) -> None:
    company.types("Ονοματεπώνυμο του προσώπου που θα εκπροσωπήσει την επιχείρηση", "Νίκη Αλμυρού")
    company.types("Email", MAIL)
    company.types("Τηλέφωνο", "2610 011 222")
    company.presses("Συνέχεια")
    company.is_at("Ελέγξτε τα στοιχεία σας")
