from django.apps import AppConfig


class TimetableConfig(AppConfig):
    name = "mydimos.timetable"
    label = "timetable"
