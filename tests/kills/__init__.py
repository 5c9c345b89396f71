"""People book over HTTP while the parts of a running demo are killed (`make test-kills`)."""
