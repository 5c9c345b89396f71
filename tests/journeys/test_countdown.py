"""Ten minutes on a page that counts them: seen every minute, spoken three times."""

from playwright.sync_api import expect

from tests.journeys.conftest import Visits
from tests.journeys.greek import reaches_the_details
from tests.journeys.town import Town

LISTEN = """() => {
  window.said = [];
  new MutationObserver(() => window.said.push(spoken.textContent))
    .observe(spoken, {childList: true, characterData: true, subtree: true});
}""".replace("spoken", "document.querySelector('.app-hold [role=status]')")


def test_a_screen_reader_hears_of_the_time_only_when_it_matters(visit: Visits, town: Town) -> None:
    town.offers()
    eleni = visit(looks_closely=False)
    eleni.page.clock.install()
    reaches_the_details(eleni)
    eleni.page.evaluate(LISTEN)
    seen = eleni.page.locator(".app-hold__left")
    expect(seen).to_have_text("Απομένουν περίπου 10 λεπτά.")

    eleni.page.clock.run_for("04:30")
    expect(seen).to_have_text("Απομένουν περίπου 6 λεπτά.")
    assert eleni.page.evaluate("said") == []
    eleni.page.clock.run_for("07:00")

    five, one, over = eleni.page.evaluate("said")
    assert five == "Απομένουν περίπου 5 λεπτά."
    assert one == "Απομένει λιγότερο από ένα λεπτό."
    assert over.startswith("Ο χρόνος που κρατούσαμε την ώρα για εσάς έληξε.")
    expect(eleni.page.locator("[aria-live], [role=alert], [role=timer]")).to_have_count(0)
