"""The models to JSON Schemas for an editor's YAML tools (``schemas/*.json``).

The YAML language server reads draft-07 and older; pydantic writes 2020-12. What differs
between the two is rewritten here. Schemas help while typing; `load` has the last word.

https://json-schema.org/draft-07
"""

from __future__ import annotations

import inspect
import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from publisher.content.distribution import Message, Sending
from publisher.content.models import Corrections, Edition, Part, Publication, Sources
from publisher.errors import StageFailed
from publisher.output import unwritable
from publisher.styles.models import (
    FigureStyle,
    PageStyle,
    Palette,
    TableStyles,
    TypeStyle,
)
from publisher.styles.ticket import Ticket

__all__ = ["DRAFT", "schemas", "write"]

DRAFT = "http://json-schema.org/draft-07/schema#"

_NAME_TO_MODEL: dict[str, type[BaseModel]] = {
    "publication": Publication,
    "part": Part,
    "edition": Edition,
    "sources": Sources,
    "corrections": Corrections,
    "message": Message,
    "sending": Sending,
    "page": PageStyle,
    "type": TypeStyle,
    "palette": Palette,
    "table": TableStyles,
    "figure": FigureStyle,
    "press": Ticket,
}


def schemas() -> dict[str, dict[str, Any]]:
    """Return the schema of every kind of file, by the name of the schema."""
    return {name: _schema(model) for name, model in _NAME_TO_MODEL.items()}


def write(root: Path) -> tuple[Path, ...]:
    """Write ``root / "schemas" / "<name>.json"`` for every kind; return the files.

    Raises
    ------
    StageFailed
        OUTPUT-01, if they cannot be written.
    """
    folder = root / "schemas"
    try:
        return _write(folder)
    except OSError as error:
        raise StageFailed([unwritable(error, folder)]) from error


def _write(folder: Path) -> tuple[Path, ...]:
    folder.mkdir(exist_ok=True)
    written = []
    for name, schema in schemas().items():
        path = folder / f"{name}.json"
        beside = path.with_suffix(".json.new")
        text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
        written.append(path)
    return tuple(written)


def _schema(model: type[BaseModel]) -> dict[str, Any]:
    schema = _draft_07(model.model_json_schema())
    return {"$schema": DRAFT, **schema}


def _draft_07(value: Any) -> Any:  # noqa: ANN401 - JSON
    """Return a part of a schema in the words of draft-07."""
    if isinstance(value, list):
        return [_draft_07(item) for item in value]
    if isinstance(value, str):
        return value.replace("#/$defs/", "#/definitions/")
    if not isinstance(value, dict):
        return value
    out = {key: _draft_07(item) for key, item in value.items()}
    if "$defs" in out:
        out["definitions"] = out.pop("$defs")
    if isinstance(out.get("prefixItems"), list):
        out["items"] = out.pop("prefixItems")
        out["additionalItems"] = False
    if isinstance(out.get("$ref"), str) and len(out) > 1:
        # Draft-07 ignores what stands beside a $ref.
        out["allOf"] = [{"$ref": out.pop("$ref")}]
    if isinstance(out.get("description"), str):
        out["description"] = _plain(out["description"])
    return out


def _plain(docstring: str) -> str:
    """Return a docstring as an editor shows it: paragraphs, without code marks."""
    text = inspect.cleandoc(docstring).replace("``", "")
    paragraphs = text.split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
