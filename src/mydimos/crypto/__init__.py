"""Keys at work: sealing columns at rest, keyed hashes, signatures. Knows no table of the field."""
