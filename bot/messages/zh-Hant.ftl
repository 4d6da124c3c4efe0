### What the bot says, in Traditional Chinese. The three catalogues define the same ids with the same variables.

## How parts are put together

separator = ｜
dot = {" · "}
comma = 、
clause = ；
sentence = {""}
list = { $first }和{ $last }
quoted = 「{ $quote }」
labelled = { $label }：{ $figure }
operand = { $label }{ $figure }
figure-how = { $figure }（{ $how }）
in-parentheses = { $text }（{ $inner }）
equation = { $formula } = { $value }
numbered = { $number }. { $text }

## Figures

hedged = { $hedge ->
    [about] 約{ $figure }
    [nearly] 接近{ $figure }
    [over] 超過{ $figure }
    [at_least] 至少{ $figure }
    [under] 不到{ $figure }
    [at_most] 至多{ $figure }
    [exactly] 正好{ $figure }
   *[none] { $figure }
}
dollars = { $power ->
    [p12] { $sign }{ $number }兆美元
    [p8] { $sign }{ $number }億美元
    [p4] { $sign }{ $number }萬美元
   *[p0] { $sign }{ $number }美元
}
money = { $power ->
    [p12] { $sign }{ $number }兆{ $currency }
    [p8] { $sign }{ $number }億{ $currency }
    [p4] { $sign }{ $number }萬{ $currency }
   *[p0] { $sign }{ $number } { $currency }
}
per = { $per ->
    [hour] 每小時{ $figure }
    [day] 每天{ $figure }
    [month] 每月{ $figure }
    [quarter] 每季{ $figure }
    [year] 每年{ $figure }
   *[other] 每{ $per } { $figure }
}
percent = { $number }%
share-of = { $hedge ->
    [about] 約佔{ $whole }的{ $number }%
    [nearly] 接近{ $whole }的{ $number }%
    [over] 超過{ $whole }的{ $number }%
    [at_least] 至少佔{ $whole }的{ $number }%
    [under] 不到{ $whole }的{ $number }%
    [at_most] 至多佔{ $whole }的{ $number }%
    [exactly] 正好佔{ $whole }的{ $number }%
    [negative] { $whole }的{ $number }%
   *[none] 佔{ $whole }的{ $number }%
}
points = { $number }個百分點
multiple = { $number }倍
days = { $count ->
   *[other] { $number }天
}
between = （{ $range }）
unit-share-of = 佔{ $whole }的比例
unit-name = { $unit ->
    [percent] 百分比
    [percentage_points] 百分點
    [ratio] 倍數
    [days] 天數
    [level] 等級
    [none] 這個單位
   *[other] { $unit }
}

## Periods and days

period-year = { $year ->
    [none] 全年
   *[other] { $year }年
}
period-half = { $half ->
    [h1] { $year ->
        [none] 上半年
       *[other] { $year }年上半年
    }
   *[h2] { $year ->
        [none] 下半年
       *[other] { $year }年下半年
    }
}
period-quarter = { $quarter ->
    [q1] { $year ->
        [none] 第一季
       *[other] { $year }年第一季
    }
    [q2] { $year ->
        [none] 第二季
       *[other] { $year }年第二季
    }
    [q3] { $year ->
        [none] 第三季
       *[other] { $year }年第三季
    }
   *[q4] { $year ->
        [none] 第四季
       *[other] { $year }年第四季
    }
}
# $month is the month's number, $name its name
period-month = { $name ->
   *[other] { $year ->
        [none] { $month }月
       *[other] { $year }年{ $month }月
    }
}
# $start and $end are the months' numbers, $first and $last their names
period-months = { $first ->
   *[other] { $last ->
       *[other] { $year ->
            [none] { $start }–{ $end }月
           *[other] { $year }年{ $start }–{ $end }月
        }
    }
}
period-years = { $first }–{ $last }年
period-range = { $first }至{ $last }
period-day = { $name ->
   *[other] { $year ->
        [none] { $month }月{ $day }日
       *[other] { $year }年{ $month }月{ $day }日
    }
}
period-fiscal = { $grain ->
    [year] { $year }會計年度
   *[other] { $period }（會計年度）
}
day = { $day }

## How a figure is known

how = { $how ->
    [leaked] 外洩
    [reported] 報導
    [official] 官方
    [stated] 引述
    [implied] 反推
    [premise] 前提
    [given] 假設
   *[calculated] 計算
}
how-from = { $how ->
    [leaked] 由外洩數字計算
    [reported] 由報導數字計算
    [official] 由官方數字計算
    [stated] 由引述數字計算
   *[other] 計算
}
status = { $status ->
    [forecast] 預測
    [estimate] 估計
    [audited] 經查核
    [revised] 修正後
    [rounded] 約數
    [restated] 重編
   *[normal] 原文所列
}

## Answers

heading-about = { $about ->
    [difference] 差額
    [ratio] 比值
    [share] 佔比
    [growth] 變化
    [sum] 合計
    [per_period] 平均
    [annualised] 年化
    [whatif] 假設
    [power] 倍數
    [multiple] 倍數
    [level] 等級
   *[other] {""}
}
rate-of = { $label }年化
average-of = { $label }平均
from-operands = 計算依據：{ $operands }。
conflict = { $percent ->
    [none] ⚖️ 來源不一致：兩者相差{ $difference }，{ $how }的數字較高。
   *[other] ⚖️ 來源不一致：兩者相差{ $difference }，{ $how }的數字高出{ $percent }。
}
conflict-plain = { $difference ->
    [none] ⚖️ 來源不一致。
   *[other] ⚖️ 來源不一致：兩者相差{ $difference }。
}
cannot-decide = 僅憑帳本無法判定哪一個正確。
definitions = 這個詞不只一種定義，一併列出。
read-as = 理解為：{ $what }。
undated = 問的是{ $period }；來源沒有註明這個數字的時間。
perhaps = 也許是指：{ $what }。

basis = { $undated ->
    [yes] { $how }：{ $speaker }；未註明年份。
   *[no] { $how }：{ $speaker }。
}
basis-formula = { $how }：{ $formula }。
premise = { $name }：{ $value }。{ $note }
premise-plain = { $name }：{ $value }是推算前提，可以改用其他數值。
backwards = 回推：{ $formula }（{ $what }）。
also = 另有：{ $figures }。
opinion = 看法：{ $text }
statement = { $finding ->
    [exact] 驗算相符：{ $why }
    [within_rounding] 驗算相符（在四捨五入之內）：{ $why }
    [fails] 驗算不成立：{ $why }
    [depends] 驗算結果視解讀而定：{ $why }
   *[untestable] 無法驗算：{ $why }
}

## Comparisons and orders

apart = { $direction ->
    [higher] { $multiple ->
        [none] { $first }高出{ $difference }。
       *[other] { $first }高出{ $difference }（{ $multiple }）。
    }
   *[lower] { $multiple ->
        [none] { $first }低{ $difference }。
       *[other] { $first }低{ $difference }（{ $multiple }）。
    }
}
the-figure = { $how }的數字
tie = 依這些數字，兩者分不出高下。
order = { $direction ->
    [lowest] 由低到高
    [best] 由好到差
    [worst] 由差到好
   *[highest] 由高到低
}
left-out = 帳本沒有{ $names }的數字。
yes-no = { $holds ->
    [yes] 是：{ $figures }
    [near] ≈ 接近：{ $figures }
    [no] 否：{ $figures }
    [conflict] ⚖️ 來源不一致：{ $figures }
   *[open] ❔ 無法判定：{ $figures }
}
yes-no-open = ❔ 無法判定：{ $why }。
yes-no-plain = { $holds ->
    [yes] 是。
    [near] ≈ 接近。
    [no] 否。
    [conflict] ⚖️ 來源不一致。
   *[open] ❔ 無法判定。
}

## Explanations, choices, holdings

meaning = { $name }：{ $definition }
nothing-said = 來源沒有說明原因。
which = { $missing ->
    [entity] 指的是哪一個？
    [period] 指的是哪個期間？
    [measure] 指的是哪一項？
   *[figure] 有幾個數字相符：
}
no-full-period = 帳本沒有整段期間的數字。指的是哪一段？
holds = { $what ->
    [none] 帳本收錄：
   *[other] 關於{ $what }，帳本收錄：
}
holds-nothing = { $what ->
    [none] 帳本沒有這方面的數字。
   *[other] 帳本沒有{ $what }的數字。
}
suggestions-none = 帳本沒有以此開頭的項目。

## 更正

corrected = 已於{ $day }更正：{ $changes }。
corrected-figure = 原為{ $before }，現為{ $now }
corrected-gone = 原為{ $before }，帳本已不再收錄
corrected-verdict = 判斷原為「{ $before }」，現為「{ $now }」

## Reviews

sign = { $verdict ->
    [supported] ✅
    [approximately_supported] ≈
    [disputed] ⚖️
    [contradicted] ❌
   *[not_checkable] ❔
}
verdict = { $verdict ->
    [supported] 屬實
    [approximately_supported] 接近
    [disputed] 來源不一致
    [contradicted] 與帳本不符
   *[not_checkable] 無法查證
}
review-plain = { $sign } { $word }。
review-held = { $verdict ->
    [supported] { $sign } { $word }：{ $figures }
    [approximately_supported] { $sign } { $word }：帳本記為{ $figures }
    [contradicted] { $sign } { $word }：帳本記為{ $figures }
    [disputed] { $sign } { $word }：{ $figures }
   *[not_checkable] { $sign } { $word }。帳本有：{ $figures }
}
review-because = { $verdict ->
    [contradicted] { $sign } { $word }：{ $why }。
    [not_checkable] { $sign } { $word }：{ $why }。
   *[other] { $sign } { $word }；{ $why }。
}
review-line = { $sign } { $quote }：{ $what }
tally = { $count ->
   *[other] { $count }項說法：{ $parts }
}
tally-part = { $verdict ->
    [supported] { $sign } 屬實{ $count }
    [approximately_supported] { $sign } 接近{ $count }
    [disputed] { $sign } 來源不一致{ $count }
    [contradicted] { $sign } 與帳本不符{ $count }
   *[not_checkable] { $sign } 無法查證{ $count }
}
claim-read = 這句話理解為：{ $what }。
sensitivity = 若要這個說法成立，前提須是：{ $name }：{ $formula }。
claim-denied = 並非（{ $claim }）
claim-extreme = { $extreme ->
    [lowest] 最低
   *[highest] 最高
}

diagnosis = { $code ->
    [wrong_period] 數字對，期間不同
    [wrong_entity] 數字對，對象不同
    [wrong_measure] 數字對，項目不同
    [wrong_channel] 數字對，出處不同
    [wrong_currency] 數字對，幣別不同
    [magnitude] { $factor ->
        [10] 差了十倍
        [100] 差了一百倍
        [1000] 差了一千倍
        [none] 數量級不同
       *[other] 差了{ $factor }倍
    }
    [reversed] 方向相反
    [equal] 兩者印出來的數字相同
    [truncated] 尾數是直接捨去，不是四捨五入
    [definition] 定義不同
    [not_like_for_like] 計算基準不同
    [more_precise] 比來源更精確
    [bound_only] 來源只給出界限，沒有確切數值
    [superseded] 這是舊數字，已有更新的
    [forecast_outdone] 這是預測；實際數字不同
    [estimate_outdone] 這是推算；已有更可靠的數字
   *[other] 與所列不同
}
so-far = { $what }。
false-of-definition = 「{ $name }」不是這樣，所列的其他定義才是
true-of-definition = 只有「{ $name }」是這樣，所列的其他定義不是
elsewhere = { $amount }是{ $heading }（{ $how }）。
elsewhere-period = { $amount }是{ $period }{ $how }的數字。
elsewhere-channel = { $amount }是{ $how }的數字。
in-currency = 帳本的數字以{ $currency }計。

reason = { $reason ->
    [unknown_entity] 帳本沒有{ $what }的資料
    [unknown_measure] 帳本沒有這項數字
    [no_such_period] 帳本沒有{ $what }的數字
    [forecast] 說的是未來
    [opinion] 這是看法，不是數字
    [bound_only] 來源只給出界限，沒有確切數值
    [unread_word] 加上{ $what }就是另一項數字，帳本沒有收錄
    [unclear_tie] 看不出這個數字指的是什麼
    [entangled] 帳本中牽涉到它的算式太多，無法逐一推算
   *[other] 帳本沒有這項數字
}
reason-open-period = 沒有說明期間，而帳本有好幾個期間的數字
this-subject = 這個對象
this-period = 這段期間
this-word = 某個詞

## What is not held

gap-entity = { $words ->
    [none] ❔ 帳本沒有這個對象的資料。
   *[other] ❔ 帳本沒有{ $words }的資料。
}
gap-measure = { $words ->
    [none] { $what ->
        [none] ❔ 帳本沒有這項數字。
       *[other] ❔ 帳本沒有這項數字：{ $what }。
    }
   *[other] { $what ->
        [none] ❔ 帳本沒有{ $words }的數字。
       *[other] ❔ 帳本沒有{ $words }的數字（{ $what }）。
    }
}
gap-period = { $period ->
    [none] ❔ 帳本沒有這段期間的數字：{ $what }。
   *[other] ❔ 帳本沒有{ $period }的數字：{ $what }。
}
gap-channel = ❔ 帳本沒有 { $what } 的{ $how }數字。
gap-forecast = ❔ 帳本只收錄來源給出的數字，不預測未來。
gap-opinion = ❔ 這是見仁見智的問題；帳本收錄的是數字。
gap-printed = ❔ 來源沒有給出數字：{ $what }。
gap-word = { $words ->
    [none] ❔ 有一個詞看不懂，而它會改變問題的意思。
   *[other] ❔ 加上{ $words }就是另一項數字，帳本沒有收錄。
}
gap-said-only = ❔ 帳本沒有這方面的數字（{ $what }），來源只有這樣說：
gap-held = 帳本有的是{ $what }。
gap-structure = ❔ 這些數字不能這樣合在一起算。
gap-entangled = ❔ 帳本中牽涉到它的算式太多，無法逐一推算，因此不作答。
gap-unit = ❔ 帳本沒有以{ $unit }計的數字：{ $what }。
gap-nothing = ❔ 看不出要查什麼數字。
gap-no-period = ❔ 前面沒有說{ $words }該從哪個期間算起。
gap-no-premise = ❔ { $what }：這個數字沒有用到可以改成該值的前提。
gap-nothing-before = ❔ 這句話要接在某個回答之後：請先問一個數字，或回覆某則回答。
unread = 看不懂：{ $words }。
entities-held = 帳本有：{ $names }。
periods-held = 帳本有：{ $names }。
nearest = 最接近的是{ $figures }。
this-figure = 這項數字

## Derivation and sources

derivation-title = 推導
derivation-node = { $label }：{ $equation }
derivation-leaf = { $label }：{ $figure }，{ $how } { $refs }
derivation-given = { $label }：{ $figure }，{ $how }
sources-title = 來源
sources-count =
    帳本的數字出自 { $count } 份來源。
    點號碼可看各來源的原文。
source = [{ $number }] { $publisher }：「{ $title }」
source-about = [{ $number }] { $publisher }：{ $about }（我們的概述）
source-title = 標題由我們翻譯：「{ $title }」
source-published = { $day }發布
source-accessed = { $day }查閱
source-words = { $fact }：「{ $quote }」
source-translated = { $fact }：「{ $quote }」，我們的翻譯：「{ $words }」
source-paraphrase = { $fact }：{ $words }（我們的轉述）

## Help and small talk

help = 這裡的數字都出自整理過的帳本，並附推導與來源。
    可以問一個數字，也可以貼一段說法來查核。
    在群組裡：用 /check 回覆一則訊息，或標記我。
help-holds = 帳本收錄{ $names }的數字。
chatter = 可以問一個數字，或貼一段說法來查核。

## 接下來可以問的，用在按鈕上

asking-back = { $quote } 是哪一項的數字？請加上名稱和年份，或貼上整句話。
offer-whatif = 如果是 { $value }？
offer-less = − { $value }
offer-more = + { $value }
offer-why = 為什麼差這麼多？
offer-compare = 與{ $name }比較
offer-channel = 只看{ $how }
offer-definition = 這是什麼意思
coverage = 帳本收錄 { $rows } 個數字，出自 { $sources } 份來源。
## 文中數目自己的算式，與帳本無關

reckoning = { $finding ->
    [holds] 文中的算式成立：{ $formula } = { $value }。
    [within_rounding] 文中的算式：{ $formula } = { $value }；文中寫的 { $stated } 在四捨五入之內。
   *[fails] 文中的算式：{ $formula } = { $value }，文中寫的是 { $stated }。
}

## 圖表

chart-compared = 並列
chart-claim = 說法
chart-asked = { $value }（所問）
chart-held = { $value }（帳本）
chart-axis = { $premise }
chart-claim-note = 色帶是這個說法按字面可以涵蓋的範圍。
chart-curve-note = 這個數字如何隨{ $premise }而變。
chart-lengths = 各期長短不同。
chart-whiskers = 細線表示位數或措辭留下的不確定範圍。
chart-source = 來源：{ $names }
