"""A ledger that shares no entity and no name with the others changes no answer."""

from pathlib import Path

from bot.conversation import reply
from grammar.utterance import Context
from knowledge import Knowledge, folders_in
from tests.judging.mutation import cases
from tests.knowledge.invented import write

EVERY = 23


def test_a_ledger_about_others_changes_no_verdict(knowledge: Knowledge, context: Context, tmp_path: Path) -> None:
    seeds = [folder for folder in folders_in() if folder.name in {"openai", "governments"}]
    enlarged = Knowledge.of([*seeds, *write(tmp_path)])
    for case in cases(1)[::EVERY]:
        one, other = reply(case.text, knowledge, context), reply(case.text, enlarged, context)
        assert one.short == other.short, case.text
        left, right = dict(one.data), dict(other.data)
        assert {k: v for k, v in left.items() if k != "ledgers"} == {k: v for k, v in right.items() if k != "ledgers"}
