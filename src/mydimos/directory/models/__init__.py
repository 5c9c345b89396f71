"""Municipalities, what they offer, where, by whom; and who may look after it."""

from mydimos.directory.models.catalogue import CatalogueService, ServiceCategory
from mydimos.directory.models.feedback import Feedback
from mydimos.directory.models.membership import Membership
from mydimos.directory.models.municipality import (
    Crest,
    Department,
    Municipality,
    Office,
    Region,
    RegionalUnit,
)
from mydimos.directory.models.notice import LegalText, Notice
from mydimos.directory.models.offering import LONGEST_GAP, Channel, Need, NeedMember, Offering
from mydimos.directory.models.resource import Lent, Resource
from mydimos.directory.models.service import Service

__all__ = [
    "LONGEST_GAP",
    "CatalogueService",
    "Channel",
    "Crest",
    "Department",
    "Feedback",
    "LegalText",
    "Lent",
    "Membership",
    "Municipality",
    "Need",
    "NeedMember",
    "Notice",
    "Offering",
    "Office",
    "Region",
    "RegionalUnit",
    "Resource",
    "Service",
    "ServiceCategory",
]
