"""Running the claims through the line, and counting what came of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation import reply
from grammar.utterance import Context
from knowledge import Knowledge
from tests.judging.mutation import Case

VERDICTS = ("supported", "approximately_supported", "disputed", "contradicted", "not_checkable")
HOLDS = {"supported": True, "approximately_supported": True, "contradicted": False}
SHORT = {"approximately_supported": "approximate", "not_checkable": "not checkable"}


@dataclass(frozen=True)
class Outcome:
    """What one claim got: a verdict, or `silent` where no review of it came."""

    case: Case
    verdict: str
    codes: frozenset[str]
    reading: dict[str, object]

    @property
    def result(self) -> str:
        """`right`, `wrong` verdict, `diagnosis` (right verdict, wrong or no reason), or `silent`."""
        if self.verdict == "silent":
            return "right" if self.case.expected.verdicts == {"not_checkable"} else "silent"
        if self.verdict not in self.case.expected.verdicts:
            return "silent" if self.verdict == "not_checkable" else "wrong"
        return "right" if self.case.expected.explains(self.verdict, self.codes) else "diagnosis"


def run(cases: Sequence[Case], knowledge: Knowledge, context: Context) -> list[Outcome]:
    """Send every claim as a message of its own."""
    return [_sent(case, knowledge, context) for case in cases]


def _sent(case: Case, knowledge: Knowledge, context: Context) -> Outcome:
    data = dict(reply(case.text, knowledge, context).data)
    reviews = data.get("reviews") or []
    if len(reviews) != 1:
        return Outcome(case, "silent" if not reviews else "several", frozenset(), {})
    review = reviews[0]
    if data.get("holds") is not HOLDS.get(review["verdict"]) and case.mutation.endswith("asked"):
        return Outcome(case, "inconsistent", frozenset(), {})
    return Outcome(case, review["verdict"], frozenset(review["diagnosis"]), review["reading"])


def table(outcomes: Sequence[Outcome]) -> str:
    """Return the confusion table: what was deserved, and what was given."""
    counts: Counter[tuple[str, str]] = Counter()
    for one in outcomes:
        wanted = one.case.expected.verdicts
        shown = one.verdict if one.verdict in wanted else next(name for name in VERDICTS if name in wanted)
        counts[shown, one.verdict] += 1
    columns = [*VERDICTS, "silent", *sorted({got for _, got in counts} - {*VERDICTS, "silent"})]
    lines = ["deserved \\ given ".ljust(18) + "".join(SHORT.get(name, name).rjust(15) for name in columns)]
    lines += [
        SHORT.get(row, row).ljust(18) + "".join(str(counts[row, name]).rjust(15) for name in columns)
        for row in VERDICTS
    ]
    results = Counter(one.result for one in outcomes)
    return "\n".join(
        [*lines, f"{len(outcomes)} claims: " + ", ".join(f"{n} {name}" for name, n in sorted(results.items()))]
    )
