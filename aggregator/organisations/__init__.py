"""News outlets and agencies by every name they go under."""

from aggregator.organisations.register import Mention, Organisation, Register, read_register, register

__all__ = ["Mention", "Organisation", "Register", "read_register", "register"]
