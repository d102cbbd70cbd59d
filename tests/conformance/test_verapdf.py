"""Finished files against ISO 14289-1 (PDF/UA-1) and ISO 19005-2 (PDF/A-2a).

veraPDF passes a page on which everything is an artifact: what is tagged, and in which
order, is tested in ``tests/pdf/test_structure.py``.
"""

from pathlib import Path

import pikepdf
import pytest

from publisher.pdf.assemble import produce
from publisher.pdf.profiles import PROFILES
from tests.conformance.verapdf import judge
from tests.pdf.edition import job

pytestmark = pytest.mark.conformance

CLEAN: dict[str, list[str]] = {"ua1": [], "2a": []}


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """Return the hand-made edition as a screen file."""
    path = tmp_path / "sample.pdf"
    produce(job(), PROFILES["screen"], path)
    return path


def test_the_sample_passes(sample: Path) -> None:
    """Links, note, spanned table, figure, language: no rule of both standards is broken."""
    assert judge(sample, "ua1", "2a") == CLEAN


def test_the_judge_finds_faults(sample: Path) -> None:
    """Without alternative text and output intent the same file breaks 7.3 and 6.2.4.3."""
    worse = sample.with_name("worse.pdf")
    with pikepdf.open(sample) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure":
                del item.Alt
        del pdf.Root.OutputIntents
        pdf.save(worse)
    verdicts = judge(worse, "ua1", "2a")
    assert [line.split("-")[0] for line in verdicts["ua1"]] == ["7.3"]
    assert "6.2.4.3" in [line.split("-")[0] for line in verdicts["2a"]]
