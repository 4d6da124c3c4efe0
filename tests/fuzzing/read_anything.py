"""Feeds the line what coverage-guided fuzzing makes up: `python tests/fuzzing/read_anything.py -max_total_time=3600 FOLDER`.

Needs atheris, which the project does not install. A text is made of raw characters and of pieces that messages are made
of, so that the fuzzer gets past the lexer. What must hold: nothing raises, every place lies in the text, what a question
was read as reads back to itself. Finds are kept as cases in `tests/cases/finds.txt`.
"""

import sys
from datetime import date
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[2]))
with atheris.instrument_imports(include=["grammar", "knowledge", "bot"]):
    from bot.conversation import reply
    from grammar import read
    from grammar.formula import question
    from grammar.utterance import Claims, Context, Questions
    from knowledge import BUILT_IN, Knowledge, folders_in, load

KNOWLEDGE = Knowledge(load(list(folders_in(BUILT_IN))))
CONTEXT = Context(date(2026, 3, 1))
PIECES = (
    "OpenAI|Microsoft|微軟|中國|中国|日本|美國|Japan|US|America|revenue|營收|营收|推理成本|inference spend|share|分成|net debt|淨負債|"
    "净负债|total assets|總資產|国企股权|interest|利息|GDP| of | vs | than |比|和|、|, |。|? |是|不是|is | not |if |如果|"
    "2024|2025|H1|上半年|2025 H1|九個月|Q3|1-9月|今年|去年|fiscal 2024|20%|兩成|43億|4.3bn|$3.7 billion|五十點二億|nearly |約|"
    "超過|at least |翻倍|doubled|a third|百分之|分之|又|負|-|~|(|)|「|」|\u200b|\u202e|what |how much |多少|為什麼|why |哪個|"
    "最高|highest |rank |growth |成長|差多少|per day|每天|annualised |年化|share of |佔|什麼是|leaked |外洩|reported |報導|"
    "（|）|｜|·|：| covers |覆蓋|抵|how far is |離|還差|佔 GDP 的 |each day|grew faster|就算|off-book|資不抵債|"
    "1,000|0|00|9999999999999|./|🤖|\n|\t|@bot |#|http://a.b/?q=1"
).split("|")


def text_of(data: bytes) -> str:
    """Make a text: each byte is a piece, or, where the first says so, a character."""
    provider = atheris.FuzzedDataProvider(data)
    parts = []
    while provider.remaining_bytes() and len(parts) < 120:
        if provider.ConsumeBool():
            parts.append(PIECES[provider.ConsumeIntInRange(0, len(PIECES) - 1)])
        else:
            parts.append(provider.ConsumeUnicode(2))
    return "".join(parts)


def try_it(data: bytes) -> None:
    """Read a text and answer it."""
    text = text_of(data)
    utterance = read(text, KNOWLEDGE.lexicon, CONTEXT)
    match utterance:
        case Questions(questions):
            for one in questions:
                assert 0 <= one.span[0] <= one.span[1] <= len(text)
                if one.block is None:
                    form = str(one.ask)
                    assert str(question(form)) == form, (text, form)
        case Claims(claims):
            for claim in claims:
                assert text[claim.span[0] : claim.span[1]] == claim.quote
    told = reply(text, KNOWLEDGE, CONTEXT)
    reply(told.text[:2000], KNOWLEDGE, CONTEXT)  # what the bot said, pasted back


if __name__ == "__main__":
    atheris.Setup(sys.argv, try_it)
    atheris.Fuzz()
