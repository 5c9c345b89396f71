"""Departments: who sees their people."""

from django.urls import path

from mydimos.web.backoffice.departments import views

urlpatterns = [
    path("departments/", views.departments, name="departments"),
]
