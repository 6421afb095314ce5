"""Harvests, and pages fetched by hand under the same rules."""
