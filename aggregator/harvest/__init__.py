"""Harvests: once, or for as long as the machine runs."""
