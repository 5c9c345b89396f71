"""Greek as people type it: folding, sounds, search. Pure Python: no Django, no database."""
