"""Rate limits: by whom, which requests, and the answer above the limit."""

from datetime import timedelta

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from mydimos.identity.limits import Limit
from mydimos.web.citizen.limits import by_citizen
from mydimos.web.ui.limits import by_address, client_address, limited
from tests.factories import make_citizen

TWICE = Limit("test", 2, timedelta(minutes=10))


@limited(TWICE, by=by_address)
def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("here you are")


@limited(TWICE, by=by_address, methods=("POST",))
def form(request: HttpRequest) -> HttpResponse:
    return HttpResponse("here you are")


@limited(TWICE, by=by_citizen)
def page_of_a_citizen(request: HttpRequest) -> HttpResponse:
    return HttpResponse("here you are")


@pytest.mark.django_db
def test_the_third_time_one_is_told_how_long_to_wait() -> None:
    assert [visit().status_code for _ in range(2)] == [200, 200]

    refused = visit()

    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 600
    assert "10" in refused.content.decode()


@pytest.mark.django_db
def test_neighbours_are_counted_apart() -> None:
    for _ in range(3):
        visit("192.0.2.1")

    assert visit("192.0.2.2").status_code == 200


@pytest.mark.django_db
def test_another_address_of_the_same_ipv6_line_is_the_same_visitor() -> None:
    for host in range(1, 4):
        visit(f"2001:db8:0:7::{host}")

    assert visit("2001:db8:0:7:1234::1").status_code == 429
    assert visit("2001:db8:0:8::1").status_code == 200


@pytest.mark.django_db
def test_an_ipv4_address_in_ipv6_clothes_is_itself() -> None:
    for _ in range(3):
        visit("::ffff:192.0.2.1")

    assert visit("192.0.2.1").status_code == 429
    assert visit("::ffff:192.0.2.2").status_code == 200


@pytest.mark.django_db
def test_asking_for_the_head_only_counts_too() -> None:
    for _ in range(3):
        page(RequestFactory(REMOTE_ADDR="192.0.2.99").head("/"))

    assert visit().status_code == 429


@pytest.mark.django_db
def test_where_only_sending_counts_looking_is_free() -> None:
    looked = [form(RequestFactory().get("/")).status_code for _ in range(4)]
    sent = [form(RequestFactory().post("/")).status_code for _ in range(3)]

    assert looked == [200] * 4
    assert sent == [200, 200, 429]


@pytest.mark.django_db
def test_citizens_at_one_counter_of_a_library_do_not_count_for_each_other() -> None:
    eleni, nikos = make_citizen(), make_citizen()
    for _ in range(3):
        page_of_a_citizen(request_of(eleni))

    assert page_of_a_citizen(request_of(eleni)).status_code == 429
    assert page_of_a_citizen(request_of(nikos)).status_code == 200


def test_what_a_browser_says_of_itself_is_not_believed(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = 1

    seen = client_address(RequestFactory().get("/", headers=said("10.9.9.9, 192.0.2.7")))

    assert seen == "192.0.2.7"


def test_behind_two_proxies_the_address_is_two_back(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = 2

    seen = client_address(
        RequestFactory().get("/", headers=said("10.9.9.9, 192.0.2.7, 172.16.0.1"))
    )

    assert seen == "192.0.2.7"


def test_without_a_proxy_the_header_means_nothing(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = 0

    request = RequestFactory().get("/", headers=said("10.9.9.9"), REMOTE_ADDR="192.0.2.7")

    assert client_address(request) == "192.0.2.7"


def test_a_request_that_came_past_the_proxy_has_the_address_of_its_connection(
    settings: Settings,
) -> None:
    settings.TRUSTED_PROXIES = 2

    request = RequestFactory().get("/", headers=said("10.9.9.9"), REMOTE_ADDR="192.0.2.7")

    assert client_address(request) == "192.0.2.7"


def visit(address: str = "192.0.2.99") -> HttpResponse:
    """Look at the page once."""
    return page(RequestFactory(REMOTE_ADDR=address).get("/"))


def said(hops: str) -> dict[str, str]:
    return {"X-Forwarded-For": hops}


def request_of(citizen: object) -> HttpRequest:
    request = RequestFactory().get("/")
    request.citizen = citizen  # type: ignore[attr-defined]
    return request
