cli-no-token =
    没有设置 BOT_TOKEN，所以先在这台电脑上试用。要上 Telegram：在那里找 @BotFather，发送 /newbot，把拿到的令牌写进这里的 .env 文件（BOT_TOKEN=…），再重新启动。
cli-chat = 输入要查的数字，或粘贴要核查的话，一行一条。Ctrl-D 结束。
cli-no-such-ledger = 没有 { $name } 这本账本。现有：{ $known }。
cli-no-ledgers = { $path } 下面没有 ledger.yaml。
ledgers-refused = 账本有改动，但无法采用；仍用 { $version } 版。
cli-bad-line = 这一行不是带有 "text" 的 JSON 对象。
cli-problems = 共 { $count } 个问题。
cli-ledger-good = { $ledger }：没有问题。{ $rows } 行，{ $notes } 条附注，{ $statements } 条陈述。
cli-audit-differs = 账本写的是 { $written }。
finding-exact = 完全相符
finding-within-rounding = 在四舍五入之内相符
finding-fails = 不成立
finding-depends = 视读法而定
finding-untestable = 以现有数据无法验算
cli-no-gaps = 还没有问不到的数字。
cli-no-database = 连不上 DATABASE_URL 的数据库。
cli-no-feedback = 还没有人反馈。
verify-unreadable = { $file } 读不成 JSON（{ $reason }）。
verify-nothing = { $file } 里没有推导：请给“zhangben ask --json”的输出，或只给其中的“derivation”。
verify-holds = 成立：{ $nodes } 个节点，由 { $leaves } 个叶节点重新算出。
verify-fails = 不成立：{ $count } 处不符。
verify-seal = 有字段被改过：封记与内容不符
verify-shape = 这不是推导的节点（{ $found }）
verify-id = 代号与输入不符：{ $found }；应为 { $expected }
verify-rule = 没有这种规则：{ $found }
verify-formula = 算式与规则或输入不符：{ $found }
verify-unit = 单位是 { $found }；由输入应得 { $expected }
verify-value = 数值是 { $found }；重算为 { $expected }
verify-interval = 区间是 { $found }；重算为 { $expected }
verify-printed = 来源所印的读不成数额：{ $found }
verify-quote = 引文里没有“{ $expected }”：{ $found }
verify-source = 来源或事实代号缺漏或不符：{ $found }；应为 { $expected }
problem = { $where }：{ $place }：{ $what }
problem-place = { $kind ->
    [row] 行 { $name }
    [premise] 前提 { $name }
    [note] 附注 { $name }
    [statement] 陈述 { $name }
    [identity] 等式 { $name }
    [measure] 项目 { $name }
    [group] 群组 { $name }
   *[entity] 主体 { $name }
 }
problem-place-file = 文件
problem-place-header = 表头
problem-other = { $detail }（{ $rule }）
problem-no-file = 缺这个文件，或打不开。账本是一个文件夹，里面有 ledger.yaml 和 observations.csv；“zhangben ledger new”会把两个都写好。
problem-encoding = 文件不是 UTF-8。请在 Excel 存成“CSV UTF-8”，或在编辑器选 UTF-8 编码。
problem-key-twice = “{ $detail }”在同一层出现两次，只有一个会算数。请改名或删掉一个。
problem-tab = 这一行用制表符缩进。YAML 只认空格：每一层用两个空格。
problem-alias = “*{ $detail }”引用了文件的另一段。请把那一段直接写在这里。
problem-deep = 列表和键层层嵌套，超过 { $expected } 层。请看看有没有括号漏了收尾。
problem-long = “{ $detail }”超过 { $expected } 个字符。请拆开来写。
problem-yaml = 读不成 YAML（{ $detail }）。请看这一行和前一行：是否少了括号、引号、冒号或缩进；含“: ”或以符号开头的文本要加引号。
problem-no-mapping = 文件里没有字段。至少要有：{ $expected }。
problem-cells = 这一行有 { $detail } 格，表头有 { $expected } 格。含逗号的文本要加引号（"…"），空单元格留空。
problem-csv = 读不成 CSV（{ $detail }）。请找没有关上的引号；文本里的引号要写两次（""）。
problem-separator = 各格是用“{ $detail }”隔开的。请改用逗号保存；表头是：{ $expected }
problem-no-column = 缺少列：{ $detail }。表头是：{ $expected }
problem-unknown-column = 没有这些列：{ $detail }。请删掉；表头是：{ $expected }
problem-column-twice = 这一列出现两次：{ $detail }。请删掉一个。
problem-missing = 缺少“{ $detail }”，请补上。
problem-extra = 这里没有“{ $detail }”这个字段。相近的有：{ $expected }。请改正名称或删掉。
problem-choice = “{ $detail }”不在可选的值之中：{ $expected }。
problem-empty = 这里是空的，请填上：每一行都要有来源原文、我们的译文（来源是英文就照抄）和说的人。
problem-text = “{ $detail }”被读成别种值，不是文本。请加引号。
problem-id = “{ $detail }”不能当代号。代号以小写字母开头，只用小写字母、数字和 _。
problem-period = “{ $detail }”不是时间段。请写 2025、2025-S1、2025-Q3、2025-01、2025-01-31 或 2025-01/2025-09；来源没印就留空。（Excel 会改掉这种格子：把这一列设成文本格式。）
problem-one-form = 一条陈述只能有 claim、all、readings 其中一个。
problem-date = “{ $detail }”不是日期。请写 "2026-03-01"，要加引号。
problem-type = “{ $detail }”不是这里该有的：{ $expected }。
problem-duplicate = 代号 { $detail } 在 { $expected } 已经用过。请各用各的；同一事实的几行可写成 { $detail }.1、{ $detail }.2。
problem-one-origin = “{ $detail }”需要同一数字、同一时间段至少两个来源的行；转述同一来源的媒体只算一个。请改写 single，或补上另一来源的行。
problem-not-in-quote = 引文“{ $expected }”里没有“{ $detail }”。数字和修饰词请照来源所印抄下。
problem-undefined = “{ $detail }”没有定义。相近的有：{ $expected }。请改正代号，或在 ledger.yaml 里定义。
problem-formula = “{ $detail }”读不成算式。例如 surplus = income - expenses，或 a.revenue@2025 > "10 million"；数额要加引号。
problem-unit = { $detail } 不是这个项目的单位 { $expected }。请改正项目的单位，或改用单位相同的项目。
problem-hedge = “{ $detail }”读不成修饰词（约、近、超过、至少、about、nearly、over……）。不影响数值就留空。
problem-level = “{ $detail }”不是这个项目的等级：{ $expected }。
problem-unreadable = “{ $detail }”读不成一个数额。这里只放数字、数量级和单位（4.3 billion dollars、37.6 亿、12%）；分开的修饰词放 hedge。
problem-unit-name = “{ $detail }”不是单位。请写三个字母的币种（USD、EUR），或其中之一：{ $expected }。
problem-levels = levels 只属于 kind 为 ordinal 的项目，而且必须有；这个项目是 { $detail }。
problem-fiscal-year = “{ $detail }”不是年度结束日。请写月和日："12-31"。
problem-row-id = “{ $detail }”不能当代号。只用字母、数字、点、连字符和 _，例如 ABC-12。
problem-identity-left = “{ $detail }”：等号左边只放一个项目，例如 net = assets - debts。
problem-circular = “{ $detail }”绕回自己：{ $expected } 在等号两边都有。请解出它，让它只在左边。
problem-term-twice = “{ $detail }”里 { $expected } 出现两次。请改写，让每个项目只出现一次。
problem-name-twice = “{ $detail }”这个名称已属于 { $expected }。请各用各的名称；同一样东西就用同一个代号。
problem-measure-differs = { $detail } 已是账本 { $expected } 的另一个项目。请在这里、各行和算式里给它换一个自己的代号（例如 { $detail }_eur）；名称不必改。
problem-itself = “{ $detail }”以自己为依据。这里请写另一个项目。
new-bad-name = “{ $name }”不能当账本名称：以小写字母开头，只用小写字母、数字和 _。
new-taken = { $path } 已存在而且不是空的；什么都没写。
new-done = 已写好 { $path }/ledger.yaml 和 { $path }/observations.csv，里面有一个虚构的数字。换成你的，再运行：zhangben ledger check { $path }
skeleton-start = 账本：来源怎么说，就怎么记。请把下面虚构的内容换掉；代号只用小写字母、数字和 _。
skeleton-sources = 数字的出处。title_en 是我们的译文；address 和 published 可写 null。
skeleton-speakers = 谁说的。channel：leaked、reported、official、stated 或 computed。
skeleton-entities =
    数字说的是谁。kind：company、government 或 world。aliases 是大家会打的其他名称。
    年度不在十二月结束的：fiscal_year_end: "06-30"。
skeleton-measures =
    量的是什么。unit：USD、EUR……或 percent、percentage_points、ratio。kind：flow（可跨期相加）、stock（某日的）、rate 或 ordinal。
    占另一项目的百分比要写出那个项目：denominator: gdp。
skeleton-premises = 假设的值：{"{"}id: P-1, entity: …, measure: …, printed: "20%", source: …, said_by: …, quote: "…", quote_en: "…"{"}"}
skeleton-identities = 由什么得出什么：{"{"}id: surplus, formula: "surplus = revenue - costs"{"}"}
skeleton-notes = 定义和限制：{"{"}id: N-1, kind: caveat, measures: [revenue], source: …, text: {"{"}en: "…", zh-Hant: "…", zh-Hans: "…"{"}"}{"}"}
skeleton-statements = 来源自己算出来的；finding：exact、within_rounding、fails、depends 或 untestable。见“zhangben ledger audit”。
