"""News outlets and agencies by every name they go under."""

from aggregator.organisations.organisation import Mention, Organisation, OrganisationKind
from aggregator.organisations.register import Register, read_register, register

__all__ = ["Mention", "Organisation", "OrganisationKind", "Register", "read_register", "register"]
