"""The whole booking with the keys alone. At every stop the focus is visible."""

from playwright.sync_api import expect

from tests.journeys.conftest import DESKTOP, Visits
from tests.journeys.greek import BIRTH, BOOK, MAIL
from tests.journeys.keys import STOP, Keys
from tests.journeys.town import Town
from tests.journeys.visitor import ELENI, Visitor


def test_eleni_books_with_the_keys_alone(visit: Visits, town: Town) -> None:
    town.offers()
    eleni = visit(screen=DESKTOP, looks_closely=False)
    keys = Keys(eleni)

    skips_to_the_contents(eleni, keys)
    finds_the_service(eleni, keys)
    chooses_a_time(eleni, keys)
    logs_in_and_fills_in(eleni, keys)
    keys.follow(BOOK)

    eleni.is_at("Το ραντεβού σας κλείστηκε")
    eleni.reads("Πέμπτη 12 Φεβρουαρίου 2026, ώρα 08:30")


def skips_to_the_contents(eleni: Visitor, keys: Keys) -> None:
    eleni.opens()
    eleni.is_at("Κλείστε ραντεβού με τον Δήμο σας")
    keys.follow("Μετάβαση στο κύριο περιεχόμενο")
    expect(eleni.page.locator("main")).to_be_focused()


def finds_the_service(eleni: Visitor, keys: Keys) -> None:
    keys.to("Δήμος, πόλη ή υπηρεσία")
    keys.type("πατρα")
    expect(eleni.page.get_by_role("link", name="Δήμος Πατρέων")).to_be_visible()
    keys.follow("Δήμος Πατρέων")
    eleni.is_at("Πώς θέλετε να εξυπηρετηθείτε;")
    keys.follow("Με φυσική παρουσία")
    eleni.is_at("Ποια υπηρεσία χρειάζεστε;")
    keys.follow(BIRTH)
    eleni.is_at(BIRTH)
    keys.follow("Επιλέξτε ημέρα και ώρα")
    eleni.is_at("Επιλέξτε ημέρα και ώρα")


def chooses_a_time(eleni: Visitor, keys: Keys) -> None:
    keys.follow("Πέμπτη 12 Φεβρουαρίου 2026")
    expect(eleni.page.locator("#times")).to_contain_text("Πέμπτη 12 Φεβρουαρίου 2026")
    assert eleni.page.evaluate(STOP)["name"].startswith("Πέμπτη 12"), "The focus was lost."
    keys.to("08:00")
    keys.press("Space")
    keys.press("ArrowRight")
    keys.press("ArrowRight")
    expect(eleni.page.get_by_label("08:30", exact=True)).to_be_checked()
    keys.follow("Συνέχεια")
    eleni.is_at("Συνδεθείτε για να συνεχίσετε")


def logs_in_and_fills_in(eleni: Visitor, keys: Keys) -> None:
    keys.follow("Σύνδεση με κωδικούς TAXISnet")
    eleni.logs_in_as(ELENI)
    eleni.is_at("Για ποιο πρόσωπο κλείνετε το ραντεβού;")
    keys.to("Για εμένα")
    keys.press("Space")
    keys.follow("Συνέχεια")
    eleni.is_at("Τα στοιχεία σας")
    keys.answer("Ονοματεπώνυμο", "Ελένη Παπαδοπούλου")
    keys.answer("Email", MAIL)
    keys.answer("Τηλέφωνο", "690 000 0001")
    keys.to("Χειλεανάγνωση")
    keys.press("Space")
    keys.follow("Συνέχεια")
    eleni.is_at("Ελέγξτε τα στοιχεία σας")
    eleni.reads("Χειλεανάγνωση")
