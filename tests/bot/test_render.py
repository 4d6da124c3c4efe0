"""Every outcome told in three languages: nothing leaks, nothing is missing, the data are the contract's."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.draft import SHORT
from bot.render import render, render_chatter, render_help, render_suggestions
from bot.reply import Reply
from bot.wording import LOCALES, MESSAGES
from grammar.utterance import Repair
from knowledge.ledger import Catalogue
from knowledge.result import (
    Answer,
    Choice,
    Coordinates,
    Explanation,
    Gap,
    Holding,
    Outcome,
    Ranking,
    Review,
    Reviews,
    YesNo,
)
from tests.bot.outcomes import outcomes
from tests.bot.results import catalogue, minus, premise, row
from tests.bot.verdicts import DIAGNOSES, GAPS, REASONS, VERDICTS, diagnosed, missing, refused, verdict

ALL = outcomes()
KINDS = "answer comparison ranking yesno choice note review suggestions gap chatter help".split()
ROLES = {"answer", "alternative", "operand", "context"}
SIGNS = {
    "✅": ("supported", "屬實", "属实"),
    "≈": ("close", "接近", "接近"),
    "⚖️": ("conflict", "不一致", "不一致"),
    "❌": ("not", "與帳本不符", "与账本不符"),
    "❔": ("", "", ""),
}
IDS = re.findall(r"^([a-z]+(?:-[a-z]+)+) =", (MESSAGES / "en.ftl").read_text("utf-8"), re.MULTILINE)


def told(outcome: Outcome, locale: str = "en", **changes: Any) -> Reply:
    return render(outcome, locale, catalogue(), **changes)


def data(reply: Reply) -> dict[str, Any]:
    return dict(reply.data)


def known_words(held: Catalogue) -> list[str]:
    """What the ledgers say in their own words, in whatever language: names, notes, quotes, addresses."""
    words: list[str] = []
    for source in held.sources.values():
        words += [source.title, source.title_en, source.address or "", *source.publisher.model_dump().values()]
    for item in (*held.observations.values(), *held.notes, *held.statements, *held.premises.values()):
        words += [item.quote, item.quote_en]
    words += [text for note in held.notes for text in note.text.model_dump().values()]
    words += [text for statement in held.statements for text in statement.why.model_dump().values()]
    words += [text for item in held.premises.values() if item.note for text in item.note.model_dump().values()]
    words += [name for speaker in held.speakers.values() for name in speaker.names.model_dump().values()]
    return sorted(filter(None, words), key=len, reverse=True)


KNOWN = known_words(catalogue())


def own_words(text: str) -> str:
    """The text without what others said."""
    for words in KNOWN:
        text = text.replace(words, "x")
    return re.sub(r"“[^”]*”|「[^」]*」", "“x”", text)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", ALL)
def test_every_outcome_is_told(name: str, locale: str) -> None:
    reply = told(ALL[name], locale)
    assert reply.kind in KINDS
    assert reply.locale == locale
    assert 0 < len(reply.short) <= SHORT
    assert not reply.is_empty
    text = own_words(reply.text)
    assert not [message for message in IDS if re.search(rf"(?<![\w-]){message}(?![\w-])", text)]
    assert not re.search(r"[{}]|None|\bnone\b|Decimal|\ue000|\ue001", text)
    assert not re.search(r"[!！]", text)
    assert not re.search(r" $| ,|，，|。。|\.\.|(?<!·)  (?!·)", re.sub(r"(?m)^ +", "", text), re.MULTILINE), text
    if locale == "en":
        assert not re.search(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]", text)
    else:
        encoding = "big5" if locale == "zh-Hant" else "gb2312"
        for character in re.findall(r"[\u4e00-\u9fff]", text):
            character.encode(encoding)
        assert not re.search(r"[\u4e00-\u9fff][,;:?!]", text), text


@pytest.mark.parametrize("name", ALL)
def test_three_languages_give_the_same_figures(name: str) -> None:
    def plain(locale: str) -> dict[str, Any]:
        found = data(told(ALL[name], locale))
        del found["locale"], found["sources"]
        found["suggestions"] = [one["query"] for one in found["suggestions"]]
        return found

    assert plain("en") == plain("zh-Hant") == plain("zh-Hans")


@pytest.mark.parametrize("name", ALL)
def test_data_are_the_contracts(name: str) -> None:
    reply = told(ALL[name])
    found = json.loads(json.dumps(data(reply), ensure_ascii=False))
    keys = "figures order holds reviews suggestions facts derivation sources gap ledgers locale tie".split()
    assert set(found) == set(keys)
    assert found["ledgers"] == catalogue().version
    assert sum(one["role"] == "answer" for one in found["figures"]) <= 2
    figures = list(found["figures"])
    for review in found["reviews"]:
        assert set(review) == {"span", "quote", "verdict", "diagnosis", "reason", "reading", "figures"}
        figures += [*review["figures"], review["reading"]]
    for one in figures:
        assert one.get("role", "operand") in ROLES
        for end in ("value", "low", "high"):
            assert one[end] is None or re.fullmatch(r"-?\d+(\.\d+)?", one[end])
        if one.get("level") and "role" in one:
            assert (one["value"], one["unit"]) == (None, "level")
    for leaf in leaves(found["derivation"]):
        if leaf["rule"] in ("observation", "premise"):
            assert leaf["source"] in catalogue().sources
            assert leaf["fact"] in found["facts"]
    if found["facts"] and found["figures"]:
        assert found["sources"]
        assert reply.sources


def leaves(tree: dict[str, Any] | None) -> list[dict[str, Any]]:
    if tree is None:
        return []
    return [leaf for part in tree["inputs"] for leaf in leaves(part)] or ([] if tree["inputs"] else [tree])


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", ALL)
def test_a_sign_never_stands_without_its_word(name: str, locale: str) -> None:
    reply = told(ALL[name], locale)
    place = LOCALES.index(locale)
    for line in own_words(reply.text).splitlines():
        for sign, words in SIGNS.items():
            if sign in line and "–" not in line:
                after = line.split(sign, 1)[1]
                assert words[place] in after.lower(), line
                assert len(after.strip()) > 1


@pytest.mark.parametrize("locale", LOCALES)
def test_each_verdict_diagnosis_reason_and_gap_has_its_own_words(locale: str) -> None:
    def first(outcome: Outcome) -> str:
        return told(outcome, locale).short.splitlines()[0]

    verdicts = {first(Reviews((verdict(name),))).split(" ")[0] for name in VERDICTS}
    assert len(verdicts) == len(VERDICTS)
    assert len({first(Reviews((replace(diagnosed("definition"), diagnosis=(code,)),))) for code in DIAGNOSES}) == len(
        DIAGNOSES
    )
    assert len({first(Reviews((refused(reason),))) for reason in REASONS}) == len(REASONS)
    assert len({first(missing(reason)) for reason in GAPS}) == len(GAPS)


# ----- whole replies, as a user reads them ---------------------------------------------------------------------------

SHORT_REPLIES = yaml.safe_load(Path(__file__).with_name("short_replies.yaml").read_text("utf-8"))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", SHORT_REPLIES)
def test_short_replies(name: str, locale: str) -> None:
    assert told(ALL[name], locale).short == SHORT_REPLIES[name][locale]


def test_details_hold_basis_premise_and_its_reverse() -> None:
    details = told(ALL["conflict"]).details
    assert "Reported: The Information." in details
    assert "Revenue share rate: 20%. " in details
    assert "Backwards: $2.27 billion × 20% = $454 million (Microsoft · revenue share received · H1 2025)." in details
    assert "rounded" in details


def test_derivation_goes_down_to_numbered_sources_and_facts() -> None:
    assert told(ALL["undated"]).derivation == (
        "Derivation\n"
        "Japan · net liabilities · difference: 252% − 134% = 118% ± 1%\n"
        "  Japan · total liabilities: 252% of GDP, stated [1] GOV-25\n"
        "  Japan · total assets: 134% of GDP, stated [1] GOV-26"
    )
    assert told(ALL["one figure"]).derivation == ""
    assert "15%，假設" in told(ALL["whatif"], "zh-Hant").derivation


def test_a_minus_behind_an_operator_stands_in_parentheses() -> None:
    negative = replace(row("GOV-19"), value=Decimal(-119), interval=-row("GOV-19").interval)
    assert "91% − (−119%) = 210 percentage points" in told(Answer((minus(row("GOV-10"), negative),))).derivation


def test_sources_are_quoted_in_their_own_language_with_our_translation_marked() -> None:
    quote = catalogue().observations["OAI-13"].quote
    en, hant = (told(ALL["one figure"], locale).sources for locale in ("en", "zh-Hant"))
    assert f"OAI-13: “{quote}” – our translation: “Microsoft took" in en
    assert f"OAI-13：「{quote}」" in hant
    assert "Microsoft took" not in hant
    assert catalogue().sources["openai_article"].title_en in en
    assert "[1]" in en
    assert "accessed Nov 24, 2026" in en
    assert "2026 年 11 月 24 日查閱" in hant


def test_sources_are_numbered_in_order() -> None:
    reply = told(Reviews((verdict("supported"), diagnosed("wrong_measure"))))
    assert re.findall(r"^\[(\d)\]", reply.sources, re.MULTILINE) == ["1", "2"]
    assert [one["number"] for one in data(reply)["sources"]] == [1, 2]


def test_roles() -> None:
    def roles(outcome: Outcome) -> list[str]:
        return [one["role"] for one in data(told(outcome))["figures"]]

    assert roles(ALL["conflict"]) == ["answer", "answer", "alternative"]
    assert roles(ALL["difference"]) == ["answer", "operand", "operand"]
    assert roles(ALL["comparison"]) == ["answer", "operand", "operand"]
    assert roles(ALL["ranking"]) == ["operand"] * 3
    assert roles(ALL["reason"]) == ["context"]
    assert roles(ALL["choice of figure"]) == ["alternative"] * 3
    assert roles(ALL["holding"]) == ["context"] * 4
    assert roles(ALL["gap unread_word"]) == ["context"]
    assert roles(ALL["diagnosis wrong_period"]) == ["operand", "operand", "alternative"]
    assert roles(Answer((row("OAI-10"), row("OAI-11"), row("OAI-34.1")))) == ["answer", "answer", "alternative"]


def test_order_and_tie() -> None:
    assert data(told(ALL["ranking"]))["order"] == ["japan", "united_states", "china"]
    assert data(told(ALL["ranking periods"]))["order"] == ["2025-01/2025-09", "2025-S1", "2024"]
    assert data(told(ALL["comparison lowest"]))["order"] == ["reported", "leaked"]
    tie = data(told(ALL["comparison tie"]))
    assert (tie["order"], tie["tie"]) == (["united_states", "japan"], True)
    assert data(told(ALL["ranking tie"]))["tie"]
    assert [line[:2] for line in told(ALL["ranking tie"]).short.splitlines()[1:]] == ["1.", "2.", "2."]


def test_yes_and_no() -> None:
    assert data(told(ALL["yes"]))["holds"] is True
    assert data(told(ALL["no"]))["holds"] is False
    assert data(told(ALL["perhaps"]))["holds"] is None
    assert told(ALL["yes"], "zh-Hant").short.startswith("是。")
    assert told(ALL["no"], "zh-Hans").short.startswith("否：")
    assert told(ALL["cannot tell"]).short.startswith("❔ Can't be told: it is about the future.\nNearest:")


def test_facts_are_figures_notes_and_statements() -> None:
    facts = data(told(ALL["undated"]))["facts"]
    assert {"GOV-25", "GOV-26", "GOV-27"} <= set(facts)
    assert "OAI-32b" in data(told(ALL["definition of a word"]))["facts"]
    assert "OAI-07" in data(told(ALL["gap not_printed"]))["facts"]


def test_the_reading_of_a_claim() -> None:
    reading = data(told(Reviews((diagnosed("wrong_channel"),))))["reviews"][0]["reading"]
    assert reading["channel"] == "leaked"
    assert (reading["value"], reading["unit"], reading["period"]) == ("2000000000", "USD", "2024")
    level = data(told(ALL["level claimed"]))["reviews"][0]["reading"]
    assert (level["level"], level["unit"], level["value"]) == ("larger", "level", None)
    bound = data(told(ALL["denied claim"]))["reviews"][0]["reading"]
    assert (bound["low"], bound["high"], bound["negated"]) == (None, "5000000000", True)


def test_details_say_how_a_claim_was_read() -> None:
    assert "Claim read as OpenAI · revenue · 2024 = $6 billion." in told(ALL["verdict contradicted"]).details
    assert "Claim read as not: OpenAI · inference spend · H1 2025 < $5 billion." in told(ALL["denied claim"]).details
    assert "這句話理解為：日本政府 · 總負債 = 最高。" in told(ALL["highest claimed"], "zh-Hant").details
    assert "read as" not in told(ALL["verdict not_checkable"]).details


def test_the_quote_is_what_is_judged() -> None:
    assert told(ALL["verdict contradicted"]).quote == "openai made $6bn in 2024"
    assert told(ALL["two claims"]).quote == "日本淨負債是252%"
    assert told(ALL["several claims"]).quote == ""
    assert told(ALL["conflict"]).quote == ""


def test_claims_that_differ_come_first() -> None:
    lines = told(ALL["several claims"]).text.splitlines()
    signs = [line[0] for line in lines if line[:1] in "✅≈⚖❌❔" and "“" in line]
    assert signs == ["❌", "⚖", "≈", "❔", "✅", "✅"]


def test_long_quotes_are_cut() -> None:
    long = replace(verdict("contradicted"), quote="OpenAI " + "really " * 30 + "made $6bn")
    assert "…”" in told(Reviews((long, verdict("supported")))).short


@pytest.mark.parametrize(
    ("locale", "line"),
    [
        ("en", "Read as: net debt, net liabilities."),
        ("zh-Hant", "理解為：net debt、淨負債。"),
        ("zh-Hans", "理解为：net debt、净负债。"),
    ],
)
def test_repairs_are_said(locale: str, line: str) -> None:
    repairs = (Repair("net dbt", "net debt"), Repair("凈負債", "净负债"))
    assert line in told(ALL["one figure"], locale, repairs=repairs).short
    assert line in told(Reviews((replace(verdict("supported"), repairs=repairs),)), locale).short
    yes = ALL["yes"]
    assert isinstance(yes, YesNo)
    assert line in told(replace(yes, review=replace(yes.review, repairs=repairs)), locale).text
    assert line not in told(ALL["gap unit"], locale, repairs=repairs).text


def test_what_was_filled_is_said() -> None:
    assert "Read as: OpenAI · Q3 2025." in told(ALL["tiling"]).short


@pytest.mark.parametrize("name", [name for name in ALL if name.startswith("choice")])
def test_options_of_a_choice_can_be_told_apart(name: str) -> None:
    reply = told(ALL[name])
    assert len({one.label for one in reply.suggestions}) == len(reply.suggestions) >= 2
    assert len({one.query for one in reply.suggestions}) == len(reply.suggestions)


def test_canonical_queries() -> None:
    assert [one.query for one in told(ALL["holding"]).suggestions][:2] == [
        "openai.inference_spend@2024",
        "openai.inference_spend@2025-S1",
    ]
    assert told(Choice((premise(),), "measure")).suggestions[0].query == "microsoft.revenue_share_rate"


def test_more_options_than_fit_go_into_the_details() -> None:
    many = tuple(row(name) for name in catalogue().observations if name.startswith("GOV"))
    reply = told(Holding(Coordinates(), many))
    assert len(reply.short) <= SHORT
    assert reply.details
    assert len(reply.short.splitlines()) + len(reply.details.splitlines()) == len(many) + 1


def test_gaps_say_what_is_held() -> None:
    assert "Held: OpenAI" in told(Gap("unknown_entity", ("Anthropic",))).short
    held = told(Gap("no_such_period", (), Coordinates("openai", "inference_spend"))).short
    assert held == (
        "❔ The ledgers hold no figure for this period: OpenAI · inference spend.\nHeld: 2024, H1 2025, Jan–Sep 2025."
    )
    assert "Held: revenue share received." in told(Gap("unknown_measure", ("profit",), Coordinates("microsoft"))).short
    bare = told(Gap("unread_word", (), Coordinates("japan", "total_assets"))).short
    assert bare.startswith(
        "❔ A word that was not understood changes what is asked. The ledgers hold Japan · total assets."
    )


def test_opinions_are_marked() -> None:
    opinion = next(note for note in catalogue().notes if note.kind == "opinion" and note.said_by)
    explained = Explanation("reason", Coordinates("openai", "revenue"), (opinion,))
    assert "Opinion: " in told(explained).text
    assert "Opinion: " not in told(Answer((row("OAI-14"),), notes=(opinion,))).text


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    "outcome",
    [
        Explanation("definition", Coordinates()),
        Explanation("reason", Coordinates()),
        Explanation("derivation", Coordinates()),
        Choice((), "figure"),
        Holding(Coordinates(), ()),
        Ranking((), "highest"),
        Gap("a reason of tomorrow"),
        Gap("unit"),
        YesNo(holds=None, review=Review("not_checkable", (0, 0), "", Coordinates())),
        Reviews((Review("not_checkable", (0, 0), "", Coordinates()),)),
        Reviews((Review("contradicted", (0, 0), "", Coordinates(), diagnosis=("tomorrow",)),)),
    ],
)
def test_little_to_tell_is_told_all_the_same(outcome: Outcome, locale: str) -> None:
    assert told(outcome, locale).short.strip()


def test_suggestions_chatter_and_help() -> None:
    for locale in LOCALES:
        offered = render_suggestions([row("OAI-10"), row("OAI-21"), row("OAI-10")], locale, catalogue())
        assert (offered.kind, len(offered.suggestions)) == ("suggestions", 2)
        assert data(offered)["suggestions"][0]["measure"] == "inference_spend"
        assert data(offered)["figures"] == []
        nothing = render_suggestions([], locale, catalogue())
        assert nothing.suggestions == ()
        chatter = render_chatter(locale, catalogue(), [row("OAI-10")])
        assert (chatter.kind, len(chatter.short.splitlines()), len(chatter.suggestions)) == ("chatter", 1, 1)
        assert not re.search(r"\d", chatter.short)
        helped = render_help(locale, catalogue(), [row("GOV-27")])
        assert helped.kind == "help"
        assert "OpenAI" in helped.details
        assert data(helped)["figures"] == []
