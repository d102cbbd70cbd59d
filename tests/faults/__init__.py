"""Faults: each plants exactly one defect in a sound file.

Every rule has at least one; `planted` collects them under the rule that must speak up.
"""
