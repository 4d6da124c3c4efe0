"""What was read, written in its canonical form, reads back to itself."""

import json
from pathlib import Path

import pytest
import yaml

from grammar import read
from grammar.formula import question, relation
from grammar.lexicon import Lexicon
from grammar.utterance import Claims, Context, Questions

CASES = Path(__file__).parents[1] / "cases"


def texts() -> list[str]:
    found = [json.loads(line)["text"] for line in (CASES / "messages.jsonl").read_text("utf-8").splitlines()]
    for name in ("near_misses", "harmless"):
        found += [row["text"] for row in yaml.safe_load((CASES / f"{name}.yaml").read_text("utf-8"))]
    for row in yaml.safe_load((CASES / "parallel.yaml").read_text("utf-8")):
        found += [row["en"], row["zh-Hant"], row["zh-Hans"]]
    for row in yaml.safe_load((CASES / "topics.yaml").read_text("utf-8")):
        found += [*row["en"], *row["zh-Hant"], *row["zh-Hans"]]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("text", texts())
def test_the_canonical_form_reads_back(text: str, lexicon: Lexicon, context: Context) -> None:
    match read(text, lexicon, context):
        case Questions(questions):
            for one in questions:
                assert str(question(str(one))) == str(one)
        case Claims(claims):
            for claim in claims:
                assert str(relation(str(claim.relation))) == str(claim.relation)


@pytest.mark.parametrize(
    "form",
    [
        'identify "33.333 percent", "2..3 ratio" of _',
        'dispute "4300000000 USD", "approximately 4 XXX" of openai.revenue@2025-S1',
        'not(openai.revenue > "over 13000000000 USD")',
        "compare lowest a.b@2024, c.b@2024",
        "about clouds|pricing of openai._",
        'value if(x.rate := "15 percent"; a.b:computed@2025-S1)',
    ],
)
def test_forms(form: str) -> None:
    read_back = relation(form) if form.startswith("not") else question(form)
    assert str(read_back) == form
