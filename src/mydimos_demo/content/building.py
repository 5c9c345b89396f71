"""Makes the rows of a municipality from its description."""

from collections.abc import Sequence
from datetime import date, timedelta

from mydimos.directory.models import CatalogueService, Department, Municipality, Office
from mydimos.directory.services import adopted_copy
from mydimos.timetable.models import Closure
from mydimos_demo.content.addresses import phone
from mydimos_demo.content.blueprint import Blueprint
from mydimos_demo.content.chance import Chance
from mydimos_demo.content.hours import THURSDAY
from mydimos_demo.content.notices import notice_of, notice_of_kalamata
from mydimos_demo.content.spec import OfficeSpec, Town
from mydimos_demo.content.staffing import Site, from_to, staff

KALAMATA = "4401"


def build(
    town: Town,
    municipality: Municipality,
    blueprint: Blueprint,
    *,
    catalogue: Sequence[CatalogueService],
    chance: Chance,
    today: date,
) -> None:
    """Add the rows of a municipality to the blueprint, without its appointments."""
    site = Site(town, municipality, blueprint, catalogue, chance, today)
    _open(site)
    for spec in town.offices:
        _add_office(site, spec)
    for team in town.teams:
        _add_department(site, team.unit)
        _adopt(site, team.unit)
        staff(site, team)
    _add_notice(site)
    _close(site)


def _open(site: Site) -> None:
    """Set the columns of the municipality itself; it opened some months ago."""
    one, slug = site.municipality, site.municipality.slug
    one.opened_on = site.today - timedelta(days=site.chance.randint(30, 300))
    one.colour = site.town.colour
    one.phone = phone(one.code, 1)
    one.email, one.website = f"info@{slug}.example", f"https://www.{slug}.example"
    site.blueprint.municipalities.append(one)


def _add_office(site: Site, spec: OfficeSpec) -> None:
    one = site.municipality
    latitude, longitude = spec.coordinates or (None, None)
    office = Office(
        public_id=site.chance.uuid(),
        municipality=one,
        slug=spec.slug,
        kind=Office.Kind.CITIZEN_SERVICE_CENTRE if spec.is_csc else Office.Kind.MUNICIPAL,
        name_el=spec.name_el,
        name_en=spec.name_en,
        address_el=spec.address_el,
        address_en=spec.address_en,
        postcode=spec.postcode,
        town_el=one.seat_el or one.short_el,
        town_en=one.seat_en or one.short_en,
        latitude=latitude,
        longitude=longitude,
        phone=phone(one.code, len(site.offices) + 1),
        email=f"{spec.slug}@{one.slug}.example",
        step_free=spec.step_free,
        directions_el=spec.directions_el,
        directions_en=spec.directions_en,
    )
    site.offices[spec.slug] = office
    site.blueprint.offices.append(office)


def _add_department(site: Site, key: str) -> Department:
    if key in site.departments:
        return site.departments[key]
    unit = site.town.units[key]
    department = site.departments[key] = Department(
        public_id=site.chance.uuid(),
        municipality=site.municipality,
        parent=_add_department(site, unit.parent) if unit.parent else None,
        name_el=unit.name_el,
        name_en=unit.name_en,
        phone=phone(site.municipality.code, len(site.departments) + 11),
        papers_email=f"{unit.mailbox}@{site.municipality.slug}.example",
    )
    level = site.blueprint.parts if unit.parent else site.blueprint.departments
    level.append(department)
    return department


def _adopt(site: Site, key: str) -> None:
    if key in site.services:
        return
    site.services[key] = adopted = []
    for template in site.catalogue:
        if template.category.code in site.town.units[key].fields and (
            template.is_common or not site.town.only_common
        ):
            service = adopted_copy(
                template, municipality=site.municipality, department=site.departments[key]
            )
            service.public_id = site.chance.uuid()
            adopted.append((service, template))
            site.blueprint.services.append(service)


def _add_notice(site: Site) -> None:
    office = site.offices[site.town.offices[0].slug]
    is_kalamata = site.municipality.code == KALAMATA
    site.blueprint.notices.append(
        notice_of_kalamata(site.municipality)
        if is_kalamata
        else notice_of(site.municipality, office)
    )


def _close(site: Site) -> None:
    if site.town.closes:
        thursday = site.today + timedelta(days=THURSDAY - site.today.weekday(), weeks=1)
        site.blueprint.closures.append(
            Closure(
                municipality=site.municipality,
                office=site.offices[site.town.closes],
                **from_to(thursday, thursday + timedelta(days=1)),
                reason_el="Εργασίες συντήρησης του κτιρίου",
                reason_en="Maintenance of the building",
            )
        )
