settings = Settings: { $problem }
server = Bot API: { $server } answers, and the clocks agree.
server-gone = Bot API: { $server } can't be reached ({ $error }). Check the network and TELEGRAM_API_URL.
clock = Clock: { $seconds } s apart from { $server }. Set this machine's clock (NTP): deadlines and what replicas agree on count by it.
token = Token: { $bot }.
token-none = Token: there is none, so there is only the demo. Get one from @BotFather and put BOT_TOKEN=… into .env.
token-refused = Token: { $server } refuses it. Copy it from @BotFather once more (/mybots, API Token).
token-unclear = Token: not checked ({ $error }). Run this again in a moment.
guest = Guest mode: on, mentions in chats that it has not joined are answered.
guest-off = Guest mode: off. To answer mentions in chats that it has not joined, turn it on at @BotFather.
inline = Inline mode: on.
inline-off = Inline mode: off. For cards while typing, send /setinline to @BotFather.
groups = Groups: it may be added to them.
groups-off = Groups: it may not be added. Send /setjoingroups to @BotFather if it should be.
privacy-off = Privacy mode: off, it gets all messages of its groups; /watch works.
privacy-on = Privacy mode: on, it gets only what is said to it. For /watch, send /setprivacy to @BotFather and add it again, or make it an administrator.
updates-polling = Updates: by polling, no webhook in the way; { $pending } waiting.
updates-in-the-way = Updates: a webhook is set ({ $found }); { $pending } waiting. MODE is polling: at its start the bot removes it, and whoever listens there gets nothing more.
updates-webhook = Updates: by webhook, { $url }; { $pending } waiting.
updates-none = Updates: no webhook yet; { $pending } waiting. At its start the bot sets { $url }.
updates-other = Updates: the webhook is { $found }, not { $url }. Start the bot to set it; if it is changed again, somebody else uses this token.
updates-failing = Updates: Telegram could not deliver to { $url } just now: { $error }; { $pending } waiting. Check the proxy and its certificate, and that the bot runs.
updates-port = Updates: Telegram does not deliver to the port of { $url }. Use 443, 80, 88 or 8443.
kinds = Kinds of updates: all that are needed, guest messages among them ({ $kinds }).
kinds-default = Kinds of updates: not asked for yet; the bot does so at its start.
kinds-missing = Kinds of updates: Telegram does not send { $kinds }. Start the bot again: it asks for them.
database = Database: { $where }, tables up to date ({ $revision }).
database-memory = Database: in memory; all is forgotten at the end. Set DATABASE_URL to keep it.
database-new = Database: { $file } is not there yet; it is made at the start.
database-folder = Database: { $file } can't be made. Let this user write there, or name another place in DATABASE_URL.
database-empty = Database: { $where }, no tables yet; they are made at the start.
database-old = Database: { $where }, tables of an older version ({ $revision }); they are brought up to date at the start.
database-newer = Database: { $where }, tables of a newer version than this program. Run the newer program.
database-gone = Database: { $where } can't be used ({ $error }). Check that it runs, and DATABASE_URL.
valkey = Valkey or Redis: { $name } { $version }.
valkey-none = Valkey or Redis: not used, which is right for one process. For several, set REDIS_URL.
valkey-gone = Valkey or Redis: can't be used ({ $error }). Check that it runs, and REDIS_URL.
ledgers = Ledgers: { $names }; { $rows ->
    [one] 1 row
   *[other] { $rows } rows
 }, version { $version }.
ledgers-none = Ledgers: no ledger.yaml below { $path }. Correct LEDGER_PATH.
ledgers-bad = Ledgers: { $count ->
    [one] 1 problem
   *[other] { $count } problems
 }. “zhangben ledger check” says which, and how to mend them.
fonts = Fonts: a glyph for every letter.
fonts-none = Fonts: no Chinese font, so pictures have gaps. Install manimgx-fonts-cjk (pip) or fonts-noto-cjk (Debian).
fonts-missing = Fonts: no glyph for { $glyphs }. Install manimgx-fonts-cjk (pip) or fonts-noto-cjk (Debian).
