import pytest
from django.core.management import call_command

from mydimos.directory.services import load_municipalities
from mydimos.timetable.models import Holiday
from mydimos.timetable.services import load_holidays

pytestmark = pytest.mark.django_db


def test_local_holidays_are_given_once_and_then_belong_to_the_municipality() -> None:
    load_municipalities()
    call_command("load_holidays")
    kalamata = Holiday.objects.filter(municipality="4401")
    assert set(kalamata.values_list("rule", flat=True)) == {"02-02", "03-23"}
    kalamata.get(rule="03-23").delete()
    kalamata.update(is_working=True)

    load_holidays()

    assert [(day.rule, day.is_working) for day in kalamata.all()] == [("02-02", True)]
