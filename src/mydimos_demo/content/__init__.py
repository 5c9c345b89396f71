"""What the demo shows: 332 municipalities that can be booked, eleven of them fully built.

Invented by chance with a fixed seed, written in bulk, relative to today. No person in it exists.
"""

from mydimos_demo.content.filling import fill_calendars
from mydimos_demo.content.loading import Summary, load_demo

__all__ = ["Summary", "fill_calendars", "load_demo"]
