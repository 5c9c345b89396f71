"""How inputs look: none is without the clothes of the style sheet."""

import pytest
from django import forms

KINDS = [
    (forms.CharField(), "govgr-input"),
    (forms.EmailField(), "govgr-input"),
    (forms.IntegerField(), "govgr-input"),
    (forms.CharField(widget=forms.Textarea), "govgr-textarea"),
    (forms.ChoiceField(choices=[("a", "A")]), "govgr-select"),
    (forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect), "govgr-radios__input"),
    (forms.BooleanField(), "govgr-checkboxes__input"),
]


@pytest.mark.parametrize(("field", "looks"), KINDS, ids=lambda kind: type(kind).__name__)
def test_every_kind_of_input_wears_its_class(field: forms.Field, looks: str) -> None:
    form = type("AForm", (forms.Form,), {"answer": field})()

    assert looks in str(form["answer"])
