# 只有 Telegram 才用得到的句子；三種語言的 id 相同。

start =
    輸入想查的數字，或貼上要查核的說法。
    每個答案都附上推導過程和來源。
help =
    私訊：直接提問、貼上說法，或轉傳貼文。
    群組：用 /check 或 { $bot } 回覆一則訊息，或用 /ask 提問；只選取一段文字，就只查那一段。沒有叫它，它不會發言。
    任何聊天：輸入 { $bot } 再接問題。

    /ask – 查數字
    /check – 查核訊息
    /sources – 帳本的依據
    /lang – 回答的語言
help-group = 用 /check 或 { $bot } 回覆一則訊息，或用 /ask 提問。沒有叫它，它不會發言。
example-question = OpenAI 2025上半年營收
example-claim = 日本淨負債跟美國一樣高
nothing-to-check = 這裡沒有可查核的內容：沒有提到帳本中的數字。
nothing-read = 這則訊息裡沒有找到數字或說法。
ask-usage = 請把問題接在 /ask 後面，例如：/ask { $example }
check-usage = 請用 /check 回覆一則訊息，或把說法接在後面。
sources-none = 這一項沒有列出來源。
not-text = 只能讀文字和圖片說明。
unknown-command = 沒有這個指令，請看 /help。
language-choose = 回答的語言：
language-set = 已設為繁體中文。用英文或簡體提問，仍以原文字回答。
language-auto = 之後用提問的語言回答。
language-auto-name = 跟著提問
language-admins = 群組的語言由管理員設定。
button-derivation = 推導
button-sources = 來源
button-expired = 這個按鈕已失效，請重新提問。
button-changed = 原訊息已改動，請重新查核。
failed = 機器人出了問題，這次答不出來。請稍後再試。
# Telegram 只分「中文」一種，以下用字繁簡相同。
command-ask = 找答案
command-check = 查核文字
command-sources = 列出引用文件
command-lang = English · 繁體 · 简体
command-help = 使用方法
