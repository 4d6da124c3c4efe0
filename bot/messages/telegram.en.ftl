# What only Telegram needs to say. The same ids stand in all three languages.

start =
    Ask for a figure, or paste a claim to check it.
    Every answer shows how the figure came to be, and its sources.
help =
    Private chat: send a question, a claim, or forward a post.
    Group: reply to a message with /check or with { $bot }, or use /ask. A marked part of the message is checked alone. Otherwise the bot is silent.
    Any chat: type { $bot } and a question.

    /ask – find a figure
    /check – check a message
    /sources – what the ledgers rest on
    /lang – language of the answers
help-group = Reply to a message with /check or { $bot }, or use /ask. Otherwise the bot is silent.
example-question = OpenAI 2025 H1 revenue
example-claim = Japan's net debt is as high as that of the US
nothing-to-check = Nothing to check here: no figure of the ledgers is mentioned.
nothing-read = No figure or claim was found in this message.
ask-usage = Put the question after /ask, for example: /ask { $example }
check-usage = Reply to a message with /check, or put the claim after it.
sources-none = No sources are listed for this.
not-text = Only text and captions can be read.
unknown-command = There is no such command: see /help.
language-choose = Language of the answers:
language-set = Set to English. A question in Chinese is still answered in Chinese.
language-auto = Answers now come in the language of the question.
language-auto-name = As the question
language-admins = In a group, administrators set the language.
button-derivation = Derivation
button-sources = Sources
button-expired = This button has expired. Send the question again.
button-changed = The message has changed since. Check it again.
failed = This could not be answered because of a fault in the bot. Please try again later.
command-ask = find a figure
command-check = check a message or a claim
command-sources = what the ledgers rest on
command-lang = language of the answers
command-help = how to use the bot
