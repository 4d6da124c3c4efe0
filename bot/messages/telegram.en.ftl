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
    /coverage – what the ledgers hold
    /lang – language of the answers
    /feedback – tell the operator
    /privacy – what is kept, and /forget to delete it
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
asking-back-link = Links are not opened here. Paste the sentence with the figure, or forward the post.
checking = Checking the figures in this text …
button-chart = Chart
button-all = All { $count }
button-rest = All of it
button-more = More in private
button-others = More …
button-back = Back
button-wrong = Wrong?
no-chart = There is no picture for this.
wrong-figure = The figure
wrong-period = The period
wrong-source = The source
wrong-reading = Read wrongly
wrong-other = Something else
feedback-thanks = Noted, thank you. It goes to whoever keeps the ledgers.
feedback-usage = Write what is wrong after /feedback, with the source if you have it.
inline-help = What can be asked?
card-rest = … Cut here. Forward the text to { $bot } for all of it.
privacy = Kept, and for how long:
kept-chats = – the language you chose and how a group is watched: until /forget
kept-answers = – which answer belongs to which message: { $days } days
kept-posted = – what an answer was about, in canonical form, and its figures, so that it can be corrected and a reply goes on from it: { $days } days
kept-antecedents = – the question before, in canonical form (such as openai.revenue@2024): { $days ->
    [one] a day
   *[other] { $days } days
 }
kept-claims = – which claims a watched group was told about, as codes: { $days } days
kept-queries = – long questions of buttons in canonical form, without who asked: { $days } days
kept-updates = – the numbers of messages that were answered, so that none is answered twice: { $days ->
    [one] a day
   *[other] { $days } days
 }; a message itself only while it waits for its answer
kept-sent = – the numbers of the messages that answered them: { $days ->
    [one] a day
   *[other] { $days } days
 }
kept-reports = – what you report as wrong, without your name: for the keepers of the ledgers
kept-gaps = – how often something was asked for in vain: a count, without who asked
privacy-not-kept = Not kept: your messages and your name; the log has neither.
privacy-forget = /forget deletes settings, answers, the question before and claims of this chat at once; numbers of messages go by themselves.
forget-done = Deleted: language, settings and the list of answers of this chat.
forget-admins = In a group, administrators decide what is deleted.
watch-on = Watching: a word only on a claim that the ledger contradicts by { $percent }% or more, once, and at most every { $minutes } min.
watch-off = Not watching: silent unless called.
watch-usage = Set it with /watch on, /watch on 10% 30min or /watch off.
watch-privacy = Not yet heard: privacy mode is on. Turn it off at @BotFather (/setprivacy) and add the bot again, or make it an administrator.
watch-admins = In a group, administrators turn watching on and off.
watch-groups = Watching is for groups: add the bot to one and send /watch there. Here, everything you send is checked anyway.
description =
    Ask for a figure, or paste a claim to check it. Every answer shows how the figure came to be, its sources in their own words, and what speaks against it.
    Figures from curated ledgers; nothing is guessed.
description-short = Checks figures against curated ledgers, with derivation and sources.
flood = That was more than can be answered at once, so some of your messages were left out. Please send them again in a minute.
failed = This could not be answered because of a fault in the bot. Please try again later.
command-ask = find a figure
command-check = check a message or a claim
command-sources = what the ledgers rest on
command-lang = language of the answers
command-help = how to use the bot
command-coverage = what the ledgers hold
command-feedback = report a mistake
command-privacy = what is kept
command-forget = delete what is kept
command-watch = speak up on contradicted claims
