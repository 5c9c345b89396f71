"""Finding a municipality, a channel, a service and its documents, without logging in."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from mydimos.directory.models import CatalogueService, Channel, Municipality, ServiceCategory
from mydimos.directory.services import load_catalogue, load_municipalities
from mydimos.greek.spelling import fold
from mydimos.web.citizen.find.directory_cache import DirectoryCache
from tests.factories import make_municipality, make_offering, make_office, make_service

pytestmark = pytest.mark.django_db


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


@pytest.mark.parametrize("typed", ["πατρα", "ΠΑΤΡΑ", "Πάτρα", "patra", "Δήμος Πατρέων", "patras"])
def test_a_municipality_is_found_as_people_type_it(client: Client, typed: str) -> None:
    make_municipality()
    make_municipality("Βόλος", "volos", name_el="Δήμος Βόλου", short_en="Volos", name_en="")

    found = client.get("/municipalities/", {"q": typed}).content.decode()

    assert "Δήμος Πατρέων" in found
    assert "Δήμος Βόλου" not in found


def test_all_municipalities_stand_under_their_region(client: Client) -> None:
    load_municipalities()

    listed = page(client, "/municipalities/")

    assert listed.count('href="/m/') == 332
    assert listed.index("Δυτική Ελλάδα") < listed.index("Αχαΐα") < listed.index(">Πάτρα<")


def test_the_list_is_in_the_order_of_the_readers_alphabet(client: Client) -> None:
    load_municipalities()

    greek, english = page(client, "/municipalities/"), page(client, "/en/municipalities/")

    assert greek.index("Αττική") < greek.index("Βόρειο Αιγαίο") < greek.index("Κρήτη")
    assert english.index("Attica") < english.index("Crete") < english.index("North Aegean")


def test_htmx_gets_the_results_alone_and_a_proxy_can_tell_the_two_apart(client: Client) -> None:
    make_municipality()

    part = client.get("/municipalities/", {"q": "πατρα"}, headers={"HX-Request": "true"})
    whole = client.get("/municipalities/", {"q": "πατρα"})

    assert "<html" not in part.content.decode()
    assert part.content.decode().strip() in whole.content.decode()
    assert "HX-Request" in part["Vary"]
    assert "HX-Request" in whole["Vary"]


def test_the_home_page_finds_services_and_municipalities_in_one_box(client: Client) -> None:
    load_catalogue()
    make_municipality("Σάμος", "samos", name_el="Δήμος Ανατολικής Σάμου", short_en="Samos")

    weddings = client.get("/search/", {"q": "γαμος"}).content.decode()
    islands = client.get("/search/", {"q": "σαμος"}).content.decode()

    assert "Δήλωση γάμου" in weddings
    assert "Σάμου" not in weddings  # one letter away: only worth showing where nothing else fits
    assert "Δήμος Ανατολικής Σάμου" in islands
    assert "γάμου" not in islands


def test_a_town_that_leads_to_another_name_says_so(client: Client) -> None:
    make_municipality("Άλιμος", "alimos", name_el="Δήμος Αλίμου", also_el=["Τράχωνες", "Καλαμάκι"])

    found = client.get("/search/", {"q": "kalamaki"}).content.decode()

    assert "Δήμος Αλίμου" in found
    assert "Καλαμάκι · Αχαΐα" in found


def test_a_search_for_nonsense_says_what_to_try(client: Client) -> None:
    make_municipality()

    answer = client.get("/municipalities/", {"q": '<b>ξψξψξψ"'}).content.decode()

    assert "Δεν βρέθηκε Δήμος για «&lt;b&gt;ξψξψξψ&quot;»" in answer
    assert "Ανά περιφέρεια" in answer


@pytest.mark.parametrize("typed", ["\0", "😀" * 200, "\u202eabc", "%", "'; --", "  "])
def test_strange_words_are_searched_for_and_nothing_breaks(client: Client, typed: str) -> None:
    place = make_offering().office.municipality

    for address in ("/search/", "/municipalities/", f"/m/{place.slug}/in-person/"):
        assert client.get(address, {"q": typed}).status_code == 200
    assert client.get(f"/m/{place.slug}/", {"service": typed}).status_code == 200


def test_only_the_channels_that_a_municipality_opens_are_offered(client: Client) -> None:
    place = make_offering(channel=Channel.IN_PERSON).office.municipality
    make_offering(municipality=place, channel=Channel.PHONE, is_active=False)

    choice = page(client, f"/m/{place.slug}/")

    assert f'href="/m/{place.slug}/in-person/"' in choice
    assert "phone" not in choice
    assert "video" not in choice


def test_phone_is_offered_and_described_as_information_only(client: Client) -> None:
    offering = make_offering(channel=Channel.PHONE)
    place, service = offering.office.municipality, offering.service

    choice = page(client, f"/m/{place.slug}/")
    before_the_time = page(client, f"/m/{place.slug}/phone/{service.slug}/")

    assert "Τηλεφωνική κλήση από τον Δήμο (μόνο για ενημέρωση)" in choice
    assert "δεν μπορεί να διεκπεραιωθεί τηλεφωνικά" in choice
    assert "Για την τηλεφωνική κλήση δεν απαιτούνται δικαιολογητικά." in before_the_time
    assert "Ταυτότητα" not in before_the_time


def test_video_says_what_it_needs(client: Client) -> None:
    offering = make_offering(channel=Channel.VIDEO)

    choice = page(client, f"/en/m/{offering.office.municipality.slug}/")

    assert "You need a device with camera and microphone" in choice


def test_the_documents_are_read_before_the_time_is_chosen(client: Client) -> None:
    offering = make_offering()
    place, service, office = offering.office.municipality, offering.service, offering.office

    shown = page(client, f"/m/{place.slug}/in-person/{service.slug}/")

    times = f"/m/{place.slug}/in-person/{service.slug}/{office.slug}/"
    assert shown.index("Ταυτότητα") < shown.index(times)
    assert "registry@patras.example" in shown  # where a company sends its papers (R21)


def test_several_offices_are_shown_with_address_map_and_a_way_to_each(client: Client) -> None:
    first = make_offering()
    place, service = first.office.municipality, first.service
    second = make_offering(service=service, office=make_office(place, name_el="ΚΕΠ Ρίου"))

    shown = page(client, f"/m/{place.slug}/in-person/{service.slug}/")

    assert "ΚΕΠ Ρίου" in shown
    assert shown.count("openstreetmap.org") == 2
    for office in (first.office, second.office):
        assert f"/m/{place.slug}/in-person/{service.slug}/{office.slug}/" in shown


def test_what_was_put_aside_cannot_be_reached(client: Client) -> None:
    gone = make_offering()
    place = gone.office.municipality
    gone.office.is_active = False
    gone.office.save()

    assert "δεν προσφέρει ακόμη ραντεβού" in page(client, f"/m/{place.slug}/")
    page(client, f"/m/{place.slug}/in-person/{gone.service.slug}/", status=404)


def test_an_old_deep_link_leads_to_the_ways_that_are_still_open(client: Client) -> None:
    offering = make_offering(channel=Channel.VIDEO)
    place, service = offering.office.municipality, offering.service

    answer = page(client, f"/m/{place.slug}/in-person/{service.slug}/", status=404)

    assert "δεν προσφέρεται με αυτόν τον τρόπο" in answer
    assert f'href="/m/{place.slug}/video/{service.slug}/"' in answer


def test_a_municipality_that_has_not_opened_says_so(client: Client) -> None:
    place = make_offering().office.municipality
    place.opened_on = None
    place.save()

    assert "δεν προσφέρει ακόμη ραντεβού" in page(client, f"/m/{place.slug}/")
    page(client, f"/m/{place.slug}/in-person/", status=404)


def test_a_municipality_that_opens_later_says_when(client: Client) -> None:
    place = make_offering().office.municipality
    place.opened_on = date(2099, 3, 2)
    place.save()

    assert "Δευτέρα 2 Μαρτίου 2099" in page(client, f"/m/{place.slug}/")


def test_a_service_first_then_a_municipality_that_offers_it(client: Client) -> None:
    category = ServiceCategory.objects.create(code="DIM", name_el="Δημοτολόγιο")
    template = CatalogueService.objects.create(
        code="DIM-02",
        slug="birth-certificate",
        category=category,
        name_el="Πιστοποιητικό γέννησης",
        name_en="Birth certificate",
        channels=["in_person"],
        duration="00:10:00",
    )
    here, elsewhere = make_municipality(), make_municipality("Βόλος", "volos")
    make_offering(service=make_service(here, template=template, slug="gennisi"))
    make_offering(service=make_service(elsewhere))

    choice = page(client, "/services/birth-certificate/")
    channels = page(client, "/m/patras/?service=birth-certificate")

    assert 'href="/m/patras/?service=birth-certificate"' in choice
    assert "/m/volos/" not in choice
    assert 'href="/m/patras/in-person/gennisi/"' in channels


def test_the_municipality_of_last_time_is_offered_first(client: Client) -> None:
    make_municipality()
    assert "προηγούμενης φοράς" not in page(client, "/")

    client.get("/m/patras/")

    assert "Συνέχεια με τον Δήμο της προηγούμενης φοράς: Δήμος Πατρέων" in page(client, "/")


def test_a_forged_memory_of_a_municipality_is_ignored(client: Client) -> None:
    make_municipality()
    client.cookies["municipality"] = "../../<script>"

    assert "script>" not in page(client, "/").replace("</script>", "").replace("<script src", "")


def test_browsing_needs_no_session_and_a_fixed_number_of_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = make_offering()
    place = first.office.municipality
    for _ in range(5):
        make_offering(municipality=place)
    client.get("/")  # the municipalities are read once a minute

    for address, queries in {
        "/": 0,
        "/search/?q=πατρα": 1,  # counted, so that no program searches without end
        "/municipalities/": 0,
        f"/m/{place.slug}/": 2,
        f"/m/{place.slug}/in-person/": 2,
        f"/m/{place.slug}/in-person/{first.service.slug}/": 3,
    }.items():
        with django_assert_num_queries(queries):
            response = client.get(address)
        assert not {"session", "csrf"} & set(response.cookies), address


@pytest.mark.parametrize(
    ("typed", "municipality", "shown"),
    [
        ("Θέρμες", "Δήμος Μύκης", "Θέρμες"),
        ("Δίον", "Δήμος Δίου - Ολύμπου", ""),
        ("Νέο Σιδηροχώρι", "Δήμος Κομοτηνής", "Νέο Σιδηροχώρι"),
        ("Αίγειρος", "Δήμος Κομοτηνής", "Αίγειρος"),
        ("Comotini", "Δήμος Κομοτηνής", ""),
    ],
)
def test_a_former_town_leads_to_its_municipality_and_is_the_name_shown(
    typed: str, municipality: str, shown: str
) -> None:
    load_municipalities()

    hit = DirectoryCache().find_municipalities(typed)[0]

    assert (hit.municipality.name_el, hit.known_as) == (municipality, shown)


def test_every_other_name_of_a_municipality_leads_first_to_one_that_has_it() -> None:
    load_municipalities()
    known = DirectoryCache()
    also = {
        name: fold(name)
        for row in known.municipalities.values()
        for name in row.also_el + row.also_en
    }

    def has(row: Municipality, name: str) -> bool:
        names = (row.short_el, row.short_en, row.seat_el, row.seat_en, *row.also_el, *row.also_en)
        return any(fold(name) in fold(one) for one in names)

    assert len(also) > 1000
    assert [
        name for name in also if not has(known.find_municipalities(name)[0].municipality, name)
    ] == []
