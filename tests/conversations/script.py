"""The written form of a conversation.

A file holds scenarios, each under a heading. What a person does stands in a line that begins with the person's name in bold,
with the words below it as a quotation; what the bot does stands in lines that begin with **Bot**. Only the persons' lines are
read by the runner: the bot's are compared. To write them anew: WRITE_CONVERSATIONS=1, and then read them aloud.
"""

import re
from dataclasses import dataclass, field

ACT = re.compile(r"\*\*(?P<who>(?!Bot)[A-Z]\w+)\*\* (?P<what>.*?)(?P<colon>:?)$")


@dataclass
class Step:
    """One act of a person, with the words that go with it."""

    who: str
    what: str
    line: str
    words: str = ""


@dataclass
class Scenario:
    """A heading, an optional line that sets the scene, and steps."""

    title: str
    scene: str = ""
    steps: list[Step] = field(default_factory=list)


def parse(text: str) -> list[Scenario]:
    """Read the scenarios of a file."""
    scenarios: list[Scenario] = []
    quoting = False
    for line in text.splitlines():
        if line.startswith("## "):
            scenarios.append(Scenario(line[3:]))
        elif not scenarios:
            continue
        elif line.startswith("*(") and line.endswith(")*"):
            scenarios[-1].scene = line[2:-2]
        elif match := ACT.fullmatch(line):
            scenarios[-1].steps.append(Step(match["who"], match["what"], line))
            quoting = True
        elif line.startswith(">") and quoting and scenarios[-1].steps:
            step = scenarios[-1].steps[-1]
            step.words += ("\n" if step.words else "") + line[1:].removeprefix(" ")
        elif line.startswith("**Bot**"):
            quoting = False
    return scenarios


def head_of(text: str) -> str:
    """Return what stands before the first scenario."""
    return text.partition("## ")[0].rstrip()


def written(scenario: Scenario, answers: list[list[str]]) -> str:
    """Write a scenario with what the bot did after each step."""
    lines = [f"## {scenario.title}", ""]
    if scenario.scene:
        lines += [f"*({scenario.scene})*", ""]
    for step, answer in zip(scenario.steps, answers, strict=True):
        lines += [step.line]
        lines += [f"> {line}".rstrip() for line in step.words.split("\n")] if step.words else []
        lines += [""]
        for one in answer:
            lines += [one, ""]
    return "\n".join(lines).rstrip()
