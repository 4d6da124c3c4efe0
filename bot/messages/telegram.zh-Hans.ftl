# 只有 Telegram 才用得到的句子；三种语言的 id 相同。

start =
    输入想查的数字，或粘贴要核查的说法。
    每个答案都附上推导过程和来源。
help =
    私聊：直接提问、粘贴说法，或转发帖子。
    群组：用 /check 或 { $bot } 回复一条消息，或用 /ask 提问；只选取一段文字，就只查那一段。没有叫它，它就不发言。
    任何聊天：输入 { $bot } 再接问题。

    /ask – 查数字
    /check – 核查消息
    /sources – 账本的依据
    /coverage – 账本收录了什么
    /lang – 回答的语言
    /feedback – 反馈问题
    /privacy – 保存了什么；/forget 可删除
help-group = 用 /check 或 { $bot } 回复一条消息，或用 /ask 提问。没有叫它，它就不发言。
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
language-set = 已设为简体中文。用英文或繁体提问时，仍以该文字回答。
language-auto = 之后用提问的语言回答。
language-auto-name = 跟随提问
language-admins = 群组的语言由管理员设置。
button-derivation = 推导
button-sources = 来源
button-expired = 这个按钮已失效，请重新提问。
button-changed = 原消息已改动，请重新核查。
asking-back-link = 这里不会打开链接。请粘贴含有数字的那句话，或转发帖子。
checking = 正在核查这段文字里的数字……
button-chart = 图表
button-all = 全部 { $count } 项
button-rest = 全文
button-more = 私聊看更多
button-others = 更多
button-back = 返回
button-wrong = 有误？
no-chart = 这一项没有图。
wrong-figure = 数字
wrong-period = 时间段
wrong-source = 来源
wrong-reading = 理解错了
wrong-other = 其他
feedback-thanks = 已记下，谢谢。会转给维护账本的人。
feedback-usage = 请把哪里有误写在 /feedback 后面；有来源的话请一并附上。
inline-help = 可以问什么？
card-rest = ……以下从略；把原文转发给 { $bot } 可看全文。
privacy = 保存的数据与期限：
kept-chats = – 您选的语言，以及群组的自动核查设置：到 /forget 为止
kept-answers = – 哪条回答属于哪条消息：{ $days } 天
kept-posted = – 回答问的是什么（标准写法）和当时的数字，日后好更正，也好接着追问：{ $days } 天
kept-antecedents = – 上一个问题的标准写法，例如 openai.revenue@2024：{ $days } 天
kept-claims = – 在自动核查的群组里指出过哪些说法，只存代码：{ $days } 天
kept-queries = – 按钮上较长的问题的标准写法，不记是谁问的：{ $days } 天
kept-updates = – 已回答消息的编号，以免重复回答：{ $days } 天；消息本身只在等待回答时暂存
kept-sent = – 回答消息的编号：{ $days } 天
kept-reports = – 您反馈有误的内容，不记姓名：交给维护账本的人
kept-gaps = – 哪些数字有人问却没有收录：只记次数，不记是谁问的
privacy-not-kept = 不保存：您的消息和姓名；运行日志里也没有。
privacy-forget = /forget 会立刻删除这个聊天的设置、回答记录、上一个问题和指出过的说法；消息编号会自行到期删除。
forget-done = 已删除这个聊天的语言、设置和回答记录。
forget-admins = 群组要删除什么，由管理员决定。
watch-on = 自动核查已开启：说法与账本相差 { $percent }% 以上才发言，每个说法只说一次，至少间隔 { $minutes } 分钟。
watch-off = 自动核查未开启：没有叫它，它就不发言。
watch-usage = 设置方法：/watch on、/watch on 10% 30min、/watch off
watch-privacy = 目前还收不到群里的消息：隐私模式开着。请在 @BotFather 用 /setprivacy 关闭后，把机器人重新加入群组，或设为管理员。
watch-admins = 群组的自动核查由管理员开关。
watch-groups = /watch 只用于群组：把机器人加入群组，在群里发送 /watch。在这里，您发的每条消息本来就会核查。
description =
    想查数字就直接问，想查说法就贴上来；数字由何而来、出自何处、有何相反的佐证，一并列出。
    只用整理好的账本，不作猜测。
description-short = 以账本核查数字，附推导与来源。
flood = 一下子来了太多消息，有些没有回答；请一分钟后再发。
failed = 机器人出了问题，这次答不出来。请稍后再试。
# Telegram 只分“中文”一种，以下用字繁简相同。
command-ask = 找答案
command-check = 查核文字
command-sources = 列出引用文件
command-lang = English · 繁體 · 简体
command-help = 使用方法
command-coverage = 有何可查
command-feedback = 提出更正
command-privacy = 保存何物
command-forget = 全部清除
command-watch = 看到有出入就提出（on/off）
