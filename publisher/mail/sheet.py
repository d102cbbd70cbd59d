"""What both forms of a letter, the page and the plain text, say in the same words.

The lines that no editor writes: where the edition is, how to leave the list, who sends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from publisher.mail.enclosure import Enclosure, Shown
from publisher.mail.fields import marked
from publisher.narrative.model import Letter, plain
from publisher.numerals import NO_BREAK_SPACE, Voice

__all__ = ["Sheet"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The frame of every letter of a publication.

    ``leave`` is the address to which one writes to leave the list.
    """

    publication: str
    legal: tuple[str, ...]
    leave: str
    shown: Mapping[str, Shown]

    def subject(self, letter: Letter) -> str:
        """Return the subject on one line, with marks; a header has no no-break spaces."""
        words = marked(plain(letter.subject)).replace(NO_BREAK_SPACE, " ")
        return " ".join(words.split())

    def edition(self, letter: Letter, enclosure: Enclosure) -> str:
        """Say where the edition is: in the message, or at an address."""
        voice = Voice(letter.language)
        fields = {
            "file": enclosure.path.name,
            "pages": voice.say_counted(
                "mail.pages", enclosure.pages, number=voice.count(enclosure.pages)
            ),
            "size": f"{voice.count(-(-enclosure.bytes // 1000))}{NO_BREAK_SPACE}kB",
            "link": enclosure.link,
        }
        if not enclosure.attached:
            return voice.say("mail.linked", **fields)
        said = voice.say("mail.attached", **fields)
        return f"{said} {voice.say('mail.also', **fields)}" if enclosure.link else said

    def leaving(self, letter: Letter) -> str:
        """Say how to leave the list."""
        return Voice(letter.language).say("mail.leaving", address=self.leave)
