"""The commands for those who write ledgers: new, check and schema, in three languages."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from bot.cli import app
from knowledge import BUILT_IN, folders_in

LOCALES = ("en", "zh-Hant", "zh-Hans")
RUNNER = CliRunner()


@pytest.mark.parametrize("locale", LOCALES)
def test_a_new_ledger_is_good_and_can_be_asked(tmp_path: Path, locale: str) -> None:
    env = {"LC_ALL": locale}
    made = RUNNER.invoke(app, ["ledger", "new", "mills", "--to", str(tmp_path)], env=env)
    assert made.exit_code == 0, made.output
    folder = tmp_path / "mills"
    comments = [line for line in (folder / "ledger.yaml").read_text("utf-8").splitlines() if line.startswith("#")]
    assert len(comments) >= 9
    assert not any("{start}" in line or "{sources}" in line for line in comments)
    checked = RUNNER.invoke(app, ["ledger", "check", str(folder)], env=env)
    assert checked.exit_code == 0, checked.output
    answer = RUNNER.invoke(app, ["ask", "--json", "--ledger", str(folder), "Example Mills revenue 2025"], env=env)
    assert json.loads(answer.output)["figures"][0]["value"] == "12500000"


def test_what_exists_is_not_written_over_and_bad_names_are_refused(tmp_path: Path) -> None:
    for arguments, status in ((["mills"], 0), (["mills"], 2), (["My-Mills"], 2), (["../x"], 2)):
        done = RUNNER.invoke(app, ["ledger", "new", *arguments, "--to", str(tmp_path)], env={"LC_ALL": "en"})
        assert done.exit_code == status, done.output
    assert [path.name for path in tmp_path.iterdir()] == ["mills"]


@pytest.mark.parametrize("locale", LOCALES)
def test_a_bad_ledger_is_told_of_and_ends_with_one(tmp_path: Path, locale: str) -> None:
    env = {"LC_ALL": locale}
    RUNNER.invoke(app, ["ledger", "new", "mills", "--to", str(tmp_path)], env=env)
    file = tmp_path / "mills" / "observations.csv"
    file.write_text(file.read_text("utf-8").replace("2025,12.5", "2025,12.6"), "utf-8")
    checked = RUNNER.invoke(app, ["ledger", "check", str(tmp_path / "mills")], env=env)
    assert checked.exit_code == 1
    assert "mills/observations.csv:2" in checked.output
    assert "12.6 million dollars" in checked.output
    asked = RUNNER.invoke(app, ["ask", "--ledger", str(tmp_path / "mills"), "revenue"], env=env)
    assert asked.exit_code == 2


def schema_of(*options: str) -> dict[str, Any]:
    printed = RUNNER.invoke(app, ["ledger", "schema", *options])
    assert printed.exit_code == 0
    found: dict[str, Any] = json.loads(printed.output)
    return found


def test_the_schema_knows_every_field_that_ledgers_use() -> None:
    schema = schema_of()
    assert schema["additionalProperties"] is False

    def covers(node: dict[str, Any], value: object) -> None:
        while "$ref" in node:
            node = schema["$defs"][node["$ref"].rpartition("/")[2]]
        if isinstance(value, dict) and node.get("type") == "object":
            for key, inner in value.items():
                tables = [below for name, below in node.get("patternProperties", {}).items() if re.search(name, key)]
                below = node.get("properties", {}).get(key) or (
                    tables[0] if tables else node.get("additionalProperties")
                )
                assert isinstance(below, dict), key
                covers(below, inner)
            assert set(node.get("required", ())) <= value.keys()
        elif isinstance(value, list) and node.get("type") == "array":
            for inner in value:
                covers(node["items"], inner)

    for folder in folders_in(BUILT_IN):
        covers(schema, yaml.safe_load((folder / "ledger.yaml").read_text("utf-8")))
        header = (folder / "observations.csv").read_text("utf-8").splitlines()[0].split(",")
        rows = schema_of("--rows")
        assert set(rows["required"]) <= set(header) <= set(rows["properties"])


def test_verify_reads_from_standard_input() -> None:
    env = {"LC_ALL": "en"}
    printed = RUNNER.invoke(app, ["ask", "--json", "--ledger", "governments", "Japan net assets"], env=env).output
    done = RUNNER.invoke(app, ["verify", "-"], input=printed, env=env)
    assert done.exit_code == 0, done.output
    assert "Holds" in done.output
    assert RUNNER.invoke(app, ["verify", "-"], input="no", env=env).exit_code == 2


def test_ledger_path_names_several_folders_also_in_a_dotenv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("first", "second"):
        RUNNER.invoke(app, ["ledger", "new", name, "--to", str(tmp_path / name)], env={"LC_ALL": "en"})
    rows = tmp_path / "second" / "second" / "observations.csv"
    rows.write_text(rows.read_text("utf-8").replace("ROW-1", "ROW-2").replace("12.5", "13.5"), "utf-8")
    both = f"{tmp_path / 'first'}:{tmp_path / 'second' / 'second'}"
    question = ["ask", "--json", "Example Mills revenue 2025"]
    values = {"12500000", "13500000"}
    for env, dotenv in (({"LEDGER_PATH": both}, ""), ({}, f"LEDGER_PATH={both}\n")):
        (tmp_path / ".env").write_text(dotenv, "utf-8")
        monkeypatch.chdir(tmp_path)
        answered = RUNNER.invoke(app, question, env={"LC_ALL": "en", **env})
        assert answered.exit_code == 0, answered.output
        assert values >= {figure["value"] for figure in json.loads(answered.output)["figures"]}
        only = RUNNER.invoke(app, [*question, "--ledger", "second"], env={"LC_ALL": "en", **env})
        assert [figure["value"] for figure in json.loads(only.output)["figures"]] == ["13500000"]
    missing = RUNNER.invoke(app, question, env={"LC_ALL": "en", "LEDGER_PATH": str(tmp_path / "nowhere")})
    assert missing.exit_code == 2
