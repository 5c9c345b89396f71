"""Yes or no about what is offered. Pure: no query beyond the row, no clock."""

from datetime import datetime

from mydimos.directory.models import Offering
from mydimos.scheduling.spans import local_day


def is_offered(offering: Offering, *, now: datetime) -> bool:
    """Whether its times can be booked now: its municipality has opened, and all of it is in use.

    The same as `Offering.objects.bookable(today)` for one row.
    """
    has_opened = offering.service.municipality.has_opened(today=local_day(int(now.timestamp())))
    is_used = offering.is_active and offering.service.is_active and offering.office.is_active
    return has_opened and is_used
