"""Opening hours − holidays − closures − absences − occupied time, cut on a grid = free slots.

Pure Python: no Django, no SQL, no clock. Moments are integers, seconds since the epoch in UTC;
stretches of time are half-open; rules are wall-clock time of a zone, expanded per local day.
"""
