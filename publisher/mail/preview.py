"""What a dry run leaves: every message as a file, and a page on which to look at them.

::

    outbox/dry-run/<edition>-<list>/
    ├── index.html        whom it goes to, and each message as it will look
    ├── 0001.eml          the message as a server would get it
    ├── 0001.html         its page, the pictures beside it
    ├── 0001.txt          its plain text
    └── total-balance.png

The pages are taken out of the messages again, by a parser that did not write them. There
are no scripts and nothing is fetched. Names of people are in these files.
"""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from email.message import EmailMessage
from html import escape
from pathlib import Path

from publisher.mail.form import Form
from publisher.mail.model import Recipient
from publisher.mail.plan import Passed

__all__ = ["write"]

_CSS = """
:root { color-scheme: light dark; --line: #c9ced6; }
body { margin: 0; display: grid; grid-template-columns: minmax(20rem, 2fr) 3fr;
  height: 100vh; font: 14px/1.45 system-ui, sans-serif; }
nav { overflow: auto; padding: 1rem; border-right: 1px solid var(--line); }
iframe { width: 100%; height: 100%; border: 0; background: #fff; }
h1 { font-size: 1.1rem; margin: 0 0 .5rem; } h2 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .25rem .5rem .25rem 0;
  border-top: 1px solid var(--line); }
td span { opacity: .75; }
"""


def write(
    folder: Path,
    messages: Iterable[tuple[Recipient, Form, str]],
    passed: Iterable[Passed],
    date: dt.datetime,
    told: Callable[[], None],
) -> Path:
    """Write all messages and their index into ``folder``, which is replaced as a whole.

    ``messages`` are a recipient, the form and the message's id each.

    Raises
    ------
    OSError
        If it cannot be written. What was there before then stays.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        rows = []
        for n, (recipient, form, message_id) in enumerate(messages, start=1):
            data = b"".join(form.fill(recipient, message_id, date))
            (work / f"{n:04}.eml").write_bytes(data)
            rows.append(_row(work, f"{n:04}", data, recipient, form))
            told()
        page = "".join(_index(folder.name, rows, passed))
        (work / "index.html").write_text(page, encoding="utf-8")
        if folder.exists():
            shutil.rmtree(folder)
        work.chmod(0o755)
        work.rename(folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return folder / "index.html"


def _row(work: Path, name: str, data: bytes, recipient: Recipient, form: Form) -> str:
    """Write the page and the text of a message; return its row of the index."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    page, text = "", ""
    pictures: dict[str, str] = {}
    for part in message.walk():
        kind = part.get_content_type()
        if kind == "text/html":
            page = part.get_content()
        elif kind == "text/plain":
            text = part.get_content()
        elif kind == "image/png":
            picture = str(part.get_filename())
            pictures[str(part["Content-ID"]).strip("<>")] = picture
            if not (work / picture).exists():
                (work / picture).write_bytes(part.get_content())
    for cid, picture in pictures.items():
        page = page.replace(f"cid:{cid}", picture)
    (work / f"{name}.html").write_text(page, encoding="utf-8")
    (work / f"{name}.txt").write_text(text, encoding="utf-8")
    return _shown(name, message, len(data), recipient, form)


def _shown(
    name: str, message: EmailMessage, size: int, recipient: Recipient, form: Form
) -> str:
    fields = recipient.fields
    about = ", ".join(filter(None, (fields.get("office"), fields.get("state"))))
    way = "attached" if form.enclosure.attached else "linked"
    return (
        f"<tr><td>{int(name)}</td><td>{escape(fields.get('name', ''))}<br>"
        f"{escape(recipient.address)}<br><span>{escape(about)}</span></td>"
        f"<td>{escape(str(message['Subject']))}<br><span>{form.setting.language},"
        f" {size // 1000:,} kB, {form.enclosure.profile} {way}</span><br>"
        f'<a href="{name}.html" target="view">page</a> ·'
        f' <a href="{name}.txt" target="view">plain text</a> ·'
        f' <a href="{name}.eml">message</a></td></tr>\n'
    )


def _index(title: str, rows: list[str], passed: Iterable[Passed]) -> Iterator[str]:
    yield (
        f'<!DOCTYPE html>\n<html lang="en">\n<meta charset="utf-8">\n'
        f"<title>Dry run: {escape(title)}</title>\n<style>{_CSS}</style>\n<nav>\n"
        f"<h1>Dry run: {escape(title)}</h1>\n"
        f"<p>{len(rows):,} messages. Nothing was sent.</p>\n<table>\n"
        "<tr><th></th><th>recipient</th><th>message</th></tr>\n"
    )
    yield from rows
    yield "</table>\n"
    others = [
        f"<tr><td>{escape(each.recipient.address)}</td><td>{escape(each.why)}</td></tr>\n"
        for each in passed
    ]
    if others:
        yield f"<h2>{len(others):,} passed over</h2>\n<table>\n"
        yield from others
        yield "</table>\n"
    yield '</nav>\n<iframe name="view" title="message" src="0001.html"></iframe>\n</html>\n'
