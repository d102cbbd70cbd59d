"""Tests of `publisher.figures`."""
