"""The files of a ledger as models: what may stand in `ledger.yaml` and `observations.csv`, and nothing else."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from grammar.period import Period, parse

LOCALES = ("en", "zh-Hant", "zh-Hans")
Channel = Literal["leaked", "reported", "official", "stated", "computed"]
Status = Literal["normal", "estimate", "forecast", "audited", "revised", "rounded", "restated"]
Standing = Literal["", "confirmed", "single", "secondary", "superseded"]
Finding = Literal["exact", "within_rounding", "fails", "depends", "untestable"]
_ID = re.compile(r"[a-z][a-z0-9_]*")


def _checked_id(text: str) -> str:
    if not _ID.fullmatch(text):
        raise PydanticCustomError("id_form", "an id is made of small letters, digits and _")
    return text


def _checked_period(text: str) -> str:
    if text:
        try:
            parse(text)
        except ValueError as error:
            raise PydanticCustomError("period_form", "no period") from error
    return text


Id = Annotated[str, AfterValidator(_checked_id), WithJsonSchema({"type": "string", "pattern": f"^{_ID.pattern}$"})]
# Read by recursion, and solved for each term: the longest of the ledgers that come with the bot has 192 characters.
Formula = Annotated[str, Field(max_length=2000)]
PeriodText = Annotated[str, AfterValidator(_checked_period)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Text(_Model):
    """A text in the three languages."""

    en: str = Field(min_length=1)
    zh_hant: str = Field(alias="zh-Hant", min_length=1)
    zh_hans: str = Field(alias="zh-Hans", min_length=1)

    def get(self, locale: str) -> str:
        """Return the text in one of the three languages."""
        return {"en": self.en, "zh-Hant": self.zh_hant, "zh-Hans": self.zh_hans}[locale]


class Aliases(_Model):
    """What people type for a name; Chinese in either script."""

    en: list[str] = []
    zh: list[str] = []

    def all(self) -> list[str]:
        """Return the aliases of both languages."""
        return [*self.en, *self.zh]


class Source(_Model):
    """A publication that figures are taken from: by its own title, or by what it is about where that is not known."""

    publisher: Text
    title: str = ""
    title_en: str = ""
    about: Text | None = None
    address: str | None = None
    published: date | None = None
    accessed: date
    archived: str | None = None
    language: str
    origin: Id | None = None  # what it repeats: twenty outlets with one origin count as one

    @model_validator(mode="after")
    def _is_named(self) -> Source:
        if bool(self.title) != bool(self.title_en) or bool(self.title) == bool(self.about):
            raise PydanticCustomError("one_name", "a source has its title and title_en, or about")
        return self


class _Named(_Model):
    names: Text
    aliases: Aliases = Aliases()

    def surfaces(self) -> list[str]:
        """Return every surface of the name."""
        return [self.names.en, self.names.zh_hant, self.names.zh_hans, *self.aliases.all()]


class Speaker(_Named):
    """Somebody who says a figure."""

    channel: Channel | None = None


class ChannelWords(_Model):
    """Further words by which people call a channel in this ledger."""

    aliases: Aliases


class Entity(_Named):
    """The company or government reported on (XBRL entity, SDMX REF_AREA)."""

    kind: Literal["company", "government", "world"]
    short: list[str] = []
    fiscal_year_end: str = "12-31"


class Group(_Named):
    """Several entities under one name."""

    members: list[Id]


class Level(_Named):
    """One level of an ordinal measure."""

    id: Id


class Topic(_Named):
    """What a source speaks of without a figure; `entities`: of whom, of anybody where there are none."""

    entities: list[Id] = []


class Measure(_Named):
    """What is measured (Data Cube measure, XBRL concept)."""

    unit: str
    per: Literal["day", "month", "year"] | None = None
    term: Literal["year"] | None = None
    denominator: Id | None = None
    kind: Literal["flow", "stock", "rate", "ordinal"]
    verbs: list[Literal["earn", "spend", "owe", "own", "receive", "pay", "borrow", "lose"]] = []
    base: list[Id] = []
    counterpart: Id | None = None
    near: list[Id] = []  # what is offered where this one is not held
    growth_of: Id | None = None
    run_rate_of: Id | None = None
    levels: list[Level] = []
    higher_is: Literal["better", "worse", "neutral"] = "neutral"
    definition: Text

    @property
    def full_unit(self) -> str:
        """The unit as replies and derivations write it: `percent_of_gdp`, `USD/day`."""
        if self.denominator and self.unit == "percent":
            return f"percent_of_{self.denominator}"
        return f"{self.unit}/{self.per}" if self.per and len(self.unit) == 3 else self.unit


class _Sourced(_Model):
    id: str
    source: Id
    said_by: Id | None = None
    quote: str = ""
    quote_en: str = ""

    @property
    def fact(self) -> str:
        """The id of the fact: rows of one fact share what stands before the dot."""
        return self.id.partition(".")[0]


class Premise(_Sourced):
    """A value that derivations assume; exact."""

    entity: Id
    measure: Id
    printed: str
    note: Text | None = None


class IdentityFormula(_Model):
    """An equation between measures, solvable for each of its terms."""

    id: Id
    formula: Formula
    channel: Channel | None = None
    entities: list[Id] = []


class Note(_Sourced):
    """What a source says without a figure, or what we have to say about a figure."""

    kind: Literal["definition", "scope", "reason", "caveat", "opinion", "context"]
    facts: list[str] = []
    entities: list[Id] = []
    measures: list[Id] = []
    rows: list[str] = []
    topics: list[Id] = []
    replaces: list[str] = []  # notes of other ledgers of which it says more, on the rows that both are on
    text: Text

    @property
    def fact_ids(self) -> tuple[str, ...]:
        """The facts that the note stands for."""
        return tuple(self.facts) or (self.id,)


class Bound(_Model):
    """What a ledger takes for a value and is only a bound of it, by the note of the same id."""

    id: str
    side: Literal["lower", "upper"]
    entities: list[Id]
    measure: Id
    channel: Channel


class Statement(_Sourced):
    """What a source derives or compares, as claims in the formula language, with our finding."""

    claim: Formula | None = None
    all: list[Formula] = []
    readings: list[Formula] = []
    topics: list[Id] = []
    finding: Finding
    why: Text

    @model_validator(mode="after")
    def _one_form(self) -> Statement:
        if sum(map(bool, (self.claim, self.all, self.readings))) != 1:
            raise PydanticCustomError("one_form", "a statement has exactly one of claim, all, readings")
        return self


class LedgerFile(_Model):
    """The whole of `ledger.yaml`."""

    ledger: Id
    title: Text
    sources: dict[Id, Source]
    speakers: dict[Id, Speaker] = {}
    channels: dict[Channel, ChannelWords] = {}
    entities: dict[Id, Entity] = {}
    groups: dict[Id, Group] = {}
    measures: dict[Id, Measure] = {}
    topics: dict[Id, Topic] = {}
    premises: list[Premise] = []
    identities: list[IdentityFormula] = []
    notes: list[Note] = []
    bounds: list[Bound] = []
    statements: list[Statement] = []


class Observation(_Sourced):
    """One printed value (SDMX Observation): a row of `observations.csv`."""

    entity: Id
    measure: Id
    period: PeriodText = ""
    printed: str
    hedge: str = ""
    channel: Channel
    status: Status = "normal"
    note: str = ""
    standing: Standing = ""
    paraphrase_en: str = ""
    paraphrase_zh_hant: str = ""
    paraphrase_zh_hans: str = ""

    @property
    def paraphrase(self) -> dict[str, str]:
        """Our own words for what the source says, by language; empty where the row quotes it."""
        if not self.paraphrase_en:
            return {}
        return {"en": self.paraphrase_en, "zh-Hant": self.paraphrase_zh_hant, "zh-Hans": self.paraphrase_zh_hans}

    @property
    def settles(self) -> bool:
        """Tell whether the figure ends a dispute: audited, or confirmed by several independent origins."""
        return self.status == "audited" or self.standing == "confirmed"

    @property
    def time(self) -> Period | None:
        """The period as such; None where the source prints none."""
        return parse(self.period) if self.period else None


OPTIONAL_COLUMNS = ("standing", "paraphrase_en", "paraphrase_zh_hant", "paraphrase_zh_hans")


def schemas() -> dict[str, dict[str, Any]]:
    """Return the JSON Schema (2020-12) of `ledger.yaml`, and of a row of `observations.csv` as an object of strings."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    ledger = LedgerFile.model_json_schema(by_alias=True)
    row = Observation.model_json_schema(by_alias=True)
    row["properties"]["said_by"] = {"type": "string", "pattern": f"^{_ID.pattern}$"}
    row["required"] = [name for name in Observation.model_fields if name not in OPTIONAL_COLUMNS]
    return {"ledger.yaml": dialect | ledger, "observations.csv": dialect | row}
