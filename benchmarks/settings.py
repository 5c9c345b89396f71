"""The settings of production, and the routes of the floor beside those of the product."""

from mydimos.config.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.urls"
