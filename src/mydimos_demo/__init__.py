"""`make demo`: the whole product on one machine, with invented data. No part of the product."""
