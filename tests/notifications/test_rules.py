"""What the codes of a mail server and the actions of a report mean."""

import pytest

from mydimos.notifications.rules import reply_is_final, report_is_final


@pytest.mark.parametrize(
    ("reply", "code", "is_final"),
    [
        (550, "5.1.1", True),  # no such mailbox
        (552, "", True),
        (550, "5.7.1", False),  # a refusal by policy is ours to mend
        (451, "4.3.0", False),
    ],
)
def test_which_refusals_are_final(reply: int, code: str, is_final: bool) -> None:
    assert reply_is_final(reply, code) == is_final


@pytest.mark.parametrize(
    ("action", "is_final"), [("failed", True), (" Failed ", True), ("delayed", False)]
)
def test_which_reports_are_final(action: str, is_final: bool) -> None:
    assert report_is_final(action) == is_final
