"""For whom an address is. Each view says it; a test finds the ones that do not."""

from collections.abc import Callable
from typing import TypeVar

View = TypeVar("View", bound=Callable[..., object])


def anyone(view: View) -> View:
    """Open to everyone: no login, nobody's personal data, no session."""
    view.audience = "anyone"  # type: ignore[attr-defined]
    return view
