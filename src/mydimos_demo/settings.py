"""The settings of the product, and the commands that fill the demo."""

from mydimos.config.settings import *  # noqa: F403
from mydimos.config.settings import INSTALLED_APPS as PRODUCT

INSTALLED_APPS = [*PRODUCT, "mydimos_demo"]
