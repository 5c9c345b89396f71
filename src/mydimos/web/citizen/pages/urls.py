"""Addresses of the texts, the manual, contact and feedback."""

from django.urls import path, re_path

from mydimos.web.citizen.pages.views import feedback, manual, texts

urlpatterns = [
    path("about/", texts.about, name="about"),
    path("accessibility/", texts.accessibility, name="accessibility"),
    path("privacy/", texts.privacy, name="privacy"),
    path("m/<slug:municipality>/privacy/", texts.privacy, name="privacy"),
    path("contact/", texts.contact, name="contact"),
    path("m/<slug:municipality>/contact/", texts.contact, name="contact"),
    path("manual/", manual.shown, name="manual"),
    re_path(r"^manual/pictures/(?P<name>[a-z]{1,40}\.(el|en)\.png)$", manual.picture),
    path("manual.pdf", manual.printed, name="manual_pdf"),
    path("feedback/", feedback.feedback, name="feedback"),
    path("feedback/thanks/", feedback.thanks, name="feedback_thanks"),
]
