"""Many people race for few times; the promises are asked in SQL (`make test-races`)."""
