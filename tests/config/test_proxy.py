"""Lines of the reverse proxy that look superfluous and are not."""

import re
from pathlib import Path

CADDYFILE = Path(__file__).resolve().parents[2] / "deploy" / "proxy" / "Caddyfile"


def directives() -> list[str]:
    """The lines without comments."""
    lines = (line.strip() for line in CADDYFILE.read_text().splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def test_headers_that_wsgi_would_take_for_those_of_the_proxy_are_dropped() -> None:
    """Tried: without these lines a visitor's X_Forwarded_For replaces the proxy's own."""
    assert {"request_header -X_*", "request_header -X-Forwarded_*"} <= set(directives())


def test_no_log_of_the_proxy_says_who_asked_for_what() -> None:
    """Tried: an unreachable application is logged with path and address of the visitor."""
    logs = [line for line in directives() if re.match(r"log\b", line)]

    assert logs == ["log {"]  # the one for errors; an access log would be a second
    assert "request delete" in directives()


def test_pages_of_those_who_are_logged_in_are_not_compressed() -> None:
    assert "@anonymous not header Cookie *__Host-session*" in directives()
    assert [line for line in directives() if line.startswith("encode")] == [
        "encode @anonymous gzip"
    ]


def test_the_proxy_gives_up_before_a_browser_does() -> None:
    """After that it shows its own page: `handle_errors` takes 504 as well as 502."""
    assert {"dial_timeout 3s", "response_header_timeout 20s"} <= set(directives())
    assert "@down expression {http.error.status_code} in [502, 503, 504]" in directives()


def test_the_proxys_own_answers_carry_a_policy_as_pages_do() -> None:
    policy = """Content-Security-Policy "default-src 'none'; frame-ancestors 'none'\""""

    assert {f"header ?{policy}", f"header {policy}"} <= set(directives())
