"""Views of the day."""
