"""Loading the local holidays."""

from collections.abc import Iterable

from django.db import transaction

from mydimos.directory.reference_data import read
from mydimos.timetable.models import Holiday


@transaction.atomic
def load_holidays(*, rows: Iterable[dict[str, str]] | None = None) -> int:
    """Give municipalities the local holidays of the code book; return how many are new.

    A municipality that has yearly holidays of its own owns that list: it is left alone, whatever
    it changed or took out. Rows are those of `data/local_holidays.csv` unless others are given.
    """
    own = set(
        Holiday.objects.filter(municipality__isnull=False)
        .exclude(rule="")
        .values_list("municipality_id", flat=True)
    )
    new = [
        Holiday(
            municipality_id=row["municipality_code"],
            rule=row["rule"],
            name_el=row["name_el"],
            name_en=row["name_en"],
        )
        for row in rows or read("local_holidays.csv")
        if row["municipality_code"] not in own
    ]
    return len(Holiday.objects.bulk_create(new, ignore_conflicts=True))
