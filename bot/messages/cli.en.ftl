cli-no-token =
    No BOT_TOKEN is set, so this is the demo on this machine. To run on Telegram, write to @BotFather there, send /newbot, and put the token that it gives you into a file named .env here as BOT_TOKEN=…; then start again.
cli-chat = Ask for a figure or paste a claim, one a line. Ctrl-D ends.
cli-no-such-ledger = There is no ledger { $name }. Known: { $known }.
cli-no-ledgers = No ledger.yaml below { $path }.
ledgers-refused = The ledgers have changed and can't be used. Version { $version } stays in force.
cli-bad-line = This line is not a JSON object with a "text".
cli-problems = { $count ->
    [one] 1 problem.
   *[other] { $count } problems.
 }
cli-ledger-good = { $ledger }: good. { $rows ->
    [one] 1 row
   *[other] { $rows } rows
 }, { $notes ->
    [one] 1 note
   *[other] { $notes } notes
 }, { $statements ->
    [one] 1 statement
   *[other] { $statements } statements
 }.
cli-audit-differs = The ledger says { $written }.
finding-exact = holds exactly
finding-within-rounding = holds within rounding
finding-fails = does not hold
finding-depends = depends on the reading
finding-untestable = cannot be tested with what is held
cli-no-gaps = Nothing was asked for in vain.
cli-no-database = The database of DATABASE_URL can't be reached.
cli-no-feedback = Nothing has been reported.
verify-unreadable = { $file } cannot be read as JSON ({ $reason }).
verify-nothing = { $file } holds no derivation: give it what “zhangben ask --json” printed, or only its “derivation”.
verify-holds = Holds: { $nodes ->
    [one] 1 node
   *[other] { $nodes } nodes
 }, recomputed from { $leaves ->
    [one] 1 leaf
   *[other] { $leaves } leaves
 }.
verify-fails = Does not hold: { $count ->
    [one] 1 fault.
   *[other] { $count } faults.
 }
verify-seal = a field was changed: the seal does not fit the contents
verify-shape = this is not a node of a derivation ({ $found })
verify-id = the id does not fit the inputs: { $found }; expected { $expected }
verify-rule = there is no such rule: { $found }
verify-formula = the formula does not fit the rule and its inputs: { $found }
verify-unit = the unit is { $found }; the inputs give { $expected }
verify-value = the value is { $found }; recomputed { $expected }
verify-interval = the interval is { $found }; recomputed { $expected }
verify-printed = what the source prints cannot be read as an amount: { $found }
verify-quote = “{ $expected }” does not stand in the quote: { $found }
verify-source = the source or the fact's id is missing or another: { $found }; expected { $expected }
problem = { $where }: { $place }: { $what }
problem-place = { $kind ->
    [row] row { $name }
    [premise] premise { $name }
    [note] note { $name }
    [statement] statement { $name }
    [identity] identity { $name }
    [measure] measure { $name }
    [group] group { $name }
   *[entity] entity { $name }
 }
problem-place-file = the file
problem-place-header = the header
problem-other = { $detail } ({ $rule })
problem-no-file = this file is missing or cannot be opened. A ledger is a folder with ledger.yaml and observations.csv; “zhangben ledger new” writes both.
problem-encoding = the file is not UTF-8. Save it as “CSV UTF-8” (Excel) or choose the encoding UTF-8 in your editor.
problem-key-twice = “{ $detail }” stands twice in the same list of keys; only one would count. Rename or remove one.
problem-tab = the line is indented by a tab. YAML takes spaces only: put two spaces for each step.
problem-alias = “*{ $detail }” repeats another part of the file. Write the part out where it belongs.
problem-deep = lists and keys stand one in the other more than { $expected } deep. Look for a bracket that is not closed.
problem-long = “{ $detail }” is longer than { $expected } characters. Split it.
problem-yaml = this cannot be read as YAML ({ $detail }). Look on this line and the one before for a missing bracket, quotation mark, colon or indentation; put text that holds “: ” or begins with a sign into quotation marks.
problem-no-mapping = the file holds no keys. It needs at least: { $expected }.
problem-cells = the row has { $detail } cells, the header { $expected }. Put a text that holds a comma into quotation marks ("…"), and leave empty cells empty.
problem-csv = this cannot be read as CSV ({ $detail }). Look for a quotation mark that is not closed; one inside a text is written twice ("").
problem-separator = cells are separated by “{ $detail }”. Save with commas; the header is: { $expected }
problem-no-column = missing columns: { $detail }. The header is: { $expected }
problem-unknown-column = there are no such columns: { $detail }. Remove them; the header is: { $expected }
problem-column-twice = the column stands twice: { $detail }. Remove one.
problem-missing = “{ $detail }” is missing. Add it.
problem-extra = there is no field “{ $detail }” here. Near ones: { $expected }. Correct the name, or remove it.
problem-choice = “{ $detail }” is not one of { $expected }.
problem-empty = this is empty. Fill it in: every row needs its source's words, our translation (the same words if the source is English), and who says it.
problem-text = “{ $detail }” is read as another kind of value, not as text. Put it into quotation marks.
problem-id = “{ $detail }” is no id. An id begins with a small letter and has small letters, digits and _ only.
problem-period = “{ $detail }” is no period. Write 2025, 2025-S1, 2025-Q3, 2025-01, 2025-01-31 or 2025-01/2025-09, or leave it empty where the source prints none. (Excel changes such cells: format the column as text.)
problem-one-form = a statement has exactly one of claim, all and readings.
problem-date = “{ $detail }” is no date. Write "2026-03-01", in quotation marks.
problem-type = “{ $detail }” is not what belongs here: { $expected }.
problem-duplicate = the id { $detail } is already used in { $expected }. Give each its own; several rows of one fact are called { $detail }.1, { $detail }.2.
problem-one-origin = “{ $detail }” needs rows of at least two origins for the same figure and period; outlets that repeat one origin count as one. Write single, or add the row of another origin.
problem-not-in-quote = “{ $detail }” does not stand in the quote “{ $expected }”. Copy the number and the hedge as the source prints them.
problem-undefined = “{ $detail }” is not defined. Near ones: { $expected }. Correct the id, or define it in ledger.yaml.
problem-formula = “{ $detail }” cannot be read as a formula. Write for example surplus = income - expenses, or a.revenue@2025 > "10 million"; amounts stand in quotation marks.
problem-unit = { $detail } is not in the unit of the measure, { $expected }. Correct the unit of the measure, or use a measure in the printed unit.
problem-hedge = “{ $detail }” cannot be read as a hedge (about, nearly, over, at least, 約, 近, 超過 …). Leave it empty if it changes nothing.
problem-level = “{ $detail }” is not a level of this measure: { $expected }.
problem-unreadable = “{ $detail }” cannot be read as one amount. Put only the number with its scale and unit here (4.3 billion dollars, 37.6 億, 12%); what stands apart goes into hedge.
problem-unit-name = “{ $detail }” is no unit. Write a currency's three letters (USD, EUR) or one of { $expected }.
problem-levels = levels belong to measures of kind ordinal, and to all of them; this one is { $detail }.
problem-fiscal-year = “{ $detail }” is no end of a year. Write month and day: "12-31".
problem-row-id = “{ $detail }” is no id. Use letters, digits, dot, dash and _ only, for example ABC-12.
problem-identity-left = “{ $detail }”: left of the = stands one measure alone: net = assets - debts.
problem-circular = “{ $detail }” is circular: { $expected } stands on both sides. Solve it for that measure, so that it stands on the left only.
problem-term-twice = “{ $detail }” names { $expected } twice. Write it so that each measure stands there once.
problem-name-twice = the name “{ $detail }” already belongs to { $expected }. Give each its own, or use the same id for the same thing.
problem-measure-differs = { $detail } already is another measure, of the ledger { $expected }. Give this one an id of its own ({ $detail }_eur, say) here, in the rows and in the formulas; its names may stay.
problem-itself = “{ $detail }” is said to rest on itself. Name the other measure here.
new-bad-name = “{ $name }” is no name for a ledger: begin with a small letter and use small letters, digits and _ only.
new-taken = { $path } exists and is not empty; nothing was written.
new-done = Written: { $path }/ledger.yaml and { $path }/observations.csv, with one made-up figure. Put your own in its place, then: zhangben ledger check { $path }
skeleton-start = A ledger: what a source says, as it says it. Replace the made-up entries below; ids are small letters, digits and _.
skeleton-sources = Where figures come from. title_en is our translation; address and published may be null.
skeleton-speakers = Who says a figure. channel: leaked, reported, official, stated or computed.
skeleton-entities =
    Whom figures are about. kind: company, government or world. Aliases are further names that people type.
    A fiscal year that does not end in December: fiscal_year_end: "06-30".
skeleton-measures =
    What is measured. unit: USD, EUR … or percent, percentage_points, ratio. kind: flow (adds up over time), stock (at a date), rate or ordinal.
    A percentage of another measure names it: denominator: gdp.
skeleton-premises = Values that are assumed: {"{"}id: P-1, entity: …, measure: …, printed: "20%", source: …, said_by: …, quote: "…", quote_en: "…"{"}"}
skeleton-identities = What follows from what: {"{"}id: surplus, formula: "surplus = revenue - costs"{"}"}
skeleton-notes = Definitions and caveats: {"{"}id: N-1, kind: caveat, measures: [revenue], source: …, text: {"{"}en: "…", zh-Hant: "…", zh-Hans: "…"{"}"}{"}"}
skeleton-statements = What the source itself derives; finding: exact, within_rounding, fails, depends or untestable. See “zhangben ledger audit”.
