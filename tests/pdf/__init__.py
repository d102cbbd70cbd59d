"""Tests of stage 6: files are opened with other libraries than wrote them."""
