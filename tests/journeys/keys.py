"""A person who has keys alone. At every stop the focus is visible."""

from typing import Any

from tests.journeys.visitor import Visitor

FAR = 250  # keys; nothing is that far away
# How the stop looks with the focus and without; a hidden input shows its focus on its label.
STOP = """() => {
  const one = document.activeElement;
  const label = one.labels && one.labels[0];
  const shown = ['outlineStyle', 'outlineWidth', 'boxShadow', 'backgroundColor', 'borderColor'];
  const look = () => [one, label].filter(Boolean).flatMap(each =>
    [undefined, '::before', '::after'].flatMap(part =>
      shown.map(property => getComputedStyle(each, part)[property]))).join();
  const focused = look();
  one.blur();
  const blurred = look();
  one.focus({preventScroll: true});
  const name = one.getAttribute('aria-label') || (label || one).innerText || one.value || '';
  return {
    name: name.replace(/\\s+/g, ' ').trim(), tag: one.tagName, isVisible: focused !== blurred,
  };
}"""


class Keys:
    """Tab until the thing has the focus, then press a key."""

    def __init__(self, visitor: Visitor) -> None:
        self._page = visitor.page

    def to(self, name: str) -> None:
        """Stop at every link, button and field on the way."""
        for _ in range(FAR):
            self._page.keyboard.press("Tab")
            stop: dict[str, Any] = self._page.evaluate(STOP)
            if stop["tag"] != "BODY":
                assert stop["isVisible"], f"One does not see the focus: {stop}"
            if stop["name"].startswith(name):
                return
        raise AssertionError(f"Nobody gets to «{name}» by Tab.")

    def press(self, key: str) -> None:
        self._page.keyboard.press(key)

    def type(self, text: str) -> None:
        self._page.keyboard.type(text)

    def follow(self, name: str) -> None:
        self.to(name)
        self.press("Enter")

    def answer(self, label: str, text: str) -> None:
        self.to(label)
        self._page.keyboard.press("Control+a")
        self.type(text)
