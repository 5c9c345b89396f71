"""The day: who is expected, who has come, one appointment, what became of it."""
