import type { Share } from '../statistics.ts'
import type { ReaderReport, ReadingReport } from './evaluate.ts'

/** A report in words; the mistakes of dev only: who looks at those of the held-out half tunes on them. */
export function readingText({ split, cases, readers, comparison }: ReadingReport): string {
  return [
    `${split}, ${cases} turns`,
    ...readers.flatMap((reader) => readerLines(reader, split === 'dev')),
    ...comparison.map(
      ({ of, first, second, onlyFirst, onlySecond, p, words }) =>
        `  ${first} against ${second}, ${of}: only the first right ${onlyFirst}, only the second ${onlySecond}, p ${p.toFixed(3)}: ${words}`,
    ),
  ].join('\n')
}

/** Without what is seen of a held-out half. */
export const withoutMistakes = (report: ReadingReport): ReadingReport => ({
  ...report,
  readers: report.readers.map((reader) => ({ ...reader, mistakes: [] })),
})

function readerLines(
  { name, category, byCategory, flags, allFlags, asks, language, tone, negative, mistakes }: ReaderReport,
  areMistakesShown: boolean,
): string[] {
  return [
    `  ${name}: category ${words(category)}, asks ${words(asks)}, language ${words(language)}, tone ${words(tone)}, negative kind ${words(negative)}`,
    `  risk flags: found ${words(allFlags.found)}, precision ${words(allFlags.precision)}`,
    ...Object.entries(flags).map(
      ([flag, { found, falseAlarms }]) =>
        `    ${flag.padEnd(17)} ${found.hits}/${found.of} found, ${falseAlarms} false`,
    ),
    ...Object.entries(byCategory).map(([one, { hits, of }]) => `    ${one.padEnd(17)} ${hits}/${of}`),
    ...(areMistakesShown
      ? mistakes.map(({ text, expected, got }) => `    ${expected} → ${got}: ${text.slice(0, 90)}`)
      : []),
  ]
}

const words = ({ hits, of, share, low, high }: Share) =>
  `${(share * 100).toFixed(1)} % (${hits}/${of}, ${(low * 100).toFixed(0)}-${(high * 100).toFixed(0)})`
