"""The table of parameters, against Telegram's description and aiogram's models."""

from typing import Any

import aiogram.methods
import pytest

from bot.localapi.calls import HANDLERS
from bot.localapi.methods import FIELDS, METHODS, OBJECTS

Json = dict[str, Any]

TYPES = {
    "int": {"Integer"},
    "str": {"String"},
    "bool": {"Boolean", "True"},
    "chat": {"Integer", "String"},
    "file": {"InputFile", "String"},
    "Markup": {"InlineKeyboardMarkup", "ReplyKeyboardMarkup", "ReplyKeyboardRemove", "ForceReply"},
}
# Described by Telegram as a family, of which the project needs these members only.
FAMILIES = {"InputMediaPhoto": "InputMedia", "InputTextMessageContent": "InputMessageContent"}
# One row of the table stands for a whole family.
JOINED = {"BotCommandScope", "ReactionType"}


def test_every_method_in_the_table_is_handled() -> None:
    assert METHODS.keys() == HANDLERS.keys()


@pytest.mark.parametrize("name", METHODS)
def test_methods_are_telegrams(name: str, described: Json) -> None:
    compare(FIELDS[name], described["methods"][name].get("fields", []))


@pytest.mark.parametrize("name", OBJECTS.keys() - JOINED)
def test_objects_are_telegrams(name: str, described: Json) -> None:
    compare(FIELDS[name], described["types"][name]["fields"])


@pytest.mark.parametrize("name", JOINED)
def test_families_are_telegrams(name: str, described: Json) -> None:
    members = [described["types"][one]["fields"] for one in described["types"][name]["subtypes"]]
    assert FIELDS[name].keys() == {field["name"] for fields in members for field in fields}


def compare(ours: Any, theirs: Any) -> None:
    assert ours.keys() == {field["name"] for field in theirs}
    for field in theirs:
        one = ours[field["name"]]
        assert one.required == field["required"], field["name"]
        depth = field["types"][0].count("Array of ")
        kinds = {kind.removeprefix("Array of " * depth) for kind in field["types"]}
        if one.type == "file" and kinds == {"InputFile"}:
            kinds |= {"String"}
        assert one.depth == depth, field["name"]
        if one.type != "Object":
            assert TYPES.get(one.type, {FAMILIES.get(one.type, one.type), one.type}) & kinds, (field, one)
        if one.type in TYPES and one.type != "chat":
            assert kinds <= TYPES[one.type], (field, one)


@pytest.mark.parametrize("name", METHODS)
def test_aiogram_knows_the_methods(name: str) -> None:
    model = getattr(aiogram.methods, name[0].upper() + name[1:])
    assert FIELDS[name].keys() <= model.model_fields.keys()
