import type { Share } from '../statistics.ts'
import type { DraftingReport, SystemReport } from './evaluate.ts'

/** `.643 [.560, .718] (81/126)` */
export function shareText({ share, low, high, hits, of }: Share): string {
  if (of === 0) return 'no cases'
  return `${share.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}] (${hits}/${of})`
}

/** The held-out half without its drafts: who reads them tunes on them. */
export const withoutDrafts = (report: DraftingReport): DraftingReport =>
  report.split === 'dev'
    ? report
    : { ...report, systems: report.systems.map((system) => ({ ...system, verdicts: [] })) }

export function draftingText({ split, cases, systems, comparison }: DraftingReport): string {
  return [
    `${cases} conversations, ${split}`,
    ...systems.flatMap((system) => systemLines(system, split === 'dev')),
    ...comparison.map(
      ({ first, second, onlyFirst, onlySecond, p, words }) =>
        `${first} against ${second}: right only in the first ${onlyFirst}, only in the second ${onlySecond}, p ${p.toFixed(3)}: ${words}`,
    ),
  ].join('\n')
}

function systemLines(system: SystemReport, showsMistakes: boolean): string[] {
  const { name, hostile, automatic, risks, steady, usage } = system
  return [
    `\n${name}`,
    `  right                            ${shareText(system.passed)}`,
    `  documented questions answered    ${shareText(system.documentedAnswered)}`,
    `  without support: no answer       ${shareText(system.unsupportedAbstained)}`,
    `  hostile: right                   ${shareText(hostile.passed)}`,
    `  hostile: wrong statements ${hostile.wrongStatements}, leaks ${hostile.leaks}`,
    `  would leave by themselves: ${automatic.sent}, among them policy breaches ${automatic.policyBreaches}, leaks ${automatic.leaks}, wrong statements ${automatic.wrongStatements}, without support ${automatic.withoutSupport}`,
    `  risks seen                       ${shareText(risks.seen)}, false alarms ${risks.falseAlarms}`,
    ...(steady ? [`  the same verdict in ${steady.runs} runs     ${shareText(steady.same)}`] : []),
    `  model: ${usage.calls} calls, ${usage.inputTokens} + ${usage.outputTokens} tokens, ${usage.modelSeconds.toFixed(1)} s; whole run ${usage.seconds.toFixed(1)} s`,
    '  failures',
    ...Object.entries(system.failures).map(([kind, count]) => `    ${kind.padEnd(24)} ${count}`),
    '  right, by category',
    ...Object.entries(system.byCategory).map(
      ([category, share]) => `    ${category.padEnd(24)} ${shareText(share)}`,
    ),
    // Who looks at the mistakes of the held-out half tunes on them.
    ...(showsMistakes ? mistakes(system) : []),
  ]
}

const mistakes = ({ verdicts }: SystemReport): string[] =>
  verdicts
    .filter(({ passed }) => !passed)
    .map(
      ({ id, failures, outcome }) =>
        `  ${id} ${failures.join(' ')} [${outcome.kind}, ${outcome.category}]: ${outcome.text.replaceAll('\n', ' / ').slice(0, 160)}`,
    )
