### What the bot says, in Simplified Chinese. The three catalogues define the same ids with the same variables.

## How parts are put together

separator = ｜
dot = {" · "}
comma = 、
clause = ；
sentence = {""}
list = { $first }和{ $last }
quoted = “{ $quote }”
labelled = { $label }：{ $figure }
operand = { $label }{ $figure }
figure-how = { $figure }（{ $how }）
in-parentheses = { $text }（{ $inner }）
equation = { $formula } = { $value }
numbered = { $number }. { $text }

## Figures

hedged = { $hedge ->
    [about] 约{ $figure }
    [nearly] 接近{ $figure }
    [over] 超过{ $figure }
    [at_least] 至少{ $figure }
    [under] 不到{ $figure }
    [at_most] 至多{ $figure }
    [exactly] 正好{ $figure }
   *[none] { $figure }
}
dollars = { $power ->
    [p12] { $sign }{ $number }万亿美元
    [p8] { $sign }{ $number }亿美元
    [p4] { $sign }{ $number }万美元
   *[p0] { $sign }{ $number }美元
}
money = { $power ->
    [p12] { $sign }{ $number }万亿{ $currency }
    [p8] { $sign }{ $number }亿{ $currency }
    [p4] { $sign }{ $number }万{ $currency }
   *[p0] { $sign }{ $number } { $currency }
}
per = { $per ->
    [hour] 每小时{ $figure }
    [day] 每天{ $figure }
    [month] 每月{ $figure }
    [quarter] 每季度{ $figure }
    [year] 每年{ $figure }
   *[other] 每{ $per } { $figure }
}
percent = { $number }%
share-of = { $hedge ->
    [about] 约占{ $whole }的{ $number }%
    [nearly] 接近{ $whole }的{ $number }%
    [over] 超过{ $whole }的{ $number }%
    [at_least] 至少占{ $whole }的{ $number }%
    [under] 不到{ $whole }的{ $number }%
    [at_most] 至多占{ $whole }的{ $number }%
    [exactly] 正好占{ $whole }的{ $number }%
    [negative] { $whole }的{ $number }%
   *[none] 占{ $whole }的{ $number }%
}
points = { $number }个百分点
multiple = { $number }倍
days = { $count ->
   *[other] { $number }天
}
between = （{ $range }）
unit-share-of = 占{ $whole }的比例
unit-name = { $unit ->
    [percent] 百分比
    [percentage_points] 百分点
    [ratio] 倍数
    [days] 天数
    [level] 等级
    [none] 这个单位
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
        [none] 第一季度
       *[other] { $year }年第一季度
    }
    [q2] { $year ->
        [none] 第二季度
       *[other] { $year }年第二季度
    }
    [q3] { $year ->
        [none] 第三季度
       *[other] { $year }年第三季度
    }
   *[q4] { $year ->
        [none] 第四季度
       *[other] { $year }年第四季度
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
    [year] { $year }财年
   *[other] { $period }（财年）
}
day = { $day }

## How a figure is known

how = { $how ->
    [leaked] 泄露
    [reported] 报道
    [official] 官方
    [stated] 引述
    [implied] 反推
    [premise] 前提
    [given] 假设
   *[calculated] 计算
}
how-from = { $how ->
    [leaked] 由泄露数字计算
    [reported] 由报道数字计算
    [official] 由官方数字计算
    [stated] 由引述数字计算
   *[other] 计算
}
status = { $status ->
    [forecast] 预测
    [estimate] 估计
    [audited] 经审计
    [revised] 修订后
    [rounded] 约数
    [restated] 重述
   *[normal] 原文所列
}

## Answers

heading-about = { $about ->
    [difference] 差额
    [ratio] 比值
    [share] 占比
    [growth] 变化
    [sum] 合计
    [per_period] 平均
    [annualised] 年化
    [whatif] 假设
    [power] 倍数
    [multiple] 倍数
    [level] 等级
   *[other] {""}
}
rate-of = { $label }年化
average-of = { $label }平均
from-operands = 计算依据：{ $operands }。
conflict = { $percent ->
    [none] ⚖️ 来源不一致：两者相差{ $difference }，{ $how }的数字较高。
   *[other] ⚖️ 来源不一致：两者相差{ $difference }，{ $how }的数字高出{ $percent }。
}
conflict-plain = { $difference ->
    [none] ⚖️ 来源不一致。
   *[other] ⚖️ 来源不一致：两者相差{ $difference }。
}
cannot-decide = 仅凭账本无法判定哪一个正确。
definitions = 这个词不只一种定义，一并列出。
read-as = 理解为：{ $what }。
undated = 问的是{ $period }；来源没有注明这个数字的时间。
perhaps = 也许是指：{ $what }。

basis = { $undated ->
    [yes] { $how }：{ $speaker }；未注明年份。
   *[no] { $how }：{ $speaker }。
}
basis-formula = { $how }：{ $formula }。
premise = { $name }：{ $value }。{ $note }
premise-plain = { $name }：{ $value }是推算前提，可以改用其他数值。
backwards = 倒推：{ $formula }（{ $what }）。
also = 另有：{ $figures }。
opinion = 观点：{ $text }
statement = { $finding ->
    [exact] 验算相符：{ $why }
    [within_rounding] 验算相符（在四舍五入误差内）：{ $why }
    [fails] 验算不成立：{ $why }
    [depends] 验算结果取决于如何解读：{ $why }
   *[untestable] 无法验算：{ $why }
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
the-figure = { $how }的数字
tie = 按这些数字，两者分不出高下。
order = { $direction ->
    [lowest] 由低到高
    [best] 由好到差
    [worst] 由差到好
   *[highest] 由高到低
}
left-out = 账本没有{ $names }的数字。
yes-no = { $holds ->
    [yes] 是：{ $figures }
    [near] ≈ 接近：{ $figures }
    [no] 否：{ $figures }
    [conflict] ⚖️ 来源不一致：{ $figures }
   *[open] ❔ 无法判定：{ $figures }
}
yes-no-open = ❔ 无法判定：{ $why }。
yes-no-plain = { $holds ->
    [yes] 是。
    [near] ≈ 接近。
    [no] 否。
    [conflict] ⚖️ 来源不一致。
   *[open] ❔ 无法判定。
}

## Explanations, choices, holdings

meaning = { $name }：{ $definition }
nothing-said = 来源没有说明原因。
which = { $missing ->
    [entity] 指的是哪一个？
    [period] 指的是哪个时间段？
    [measure] 指的是哪一项？
   *[figure] 有几个数字相符：
}
no-full-period = 账本没有整段时间的数字。指的是哪一段？
holds = { $what ->
    [none] 账本收录：
   *[other] 关于{ $what }，账本收录：
}
holds-nothing = { $what ->
    [none] 账本没有这方面的数字。
   *[other] 账本没有{ $what }的数字。
}
suggestions-none = 账本没有以此开头的项目。

## 更正

corrected = 已于{ $day }更正：{ $changes }。
corrected-figure = 原为{ $before }，现为{ $now }
corrected-gone = 原为{ $before }，账本已不再收录
corrected-verdict = 判断原为“{ $before }”，现为“{ $now }”

## Reviews

sign = { $verdict ->
    [supported] ✅
    [approximately_supported] ≈
    [disputed] ⚖️
    [contradicted] ❌
   *[not_checkable] ❔
}
verdict = { $verdict ->
    [supported] 属实
    [approximately_supported] 接近
    [disputed] 来源不一致
    [contradicted] 与账本不符
   *[not_checkable] 无法核实
}
review-plain = { $sign } { $word }。
review-held = { $verdict ->
    [supported] { $sign } { $word }：{ $figures }
    [approximately_supported] { $sign } { $word }：账本记为{ $figures }
    [contradicted] { $sign } { $word }：账本记为{ $figures }
    [disputed] { $sign } { $word }：{ $figures }
   *[not_checkable] { $sign } { $word }。账本有：{ $figures }
}
review-because = { $verdict ->
    [contradicted] { $sign } { $word }：{ $why }。
    [not_checkable] { $sign } { $word }：{ $why }。
   *[other] { $sign } { $word }；{ $why }。
}
review-line = { $sign } { $quote }：{ $what }
tally = { $count ->
   *[other] { $count }项说法：{ $parts }
}
tally-part = { $verdict ->
    [supported] { $sign } 属实{ $count }
    [approximately_supported] { $sign } 接近{ $count }
    [disputed] { $sign } 来源不一致{ $count }
    [contradicted] { $sign } 与账本不符{ $count }
   *[not_checkable] { $sign } 无法核实{ $count }
}
claim-read = 这句话理解为：{ $what }。
sensitivity = 要让这个说法成立，前提须是：{ $name }：{ $formula }。
claim-denied = 并非（{ $claim }）
claim-extreme = { $extreme ->
    [lowest] 最低
   *[highest] 最高
}

diagnosis = { $code ->
    [wrong_period] 数字对，时间段不同
    [wrong_entity] 数字对，主体不同
    [wrong_measure] 数字对，项目不同
    [wrong_channel] 数字对，出处不同
    [wrong_currency] 数字对，币种不同
    [magnitude] { $factor ->
        [10] 差了十倍
        [100] 差了一百倍
        [1000] 差了一千倍
        [none] 数量级不同
       *[other] 差了{ $factor }倍
    }
    [reversed] 方向相反
    [equal] 两者印出来的数字相同
    [truncated] 尾数被直接舍去，不是四舍五入
    [definition] 定义不同
    [not_like_for_like] 口径不同
    [more_precise] 比来源更精确
    [bound_only] 来源只给出界限，没有确切数值
    [superseded] 这是旧数字，已有更新的
    [forecast_outdone] 这是预测；实际数字不同
    [estimate_outdone] 这是推算；已有更可靠的数字
   *[other] 与所列不同
}
so-far = { $what }。
false-of-definition = “{ $name }”不是这样，所列的其他定义才是
true-of-definition = 只有“{ $name }”是这样，所列的其他定义不是
elsewhere = { $amount }是{ $heading }（{ $how }）。
elsewhere-period = { $amount }是{ $period }{ $how }的数字。
elsewhere-channel = { $amount }是{ $how }的数字。
in-currency = 账本的数字以{ $currency }计。

reason = { $reason ->
    [unknown_entity] 账本没有{ $what }的数据
    [unknown_measure] 账本没有这项数字
    [no_such_period] 账本没有{ $what }的数字
    [forecast] 说的是未来
    [opinion] 这是观点，不是数字
    [bound_only] 来源只给出界限，没有确切数值
    [unread_word] 加上{ $what }就是另一项数字，账本没有收录
    [unclear_tie] 看不出这个数字指的是什么
    [entangled] 账本中牵涉到它的算式太多，无法逐一推算
   *[other] 账本没有这项数字
}
reason-open-period = 没有说明时间，而账本有好几个时间段的数字
this-subject = 这个主体
this-period = 这段时间
this-word = 某个词

## What is not held

gap-entity = { $words ->
    [none] ❔ 账本没有这个主体的数据。
   *[other] ❔ 账本没有{ $words }的数据。
}
gap-measure = { $words ->
    [none] { $what ->
        [none] ❔ 账本没有这项数字。
       *[other] ❔ 账本没有这项数字：{ $what }。
    }
   *[other] { $what ->
        [none] ❔ 账本没有{ $words }的数字。
       *[other] ❔ 账本没有{ $words }的数字（{ $what }）。
    }
}
gap-period = { $period ->
    [none] ❔ 账本没有这段时间的数字：{ $what }。
   *[other] ❔ 账本没有{ $period }的数字：{ $what }。
}
gap-channel = ❔ 账本没有 { $what } 的{ $how }数字。
gap-forecast = ❔ 账本只收录来源给出的数字，不预测未来。
gap-opinion = ❔ 这是见仁见智的问题；账本收录的是数字。
gap-printed = ❔ 来源没有给出数字：{ $what }。
gap-word = { $words ->
    [none] ❔ 有一个词没看懂，而它会改变问题的意思。
   *[other] ❔ 加上{ $words }就是另一项数字，账本没有收录。
}
gap-said-only = ❔ 账本没有这方面的数字（{ $what }），来源只有这样的说法：
gap-held = 账本有的是{ $what }。
gap-structure = ❔ 这些数字不能这样合在一起算。
gap-entangled = ❔ 账本中牵涉到它的算式太多，无法逐一推算，因此不作答。
gap-unit = ❔ 账本没有以{ $unit }计的数字：{ $what }。
gap-nothing = ❔ 没看出要查什么数字。
gap-no-period = ❔ 前面没有说{ $words }该从哪个时间段算起。
gap-no-premise = ❔ { $what }：这个数字没有用到可以改成该值的前提。
gap-nothing-before = ❔ 这句话要接在某个回答之后：请先问一个数字，或回复某条回答。
unread = 没看懂：{ $words }。
entities-held = 账本有：{ $names }。
periods-held = 账本有：{ $names }。
nearest = 最接近的是{ $figures }。
this-figure = 这项数字

## Derivation and sources

derivation-title = 推导
derivation-node = { $label }：{ $equation }
derivation-leaf = { $label }：{ $figure }，{ $how } { $refs }
derivation-given = { $label }：{ $figure }，{ $how }
sources-title = 来源
sources-count =
    账本的数字出自 { $count } 份来源。
    点编号可查看各来源的原文。
source = [{ $number }] { $publisher }：“{ $title }”
source-about = [{ $number }] { $publisher }：{ $about }（我们的概述）
source-title = 标题由我们翻译：“{ $title }”
source-published = { $day }发布
source-accessed = { $day }查阅
source-words = { $fact }：“{ $quote }”
source-translated = { $fact }：“{ $quote }”，我们的翻译：“{ $words }”
source-paraphrase = { $fact }：{ $words }（我们的转述）

## Help and small talk

help = 这里的数字都出自整理过的账本，并附推导过程和来源。
    可以问一个数字，也可以粘贴一段说法来核查。
    在群组里：用 /check 回复一条消息，或 @ 我。
help-holds = 账本收录{ $names }的数字。
chatter = 可以问一个数字，或粘贴一段说法来核查。

## 接下来可以问的，用在按钮上

asking-back = { $quote } 是哪一项的数字？请加上名称和年份，或粘贴整句话。
offer-whatif = 如果是 { $value }？
offer-less = − { $value }
offer-more = + { $value }
offer-why = 为什么差这么多？
offer-compare = 与{ $name }比较
offer-channel = 只看{ $how }
offer-definition = 这是什么意思
coverage = 账本收录 { $rows } 个数字，出自 { $sources } 份来源。
## 文中数目自己的算式，与账本无关

reckoning = { $finding ->
    [holds] 文中的算式成立：{ $formula } = { $value }。
    [within_rounding] 文中的算式：{ $formula } = { $value }；文中写的 { $stated } 在四舍五入误差内。
   *[fails] 文中的算式：{ $formula } = { $value }，文中写的是 { $stated }。
}

## 图表

chart-compared = 并列
chart-claim = 说法
chart-asked = { $value }（所问）
chart-held = { $value }（账本）
chart-axis = { $premise }
chart-claim-note = 色带是这个说法按字面可以涵盖的范围。
chart-curve-note = 这个数字如何随{ $premise }而变。
chart-lengths = 各期长短不同。
chart-whiskers = 细线表示位数或措辞留下的不确定范围。
chart-source = 来源：{ $names }
