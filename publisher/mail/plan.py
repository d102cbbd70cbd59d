"""Who is to be written to, and who is passed over and why.

Findings
--------
LIST-07, LIST-08
    See `lists`.
SEND-10
    A message beyond the limit, and no address where the file could be had.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from publisher.errors import Finding, nearest
from publisher.mail.form import Form, Setting
from publisher.mail.model import Recipient

__all__ = ["Passed", "Tongues", "check", "chosen", "too_large"]


@dataclass(frozen=True, slots=True)
class Passed:
    """A recipient who is passed over."""

    recipient: Recipient
    why: str


@dataclass(frozen=True, slots=True)
class Tongues:
    """The languages in which a message is there; ``first`` is that of the publication."""

    first: str
    others: tuple[str, ...] = ()

    def of(self, recipient: Recipient) -> str | None:
        """Return the language for a recipient, None if it is not to be had."""
        asked = recipient.language.casefold()
        if not asked:
            return self.first
        known = {each.casefold(): each for each in (self.first, *self.others)}
        short = {each.partition("-")[0].casefold(): each for each in known.values()}
        return known.get(asked) or short.get(asked.partition("-")[0])


def check(
    recipients: Iterable[Recipient],
    tongues: Tongues,
    settings: Mapping[str, Setting],
    editions: Container[str],
    profiles: Container[str],
) -> Iterator[Finding]:
    """Yield what a recipient wants and cannot have, or lacks and must have."""
    for each in recipients:
        for edition in each.editions:
            if edition not in editions:
                said = f"there is no edition {edition}"
                yield Finding(
                    "LIST-08", said, each.position, "correct the column edition"
                )
        if each.profile not in profiles:
            said = f"no file of the profile {each.profile} is built"
            yield Finding("LIST-08", said, each.position, "correct the column profile")
        language = tongues.of(each)
        if language is None:
            known = (tongues.first, *tongues.others)
            near = nearest(each.language, known)
            said = f"the message is not there in the language {each.language}"
            hint = f"did you mean {near}?" if near else f"it is in {', '.join(known)}"
            yield Finding("LIST-08", said, each.position, hint)
            continue
        office = each.fields.get("office", "")
        wanted = settings[language].wanted(office)
        lacking = sorted(name for name in wanted if not each.fields.get(name))
        if not settings[language].greeting(office):
            said = f"the message greets no {office or 'recipient without an office'}"
            hint = "write a salutation for otherwise: in the message"
            yield Finding("LIST-07", said, each.position, hint)
        if lacking:
            said = f"{each.address} has no {' and no '.join(lacking)}"
            hint = "the message puts it in: fill in the column"
            yield Finding("LIST-07", said, each.position, hint)


def chosen(
    recipients: Sequence[Recipient],
    edition: str,
    suppressed: Mapping[str, str],
    had: Container[str],
    *,
    correction: bool,
) -> tuple[tuple[Recipient, ...], tuple[Passed, ...]]:
    """Return who is written to, and who is passed over.

    ``had`` are the keys of those who had an earlier printing: a correction is for them,
    anything else for the others.
    """
    kept: list[Recipient] = []
    passed: list[Passed] = []
    for each in recipients:
        why = ""
        if each.key in suppressed:
            why = f"suppressed: {suppressed[each.key]}"
        elif each.editions and edition not in each.editions:
            why = f"does not want the edition {edition}"
        elif correction and each.key not in had:
            why = "had no earlier printing"
        elif not correction and each.key in had:
            why = "had an earlier printing; --correction is for them"
        if why:
            passed.append(Passed(each, why))
        else:
            kept.append(each)
    return tuple(kept), tuple(passed)


def too_large(form: Form) -> Iterator[Finding]:
    """Yield the finding for a file that can neither be carried nor linked."""
    sending = form.sending
    if not form.enclosure.attached and not form.enclosure.link:
        name = form.enclosure.path.name
        said = f"with {name} a message is larger than {sending.limit_mb} MB"
        hint = 'configure where it can be had: link: "https://…/{file}"'
        yield Finding("SEND-10", said, sending.at("limit_mb"), hint)
