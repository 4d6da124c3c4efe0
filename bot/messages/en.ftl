### What the bot says, in English. The three catalogues define the same ids with the same variables.
### Names and figures arrive formatted; words in quotation marks are other people's.

## How parts are put together

separator = {"  ·  "}
dot = {" · "}
comma = {", "}
clause = {"; "}
sentence = {" "}
list = { $first } and { $last }
quoted = “{ $quote }”
labelled = { $label }: { $figure }
operand = { $label }: { $figure }
figure-how = { $figure } ({ $how })
in-parentheses = { $text } ({ $inner })
equation = { $formula } = { $value }
numbered = { $number }. { $text }

## Figures

hedged = { $hedge ->
    [about] about { $figure }
    [nearly] close to { $figure }
    [over] more than { $figure }
    [at_least] at least { $figure }
    [under] less than { $figure }
    [at_most] at most { $figure }
    [exactly] exactly { $figure }
   *[none] { $figure }
}
dollars = { $power ->
    [p12] { $sign }${ $number } trillion
    [p9] { $sign }${ $number } billion
    [p6] { $sign }${ $number } million
   *[p0] { $sign }${ $number }
}
money = { $power ->
    [p12] { $sign }{ $number } trillion { $currency }
    [p9] { $sign }{ $number } billion { $currency }
    [p6] { $sign }{ $number } million { $currency }
   *[p0] { $sign }{ $number } { $currency }
}
per = { $per ->
    [hour] { $figure } an hour
    [day] { $figure } a day
    [month] { $figure } a month
    [quarter] { $figure } a quarter
    [year] { $figure } a year
   *[other] { $figure } per { $per }
}
percent = { $number }%
share-of = { $hedge ->
    [about] about { $number }% of { $whole }
    [nearly] close to { $number }% of { $whole }
    [over] more than { $number }% of { $whole }
    [at_least] at least { $number }% of { $whole }
    [under] less than { $number }% of { $whole }
    [at_most] at most { $number }% of { $whole }
    [exactly] exactly { $number }% of { $whole }
    [negative] { $number }% of { $whole }
   *[none] { $number }% of { $whole }
}
points = { $number } percentage points
multiple = { $number }×
days = { $count ->
    [one] { $number } day
   *[other] { $number } days
}
between = {" "}({ $range })
unit-share-of = percent of { $whole }
unit-name = { $unit ->
    [percent] percent
    [percentage_points] percentage points
    [ratio] multiples
    [days] days
    [level] levels
    [none] this unit
   *[other] { $unit }
}

## Periods and days

period-year = { $year ->
    [none] full year
   *[other] { $year }
}
period-half = { $half ->
    [h1] { $year ->
        [none] H1
       *[other] H1 { $year }
    }
   *[h2] { $year ->
        [none] H2
       *[other] H2 { $year }
    }
}
period-quarter = { $quarter ->
    [q1] { $year ->
        [none] Q1
       *[other] Q1 { $year }
    }
    [q2] { $year ->
        [none] Q2
       *[other] Q2 { $year }
    }
    [q3] { $year ->
        [none] Q3
       *[other] Q3 { $year }
    }
   *[q4] { $year ->
        [none] Q4
       *[other] Q4 { $year }
    }
}
# $month is the month's number, $name its name
period-month = { $month ->
   *[other] { $year ->
        [none] { $name }
       *[other] { $name } { $year }
    }
}
# $start and $end are the months' numbers, $first and $last their names
period-months = { $start ->
   *[other] { $end ->
       *[other] { $year ->
            [none] { $first }–{ $last }
           *[other] { $first }–{ $last } { $year }
        }
    }
}
period-years = { $first }–{ $last }
period-range = { $first }–{ $last }
period-day = { $month ->
   *[other] { $year ->
        [none] { $name } { $day }
       *[other] { $name } { $day }, { $year }
    }
}
period-fiscal = { $grain ->
    [year] FY{ $year }
   *[other] { $period } (fiscal year)
}
day = { $day }

## How a figure is known

how = { $how ->
    [leaked] leaked
    [reported] reported
    [official] official
    [stated] stated
    [implied] implied
    [premise] premise
    [given] supposed
   *[calculated] calculated
}
how-from = { $how ->
    [leaked] calculated from leaked figures
    [reported] calculated from reported figures
    [official] calculated from official figures
    [stated] calculated from stated figures
   *[other] calculated
}
status = { $status ->
    [forecast] forecast
    [estimate] estimate
    [audited] audited
    [revised] revised
    [rounded] rounded
    [restated] restated
   *[normal] as printed
}

## Answers

heading-about = { $about ->
    [difference] difference
    [ratio] ratio
    [share] share
    [growth] change
    [sum] total
    [per_period] average
    [annualised] annualised
    [whatif] what if
    [power] multiple
    [multiple] multiple
    [level] level
   *[other] {""}
}
rate-of = { $label }, annualised
average-of = { $label }, average
from-operands = From { $operands }.
conflict = { $percent ->
    [none] ⚖️ Sources conflict: the { $how } figure is { $difference } higher.
   *[other] ⚖️ Sources conflict: the { $how } figure is { $difference } higher (+{ $percent }).
}
conflict-plain = { $difference ->
    [none] ⚖️ Sources conflict.
   *[other] ⚖️ Sources conflict: { $difference } apart.
}
cannot-decide = The ledgers can't decide which of the two is right.
definitions = The word has more than one definition; each is shown.
read-as = Read as: { $what }.
undated = Asked about { $period }; the source names no period for this.
perhaps = Perhaps meant: { $what }.

basis = { $undated ->
    [yes] { $how }: { $speaker }; undated.
   *[no] { $how }: { $speaker }.
}
basis-formula = { $how }: { $formula }.
premise = { $name }: { $value }. { $note }
premise-plain = { $name }: { $value } is a premise; other values can be supposed.
backwards = Backwards: { $formula } ({ $what }).
also = Also held: { $figures }.
opinion = Opinion: { $text }
statement = { $finding ->
    [exact] Checked: { $why }
    [within_rounding] Checked, within rounding: { $why }
    [fails] Checked, does not hold: { $why }
    [depends] Checked, depends on the reading: { $why }
   *[untestable] Cannot be checked: { $why }
}

## Comparisons and orders

apart = { $direction ->
    [higher] { $multiple ->
        [none] { $first } is { $difference } higher.
       *[other] { $first } is { $difference } higher ({ $multiple }).
    }
   *[lower] { $multiple ->
        [none] { $first } is { $difference } lower.
       *[other] { $first } is { $difference } lower ({ $multiple }).
    }
}
the-figure = the { $how } figure
tie = On these figures the two can't be told apart.
order = { $direction ->
    [lowest] lowest first
    [best] best first
    [worst] worst first
   *[highest] highest first
}
left-out = Nothing is held for { $names }.
yes-no = { $holds ->
    [yes] Yes: { $figures }
    [near] ≈ Close: { $figures }
    [no] No: { $figures }
    [conflict] ⚖️ Sources conflict: { $figures }
   *[open] ❔ Can't be told: { $figures }
}
yes-no-open = ❔ Can't be told: { $why }.
yes-no-plain = { $holds ->
    [yes] Yes.
    [near] ≈ Close.
    [no] No.
    [conflict] ⚖️ Sources conflict.
   *[open] ❔ Can't be told.
}

## Explanations, choices, holdings

meaning = { $name }: { $definition }
nothing-said = The sources give no reason.
which = { $missing ->
    [entity] Which one is meant?
    [period] Which period is meant?
    [measure] Which of these is meant?
   *[figure] Several figures fit:
}
no-full-period = No figure for the whole period is held. Which part is meant?
holds = { $what ->
    [none] The ledgers hold:
   *[other] Held on { $what }:
}
holds-nothing = { $what ->
    [none] The ledgers hold nothing on this.
   *[other] The ledgers hold nothing on { $what }.
}
suggestions-none = Nothing held begins like this.

## Corrections

corrected = Corrected on { $day }: { $changes }.
corrected-figure = { $before } before, { $now } now
corrected-gone = { $before } before, no longer in the ledgers
corrected-verdict = verdict “{ $before }” before, “{ $now }” now

## Reviews

sign = { $verdict ->
    [supported] ✅
    [approximately_supported] ≈
    [disputed] ⚖️
    [contradicted] ❌
   *[not_checkable] ❔
}
verdict = { $verdict ->
    [supported] supported
    [approximately_supported] close
    [disputed] sources conflict
    [contradicted] not what the ledger has
   *[not_checkable] can't be checked
}
review-plain = { $sign } { $word }.
review-held = { $verdict ->
    [supported] { $sign } { $word }: { $figures }
    [approximately_supported] { $sign } { $word }: the ledger has { $figures }
    [contradicted] { $sign } { $word }; it has { $figures }
    [disputed] { $sign } { $word }: { $figures }
   *[not_checkable] { $sign } { $word }. Held: { $figures }
}
review-because = { $verdict ->
    [contradicted] { $sign } { $word }: { $why }.
    [not_checkable] { $sign } { $word }: { $why }.
   *[other] { $sign } { $word }; { $why }.
}
review-line = { $sign } { $quote }: { $what }
tally = { $count ->
    [1] 1 claim: { $parts }
   *[other] { $count } claims: { $parts }
}
tally-part = { $verdict ->
    [supported] { $sign } { $count } supported
    [approximately_supported] { $sign } { $count } close
    [disputed] { $sign } { $count } in conflict
    [contradicted] { $sign } { $count } not as held
   *[not_checkable] { $sign } { $count } not checkable
}
claim-read = Claim read as { $what }.
sensitivity = For the claim to fit, another premise is needed: { $name }: { $formula }.
claim-denied = not: { $claim }
claim-extreme = { $extreme ->
    [lowest] the lowest
   *[highest] the highest
}

diagnosis = { $code ->
    [wrong_period] right number, other period
    [wrong_entity] right number, other subject
    [wrong_measure] right number, other measure
    [wrong_channel] right number, other kind of source
    [wrong_currency] right digits, other currency
    [magnitude] { $factor ->
        [10] off by a factor of ten
        [100] off by a factor of a hundred
        [1000] off by a factor of a thousand
        [none] off by powers of ten
       *[other] off by a factor of { $factor }
    }
    [reversed] the other way round
    [equal] both are equal as printed
    [truncated] cut off, not rounded
    [definition] another definition
    [not_like_for_like] not like for like
    [more_precise] more precise than the source
    [bound_only] the source gives only a bound
    [superseded] an older figure, since superseded
    [forecast_outdone] the forecast; the actual figure differs
    [estimate_outdone] worked out, not printed; a firmer figure is held
   *[other] other than held
}
so-far = This is { $what }.
false-of-definition = not so of { $name }, so of the other definitions shown
true-of-definition = true of { $name } only, not of the other definitions shown
elsewhere = { $amount } is { $heading } ({ $how }).
elsewhere-period = { $amount } is the { $how } figure for { $period }.
elsewhere-channel = { $amount } is the { $how } figure.
in-currency = The ledger's figure is in { $currency }.

reason = { $reason ->
    [unknown_entity] the ledgers hold nothing on { $what }
    [unknown_measure] the ledgers hold no such figure
    [no_such_period] no figure is held for { $what }
    [forecast] it is about the future
    [opinion] it is an opinion, not a figure
    [bound_only] the source gives only a bound
    [unread_word] with { $what } it is another figure, which the ledgers don’t hold
    [unclear_tie] it is not clear what the number refers to
    [entangled] too many formulas of the ledgers lead here to follow them all
   *[other] no such figure is held
}
reason-open-period = no period is said, and figures for several are held
this-subject = this subject
this-period = this period
this-word = a word

## What is not held

gap-entity = { $words ->
    [none] ❔ The ledgers hold nothing on this subject.
   *[other] ❔ The ledgers hold nothing on { $words }.
}
gap-measure = { $words ->
    [none] { $what ->
        [none] ❔ The ledgers hold no such figure.
       *[other] ❔ The ledgers hold no figure for { $what }.
    }
   *[other] { $what ->
        [none] ❔ The ledgers hold no figure for { $words }.
       *[other] ❔ The ledgers hold no figure for { $words } ({ $what }).
    }
}
gap-period = { $period ->
    [none] ❔ The ledgers hold no figure for this period: { $what }.
   *[other] ❔ The ledgers hold no figure for { $period }: { $what }.
}
gap-channel = ❔ The ledgers hold no { $how } figure for { $what }.
gap-forecast = ❔ The ledgers hold what was printed, no view of the future.
gap-opinion = ❔ That is a matter of opinion; the ledgers hold figures.
gap-printed = ❔ The sources print no figure for { $what }.
gap-word = { $words ->
    [none] ❔ A word that was not understood changes what is asked.
   *[other] ❔ With { $words } it is another figure, which the ledgers don’t hold.
}
gap-said-only = ❔ No figure is held on { $what }; what the sources say:
gap-held = The ledgers hold { $what }.
gap-structure = ❔ These figures can't be put together this way.
gap-entangled = ❔ Too many formulas of the ledgers lead here to follow them all, so no answer is given.
gap-unit = ❔ The ledgers hold no figure in { $unit } for { $what }.
gap-nothing = ❔ No question or figure was recognised.
gap-no-period = ❔ It was not said which period { $words } counts from.
gap-no-premise = ❔ { $what }: rests on no premise that could be changed to that.
gap-nothing-before = ❔ That needs an answer to go on from: ask for a figure first, or reply to an answer.
unread = Not understood: { $words }.
entities-held = Held: { $names }.
periods-held = Held: { $names }.
nearest = Nearest: { $figures }.
this-figure = this figure

## Derivation and sources

derivation-title = Derivation
derivation-node = { $label }: { $equation }
derivation-leaf = { $label }: { $figure }, { $how } { $refs }
derivation-given = { $label }: { $figure }, { $how }
sources-title = Sources
sources-count =
    The ledgers rest on { $count } sources.
    Tap a number for what a source says.
source = [{ $number }] { $publisher }: “{ $title }”
source-about = [{ $number }] { $publisher }: { $about } (our description)
source-title = our translation of the title: “{ $title }”
source-published = published { $day }
source-accessed = accessed { $day }
source-words = { $fact }: “{ $quote }”
source-translated = { $fact }: “{ $quote }” – our translation: “{ $words }”
source-paraphrase = { $fact }: { $words } (our paraphrase)

## Help and small talk

help = Figures from curated ledgers, each with its derivation and sources.
    Ask for a figure, or paste a claim to have it checked.
    In a group: reply to a message with /check, or mention me.
help-holds = The ledgers hold figures on { $names }.
chatter = Ask for a figure, or paste a claim to have it checked.

## What can be asked next, on buttons

asking-back = What is { $quote } the figure of? Add a name and a year, or paste the whole sentence.
offer-whatif = What if { $value }?
offer-less = − { $value }
offer-more = + { $value }
offer-why = Why the difference?
offer-compare = Compare: { $name }
offer-channel = Only { $how }
offer-definition = What it means
coverage = The ledgers hold { $rows } printed figures from { $sources } sources.
## What a text's own figures come to, apart from the ledgers

reckoning = { $finding ->
    [holds] The text’s own arithmetic holds: { $formula } = { $value }.
    [within_rounding] The text’s own arithmetic: { $formula } = { $value }; the { $stated } stated is within rounding.
   *[fails] The text’s own arithmetic: { $formula } = { $value }; the text states { $stated }.
}

## Pictures

chart-compared = Side by side
chart-claim = Claim
chart-asked = { $value } (asked)
chart-held = { $value } (ledger)
chart-axis = { $premise }
chart-claim-note = The band is what the claimed amount can mean as it is written.
chart-curve-note = How the figure depends on the { $premise }.
chart-lengths = The periods differ in length.
chart-whiskers = Thin lines: what the digits or the hedge leave open.
chart-source = Source: { $names }
