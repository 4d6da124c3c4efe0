cli-no-token =
    沒有設定 BOT_TOKEN，所以先在這台電腦上試用。要上 Telegram：在那裡找 @BotFather，傳 /newbot，把拿到的權杖寫進這裡的 .env 檔（BOT_TOKEN=…），再重新啟動。
cli-chat = 輸入要查的數字，或貼上要查核的話，一行一則。Ctrl-D 結束。
cli-no-such-ledger = 沒有 { $name } 這本帳本。現有：{ $known }。
cli-no-ledgers = { $path } 底下沒有 ledger.yaml。
ledgers-refused = 帳本有改動，但無法採用；仍用 { $version } 版。
cli-bad-line = 這一行不是帶有 "text" 的 JSON 物件。
cli-problems = 共 { $count } 個問題。
cli-ledger-good = { $ledger }：沒有問題。{ $rows } 列，{ $notes } 則附註，{ $statements } 則陳述。
cli-audit-differs = 帳本寫的是 { $written }。
finding-exact = 完全相符
finding-within-rounding = 在四捨五入之內相符
finding-fails = 不成立
finding-depends = 視讀法而定
finding-untestable = 以現有資料無法驗算
cli-no-gaps = 還沒有問不到的數字。
cli-no-database = 連不上 DATABASE_URL 的資料庫。
cli-no-feedback = 還沒有人回報。
verify-unreadable = { $file } 讀不成 JSON（{ $reason }）。
verify-nothing = { $file } 裡沒有推導：請給「zhangben ask --json」的輸出，或只給其中的「derivation」。
verify-holds = 成立：{ $nodes } 個節點，由 { $leaves } 個葉節點重新算出。
verify-fails = 不成立：{ $count } 處不符。
verify-seal = 有欄位被改過：封記與內容不符
verify-shape = 這不是推導的節點（{ $found }）
verify-id = 代號與輸入不符：{ $found }；應為 { $expected }
verify-rule = 沒有這種規則：{ $found }
verify-formula = 算式與規則或輸入不符：{ $found }
verify-unit = 單位是 { $found }；由輸入應得 { $expected }
verify-value = 數值是 { $found }；重算為 { $expected }
verify-interval = 區間是 { $found }；重算為 { $expected }
verify-printed = 來源所印的讀不成數額：{ $found }
verify-quote = 引文裡沒有「{ $expected }」：{ $found }
verify-source = 來源或事實代號缺漏或不符：{ $found }；應為 { $expected }
problem = { $where }：{ $place }：{ $what }
problem-place = { $kind ->
    [row] 列 { $name }
    [premise] 前提 { $name }
    [note] 附註 { $name }
    [statement] 陳述 { $name }
    [identity] 等式 { $name }
    [measure] 項目 { $name }
    [group] 群組 { $name }
   *[entity] 主體 { $name }
 }
problem-place-file = 檔案
problem-place-header = 表頭
problem-other = { $detail }（{ $rule }）
problem-no-file = 缺這個檔案，或打不開。帳本是一個資料夾，裡面有 ledger.yaml 和 observations.csv；「zhangben ledger new」會把兩個都寫好。
problem-encoding = 檔案不是 UTF-8。請在 Excel 存成「CSV UTF-8」，或在編輯器選 UTF-8 編碼。
problem-key-twice = 「{ $detail }」在同一層出現兩次，只有一個會算數。請改名或刪掉一個。
problem-tab = 這一行用定位字元縮排。YAML 只認空格：每一層用兩個空格。
problem-alias = 「*{ $detail }」引用了檔案的另一段。請把那一段直接寫在這裡。
problem-deep = 清單和鍵層層相套，超過 { $expected } 層。請看看有沒有括號漏了收尾。
problem-long = 「{ $detail }」超過 { $expected } 個字元。請拆開來寫。
problem-yaml = 讀不成 YAML（{ $detail }）。請看這一行和前一行：是否少了括號、引號、冒號或縮排；含「: 」或以符號開頭的文字要加引號。
problem-no-mapping = 檔案裡沒有欄位。至少要有：{ $expected }。
problem-cells = 這一列有 { $detail } 格，表頭有 { $expected } 格。含逗號的文字要加引號（"…"），空格子留空。
problem-csv = 讀不成 CSV（{ $detail }）。請找沒有關上的引號；文字裡的引號要寫兩次（""）。
problem-separator = 各格是用「{ $detail }」隔開的。請改用逗號存檔；表頭是：{ $expected }
problem-no-column = 缺少欄：{ $detail }。表頭是：{ $expected }
problem-unknown-column = 沒有這些欄：{ $detail }。請刪掉；表頭是：{ $expected }
problem-column-twice = 這一欄出現兩次：{ $detail }。請刪掉一個。
problem-missing = 缺少「{ $detail }」，請補上。
problem-extra = 這裡沒有「{ $detail }」這個欄位。相近的有：{ $expected }。請改正名稱或刪掉。
problem-choice = 「{ $detail }」不在可選的值之中：{ $expected }。
problem-empty = 這裡是空的，請填上：每一列都要有來源原文、我們的譯文（來源是英文就照抄）和說的人。
problem-text = 「{ $detail }」被讀成別種值，不是文字。請加引號。
problem-id = 「{ $detail }」不能當代號。代號以小寫字母開頭，只用小寫字母、數字和 _。
problem-period = 「{ $detail }」不是期間。請寫 2025、2025-S1、2025-Q3、2025-01、2025-01-31 或 2025-01/2025-09；來源沒印就留空。（Excel 會改掉這種格子：把這一欄設成文字格式。）
problem-one-form = 一則陳述只能有 claim、all、readings 其中一個。
problem-date = 「{ $detail }」不是日期。請寫 "2026-03-01"，要加引號。
problem-type = 「{ $detail }」不是這裡該有的：{ $expected }。
problem-duplicate = 代號 { $detail } 在 { $expected } 已經用過。請各用各的；同一事實的幾列可寫成 { $detail }.1、{ $detail }.2。
problem-one-origin = 「{ $detail }」需要同一數字、同一期間至少兩個來源的列；轉述同一來源的媒體只算一個。請改寫 single，或補上另一來源的列。
problem-not-in-quote = 引文「{ $expected }」裡沒有「{ $detail }」。數字和修飾詞請照來源所印抄下。
problem-undefined = 「{ $detail }」沒有定義。相近的有：{ $expected }。請改正代號，或在 ledger.yaml 裡定義。
problem-formula = 「{ $detail }」讀不成算式。例如 surplus = income - expenses，或 a.revenue@2025 > "10 million"；數額要加引號。
problem-unit = { $detail } 不是這個項目的單位 { $expected }。請改正項目的單位，或改用單位相同的項目。
problem-hedge = 「{ $detail }」讀不成修飾詞（約、近、超過、至少、about、nearly、over……）。不影響數值就留空。
problem-level = 「{ $detail }」不是這個項目的等級：{ $expected }。
problem-unreadable = 「{ $detail }」讀不成一個數額。這裡只放數字、數量級和單位（4.3 billion dollars、37.6 億、12%）；分開的修飾詞放 hedge。
problem-unit-name = 「{ $detail }」不是單位。請寫三個字母的幣別（USD、EUR），或其中之一：{ $expected }。
problem-levels = levels 只屬於 kind 為 ordinal 的項目，而且必須有；這個項目是 { $detail }。
problem-fiscal-year = 「{ $detail }」不是年度結束日。請寫月和日："12-31"。
problem-row-id = 「{ $detail }」不能當代號。只用字母、數字、點、連字號和 _，例如 ABC-12。
problem-identity-left = 「{ $detail }」：等號左邊只放一個項目，例如 net = assets - debts。
problem-circular = 「{ $detail }」繞回自己：{ $expected } 在等號兩邊都有。請解出它，讓它只在左邊。
problem-term-twice = 「{ $detail }」裡 { $expected } 出現兩次。請改寫，讓每個項目只出現一次。
problem-name-twice = 「{ $detail }」這個名稱已屬於 { $expected }。請各用各的名稱；同一樣東西就用同一個代號。
problem-measure-differs = { $detail } 已是帳本 { $expected } 的另一個項目。請在這裡、各列和算式裡替它換一個自己的代號（例如 { $detail }_eur）；名稱不必改。
problem-itself = 「{ $detail }」以自己為依據。這裡請寫另一個項目。
new-bad-name = 「{ $name }」不能當帳本名稱：以小寫字母開頭，只用小寫字母、數字和 _。
new-taken = { $path } 已存在而且不是空的；什麼都沒寫。
new-done = 已寫好 { $path }/ledger.yaml 和 { $path }/observations.csv，裡面有一個虛構的數字。換成你的，再執行：zhangben ledger check { $path }
skeleton-start = 帳本：來源怎麼說，就怎麼記。請把下面虛構的內容換掉；代號只用小寫字母、數字和 _。
skeleton-sources = 數字的出處。title_en 是我們的譯文；address 和 published 可寫 null。
skeleton-speakers = 誰說的。channel：leaked、reported、official、stated 或 computed。
skeleton-entities =
    數字說的是誰。kind：company、government 或 world。aliases 是大家會打的其他名稱。
    年度不在十二月結束的：fiscal_year_end: "06-30"。
skeleton-measures =
    量的是什麼。unit：USD、EUR……或 percent、percentage_points、ratio。kind：flow（可跨期相加）、stock（某日的）、rate 或 ordinal。
    佔另一項目的百分比要寫出那個項目：denominator: gdp。
skeleton-premises = 假設的值：{"{"}id: P-1, entity: …, measure: …, printed: "20%", source: …, said_by: …, quote: "…", quote_en: "…"{"}"}
skeleton-identities = 由什麼得出什麼：{"{"}id: surplus, formula: "surplus = revenue - costs"{"}"}
skeleton-notes = 定義和但書：{"{"}id: N-1, kind: caveat, measures: [revenue], source: …, text: {"{"}en: "…", zh-Hant: "…", zh-Hans: "…"{"}"}{"}"}
skeleton-statements = 來源自己算出來的；finding：exact、within_rounding、fails、depends 或 untestable。見「zhangben ledger audit」。
