cli-no-token =
    No BOT_TOKEN is set, so this is the chat in the terminal. To run on Telegram, write to @BotFather there, send /newbot, and put the token that it gives you into a file named .env here as BOT_TOKEN=…; then start again.
cli-chat = Ask for a figure or paste a claim, one a line. Ctrl-D ends.
cli-no-such-ledger = There is no ledger { $name }. Known: { $known }.
cli-no-ledgers = No ledger.yaml below { $path }.
cli-bad-line = This line is not a JSON object with a "text".
cli-problems = { $count ->
    [one] 1 problem.
   *[other] { $count } problems.
 }
cli-ledger-good = { $ledger }: good. { $rows } rows, { $notes } notes, { $statements } statements.
cli-audit-differs = The ledger says { $written }.
finding-exact = holds exactly
finding-within-rounding = holds within rounding
finding-fails = does not hold
finding-depends = depends on the reading
finding-untestable = cannot be tested with what is held
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
