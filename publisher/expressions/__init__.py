"""Checked expressions over the numbers: what prose, conditions and table cells say."""
