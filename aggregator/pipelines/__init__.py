"""The road of a page: read it, store it."""
