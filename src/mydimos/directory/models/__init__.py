"""Municipalities, what they offer, where, and by whom."""

from mydimos.directory.models.catalogue import CatalogueService, ServiceCategory
from mydimos.directory.models.municipality import (
    Crest,
    Department,
    Municipality,
    Office,
    Region,
    RegionalUnit,
)
from mydimos.directory.models.offering import LONGEST_GAP, Channel, Need, NeedMember, Offering
from mydimos.directory.models.policy import Policy, RetentionBasis
from mydimos.directory.models.resource import Lent, Resource
from mydimos.directory.models.service import Service

__all__ = [
    "LONGEST_GAP",
    "CatalogueService",
    "Channel",
    "Crest",
    "Department",
    "Lent",
    "Municipality",
    "Need",
    "NeedMember",
    "Offering",
    "Office",
    "Policy",
    "Region",
    "RegionalUnit",
    "Resource",
    "RetentionBasis",
    "Service",
    "ServiceCategory",
]
