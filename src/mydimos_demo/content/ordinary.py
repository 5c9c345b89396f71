"""The other municipalities: the town hall, one or two departments, the common services."""

from mydimos.directory.models import Channel, Municipality
from mydimos.directory.services.offerings import OfferingRules
from mydimos_demo.content.addresses import street
from mydimos_demo.content.chance import Chance
from mydimos_demo.content.spec import HOUR, OfficeSpec, Team, Town, Unit

COLOURS = (
    "#003375", "#0b5a4a", "#5b2a6e", "#7a1631", "#00586b", "#2f5d1e", "#6b4a00", "#3d3d5c",
)  # fmt: skip
SMALL, LARGE = 10_000, 30_000  # inhabitants
CITIZENS = ("DIM", "LIX", "GAM", "KOI", "GEN")
FINANCE = ("ESO", "TAM")


def ordinary_town(municipality: Municipality, chance: Chance) -> Town:
    """A municipality that has just begun: one office, the common services."""
    address_el, address_en = street(chance)
    rules = OfferingRules(notice=2 * HOUR, horizon_days=chance.choice((30, 45, 60)))
    is_small = municipality.population < SMALL
    return Town(
        code=municipality.code,
        colour=chance.choice(COLOURS),
        offices=(OfficeSpec("dimarcheio", "Δημαρχείο", "Town Hall", address_el, address_en),),
        units=_one_department(rules) if is_small else _two_departments(rules),
        teams=_one_team(municipality) if is_small else _two_teams(municipality),
        only_common=True,
    )


def _one_department(rules: OfferingRules) -> dict[str, Unit]:
    everything = Unit(
        "Τμήμα Διοικητικών και Οικονομικών Υπηρεσιών",
        "Administrative and Financial Services Department",
        CITIZENS + FINANCE,
        rules=rules,
    )
    return {"everything": everything}


def _two_departments(rules: OfferingRules) -> dict[str, Unit]:
    return {
        "citizens": Unit(
            "Τμήμα Εξυπηρέτησης Πολιτών", "Citizen Services Department", CITIZENS, rules=rules
        ),
        "finance": Unit(
            "Τμήμα Οικονομικών Υπηρεσιών", "Finance Department", FINANCE, rules=rules,
            mailbox="oikonomika",
        ),
    }  # fmt: skip


def _one_team(municipality: Municipality) -> tuple[Team, ...]:
    return (_team("everything", counters=1 if municipality.population < SMALL / 2 else 2),)


def _two_teams(municipality: Municipality) -> tuple[Team, ...]:
    counters = 1 if municipality.population < LARGE else 2
    return _team("citizens", counters=counters), _team("finance", counters=1)


def _team(unit: str, *, counters: int) -> Team:
    channels = (Channel.IN_PERSON, Channel.PHONE)
    return Team(unit, "dimarcheio", counters=counters, channels=channels)
