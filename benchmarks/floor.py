"""The floor: the least that the same server, middlewares and database can do for such a request.

No rule, no template, no session. What the product does is measured against it in the same run.
"""

from datetime import UTC, datetime, timedelta
from random import choice, choices, randrange
from uuid import uuid4

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse  # noqa: TID251 (these are pages)
from django.views.decorators.csrf import csrf_exempt
from psycopg.types.range import TimestamptzRange

from mydimos.booking.models import Appointment, Occupancy, Participant

MONTH = """
SELECT coalesce(json_agg(json_build_array(
         resource_id,
         extract(epoch FROM lower(during))::bigint,
         extract(epoch FROM upper(during))::bigint)), '[]')::text
FROM booking_occupancy
WHERE resource_id = ANY(%s)
  AND lower(during) >= to_timestamp(%s) AND lower(during) < to_timestamp(%s)
"""

FAR_AHEAD = datetime(2200, 1, 1, tzinfo=UTC)
"""What the floor books lies after this: no page looks there, and it is easily removed."""

VOWELS, LETTERS = "AEIOU", "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""The product's references have no vowels: none of a million can be drawn again here."""

MINUTES = 4_000_000_000  # in which to find a free one


def hello(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Nothing but server and middlewares."""
    return HttpResponse("hello", content_type="text/plain")


def month(request: HttpRequest) -> HttpResponse:
    """The busy time of some resources between two moments, as JSON that PostgreSQL has built."""
    resources = [int(number) for number in request.GET["resources"].split(",")]
    with connection.cursor() as cursor:
        cursor.execute(MONTH, (resources, request.GET["first"], request.GET["last"]))
        (text,) = cursor.fetchone()
    return HttpResponse(text, content_type="application/json")


@csrf_exempt
def book(request: HttpRequest) -> HttpResponse:
    """A booking without rules: three inserts by the ORM, one transaction."""
    public_id = uuid4()
    starts_at = FAR_AHEAD + timedelta(minutes=randrange(MINUTES))
    ends_at = starts_at + timedelta(minutes=1)
    with transaction.atomic():
        Occupancy.objects.create(
            resource_id=request.GET["resource"],
            during=TimestamptzRange(starts_at, ends_at),
            kind=Occupancy.Kind.APPOINTMENT,
            owner=public_id,
        )
        appointment = Appointment.objects.create(
            public_id=public_id,
            reference="".join([choice(VOWELS), *choices(LETTERS, k=7)]),
            municipality_id=request.GET["municipality"],
            department_id=request.GET["department"],
            offering_id=request.GET["offering"],
            channel="in_person",
            starts_at=starts_at,
            ends_at=ends_at,
            # Not "booked": the trigger that looks for its time is the product's, not the floor's.
            status=Appointment.Status.COMPLETED,
            on_behalf=Appointment.OnBehalf.SELF,
            made_by=Appointment.MadeBy.EMPLOYEE,
            booked_through=Appointment.Through.PHONE,
            booked_at=starts_at,
            changed_at=starts_at,
        )
        Participant.objects.create(
            appointment=appointment,
            municipality_id=appointment.municipality_id,
            role=Participant.Role.APPLICANT,
            name="ΕΛΕΝΗ ΠΑΠΑΔΟΠΟΥΛΟΥ",
        )
    return HttpResponse(status=204)
