"""Every edition and the trials, in every profile, against the standards that they claim."""

from __future__ import annotations

import shutil
from pathlib import Path

import pikepdf
import pytest

from tests.conformance.conftest import ROOT, Command
from tests.conformance.verapdf import judge_all
from tests.hearing import hear
from tests.second_opinion import complaints
from tests.stress import stressed
from tests.test_hearing import judge

pytestmark = pytest.mark.conformance

EDITIONS = ("2025", "2018", "specimen", "trials")
PROFILE_TO_STANDARDS = {
    "screen": ("ua1", "2a"),
    "archive": ("ua1", "3a"),
    "screen-2.0": ("ua2", "4"),
}


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the project of each edition."""
    root = tmp_path_factory.mktemp("access")
    for folder in ("content", "styles"):
        shutil.copytree(ROOT / folder, root / folder)
    trials = stressed(tmp_path_factory.mktemp("trials"))
    return {edition: trials if edition == "trials" else root for edition in EDITIONS}


@pytest.fixture(scope="module")
def files(projects: dict[str, Path], publisher: Command) -> dict[tuple[str, str], Path]:
    """Return the file of each edition in each profile."""
    found = {}
    for profiles in (("screen-2.0",), ("screen", "archive")):
        for edition, root in projects.items():
            name = "2025" if edition == "trials" else edition
            options = [part for each in profiles for part in ("--profile", each)]
            if profiles == ("screen-2.0",):
                options = ["--profile", "screen", "--pdf", "2.0"]
            done = publisher("build", root, "--edition", name, "--quiet", *options)
            assert done.returncode == 0, done.stderr
            for profile in profiles:
                [path] = (root / "output" / name).glob(f"*-{profile}.pdf")
                kept = path.with_name(f"{edition}-{profile}.kept.pdf")
                found[edition, profile] = Path(shutil.copy(path, kept))
    return found


def test_verapdf_passes_all(files: dict[tuple[str, str], Path]) -> None:
    """No rule of the standards is broken that a file says it follows."""
    asked = [(path, PROFILE_TO_STANDARDS[made[1]]) for made, path in files.items()]
    clean = [{standard: [] for standard in standards} for _, standards in asked]
    assert judge_all(asked) == clean


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_claims_are_those_that_were_judged(
    edition: str, files: dict[tuple[str, str], Path]
) -> None:
    """The metadata name part and level of what veraPDF was asked, and nothing else."""
    for profile, standards in PROFILE_TO_STANDARDS.items():
        with pikepdf.open(files[edition, profile]) as pdf:
            xmp = pdf.open_metadata()
            archival = xmp["pdfaid:part"] + xmp.get("pdfaid:conformance", "").lower()
            assert (f"ua{xmp['pdfuaid:part']}", archival) == standards
            assert pdf.pdf_version == ("2.0" if profile == "screen-2.0" else "1.7")


@pytest.mark.parametrize("edition", EDITIONS)
def test_all_profiles_say_the_same(
    edition: str, files: dict[tuple[str, str], Path], projects: dict[str, Path]
) -> None:
    """What the content says, whatever the version of PDF calls a note."""
    heard = {profile: hear(files[edition, profile]) for profile in PROFILE_TO_STANDARDS}
    name = "2025" if edition == "trials" else edition
    judge(projects[edition], name)
    assert heard["screen"].said == heard["archive"].said == heard["screen-2.0"].said


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_second_judge_passes_it(
    edition: str, files: dict[tuple[str, str], Path]
) -> None:
    """No rule of PDF/UA-1 is broken for a reader of its own."""
    for profile in ("screen", "archive"):
        assert complaints(files[edition, profile]) == []
