"""The README's guide to writing a ledger: its commands are run, its files used, its output compared.

`python -m tests.test_guide` writes the output anew into the README, to be read before it is committed.
"""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
EXAMPLE = ROOT / "tests" / "guide" / "lantern"
FILES = {"yaml": "ledger.yaml", "csv": "observations.csv"}
SECTION = re.compile(r"^## Write a ledger\n.*?(?=^## )", re.MULTILINE | re.DOTALL)
OUTPUT = r"(?:    (?!\$ )[^\n]*\n|\n(?=    (?!\$ )))*"
STEP = re.compile(
    r"```(?P<kind>yaml|csv)\n(?P<file>.*?)```|^    \$ (?P<command>[^\n]*)\n" + OUTPUT, re.MULTILINE | re.DOTALL
)


def section(readme: str) -> str:
    found = SECTION.search(readme)
    assert found
    return found[0]


def environment(folder: Path) -> dict[str, str]:
    """A terminal in English in which `zhangben` is this code."""
    command = folder / "bin" / "zhangben"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m bot "$@"\n', "utf-8")
    command.chmod(command.stat().st_mode | stat.S_IXUSR)
    kept = {key: value for key, value in os.environ.items() if key not in ("LC_ALL", "LC_MESSAGES", "LEDGER_PATH")}
    path = f"{command.parent}{os.pathsep}{os.environ['PATH']}"
    return kept | {"PATH": path, "PYTHONPATH": str(ROOT), "LANG": "en", "PYTHONUTF8": "1", "NO_COLOR": "1"}


def refreshed(readme: str, folder: Path) -> str:
    """Run the guide in a folder; return the README with what its commands really print."""
    env = environment(folder)
    place = folder / "here"
    place.mkdir()

    def step(found: re.Match[str]) -> str:
        if found["kind"]:
            (place / "lantern" / FILES[found["kind"]]).write_text(found["file"], "utf-8")
            return found[0]
        ran = subprocess.run(  # noqa: S602 - the guide's own commands
            found["command"],
            shell=True,
            cwd=place,
            env=env,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        lines = [f"    {line}".rstrip() for line in ran.stdout.rstrip().splitlines()]
        return "\n".join([f"    $ {found['command']}", *lines]) + "\n"

    old = section(readme)
    return readme.replace(old, STEP.sub(step, old))


def test_the_guide_does_what_it_says(tmp_path: Path) -> None:
    readme = README.read_text("utf-8")
    assert section(refreshed(readme, tmp_path)) == section(readme)


def test_the_guides_files_are_those_kept_here() -> None:
    shown = {
        found["kind"]: found["file"] for found in STEP.finditer(section(README.read_text("utf-8"))) if found["kind"]
    }
    assert shown == {kind: (EXAMPLE / name).read_text("utf-8") for kind, name in FILES.items()}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        README.write_text(refreshed(README.read_text("utf-8"), Path(name)), "utf-8")
