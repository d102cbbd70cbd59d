"""What a check found, and where it is remembered as long as nothing changes.

A check of an unchanged project is read back instead of made again. What it depends on is
told by one number, the *state*: every byte of ``content/`` and ``styles/``, and the engine
with the libraries under it. The memory is a file in the user's cache folder, never in the
project, and may be lost at any time. Imports nothing heavy.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import sysconfig
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from publisher.errors import Finding

__all__ = ["Checked", "remembered"]

_ENGINE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: all findings, and what is bound and claimed, if it came so far."""

    edition: str
    findings: tuple[Finding, ...]
    checks: Mapping[str, Any]

    def as_dict(self) -> dict[str, Any]:
        """Return plain data for ``--json``."""
        return {**self.checks, "findings": [each.as_dict() for each in self.findings]}

    @classmethod
    def of(cls, edition: str, plain: Mapping[str, Any]) -> Checked:
        """Return what `as_dict` was made from."""
        findings = tuple(map(Finding.of, plain["findings"]))
        checks = {name: part for name, part in plain.items() if name != "findings"}
        return cls(edition, findings, checks)

    @property
    def sound(self) -> bool:
        """Whether none of the findings is an error."""
        return not any(found.severity == "error" for found in self.findings)

    def strictly(self) -> Checked:
        """Return the same with every warning an error."""
        errors = (replace(found, severity="error") for found in self.findings)
        return replace(self, findings=tuple(errors))

    @property
    def verdict(self) -> str:
        """How many errors there are, in words."""
        errors = sum(found.severity == "error" for found in self.findings)
        count = f"{errors} error{'s' if errors != 1 else ''}" if errors else "no errors"
        return f"{self.edition}: {count}"

    def summary(self) -> Iterator[str]:
        """Yield lines that say how much was checked and what was not, with reasons."""
        if not self.checks:
            return
        numbers, claims = self.checks["numbers"], self.checks["claims"]
        yield f"  {numbers['bound']} of {numbers['of']} numbers bound to data"
        kinds = sorted(numbers["kinds"].items())
        listed = ", ".join(f"{count} {kind}" for kind, count in kinds)
        yield f"    of each kind: {listed}"
        exempt = (
            n["why"] for n in self.checks["other_numbers"] if n["kind"] == "exempt"
        )
        for why, count in sorted(Counter(exempt).items()):
            yield f"    exempt: {count}, {why}"
        states = Counter(claim["state"] for claim in claims)
        yield (
            f"  {states['holds']} claims hold, {states['cited']} are cited,"
            f" {states['awaits']} await data"
        )
        for claim in claims:
            if claim["state"] in {"awaits", "cited"}:
                why = claim.get("awaits") or claim.get("cited")
                yield f"    {claim['state']}: “{claim['says']}” ({claim['where']}): {why}"


def remembered(
    root: Path,
    editions: Sequence[str],
    check: Callable[[], tuple[Checked, ...]],
) -> tuple[Checked, ...]:
    """Return what ``check`` gives, from memory if nothing has changed since it was asked."""
    state = _state(root)
    memory = _memory(root, editions)
    try:
        known = json.loads(memory.read_text(encoding="utf-8"))
        if known["state"] == state:
            pairs = known["editions"].items()
            return tuple(Checked.of(name, plain) for name, plain in pairs)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass  # nothing remembered, or nothing of use
    checked = check()
    plain = {each.edition: each.as_dict() for each in checked}
    _write(memory, json.dumps({"state": state, "editions": plain}))
    return checked


def _state(root: Path) -> str:
    """Return a number that changes with anything a check depends on."""
    digest = hashlib.sha256()
    for folder in ("content", "styles"):
        for path in sorted((root / folder).rglob("*")):
            if path.is_file():
                digest.update(f"{path.relative_to(root)}\0".encode())
                digest.update(hashlib.sha256(_bytes(path)).digest())
    for path in sorted(_ENGINE.rglob("*")):
        if path.suffix in {".py", ".toml"}:
            about = path.stat()
            digest.update(f"{path}\0{about.st_size}\0{about.st_mtime_ns}\0".encode())
    libraries = Path(sysconfig.get_path("purelib")).glob("*.dist-info")
    digest.update("\0".join(sorted(path.name for path in libraries)).encode())
    digest.update(sys.version.encode())
    return digest.hexdigest()


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""  # whoever reads it tells


def _memory(root: Path, editions: Sequence[str]) -> Path:
    """Return the file that remembers the last check of these editions of a project."""
    import platformdirs  # noqa: PLC0415 - not for --help

    asked = "\0".join((str(root.resolve()), *editions))
    name = hashlib.sha256(asked.encode()).hexdigest()[:24]
    return platformdirs.user_cache_path("publisher") / f"check-{name}.json"


def _write(memory: Path, text: str) -> None:
    """Write a memory whole or not at all; go without where that cannot be."""
    try:
        memory.parent.mkdir(parents=True, exist_ok=True)
        descriptor, beside = tempfile.mkstemp(prefix=".", dir=memory.parent)
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(text)
        Path(beside).replace(memory)
    except OSError:
        return
