"""The job ticket to the limits of the rules: the only place that knows both."""

from __future__ import annotations

from publisher.preflight.model import Limits
from publisher.styles.ticket import Ticket

__all__ = ["limits_of"]


def limits_of(ticket: Ticket) -> Limits:
    """Return what a printer's job ticket asks of a file."""
    text, rules = ticket.text, ticket.rules
    light = text.reversed
    return Limits(
        flavour=ticket.flavour,
        trim=(ticket.trim_width, ticket.trim_height),
        bleed=ticket.bleed,
        safety=ticket.safety,
        ink_limit=ticket.ink_limit,
        min_rule=rules.solid,
        min_coloured_rule=rules.coloured,
        min_reversed_rule=rules.reversed,
        min_text=text.solid,
        min_coloured=text.coloured,
        most_inks=text.most_inks,
        min_reversed=(light.one_ink, light.two_inks, light.more_inks),
        image_ppi=ticket.images.resolution,
        line_art_ppi=ticket.images.line_art,
        pages_multiple=ticket.pages_divisible_by,
        spots=ticket.spots,
        condition=ticket.output.condition,
    )
