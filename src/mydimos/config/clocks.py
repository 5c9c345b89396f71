"""Whether the clock of this machine and that of PostgreSQL agree.

Whether a hold ran out is asked of the clock of each process. Where clocks differ, one process gives
away a time that another still keeps for a citizen.
"""

from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

LARGEST_DIFFERENCE = timedelta(seconds=1)


def clocks_agree() -> bool:
    """Whether both differ by a second at most. Raises DatabaseError."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT")  # connects: that takes time and is not to be measured
        before = timezone.now()
        cursor.execute("SELECT clock_timestamp()")
        theirs: datetime = cursor.fetchone()[0]
        after = timezone.now()
    return before - LARGEST_DIFFERENCE <= theirs <= after + LARGEST_DIFFERENCE
