"""A small sample of the news web, served on this machine: for `aggregator demo` and for the tests."""

from aggregator.demo.server import DemoWeb

__all__ = ["DemoWeb"]
