"""Parts of addresses."""

from mydimos.directory.models import Channel


class ChannelConverter:
    """`in-person`, `phone` or `video` in an address, a `Channel` in a view."""

    regex = "in-person|phone|video"

    def to_python(self, value: str) -> Channel:
        return Channel(value.replace("-", "_"))

    def to_url(self, value: str) -> str:
        return Channel(value).value.replace("_", "-")
