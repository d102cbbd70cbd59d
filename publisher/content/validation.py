"""A read file to a frozen model, or to findings that an editor understands.

pydantic decides what is wrong; `faults` says it in plain words at the exact place.

Findings
--------
FORM-01 to FORM-06, see `faults`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from publisher.content.document import Document
from publisher.content.faults import faults
from publisher.content.located import Located, locate
from publisher.content.reader import read
from publisher.errors import Finding
from publisher.provenance import Position

__all__ = ["load_model", "validate"]

ModelT = TypeVar("ModelT", bound=Located)


def load_model(
    model: type[ModelT], root: Path, file: str
) -> tuple[ModelT | None, list[Finding]]:
    """Read ``root / file`` as a ``model``; return it, or None, and every finding."""
    document, findings = read(root, file)
    if document is None:
        return None, findings
    made, more = validate(model, document, findings)
    return made, findings + more


def validate(
    model: type[ModelT], document: Document, told: Iterable[Finding] = ()
) -> tuple[ModelT | None, list[Finding]]:
    """Return the model that a document holds, knowing its places, or what is wrong.

    ``told`` are findings of the reader: what stands at their places is not blamed again
    for being of the wrong type.
    """
    try:
        # JSON mode lets a list be a tuple and still takes no text for a number.
        made = model.model_validate_json(json.dumps(document.root.value))
    except ValidationError as error:
        blamed = {finding.position for finding in told}
        findings = faults(error.errors(include_url=False), model, document)
        fresh = [
            finding
            for finding in findings
            if finding.code in {"FORM-01", "FORM-02"} or finding.position not in blamed
        ]
        return None, sorted(fresh, key=_place)
    locate(made, document, document.root)
    return made, []


def _place(finding: Finding) -> tuple[int, int]:
    position = finding.position
    if isinstance(position, Position):
        return (position.line, position.column)
    return (0, 0)
