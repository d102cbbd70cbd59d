"""The form of an address: RFC 5321 and 5322, as email-validator reads them.

Nothing is looked up: whether a domain takes mail is the server's business.
"""

from __future__ import annotations

from functools import lru_cache

from email_validator import EmailNotValidError, validate_email

__all__ = ["fault", "normal"]


@lru_cache(maxsize=4)
def normal(address: str) -> str:
    """Return an address as servers take it, the domain in lower case and coded letters.

    Raises
    ------
    ValueError
        If it is no address, with the reason.
    """
    try:
        found = validate_email(
            address, check_deliverability=False, allow_smtputf8=False
        )
    except EmailNotValidError as error:
        raise ValueError(str(error).rstrip(".")) from None
    return found.ascii_email or found.normalized


def fault(address: str) -> str:
    """Return why this is no address, or nothing."""
    try:
        normal(address)
    except ValueError as error:
        return str(error)
    return ""
