"""Spiders fetch; they extract nothing."""
