"""What the sources say beside their figures is told where it is asked for, in three languages, and never as a figure."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.cli import as_data
from bot.conversation import reply
from grammar.utterance import Context
from knowledge import Knowledge

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "topics.yaml").read_text("utf-8"))
QUESTIONS = [
    pytest.param(case, text, id=f"{case['topic']}-{language}-{place}")
    for case in CASES
    for language in ("en", "zh-Hant", "zh-Hans")
    for place, text in enumerate(case[language])
]


@pytest.mark.parametrize(("case", "text"), QUESTIONS)
def test_a_topic_is_told(case: dict[str, Any], text: str, knowledge: Knowledge, context: Context) -> None:
    answer = as_data(reply(text, knowledge, context))
    assert answer["kind"] in {"note", "yesno"}, answer["text"]
    assert set(answer["facts"]) & set(case["facts"]), answer["text"]
    assert not any(figure["role"] == "answer" for figure in answer["figures"])


def test_every_topic_of_the_ledgers_is_asked_for(knowledge: Knowledge) -> None:
    asked = {case["topic"] for case in CASES}
    assert set(knowledge.catalogue.topics) <= asked


def test_every_topic_has_something_said_of_it(knowledge: Knowledge) -> None:
    catalogue = knowledge.catalogue
    said = {topic for item in (*catalogue.notes, *catalogue.statements) for topic in item.topics}
    assert said == set(catalogue.topics)


def test_every_fact_of_the_ledgers_is_told_somewhere(knowledge: Knowledge, context: Context) -> None:
    catalogue = knowledge.catalogue
    rows = catalogue.observations.values()
    facts = {item.fact for item in (*rows, *catalogue.premises.values(), *catalogue.statements)}
    facts |= {fact for note in catalogue.notes for fact in note.fact_ids}
    asked = [f"about {topic} of _" for topic in catalogue.topics]
    for measure in catalogue.measures:
        for whose in ("", *(f"{entity}." for entity in catalogue.entities)):
            asked += [f"why {whose}{measure}", f"define {whose}{measure}"]
    for row in rows:
        period = f"@{row.period}" if row.period else ""
        asked.append(f"value {row.entity}.{row.measure}:{row.channel}{period}")
    told: set[str] = set()
    for question in asked:
        answer = as_data(reply(question, knowledge, context))
        if answer["kind"] != "gap":
            told |= set(answer["facts"])
    assert facts <= told, facts - told
