"""Where the journeys take place: Patras among all municipalities, with services to book."""

from datetime import date, timedelta

from mydimos.directory.models import (
    CatalogueService,
    Channel,
    Department,
    Municipality,
    Offering,
    Office,
    Service,
)
from mydimos.directory.services import adopt_service, load_catalogue, load_municipalities
from tests.factories import NOW, add_need, make_office, make_resource

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
        **rules: object,
    ) -> Offering:
        """Half an hour, beginning at each quarter, on weekdays from eight o'clock."""
        place = office or self.hall
        defaults: dict[str, object] = {
            "duration": timedelta(minutes=30),
            "step": timedelta(minutes=15),
            "horizon_days": 40,
            "longest_release_delay": timedelta(0),
        }
        offering = Offering.objects.create(
            municipality=self.municipality,
            service=self._service(service),
            office=place,
            channel=channel,
            **defaults | rules,
        )
        add_need(offering, [make_resource(place) for _ in range(desks)], closes=closes)
        return offering

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
            now=NOW,
        )

    def _department(self) -> Department:
        return Department.objects.create(
            municipality=self.municipality,
            name_el="Τμήμα Δημοτικής Κατάστασης",
            name_en="Department of Civil Status",
            papers_email=PAPERS,
        )

    def _hall(self) -> Office:
        return make_office(
            self.municipality, slug="town-hall", step_free=True, phone="+302613610201"
        )
