"""Booking for a person who telephones or stands at the counter."""
