"""The audience of a view, as an attribute. A test finds views without one."""

from collections.abc import Callable
from typing import TypeVar

View = TypeVar("View", bound=Callable[..., object])


def anyone(view: View) -> View:
    """Open to everyone: no login, no personal data, no session."""
    view.audience = "anyone"  # type: ignore[attr-defined]
    return view
