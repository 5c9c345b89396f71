"""With the contrast themes of Windows, which take every background and shadow away."""

from playwright.sync_api import Locator

from tests.journeys.conftest import Visits
from tests.journeys.greek import TIMES
from tests.journeys.town import Town

LOOK = """one => {
  const style = getComputedStyle(one);
  return {fill: style.backgroundColor, border: parseFloat(style.borderTopWidth),
          edge: style.borderTopColor, outline: parseFloat(style.outlineWidth),
          isOutlined: style.outlineStyle !== 'none'};
}"""


def look(one: Locator) -> dict[str, object]:
    shown: dict[str, object] = one.evaluate(LOOK)
    return shown


def test_one_sees_what_is_chosen_what_can_be_pressed_and_where_one_is(
    visit: Visits, town: Town
) -> None:
    town.offers()
    eleni = visit(forced_colors="active")
    eleni.opens(f"{TIMES}?day=2026-02-12")
    page = eleni.page

    page.keyboard.press("Tab")
    link = look(page.locator(".govgr--skip-link"))
    eleni.picks("09:00")
    labels = page.locator("#times .app-slots__label")
    chosen, other = (look(labels.get_by_text(clock)) for clock in ("09:00", "09:15"))
    day, other_day = (look(page.locator(f"#day-2026-02-{one}")) for one in ("12", "13"))
    button = look(page.locator("#times button[type=submit]"))

    assert link["isOutlined"]
    assert chosen["fill"] != other["fill"]
    assert day["fill"] != other_day["fill"]
    assert button["edge"] != button["fill"]
    assert button["border"] == 2
