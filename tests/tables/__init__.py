"""Tests of `publisher.tables`."""
