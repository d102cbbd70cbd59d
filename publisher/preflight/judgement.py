"""Runs the rules of a profile over a file: page by page, in bounded memory.

Findings
--------
The ids of the rules; see `rules` and docs/preflight.md. A file that cannot be opened at all
has FILE-01 (damaged) or FILE-02 (locked by a password).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from publisher.errors import Finding
from publisher.preflight.files import File, Locked, Ruined, opened
from publisher.preflight.model import Limits, Page, Picture, Profile, Report
from publisher.preflight.objects import BROKEN, Oversized
from publisher.preflight.pages import read_page
from publisher.preflight.plates import Plates
from publisher.preflight.rules import RULES
from publisher.preflight.rules.rule import Fault, FileRule, PageRule, PlateRule, Rule
from publisher.provenance import Spot

__all__ = ["judge"]

_MOST_BOXES = 100
_MOST_FINDINGS = 2_000
_INTENTS: dict[Profile, str] = {"press": "GTS_PDFX", "archive": "GTS_PDFA1"}


def judge(path: Path, profile: Profile, limits: Limits, *, rendered: bool) -> Report:
    """Judge a finished file, ours or a stranger's, by the rules of a profile.

    ``rendered`` adds the rules that look at plates, and pictures of all pages.

    Raises
    ------
    UsageError
        If the file cannot be read or is not a PDF.
    """
    judging = _Judging(path, profile, limits, rendered=rendered)
    try:
        pdf = opened(path)
    except Locked:
        judging.note(RULES["FILE-02"], None, [Fault("the file asks for a password")])
        return judging.report(0)
    except Ruined:
        said = "the file is so damaged that it cannot be opened"
        judging.note(RULES["FILE-01"], None, [Fault(said)])
        return judging.report(0)
    with pdf:
        file = File(path, pdf, _INTENTS.get(profile, ""))
        judging.pages(file)
        judging.file(file)
        return judging.report(len(file.leaves))


class _Judging:
    """Findings, counts and pictures while a file is judged."""

    def __init__(
        self, path: Path, profile: Profile, limits: Limits, *, rendered: bool
    ) -> None:
        self._name = path.name
        self._profile = profile
        self._limits = limits
        self._rendered = rendered
        self._rules = [each for each in RULES.values() if profile in each.profiles]
        self._findings: list[tuple[int, Rule, Finding]] = []
        self._counts: Counter[str] = Counter()
        self._pictures: dict[int, Picture] = {}

    def pages(self, file: File) -> None:
        """Judge page after page; only faults and pictures are kept of each."""
        from publisher.preflight.rendering import Proof, separated  # noqa: PLC0415

        proof = Proof(file)
        for number in range(1, len(file.leaves) + 1):
            page = read_page(file, number)
            if page.is_cut and file.first_trim is None:
                file.first_trim = page.trim
            before = len(self._findings)
            for rule in self._rules:
                if isinstance(rule, PageRule):
                    found = _tried(rule.check(page, file, self._limits))
                    self.note(rule, number, found)
            if page.is_endless:
                continue  # the rasteriser would not come to its end either
            picture = None
            if self._rendered:
                plates = separated(file, page)
                self._plates(page, plates)
                picture = proof.printed(page, plates)
            elif len(self._findings) > before:
                picture = proof.shown(page)
            if picture is not None:
                self._pictures[number] = picture

    def _plates(self, page: Page, plates: Plates) -> None:
        for rule in self._rules:
            if isinstance(rule, PlateRule):
                found = _tried(rule.check(page, plates, self._limits))
                self.note(rule, page.number, found)

    def file(self, file: File) -> None:
        """Judge the file as a whole: last, so that everything in it has been read."""
        for rule in self._rules:
            if isinstance(rule, FileRule):
                self.note(rule, None, _tried(rule.check(file, self._limits)))

    def note(self, rule: Rule, page: int | None, faults: Iterable[Fault]) -> None:
        """Keep faults as findings; equal words on one page are one."""
        boxes: dict[str, list[tuple[float, float, float, float]]] = {}
        for fault in faults:
            boxes.setdefault(fault.said, []).extend(fault.boxes)
        for said, where in boxes.items():
            self._counts[rule.id] += max(1, len(where))
            if len(self._findings) >= _MOST_FINDINGS:
                continue
            shown, more = tuple(where[:_MOST_BOXES]), max(0, len(where) - _MOST_BOXES)
            spot = Spot(self._name, page, shown, more)
            finding = Finding(rule.id, said, spot, rule.remedy, rule.severity)
            self._findings.append((page or 0, rule, finding))

    def report(self, pages: int) -> Report:
        """Return the judgement; findings of the file come first, then page by page."""
        applied = [
            each
            for each in self._rules
            if self._rendered or not isinstance(each, PlateRule)
        ]
        order = {rule.id: n for n, rule in enumerate(RULES.values())}
        found = sorted(self._findings, key=lambda each: (each[0], order[each[1].id]))
        return Report(
            file=self._name,
            profile=self._profile,
            pages=pages,
            rendered=self._rendered,
            rules={rule.id: self._counts[rule.id] for rule in applied},
            findings=tuple(finding for _, _, finding in found),
            pictures=dict(sorted(self._pictures.items())),
        )


def _tried(faults: Iterator[Fault]) -> list[Fault]:
    """Return what a rule finds; an object that is broken beyond reading is a fault too."""
    found: list[Fault] = []
    try:
        found.extend(faults)
    except (*BROKEN, Oversized, RecursionError):
        found.append(Fault("what this rule looks at is broken beyond reading"))
    return found
