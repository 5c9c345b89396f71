"""Resources that serve in other municipalities too: lend, end a loan."""

from datetime import datetime

from django.db import IntegrityError, transaction

from mydimos.audit.actors import Actor
from mydimos.audit.acts import Act
from mydimos.audit.services import record
from mydimos.directory.errors import OwnResource, StillUsed
from mydimos.directory.models import Lent, Municipality, Resource


@transaction.atomic
def lend_resource(
    *, resource: Resource, municipality: Municipality, by: Actor, now: datetime
) -> Lent:
    """Put a resource at the disposal of another municipality; lent before: the same loan.

    Its time is taken for both once either books it. Raises OwnResource.
    """
    if resource.municipality_id == municipality.pk:
        raise OwnResource
    loan, is_new = Lent.objects.get_or_create(resource=resource, municipality=municipality)
    if is_new:
        _record(Act.RESOURCE_LENT, loan, by, now)
    return loan


@transaction.atomic
def end_loan(*, loan: Lent, by: Actor, now: datetime) -> None:
    """Take a resource back from a municipality.

    Raises OwnResource; StillUsed where an offering there needs it or it has hours there.
    """
    if loan.resource.municipality_id == loan.municipality_id:
        raise OwnResource
    _record(Act.LOAN_ENDED, loan, by, now)
    try:
        with transaction.atomic():
            loan.delete()
    except IntegrityError as error:
        raise StillUsed from error


def _record(act: Act, loan: Lent, by: Actor, now: datetime) -> None:
    record(
        act,
        by=by,
        now=now,
        subject=loan.resource.public_id,
        municipality=loan.municipality_id,
    )
