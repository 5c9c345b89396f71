"""The outside world on one machine, for demo, tests and benchmarks: PostgreSQL, GSIS, SMTP.

No part of the product: its login server lets anyone log in as anyone.
"""
