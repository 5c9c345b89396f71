"""Where the journeys take place: Patras among all municipalities, with services to book."""

from datetime import date, timedelta
from typing import Any

from mydimos.directory.models import (
    CatalogueService,
    Channel,
    Department,
    Municipality,
    Offering,
    Office,
    Service,
)
from mydimos.directory.services import (
    add_department,
    adopt_service,
    load_catalogue,
    load_municipalities,
    offer_service,
)
from tests.factories import BY, make_office, make_resource, open_weekdays

BIRTH = "birth-certificate"
OFFERED = (
    "family-status-certificate", BIRTH, "permanent-residence-certificate", "electoral-roll",
    "civil-marriage-licence", "registry-act-copy", "property-fee-clearance",
    "municipal-debt-clearance", "resident-parking-card", "food-business-notification",
)  # fmt: skip
PAPERS = "mitroa@patras.example"


class Town:
    """Patras as it is on the Monday of the tests: one town hall, one department."""

    def __init__(self) -> None:
        load_municipalities()
        load_catalogue()
        # Every municipality is open: the journeys look for others too.
        Municipality.objects.update(opened_on=date(2025, 9, 1))
        self.municipality = Municipality.objects.get(slug="patras")
        self.department = self._department()
        self.hall = self._hall()

    def offers(
        self,
        channel: Channel = Channel.IN_PERSON,
        *,
        service: str = BIRTH,
        office: Office | None = None,
        desks: int = 1,
        closes: str = "14:00",
        **rules: Any,
    ) -> Offering:
        """Half an hour, beginning at each quarter, on weekdays from eight o'clock."""
        place = office or self.hall
        defaults: dict[str, Any] = {
            "duration": timedelta(minutes=30),
            "step": timedelta(minutes=15),
            "horizon_days": 40,
            "longest_release_delay": timedelta(0),
        }
        resources = [make_resource(place) for _ in range(desks)]
        for resource in resources:
            open_weekdays(resource, place, closes=closes)
        return offer_service(
            service=self._service(service),
            office=place,
            channel=channel,
            needs=[resources],
            **BY,
            **defaults | rules,
        )

    def offers_everything(self) -> Offering:
        """What a town has to show; the birth certificate in all three ways."""
        for service in OFFERED:
            for channel in Channel:
                self.offers(channel, service=service, desks=2)
        return Offering.objects.get(service__slug=BIRTH, channel=Channel.IN_PERSON)

    def _service(self, slug: str) -> Service:
        return adopt_service(
            municipality=self.municipality,
            department=self.department,
            template=CatalogueService.objects.get(slug=slug),
            **BY,
        )

    def _department(self) -> Department:
        return add_department(
            municipality=self.municipality,
            name_el="Τμήμα Δημοτικής Κατάστασης",
            name_en="Department of Civil Status",
            papers_email=PAPERS,
            **BY,
        )

    def _hall(self) -> Office:
        return make_office(
            self.municipality, slug="town-hall", step_free=True, phone="+302613610201"
        )
