from mydimos.directory.models import Lent, Resource
from mydimos.timetable.errors import NotLent


def check_lent(resource: Resource, municipality_id: str) -> None:
    """Raise NotLent where the resource is neither the municipality's own nor lent to it."""
    if not Lent.objects.filter(resource=resource, municipality=municipality_id).exists():
        raise NotLent
