import { type Classification, RISK_FLAGS } from '../../src/domain/draft.ts'
import { comparePaired, type Paired } from '../drafting/paired.ts'
import { type Share, shareOf } from '../statistics.ts'
import { type ReadingCase, readingCases } from './cases.ts'

type Split = 'dev' | 'held-out'
/** A way to read a turn. */
export type Reader = { name: string; read: (text: string) => Promise<Classification> }

export type ReaderReport = {
  name: string
  category: Share
  byCategory: Record<string, Share>
  /** Flags that are there and were found; cases without that flag where it was named all the same. */
  flags: Record<string, { found: Share; falseAlarms: number }>
  allFlags: { found: Share; precision: Share }
  asks: Share
  language: Share
  tone: Share
  negative: Share
  mistakes: { text: string; expected: string; got: string }[]
}

export type ReadingReport = {
  split: Split
  cases: number
  readers: ReaderReport[]
  /** The first reader against each other one, by category and by risk flags. */
  comparison: (Paired & { of: 'category' | 'flags'; first: string; second: string })[]
}

type Judged = { one: ReadingCase; got: Classification; category: boolean; missed: string[]; alarms: string[] }

/** Every reader on the same turns. */
export async function evaluateReaders(readers: readonly Reader[], split: Split): Promise<ReadingReport> {
  const cases = readingCases(split)
  const judged: { name: string; all: Judged[] }[] = []
  for (const { name, read } of readers) {
    const all: Judged[] = []
    for (const one of cases) all.push(judge(one, await read(one.text)))
    judged.push({ name, all })
  }
  const [first, ...others] = judged
  const passes = (all: readonly Judged[], test: (one: Judged) => boolean) =>
    new Map(all.map((one) => [one.one.id, test(one)]))
  const isFlagged = ({ missed, alarms }: Judged) => missed.length + alarms.length === 0
  return {
    split,
    cases: cases.length,
    readers: judged.map(({ name, all }) => figures(name, all)),
    comparison: others.flatMap((other) =>
      (['category', 'flags'] as const).map((of) => {
        const test = of === 'category' ? ({ category }: Judged) => category : isFlagged
        return {
          of,
          first: first?.name ?? '',
          second: other.name,
          ...comparePaired(passes(first?.all ?? [], test), passes(other.all, test)),
        }
      }),
    ),
  }
}

function judge(one: ReadingCase, got: Classification): Judged {
  const may = [...one.flags, ...(one.mayFlags ?? [])]
  return {
    one,
    got,
    category: [one.category, ...(one.mayCategory ?? [])].includes(got.category),
    missed: one.flags.filter((flag) => !got.riskFlags.includes(flag)),
    alarms: got.riskFlags.filter((flag) => !may.includes(flag)),
  }
}

function figures(name: string, all: readonly Judged[]): ReaderReport {
  const share = (some: readonly Judged[], test: (one: Judged) => boolean) =>
    shareOf(some.filter(test).length, some.length)
  const flagged = all.flatMap(({ one, missed }) => one.flags.map((flag) => !missed.includes(flag)))
  const named = all.flatMap(({ got, alarms }) => got.riskFlags.map((flag) => !alarms.includes(flag)))
  const counted = all.filter(({ one }) => one.asks !== null)
  const kinds = all.filter(({ one }) => one.negative !== 'any')
  return {
    name,
    category: share(all, ({ category }) => category),
    byCategory: Object.fromEntries(
      [...Map.groupBy(all, ({ one }) => one.category)].map(([category, some]) => [
        category,
        share(some, (one) => one.category),
      ]),
    ),
    flags: Object.fromEntries(
      RISK_FLAGS.map((flag) => [
        flag,
        {
          found: share(
            all.filter(({ one }) => one.flags.includes(flag)),
            ({ missed }) => !missed.includes(flag),
          ),
          falseAlarms: all.filter(({ alarms }) => alarms.includes(flag)).length,
        },
      ]),
    ),
    allFlags: {
      found: shareOf(flagged.filter(Boolean).length, flagged.length),
      precision: shareOf(named.filter(Boolean).length, named.length),
    },
    asks: share(counted, ({ one, got }) => got.asks.length === one.asks),
    language: share(all, ({ one, got }) => got.language === one.language),
    tone: share(all, ({ one, got }) => got.tone !== undefined && one.tone.includes(got.tone)),
    negative: share(kinds, ({ one, got }) => one.negative !== 'any' && isNegative(one.negative, got)),
    mistakes: all.flatMap(mistakesOf),
  }
}

function mistakesOf({ one, got, category, missed, alarms }: Judged): ReaderReport['mistakes'] {
  const { text } = one
  const found: ReaderReport['mistakes'] = []
  if (!category) found.push({ text, expected: one.category, got: got.category })
  for (const flag of missed) found.push({ text, expected: flag, got: 'not seen' })
  for (const flag of alarms) found.push({ text, expected: 'no flag', got: flag })
  if (one.asks !== null && got.asks.length !== one.asks)
    found.push({ text, expected: `${one.asks} asks`, got: `${got.asks.length}: ${got.asks.join(' | ')}` })
  if (got.language !== one.language) found.push({ text, expected: one.language, got: got.language })
  if (!got.tone || !one.tone.includes(got.tone))
    found.push({ text, expected: one.tone.join('/'), got: got.tone ?? 'no tone' })
  if (one.negative !== 'any' && !isNegative(one.negative, got))
    found.push({ text, expected: `negative ${one.negative.join('/')}`, got: String(got.negative) })
  return found
}

const isNegative = (right: readonly (string | null)[], { negative = null }: Classification) =>
  right.includes(negative)
