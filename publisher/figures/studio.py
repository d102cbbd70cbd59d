"""Drawing in processes of their own.

matplotlib takes half a second to import and as long again to draw an edition; a studio
starts with the build, imports while the content is read, and draws each figure as soon as
its page has given it a size, while later pages are composed. Pictures for exhibits are
made there too, while the PDF is written. What crosses between processes is plain data.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Any, Self, TypeVar

from publisher.errors import Finding, StageFailed
from publisher.figures.model import Drawing, Figure
from publisher.fonts import FaceSpec, Fonts
from publisher.styles.models import FigureStyle, Palette, Style

__all__ = ["Commission", "Studio"]

_CARE = (20_000, 5, 5)
"""When a drawing process looks for cycles, of which matplotlib's figures are full: often
enough that hundreds of figures take no more memory than a dozen."""


@dataclass(frozen=True, slots=True)
class _Desk:
    """What a drawing process holds from its start."""

    look: FigureStyle
    palette: Palette
    fonts: Fonts


_Made = TypeVar("_Made")
_Size = tuple[float, float]

_desk: list[_Desk] = []
"""The process's own desk; filled once, by `_open`."""


def _open(
    look: FigureStyle,
    palette: Palette,
    faces: Mapping[str, FaceSpec],
    leash: Connection,
) -> None:
    """Prepare a drawing process: ignore Ctrl-C (the build answers it), import, open fonts."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_obey, args=(leash,), daemon=True).start()
    gc.disable()
    from publisher.figures import drawing, export  # noqa: F401, PLC0415 - to have them

    _desk.append(_Desk(look, palette, Fonts(faces)))
    gc.freeze()
    gc.set_threshold(*_CARE)
    gc.enable()


def _obey(leash: Connection) -> None:
    """End this process when the build lets go of the leash, or was killed and could not."""
    with suppress(EOFError, OSError):
        leash.recv_bytes()
    os._exit(1)


def _ready() -> None:
    """Do nothing: the first task starts a process, and so its imports."""


def _draw(figure: Figure, width: float, height: float) -> Drawing:
    from publisher.figures import drawing  # noqa: PLC0415

    desk = _desk[0]
    return drawing.draw(figure, width, height, desk.look, desk.fonts)


def _export(drawing: Drawing, alt: str) -> dict[str, bytes]:
    from publisher.figures import export  # noqa: PLC0415

    desk = _desk[0]
    svg = export.svg(drawing, desk.palette, desk.fonts, alt)
    png = export.png(drawing, desk.palette, desk.fonts)
    return {"svg": svg.encode(), "png": png}


class Studio:
    """One or more drawing processes, for the length of a ``with`` block."""

    def __init__(
        self, style: Style, faces: Mapping[str, FaceSpec], processes: int
    ) -> None:
        context = multiprocessing.get_context("spawn")
        leash, self._leash = context.Pipe(duplex=False)
        # Not the whole style: a pipe holds 64 KiB, and what does not fit would keep the
        # build waiting until the new process has started and reads.
        self._pool = ProcessPoolExecutor(
            processes,
            mp_context=context,
            initializer=_open,
            initargs=(style.figure, style.palette, faces, leash),
        )
        self._pool.submit(_ready)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # at once: what was asked for has come, or is no longer wanted
        self._leash.close()
        # A pool whose process was killed takes itself down while the command ends, and
        # Python's own way out then writes to a pipe that is closed: let it finish first.
        broken = isinstance(error, StageFailed)
        self._pool.shutdown(wait=broken, cancel_futures=True)

    def commission(self, figures: Mapping[str, Figure]) -> Commission:
        """Return the means to have figures drawn as their sizes become known."""
        return Commission(self._pool, figures)

    def export(
        self, drawings: Mapping[str, Drawing], alts: Mapping[str, str]
    ) -> dict[str, Future[dict[str, bytes]]]:
        """Begin to make each drawing an SVG and a PNG; `exported` waits for the end."""
        return {
            name: _submit(self._pool, _export, drawing, alts[name])
            for name, drawing in drawings.items()
        }

    @staticmethod
    def exported(tasks: Mapping[str, Future[dict[str, bytes]]], folder: Path) -> None:
        """Wait for pictures that were begun and write them.

        Here, not in the process that makes them: no file appears after a build has
        stopped.
        """
        for name, task in tasks.items():
            for ending, data in _result(task).items():
                (folder / f"{name}.{ending}").write_bytes(data)


class Commission:
    """Figures to be drawn, each as soon as its page has given it a size."""

    def __init__(
        self, pool: ProcessPoolExecutor, figures: Mapping[str, Figure]
    ) -> None:
        self._pool = pool
        self._figures = figures
        self._begun: dict[str, tuple[_Size, Future[Drawing]]] = {}

    def begin(self, name: str, size: _Size) -> None:
        """Begin to draw a figure in a size (width and height in points), unless begun."""
        if name in self._begun:
            before, task = self._begun[name]
            if before == size:
                return
            task.cancel()
        # the cells of its numbers are many, and nothing that is drawn
        figure = replace(self._figures[name], bound=())
        self._begun[name] = size, _submit(self._pool, _draw, figure, *size)

    def drawn(self, sizes: Mapping[str, _Size]) -> dict[str, Drawing]:
        """Wait for the figures in their final sizes and return them.

        Raises
        ------
        StageFailed
            With the findings of all figures.
        """
        drawn: dict[str, Drawing] = {}
        findings: list[Finding] = []
        for name, size in sizes.items():
            self.begin(name, size)
        for name in sizes:
            try:
                drawn[name] = _result(self._begun[name][1])
            except StageFailed as failure:
                findings.extend(failure.findings)
        if findings:
            raise StageFailed(findings)
        return drawn


def _submit(
    pool: ProcessPoolExecutor,
    work: Callable[..., _Made],
    *arguments: Any,  # noqa: ANN401 - whatever the work takes
) -> Future[_Made]:
    """Give work to a drawing process; raise as `_result` if there is none any more."""
    try:
        return pool.submit(work, *arguments)
    except BrokenProcessPool:
        raise _ended() from None


def _result(task: Future[_Made]) -> _Made:
    """Return what a drawing process gave.

    Raises
    ------
    StageFailed
        FIG-09, if the process was killed (most often for want of memory).
    """
    try:
        return task.result()
    except BrokenProcessPool:
        raise _ended() from None


def _ended() -> StageFailed:
    hint = "free some memory and build again, with --jobs 1"
    message = "a drawing process was ended from outside"
    return StageFailed([Finding("FIG-09", message, hint=hint)])
