"""The phone of the demo's employees."""

from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import requests

from mydimos.identity.totp import code_at as expected
from mydimos.identity.totp import step_at
from mydimos_local.mailbox import MailboxPage
from mydimos_local.phone import SECRET, code_at, seconds_left


def test_it_shows_what_the_product_expects() -> None:
    for seconds in (0, 59, 1111111109, 2000000000):
        moment = datetime.fromtimestamp(seconds, UTC)
        assert code_at(moment) == expected(SECRET, step_at(moment))


def test_it_says_how_long_a_code_shows() -> None:
    assert [seconds_left(datetime.fromtimestamp(n, UTC)) for n in (0, 1, 29, 30)] == [30, 29, 1, 30]


def test_the_page_shows_the_code_and_renews_itself(tmp_path: Path) -> None:
    page = MailboxPage(tmp_path)
    with page:
        Thread(target=page.serve_forever, daemon=True).start()
        answer = requests.get(f"{page.url}phone", timeout=10)
        page.shutdown()

    assert 1 <= int(answer.headers["Refresh"]) <= 30
    assert "Κωδικός μίας χρήσης" in answer.text
    assert "no-store" in answer.headers["Cache-Control"]
