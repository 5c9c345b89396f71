"""Maria's first morning: from the invitation in her mailbox to the login of the next day."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import ViewportSize

from mydimos.access.models import Membership
from mydimos.access.services import give_role
from mydimos.identity.services import invite_user
from mydimos.identity.totp import code_at, step_at
from tests.employees import MARIA, PASSWORD
from tests.factories import BY
from tests.journeys.conftest import DESKTOP, PHONE, Visits
from tests.journeys.post import Post, text_of
from tests.journeys.town import Town
from tests.journeys.visitor import Visitor
from tests.web.visitors import Clock

PASSWORD_FIELD = "Νέος κωδικός πρόσβασης"
CODE_FIELD = "Κωδικός από την εφαρμογή σας"
RECOVERY = re.compile(r"\b(?:[A-Z2-7]{4}-){3}[A-Z2-7]{4}\b")


@pytest.mark.parametrize(
    ("screen", "has_scripts"), [(PHONE, True), (DESKTOP, False)], ids=["phone", "no-scripts"]
)
def test_maria_is_invited_logs_in_and_comes_back(
    visit: Visits, town: Town, post: Post, clock: Clock, screen: ViewportSize, has_scripts: bool
) -> None:
    invites_maria(town)
    maria = visit(screen=screen, java_script_enabled=has_scripts)

    chooses_a_password(maria, post)
    secret = sets_up_the_app(maria, clock)
    one = keeps_the_codes(maria)
    confirms(maria)
    logs_out(maria)
    clock.now += timedelta(minutes=1)
    logs_in_with_a_code(maria, clock, secret)
    logs_out(maria)
    logs_in_without_the_phone(maria, one)


def invites_maria(town: Town) -> None:
    invitation = invite_user(full_name="Μαρία Παππά", email=MARIA, language="el", **BY)
    give_role(
        user=invitation.user,
        role=Membership.Role.EMPLOYEE,
        municipality=town.municipality,
        departments=[town.department],
        **BY,
    )


def chooses_a_password(maria: Visitor, post: Post) -> None:
    (letter,) = post.letters_to(MARIA)
    link = next(word for word in text_of(letter).split() if "/office/invitation/" in word)
    maria.opens(link)
    maria.is_at("Επιλέξτε τον κωδικό πρόσβασής σας")
    maria.types(PASSWORD_FIELD, "password2026")
    maria.types(f"{PASSWORD_FIELD}, ξανά", "password2026")
    maria.presses("Συνέχεια")
    maria.is_at("Επιλέξτε τον κωδικό πρόσβασής σας")
    maria.reads("βρίσκεται σε καταλόγους συνηθισμένων κωδικών")
    maria.types(PASSWORD_FIELD, PASSWORD)
    maria.types(f"{PASSWORD_FIELD}, ξανά", PASSWORD)
    maria.presses("Συνέχεια")


def sets_up_the_app(maria: Visitor, clock: Clock) -> str:
    maria.is_at("Ρυθμίστε την εφαρμογή κωδικών μίας χρήσης")
    assert maria.page.locator(".app-qr").evaluate("picture => picture.naturalWidth") > 200
    secret = "".join(maria.page.locator(".app-secret").inner_text().split())
    maria.types(CODE_FIELD, "12 34")
    maria.presses("Συνέχεια")
    maria.is_at("Ρυθμίστε την εφαρμογή κωδικών μίας χρήσης")
    maria.types(CODE_FIELD, code_at(secret, step_at(clock.now)))
    maria.presses("Συνέχεια")
    return secret


def keeps_the_codes(maria: Visitor) -> str:
    maria.is_at("Οι εφεδρικοί κωδικοί σας")
    codes = RECOVERY.findall(maria.page.locator(".app-recovery").inner_text())
    assert len(codes) == 10
    maria.presses("Φύλαξα τους κωδικούς")
    return str(codes[0])


def confirms(maria: Visitor) -> None:
    maria.is_at("Εμπιστευτικότητα και σκοπός")
    maria.presses("Επιβεβαίωση")
    maria.is_at("Εμπιστευτικότητα και σκοπός")
    maria.chooses("Τα διάβασα και θα τα τηρώ")
    maria.presses("Επιβεβαίωση")
    is_on_her_page(maria)


def logs_out(maria: Visitor) -> None:
    maria.presses("Αποσύνδεση")
    maria.is_at("Σύνδεση υπαλλήλων")


def gives_the_password(maria: Visitor) -> None:
    maria.types("Email", MARIA)
    maria.types("Κωδικός πρόσβασης", PASSWORD)
    maria.presses("Συνέχεια")
    maria.is_at("Ο κωδικός της εφαρμογής σας")


def logs_in_with_a_code(maria: Visitor, clock: Clock, secret: str) -> None:
    maria.opens("/office/me/")
    maria.is_at("Σύνδεση υπαλλήλων")
    gives_the_password(maria)
    maria.types(CODE_FIELD, code_at(secret, step_at(clock.now)))
    maria.presses("Σύνδεση")
    is_on_her_page(maria, opens=False)
    maria.reads("Απομένουν 10")


def logs_in_without_the_phone(maria: Visitor, code: str) -> None:
    gives_the_password(maria)
    maria.follows("Δεν έχω μαζί μου το τηλέφωνό μου")
    maria.is_at("Σύνδεση με εφεδρικό κωδικό")
    maria.types("Εφεδρικός κωδικός", code.lower())
    maria.presses("Σύνδεση")
    is_on_her_page(maria)
    maria.reads("Απομένουν 9")


def is_on_her_page(maria: Visitor, *, opens: bool = True) -> None:
    if opens:
        maria.page.wait_for_url(re.compile(r"/office/(?!login)"))
        maria.opens("/office/me/")
    maria.is_at("Ο λογαριασμός σας")
    maria.reads("Μαρία Παππά", "Αυτός ο περιηγητής")
