"""The file with which an operator sets up the first municipality does what it says."""

from pathlib import Path

import pytest
from django.utils import timezone

from mydimos.directory.models import Municipality, Offering, Resource
from mydimos.directory.services import load_catalogue, load_municipalities

pytestmark = pytest.mark.django_db

FILE = Path(__file__).resolve().parents[2] / "deploy" / "first-municipality.py.example"


def test_running_it_twice_opens_one_municipality_with_two_counters_and_common_services() -> None:
    load_municipalities()
    load_catalogue()

    for _ in range(2):
        exec(compile(FILE.read_text(encoding="utf-8"), FILE.name, "exec"), {})  # noqa: S102

    kalamata = Municipality.objects.get(slug="kalamata")
    today = timezone.localdate()
    assert kalamata.has_opened(today=today)
    assert Resource.objects.filter(municipality=kalamata).count() == 2
    offered = Offering.objects.bookable(today).filter(municipality=kalamata)
    assert offered.count() == kalamata.services.count() > 2
    assert all(one.needs.get().resources.count() == 2 for one in offered)
