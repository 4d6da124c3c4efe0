# 只有 Telegram 才用得到的句子；三种语言的 id 相同。

start =
    输入想查的数字，或粘贴要核查的说法。
    每个答案都附上推导过程和来源。
help =
    私聊：直接提问、粘贴说法，或转发帖子。
    群组：用 /check 或 { $bot } 回复一条消息，或用 /ask 提问；只选中一段文字，就只查那一段。没有叫它，它不会发言。
    任何聊天：输入 { $bot } 再接问题。

    /ask – 查数字
    /check – 核查消息
    /sources – 账本的依据
    /lang – 回答的语言
help-group = 用 /check 或 { $bot } 回复一条消息，或用 /ask 提问。没有叫它，它不会发言。
example-question = OpenAI 2025上半年营收
example-claim = 日本净负债跟美国一样高
nothing-to-check = 这里没有可核查的内容：没有提到账本中的数字。
nothing-read = 这条消息里没有找到数字或说法。
ask-usage = 请把问题接在 /ask 后面，例如：/ask { $example }
check-usage = 请用 /check 回复一条消息，或把说法接在后面。
sources-none = 这一项没有列出来源。
not-text = 只能读文字和图片说明。
unknown-command = 没有这个命令，请看 /help。
language-choose = 回答的语言：
language-set = 已设为简体中文。用英文或繁体提问，仍以原文字回答。
language-auto = 之后用提问的语言回答。
language-auto-name = 跟随提问
language-admins = 群组的语言由管理员设置。
button-derivation = 推导
button-sources = 来源
button-expired = 这个按钮已失效，请重新提问。
button-changed = 原消息已改动，请重新核查。
failed = 机器人出了问题，这次答不出来。请稍后再试。
# Telegram 只分“中文”一种，以下用字繁简相同。
command-ask = 找答案
command-check = 查核文字
command-sources = 列出引用文件
command-lang = English · 繁體 · 简体
command-help = 使用方法
