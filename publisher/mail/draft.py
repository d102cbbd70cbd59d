"""Letters, files and pictures to the forms of their messages, one for each language and file.

A file is carried where the whole message stays under the limit, coding counted; else the
message says where it can be had.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from publisher.content.distribution import Sending
from publisher.errors import Finding, StageFailed
from publisher.mail import fitness, form, page, plain
from publisher.mail.credentials import signing_key
from publisher.mail.enclosure import Enclosure, Shown, show
from publisher.mail.fields import marked
from publisher.mail.form import Form, Setting, Sign
from publisher.mail.sheet import Sheet
from publisher.mail.signature import signer
from publisher.narrative.model import Exhibit, Letter
from publisher.narrative.model import plain as words

__all__ = ["Draft"]


@dataclass(frozen=True, slots=True)
class Draft:
    """What all messages of a publication share. ``inks`` are #rrggbb by name."""

    publication: str
    sending: Sending
    inks: Mapping[str, str]

    def shown(
        self,
        letters: Mapping[str, Letter],
        exhibits: Mapping[str, Exhibit],
        folder: Path,
        built: Mapping[str, Any],
    ) -> tuple[dict[str, dict[str, Shown]], list[Finding]]:
        """Return the figures that each letter shows, by language and id; what is wrong."""
        found: dict[str, dict[str, Shown]] = {}
        findings: list[Finding] = []
        domain = form.domain(self.sending)
        for language, letter in letters.items():
            names = (each.exhibit for each in letter.elements())
            found[language] = {}
            for name in dict.fromkeys(name for name in names if name is not None):
                path = f"exhibits/{name}.png"
                wrong = [*fitness.changed(folder, built, path)]
                findings += wrong
                if not wrong:
                    made = show(exhibits[name], folder / path, domain, language)
                    found[language][name] = made
        return found, findings

    def forms(
        self,
        letters: Mapping[str, Letter],
        files: Mapping[str, Enclosure],
        shown: Mapping[str, Mapping[str, Shown]],
    ) -> dict[tuple[str, str], Form]:
        """Return the forms by language and profile.

        Raises
        ------
        StageFailed
            SEND-11, if messages are to be signed and there is no key.
        """
        sign = self._sign()
        return {
            (language, profile): self._form(letter, file, shown[language], sign)
            for language, letter in letters.items()
            for profile, file in files.items()
        }

    def _sign(self) -> Sign | None:
        signing = self.sending.signature
        if signing is None:
            return None
        key = signing_key(signing)
        if key is None:
            said = "messages are to be signed, and there is no key"
            hint = "set PUBLISHER_DKIM_KEY, or put the key into the keyring"
            raise StageFailed([Finding("SEND-11", said, hint=hint)])
        return signer(signing, key)

    def _form(
        self,
        letter: Letter,
        file: Enclosure,
        shown: Mapping[str, Shown],
        sign: Sign | None,
    ) -> Form:
        limit = self.sending.limit_mb * 1_000_000
        link = (self.sending.link or "").replace("{file}", file.path.name)
        if file.bytes * 4 / 3 < limit:
            carried = replace(file, link=link, attached=True)
            made = self._built(letter, carried, shown, sign)
            if made.size <= limit:
                return made
        linked = replace(file, link=link, attached=False)
        return self._built(letter, linked, shown, sign)

    def _built(
        self,
        letter: Letter,
        file: Enclosure,
        shown: Mapping[str, Shown],
        sign: Sign | None,
    ) -> Form:
        leaving = self.sending.unsubscribe
        leave = leaving.mail if leaving else ""
        sheet = Sheet(self.publication, self.sending.legal, leave, shown)
        setting = Setting(
            letter.language,
            sheet.subject(letter),
            plain.text(letter, sheet, file),
            page.page(letter, sheet, file, self.inks),
            {key: marked(words(said)) for key, said in letter.salutations.items()},
        )
        return form.build(setting, file, tuple(shown.values()), self.sending, sign)
