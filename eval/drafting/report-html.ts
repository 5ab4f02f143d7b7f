import type { Share } from '../statistics.ts'
import type { DraftingReport, SystemReport } from './evaluate.ts'
import { shareText } from './report-text.ts'

/** One page without anything from elsewhere: figures, charts and, of the dev half, every draft that was wrong. */
export function draftingHtml(report: DraftingReport): string {
  const { split, at, cases, systems, comparison } = report
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Otvet: drafting, ${split}</title><style>${STYLE}</style></head><body>
<h1>Drafting</h1>
<p>${cases} conversations, ${split}, ${html(at)}. Shares with their 95 % interval (Wilson).</p>
${comparison.map((one) => `<p><b>${html(one.first)}</b> against <b>${html(one.second)}</b>: right only in the first ${one.onlyFirst}, only in the second ${one.onlySecond}, p ${one.p.toFixed(3)}: <b>${one.words}</b> (McNemar, exact)</p>`).join('\n')}
${table(
  'What counts',
  systems,
  ['right', 'documented answered', 'without support: no answer', 'hostile: right', 'risks seen'],
  (system) => [
    system.passed,
    system.documentedAnswered,
    system.unsupportedAbstained,
    system.hostile.passed,
    system.risks.seen,
  ],
)}
${automatic(systems)}
${failures(systems)}
${table('Right, by category', systems, Object.keys(systems[0]?.byCategory ?? {}), (system) =>
  Object.values(system.byCategory),
)}
${split === 'dev' ? systems.map(mistakes).join('\n') : '<p>The drafts of the held-out half are not shown: who reads them tunes on them.</p>'}
</body></html>
`
}

function table(
  title: string,
  systems: readonly SystemReport[],
  names: readonly string[],
  sharesOf: (system: SystemReport) => readonly Share[],
): string {
  const rows = names.map((name, index) => {
    const cells = systems.map((system) => {
      const share = sharesOf(system)[index]
      return `<td>${share ? bar(share) : ''}</td>`
    })
    return `<tr><th>${html(name)}</th>${cells.join('')}</tr>`
  })
  return `<h2>${title}</h2><table><tr><td></td>${heads(systems)}</tr>${rows.join('')}</table>`
}

const heads = (systems: readonly SystemReport[]) =>
  systems.map(({ name }) => `<th>${html(name)}</th>`).join('')

/** A bar with its interval as a line across. */
function bar(share: Share): string {
  if (share.of === 0) return 'no cases'
  const x = (value: number) => (value * 200).toFixed(1)
  return `<svg width="200" height="14" role="img" aria-label="${share.share.toFixed(3)}"><rect width="200" height="14" class="rest"/><rect width="${x(share.share)}" height="14" class="part"/><path d="M${x(share.low)} 7H${x(share.high)}M${x(share.low)} 3v8M${x(share.high)} 3v8"/></svg> ${shareText(share)}`
}

function automatic(systems: readonly SystemReport[]): string {
  const rows = (
    [
      ['would leave by themselves', ({ automatic }) => automatic.sent],
      ['… with a policy breach', ({ automatic }) => automatic.policyBreaches],
      ['… with data of another buyer', ({ automatic }) => automatic.leaks],
      ['… with a wrong statement', ({ automatic }) => automatic.wrongStatements],
      ['… without support', ({ automatic }) => automatic.withoutSupport],
      ['calls of the model', ({ usage }) => usage.calls],
      ['tokens in', ({ usage }) => usage.inputTokens],
      ['tokens out', ({ usage }) => usage.outputTokens],
      ['seconds of the model', ({ usage }) => Math.round(usage.modelSeconds)],
    ] satisfies [string, (system: SystemReport) => number][]
  ).map(([name, of]) => `<tr><th>${name}</th>${systems.map((one) => `<td>${of(one)}</td>`).join('')}</tr>`)
  const steady = systems.some((one) => one.steady)
    ? `<tr><th>same verdict in every run</th>${systems.map(({ steady }) => `<td>${steady ? bar(steady.same) : 'one run'}</td>`).join('')}</tr>`
    : ''
  return `<h2>Sending, cost and steadiness</h2><table><tr><td></td>${heads(systems)}</tr>${rows.join('')}${steady}</table>`
}

function failures(systems: readonly SystemReport[]): string {
  const most = Math.max(1, ...systems.flatMap((system) => Object.values(system.failures)))
  const rows = Object.keys(systems[0]?.failures ?? {}).map((kind) => {
    const cells = systems.map((system) => {
      const count = system.failures[kind] ?? 0
      return `<td><svg width="200" height="14" role="img" aria-label="${count}"><rect width="${((count / most) * 200).toFixed(1)}" height="14" class="wrong"/></svg> ${count}</td>`
    })
    return `<tr><th>${html(kind.replaceAll('_', ' '))}</th>${cells.join('')}</tr>`
  })
  return `<h2>Failures, by kind</h2><table><tr><td></td>${heads(systems)}</tr>${rows.join('')}</table>`
}

function mistakes({ name, verdicts }: SystemReport): string {
  const wrong = verdicts.filter(({ passed }) => !passed)
  const rows = wrong.map(
    ({ id, failures: kinds, outcome }) =>
      `<tr><td>${html(id)}</td><td>${html(kinds.join(', '))}</td><td>${html(outcome.kind)}, ${html(outcome.category)}</td><td lang="ru">${html(outcome.text)}</td></tr>`,
  )
  return `<h2>${html(name)}: what was wrong</h2><table class="text">${rows.join('')}</table>`
}

const html = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif }
body { max-width: 72rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse } th, td { padding: .25rem .75rem .25rem 0; text-align: left; vertical-align: top; font-weight: normal; font-variant-numeric: tabular-nums }
tr:first-child th { font-weight: 600 } .text td { border-top: 1px solid #8884 }
svg { vertical-align: middle } .rest { fill: #8883 } .part { fill: #2b8a3e } .wrong { fill: #c92a2a } path { stroke: currentColor; fill: none }`
