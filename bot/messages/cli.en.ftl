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
cli-no-feedback = Nothing has been reported.
