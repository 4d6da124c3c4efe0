"""A made-up company and a made-up country, as ledger folders: what no file of the code has ever heard of."""

from pathlib import Path

COMPANY = """
ledger: borealis
title: {en: "Borealis Robotics", zh-Hant: "極光機器人", zh-Hans: "极光机器人"}
sources:
  gazette: {publisher: {en: "Northern Gazette", zh-Hant: "北方報", zh-Hans: "北方报"}, title: "Borealis in figures", title_en: "Borealis in figures", address: null, published: "2026-02-01", accessed: "2026-03-01", archived: null, language: "en"}
speakers:
  gazette_desk: {names: {en: "Northern Gazette", zh-Hant: "北方報", zh-Hans: "北方报"}, aliases: {en: [Northern Gazette], zh: [北方報]}, channel: reported}
entities:
  borealis: {kind: company, names: {en: "Borealis Robotics", zh-Hant: "極光機器人", zh-Hans: "极光机器人"}, aliases: {en: [Borealis], zh: [極光]}, fiscal_year_end: "12-31"}
measures:
  turnover:
    names: {en: "turnover", zh-Hant: "營業額", zh-Hans: "营业额"}
    aliases: {en: [takings], zh: [業績]}
    unit: EUR
    kind: flow
    verbs: [earn]
    higher_is: better
    definition: {en: "What customers were billed.", zh-Hant: "向客戶開出的帳單總額。", zh-Hans: "向客户开出的账单总额。"}
  wages:
    names: {en: "wage bill", zh-Hant: "工資總額", zh-Hans: "工资总额"}
    aliases: {en: [wages, payroll], zh: [薪資]}
    unit: EUR
    kind: flow
    higher_is: neutral
    definition: {en: "What staff were paid.", zh-Hant: "支付員工的工資。", zh-Hans: "支付员工的工资。"}
  surplus:
    names: {en: "surplus", zh-Hant: "結餘", zh-Hans: "结余"}
    aliases: {en: [], zh: []}
    unit: EUR
    kind: flow
    higher_is: better
    definition: {en: "Turnover minus wages.", zh-Hant: "營業額減工資。", zh-Hans: "营业额减工资。"}
identities:
  - {id: surplus, formula: "surplus = turnover - wages"}
notes:
  - {id: BOR-N1, kind: caveat, facts: [BOR-1], entities: [borealis], measures: [turnover], rows: [BOR-1], source: gazette, said_by: gazette_desk, quote: "turnover of 812 million euros", quote_en: "turnover of 812 million euros", text: {en: "Before returns.", zh-Hant: "未扣退貨。", zh-Hans: "未扣退货。"}}
"""
COMPANY_ROWS = """id,entity,measure,period,printed,hedge,channel,status,source,said_by,quote,quote_en,note
BOR-1,borealis,turnover,2025,812 million euros,,reported,normal,gazette,gazette_desk,turnover of 812 million euros in 2025,turnover of 812 million euros in 2025,
BOR-2,borealis,turnover,2025-S1,390 million euros,,reported,normal,gazette,gazette_desk,390 million euros in the first half,390 million euros in the first half,
BOR-3,borealis,wages,2025,510 million euros,about,reported,normal,gazette,gazette_desk,wages came to about 510 million euros,wages came to about 510 million euros,
"""
COUNTRY = """
ledger: ruritania
title: {en: "Ruritania", zh-Hant: "盧里塔尼亞", zh-Hans: "卢里塔尼亚"}
sources:
  treasury: {publisher: {en: "Treasury of Ruritania", zh-Hant: "盧里塔尼亞財政部", zh-Hans: "卢里塔尼亚财政部"}, title: "Accounts 2025", title_en: "Accounts 2025", address: null, published: "2026-01-15", accessed: "2026-03-01", archived: null, language: "en"}
speakers:
  treasury: {names: {en: "Treasury of Ruritania", zh-Hant: "盧里塔尼亞財政部", zh-Hans: "卢里塔尼亚财政部"}, aliases: {en: [], zh: []}, channel: official}
entities:
  ruritania: {kind: government, names: {en: "Ruritania", zh-Hant: "盧里塔尼亞", zh-Hans: "卢里塔尼亚"}, aliases: {en: [Ruritanian], zh: [盧國]}, fiscal_year_end: "12-31"}
  syldavia: {kind: government, names: {en: "Syldavia", zh-Hant: "西爾達維亞", zh-Hans: "西尔达维亚"}, aliases: {en: [], zh: []}, fiscal_year_end: "12-31"}
measures:
  tolls:
    names: {en: "bridge tolls", zh-Hant: "過橋費", zh-Hans: "过桥费"}
    aliases: {en: [tolls], zh: [橋費]}
    unit: percent
    denominator: budget
    kind: rate
    higher_is: neutral
    definition: {en: "Tolls as a share of the budget.", zh-Hant: "過橋費佔預算的比例。", zh-Hans: "过桥费占预算的比例。"}
  budget:
    names: {en: "budget", zh-Hant: "預算", zh-Hans: "预算"}
    aliases: {en: [], zh: []}
    unit: EUR
    kind: flow
    higher_is: neutral
    definition: {en: "The state's budget.", zh-Hant: "國家預算。", zh-Hans: "国家预算。"}
"""
COUNTRY_ROWS = """id,entity,measure,period,printed,hedge,channel,status,source,said_by,quote,quote_en,note
RUR-1,ruritania,tolls,,12.5%,,official,normal,treasury,treasury,tolls are 12.5% of the budget,tolls are 12.5% of the budget,
RUR-2,syldavia,tolls,,8%,,official,normal,treasury,treasury,in Syldavia 8% of it,in Syldavia 8% of it,
"""


def write(folder: Path) -> list[Path]:
    """Write both ledgers below a folder; return their folders."""
    folders = []
    for name, ledger, rows in (("borealis", COMPANY, COMPANY_ROWS), ("ruritania", COUNTRY, COUNTRY_ROWS)):
        place = folder / name
        place.mkdir()
        (place / "ledger.yaml").write_text(ledger, encoding="utf-8")
        (place / "observations.csv").write_text(rows, encoding="utf-8")
        folders.append(place)
    return folders
