"""Rendering of forms in the markup of the style sheet."""

from typing import Any

from django.forms import (
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    EmailInput,
    NumberInput,
    PasswordInput,
    RadioSelect,
    Select,
    Textarea,
    TextInput,
    Widget,
)
from django.forms.renderers import DjangoTemplates

# The first kind that fits: several checkboxes are a kind of radio buttons.
_BOXES: tuple[tuple[type[Widget], str], ...] = (
    (CheckboxSelectMultiple, "govgr-checkboxes__input"),
    (CheckboxInput, "govgr-checkboxes__input"),
    (RadioSelect, "govgr-radios__input"),
)
_INPUTS: tuple[tuple[type[Widget], str], ...] = (
    (Textarea, "govgr-textarea"),
    (Select, "govgr-select"),
    (TextInput, "govgr-input"),
    (EmailInput, "govgr-input"),  # for Django no kind of TextInput; nor are these
    (NumberInput, "govgr-input"),
    (PasswordInput, "govgr-input"),
)


class Field(BoundField):
    """A field whose input wears the classes of the style sheet."""

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: Widget | None = None
    ) -> dict[str, Any]:
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        if classes := self._classes(widget):
            attrs["class"] = classes
        return attrs

    def _classes(self, widget: Widget) -> str:
        own = widget.attrs.get("class", "")
        box, kind = _first(_BOXES, widget), _first(_INPUTS, widget)
        error = "govgr-error-input" if kind and self.errors else ""
        return " ".join(filter(None, (box, kind, own, error)))


class Renderer(DjangoTemplates):
    """Draws every form of the product (FORM_RENDERER)."""

    form_template_name = "ui/_fields.html"
    field_template_name = "ui/_field.html"
    bound_field_class = Field


def _first(kinds: tuple[tuple[type[Widget], str], ...], widget: Widget) -> str:
    return next((name for kind, name in kinds if isinstance(widget, kind)), "")
