import { join } from 'node:path'
import { z } from 'zod'
import { CATEGORIES } from '../src/domain/category.ts'
import { checkContext } from '../src/drafting/checks/check-context.ts'
import type { Rule } from '../src/drafting/checks/rule.ts'
import { RULES } from '../src/drafting/checks/rules.ts'
import { runChecks } from '../src/drafting/checks/run-checks.ts'
import { readLines } from './data.ts'
import { wilsonInterval } from './statistics.ts'

const caseSchema = z.object({
  id: z.string(),
  text: z.string(),
  channel: z.enum(['ozon-chat', 'ozon-question', 'ozon-review']),
  rules: z.array(z.string()),
  /** Rules that may be named as well without being wrong. */
  may: z.array(z.string()).default([]),
  category: z.enum(CATEGORIES).optional(),
  author: z.string(),
  split: z.enum(['dev', 'held-out']),
})
export type PolicyCase = z.infer<typeof caseSchema>

/** Each set but `dev` was written before the rules it was first run against; `dev-2` to `dev-5` were held out once. */
export const POLICY_SETS = ['dev', 'dev-2', 'dev-3', 'dev-4', 'dev-5', 'held-out'] as const
export const isRead = (set: string): boolean => set.startsWith('dev')
type PolicySet = (typeof POLICY_SETS)[number]

export const readPolicyCases = (split: PolicySet): PolicyCase[] =>
  readLines(import.meta.dirname, `cases/policy/${split}.jsonl`, caseSchema)

/** The rules that a text breaks, by id. */
export function brokenRules(
  { text, channel, category }: Pick<PolicyCase, 'text' | 'channel' | 'category'>,
  rules: readonly Rule[] = RULES,
): string[] {
  return runChecks(text, checkContext({ channel, category }), rules)
    .filter(({ status }) => status !== 'pass')
    .map(({ rule }) => rule)
}

type Score = { hit: number; missed: number; wrong: number }
export type PolicyReport = {
  split: PolicySet
  texts: number
  clean: number
  /** Breaches found, by rule and over all: each rule that a text breaks counts once. */
  all: Score
  byRule: Record<string, Score>
  /** Clean texts that some rule was against; texts with a breach that no rule was against. */
  cleanFlagged: number
  breachesUnseen: number
  mistakes: { id: string; text: string; missed: string[]; wrong: string[] }[]
}

/** Every rule against texts that break it, others, or none. */
export function evaluatePolicy(split: PolicySet, rules: readonly Rule[] = RULES): PolicyReport {
  const cases = readPolicyCases(split)
  const zero = (): Score => ({ hit: 0, missed: 0, wrong: 0 })
  const byRule: Record<string, Score> = Object.fromEntries(rules.map(({ id }) => [id, zero()]))
  const report: PolicyReport = {
    split,
    texts: cases.length,
    clean: cases.filter((one) => one.rules.length === 0).length,
    all: zero(),
    byRule,
    cleanFlagged: 0,
    breachesUnseen: 0,
    mistakes: [],
  }
  for (const one of cases) {
    const found = brokenRules(one, rules)
    const hit = one.rules.filter((rule) => found.includes(rule))
    const missed = one.rules.filter((rule) => !found.includes(rule))
    const wrong = found.filter((rule) => !one.rules.includes(rule) && !one.may.includes(rule))
    const count = (name: keyof Score, names: string[]) => {
      report.all[name] += names.length
      for (const rule of names) {
        const score = byRule[rule] ?? zero()
        score[name] += 1
        byRule[rule] = score
      }
    }
    count('hit', hit)
    count('missed', missed)
    count('wrong', wrong)
    if (one.rules.length === 0 && found.length > 0) report.cleanFlagged += 1
    if (one.rules.length > 0 && found.length === 0) report.breachesUnseen += 1
    if (missed.length + wrong.length > 0) report.mistakes.push({ id: one.id, text: one.text, missed, wrong })
  }
  return report
}

/** Who looks at the misses of the held-out half tunes on them. */
export const withoutMistakes = (report: PolicyReport): PolicyReport => ({ ...report, mistakes: [] })

export function policyText(report: PolicyReport): string {
  const { split, texts, clean, all, byRule, cleanFlagged, breachesUnseen, mistakes } = report
  return [
    `${split}: ${texts} texts, ${clean} of them clean`,
    `  recall     ${share(all.hit, all.hit + all.missed)}`,
    `  precision  ${share(all.hit, all.hit + all.wrong)}`,
    `  clean texts flagged     ${share(cleanFlagged, clean)}`,
    `  breaches wholly unseen  ${share(breachesUnseen, texts - clean)}`,
    ...Object.entries(byRule).map(
      ([rule, { hit, missed, wrong }]) =>
        `  ${rule.padEnd(16)} recall ${share(hit, hit + missed)}  precision ${share(hit, hit + wrong)}`,
    ),
    ...mistakes.map(
      ({ id, text, missed, wrong }) =>
        `  ${id} ${[...missed.map((rule) => `-${rule}`), ...wrong.map((rule) => `+${rule}`)].join(' ')}: ${text.slice(0, 110)}`,
    ),
  ].join('\n')
}

function share(hits: number, cases: number): string {
  if (cases === 0) return 'no cases'
  const { low, high } = wilsonInterval(hits, cases)
  return `${(hits / cases).toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}] (${hits}/${cases})`
}

const repliesSchema = z.object({
  id: z.string(),
  seller_answer: z.string(),
  off_platform: z.boolean().default(false),
  upsell: z.boolean().default(false),
})
const REPLY_FILES = ['feedbacks', 'nightlight_feedbacks', 'lingerie_autoreplies']
/** Rules about leading a buyer away; a real answer marked `off_platform` must break one. */
const LEADING_AWAY = [
  'phone',
  'email',
  'messenger',
  'social-network',
  'link',
  'street-address',
  'other-channel',
]

export type RealRepliesReport = {
  offPlatform: { cases: number; found: number; missed: { id: string; text: string }[] }
  normal: { cases: number; flagged: { id: string; rules: string[]; text: string }[] }
  byRule: Record<string, number>
}

/** What real sellers wrote under reviews: those that lead away are found, the rest is left alone. */
export function evaluateRealReplies(folder: string): RealRepliesReport {
  const report: RealRepliesReport = {
    offPlatform: { cases: 0, found: 0, missed: [] },
    normal: { cases: 0, flagged: [] },
    byRule: {},
  }
  for (const file of REPLY_FILES) {
    for (const row of readLines(folder, join('wb_reviews_with_answers', `${file}.jsonl`), repliesSchema)) {
      // The collection hid first names; the shop's answer held one.
      const text = row.seller_answer.replaceAll('[ИМЯ]', 'Анна').slice(0, 1000)
      const rules = brokenRules({ text, channel: 'ozon-review', category: undefined })
      if (row.off_platform) {
        report.offPlatform.cases += 1
        if (rules.some((rule) => LEADING_AWAY.includes(rule))) report.offPlatform.found += 1
        else report.offPlatform.missed.push({ id: row.id, text })
      } else if (!row.upsell) {
        report.normal.cases += 1
        if (rules.length > 0) report.normal.flagged.push({ id: row.id, rules, text })
        for (const rule of rules) report.byRule[rule] = (report.byRule[rule] ?? 0) + 1
      }
    }
  }
  return report
}

export function realRepliesText({ offPlatform, normal, byRule }: RealRepliesReport): string {
  return [
    'real answers of sellers (another marketplace)',
    `  leading away found     ${share(offPlatform.found, offPlatform.cases)}`,
    `  other answers flagged  ${share(normal.flagged.length, normal.cases)}`,
    ...Object.entries(byRule).map(([rule, count]) => `    ${rule.padEnd(16)} ${count}`),
    ...offPlatform.missed.map(
      ({ id, text }) => `  missed ${id}: ${text.replaceAll('\n', ' / ').slice(0, 200)}`,
    ),
  ].join('\n')
}
