# 只有 Telegram 才用得到的句子；三種語言的 id 相同。

start =
    輸入想查的數字，或貼上要查核的說法。
    每個答案都附上推導過程和來源。
help =
    私訊：直接提問、貼上說法，或轉傳貼文。
    群組：用 /check 或 { $bot } 回覆一則訊息，或用 /ask 提問；只選取一段文字，就只查那一段。沒有叫它，它就不發言。
    任何聊天：輸入 { $bot } 再接問題。

    /ask – 查數字
    /check – 查核訊息
    /sources – 帳本的依據
    /coverage – 帳本收錄了什麼
    /lang – 回答的語言
    /feedback – 回報問題
    /privacy – 保存了什麼；/forget 可刪除
help-group = 用 /check 或 { $bot } 回覆一則訊息，或用 /ask 提問。沒有叫它，它就不發言。
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
language-set = 已設為繁體中文。用英文或簡體提問時，仍以該文字回答。
language-auto = 之後用提問的語言回答。
language-auto-name = 跟著提問
language-admins = 群組的語言由管理員設定。
button-derivation = 推導
button-sources = 來源
button-expired = 這個按鈕已失效，請重新提問。
button-changed = 原訊息已改動，請重新查核。
asking-back-link = 這裡不會打開連結。請貼上含有數字的那句話，或轉傳貼文。
checking = 正在查核這段文字裡的數字……
button-chart = 圖表
button-all = 全部 { $count } 項
button-rest = 全文
button-more = 私訊看更多
button-others = 更多
button-back = 返回
button-wrong = 有誤？
no-chart = 這一項沒有圖。
wrong-figure = 數字
wrong-period = 期間
wrong-source = 來源
wrong-reading = 理解錯了
wrong-other = 其他
feedback-thanks = 已記下，謝謝。會轉給維護帳本的人。
feedback-usage = 請把哪裡有誤寫在 /feedback 後面；有來源的話請一併附上。
inline-help = 可以問什麼？
card-rest = ……以下從略；把原文轉傳給 { $bot } 可看全文。
privacy = 保存的資料與期限：
kept-chats = – 您選的語言，以及群組的自動查核設定：到 /forget 為止
kept-answers = – 哪則回答屬於哪則訊息：{ $days } 天
kept-posted = – 回答問的是什麼（標準寫法）和當時的數字，日後好更正，也好接著追問：{ $days } 天
kept-antecedents = – 上一個問題的標準寫法，例如 openai.revenue@2024：{ $days } 天
kept-claims = – 在自動查核的群組裡指出過哪些說法，只存代碼：{ $days } 天
kept-queries = – 按鈕上較長的問題的標準寫法，不記是誰問的：{ $days } 天
kept-updates = – 已回答訊息的編號，以免重複回答：{ $days } 天；訊息本身只在等待回答時暫存
kept-sent = – 回答訊息的編號：{ $days } 天
kept-reports = – 您回報有誤的內容，不記姓名：交給維護帳本的人
kept-gaps = – 哪些數字有人問卻沒有收錄：只記次數，不記是誰問的
privacy-not-kept = 不保存：您的訊息和姓名；運作紀錄裡也沒有。
privacy-forget = /forget 會立刻刪除這個聊天的設定、回答紀錄、上一個問題和指出過的說法；訊息編號會自行到期刪除。
forget-done = 已刪除這個聊天的語言、設定和回答紀錄。
forget-admins = 群組要刪除什麼，由管理員決定。
watch-on = 自動查核已開啟：說法與帳本相差 { $percent }% 以上才發言，每個說法只說一次，至少間隔 { $minutes } 分鐘。
watch-off = 自動查核未開啟：沒有叫它，它就不發言。
watch-usage = 設定方法：/watch on、/watch on 10% 30min、/watch off
watch-privacy = 目前還收不到群組的訊息：隱私模式開著。請在 @BotFather 用 /setprivacy 關閉後，把機器人重新加入群組，或設為管理員。
watch-admins = 群組的自動查核由管理員開關。
watch-groups = /watch 只用在群組：把機器人加進群組，在那裡送出 /watch。在這裡，您傳的每則訊息本來就會查核。
description =
    想查數字就直接問，想查說法就貼上來；數字由何而來、出自何處、有何相反的佐證，一併列出。
    只用整理好的帳本，不作猜測。
description-short = 以帳本查核數字，附推導與來源。
flood = 一下子來了太多訊息，有些沒有回答；請一分鐘後再傳。
failed = 機器人出了問題，這次答不出來。請稍後再試。
# Telegram 只分「中文」一種，以下用字繁簡相同。
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
