"""A report to JSON and to a sentence."""

from __future__ import annotations

from pathlib import Path

from publisher.output import write_json as write
from publisher.preflight.model import Report

__all__ = ["as_dict", "sentence", "write_json"]

LIST = "publisher's own list of rules; nothing here certifies a file"


def as_dict(report: Report) -> dict[str, object]:
    """Return plain data: whether the file is sound, how often each rule is broken, where."""
    return {
        "file": report.file,
        "profile": report.profile,
        "sound": report.sound,
        "pages": report.pages,
        "rendered": report.rendered,
        "checked_against": LIST,
        "rules": dict(report.rules),
        "findings": [finding.as_dict() for finding in report.findings],
    }


def write_json(report: Report, path: Path) -> None:
    """Write the report for programs."""
    write(path, as_dict(report))


def sentence(report: Report) -> str:
    """Say in one sentence what the judgement is."""
    errors = sum(finding.severity == "error" for finding in report.findings)
    warnings = len(report.findings) - errors
    pages = f"{report.pages} page{'' if report.pages == 1 else 's'}"
    checked = (
        f"{pages} checked against {len(report.rules)} rules for the {report.profile}"
    )
    if not report.findings:
        return f"sound: {checked}"
    counted = [
        f"{count} {word}{'' if count == 1 else 's'}"
        for count, word in ((errors, "error"), (warnings, "warning"))
        if count
    ]
    verdict = "sound" if report.sound else "not sound"
    return f"{verdict}, {' and '.join(counted)}: {checked}"
