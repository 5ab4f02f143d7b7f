import { z } from 'zod'
import { CELL_STATES } from '../src/domain/autonomy.ts'
import { CATEGORIES } from '../src/domain/category.ts'
import {
  type Classification,
  draftKindSchema,
  evidenceClassSchema,
  riskFlagSchema,
  routeSchema,
} from '../src/domain/draft.ts'
import { type RoutingInput, routeDraft } from '../src/domain/routing.ts'
import { shopPolicySchema } from '../src/domain/shop-policy.ts'
import { classifyTurn } from '../src/drafting/classify/classify-turn.ts'
import { readLines } from './data.ts'

const MINUTE_MS = 60_000

/** A situation, told by what sets it apart from one against which nothing stands. */
const caseSchema = z.strictObject({
  id: z.string(),
  note: z.string(),
  turn: z.string(),
  /** As a reading would have it; without, the built-in reader reads the turn. */
  category: z.enum(CATEGORIES).optional(),
  confidence: z.number().optional(),
  needsReply: z.boolean().optional(),
  needsHuman: z.boolean().optional(),
  draft: z
    .strictObject({
      kind: draftKindSchema,
      abstained: z.boolean(),
      text: z.string(),
      classes: z.array(evidenceClassSchema),
      findings: z.int(),
      composer: z.string(),
      unanswered: z.int(),
      origin: z.string(),
    })
    .partial()
    .default({}),
  /** Rule and status. */
  checks: z.array(z.tuple([z.string(), z.enum(['pass', 'warn', 'block'])])).default([]),
  policy: z.record(z.string(), z.unknown()).default({}),
  cell: z.enum(CELL_STATES).default('on'),
  photos: z.object({ count: z.int(), seen: z.boolean() }).default({ count: 0, seen: false }),
  isShopOpen: z.boolean().default(true),
  windowLeftMinutes: z
    .number()
    .nullable()
    .default(40 * 60),
  chatClosed: z.boolean().default(false),
  isEscalated: z.boolean().default(false),
  repliesInARow: z.int().default(0),
  turnWasAnswered: z.boolean().default(false),
  isBudgetSpent: z.boolean().default(false),
  isLowRated: z.boolean().default(false),
  readsNegative: z.boolean().default(false),
  stop: z.object({ all: z.boolean(), shop: z.boolean() }).default({ all: false, shop: false }),
  /** What is right: the route with every reason; or `never` by itself, with the risk that must be among the reasons. */
  route: routeSchema.optional(),
  reasons: z.array(z.string()).optional(),
  never: z.boolean().optional(),
  flag: riskFlagSchema.optional(),
  author: z.string(),
  split: z.enum(['dev', 'held-out']),
})
type RoutingCase = z.infer<typeof caseSchema>

export type RoutingReport = {
  situations: number
  right: number
  /** Left by themselves, and of these those that must not have. */
  automatic: number
  wronglyAutomatic: number
  mistakes: { id: string; note: string; expected: string; found: string }[]
}

/** Every situation through the routing, those without a reading through the built-in reader first. */
export function evaluateRouting(): RoutingReport {
  const cases = readLines(import.meta.dirname, 'cases/routing/situations.jsonl', caseSchema)
  const report: RoutingReport = { situations: 0, right: 0, automatic: 0, wronglyAutomatic: 0, mistakes: [] }
  for (const one of cases) {
    const { route, reasons } = routeDraft(situationOf(one))
    report.situations += 1
    if (route === 'auto_send') report.automatic += 1
    if (route === 'auto_send' && one.route !== 'auto_send') report.wronglyAutomatic += 1
    const isRight = one.never
      ? route !== 'auto_send' && (!one.flag || reasons.includes(`risk_flag:${one.flag}`))
      : route === one.route && (!one.reasons || String(reasons) === String(one.reasons))
    if (isRight) report.right += 1
    else
      report.mistakes.push({
        id: one.id,
        note: one.note,
        expected: one.never ? `a person, for ${one.flag}` : `${one.route} ${one.reasons ?? ''}`,
        found: `${route} ${reasons}`,
      })
  }
  return report
}

function situationOf(one: RoutingCase): RoutingInput {
  return {
    classification: reading(one),
    draft: {
      kind: 'answer',
      abstained: false,
      text: 'Здравствуйте! По данным карточки — 5000 мА·ч.',
      classes: ['courtesy', 'documented'],
      findings: 0,
      composer: 'built-in',
      unanswered: 0,
      origin: 'drafting',
      ...one.draft,
    },
    checks: one.checks.map(([rule, status]) => ({ rule, status, message: { en: '', zh: '', ru: '' } })),
    policy: shopPolicySchema.parse(one.policy),
    cell: one.cell,
    turnText: one.turn,
    photos: one.photos,
    isShopOpen: one.isShopOpen,
    windowLeftMs: one.windowLeftMinutes === null ? null : one.windowLeftMinutes * MINUTE_MS,
    chatClosed: one.chatClosed,
    isEscalated: one.isEscalated,
    repliesInARow: one.repliesInARow,
    turnWasAnswered: one.turnWasAnswered,
    isBudgetSpent: one.isBudgetSpent,
    isLowRated: one.isLowRated,
    readsNegative: one.readsNegative,
    stop: { ...one.stop, channel: false },
  }
}

/** Risk signs are always read from the words: no case may claim that there are none. */
function reading({ turn, category, ...one }: RoutingCase): RoutingInput['classification'] {
  const read: Classification = classifyTurn(turn)
  if (!category) return read
  return {
    category,
    confidence: one.confidence ?? 0.9,
    needsReply: one.needsReply ?? true,
    needsHuman: one.needsHuman ?? false,
    riskFlags: read.riskFlags,
  }
}

export function routingText(report: RoutingReport): string {
  const { situations, right, automatic, wronglyAutomatic, mistakes } = report
  return [
    `routing: ${right} of ${situations} situations as expected`,
    `left by themselves ${automatic}, of which wrongly ${wronglyAutomatic}`,
    ...mistakes.map(
      ({ id, note, expected, found }) => `  ${id} ${note}\n    expected ${expected}\n    found    ${found}`,
    ),
  ].join('\n')
}
