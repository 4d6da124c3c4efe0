"""The same message in three languages is read to the same canonical form."""

from pathlib import Path

import yaml

from grammar import read
from grammar.lexicon import Lexicon
from grammar.utterance import Context

MESSAGES = yaml.safe_load((Path(__file__).parent / "cases" / "parallel.yaml").read_text("utf-8"))


def test_three_languages_read_alike(lexicon: Lexicon, context: Context) -> None:
    different = []
    for message in MESSAGES:
        forms = {str(read(message[language], lexicon, context)) for language in ("en", "zh-Hant", "zh-Hans")}
        if len(forms) > 1:
            different.append(message["id"])
    assert different == []


def test_the_two_scripts_of_chinese_read_alike(lexicon: Lexicon, context: Context) -> None:
    """Folding makes them one; where the wording differs too, they may still part."""
    different = [
        one["id"]
        for one in MESSAGES
        if str(read(one["zh-Hant"], lexicon, context)) != str(read(one["zh-Hans"], lexicon, context))
    ]
    assert len(different) <= 3, different
