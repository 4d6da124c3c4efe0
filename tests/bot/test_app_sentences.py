import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from telegram import User

import bot
from bot.handlers.menu import ADMINISTRATOR, LANGUAGES, PRIVATE
from bot.handlers.sentences import LOCALES, locale_of, say
from bot.state import Bounded, InProcess, sum_of

FOLDER = Path(bot.__file__).parent / "messages"
HAN = re.compile(r"[\u4e00-\u9fff]")


def catalogue(locale):
    source = (FOLDER / f"telegram.{locale}.ftl").read_text("utf-8")
    entries = FluentParser().parse(source).body
    assert not [entry for entry in entries if isinstance(entry, ast.Junk)]
    messages = [entry for entry in entries if isinstance(entry, ast.Message)]
    return {entry.id.name: sorted(re.findall(r"\{ \$(\w+) \}", source_of(source, entry))) for entry in messages}


def source_of(source, entry):
    return source[entry.span.start : entry.span.end]


def test_the_same_sentences_with_the_same_values():
    first, *others = [catalogue(locale) for locale in LOCALES]
    assert len(first) > 20
    assert all(other == first for other in others)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_sentence_is_said(locale):
    for name in catalogue(locale):
        said = say(
            locale, name, bot="@zhangben_bot", example="OpenAI 2025", percent="5", minutes="10", count="14", days=30
        )
        assert said.strip()
        assert "{" not in said
        assert "!" not in said
        assert "！" not in said
        assert bool(HAN.search(said)) == (locale != "en") or name == "command-lang"


def test_one_short_line_for_groups():
    for locale in LOCALES:
        for name in ("nothing-to-check", "check-usage", "help-group", "language-admins", "failed"):
            said = say(locale, name, bot="@zhangben_bot", example="x")
            assert "\n" not in said
            assert len(said) < 130


def test_chinese_menus_read_alike_in_both_scripts():
    assert LANGUAGES["zh"] == "zh-Hant"
    for name in {*PRIVATE, *ADMINISTRATOR}:
        assert say("zh-Hant", f"command-{name}") == say("zh-Hans", f"command-{name}")


def test_notices_fit_a_callback_answer():
    for locale in LOCALES:
        for name in ("button-expired", "button-changed", "failed", "language-admins", "feedback-thanks"):
            assert len(say(locale, name)) <= 200


def test_unknown_sentences_and_languages():
    assert say("fr", "not-text") == say("en", "not-text")
    with pytest.raises(LookupError):
        say("en", "no-such-sentence")
    with pytest.raises(LookupError):
        say("en", "help")


@pytest.mark.parametrize(
    ("code", "locale"),
    [
        ("en", "en"),
        ("de", "en"),
        (None, "en"),
        ("zh-hant", "zh-Hant"),
        ("zh-TW", "zh-Hant"),
        ("zh-hk", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("zh", "zh-Hans"),
        ("zh-hans", "zh-Hans"),
        ("zh_CN", "zh-Hans"),
    ],
)
def test_language_of_the_app(code, locale):
    assert locale_of(User(1, "A", is_bot=False, language_code=code)) == locale


def test_nobody_has_a_language():
    assert locale_of(None) == "en"


def test_memory_is_bounded():
    kept = Bounded(2)
    for key in "aba":
        kept.put(key, key)
    kept.put("c", "c")
    assert [kept.get(key) for key in "abc"] == ["a", None, "c"]
    kept.drop("c")
    kept.drop("c")
    assert kept.get("c") is None


async def test_keys_of_questions_are_short_and_stable():
    state = InProcess()
    key = await state.keep("a" * 500)
    assert await state.query(key) == "a" * 500
    assert await state.keep("a" * 500) == key
    assert len(key) <= 20
    assert sum_of("a") != sum_of("b")
