"""What only English has here: numbers in words, and money as it is said aloud.

A language joins by having such words of its own; until then `Voice` refuses to print
English ones in its place.
"""

from __future__ import annotations

import re

from publisher.numerals.exact import MINUS, NO_BREAK_SPACE, rounded

__all__ = ["ordinal", "spoken_money", "superlative", "words"]

SIGN_TO_SPOKEN = {"$": "dollars", "€": "euros", "£": "pounds"}
SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
    "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = (
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty",
    "ninety",
)  # fmt: skip
CARDINAL_TO_ORDINAL = {
    "one": "first", "two": "second", "three": "third", "five": "fifth",
    "eight": "eighth", "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip


def words(amount: int) -> str:
    """Return a whole number from −999 to 999 in words: "twenty-four".

    Raises
    ------
    ValueError
        If it is larger: print digits.
    """
    if rounded(amount) != amount or abs(amount) > 999:
        msg = f"{amount} cannot be put in words: whole numbers to 999 can"
        raise ValueError(msg)
    if amount < 0:
        return "minus " + words(-amount)
    if amount < 20:
        return SMALL[amount]
    if amount < 100:
        rest = f"-{SMALL[amount % 10]}" if amount % 10 else ""
        return TENS[amount // 10] + rest
    rest = f" {words(amount % 100)}" if amount % 100 else ""
    return f"{SMALL[amount // 100]} hundred{rest}"


def ordinal(place: int) -> str:
    """Return a place from 1 to 999 in words: "third", "twenty-first".

    Raises
    ------
    ValueError
        If the place is below 1 or above 999.
    """
    if place < 1:
        msg = f"{place} is not a place: places begin with 1"
        raise ValueError(msg)
    head, last = re.findall(r"(.*?)([a-z]+)$", words(place))[0]
    if last in CARDINAL_TO_ORDINAL:
        last = CARDINAL_TO_ORDINAL[last]
    elif last.endswith("y"):
        last = last[:-1] + "ieth"
    else:
        last += "th"
    return str(head + last)


def superlative(place: int, word: str = "largest") -> str:
    """Return "largest" for 1, "second-largest" for 2, "third-largest" for 3."""
    if place == 1:
        return word
    return f"{ordinal(place)}-{word}"


# --- speech

_MONEY = re.compile(
    rf"(?P<sign>[{MINUS}+]?)(?P<currency>[$€£])(?P<digits>\d[\d,]*(?:\.\d+)?)"
    rf"(?:(?P<short>tn|bn|m|k)\b|[ {NO_BREAK_SPACE}](?P<word>trillion|billion|million)\b)?"
)
_SHORT_TO_WORD = {"tn": "trillion", "bn": "billion", "m": "million", "k": "thousand"}
_SHORT_QUANTITY = re.compile(rf"(?<=\d)(tn|bn|m|k)(?={NO_BREAK_SPACE})")


def spoken_money(text: str) -> str:
    """Return what is said for printed amounts and cents; what reads well stays as it is.

    "−$414.7 billion" is "minus 414.7 billion dollars", "$8.1bn" is "8.1 billion dollars",
    "57¢" is "57 cents"; "$414.7 billion" stays.
    """
    said = _MONEY.sub(_say_money, text)
    said = _SHORT_QUANTITY.sub(lambda match: f" {_SHORT_TO_WORD[match[0]]}", said)
    return re.sub(r"(\d)¢", r"\1 cents", said)


def _say_money(match: re.Match[str]) -> str:
    if not match["sign"] and not match["short"]:
        return match[0]
    scale = _SHORT_TO_WORD.get(match["short"] or "", match["word"])
    said = {MINUS: "minus", "+": "plus"}.get(match["sign"])
    unit = SIGN_TO_SPOKEN[match["currency"]]
    return " ".join(filter(None, [said, match["digits"], scale, unit]))
