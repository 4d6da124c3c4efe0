"""170 messages as people type them, with what each should get from the two seed ledgers alone."""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.cli import as_data
from bot.conversation import reply, suggest
from grammar.utterance import Context
from knowledge import Knowledge

CASES = [
    json.loads(line) for line in (Path(__file__).parent / "cases" / "messages.jsonl").read_text("utf-8").splitlines()
]
SCALES = {"USD": 1, "USD m": 10**6, "USD bn": 10**9, "USD tn": 10**12}
ENTITIES = {
    "OpenAI": {"openai", "microsoft"},
    "Microsoft": {"openai", "microsoft"},
    "China": {"china"},
    "US": {"united_states"},
    "Japan": {"japan"},
}

Json = dict[str, Any]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_message(case: Json, knowledge: Knowledge, context: Context) -> None:
    respond = suggest if case["mode"] == "inline-prefix" else reply
    answer = as_data(respond(case["text"], knowledge, context))
    json.dumps(answer)
    _CHECKS[case["expect"]["type"]](case, case["expect"], answer)


def base(value: object, unit: str | None) -> tuple[Decimal, str]:
    """A number in base units and the family of its unit."""
    number, name = Decimal(str(value)), unit or ""
    rate = re.search(r"(?:/| per )(day|month)$", name)
    money = re.sub(r"(?:/| per )(day|month|year)$", "", name)
    if money in SCALES:
        return number * SCALES[money], f"money/{rate[1]}" if rate else "money"
    if name in {"x", "ratio"}:
        return number * 100, "share"
    return (number, "share") if name.startswith(("%", "percent")) else (number, name)


def said(answer: Json, *roles: str) -> list[tuple[Decimal, str]]:
    found = []
    for figure in answer["figures"]:
        if not roles or figure["role"] in roles:
            values = [figure["value"]] if figure["value"] is not None else [figure["low"], figure["high"]]
            found += [base(value, figure["unit"]) for value in values if value is not None]
    return found


def holds(found: list[tuple[Decimal, str]], value: object, unit: str, tolerance: object = 0) -> bool:
    wanted, family = base(value, unit)
    slack = max(abs(base(tolerance, unit)[0]), abs(wanted) * Decimal("1e-6"))
    return any(kind == family and abs(number - wanted) <= slack for number, kind in found)


def check_answer(case: Json, expect: Json, answer: Json) -> None:
    found = said(answer, "answer")
    assert len([figure for figure in answer["figures"] if figure["role"] == "answer"]) <= 2
    larger = (expect.get("reading") or {}).get("larger")
    if larger and larger.lower() == answer["order"][0]:
        return
    for option in (expect, *expect.get("accept", [])):
        values = option["value"] if isinstance(option["value"], list) else [option["value"]]
        if all(
            holds(found, value, option.get("unit", expect["unit"]), option.get("tol", expect.get("tol", 0)))
            for value in values
        ):
            break
    else:
        pytest.fail(f"{case['text']}: {found}")
    assert not expect.get("facts") or set(expect["facts"]) & set(answer["facts"])


def check_ambiguous(case: Json, expect: Json, answer: Json) -> None:
    if answer["kind"] == "choice":
        assert len(answer["suggestions"]) + len(answer["figures"]) > 1
        return
    wanted = [candidate for candidate in expect["candidates"] if not candidate.get("optional")]
    assert all(holds(said(answer), one["value"], one["unit"], abs(one["value"]) * 0.01) for one in wanted), case["text"]


def check_abstain(case: Json, _expect: Json, answer: Json) -> None:
    assert answer["kind"] in {"gap", "choice", "suggestions"}, case["text"]
    assert not said(answer, "answer")


def check_no_fact(case: Json, _expect: Json, answer: Json) -> None:
    assert not said(answer, "answer"), case["text"]
    assert not any(review["verdict"] != "not_checkable" for review in answer["reviews"])


def check_ranking(_case: Json, expect: Json, answer: Json) -> None:
    optional, tied = set(expect.get("optional", [])), set(expect.get("tie", []))
    wanted = [
        name for name, _ in expect["order"] if name not in optional or name.lower().replace(" ", "_") in answer["order"]
    ]
    assert len(answer["order"]) == len(wanted)
    for got, name in zip(answer["order"], wanted, strict=True):
        assert got == name.lower().replace(" ", "_") or (name in tied and got.replace("_", " ").title() in tied)


def check_yesno(_case: Json, expect: Json, answer: Json) -> None:
    assert answer["holds"] is expect["value"]


def check_text(_case: Json, expect: Json, answer: Json) -> None:
    assert answer["kind"] not in {"gap", "chatter", "help"}
    assert set(answer["facts"]) & set(expect["facts"])


def check_suggest(_case: Json, expect: Json, answer: Json) -> None:
    labels = [
        " ".join(str(one[key] or "") for key in ("entity", "measure", "period")).replace("_", " ")
        for one in answer["suggestions"]
    ]
    if expect["want_any"]:
        assert labels
    else:
        assert not labels


def check_verdict(case: Json, expect: Json, answer: Json) -> None:
    claims, reviews = expect["claims"], answer["reviews"]
    if answer["kind"] == "gap":
        assert all(claim["verdict"] == "not_checkable" for claim in claims)
        return
    assert len(reviews) == len(claims), case["text"]
    for claim, review in zip(claims, reviews, strict=True):
        allowed = {
            verdict.replace("approx_", "approximately_") for verdict in (claim["verdict"], *claim.get("accept", []))
        }
        assert review["verdict"] in allowed, case["text"]
        meant = ENTITIES.get(str(claim["reading"]["entity"]))
        assert review["verdict"] == "not_checkable" or not meant or review["reading"]["entity"] in {*meant, None}
        assert (
            review["verdict"] in {"supported", "not_checkable", "disputed"} or review["diagnosis"] or review["figures"]
        )


_CHECKS = {
    "answer": check_answer,
    "ambiguous": check_ambiguous,
    "abstain": check_abstain,
    "no_fact": check_no_fact,
    "ranking": check_ranking,
    "yesno": check_yesno,
    "text": check_text,
    "suggest": check_suggest,
    "verdict": check_verdict,
}
