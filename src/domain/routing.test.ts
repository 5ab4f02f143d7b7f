import { describe, expect, it } from 'vitest'
import { CELL_STATES, presetCells } from './autonomy.ts'
import { CATEGORIES } from './category.ts'
import type { Check } from './draft.ts'
import { EVIDENCE_CLASSES, riskFlagSchema } from './draft.ts'
import { type RoutingInput, routeDraft } from './routing.ts'
import { ROUTING_RULES } from './routing-rules.ts'
import { DEFAULT_POLICY, shopPolicySchema } from './shop-policy.ts'

const HOUR = 3_600_000

/** Nothing stands against this one. */
const CLEAR: RoutingInput = {
  classification: {
    category: 'product_attribute',
    confidence: 0.9,
    needsReply: true,
    needsHuman: false,
    riskFlags: [],
  },
  draft: {
    kind: 'answer',
    abstained: false,
    text: 'Ёмкость аккумулятора — 5000 мА·ч.',
    classes: ['courtesy', 'documented'],
    findings: 0,
    composer: 'built-in',
    unanswered: 0,
    origin: 'drafting',
  },
  checks: [],
  policy: DEFAULT_POLICY,
  cell: 'on',
  turnText: 'Какая ёмкость аккумулятора?',
  photos: { count: 0, seen: false },
  isShopOpen: true,
  windowLeftMs: 40 * HOUR,
  chatClosed: false,
  isEscalated: false,
  repliesInARow: 0,
  turnWasAnswered: false,
  isBudgetSpent: false,
  isLowRated: false,
  readsNegative: false,
  stop: { all: false, shop: false, channel: false },
}

const check = (status: Check['status']): Check => ({
  rule: 'phone',
  status,
  message: { en: 'a', zh: 'b', ru: 'c' },
})

/** Small, fast and repeatable. */
function dice(seed: number) {
  let state = seed
  const roll = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  return { roll, pick: <T>(items: readonly T[]): T => items[Math.floor(roll() * items.length)] as T }
}

/** Mostly harmless values, so that what leaves by itself is not too rare to be looked at. */
function anySituation(seed: number): RoutingInput {
  const { roll, pick } = dice(seed)
  const rarely = (chance = 0.04) => roll() < chance
  const some = <T>(items: readonly T[], usual: T[]) => (rarely() ? [pick(items)] : usual)
  return {
    classification: {
      category: pick(CATEGORIES),
      confidence: rarely() ? pick([0, 0.3, Number.NaN]) : roll(),
      needsReply: !rarely(),
      needsHuman: rarely(),
      riskFlags: some(riskFlagSchema.options, []),
    },
    draft: {
      kind: pick(['answer', 'answer', 'answer', 'clarify', 'acknowledge', 'handover']),
      abstained: rarely(),
      text: rarely() ? ' ' : 'Ответ.',
      classes: some(EVIDENCE_CLASSES, ['courtesy', pick(EVIDENCE_CLASSES)]),
      findings: rarely() ? 1 : 0,
      composer: pick(['built-in', 'built-in', 'model', 'person']),
      unanswered: rarely() ? 1 : 0,
      origin: rarely() ? pick(['undo', 'undelivered', 'written', 'acknowledgement']) : 'drafting',
    },
    checks: some([check('block'), check('warn')], [check('pass')]),
    policy: {
      ...DEFAULT_POLICY,
      undoSeconds: pick([30, 300, 3_600]),
      windowReserveMinutes: pick([10, 60, 1_440]),
      sendsOutsideHours: rarely(0.5),
      modelMaySend: rarely(0.5),
      questionsMaySend: rarely(0.5),
      answersThanks: rarely(0.5),
      minConfidence: pick([0, 0.6]),
      repliesInARow: pick([1, 10]),
      stopWords: rarely(0.2) ? ['суд*'] : [],
    },
    cell: pick(['on', 'on', ...CELL_STATES]),
    turnText: pick(['Какой размер?', 'Иду в суд']),
    photos: { count: rarely(0.2) ? 2 : 0, seen: rarely(0.5) },
    isShopOpen: !rarely(0.2),
    windowLeftMs: rarely(0.3) ? pick([-HOUR, 0, 1, 20_000, 11 * 60_000, HOUR]) : pick([null, 40 * HOUR]),
    chatClosed: rarely(),
    isEscalated: rarely(),
    repliesInARow: pick([0, 0, 1, 5]),
    turnWasAnswered: rarely(),
    isBudgetSpent: rarely(),
    isLowRated: rarely(),
    readsNegative: rarely(),
    stop: { all: rarely(), shop: rarely(), channel: rarely() },
  }
}

/** In words of their own, not those of the rules: what must never be true of what leaves by itself. */
function breaches(input: RoutingInput): string[] {
  const { classification, draft, checks, photos, policy, windowLeftMs, stop } = input
  const found = {
    'a risk flag': classification.riskFlags.length > 0,
    'needs a person': classification.needsHuman,
    'a block or a warning': checks.some(({ status }) => status !== 'pass'),
    'inferred evidence': draft.classes.some((name) => name === 'inferred') || draft.findings > 0,
    'unseen photos': photos.count > 0 && !photos.seen,
    'a closed or short window':
      windowLeftMs !== null &&
      windowLeftMs < policy.undoSeconds * 1_000 + policy.windowReserveMinutes * 60_000,
    'a closed chat': input.chatClosed,
    'a stop switch': stop.all || stop.shop || stop.channel,
    'few stars': input.isLowRated,
    'words that blame': input.readsNegative,
    'a cell that is not on': input.cell !== 'on',
    'a text that says nothing': draft.text.trim() === '',
    'came back once': draft.origin !== 'drafting',
    'a category for people': ['abuse', 'fraud', 'complaint', 'defect'].includes(classification.category),
    'a stop word': policy.stopWords.length > 0 && input.turnText.includes('суд'),
    'answered already': input.turnWasAnswered,
    'a hand-over': draft.kind === 'handover' || draft.abstained,
  }
  return Object.entries(found).flatMap(([name, isSo]) => (isSo ? [name] : []))
}

describe('the route of a draft', () => {
  it('is to leave by itself when nothing stands against it', () => {
    expect(routeDraft(CLEAR)).toEqual({ route: 'auto_send', reasons: [], wouldSend: true })
    expect(routeDraft({ ...CLEAR, windowLeftMs: null }).route).toBe('auto_send')
  })

  it('is never to leave by itself with anything that speaks against it, in any combination', () => {
    let sent = 0
    let wouldSend = 0
    const broken: unknown[] = []
    for (let seed = 1; seed <= 25_000; seed++) {
      const input = anySituation(seed)
      const routed = routeDraft(input)
      const found = breaches(input)
      if (routed.route === 'auto_send') sent++
      if (routed.route === 'auto_send' && (found.length > 0 || routed.reasons.length > 0))
        broken.push({ seed, found })
      if (routed.route !== 'auto_send' && routed.reasons.length === 0) broken.push({ seed, silent: true })
      // What a dry run would send has the one fault that its cell is dry.
      if (routed.wouldSend && routed.route !== 'auto_send') wouldSend++
      if (routed.wouldSend && found.some((name) => name !== 'a cell that is not on'))
        broken.push({ seed, found })
    }
    expect(broken.slice(0, 3)).toEqual([])
    // A run in which nothing left would prove nothing.
    expect(sent).toBeGreaterThan(200)
    expect(wouldSend).toBeGreaterThan(20)
  })

  it('cannot be bought with settings: flags, checks, guesses and switches hold under the freest policy', () => {
    const policy = shopPolicySchema.parse({
      undoSeconds: 30,
      windowReserveMinutes: 10,
      sendsOutsideHours: true,
      minConfidence: 0,
      modelMaySend: true,
      questionsMaySend: true,
      answersThanks: true,
      repliesInARow: 10,
    })
    const free = { ...CLEAR, policy }
    for (const flag of riskFlagSchema.options) {
      const classification = { ...CLEAR.classification, riskFlags: [flag] }
      expect(routeDraft({ ...free, classification })).toMatchObject({
        route: 'escalate',
        reasons: [`risk_flag:${flag}`],
      })
    }
    expect(routeDraft({ ...free, checks: [check('warn')] }).reasons).toEqual(['check_warn:phone'])
    expect(routeDraft({ ...free, checks: [check('block')] }).route).toBe('escalate')
    expect(routeDraft({ ...free, stop: { ...CLEAR.stop, all: true } }).reasons).toEqual(['stop_all'])
    expect(routeDraft({ ...free, isLowRated: true })).toMatchObject({
      route: 'review',
      reasons: ['low_rating'],
    })
    expect(routeDraft({ ...free, photos: { count: 1, seen: false } }).reasons).toEqual(['photos_unseen'])
    expect(() => shopPolicySchema.parse({ undoSeconds: 29 })).toThrow()
    expect(() => shopPolicySchema.parse({ classes: ['inferred'] })).toThrow()
  })

  it('names every rule that speaks against it', () => {
    const seen = new Set<string>()
    for (let seed = 1; seed <= 8_000; seed++)
      for (const reason of routeDraft(anySituation(seed)).reasons) seen.add(reason.split(':')[0] ?? '')
    expect(ROUTING_RULES.filter((rule) => !seen.has(rule))).toEqual(['evidence_class'])
    const policy = { ...DEFAULT_POLICY, classes: ['order-fact' as const] }
    expect(routeDraft({ ...CLEAR, policy }).reasons).toEqual(['evidence_class:documented'])
  })

  it('lets thanks be answered with a courtesy only where the shop wants it', () => {
    const thanks: RoutingInput = {
      ...CLEAR,
      classification: { ...CLEAR.classification, category: 'thanks', needsReply: false },
      draft: { ...CLEAR.draft, kind: 'acknowledge', text: 'Рады помочь!', classes: ['courtesy'] },
    }
    expect(routeDraft(thanks)).toMatchObject({
      route: 'no_reply',
      reasons: ['nothing_said', 'no_reply_needed'],
    })
    const policy = { ...DEFAULT_POLICY, answersThanks: true }
    expect(routeDraft({ ...thanks, policy }).route).toBe('auto_send')
    expect(routeDraft({ ...thanks, policy, cell: 'draft' }).route).toBe('no_reply')
  })
})

describe('a preset', () => {
  it('fills every cell, and turns nothing on by being cautious', () => {
    for (const preset of ['cautious', 'balanced'] as const) {
      const cells = presetCells(preset)
      expect(cells).toHaveLength(3 * CATEGORIES.length)
      for (const { channel, category, state } of cells.filter(({ state }) => state === 'on'))
        expect({ preset, channel, category, state }).toMatchObject({
          preset: 'balanced',
          channel: 'ozon-chat',
        })
    }
    const balanced = presetCells('balanced').filter(({ state }) => state === 'on')
    expect(balanced.map(({ category }) => category)).toEqual([
      'product_attribute',
      'stock_price',
      'documents',
      'thanks',
    ])
  })
})
